"""What pdfplumber reads of PDF pages: ruled tables with merged cells, and text that pdfium leaves out."""

import logging
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import BinaryIO

import pdfplumber
from pdfplumber.page import Page

from flows.extract.pdf_lines import Grid, GridCell, Line

# Edges closer than this are one ruled line (points).
_SAME_EDGE = 3.0
_LINE_LABEL = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[）).．、]|[①-⑳]")

logging.getLogger("pdfminer").setLevel(logging.ERROR)


def find_tables(file: BinaryIO, numbers: Sequence[int]) -> Iterator[tuple[int, list[Grid]]]:
    """(page number from 0, its tables) for each page of `numbers` that has one. A page it cannot read has none."""
    for number, page in _pages(file, numbers):
        try:
            grids = [_grid(table, float(page.height)) for table in page.find_tables()]
        except Exception:  # nosec B112 # pdfminer raises whatever it meets; the text is there, only the grid is lost
            continue
        grids = [grid for grid in grids if len(grid.cells) > 1]
        if grids:
            yield number, grids


def find_lines(file: BinaryIO, numbers: Sequence[int]) -> Iterator[tuple[int, list[Line]]]:
    """(page number from 0, its lines from top to bottom) for each page of `numbers` that it can read."""
    for number, page in _pages(file, numbers):
        try:
            found = page.extract_text_lines(return_chars=False)
        except Exception:  # nosec B112 # as above
            continue
        height = float(page.height)
        yield (
            number,
            [Line(row["text"], row["x0"], row["x1"], height - row["bottom"], height - row["top"]) for row in found],
        )


def _pages(file: BinaryIO, numbers: Sequence[int]) -> Iterator[tuple[int, Page]]:
    try:
        document = pdfplumber.open(file)
    except Exception:  # as above
        return
    with document:
        for number in numbers:
            try:
                page = document.pages[number]
            except Exception:  # nosec B112 # as above
                continue
            yield number, page
            page.close()


def _grid(table, page_height: float) -> Grid:
    left, top, right, bottom = table.bbox
    columns = _edges(x for cell in table.cells for x in (cell[0], cell[2]))
    rows = _edges(y for cell in table.cells for y in (cell[1], cell[3]))
    cells = []
    for row, texts in zip(table.rows, table.extract(), strict=True):
        for box, text in zip(row.cells, texts, strict=True):
            if box is None:
                continue
            first_column, last_column = _index(columns, box[0]), _index(columns, box[2])
            first_row, last_row = _index(rows, box[1]), _index(rows, box[3])
            spans = max(1, last_row - first_row), max(1, last_column - first_column)
            cells.append(GridCell(first_row, first_column, *spans, _joined(text or "")))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(left, right, page_height - bottom, page_height - top, cells)


def _edges(values) -> list[float]:
    edges: list[float] = []
    for value in sorted(values):
        if not edges or value - edges[-1] > _SAME_EDGE:
            edges.append(value)
    return edges


def _index(edges: list[float], value: float) -> int:
    return bisect_left(edges, value - _SAME_EDGE)


def _joined(text: str) -> str:
    """The lines of a cell as one, a line break kept before a label."""
    lines = [line.strip() for line in text.split("\n")]
    pieces = lines[:1]
    for line in lines[1:]:
        if _LINE_LABEL.match(line):
            pieces.append("\n")
        elif pieces[-1][-1:].isascii() and pieces[-1][-1:].isalnum() and line[:1].isascii() and line[:1].isalnum():
            pieces.append(" ")
        pieces.append(line)
    return "".join(pieces)
