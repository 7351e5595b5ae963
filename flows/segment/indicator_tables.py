"""Numbered indicator tables whose cells ran together: 序号指标名称单位2020年2025年1肉类总产量万吨1581802….

A head names the columns; a row begins where its running number stands before a name, and ends in its numbers, with
what follows them (预期性, the bodies in charge). Each row is a unit of the outline, and its last number a target. Where
two numbers ran together (158 and 180) they are taken apart where they come nearest to each other.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from math import inf, log

from flows.segment.indicator_rows import unit_kind
from flows.segment.tables import RowDraft, TableRegion, ValueHead

_YEAR = re.compile(r"20\d\d")
_NUMBERS = (
    r"(?:(?:20\d\d年?|基期|现状|目标|“十[二三四五六]五”(?:期?末|(?=规划|目标)))"
    r"(?:实际|完成|现状|基准|预期|规划|目标|计划)?(?:值|数)?)"
)
_OTHERS = (
    r"类别|类型|分类|领域|方向|序号|编号|(?:主要|具体|发展|核心)?指标(?:名称|类别|属性|性质)?|(?:计量)?单位|属性|备注|"
    r"(?:责任|牵头|配合|负责)(?:单位|部门)"
)
_HEAD = re.compile(rf"(?:(?:{_NUMBERS}|{_OTHERS})\n?){{3,10}}")
_HEAD_CELL = re.compile(rf"(?P<numbers>{_NUMBERS})|(?P<other>{_OTHERS})")
_BODIES = re.compile(r"(?:责任|牵头|负责)(?:单位|部门)")
_CLOSING = re.compile(r"(?:指标)?(?:属性|性质)|(?:责任|牵头|负责)(?:单位|部门)")
_BODY = re.compile(r"[一-鿿、,()]*(?:[局委厅办部会]|政府|中心|集团|公司|分局|单位)")
_NATURE = re.compile(r"预期性|约束性")
# How far a group's title reaches before its first row, and a row to the next.
_LEAD, _LONGEST_ROW = 40, 160
_NAME_BEGINS = re.compile(r"\n?(?:[一-鿿“《(A-Za-z]|\d{1,2}(?:[周岁年小分]|\+))")
_SIGN = r"(?:[≥≤≧≦><]=?|&[gl][te];)"
_BOUND = "(?:以上|以下|以内|左右)?"
_CELL = rf"{_SIGN}?(?:[\[〔]?\d[\d.,:]*%?[\]〕]?{_BOUND}|—+|-+|/)"
_ROW = re.compile(rf"(?P<name>[^。;]{{2,70}}?)(?P<cells>(?:\n?{_CELL})+)(?P<tail>[^\d。;]*)")
_REMARK = re.compile(r"\((?:单位:)?([^()\n]{1,8})\)\n?$")
_RATE = re.compile(r"1?/(?:\d{0,3}万|十万|千|万)$")
_NO_UNIT = re.compile(r"\n?(?:—+|-|/)\n?(?=[\d≥≤>< ])")
_LONGEST_UNIT = 7
_FEWEST_ROWS = 3
_NUMBER = re.compile(
    rf"{_SIGN}?[\[〔]?(?P<digits>0|0\.\d{{1,4}}|[1-9]\d{{0,8}}(?:,\d{{3}})*(?:\.\d{{1,2}})?)(?::(?P<below>\d(?:\.\d{{1,2}})?))?%?[\]〕]?{_BOUND}"
)
_EMPTY = re.compile(r"—+|-+|/")
_LONGEST_CELL = 16
_SHARE = re.compile(r"[率比重例]$|%")
# Two numbers of one row are no farther apart than this factor.
_FARTHEST = 100.0


@dataclass(frozen=True, slots=True)
class _Head:
    """dues: for each column of numbers its year, null where it names none. years: where they stand.

    has_bodies: one names who is in charge. is_closed: words follow the numbers of each row.
    """

    end: int
    dues: tuple[str | None, ...]
    years: tuple[tuple[int, int], ...]
    has_bodies: bool
    is_closed: bool


def find_indicator_tables(text: str) -> list[TableRegion]:
    """The tables in a plan's body, ascending, from the first row to the last. text: folded, line breaks as "\\n"."""
    if "指标" not in text:
        return []
    regions: list[TableRegion] = []
    for match in _HEAD.finditer(text):
        head = _read_head(match)
        if head is None or (regions and match.start() < regions[-1].end):
            continue
        rows = list(_rows(text, head))
        if len(rows) >= _FEWEST_ROWS:
            start, end = rows[0].label[0], rows[-1].pieces[-1][1]
            regions.append(TableRegion(start, end, (match.start(), start), rows, years=list(head.years)))
    return regions


def _read_head(match: re.Match[str]) -> _Head | None:
    cells = list(_HEAD_CELL.finditer(match.group()))
    numbers = [cell for cell in cells if cell["numbers"]]
    names = [cell.group() for cell in cells if cell["other"]]
    if not numbers or not any("指标" in name for name in names):
        return None
    years = [_YEAR.search(cell.group()) for cell in numbers]
    last = cells[-1].group()
    return _Head(
        match.end(),
        tuple(year.group() if year else None for year in years),
        tuple(
            (match.start() + cell.start() + year.start(), match.start() + cell.end())
            for cell, year in zip(numbers, years, strict=True)
            if year
        ),
        any(_BODIES.fullmatch(name) for name in names),
        _CLOSING.fullmatch(last) is not None,
    )


def _rows(text: str, head: _Head) -> Iterator[RowDraft]:
    number, start = 1, _label(text, head.end, head.end + _LEAD, 1)
    while start is not None:
        own = start + len(str(number))
        following, match = _next(text, own, number, head)
        if match is None:
            match = _ROW.match(text, own, min(len(text), own + _LONGEST_ROW))
        row = _row(text, (start, own), match, head, is_last=following is None) if match else None
        if row is None:
            return
        yield row
        if following is None:
            return
        number, start = following


def _label(text: str, start: int, end: int, number: int) -> int | None:
    """Where the running number stands before a name."""
    written = str(number)
    at = text.find(written, start, end)
    while at >= 0:
        if _NAME_BEGINS.match(text, at + len(written)):
            return at
        at = text.find(written, at + 1, end)
    return None


def _next(
    text: str, own: int, number: int, head: _Head
) -> tuple[tuple[int, int] | None, re.Match[str] | None]:
    """The number and place of the next row's label, and this row up to it.

    A group may begin at 1 again, and a number may be left out.
    """
    found = [_row_before(text, own, wanted, head) for wanted in (number + 1, 1)]
    found = [one for one in found if one] or [one for one in [_row_before(text, own, number + 2, head)] if one]
    if not found:
        return None, None
    wanted, match = min(found, key=lambda one: one[1].end())
    return (wanted, match.end()), match


def _row_before(text: str, own: int, wanted: int, head: _Head) -> tuple[int, re.Match[str]] | None:
    """The row from `own` up to the first label `wanted` that leaves one."""
    limit = min(len(text), own + _LONGEST_ROW)
    at = _label(text, own, limit, wanted)
    while at is not None:
        match = _ROW.fullmatch(text, own, at)
        if match and _unit(match["name"], match["cells"]) and (match["tail"] or not (head.is_closed or wanted == 1)):
            return wanted, match
        at = _label(text, at + 1, limit, wanted)
    return None


def _row(text: str, label: tuple[int, int], match: re.Match[str], head: _Head, is_last: bool) -> RowDraft | None:
    found = _unit(match["name"], match["cells"])
    if found is None:
        return None
    name, unit, cells = found
    tail = match.start("tail")
    end = match.end()
    bodies = _BODY.match(text, tail, end) if head.has_bodies else None
    if is_last:
        nature = _NATURE.match(text, tail, end)
        end = bodies.end() if bodies else nature.end() if nature else tail
    row = RowDraft("row", None, label, [(match.start("name"), end)])
    goals = _numbers(cells, len(head.dues), bool(_SHARE.search(name) or unit == "%"))
    if goals:
        last = len(goals) - 1
        row.cells.append(("value", match.start("name"), tail))
        row.values[match.start("name")] = tuple(
            ValueHead(name.replace("\n", ""), unit, goal, due, index == last)
            for index, (goal, due) in enumerate(zip(goals, head.dues, strict=True))
            if goal and (due or index == last)
        )
    if bodies:
        row.cells.append(("lead", tail, bodies.end()))
    return row


def _unit(words: str, cells: str) -> tuple[str, str, str] | None:
    """The name of a row, its unit (in brackets, at the end, or a dash for none), its numbers; null for no such row."""
    remark = _REMARK.search(words)
    if remark:
        return (words[: remark.start()], remark[1], cells) if remark.start() > 1 else None
    words = words.rstrip("\n")
    rate = _RATE.search(words, 2)
    if rate:
        return words[: rate.start()], rate.group(), cells
    for first in range(max(2, len(words) - _LONGEST_UNIT), len(words)):
        if words[first] != ")" and unit_kind(words[first:]):
            return words[:first].rstrip("\n"), words[first:], cells
    none = _NO_UNIT.match(cells)
    return (words, "", cells[none.end() :]) if none else None


def _numbers(cells: str, columns: int, is_share: bool) -> list[str | None]:
    """The number of each column, null for an empty cell; none at all where they cannot be told apart.

    Of all ways to cut cells that ran together the one counts whose neighbours are nearest to each other.
    """
    lines = [line for line in cells.split("\n") if line]
    if len(lines) > 1:
        whole = [None if _EMPTY.fullmatch(line) else line for line in lines]
        return whole if len(whole) == columns and all(line is None or _value(line) is not None for line in whole) else []
    found = _cut("".join(lines), columns, is_share, {}, 0, None)
    return list(found[1]) if found and found[0] <= columns * log(_FARTHEST) else []


def _cut(
    cells: str, columns: int, is_share: bool, known: dict, start: int, before: float | None
) -> tuple[float, tuple[str | None, ...]] | None:
    """The nearest way to read cells[start:] as so many numbers behind the number `before`, with its distance."""
    if columns == 0:
        return (0.0, ()) if start == len(cells) else None
    key = start, columns, before
    if key in known:
        return known[key]
    best = None
    for end in range(start + 1, min(len(cells), start + _LONGEST_CELL) + 1):
        cell = cells[start:end]
        if _EMPTY.fullmatch(cell):
            value, distance, number = before, 0.0, None
        else:
            value, number = _value(cell), cell
            if value is None or (is_share and value > 100):
                continue
            distance = 0.0 if before is None else _distance(before, value)
        rest = _cut(cells, columns - 1, is_share, known, end, value)
        if rest and (best is None or distance + rest[0] < best[0]):
            best = distance + rest[0], (number, *rest[1])
    known[key] = best
    return best


def _distance(first: float, second: float) -> float:
    if first == second:
        return 0.0
    # From nothing to something (0 → 70) is as far as numbers of one row come.
    return abs(log(second / first)) if first and second else (log(_FARTHEST) if second else inf)


def _value(cell: str) -> float | None:
    number = _NUMBER.fullmatch(cell)
    if number is None:
        return None
    above = float(number["digits"].replace(",", ""))
    return above / float(number["below"]) if number["below"] and float(number["below"]) else above
