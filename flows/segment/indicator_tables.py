"""Numbered indicator tables whose cells ran together: 序号指标名称单位2020年2025年1肉类总产量万吨1581802….

A head names the columns; a row begins where its running number stands before a name, and ends in its numbers, with
what follows them (预期性, the bodies in charge). Each row is a unit of the outline, and its last number a target. Where
two numbers ran together (158 and 180) they are taken apart where they come nearest to each other.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import inf, log

from flows.reference import alternatives
from flows.segment.indicator_rows import unit_kind
from flows.segment.tables import RowDraft, TableRegion, ValueHead

_YEAR = re.compile(r"20\d\d")
NUMBERS = (
    r"(?:(?:20\d\d年?|基期|现状|目标|“十[二三四五六]五”(?:期?末|(?=规划|目标)))"
    rf"(?:{alternatives('indicator_words', 'value_column')})?(?:值|数)?)"
)
_OTHERS = (
    rf"{alternatives('indicator_words', 'other_column')}|(?:主要|具体|发展|核心)?指标(?:名称|类别|属性|性质)?"
    r"|(?:计量)?单位|属性|备注|"
    r"(?:责任|牵头|配合|负责)(?:单位|部门)"
)
# A second line tells absolute numbers from growth: 绝对值绝对值年均增速[累计]
_GROWTH = r"(?:年均)?(?:增速|增长率?|递增)(?:\(%\))?(?:\n?[\[〔(]累计[\]〕)])?|[\[〔(]?累计[\]〕)]?"
_HEAD = re.compile(rf"(?:(?:{_OTHERS}|{NUMBERS})\n?){{3,10}}(?P<second>(?:(?:绝对值|{_GROWTH})\n?){{2,8}})?")
_HEAD_CELL = re.compile(rf"(?P<other>{_OTHERS})|(?P<numbers>{NUMBERS})")
_SECOND_CELL = re.compile(rf"绝对值|(?P<growth>{_GROWTH})")
_BODIES = re.compile(r"(?:责任|牵头|负责)(?:单位|部门)")
_CLOSING = re.compile(r"(?:指标)?(?:属性|性质)|(?:责任|牵头|负责)(?:单位|部门)")
_BODY = re.compile(rf"[一-鿿、,()]*(?:[局委厅办部会]|{alternatives('body_words', 'cell_ending')})")
_NATURE = re.compile(r"预期性|约束性")
# How far a group's title reaches before its first row, and a row to the next.
_LEAD, _LONGEST_ROW = 40, 240
_NAME_BEGINS = re.compile(r"\n?(?!预期性|约束性)(?:[一-鿿“《(A-Za-z]|\d{1,2}(?:[周岁年小分G]|\+))")
_SIGN = r"(?:[≥≤≧≦><]=?|&[gl][te];)"
_BOUND = "(?:以上|以下|以内|左右)?"
_CELL = rf"{_SIGN}?(?:[\[〔]?\d[\d.,:]*%?(?:倍?[\]〕])?{_BOUND}|—+|-+|/)"
_ROW = re.compile(
    rf"(?P<name>[^。;]{{2,70}}?)(?P<cells>(?=[\n—/-]*{_SIGN}?[\[〔]?\d)(?:[\n ]?{_CELL})+)"
    r"(?P<tail>(?:预期性|约束性)[^。;]*|[^\d。;]*)"
)
_REMARK = re.compile(r"\((?:单位:)?([^()\n]{1,8})\)\n?$")
_RATE = re.compile(r"1?/(?:\d{0,3}万|十万|千|万)$")
_NO_UNIT = re.compile(r"\n?(?:—+|-|/)\n?(?=[\d≥≤>< ])")
_RUN_ON = re.compile(r"预期性|约束性|\d{3}")
_LONGEST_UNIT = 7
_FEWEST_ROWS = 3
_NUMBER = re.compile(
    rf"{_SIGN}?[\[〔]?(?P<digits>0|0\.\d{{1,4}}|[1-9]\d{{0,8}}(?:,\d{{3}})*(?:\.\d{{1,2}})?)(?::(?P<below>\d(?:\.\d{{1,2}})?))?%?(?:倍?[\]〕])?{_BOUND}"
)
_SHOWN_GROWTH = re.compile(r"[\[〔][\d.]{1,8}倍?[\]〕]|\d{1,3}(?:\.\d{1,2})?%")
_EMPTY = re.compile(r"—+|-+|/")
_LONGEST_CELL = 16
_RATE_NAMED = re.compile(r"增速|增长率")
_SHARE = re.compile(r"[率比重例]$|%")
# Two numbers of one row are no farther apart than this factor.
_FARTHEST = 100.0
# Growth without a mark must fit the numbers before it this well (relative, tenths); that a cell is empty costs so much.
_WORST_FIT, _NO_GROWTH, _LONGEST_GROWTH = 3.0, 3.0, 6
_NO_NUMBER, _PLAN_YEARS = 4.0, 5
# Cells that ran together in a row whose other cells stand apart are less likely than an empty one.
_NO_GAP = 6.0
_STEEP = 20.0


@dataclass(frozen=True, slots=True)
class _Head:
    """dues: for each column of numbers its year, null where it names none. years: where they stand.

    growth: what the columns of growth are called, null where they hold absolute numbers. has_bodies: one names who is
    in charge. is_closed: words follow the numbers of each row.
    """

    end: int
    dues: tuple[str | None, ...]
    growth: tuple[str | None, ...]
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
    first = match.group()[: match.start("second") - match.start()] if match["second"] else match.group()
    cells = list(_HEAD_CELL.finditer(first))
    numbers = [cell for cell in cells if cell["numbers"]]
    names = [cell.group() for cell in cells if cell["other"]]
    if not numbers or not any("指标" in name for name in names):
        return None
    years = [_YEAR.search(cell.group()) for cell in numbers]
    last = cells[-1].group()
    columns = _columns([year.group() if year else None for year in years], match["second"])
    if columns is None:
        return None
    return _Head(
        match.end(),
        tuple(due for due, _ in columns),
        tuple(growth for _, growth in columns),
        tuple(
            (match.start() + cell.start() + year.start(), match.start() + cell.end())
            for cell, year in zip(numbers, years, strict=True)
            if year
        ),
        any(_BODIES.fullmatch(name) for name in names),
        _CLOSING.fullmatch(last) is not None,
    )


def _columns(dues: list[str | None], second: str | None) -> list[tuple[str | None, str | None]] | None:
    """(year, what growth is called) of each column; null when the second line of the head has too many."""
    if not second:
        return [(due, None) for due in dues]
    columns: list[tuple[str | None, str | None]] = []
    left = iter(dues)
    for cell in _SECOND_CELL.finditer(second.replace("\n", "")):
        if cell["growth"] is None:
            due = next(left, "")
            if due == "":
                return None
            columns.append((due, None))
        elif columns:
            columns.append((columns[-1][0], re.sub(r"[\[〔(].*", "", cell["growth"]) or "累计增长"))
    return columns


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


def _next(text: str, own: int, number: int, head: _Head) -> tuple[tuple[int, int] | None, re.Match[str] | None]:
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
        if (
            match
            and _unit(match["name"], match["cells"], head)
            and (match["tail"] or not (head.is_closed or wanted == 1))
        ):
            return wanted, match
        at = _label(text, at + 1, limit, wanted)
    return None


def _row(text: str, label: tuple[int, int], match: re.Match[str], head: _Head, is_last: bool) -> RowDraft | None:
    found = _unit(match["name"], match["cells"], head)
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
    goals = _numbers(cells, head.growth, bool(_SHARE.search(name) or unit == "%"))
    name = name.replace("\n", "")
    unit = unit or ("%" if _SHARE.search(name) else "")
    last = max((index for index, growth in enumerate(head.growth) if growth is None), default=-1)
    heads = [
        _value_head(name, unit, goal, due, growth, index >= last)
        for index, (goal, due, growth) in enumerate(zip(goals, head.dues, head.growth, strict=False))
        if goal and (due or index >= last)
    ]
    if heads:
        row.cells.append(("value", match.start("name"), tail))
        row.values[match.start("name")] = tuple(heads)
    if bodies:
        row.cells.append(("lead", tail, bodies.end()))
    return row


def _value_head(name: str, unit: str, goal: str, due: str | None, growth: str | None, is_last: bool) -> ValueHead:
    """[5] in a column of growth is by how much; 24.6 is a level under 年均增速, an increase under 年均递增."""
    if growth is None:
        return ValueHead(name, unit, goal, due, is_last)
    if goal[0] in "[〔":
        return ValueHead(name, unit, goal, due, is_last, "increase")
    if _RATE_NAMED.search(growth):
        return ValueHead(name + growth, "%", goal, due, is_last)
    return ValueHead(name, "%", goal, due, is_last, "increase")


def _unit(words: str, cells: str, head: _Head) -> tuple[str, str, str] | None:
    """The name of a row, its unit (in brackets, at the end, or a dash for none), its numbers; null for no such row."""
    remark = _REMARK.search(words)
    if remark and (unit_kind(remark[1]) or _RATE.fullmatch(remark[1])):
        return (words[: remark.start()], remark[1], cells) if remark.start() > 1 else None
    words = words.rstrip("\n")
    rate = _RATE.search(words, 2)
    if rate:
        return words[: rate.start()], rate.group(), cells
    for first in range(max(2, len(words) - _LONGEST_UNIT), len(words)):
        if words[first] != ")" and unit_kind(words[first:]):
            return words[:first].rstrip("\n"), words[first:], cells
    none = _NO_UNIT.match(cells)
    if none:
        return words, "", cells[none.end() :]
    # Where words close every row, a name without a unit is told from the next row as well.
    return (words, "", cells) if head.is_closed and not _RUN_ON.search(words) else None


def _numbers(cells: str, growth: Sequence[str | None], is_share: bool) -> list[str | None]:
    """The number of each column, null for an empty cell; none at all where they cannot be told apart.

    growth: for each column what its growth is called, null for absolute numbers. Of all ways to cut cells that ran
    together the one counts whose neighbours are nearest to each other.
    """
    lines = [line for line in cells.split("\n") if line]
    if len(lines) > 1:
        whole = [None if _EMPTY.fullmatch(line) else line for line in lines]
        is_whole = len(whole) == len(growth) and all(line is None or _value(line) is not None for line in whole)
        return whole if is_whole else []
    found = _cut("".join(lines), tuple(growth), is_share, {}, 0, ())
    return list(found[1]) if found and found[0] <= len(growth) * log(_FARTHEST) else []


def _cut(
    cells: str, growth: tuple[str | None, ...], is_share: bool, known: dict, start: int, before: tuple[float, ...]
) -> tuple[float, tuple[str | None, ...]] | None:
    """The nearest way to read cells[start:] as these columns, with its distance; before: the last two numbers."""
    # A gap between digits is a cut.
    start += cells.startswith(" ", start)
    if not growth:
        return (0.0, ()) if start == len(cells) else None
    key = start, len(growth), before
    if key in known:
        return known[key]
    best = None
    if growth[0] is not None:
        # A cell of growth shows what it is, fits the numbers before it, or is empty.
        shown = _SHOWN_GROWTH.match(cells, start)
        ends = [shown.end()] if shown else range(start, min(len(cells), start + _LONGEST_GROWTH) + 1)
        for end in ends:
            said = cells[start:end]
            if said and not shown and (_value(said) is None or len(before) < 2):
                continue
            misfit = _misfit(said, before) if said else _NO_GROWTH
            if said and not shown:
                # No plan grows by half a year after year: 75 and 150 ran together, not 7, 51 and 50 %.
                misfit += _value(said) / _STEEP
            if misfit > _WORST_FIT and not shown:
                continue
            rest = _cut(cells, growth[1:], is_share, known, end, before)
            if rest and (best is None or misfit + rest[0] < best[0]):
                best = misfit + rest[0], (said or None, *rest[1])
        known[key] = best
        return best
    # Beside growth an absolute number may be left out without a mark.
    shortest = start if any(growth) else start + 1
    for end in range(shortest, min(len(cells), start + _LONGEST_CELL) + 1):
        cell = cells[start:end]
        if not cell:
            distance, number = _NO_NUMBER, None
        elif _EMPTY.fullmatch(cell):
            distance, number = 0.0, None
        else:
            value, number = _value(cell), cell
            if value is None or (is_share and value > 100):
                continue
            distance = _distance(before[-1], value) if before else 0.0
        if number is not None and _cuts_within(cells, end):
            distance += _NO_GAP
        rest = _cut(cells, growth[1:], is_share, known, end, before if number is None else (*before[-1:], value))
        if rest and (best is None or distance + rest[0] < best[0]):
            best = distance + rest[0], (number, *rest[1])
    known[key] = best
    return best


def _cuts_within(cells: str, end: int) -> bool:
    """Is what a row with gaps between its cells holds at `end` the middle of a number?"""
    return " " in cells and cells[end - 1 : end].isdigit() and cells[end : end + 1].isdigit()


def _misfit(growth: str, numbers: tuple[float, ...]) -> float:
    """How badly what a cell of growth says fits the two numbers before it."""
    if len(numbers) < 2 or not numbers[0] or _value(growth) is None:
        return _WORST_FIT
    first, second = numbers
    said = float(growth.strip("[]〔〕%倍"))
    if growth[0] in "[〔":
        fits = (second - first, (second / first - 1) * 100)
    else:
        fits = (((second / first) ** (1 / _PLAN_YEARS) - 1) * 100,) if second > 0 else (0.0,)
    return min(abs(said - fit) / max(1.0, abs(said)) for fit in fits) * 10


def _distance(first: float, second: float) -> float:
    if first == second:
        return 0.0
    # From nothing to something (0 → 70) is as far as numbers of one row come.
    return abs(log(second / first)) if first and second else (log(_FARTHEST) if second else inf)


def _value(cell: str) -> float | None:
    number = _NUMBER.fullmatch(cell)
    if number is None or (cell[0] in "[〔") != (cell[-1] in "]〕"):
        return None
    above = float(number["digits"].replace(",", ""))
    return above / float(number["below"]) if number["below"] and float(number["below"]) else above
