"""Write down the text of a page as a browser lays it out: blocks on lines, white space collapsed, cells by tabs."""

import re

from flows.extract.markup import Element
from flows.extract.table_grid import TableGrid
from flows.model import Table

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section "
    "select summary table tbody td textarea tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
# White space that a browser collapses: not the no-break space, not the ideographic space.
_COLLAPSED = re.compile(r"[ \t\r\n\f]+")
_NOTHING, _SPACE, _BREAK = 0, 1, 2


class PageWriter:
    """Text under construction: pieces, the white space that is due before the next piece, the open tables."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.length = 0
        self._last = ""  # last character written
        self._due = _NOTHING
        self._preformatted = 0
        # Where the innermost open cell starts: no line break is due at its beginning.
        self._floor = 0
        self._grids: list[TableGrid] = []
        self._tables: list[Table] = []

    def write(self, text: str) -> None:
        if self._preformatted:
            self._write_lines(text)
            return
        # Most text has no white space at all; the split is then one comparison.
        text = _COLLAPSED.sub(" ", text)
        if text == " " or not text:
            self._due = self._due or (_SPACE if text else _NOTHING)
            return
        if text[0] == " ":
            self._due = self._due or _SPACE
            text = text[1:]
        ends_open = text[-1] == " "
        self._append(text[:-1] if ends_open else text)
        if ends_open:
            self._due = _SPACE

    def line_break(self) -> None:
        self._due = _BREAK

    def enter(self, tag: Element, name: str) -> None:
        if name not in _BLOCKS:
            return
        if name in ("td", "th") and self._grids:
            self._enter_cell(tag)
            return
        self._due = _BREAK
        if name == "table":
            if self._grids:
                self._grids[-1].holds_table = True
            self._grids.append(TableGrid(self._floor))
        elif name == "tr" and self._grids:
            self._grids[-1].start_row()
        elif name == "pre":
            self._preformatted += 1

    def leave(self, name: str) -> None:
        if name not in _BLOCKS:
            return
        if name in ("td", "th") and self._grids:
            self._leave_cell()
            return
        self._due = _BREAK
        if name == "table" and self._grids:
            self._leave_table()
        elif name == "pre":
            self._preformatted -= 1

    def text(self) -> str:
        return "".join(self._pieces)

    def finished_tables(self) -> tuple[Table, ...]:
        return tuple(sorted(self._tables, key=lambda table: table.start))

    def _append(self, text: str) -> None:
        if self._due:
            if self._due == _BREAK:
                self._break_line()
            elif self.length > self._floor and self._last not in "\n\t":
                self._put(" ")
            self._due = _NOTHING
        self._put(text)

    def _write_lines(self, text: str) -> None:
        text = text.replace("\r\n", "\n")
        if text:
            self._append(text)

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self.length += len(text)
        self._last = text[-1]

    def _break_line(self) -> None:
        if self.length > self._floor and self._last != "\n":
            self._put("\n")

    def _enter_cell(self, tag: Element) -> None:
        grid = self._grids[-1]
        if grid.cell_is_open:
            self._leave_cell()
        self._floor = grid.outer_floor
        if grid.row_is_empty:
            self._break_line()
        else:
            grid.separators.append(len(self._pieces))
            self._put("\t")
        self._due = _NOTHING
        self._floor = self.length
        grid.open_cell(self.length, _span(tag, "rowspan"), _span(tag, "colspan"))

    def _leave_cell(self) -> None:
        grid = self._grids[-1]
        if grid.cell_is_open:
            grid.close_cell(self.length)
            self._floor = grid.outer_floor
            self._due = _NOTHING

    def _leave_table(self) -> None:
        self._leave_cell()
        grid = self._grids.pop()
        self._floor = grid.outer_floor
        if grid.holds_table:
            # Cells of a table that only lays out the page are blocks, not columns.
            for index in grid.separators:
                self._pieces[index] = "\n"
        elif (table := grid.table()) is not None:
            self._tables.append(table)


def _span(tag: Element, name: str) -> int:
    value = tag.attrs.get(name)
    return int(value) if isinstance(value, str) and value.strip().isdecimal() and len(value) < 8 else 1
