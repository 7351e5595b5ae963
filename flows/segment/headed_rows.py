"""Indicator tables with a head, a cell a line, whose names and units may wrap: 指标, 单位, 2022年, 2025年, 累计增长.

The head tells how many numbers a row has. Of the lines before them the last are the unit, those before the name, and
narrow ones at the beginning of a group the class (供应|保障), where the head has a column of classes.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from flows.reference import alternatives
from flows.segment.indicator_rows import NUMBER_CELL, IndicatorRow, read_row, unit_kind

_CLASSES = alternatives("indicator_words", "other_column")
_YEAR = rf"20\d\d年?(?:\n?(?:{alternatives('indicator_words', 'value_column')})(?:值|数)?)?"
_GROWTH = r"(?:年均|累计)\n?(?:增速|增长率?|递增|增幅)(?:\n?\([^()\n]{1,4}\))?"
_HEAD = re.compile(
    rf"(?:^|(?<=\n))(?P<classes>(?:(?:{_CLASSES})\n)*)(?:主要|具体|发展|核心)?指标(?:名称)?\n(?:(?:计量)?单位\n)"
    rf"(?P<columns>(?:(?:{_YEAR}|{_GROWTH})\n){{2,8}})"
)
_COLUMN = re.compile(rf"(?P<year>20\d\d)|(?P<growth>{_GROWTH})")
_CELL = re.compile(rf"(?P<cell>{NUMBER_CELL})(?P<unit>[一-鿿%‰]{{0,5}})|—+|-+|/|持平")
_LINE = re.compile(r"[^\n]+")
_HAN = re.compile(r"[一-鿿]")
_MOST_LINES, _LONGEST_LINE, _MOST_UNIT_LINES = 8, 40, 3
_FEWEST_ROWS = 2

Line = tuple[int, int]


@dataclass(frozen=True, slots=True)
class _Column:
    """year: what the head names. growth: what it calls the growth since the first year, null for a level."""

    year: str | None
    growth: str | None


def find_headed_rows(text: str) -> Iterator[IndicatorRow]:
    """What the rows set, ascending: every level but the one at the start, and every growth. text: folded."""
    if "指标\n" not in text and "指标名称\n" not in text:
        return
    for head in _HEAD.finditer(text):
        columns = _columns(head["columns"])
        rows = list(_rows(text, head.end(), columns, has_classes=bool(head["classes"])))
        if len({row.start for row in rows}) >= _FEWEST_ROWS:
            yield from rows


def _columns(written: str) -> tuple[_Column, ...]:
    columns: list[_Column] = []
    for cell in _COLUMN.finditer(written):
        year = cell["year"] or next((column.year for column in reversed(columns)), None)
        columns.append(_Column(year, cell["growth"] and cell["growth"].replace("\n", "")))
    return tuple(columns)


def _rows(text: str, start: int, columns: Sequence[_Column], has_classes: bool) -> Iterator[IndicatorRow]:
    words: list[Line] = []
    cells: list[Line] = []
    narrow = 0
    for line in chain((match.span() for match in _LINE.finditer(text, start)), (None,)):
        if line and _CELL.fullmatch(text, *line) and len(words) > 1 and len(cells) < len(columns):
            cells.append(line)
            continue
        if cells:
            yield from _read(text, words, cells, columns, narrow)
            words, cells = [], []
        if line is None or line[1] - line[0] > _LONGEST_LINE or len(words) == _MOST_LINES or "。" in text[slice(*line)]:
            return
        # The first row begins with its class, whose cell is as wide as all of its column.
        narrow = narrow or (line[1] - line[0] if has_classes else 0)
        words.append(line)


def _read(
    text: str, words: list[Line], cells: list[Line], columns: Sequence[_Column], narrow: int
) -> Iterator[IndicatorRow]:
    unit, named = "", words
    for count in range(min(_MOST_UNIT_LINES, len(words) - 1), 0, -1):
        joined = "".join(text[slice(*line)] for line in words[-count:])
        if unit_kind(joined):
            unit, named = joined, words[:-count]
            break
    else:
        return
    while len(named) > 1 and named[0][1] - named[0][0] <= narrow:
        named = named[1:]
    name = "".join(text[slice(*line)] for line in named)
    levels = [column for column in columns if not column.growth]
    first = levels[0] if levels else None
    if len(cells) < len(columns):
        # Cells that are empty leave no line: what is left are the last levels.
        columns = levels[-len(cells) :]
    if len(cells) > len(columns) or not _HAN.search(name):
        return
    for column, cell in zip(columns, cells, strict=True):
        match = _CELL.fullmatch(text, *cell)
        if match["cell"] is None or (column is first and len(levels) > 1):
            continue
        own = match["unit"] if match["unit"] and unit_kind(match["unit"]) else unit
        by_rate = column.growth is not None and column.growth.startswith("年均")
        row = read_row(name, own if not by_rate else "%", match["cell"], named[0][0], cell[1])
        yield replace(row, basis="increase" if column.growth else "level", due=column.year)
