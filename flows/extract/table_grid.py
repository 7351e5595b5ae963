"""Place the cells of a table in rows and columns while it is read, merged cells included."""

from flows.model import Cell, Table

# Wider or higher merges are mistakes or attacks; the cell is kept, its span is cut.
_WIDEST, _HIGHEST = 100, 10_000
# Columns beyond this number take no notice of merges from above: a bound on the work for one row.
_TRACKED_COLUMNS = 200


class TableGrid:
    """One open table. Offsets count characters of the text that is being written."""

    def __init__(self, outer_floor: int) -> None:
        self.outer_floor = outer_floor
        self.holds_table = False
        self.separators: list[int] = []
        self._cells: list[Cell] = []
        self._row = -1
        self._column = 0
        # Column → last row that a merged cell from above covers.
        self._covered: dict[int, int] = {}
        self._open: tuple[int, int, int] | None = None

    @property
    def cell_is_open(self) -> bool:
        return self._open is not None

    @property
    def row_is_empty(self) -> bool:
        return self._column == 0 or self._row < 0

    def start_row(self) -> None:
        self._row += 1
        self._column = 0

    def open_cell(self, start: int, row_span: int, column_span: int) -> None:
        """row_span 0 means to the table's end, as in HTML."""
        self._row = max(self._row, 0)
        row_span = _HIGHEST if row_span == 0 else min(row_span, _HIGHEST)
        self._open = (start, row_span, max(1, min(column_span, _WIDEST)))

    def close_cell(self, end: int) -> None:
        start, row_span, column_span = self._open
        self._open = None
        column = self._column
        while column < _TRACKED_COLUMNS and self._covered.get(column, -1) >= self._row:
            column += 1
        if row_span > 1 and column < _TRACKED_COLUMNS:
            for covered in range(column, column + column_span):
                self._covered[covered] = self._row + row_span - 1
        self._column = column + column_span
        self._cells.append(Cell(self._row, column, start, end, row_span, column_span))

    def table(self) -> Table | None:
        """The finished table; null where it has fewer than two cells and so is a mere frame."""
        if len(self._cells) < 2:
            return None
        rows = self._row + 1
        cells = tuple(cell if cell.row + cell.row_span <= rows else _cut(cell, rows - cell.row) for cell in self._cells)
        return Table(cells[0].start, cells[-1].end, cells)


def _cut(cell: Cell, row_span: int) -> Cell:
    return Cell(cell.row, cell.column, cell.start, cell.end, row_span, cell.column_span)
