"""Find the article inside its page: by the declared rules of the site's layout, else by where the long text stands.

Nothing is cut; the answer is a range of the page's text. A page of which neither way is sure has no body.
"""

import re
import sys
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache
from itertools import accumulate

from flows.errors import SourceError
from flows.extract.embedded import embedded_article, is_markup
from flows.extract.html import Page, joined_pages, read_html
from flows.extract.page_files import article_files, framed_pages, is_file
from flows.extract.page_rules import page_rules
from flows.extract.reading import Reading
from flows.extract.text import read_text
from flows.model import Table
from flows.reference import read_table

# Lines of this many characters that are no links are article text; navigation and share bars are shorter.
_LONG_LINE = 25
# A container holds the article when it has this share of the page's long text; one named by a rule may have less,
# because a page may carry a long interpretation or abstract beside it.
_SHARE_BY_DENSITY = 0.85
_SHARE_BY_RULE, _SHARE_BY_GENERIC_RULE = 0.5, 0.7
_LEAST_TEXT = 80
# A longer line is a paragraph even when it speaks of copyright; in a table the words stand in its first cells.
_LONGEST_FOOTER = 160
# A table of an article has so many rows, and in a cell not the lines of a whole article.
_LEAST_ROWS, _MOST_CELL_LINES = 3, 20
# A page that shows less than this may keep its article, of at least so much, where only scripts see it.
_LITTLE_TEXT, _UNSEEN_TEXT = 300, 200
# An article is prose: at most this share of it is links.
_LINK_SHARE = 0.3
# A line with this share of link text leads to another page.
_LINK_LINE_SHARE = 0.6
# A title or a date stands at the beginning of its element.
_LONGEST_STATED = 1_000
_SEEN = re.compile(r"\S")
_DATE = re.compile(r"(?:19|20)\d\d\s?[-年/.]\s?\d{1,2}\s?[-月/.]\s?\d{1,2}")


@dataclass(frozen=True, slots=True)
class Article:
    """start, end: the article in the page's text. family: of the rule that matched.

    found_by: rule, density; hidden, script: the page does not show it, its scripts would.
    """

    start: int
    end: int
    found_by: str
    family: str = ""


def read_page(uri: str, markup: str, charset: str | None = None) -> Reading:
    """The visible text of a page with its article located. Raises SourceError too_large.

    head: what the page's head states, else what the layout's rules name; and always body_found_by (rule, density,
    hidden, script or none) and page_family, so that a site whose layout changed is noticed; attachments, frames:
    addresses, one a line.
    """
    page = read_html(uri, markup)
    if not page.text.strip() and (shown := (*article_files(page, None), *framed_pages(page))):
        raise SourceError(uri, "no_text", f"the page only shows {shown[0]}; fetch that address")
    # Tags that are read as text stand in a form field, for a script to show.
    article = find_article(page) if not is_markup(page.text) else None
    if article is None:
        page, article = _with_unseen_article(uri, page, markup)
    head = {**stated_parts(page), **page.head}
    if "page_title" in head:
        head.setdefault("title", head["page_title"])
    head["body_found_by"] = article.found_by if article else "none"
    head["page_family"] = article.family if article else ""
    if files := article_files(page, (article.start, article.end) if article else None):
        head["attachments"] = "\n".join(files)
    if frames := framed_pages(page):
        head["frames"] = "\n".join(frames)
    return Reading(page.text, charset, head, page.tables, (article.start, article.end) if article else None)


def find_article(page: Page) -> Article | None:
    """The article of a page, null where it is not certain."""
    weights = _Weights(page)
    if not weights.long_text:
        return None
    return _by_rule(page, weights) or _by_density(page, weights)


def _with_unseen_article(uri: str, page: Page, markup: str) -> tuple[Page, Article | None]:
    """A page that shows little, with the article that its scripts would show; else the page as it is."""
    shows_tags = is_markup(page.text)
    if not shows_tags and _Weights(page).long_text >= _LITTLE_TEXT:
        return page, None
    if text := embedded_article(markup):
        kept = read_html(uri, text) if is_markup(text) else Page(read_text(text).strip())
        shown = Page("", page.head) if shows_tags else page
        whole = joined_pages(shown, kept)
        return whole, Article(*_stripped(whole.text, len(shown.text), len(whole.text)), "script")
    if shows_tags:
        return page, find_article(page)
    hidden = read_html(uri, markup, with_hidden=True)
    if len(hidden.text) >= len(page.text) + _UNSEEN_TEXT and (article := find_article(hidden)) is not None:
        return hidden, replace(article, found_by="hidden")
    return page, None


def stated_parts(page: Page) -> dict[str, str]:
    """Title and published_date as the elements that rules name for them state them; may be empty."""
    parts: dict[str, str] = {}
    for row, start, end in sorted(page.layout.marks):
        part = page_rules()[row].part
        if part not in ("title", "date"):
            continue
        text = " ".join(page.text[start : min(end, start + _LONGEST_STATED)].split())
        if part == "title" and 4 <= len(text) <= 200:
            parts.setdefault("title", text)
        elif part == "date" and (match := _DATE.search(text)):
            parts.setdefault("published_date", match.group())
    return parts


class _Weights:
    """Answers how much long text and how much link text stands in a range of the page, in logarithmic time.

    Long text in elements that a rule calls furniture, and in lines with words of a footer, does not count.
    """

    def __init__(self, page: Page) -> None:
        self._link_starts, self._link_sums = _sums((start, end - start) for start, end, _ in sorted(page.layout.links))
        lines = []
        start = 0
        for line in page.text.replace("\t", "\n").split("\n"):
            end = start + len(line)
            visible = len(line) - self.link_text(start, end)
            if visible >= _LONG_LINE and not (len(line) <= _LONGEST_FOOTER and _is_footer(line)):
                lines.append((start, visible))
            start = end + 1
        self._count(lines)
        if tables := [table for table in page.tables if _holds_data(page, table)]:
            # The short cells of a table weigh as much as prose.
            cells = (cell for table in tables for cell in table.cells if cell.start < cell.end)
            lines += [(cell.start, self._short_text_in(cell.start, cell.end)) for cell in cells]
            self._count(sorted(lines))
        if furniture := self._furniture(page):
            self._count([line for line in lines if not _is_inside(line[0], furniture)])

    def _count(self, lines: list[tuple[int, int]]) -> None:
        self._line_starts, self._line_sums = _sums(lines)
        self.long_text = self._line_sums[-1]

    def _furniture(self, page: Page) -> list[tuple[int, int]]:
        """The outermost elements that rules call furniture; one with most of the page in it has lost its end tag."""
        outermost: list[tuple[int, int]] = []
        for row, start, end in sorted(page.layout.marks, key=lambda mark: (mark[1], -mark[2])):
            if page_rules()[row].part != "furniture" or (outermost and end <= outermost[-1][1]):
                continue
            if 2 * self.long_text_in(start, end) <= self.long_text:
                outermost.append((start, end))
        return outermost

    def link_text(self, start: int, end: int) -> int:
        first, last = bisect_left(self._link_starts, start), bisect_left(self._link_starts, end)
        return self._link_sums[last] - self._link_sums[first]

    def long_text_in(self, start: int, end: int) -> int:
        first, last = bisect_left(self._line_starts, start), bisect_right(self._line_starts, end - 1)
        return self._line_sums[last] - self._line_sums[first]

    def _short_text_in(self, start: int, end: int) -> int:
        return max(end - start - self.link_text(start, end) - self.long_text_in(start, end), 0)

    def share(self, start: int, end: int) -> float:
        return self.long_text_in(start, end) / self.long_text

    def has_links(self, start: int, end: int) -> bool:
        """Whether there are more links than the attachments of an article make up."""
        return self.link_text(start, end) > 0.05 * (end - start)

    def is_prose(self, start: int, end: int) -> bool:
        return end - start >= _LEAST_TEXT and self.link_text(start, end) <= _LINK_SHARE * (end - start)


@cache
def _footer_words() -> re.Pattern:
    return re.compile("|".join(re.escape(row["word"]) for row in read_table("page_footer_words")))


def _is_footer(text: str) -> bool:
    """Whether words of furniture stand in a line, or in the first lines of a table."""
    return _footer_words().search(text, 0, _LONGEST_FOOTER) is not None


def _is_inside(place: int, ranges: list[tuple[int, int]]) -> bool:
    """Whether one of the ranges, which are disjoint and in order, holds the place."""
    index = bisect_right(ranges, (place, sys.maxsize)) - 1
    return index >= 0 and place < ranges[index][1]


def _holds_data(page: Page, table: Table) -> bool:
    """Whether a table is part of an article: not a block of metadata, not one that lays out the page."""
    columns = {cell.column for cell in table.cells}
    return (
        len(columns) > 1
        and table.cells[-1].row >= _LEAST_ROWS - 1
        and not _is_footer(page.text[table.start : table.end])
        and all(page.text.count("\n", cell.start, cell.end) < _MOST_CELL_LINES for cell in table.cells)
    )


def _sums(pairs) -> tuple[list[int], list[int]]:
    """Starts, and running sums of the weights before each start (one more than starts)."""
    pairs = list(pairs)
    return [start for start, _ in pairs], [0, *accumulate(weight for _, weight in pairs)]


def _by_rule(page: Page, weights: _Weights) -> Article | None:
    bodies: dict[int, list[tuple[int, int]]] = {}
    for row, start, end in page.layout.marks:
        if page_rules()[row].part == "body":
            bodies.setdefault(row, []).append(_stripped(page.text, start, end))
    for row in sorted(bodies):
        start, end = max(bodies[row], key=lambda place: weights.long_text_in(*place))
        generic = page_rules()[row].family == "generic"
        if weights.share(start, end) >= (_SHARE_BY_GENERIC_RULE if generic else _SHARE_BY_RULE) and weights.is_prose(
            start, end
        ):
            return _trimmed(page, Article(start, end, "rule", page_rules()[row].family))
    return None


def _by_density(page: Page, weights: _Weights) -> Article | None:
    """The smallest container with nearly all long text of the page."""
    places = [
        _stripped(page.text, start, end)
        for start, end in page.layout.containers
        if weights.share(start, end) >= _SHARE_BY_DENSITY
    ]
    if not places:
        return None
    start, end = min(places, key=lambda place: place[1] - place[0])
    if not weights.is_prose(start, end) or (end - start >= 0.98 * len(page.text) and weights.has_links(start, end)):
        return None
    return _trimmed(page, Article(start, end, "density"))


def _trimmed(page: Page, article: Article) -> Article:
    """Without a metadata block or furniture that a rule names at its ends, and without closing links to other pages."""
    start, end = article.start, article.end
    for row, part_start, part_end in sorted(page.layout.marks, key=lambda mark: mark[1]):
        part_start, part_end = _stripped(page.text, part_start, part_end)
        if page_rules()[row].part in ("metadata", "furniture") and start <= part_start and part_end <= end:
            if _is_blank(page.text, start, part_start):
                start = part_end
            elif _is_blank(page.text, part_end, end):
                end = part_start
    for link_start, link_end, address in sorted(page.layout.links, reverse=True):
        if link_start < start or link_end > end or is_file(address):
            continue
        line_start = max(page.text.rfind("\n", start, link_start) + 1, start)
        is_last = _is_blank(page.text, link_end, end)
        if not is_last or link_end - link_start < _LINK_LINE_SHARE * len(page.text[line_start:link_end].strip()):
            break
        end = line_start
    start, end = _stripped(page.text, start, end)
    return Article(start, end, article.found_by, article.family)


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    first = _SEEN.search(text, start, end)
    if first is None:
        return start, start
    while text[end - 1].isspace():
        end -= 1
    return first.start(), end


def _is_blank(text: str, start: int, end: int) -> bool:
    return _SEEN.search(text, start, end) is None
