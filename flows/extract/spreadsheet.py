"""Workbooks (.xlsx) to text: a sheet is a table, its cells as a reader sees them, merged cells as one."""

from collections.abc import Iterator
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

from flows.errors import SourceError
from flows.extract.package import check_package
from flows.extract.reading import Reading
from flows.model import Cell, Table

_MOST_CELLS = 500_000
_WIDEST = 200


def read_workbook(uri: str, content: bytes) -> Reading:
    """Read the visible sheets. head: file_title. Raises SourceError broken_document, too_large, no_text."""
    check_package(uri, content)
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(BytesIO(content), data_only=True, keep_links=False)
    except Exception as error:  # openpyxl lets KeyError, TypeError, ValueError, ParseError … through
        detail = f"the workbook is damaged ({error}); save it again"
        raise SourceError(uri, "broken_document", detail) from error
    pieces: list[str] = []
    tables: list[Table] = []
    length = 0
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        if sheet.max_row * min(sheet.max_column, _WIDEST) > _MOST_CELLS:
            raise SourceError(uri, "too_large", f"sheet {sheet.title} has more than {_MOST_CELLS:,} cells; split it")
        cells = []
        for row, column, separator, value, row_span, column_span in _cells(sheet):
            separator = separator if length else ""
            start = length + len(separator)
            pieces += (separator, value)
            length = start + len(value)
            cells.append(Cell(row, column, start, length, row_span, column_span))
        if len(cells) > 1:
            tables.append(Table(cells[0].start, max(cell.end for cell in cells), tuple(cells)))
    title = (workbook.properties.title or "").strip()
    return Reading("".join(pieces), None, {"file_title": title} if title else {}, tuple(tables))


def _cells(sheet) -> Iterator[tuple[int, int, str, str, int, int]]:
    """(row, column, separator before it, text, row span, column span) in reading order; empty rows are left out.

    Rows count the rows that are there; a sheet's title row is its first.
    """
    spans = {}
    covered = set()
    for area in sheet.merged_cells.ranges:
        rows, columns = area.max_row - area.min_row + 1, area.max_col - area.min_col + 1
        if rows * columns > _MOST_CELLS:
            continue
        spans[area.min_row, area.min_col] = (rows, columns)
        covered.update(
            (row, column)
            for row in range(area.min_row, area.max_row + 1)
            for column in range(area.min_col, area.max_col + 1)
        )
    shown = 0
    for number, row in enumerate(sheet.iter_rows(max_col=min(sheet.max_column, _WIDEST)), start=1):
        if sheet.row_dimensions[number].hidden:
            continue
        texts = {cell.column: _shown(cell) for cell in row}
        if not any(texts.values()):
            continue
        last = max(column for column, text in texts.items() if text)
        separator = "\n"
        for column in range(1, last + 1):
            place = (number, column)
            if place in covered and place not in spans:
                continue
            yield shown, column - 1, separator, texts.get(column, ""), *spans.get(place, (1, 1))
            separator = "\t"
        shown += 1


def _shown(cell) -> str:
    """A cell's value as its format shows it: percentages, dates, whole numbers without a decimal point."""
    value: Any = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, datetime) and value.time() == time.min:
        value = value.date()
    if isinstance(value, (date, datetime, time)):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if isinstance(value, (int, float)):
        return _number(value, cell.number_format or "")
    return "\n".join(line.strip() for line in str(value).splitlines()).strip()


def _number(value: float, number_format: str) -> str:
    if "%" in number_format:
        decimals = len(number_format.partition(".")[2].partition("%")[0].strip())
        return f"{value * 100:.{decimals}f}%"
    return f"{value:.15g}" if isinstance(value, float) else str(value)
