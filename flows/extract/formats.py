"""What kind of file bytes are: by signature first, then by the declared media type, then by the suffix.

The suffixes are declared in seeds/reference/source_formats.csv.
"""

import re
from functools import cache
from itertools import islice
from urllib.parse import urlsplit

from flows.reference import read_table

PLAIN_TEXT = "text/plain"
HTML = "text/html"
MARKDOWN = "text/markdown"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WORD = "application/msword"
EXCEL = "application/vnd.ms-excel"
RTF = "application/rtf"
MAIL = "message/rfc822"
SAVED_PAGE = "multipart/related"
PAGED = "multipart/x-pages"
ZIP = "application/zip"
BINARY = "application/octet-stream"
_OLE = "application/x-ole-storage"

# The first bytes of formats that are never text.
_SIGNATURES = (
    (b"%PDF-", PDF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", _OLE),
    (b"PK\x03\x04", ZIP),
    (b"PK\x05\x06", ZIP),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"{\\rtf", RTF),
    (b"Yaodian-Pages:", PAGED),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
# Names of parts that tell what a container holds.
_ZIP_PARTS = ((b"word/document", DOCX), (b"xl/workbook", XLSX), (b"OFD.xml", "application/ofd"))
_OLE_STREAMS = (("WordDocument", WORD), ("Workbook", EXCEL), ("Book", EXCEL))
# A page declares itself in its first tag. Injected tags before a text (<legend …>, <div …>) do not make it a page.
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?[\s\x00]{0,200}(?:<!--.{0,500}?-->\s{0,20})?<(?:!doctype\s{1,9}html|html|head)\b", re.I | re.S
)
_MIME_START = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]")
_RELATED = re.compile(rb"^content-type:\s{0,9}multipart/related", re.I | re.M)
# Front matter, headings, bold words that open a line, the rule below a table's head: dumps of crawlers that write
# Markdown into .txt files.
_MARKDOWN_LINE = re.compile(
    rb"^(?:\xef\xbb\xbf)? {0,3}(?:#{1,6} +[^\s#]|---\r?\n[^\r\n:]{1,60}:|\*\*[^*\s][^*\r\n]{1,240}\*\*"
    rb"|\|(?: ?:?-{3,20}:? ?\|){2,20})",
    re.M,
)
_FEWEST_MARKDOWN_LINES, _MARKDOWN_REACH = 2, 1 << 20


@cache
def declared_suffixes() -> dict[str, str]:
    """Suffix (lower case, with its dot) → media type."""
    return {row["suffix"]: row["media_type"] for row in read_table("source_formats")}


@cache
def folder_suffixes() -> frozenset[str]:
    """Suffixes that are picked up from a folder or a glob; others are read only when named one by one."""
    return frozenset(row["suffix"] for row in read_table("source_formats") if row["in_folders"] == "yes")


@cache
def _held_by_suffix() -> dict[str, str]:
    return {row["suffix"]: row["holds"] for row in read_table("source_formats")}


def what_it_holds(name: str) -> str:
    """document, or archive, rows, mail for a file that holds several documents."""
    return _held_by_suffix().get(suffix_of(name), "document")


def suffix_of(name: str) -> str:
    """The lower-case suffix of a path or address, `.gz` looked through (plan.txt.gz: .txt); "" where there is none."""
    if name.startswith(("http://", "https://")):
        name = urlsplit(name).path
    last = name.rpartition("/")[2].lower()
    if last.endswith(".gz"):
        last = last[:-3]
    stem, dot, suffix = last.rpartition(".")
    if not dot or not stem:
        return ""
    double = f".{stem.rpartition('.')[2]}.{suffix}"
    return double if double in declared_suffixes() else f".{suffix}"


def media_type_of(content: bytes, declared: str | None, name: str) -> str:
    """The media type (without parameters) of `content`; `declared` is a Content-Type header or null."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return _by_parts(content, media_type)
    if _HTML_START.match(content):
        return HTML
    if _MIME_START.match(content) and _RELATED.search(content[:4096]):
        return SAVED_PAGE
    if suffix_of(name) in ("", ".txt") and _looks_like_markdown(content):
        return MARKDOWN
    essence = (declared or "").partition(";")[0].strip().lower()
    if essence and essence not in (BINARY, PLAIN_TEXT):
        return essence
    return declared_suffixes().get(suffix_of(name), PLAIN_TEXT)


def _looks_like_markdown(content: bytes) -> bool:
    if b"# " not in content and b"**" not in content:
        return False
    lines = islice(_MARKDOWN_LINE.finditer(content, 0, _MARKDOWN_REACH), _FEWEST_MARKDOWN_LINES)
    return sum(1 for _ in lines) == _FEWEST_MARKDOWN_LINES


def _by_parts(content: bytes, media_type: str) -> str:
    """What a zip or OLE container holds: an office document, whatever its suffix says, or files."""
    if media_type == ZIP:
        edges = content[:4096] + content[-65536:]
        return next((found for part, found in _ZIP_PARTS if part in edges), ZIP)
    if media_type == _OLE:
        return next((found for stream, found in _OLE_STREAMS if stream.encode("utf-16-le") in content), _OLE)
    return media_type
