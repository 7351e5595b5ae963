"""Rows of an indicator table whose cells ran together: 7农业科技进步贡献率%60.264预期性8….

What ends a row is the nature of its indicator (预期性, 约束性), what ends its name is its unit. Two numbers that ran
together (60.2 and 64) are taken apart only where one way alone gives numbers of like size.
"""

import re
from collections.abc import Iterator

from flows.segment.indicator_rows import IndicatorRow, read_row, unit_kind

_NATURE = re.compile(r"预期性|约束性")
_FEWEST_ROWS = 3
_ROW = re.compile(
    r"(?P<name>[一-鿿A-Za-z(“][^0-9≥≤≧≦><。;\n]{1,39}(?:\d[^0-9≥≤≧≦><。;\n]{2,30})?)(?P<cells>[≥≤≧≦><]?\d[\d.:,≥≤≧≦><=]{0,24})$"
)
_LONGEST_ROW = 90
_LONGEST_UNIT = 7
# 一、农业高质高效1粮食综合生产能力: the title of a group and the number of the row.
_LEAD = re.compile(r"(?:[一二三四五六七八九十]{1,2}、\D{2,12})?\d{1,3}(?=[一-鿿A-Za-z(“])")
_FIRST_LEAD = re.compile(r".*\d(?=[一-鿿A-Za-z(“])")
_NUMBER = re.compile(r"(?:0\.\d{1,4}|[1-9]\d{0,8}(?:\.\d{1,2})?)(?::\d(?:\.\d{1,2})?)?")
_SIGN = re.compile(r"[≥≤≧≦><]=?")
# A goal is between half and two and a half times where the plan starts.
_LEAST, _MOST = 0.5, 2.5


def find_run_on_rows(text: str) -> Iterator[IndicatorRow]:
    """The rows of run-together indicator tables in `text` (folded); none where its numbers can be read two ways."""
    marks = list(_NATURE.finditer(text))
    if len(marks) < _FEWEST_ROWS:
        return
    previous = 0
    for mark in marks:
        lead = _LEAD if previous else _FIRST_LEAD
        row = _read(text, max(previous, mark.start() - _LONGEST_ROW), mark.start(), lead)
        previous = mark.end()
        if row:
            yield row


def _read(text: str, start: int, end: int, lead_in: re.Pattern[str]) -> IndicatorRow | None:
    row = _ROW.search(text, start, end)
    if row is None:
        return None
    goal = _goal(row["cells"])
    unit_start = _unit_start(text, row.start("name"), row.end("name"))
    if goal is None or unit_start is None:
        return None
    lead = lead_in.match(text, start, unit_start)
    name_start = lead.end() if lead else row.start("name")
    unit = text[unit_start : row.end("name")]
    return read_row(text[name_start:unit_start], unit, goal, name_start, end) if unit_start - name_start > 1 else None


def _unit_start(text: str, start: int, end: int) -> int | None:
    """Where the unit at the end of a row's words begins: the longest that is one."""
    for first in range(max(start + 2, end - _LONGEST_UNIT), end):
        if unit_kind(text[first:end]):
            return first
    return None


def _goal(cells: str) -> str | None:
    """The last number of the cells with its sign: of 158180 it is 180; null when the cells can be read two ways."""
    sign = _SIGN.search(cells, 1)
    if sign:
        last = cells[sign.start() :]
        return last if _NUMBER.fullmatch(last.lstrip("≥≤≧≦><=")) else None
    bare = cells.lstrip("≥≤≧≦><=")
    ways = [
        second
        for cut in range(1, len(bare))
        if (first := _value(bare[:cut])) is not None
        and (second := _value(bare[cut:])) is not None
        and _LEAST * first[0] <= second[0] <= _MOST * first[0]
    ]
    if len(ways) != 1:
        return None
    return ways[0][1]


def _value(digits: str) -> tuple[float, str] | None:
    if not _NUMBER.fullmatch(digits):
        return None
    above, _, below = digits.partition(":")
    return (float(above) / float(below) if below and float(below) else float(above)), digits
