"""Rows of an indicator table, one cell a line: 指标 · 单位 · 2020年 · 2025年.

Such a row states its number without a word around it; what makes it a target is the cell of its unit before the
numbers. The last number of a row is the target, those before it are where the plan starts.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.segment.units import units

_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z(“《#][^\n。;,!?]{1,39}")
_HAN = re.compile(r"[\u4e00-\u9fff]{2}")
NUMBER_CELL = (
    r"[\[〔(]?(?P<sign>[≥≤≧≦><]=?)?(?P<number>\d{1,3}(?:,\d{3}){1,3}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?)(?::(?P<below>\d{1,6}(?:\.\d{1,4})?))?"
    r"%?[\]〕)]?(?P<bound>以上|以下|以内|左右)?"
)
_NUMBER = re.compile(NUMBER_CELL)
SIGNS = {"≥": "ge", "≧": "ge", ">=": "ge", "≤": "le", "≦": "le", "<=": "le", ">": "gt", "<": "lt"}
SIGNS |= {"&ge;": "ge", "&le;": "le", "&gt;": "gt", "&lt;": "lt"}
BOUNDS = {"以上": "ge", "以下": "le", "以内": "le", "左右": "approx"}
_NO_UNIT = frozenset(["—", "-", "/", "——"])
_SCALES = ("万", "亿", "千", "百")
_MOST_NUMBERS = 4


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One number of a row, start/end from the row's name to it, offsets in the text given. due: its column's year."""

    name: str
    value: float
    unit: str
    kind: str
    comparator: str
    start: int
    end: int
    basis: str = "level"
    due: str | None = None


def find_indicator_rows(text: str) -> Iterator[IndicatorRow]:
    """The rows of `text` (folded, a line a cell) that name an indicator, its unit and one number or more."""
    if text.count("\n") < 2:
        return
    lines = [(match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    index = 1
    while index < len(lines) - 1:
        unit = text[slice(*lines[index])]
        kind = unit_kind(unit)
        name = text[slice(*lines[index - 1])]
        numbers = _numbers(text, lines, index + 1) if kind and _is_name(name) else []
        if not numbers:
            index += 1
            continue
        end, match = numbers[-1]
        yield read_row(name, unit, match.group(), lines[index - 1][0], end)
        index += len(numbers) + 1


def _is_name(line: str) -> bool:
    return _NAME.fullmatch(line) is not None and _HAN.search(line) is not None


def unit_kind(unit: str) -> str | None:
    """The kind of number that a unit cell announces; null when the cell is no unit."""
    if unit in _NO_UNIT:
        return "other"
    bare = unit.strip("()")
    name = bare.partition("/")[0]
    while name and name not in units() and name.startswith(_SCALES):
        name = name[1:]
    return units()[name].kind if name in units() else None


def _numbers(text: str, lines: list[tuple[int, int]], first: int) -> list[tuple[int, re.Match[str]]]:
    found = []
    for start, end in lines[first : first + _MOST_NUMBERS]:
        match = _NUMBER.fullmatch(text, start, end)
        if match is None:
            break
        found.append((end, match))
    return found


def read_row(name: str, unit: str, number: str, start: int, end: int) -> IndicatorRow:
    """The row with its number cell read: ≥80, 2:1, 95%以上. unit: a cell that `unit_kind` knows."""
    match = _NUMBER.fullmatch(number)
    kind = unit_kind(unit)
    value = float(match["number"].replace(",", ""))
    unit = "" if unit in _NO_UNIT else unit.strip("()")
    if match["below"] and float(match["below"]):
        value, unit, kind = value / float(match["below"]), "ratio", "ratio"
    comparator = SIGNS.get(match["sign"] or "") or BOUNDS.get(match["bound"] or "") or "eq"
    return IndicatorRow(name, value, unit, kind, comparator, start, end)
