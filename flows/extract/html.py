"""HTML to visible text in reading order, with the tables' cells located and the head's metadata aside.

A block breaks the line, white space collapses as in a browser, the cells of a row are parted by a tab. What a browser
does not show (scripts, styles, templates, comments, hidden elements) is left out.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import cache

from bs4 import BeautifulSoup, CData, NavigableString, Tag
from lxml import etree

from flows.errors import SourceError
from flows.extract.limits import HTML_BYTES
from flows.extract.markup import Element, parse_elements
from flows.extract.page_rules import matching_rule
from flows.extract.page_writer import PageWriter
from flows.model import Table
from flows.reference import read_table

_CONTAINERS = frozenset(("body", "div", "td", "article", "section", "main", "form", "center"))
_UNSEEN_NAMES = "script style template noscript title iframe audio video canvas datalist object applet noframes"
_UNSEEN = frozenset(_UNSEEN_NAMES.split())
# Elements that show another file inside the page, with the attribute that names it; and where addresses count from.
_FRAMES = {"iframe": "src", "frame": "src", "embed": "src", "object": "data", "base": "href"}
_HIDDEN_STYLE = re.compile(r"display\s{0,9}:\s{0,9}none|visibility\s{0,9}:\s{0,9}hidden", re.I)
_TAG = re.compile(r"<(/?)([A-Za-z]{1,20})")
# Tags that never have an end tag, or often go without.
_VOID_NAMES = "area base br col embed hr img input link meta param source track wbr p li td th tr option dd dt"
_VOID = frozenset(_VOID_NAMES.split())
_PARSER_STEPS = 2_000_000_000


@dataclass(slots=True)
class Layout:
    """Where the elements of a page stand in its text, as (start, end); in the order in which they end.

    containers: elements that may hold an article. links: (start, end, address). marks: (row of page_rules, start, end).
    frames: (place, address) of what is shown inside the page. base: the address that others count from, or "".
    """

    containers: list[tuple[int, int]] = field(default_factory=list)
    links: list[tuple[int, int, str]] = field(default_factory=list)
    marks: list[tuple[int, int, int]] = field(default_factory=list)
    frames: list[tuple[int, str]] = field(default_factory=list)
    base: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The visible text of a page, its tables, and what its head says (keys are document fields)."""

    text: str
    head: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    layout: Layout = field(default_factory=Layout)


def read_html(uri: str, markup: str, with_hidden: bool = False) -> Page:
    """Read one page; a page of which all is hidden is read all the same. Raises SourceError too_large."""
    if len(markup) > HTML_BYTES:
        raise SourceError(uri, "too_large", f"a page of {len(markup):,} characters; at most {HTML_BYTES:,} are read")
    if _is_too_deep(markup):
        raise SourceError(uri, "too_large", "the tags are nested too deeply to be a page; check what the file is")
    root = _elements(markup)
    page = render(root, with_hidden)
    if not page.text.strip() and not with_hidden:
        page = render(root, with_hidden=True)
    return page


def joined_pages(first: Page, second: Page) -> Page:
    """The text of the second on the line after the first, with its tables and links; the head is the first's."""
    if not first.text:
        return Page(second.text, first.head, second.tables, second.layout)
    shift = len(first.text) + 1
    tables = tuple(
        Table(
            table.start + shift,
            table.end + shift,
            tuple(replace(cell, start=cell.start + shift, end=cell.end + shift) for cell in table.cells),
        )
        for table in second.tables
    )
    links = [(start + shift, end + shift, address) for start, end, address in second.layout.links]
    layout = replace(first.layout, links=first.layout.links + links)
    return Page(f"{first.text}\n{second.text}", first.head, first.tables + tables, layout)


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
    writer = PageWriter()
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
                elif name in _FRAMES:
                    _note_frame(child, writer.length, layout)
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


def _note_frame(tag: Element, place: int, layout: Layout) -> None:
    address = tag.attrs.get(_FRAMES[tag.name])
    if not isinstance(address, str) or not address.strip():
        return
    if tag.name == "base":
        layout.base = layout.base or address.strip()
    else:
        layout.frames.append((place, address.strip()))


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
