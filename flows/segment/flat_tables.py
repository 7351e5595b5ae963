"""Flattened task tables: cells one a line, or run together without separators; rows by their running number."""

import re
from itertools import pairwise

from flows.reference import alternatives, words_of
from flows.segment.closing_cells import (
    body_columns,
    body_places,
    closing_cells,
    is_closing,
)
from flows.segment.glued_tables import read_glued
from flows.segment.numerals import parse_numeral
from flows.segment.tables import (
    RowDraft,
    TableHeader,
    TableRegion,
    header_begins,
    header_run,
    is_task_header,
    may_hold_header,
    role_of,
    roles_of_run,
    settled,
)
from flows.text import scan

_HEADER_CUES = words_of("role_cues", "column")
# One cell a line, from the running number to the first row or section.
_LINE_HEADER = re.compile(
    r"(?:^|(?<=\n))((?:序号|编号)\n(?:(?:20\d\d年度?)?[一-鿿()、/]{2,12}\n){2,9}?)(?=(?:1[.、]?|一)\n)"
)
_TABLE_END = re.compile(r"\n附件|注:|\n备注:|\n说明:")
_MEASURE = re.compile(r"(\d{1,2})(?:\.{1,2}|[、,])(?!\d)")
# Behind a mark: … 包括:(1)开展普查。(2)推进改造。
_INNER_MEASURE = re.compile(r"(?<=[:;。,\n])\((\d{1,2})\)(?=[^\d.%])")
# 行动一:再造发展新极; a type of tasks in the first column of a table
_TYPE_LABEL = re.compile(rf"(?:{alternatives('role_cues', 'task_type')})[一二三四五六七八九十]{{1,3}}[:、.]")
_TYPE_MARK = re.compile(r"[。;:,\d]")
_LONGEST_TYPE = 24


def find_flat_tables(text: str) -> list[TableRegion]:
    """Flattened task tables in a plan's body, ascending. text: folded, line breaks as "\\n"."""
    headers = find_headers(text)
    tables: list[TableRegion] = []
    for index, header in enumerate(headers):
        start, header_end, roles = header.start, header.end, list(header.roles)
        limit = headers[index + 1].start if index + 1 < len(headers) else len(text)
        stop = _TABLE_END.search(text, header_end, limit)
        end = stop.start() if stop else limit
        region = TableRegion(start, end, (start, header_end))
        goes_on = tables and tables[-1].end == start and headers[index - 1].roles == header.roles
        number = _last_number(text, tables[-1]) + 1 if goes_on else 1
        lines = text.count("\n", header_end, end)
        if lines * 60 >= end - header_end:
            again = headers[index + 1 : index + 2]
            is_alone = not goes_on and not (again and again[0].roles == header.roles)
            _read_lines(text, region, header_end, roles, number, is_alone)
        else:
            read_glued(text, region, header_end, roles, number)
        if region.rows:
            tables.append(region)
    return tables


def _last_number(text: str, table: TableRegion) -> int:
    """The running number of its last row: where the header is printed again on a new page, rows go on from there."""
    labels = [text[slice(*row.label)] for row in table.rows if row.kind == "row" and row.label]
    return max((int(digits[0]) for label in labels if (digits := re.match(r"\d+", label))), default=0)


def find_headers(text: str) -> list[TableHeader]:
    """The headers of task tables in a plan's body, ascending; one may be printed again on every page."""
    if not any(cue in text or cue[:2] + "\n" + cue[2:] in text for cue in _HEADER_CUES):
        return []
    headers: list[TableHeader] = []
    if may_hold_header(text):
        runs = ((match, roles_of_run(match.group())) for match in scan(header_begins(), header_run(), text))
        headers = [TableHeader(*match.span(), tuple(roles)) for match, roles in runs if is_task_header(roles)]
    taken = {position for header in headers for position in range(header.start, header.end)}
    for match in _LINE_HEADER.finditer(text):
        roles = _line_roles(match[1])
        if match.start(1) not in taken and is_task_header(list(roles)):
            headers.append(TableHeader(*match.span(1), roles))
    return sorted(headers, key=lambda header: header.start)


def _line_roles(lines: str) -> tuple[str, ...]:
    cells = [cell for cell in lines.split("\n") if cell]
    return tuple(settled(cells, [role_of(cell) for cell in cells]))


def _read_lines(text: str, region: TableRegion, start: int, roles: list[str], number: int, is_alone: bool) -> None:
    """Rows of a table whose cells stand one a line: a row begins at a line that is the next running number.

    number: of its first row. is_alone: it has one header; one row alone is then no table.
    """
    lines = []
    at = start
    for line in text[start : region.end].split("\n"):
        if line:
            lines.append((at, at + len(line)))
        at += len(line) + 1
    starts: list[int] = []
    sections: list[int] = []
    for index, (first, last) in enumerate(lines):
        cell = text[first:last].rstrip(".、")
        if cell.isdigit() and len(cell) <= 3 and int(cell) == number + len(starts):
            starts.append(index)
        elif parse_numeral(cell) == len(sections) + 1 and _opens_section(
            text, lines[index : index + 3], starts, number
        ):
            sections.append(index)
    if len(starts) < (2 if is_alone else 1):
        return
    types = _type_lines(text, lines, starts)
    section = None
    bounds = list(pairwise(sorted([*starts, *sections, *types, len(lines)])))
    columns = body_columns(text, [lines[index + 1 : stop] for index, stop in bounds if index in starts], roles)
    for index, stop in bounds:
        if index in types and (label := _TYPE_LABEL.match(text, *lines[index])):
            heading = (label.end(), lines[index][1])
            region.rows.append(RowDraft("section", None, label.span(), [heading], text[slice(*heading)]))
            section = len(region.rows) - 1
        elif index in types:
            # A type within the section: its words, no level of its own.
            region.rows.append(RowDraft("section", section, None, [lines[index]], text[slice(*lines[index])]))
        elif index in sections:
            heading = lines[index + 1]
            region.rows.append(RowDraft("section", None, lines[index], [heading], text[slice(*heading)]))
            section = len(region.rows) - 1
        else:
            _read_row(text, region, lines[index], lines[index + 1 : stop], roles, section, columns)


def _type_lines(text: str, lines: list[tuple[int, int]], starts: list[int]) -> set[int]:
    """Cells of a first column of types that stand before a row's number: 行动一:再造发展新极|旧区改造|4.

    A column is one of types when some of its cells are numbered; the others are short and hold no mark.
    """
    numbered: set[int] = set()
    others: set[int] = set()
    for start, before in zip(starts, [0, *starts], strict=False):
        for index in range(start - 1, before if before else -1, -1):
            first, last = lines[index]
            if _TYPE_LABEL.match(text, first, last):
                numbered.add(index)
                break
            if last - first > _LONGEST_TYPE or _TYPE_MARK.search(text, first, last) or is_closing(text[first:last]):
                break
            if index > before + 1 or not before:
                others.add(index)
    return numbered | others if numbered else set()


def _opens_section(text: str, lines: list[tuple[int, int]], starts: list[int], number: int) -> bool:
    """二|持续推动节能降碳|6: a number in Han characters and a heading stand before the next row."""
    if len(lines) < 3 or not "一" <= text[lines[0][0]] <= "鿿":
        return False
    row = text[slice(*lines[2])].rstrip(".、")
    return row == str(number + len(starts)) and "。" not in text[slice(*lines[1])]


def _read_row(
    text: str,
    region: TableRegion,
    label: tuple[int, int],
    cells: list[tuple[int, int]],
    roles: list[str],
    section: int | None,
    columns: list[str],
) -> None:
    closing_at, closing_end = closing_cells(text, cells, roles)
    row_index = len(region.rows)
    own = cells[:closing_at]
    measures = _measures(text, own)
    own_end = measures[0][0] if measures else own[-1][1] if own else label[1]
    before = [cell for cell in own if cell[0] < own_end]
    pieces = [(before[0][0], min(before[-1][1], own_end))] if before else [label]
    # Of a row that is one cell nothing is its heading.
    heading = _row_heading(text, before) if len(before) > 1 or measures else None
    region.rows.append(RowDraft("row", section, label, pieces, heading))
    for (first, text_start), (stop, _) in pairwise([*measures, (own[-1][1] if own else 0, 0)]):
        region.rows.append(RowDraft("measure", row_index, (first, text_start), [(text_start, stop)]))
    _close_row(text, region, row_index, cells[closing_at:closing_end], cells[closing_end:], roles, columns)


def _measures(text: str, cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where each label of a numbered measure begins and ends: at the start of a line, or (1) (2) within one."""
    measures: list[tuple[int, int]] = []
    expected = 1
    for index, (first, last) in enumerate(cells):
        match = _MEASURE.match(text, first, last)
        if match and index and int(match[1]) in (expected, expected + 1):
            measures.append((first, match.end()))
            expected = int(match[1]) + 1
    if measures:
        return measures
    for match in _INNER_MEASURE.finditer(text, cells[0][0], cells[-1][1]) if cells else ():
        if int(match[1]) == len(measures) + 1:
            measures.append(match.span())
    return measures if len(measures) > 1 else []


def _close_row(
    text: str,
    region: TableRegion,
    row_index: int,
    cells: list[tuple[int, int]],
    sources: list[tuple[int, int]],
    roles: list[str],
    columns: list[str],
) -> None:
    """The cells that close a row: part of the row, or behind its measures a draft of their own.

    columns: the roles of its cells of bodies.
    """
    if not cells:
        return
    closing = region.rows[row_index]
    if len(region.rows) > row_index + 1:
        closing = RowDraft("closing", row_index, None, [(cells[0][0], cells[0][0])])
        region.rows.append(closing)
    for (first, last), place in zip(cells, body_places(text, cells, roles), strict=True):
        bodies = columns[min(place or 0, len(columns) - 1)]
        closing.extend("limit" if place is None else bodies, first, last)
    for first, last in sources:
        closing.extend("source", first, last)


def _row_heading(text: str, cells: list[tuple[int, int]]) -> str | None:
    """The first cell, with its second line when the cell was broken: both short and without a mark."""
    if not cells:
        return None
    first = text[cells[0][0] : cells[0][1]]
    if len(cells) > 2 and len(first) <= 14:
        second = text[cells[1][0] : cells[1][1]]
        if len(second) <= 8 and not any(mark in second for mark in "。;,:"):
            return first + second
    return first if len(first) <= 30 and "。" not in first else None
