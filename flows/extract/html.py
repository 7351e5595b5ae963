"""HTML to visible text in reading order, with the tables' cells located and the head's metadata aside.

A block breaks the line, white space collapses as in a browser, the cells of a row are parted by a tab. What a browser
does not show (scripts, styles, templates, comments, hidden elements) is left out.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache

from bs4 import BeautifulSoup, CData, NavigableString, Tag
from lxml import etree

from flows.errors import SourceError
from flows.extract.limits import HTML_BYTES
from flows.extract.markup import Element, parse_elements
from flows.extract.page_rules import matching_rule
from flows.extract.table_grid import TableGrid
from flows.model import Table
from flows.reference import read_table

_BLOCK_NAMES = (
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol optgroup option p pre section "
    "select summary table tbody td textarea tfoot th thead tr ul"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CONTAINERS = frozenset(("body", "div", "td", "article", "section", "main", "form", "center"))
_UNSEEN_NAMES = (
    "script style template noscript title iframe audio video canvas datalist object applet noframes frameset"
)
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
_HIDDEN_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.I)
# White space that a browser collapses: not the no-break space, not the ideographic space.
_COLLAPSED = re.compile(r"[ \t\r\n\f]+")
_TAG = re.compile(r"<(/?)([A-Za-z]{1,20})")
# Tags that never have an end tag, or often go without.
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr p li td th tr option dd dt"
_VOID = frozenset(_VOID_NAMES.split())
_PARSER_STEPS = 2_000_000_000
_NOTHING, _SPACE, _BREAK = 0, 1, 2


@dataclass(slots=True)
class Layout:
    """Where the elements of a page stand in its text, as (start, end); in the order in which they end.

    containers: elements that may hold an article. links: (start, end, address). marks: (row of page_rules, start, end).
    """

    containers: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    marks: list[tuple[int, int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Page:
    """The visible text of a page, its tables, and what its head says (keys are document fields)."""

    text: str
    head: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    layout: Layout = field(default_factory=Layout)


def read_html(uri: str, markup: str) -> Page:
    """Read one page. Raises SourceError too_large, no_text."""
    if len(markup) > HTML_BYTES:
        raise SourceError(uri, "too_large", f"a page of {len(markup):,} characters; at most {HTML_BYTES:,} are read")
    if _is_too_deep(markup):
        raise SourceError(uri, "too_large", "the tags are nested too deeply to be a page; check what the file is")
    root = _elements(markup)
    page = render(root)
    if not page.text.strip():
        page = render(root, with_hidden=True)
    return page


def _elements(markup: str) -> Element:
    with suppress(etree.ParserError, UnicodeError, LookupError):
        root = parse_elements(_without_server_code(markup.replace("\x00", "\ufffd")))
        if root.contents:
            return root
    return _converted(parse_html(markup))


def _converted(soup: BeautifulSoup) -> Element:
    """The same tree of small elements."""
    root = Element(soup.name, {})
    pending = [(soup, root)]
    while pending:
        tag, element = pending.pop()
        for child in tag.contents:
            if isinstance(child, Tag):
                inner = Element(child.name, child.attrs)
                element.contents.append(inner)
                pending.append((child, inner))
            elif type(child) is NavigableString or type(child) is CData:
                element.contents.append(str(child))
    return root


def parse_html(markup: str) -> BeautifulSoup:
    """The page as a tree to search in; by the slower parser of the standard library where lxml finds nothing."""
    markup = _without_server_code(markup.replace("\x00", "\ufffd"))
    soup = BeautifulSoup(markup, "lxml")
    return soup if soup.contents else BeautifulSoup(markup, "html.parser")


def render(root: Element, with_hidden: bool = False) -> Page:
    """Walk the tree once, without recursion, and write down what a browser shows."""
    writer = _Writer()
    head: dict[str, str] = {}
    layout = Layout()
    open_tags: list[tuple[Element, Iterator, int]] = [(root, iter(root.contents), 0)]
    while open_tags:
        tag, children, start = open_tags[-1]
        for child in children:
            if isinstance(child, Element):
                name = child.name
                if name == "br":
                    writer.line_break()
                elif name == "meta":
                    _note_meta(child, head)
                elif name == "title" and "page_title" not in head:
                    head["page_title"] = _one_line(child.get_text())
                elif name not in _UNSEEN and (with_hidden or not (child.attrs and _is_hidden(child))):
                    writer.enter(child, name)
                    open_tags.append((child, iter(child.contents), writer.length))
                    break
            else:
                writer.write(child)
        else:
            open_tags.pop()
            _note_place(tag, start, writer.length, layout)
            writer.leave(tag.name)
    head = {key: value for key, value in head.items() if value}
    text = writer.text()
    # The white space that was due before an element stands inside its range.
    layout.links = [(start + text[start].isspace(), end, address) for start, end, address in layout.links]
    return Page(text, head, writer.finished_tables(), layout)


def _note_place(tag: Element, start: int, end: int, layout: Layout) -> None:
    if end == start:
        return
    name = tag.name
    if name in _CONTAINERS:
        layout.containers.append((start, end))
    elif name == "a":
        address = tag.attrs.get("href")
        layout.links.append((start, end, address if isinstance(address, str) else ""))
    if (tag.attrs or name in _CONTAINERS) and (rule := matching_rule(tag)) is not None:
        layout.marks.append((rule, start, end))


class _Writer:
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


def _is_too_deep(markup: str) -> bool:
    """Whether reading would take the parser more than seconds: it compares each end tag with all open tags."""
    ends = markup.count("</")
    if ends * (markup.count("<") - ends) < _PARSER_STEPS:
        return False
    depth = deepest = 0
    for match in _TAG.finditer(markup):
        if match.group(1):
            depth = max(depth - 1, 0)
        elif match.group(2).lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return ends * deepest > _PARSER_STEPS


def _without_server_code(markup: str) -> str:
    """Without `<% … %>`: template code that a server failed to run. One that never ends stays."""
    if "<%" not in markup:
        return markup
    pieces = []
    position = 0
    while (start := markup.find("<%", position)) >= 0 and (end := markup.find("%>", start)) >= 0:
        pieces.append(markup[position:start])
        position = end + 2
    return "".join((*pieces, markup[position:]))


@cache
def _head_fields() -> dict[str, str]:
    return {row["name"]: row["field"] for row in read_table("head_fields")}


def _note_meta(tag: Element, head: dict[str, str]) -> None:
    """Record a <meta name=… content=…> that names a document field; the first one wins."""
    name = tag.attrs.get("name") or tag.attrs.get("property")
    if isinstance(name, str) and (known := _head_fields().get(name.strip().lower())):
        content = tag.attrs.get("content")
        if isinstance(content, str) and (content := _one_line(content)):
            head.setdefault(known, content)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_hidden(tag: Element) -> bool:
    style = tag.attrs.get("style")
    return "hidden" in tag.attrs or (isinstance(style, str) and _HIDDEN_STYLE.search(style) is not None)


def _span(tag: Element, name: str) -> int:
    value = tag.attrs.get(name)
    return int(value) if isinstance(value, str) and value.strip().isdecimal() and len(value) < 8 else 1
