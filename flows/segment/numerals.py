"""Numerals: the number that a text stands for, and the form of text in which numbers are looked for."""

import re

from flows.reference import read_table
from flows.segment.runs import LONGEST_RUN, RUN, read_run
from flows.text import FOLD_TABLE

_NORMAL = FOLD_TABLE | {ord(row["traditional"]): row["simplified"] for row in read_table("traditional")}
_NOT_NORMAL = re.compile("[" + re.escape("".join(map(chr, _NORMAL))) + "]")
_SIGN = re.compile("[-+负正]|零下")
_FRACTION = re.compile(
    rf"(?:(?P<whole>{RUN})又)?(?P<below>{RUN})分之(?P<above>{RUN})|(?P<over>[0-9]{{1,15}})/(?P<under>[0-9]{{1,15}})"
)
_WHOLE_RUN = re.compile(RUN)
_PER = {"%": 100, "‰": 1000, "‱": 10000}


def normalize(text: str) -> str:
    """Fold `text` (flows.text.fold) and simplify the traditional characters of numbers and units; the length stays."""
    return text.translate(_NORMAL) if _NOT_NORMAL.search(text) else text


def parse_numeral(text: str) -> float | None:
    """The number that the whole of `text` stands for; None when it is no numeral. Never raises.

    Understood are the forms of `flows.segment.runs` with a sign (-3, 负三, 零下五), fractions (三分之一, 1/3,
    一又二分之一), percentages as the fraction they are (百分之五 and 5% give 0.05), 半 and 一半 (0.5). Spaces are read
    over. Of an open number (两三百) the lower end is given.
    """
    if len(text) > 4 * LONGEST_RUN:
        return None
    written = "".join(normalize(text).split(" "))
    sign = _SIGN.match(written)
    value = _parse_unsigned(written[sign.end() :] if sign else written)
    return -value if value is not None and sign and sign.group() in ("-", "负", "零下") else value


def _parse_unsigned(text: str) -> float | None:
    if text in ("半", "一半"):
        return 0.5
    if text.startswith("点"):
        text = "零" + text
    if text.endswith("点"):
        text = text[:-1]
    if text and text[-1] in _PER:
        value = _parse_run(text[:-1])
        return None if value is None else value / _PER[text[-1]]
    if found := _FRACTION.fullmatch(text):
        below, above = _parse_run(found["below"] or found["under"]), _parse_run(found["above"] or found["over"])
        whole = _parse_run(found["whole"]) if found["whole"] else 0
        return None if not below or above is None or whole is None else whole + above / below
    return _parse_run(text)


def _parse_run(text: str) -> float | None:
    numerals = read_run(text) if _WHOLE_RUN.fullmatch(text) else ()
    return numerals[0].low if len(numerals) == 1 and numerals[0].end - numerals[0].start == len(text) else None
