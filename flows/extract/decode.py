"""Bytes to text: byte order mark, strict UTF-8, what is declared, damaged UTF-8, then detection among Chinese charsets.

GBK and GB2312 are decoded as GB 18030, which contains both.
"""

import codecs
import re
from collections.abc import Sequence
from functools import cache

from flows.errors import SourceError
from flows.reference import column

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
# Labels found in the wild → the codec that reads a superset of what they name.
_CODECS = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "cp936": "gb18030",
    "ms936": "gb18030",
    "x-gbk": "gb18030",
    "gb_2312-80": "gb18030",
    "euc-cn": "gb18030",
    "hz-gb-2312": "hz",
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "cp950": "big5hkscs",
    "x-x-big5": "big5hkscs",
    "utf8": "utf-8",
    "unicode-1-1-utf-8": "utf-8",
    "utf-16": "utf-16-le",
}
# Labels that pages carry by default, whatever they hold: never believed.
_EMPTY_LABELS = frozenset(
    {"iso-8859-1", "iso8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252", "cp1252"}
)
_LABEL_ZONE = 4096
_LABEL = re.compile(rb"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?\s{0,9}([A-Za-z0-9_.:-]{2,40})", re.I)
# Printable ASCII, tab and line breaks.
_ASCII_TEXT = frozenset("\t\r\n" + "".join(map(chr, range(0x20, 0x7F))))
_HAN = re.compile("[\u4e00-\u9fff]")
# Damaged UTF-8 is still UTF-8 while at most one character in this many is broken.
_SOUND_PER_BROKEN = 20
# Common characters make up some 80 % of a text, and under 10 % of one read in a wrong charset.
_COMMON_SHARE = 0.25
_SCORED = 4000


def decode(uri: str, content: bytes, declared: str | None = None) -> tuple[str, str]:
    """Return (text, charset). `declared`: a charset label from outside (HTTP header), null when there is none.

    Raises SourceError undecodable_text when no Chinese charset fits.
    """
    for mark, charset in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(charset, "replace"), charset
    if b"\x00" in content[:_LABEL_ZONE] and (wide := _wide_charset(content)):
        return content.decode(wide, "replace"), wide
    try:
        return content.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if error.start >= len(content) - 3 and error.start > 0:
            return content.decode("utf-8", "replace"), "utf-8"  # cut off inside its last character
    for label in _labels(content, declared):
        if (text := _strictly(content, label)) is not None:
            return text, label
    if _is_damaged_utf8(content):
        return content.decode("utf-8", "replace"), "utf-8"
    if wide := _wide_charset(content):
        return content.decode(wide, "replace"), wide
    charset = _detect(content)
    if charset is None:
        raise SourceError(
            uri, "undecodable_text", "the charset is none of UTF-8, GB 18030, Big5, UTF-16; convert to UTF-8"
        )
    return content.decode(charset, "replace"), charset


def _labels(content: bytes, declared: str | None) -> Sequence[str]:
    """Codec names that the header or the text itself declares, UTF-8 (already tried) and default labels left out."""
    found = [declared] if declared else []
    found += [match.decode("ascii") for match in _LABEL.findall(content[:_LABEL_ZONE])]
    codecs_named = []
    for label in found:
        name = label.strip().lower()
        name = _CODECS.get(name, name)
        if name in _EMPTY_LABELS or name in ("utf-8", *codecs_named):
            continue
        try:
            codecs_named.append(_CODECS.get(codecs.lookup(name).name, name))
        except LookupError:
            continue
    return codecs_named


def _strictly(content: bytes, charset: str) -> str | None:
    """The text, if every byte fits and the result reads as Chinese or plain ASCII; else null."""
    try:
        text = content.decode(charset)
    except (UnicodeDecodeError, LookupError):
        return None
    return text if _reads_as_chinese(text) else None


def _reads_as_chinese(text: str) -> bool:
    """Whether the characters beyond ASCII are mostly those that Chinese texts use often."""
    sample = text[:2000] + text[len(text) // 2 : len(text) // 2 + 1000]
    beyond = [character for character in sample if character > "\x7f"]
    usual = _usual_characters()
    return sum(character in usual for character in beyond) >= 0.7 * len(beyond)


@cache
def _usual_characters() -> frozenset[str]:
    """Chinese marks, full-width forms, and the first levels of GB 2312 and Big5, which hold the frequent characters."""
    marks = "\xa0·×÷°±§—‘’“”…‰′″※"
    ranges = ((0x3000, 0x3040), (0xFF00, 0xFFF0), (0x2150, 0x2500))
    usual = {*marks, *(chr(codepoint) for start, end in ranges for codepoint in range(start, end))}
    for charset, leads, trails in (("gb2312", (0xB0, 0xD8), (0xA1, 0xFF)), ("big5", (0xA4, 0xC7), (0x40, 0xFF))):
        table = b"".join(bytes((lead, trail)) + b"\n" for lead in range(*leads) for trail in range(*trails))
        usual.update(table.decode(charset, "ignore"))
    return frozenset(usual - {"\n", *map(chr, range(0x80))})


def _is_damaged_utf8(content: bytes) -> bool:
    """Whether the text is UTF-8 but for a few bytes: somewhere it decodes well, and on the whole too."""
    middle = len(content) // 2
    windows = (content[:2048], content[middle : middle + 2048], content[-2048:], content)
    return any(map(_is_mostly_utf8, windows[:3])) and _is_mostly_utf8(windows[3])


def _is_mostly_utf8(content: bytes) -> bool:
    text = content.decode("utf-8", "replace")
    return len(_HAN.findall(text)) >= text.count("\ufffd") * _SOUND_PER_BROKEN


def _wide_charset(content: bytes) -> str | None:
    """utf-16-le or utf-16-be for UTF-16 without a mark, by the byte of a usual character; else null."""
    if len(content) < 4:
        return None
    sample = content[: 4096 - len(content) % 2 if len(content) < 4096 else 4096]
    sample = sample[: len(sample) // 2 * 2]
    for charset in ("utf-16-le", "utf-16-be"):
        try:
            text = sample.decode(charset)
        except UnicodeDecodeError:
            continue
        usual = _usual_characters()
        if sum(character in usual or character in _ASCII_TEXT for character in text) >= 0.9 * len(text):
            return charset
    return None


def _detect(content: bytes) -> str | None:
    """The Chinese charset in which the bytes read as Chinese; a few undecodable bytes are allowed."""
    sample = content[: 1 << 16]
    shares = {}
    for charset in ("gb18030", "big5hkscs"):
        text = sample.decode(charset, "replace")
        broken = text.count("\ufffd")
        beyond = sum(character > "\x7f" for character in text[:_SCORED]) or 1
        # The last character may be cut off.
        if (broken - 1) * _SOUND_PER_BROKEN <= len(text):
            shares[charset] = sum(character in _common_characters() for character in text[:_SCORED]) / beyond
    best = max(shares, key=shares.get, default=None)
    if best is not None and shares[best] >= _COMMON_SHARE:
        return best
    return _detect_by_statistics(sample)


def _detect_by_statistics(sample: bytes) -> str | None:
    """Ask charset-normalizer, which compares the languages that the decoded texts look like."""
    from charset_normalizer import from_bytes

    best = from_bytes(sample[:8192], cp_isolation=["gb18030", "big5hkscs"], threshold=0.3).best()
    if best is None:
        return None
    charset = _CODECS.get(best.encoding.replace("_", "-"), best.encoding)
    return charset if _strictly(sample, charset) is not None else None


@cache
def _common_characters() -> frozenset[str]:
    """Characters that make up most of any Chinese text; bytes read in a wrong charset hit them by chance only."""
    return frozenset("".join(column("common_characters", "characters")))
