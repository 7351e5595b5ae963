"""From the lines of pages to running text: reading order, wrapped lines joined, headers and page numbers located.

Coordinates are PDF points, the origin at the lower left corner of a page.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from flows.model import Cell, Table

# A line that opens a unit or an article (GB/T 9704: 一、 （一） 1. （1）).
_LABEL = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]{1,5}[章节条编部]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]"
    r"|\d{1,2}[.．、]\D|[①-⑳])"
)
_PAGE_NUMBER = re.compile(
    r"[-—–―·•\s]{0,4}(?:第\s?)?\d{1,4}\s?(?:页)?(?:\s?[/，,]?\s?共?\s?\d{1,4}\s?页?)?[-—–―·•\s]{0,4}"
)
# Header and footer stand in these parts of the page's height.
_MARGIN_SHARE = 0.12
# A line that ends at most so many characters before the right margin is full; one indented by less is not indented.
_SHORTFALL, _INDENT = 2.3, 0.7
# Words are parted where a line breaks, numbers are not.
_LETTER = re.compile(r"[A-Za-z]")
_OPEN_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]{0,290}$")
_CLOSING = "。；：！？.;:!?"


@dataclass(slots=True)
class Line:
    """One line with its box; is_furniture once it is known to be a header, a footer or a page number."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    is_furniture: bool = False

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True, slots=True)
class GridCell:
    """Text of a table cell with its place; rows and columns count from 0."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str


@dataclass(slots=True)
class Grid:
    """A ruled table of a page: its box and its cells in reading order."""

    left: float
    right: float
    bottom: float
    top: float
    cells: list[GridCell]
    is_furniture: bool = False

    def holds(self, line: Line) -> bool:
        across, up = (line.left + line.right) / 2, (line.bottom + line.top) / 2
        return self.left <= across <= self.right and self.bottom <= up <= self.top


@dataclass(slots=True)
class PageLines:
    """What stands on one page, from top to bottom once `order` has run."""

    width: float
    height: float
    blocks: list[Line | Grid]

    def __post_init__(self) -> None:
        self.blocks = in_reading_order(self.blocks)

    @property
    def lines(self) -> list[Line]:
        return [block for block in self.blocks if isinstance(block, Line)]

    def replace_by_grids(self, grids: Sequence[Grid]) -> None:
        """Put each grid where the first of its lines stood; a grid whose text is not on the page is left out."""
        for grid in grids:
            inside = [index for index, block in enumerate(self.blocks) if isinstance(block, Line) and grid.holds(block)]
            if not inside or not _same_text(grid, [self.blocks[index] for index in inside]):
                continue
            kept = [block for index, block in enumerate(self.blocks) if index not in set(inside)]
            self.blocks = [*kept[: inside[0]], grid, *kept[inside[0] :]]


@dataclass(frozen=True, slots=True)
class Assembly:
    """Running text of all pages; tables and furniture in its offsets."""

    text: str
    tables: tuple[Table, ...]
    furniture: tuple[tuple[int, int], ...] = field(default=())


def in_reading_order(lines: list[Line]) -> list[Line]:
    """Top to bottom. A page in columns keeps the order of its content, which writers of columns get right."""
    side_by_side = sum(
        one.bottom < other.top and other.bottom < one.top and (one.right <= other.left or other.right <= one.left)
        for one, other in pairwise(sorted(lines, key=lambda line: -line.top))
    )
    if side_by_side > len(lines) / 3:
        return lines
    ordered = sorted(lines, key=lambda line: -(line.top + line.bottom))
    return list(_rows(ordered))


def _rows(lines: list[Line]) -> Iterator[Line]:
    """Lines on one level, which pdfium parts where there is a gap, from left to right."""
    row: list[Line] = []
    for line in lines:
        if row and (row[0].top + row[0].bottom - line.top - line.bottom) / 2 > 0.4 * min(row[0].height, line.height):
            yield from sorted(row, key=lambda part: part.left)
            row = []
        row.append(line)
    yield from sorted(row, key=lambda part: part.left)


def mark_furniture(pages: Sequence[PageLines]) -> None:
    """Mark page numbers, and the lines that recur in the head or foot margin of pages."""
    recurring: Counter[tuple[str, bool]] = Counter()
    candidates: list[tuple[Line, tuple[str, bool]]] = []
    for page in pages:
        lines = page.lines
        seen = set()
        for line in {id(line): line for line in (*lines[:2], *lines[-2:])}.values():
            at_foot = line.top < page.height * _MARGIN_SHARE
            if not at_foot and line.bottom < page.height * (1 - _MARGIN_SHARE):
                continue
            key = (re.sub(r"\d+", "#", "".join(line.text.split())), at_foot)
            candidates.append((line, key))
            seen.add(key)
        recurring.update(seen)
    for line, key in candidates:
        on_most_pages = recurring[key] >= 2 and recurring[key] >= 0.4 * len(pages)
        line.is_furniture = on_most_pages or _PAGE_NUMBER.fullmatch(line.text.strip()) is not None


def assemble(pages: Sequence[PageLines]) -> Assembly:
    """One text: a line break between paragraphs, wrapped lines joined, also over a page break."""
    writer = _Writer()
    margins = _Margins(pages)
    previous: Line | None = None
    for page_number, page in enumerate(pages):
        for block in page.blocks:
            if isinstance(block, Grid):
                writer.write_grid(block)
                previous = None
            elif block.is_furniture:
                writer.write_furniture(block.text)
            else:
                continues = previous is not None and margins.continues(previous, block, page_number)
                writer.write_line(block.text, continues)
                previous = block
                margins.last_page = page_number
    return writer.assembly()


class _Margins:
    """The text margins of the document, and whether its paragraphs are indented."""

    def __init__(self, pages: Sequence[PageLines]) -> None:
        lines = [line for page in pages for line in page.lines if not line.is_furniture]
        self.last_page = 0
        self.size = median(line.height for line in lines) if lines else 1.0
        rights = sorted(line.right for line in lines)
        # The right margin is where the widest lines end; a few stray lines may reach beyond.
        self.right = rights[-1 - len(rights) // 50] if rights else 0.0
        full = [line.left for line in lines if self.is_full(line)]
        self.left = min(full, default=0.0)
        # Paragraphs are indented if about as many lines are as lines end before the margin.
        indented = sum(line.left > self.left + _INDENT * self.size for line in lines)
        self.indents = indented >= 0.5 * (len(lines) - len(full))

    def is_full(self, line: Line) -> bool:
        return line.right >= self.right - _SHORTFALL * line.height

    def continues(self, line: Line, following: Line, page: int) -> bool:
        """Whether `following` is the rest of the paragraph that `line` belongs to."""
        if not self.is_full(line):
            return False
        if following.left > self.left + _INDENT * following.height:
            return False
        if not 0.75 < line.height / following.height < 1.33:
            return False
        if page == self.last_page and not 0 < line.bottom - following.bottom < 2.6 * self.size:
            return False
        is_closed = line.text[-1] in _CLOSING
        if _LABEL.match(following.text):
            # A label may come to stand at the beginning of a line by chance; a short line with one is a heading.
            return self.indents and (not is_closed or self.is_full(following))
        return self.indents or not is_closed


class _Writer:
    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._furniture: list[tuple[int, int]] = []
        self._held: list[str] = []  # furniture since the last line: whether a paragraph runs over it is not known yet
        self._tables: list[Table] = []

    def write_line(self, text: str, continues: bool) -> None:
        text, last = _plain_hyphens(text), self._pieces[-1][-1:] if self._pieces else ""
        if continues and last == "\u00ad":
            self._drop_hyphen(text)
            last = self._pieces[-1][-1:]
        self._write_held(" " if continues else "\n")
        if self._length:
            if not continues:
                self._put("\n")
            elif _LETTER.match(last) and _LETTER.match(text) and not _OPEN_ADDRESS.search(self._pieces[-1][-300:]):
                self._put(" ")
        self._put(text)

    def write_furniture(self, text: str) -> None:
        self._held.append(text)

    def write_grid(self, grid: Grid) -> None:
        self._write_held("\n")
        cells = []
        row = -1
        for cell in grid.cells:
            if cell.row != row:
                if self._length:
                    self._put("\n")
            else:
                self._put("\t")
            row = cell.row
            start = self._length
            self._put(cell.text)
            cells.append(Cell(cell.row, cell.column, start, self._length, cell.row_span, cell.column_span))
        if len(cells) > 1:
            self._tables.append(Table(cells[0].start, cells[-1].end, tuple(cells)))

    def assembly(self) -> Assembly:
        self._write_held("\n")
        return Assembly("".join(self._pieces), tuple(self._tables), tuple(self._furniture))

    def _write_held(self, separator: str) -> None:
        for text in self._held:
            if self._length:
                self._put(separator)
            self._furniture.append((self._length, self._length + len(text)))
            self._put(text)
        if self._held and separator == " ":
            self._put(" ")
        self._held = []

    def _drop_hyphen(self, following: str) -> None:
        """A hyphen at a line's end: it parts a Latin word, or it belongs to the text (2014-/2020)."""
        piece = self._pieces[-1][:-1]
        mark = "" if piece[-1:].isascii() and piece[-1:].isalpha() and following[:1].islower() else "-"
        self._length += len(mark) - 1
        self._pieces[-1] = piece + mark

    def _put(self, text: str) -> None:
        if text:
            self._pieces.append(text)
            self._length += len(text)


def _plain_hyphens(text: str) -> str:
    """Hyphens as written. pdfium marks one at the end of a line by U+0002 or U+FFFE; it stays as U+00AD for now."""
    body, last = text[:-1], text[-1:]
    body = body.replace("\u00ad", "-").replace("\x02", "-").replace("\ufffe", "-")
    return body + ("\u00ad" if last in "\x02\ufffe\u00ad" else last)


def _same_text(grid: Grid, lines: list[Line]) -> bool:
    """Whether the cells hold what the lines hold: a table found by mistake loses or repeats text."""
    in_cells = Counter("".join("".join(cell.text.split()) for cell in grid.cells))
    in_lines = Counter("".join("".join(line.text.split()) for line in lines))
    differing = (in_cells - in_lines).total() + (in_lines - in_cells).total()
    return differing <= 0.02 * in_lines.total()
