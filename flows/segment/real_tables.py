"""Task tables whose cells are known (HTML, Word, spreadsheets): rows, merged sections, measures, closing cells."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from flows.model import Table
from flows.segment.goal_grids import read_goal_grid
from flows.segment.labelled_tables import read_labelled
from flows.segment.tables import CLOSING_ROLES, RowDraft, TableRegion, header_roles, is_task_header, settled
from flows.segment.value_cells import read_header
from flows.text import Passage

# 1.加强领导, and 1.4月底前完成
_MEASURE = re.compile(r"(\d{1,2})(?:\.{1,2}|[、,])(?!\d(?!\d?月|\d{3}年))")
_MEASURE_BEFORE = frozenset("\n。;!")
_NUMBER = re.compile(r"\(?(\d{1,3}|[一二三四五六七八九十]{1,3})\)?[.、]?")
# 总投资(万元): the unit stands in the header.
_UNIT_REMARK = re.compile(r"\((?:单位:)?([^()]{1,6})\)$")
_ROLES = frozenset({*CLOSING_ROLES, "number", "task"})
_SECTION = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
# A table with cells longer than this on average lays out a page.
_LAYOUT_CELL = 200
_HEADER_ROWS = 4


def find_real_tables(body: Passage, tables: Sequence[Table]) -> tuple[list[TableRegion], list[tuple[int, int]]]:
    """Task tables of the body, and the ranges of its other data tables (in which no label is an outline label)."""
    regions, others = [], []
    for table in tables:
        cells = _cells(body, table)
        if not cells:
            continue
        start, end = min(c[2] for c in cells), max(c[3] for c in cells)
        rows = len({cell[0] for cell in cells})
        header = _header(body, cells)
        region = TableRegion(start, end, (start, start), is_flattened=False)
        if header and rows > header[0] + 1:
            _read(body, cells, header, region)
        elif not header:
            read_labelled(body, cells, region)
        if not region.rows:
            read_goal_grid(body, cells, region)
        if region.rows:
            regions.append(region)
            continue
        if rows >= 2 and len({cell[1] for cell in cells}) >= 2 and (end - start) / len(cells) < _LAYOUT_CELL:
            others.append((start, end))
    regions.sort(key=lambda region: region.start)
    kept: list[TableRegion] = []
    for region in regions:
        if not kept or region.start >= kept[-1].end:
            kept.append(region)
    return kept, others


def _cells(body: Passage, table: Table) -> list[tuple[int, int, int, int, int, int]]:
    """(row, column, start, end, row_span, column_span) of the non-empty cells, offsets in the body passage."""
    result = []
    for cell in table.cells:
        first, last = bisect_left(body.offsets, cell.start), bisect_left(body.offsets, cell.end)
        while first < last and body.text[first] in "\n ":
            first += 1
        while last > first and body.text[last - 1] in "\n ":
            last -= 1
        if last > first:
            result.append((cell.row, cell.column, first, last, cell.row_span, cell.column_span))
    return result


def _header(body: Passage, cells: list[tuple[int, int, int, int, int, int]]) -> tuple[int, dict[int, str]] | None:
    """(index of the header row, column → role) when the table's first rows hold a task header.

    A column of values has its header for a role: it says what the numbers count.
    """
    for row in range(_HEADER_ROWS):
        roles, headers = {}, {}
        for cell in cells:
            if cell[0] <= row < cell[0] + cell[4]:
                header = body.text[cell[2] : cell[3]].replace("\n", "").replace(" ", "")
                role = header_roles().get(header) or header_roles().get(_UNIT_REMARK.sub("", header))
                if role:
                    roles[cell[1]] = role if role != "value" else header
                    headers[cell[1]] = header
        known = [role if role in _ROLES else "task" for role in roles.values()]
        if len(roles) >= 2 and is_task_header(known):
            settled_roles = settled(list(headers.values()), list(roles.values()))
            return row, dict(zip(roles, settled_roles, strict=True))
    return None


def _read(
    body: Passage,
    cells: list[tuple[int, int, int, int, int, int]],
    header: tuple[int, dict[int, str]],
    region: TableRegion,
) -> None:
    header_row, roles = header
    number_column = next((column for column, role in roles.items() if role == "number"), None)
    data = [cell for cell in cells if cell[0] > header_row and not cell[0] <= header_row < cell[0] + cell[4]]
    if not data:
        return
    region.header = (region.start, data[0][2])
    by_row: dict[int, list] = {}
    for cell in data:
        by_row.setdefault(cell[0], []).append(cell)
    current: int | None = None
    group: int | None = None
    covered_until = -1
    for row in sorted(by_row):
        row_cells = by_row[row]
        if len(row_cells) == 1 and (titled := _SECTION.match(body.text, row_cells[0][2], row_cells[0][3])):
            # A row that is one cell groups the rows below it: 一、知识产权保护方面.
            start, end = row_cells[0][2:4]
            group = len(region.rows)
            region.rows.append(
                RowDraft("section", None, (start, titled.end()), [(titled.end(), end)], body.text[titled.end() : end])
            )
            current = None
            continue
        label = None
        own, closing = [], []
        for cell in row_cells:
            text = body.text[cell[2] : cell[3]]
            role = roles.get(cell[1], "task")
            is_number_cell = cell[1] == number_column or (number_column is None and cell[1] == 0)
            if label is None and is_number_cell and _NUMBER.fullmatch(text):
                label = cell
                continue
            (closing if role in CLOSING_ROLES else own).append((cell, role))
        if label is not None:
            current = len(region.rows)
            covered_until = row + label[4] - 1
            is_section = label[4] > 1 and any(
                role in CLOSING_ROLES and cell[0] > row
                for later in range(row + 1, row + label[4])
                for cell in by_row.get(later, ())
                for role in (roles.get(cell[1], "task"),)
            )
            _add_row(body, region, group, label, own, is_section and _has_numbered(body, own, by_row, row, label[4]))
        elif current is None or row > covered_until:
            current = None
            region.rows += [RowDraft("preamble", None, None, [(c[2], c[3])]) for c, _ in own]
        else:
            _add_continuation(body, region, current, own)
        _close(region, _last_unit(region, current), closing)


def _close(region: TableRegion, unit: int | None, closing: list) -> None:
    """Give limit, body and source cells to the unit of their line."""
    for cell, role in closing:
        start, end = cell[2], cell[3]
        if unit is None:
            region.rows.append(RowDraft("preamble", None, None, [(start, end)]))
            continue
        draft = region.rows[unit]
        if draft.pieces == [draft.label]:
            # A row whose task cell is all measures: the cells that close it are its own text.
            draft.pieces, draft.cells = [(start, end)], [(role, start, end)]
        elif draft.cells and draft.pieces[-1][1] <= start and draft.pieces[0][0] > region.rows[-1].pieces[0][0]:
            draft.extend(role, start, end, goes_on=False)
        elif unit == len(region.rows) - 1:
            if start < draft.pieces[0][0]:
                draft.pieces.insert(0, (start, end))
                draft.cells.append((role, start, end))
            else:
                draft.extend(role, start, end, goes_on=False)
        else:
            if region.rows[-1].kind != "closing" or region.rows[-1].parent != unit or not region.rows[-1].cells:
                region.rows.append(RowDraft("closing", unit, None, [(start, start)]))
            region.rows[-1].extend(role, start, end, goes_on=False)


def _has_numbered(body: Passage, own: list, by_row: dict, row: int, span: int) -> bool:
    later = [cell for at in range(row + 1, row + span) for cell in by_row.get(at, ())]
    return any(_MEASURE.match(body.text, cell[2], cell[3]) for cell in later)


def _add_row(body: Passage, region: TableRegion, group: int | None, label: tuple, own: list, is_section: bool) -> None:
    """A numbered row: its task cells, and measures for numbered lines inside them."""
    row_index = len(region.rows)
    pieces = []
    measures: list[tuple[int, int, int]] = []
    for cell, _ in own:
        found = _numbered_lines(body, cell[2], cell[3])
        if found and (pieces or len(found) > 1):
            if found[0][0] > cell[2]:
                pieces.append((cell[2], found[0][0]))
            measures += found
        elif not measures:
            pieces.append((cell[2], cell[3]))
        else:
            measures.append((cell[2], cell[2], cell[3]))
    heading = body.text[pieces[0][0] : pieces[0][1]].replace("\n", "") if pieces else None
    region.rows.append(
        RowDraft(
            "section" if is_section else "row",
            group,
            (label[2], label[3]),
            pieces or [(label[2], label[3])],
            heading if heading and len(heading) <= 30 and "。" not in heading else None,
        )
    )
    draft = region.rows[-1]
    for cell, role in own:
        if role not in _ROLES:
            draft.values[cell[2]] = (read_header(role),)
            draft.cells.append(("value", cell[2], cell[3]))
    for start, text_start, end in measures:
        kind = "row" if is_section else "measure"
        if text_start > start:
            region.rows.append(RowDraft(kind, row_index, (start, text_start), [(text_start, end)]))
        else:
            region.rows.append(RowDraft("closing", row_index, None, [(start, end)]))


def _add_continuation(body: Passage, region: TableRegion, current: int, own: list) -> None:
    """Cells of a further line under a merged number: numbered ones are rows of the section, others its text."""
    for cell, _ in own:
        found = _numbered_lines(body, cell[2], cell[3])
        kind = "row" if region.rows[current].kind == "section" else "measure"
        if found and found[0][0] == cell[2]:
            region.rows += [RowDraft(kind, current, (s, t), [(t, e)]) for s, t, e in found]
        else:
            region.rows.append(RowDraft("closing", current, None, [(cell[2], cell[3])]))


def _last_unit(region: TableRegion, current: int | None) -> int | None:
    """The unit that closing cells of the present line belong to: the section's last row, else the row."""
    if current is None or region.rows[current].kind != "section":
        return current
    rows = [index for index in range(current + 1, len(region.rows)) if region.rows[index].kind == "row"]
    return rows[-1] if rows else current


def _numbered_lines(body: Passage, start: int, end: int) -> list[tuple[int, int, int]]:
    """(start, end of label, end) of the numbered lines in a cell, numbers rising by one from the first found.

    A line begins the cell, or stands behind a break, a gap or a sentence: cells lose their breaks in many sources.
    """
    text, offsets = body.text, body.offsets
    found: list[tuple[int, int]] = []
    expected = None
    for match in _MEASURE.finditer(text, start, end):
        first = match.start()
        begins = first == start or text[first - 1] in _MEASURE_BEFORE or offsets[first] != offsets[first - 1] + 1
        if begins and (expected is None or int(match[1]) == expected):
            found.append((first, match.end()))
            expected = int(match[1]) + 1
    ends = [first for first, _ in found[1:]] + [end]
    return [(first, text_start, stop) for (first, text_start), stop in zip(found, ends, strict=False)]
