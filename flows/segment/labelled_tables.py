"""Real tables without a task header whose cells carry the labels: 一、医疗质量 | (一)功能定位 | 1.门诊人次数 | …

Indicator systems and scoring tables are printed so: merged cells with section labels, and one cell a row with the row's
number before its name.
"""

import re

from flows.segment.tables import RowDraft, TableRegion
from flows.text import Passage

# (row, column, start, end, row_span), as real_tables reads them.
Cell = tuple[int, int, int, int, int]

_ROW = re.compile(r"(\d{1,3})[.、](?!\d)\s*(?=\S)")
_SECTION = re.compile(r"([一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))\s*(?=\S)")
_FEWEST_ROWS = 5
_LONGEST_NAME = 80


def read_labelled(body: Passage, cells: list[Cell], region: TableRegion) -> None:
    """Fill `region` with the sections and rows of a table whose rows are numbered 1, 2, 3 in one of its columns."""
    column = _numbered_column(body, cells)
    if column is None:
        return
    first_row = min(cell[0] for cell in cells if cell[1] == column and _ROW.match(body.text, cell[2], cell[3]))
    by_row: dict[int, list[Cell]] = {}
    for cell in cells:
        if cell[0] >= first_row:
            by_row.setdefault(cell[0], []).append(cell)
    region.header = (region.start, min(cell[2] for cell in by_row[first_row]))
    open_sections: dict[int, int] = {}
    for row in sorted(by_row):
        _add(body, by_row[row], column, region, open_sections)


def _numbered_column(body: Passage, cells: list[Cell]) -> int | None:
    """The column whose cells begin with 1, 2, 3 … without a gap, a name behind each; null for none."""
    columns: dict[int, list[Cell]] = {}
    for cell in cells:
        columns.setdefault(cell[1], []).append(cell)
    for column, members in sorted(columns.items()):
        found = [(cell, match) for cell in members if (match := _ROW.match(body.text, cell[2], cell[3]))]
        numbers = [int(match[1]) for _, match in found]
        are_names = all(cell[3] - match.end() <= _LONGEST_NAME for cell, match in found)
        if len(found) >= _FEWEST_ROWS and numbers == list(range(1, len(found) + 1)) and are_names:
            return column
    return None


def _add(body: Passage, cells: list[Cell], column: int, region: TableRegion, open_sections: dict[int, int]) -> None:
    """The sections that begin in a line of the table, and its row. open_sections: column → draft of the last one."""
    pieces, label, heading = [], None, None
    for cell in sorted(cells):
        start, end = cell[2:4]
        if cell[1] < column and (titled := _SECTION.match(body.text, start, end)):
            for later in [at for at in open_sections if at >= cell[1]]:
                del open_sections[later]
            holder = open_sections[max(open_sections)] if open_sections else None
            open_sections[cell[1]] = len(region.rows)
            name = body.text[titled.end() : end].replace("\n", "")
            region.rows.append(RowDraft("section", holder, (start, titled.end(1)), [(titled.end(), end)], name))
        elif cell[1] == column and (numbered := _ROW.match(body.text, start, end)):
            label = (start, numbered.end())
            pieces.append((numbered.end(), end))
            heading = body.text[numbered.end() : end].replace("\n", "")
        else:
            pieces.append((start, end))
    if label is not None:
        holder = open_sections[max(open_sections)] if open_sections else None
        region.rows.append(RowDraft("row", holder, label, pieces, heading))
    elif pieces and region.rows:
        region.rows.append(RowDraft("closing", len(region.rows) - 1, None, pieces))
