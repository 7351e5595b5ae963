"""Word documents to text: paragraphs, tables and automatic numbers in order, as Word prints them.

Deleted text, field codes, hidden text and comments are left out; inserted text, text boxes and footnotes are read.
"""

from io import BytesIO

import docx
from docx.oxml.ns import qn
from lxml import etree

from flows.errors import SourceError
from flows.extract.docx_numbers import Numbering
from flows.extract.package import check_package
from flows.extract.reading import Reading
from flows.model import Cell, Table

_PARAGRAPH, _TABLE, _ROW, _CELL = qn("w:p"), qn("w:tbl"), qn("w:tr"), qn("w:tc")
_TEXT, _TAB, _RUN = qn("w:t"), qn("w:tab"), qn("w:r")
_BREAKS = frozenset((qn("w:br"), qn("w:cr")))
_MARKS = {qn("w:noBreakHyphen"): "-", qn("w:softHyphen"): "", qn("w:ptab"): "\t"}
_SYMBOL, _VALUE, _FOOTNOTE = qn("w:sym"), qn("w:val"), qn("w:footnote")
# What a reader of the printed page does not see. A text box stands twice in a file: mc:Fallback repeats it.
_UNSEEN = frozenset(
    (
        qn("w:del"),
        qn("w:moveFrom"),
        qn("w:instrText"),
        qn("w:delText"),
        qn("w:pPr"),
        qn("w:tblPr"),
        qn("w:sdtPr"),
        "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
        "{http://schemas.openxmlformats.org/officeDocument/2006/math}ctrlPr",
    )
)
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"


def read_docx(uri: str, content: bytes) -> Reading:
    """Read a .docx file. head: file_title. Raises SourceError broken_document, encrypted_source, too_large."""
    check_package(uri, content)
    try:
        document = docx.Document(BytesIO(content))
    except Exception as error:  # python-docx lets KeyError, ValueError, XMLSyntaxError … through
        raise SourceError(uri, "broken_document", f"the Word file is damaged ({error}); save it again") from error
    writer = _Writer(Numbering(document))
    writer.write(document.element.body)
    for part in document.part.package.iter_parts():
        if str(part.partname).endswith("/footnotes.xml"):
            writer.write_footnotes(etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False)))
    title = (document.core_properties.title or "").strip()
    return Reading(writer.text(), None, {"file_title": title} if title else {}, writer.tables())


class _Writer:
    """Walks the body with a stack of its own, for documents nest text boxes and tables without bound."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._pieces: list[str] = []
        self._length = 0
        self._break_is_due = False
        self._tables: list[Table] = []
        self._grids: list[_Grid] = []

    def write(self, body: etree._Element) -> None:
        pending: list[tuple[etree._Element, bool]] = [(body, False)]
        while pending:
            element, is_done = pending.pop()
            tag = element.tag
            if is_done:
                self._leave(element, tag)
            elif not isinstance(tag, str) or tag in _UNSEEN or (tag == _RUN and _is_hidden(element)):
                continue
            elif tag in (_TEXT, _MATH_TEXT):
                self._put(element.text or "")
            elif tag == _TAB:
                self._put("\t")
            elif tag in _BREAKS:
                self._break()
            elif tag in _MARKS:
                self._put(_MARKS[tag])
            elif tag == _SYMBOL:
                self._put(_symbol(element))
            else:
                self._enter(element, tag)
                pending.append((element, True))
                pending.extend((child, False) for child in reversed(element))

    def write_footnotes(self, root: etree._Element) -> None:
        for note in root.iter(_FOOTNOTE):
            # The separator lines have a type, the notes have none.
            if note.get(qn("w:type")) is None:
                self.write(note)

    def text(self) -> str:
        return "".join(self._pieces)

    def tables(self) -> tuple[Table, ...]:
        return tuple(sorted(self._tables, key=lambda table: table.start))

    def _enter(self, element: etree._Element, tag: str) -> None:
        if tag == _PARAGRAPH:
            self._break()
            self._put(self._numbering.label(element))
        elif tag == _TABLE:
            self._break()
            self._grids.append(_Grid())
        elif tag == _ROW and self._grids:
            self._grids[-1].start_row(element)
        elif tag == _CELL and self._grids:
            self._enter_cell(element, self._grids[-1])

    def _enter_cell(self, element: etree._Element, grid: "_Grid") -> None:
        self._break_is_due = False
        if grid.has_cells_in_row:
            self._put("\t")
        elif self._length > self._cell_start():
            self._put("\n")
        grid.open_cell(element, self._length)

    def _leave(self, element: etree._Element, tag: str) -> None:
        if tag == _PARAGRAPH:
            self._break()
        elif tag == _CELL and self._grids:
            self._break_is_due = False
            self._grids[-1].close_cell(self._length)
        elif tag == _TABLE and self._grids:
            table = self._grids.pop().table()
            if table is not None:
                self._tables.append(table)
            self._break()

    def _cell_start(self) -> int:
        """Where the innermost open cell starts, 0 outside of tables: no line break stands at its beginning."""
        starts = [grid.open_start for grid in self._grids if grid.open_start is not None]
        return starts[-1] if starts else 0

    def _break(self) -> None:
        """A new line before the next text, unless nothing stands before it."""
        self._break_is_due = self._length > self._cell_start()

    def _put(self, text: str) -> None:
        if not text:
            return
        if self._break_is_due:
            self._break_is_due = False
            text = "\n" + text
        self._pieces.append(text)
        self._length += len(text)


class _Grid:
    """Rows and columns of one open table; cells merged downwards are one cell."""

    def __init__(self) -> None:
        self._row = -1
        self._column = 0
        self._cells: list[Cell] = []
        # Column → index of the cell that a cell merged from above belongs to.
        self._above: dict[int, int] = {}
        self._open: tuple[int, int, str | None] | None = None
        self.has_cells_in_row = False

    @property
    def open_start(self) -> int | None:
        return self._open[0] if self._open else None

    def start_row(self, row: etree._Element) -> None:
        self._row += 1
        before = row.find(f"{qn('w:trPr')}/{qn('w:gridBefore')}")
        self._column = _number(before, 0)
        self.has_cells_in_row = False

    def open_cell(self, cell: etree._Element, start: int) -> None:
        properties = cell.find(qn("w:tcPr"))
        span = merge = None
        if properties is not None:
            span, merge = properties.find(qn("w:gridSpan")), properties.find(qn("w:vMerge"))
        state = None if merge is None else merge.get(_VALUE) or "continue"
        self._open = (start, max(1, min(_number(span, 1), 100)), state)
        self.has_cells_in_row = True

    def close_cell(self, end: int) -> None:
        if self._open is None:
            return
        start, span, merge = self._open
        self._open = None
        above = self._above.get(self._column)
        if merge == "continue" and above is not None:
            upper = self._cells[above]
            rows = self._row - upper.row + 1
            self._cells[above] = Cell(upper.row, upper.column, upper.start, upper.end, rows, upper.column_span)
        else:
            self._above.pop(self._column, None)
            if merge:
                self._above[self._column] = len(self._cells)
            self._cells.append(Cell(max(self._row, 0), self._column, start, end, 1, span))
        self._column += span

    def table(self) -> Table | None:
        if len(self._cells) < 2:
            return None
        return Table(self._cells[0].start, max(cell.end for cell in self._cells), tuple(self._cells))


def _is_hidden(run: etree._Element) -> bool:
    vanish = run.find(f"{qn('w:rPr')}/{qn('w:vanish')}")
    return vanish is not None and vanish.get(_VALUE) not in ("0", "false", "off")


def _symbol(element: etree._Element) -> str:
    """A character of a symbol font: its code, which such fonts place in the private-use area."""
    code = element.get(qn("w:char")) or ""
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""


def _number(element: etree._Element | None, default: int) -> int:
    value = element.get(_VALUE) if element is not None else None
    return int(value) if value and value.isdecimal() and len(value) < 6 else default
