"""Flattened task tables whose cells run together without separators; rows by their running number."""

import re

from flows.segment.body_names import Strength, recognise
from flows.segment.closing_cells import BODY_ENDING, LIMIT_WORDS, LONGEST_CLOSING, closing_role
from flows.segment.tables import RowDraft, TableRegion

# A limit cell with the body's cell glued behind it, in run-together text.
_GLUED_LIMIT = re.compile(rf"(?:{LIMIT_WORDS})(?=[一-鿿、()]{{1,16}}{BODY_ENDING})")
# A limit cell at the end of a row.
_LIMIT_END = re.compile(rf"(?:{LIMIT_WORDS}|\d{{4}}年)\Z")
_GLUED_NUMBER = re.compile(r"(?<![\d.〔第(])(\d{1,3})(?:([、.])(?!\d)|(?=[一-鿿“《]))")
_SOURCE = re.compile(r"关于|\d{4}年|[《〔]")
# With these the name of a body begins.
_OWNERS = frozenset("省市区县州旗镇乡各")
_COUNTING = "年月日号个项名所家次场处人条件万亿批户期%至"


def read_glued(text: str, region: TableRegion, start: int, roles: list[str], number: int) -> None:
    """Rows of a table whose cells run together.

    A row `N、…` is one when a limit or body cell ends it; a bare running number opens a section of merged rows.
    Numbered lines of a source column never end in such cells. number: of the first row.
    """
    end = region.end
    marks = _glued_marks(text, start, end, number, roles)
    expected_row = number
    section: int | None = None
    bounds = [match.start() for match in marks] + [end]
    for index, match in enumerate(marks):
        stop = bounds[index + 1]
        if not match[2]:
            heading = text[match.end() : stop]
            region.rows.append(RowDraft("section", None, match.span(), [(match.end(), stop)], heading))
            section = len(region.rows) - 1
            continue
        limit = _GLUED_LIMIT.search(text, match.end(), stop)
        if expected_row <= int(match[1]) <= expected_row + 2 and limit:
            row = RowDraft("row", section, match.span(), [(match.end(), limit.start())])
            row.extend("limit", *limit.span())
            bodies_end = _bodies_end(text, limit.end(), stop)
            row.extend(closing_role(roles), limit.end(), bodies_end)
            region.rows.append(row)
            if bodies_end < stop:
                _extend_sources(region, section, bodies_end, stop)
            expected_row = int(match[1]) + 1
        else:
            _extend_sources(region, section, match.start(), stop)
    if expected_row == number:
        _sections_to_rows(text, region, roles)


def _bodies_end(text: str, start: int, end: int) -> int:
    """Where a cell of bodies ends when an unnumbered source (关于下达…的函, …2016年…责任书) is glued behind it."""
    source = _SOURCE.search(text, start, end)
    if not source:
        return end
    bodies = list(re.finditer(BODY_ENDING, text[start : source.start()]))
    return start + bodies[-1].end() if bodies else end


def _glued_marks(text: str, start: int, end: int, expected: int, roles: list[str]) -> list[re.Match]:
    """Numbers that may begin a row or a source line (`N、`), and bare running numbers behind the end of a cell."""
    marks = []
    for match in _GLUED_NUMBER.finditer(text, start, end):
        if match[2]:
            marks.append(match)
        elif (
            int(match[1]) == expected
            and text[match.end()] not in _COUNTING
            and (_ends_cell(text, match.start(), start) or _ends_limit(text, match.start(), roles))
        ):
            marks.append(match)
            expected += 1
    return marks


def _extend_sources(region: TableRegion, section: int | None, start: int, stop: int) -> None:
    """A numbered line of a source column: closing text of the section that the cell spans."""
    if not region.rows:
        return
    last = region.rows[-1]
    if last.kind != "closing":
        last = RowDraft("closing", section, None, [(start, start)])
        region.rows.append(last)
    last.extend("source", start, stop)


def _ends_cell(text: str, at: int, start: int) -> bool:
    """A running number follows the end of a cell: a body's name, a closing mark, or the header."""
    return at <= start + 1 or bool(
        re.search(rf"(?:{BODY_ENDING}|[》)。」議议会书案\n])$", text[max(start, at - 8) : at])
    )


def _ends_limit(text: str, at: int, roles: list[str]) -> bool:
    """A running number follows a limit, where that is the last column: …2016年12月2引导…"""
    return roles[-1] == "limit" and bool(_LIMIT_END.search(text, max(0, at - 16), at))


def _sections_to_rows(text: str, region: TableRegion, roles: list[str]) -> None:
    """Without rows of their own the numbered units are the rows: cut off their limit and body cells."""
    drafts, region.rows = region.rows, []
    for draft in drafts:
        first, last = draft.pieces[0]
        closes = roles[-1] == "limit"
        limit = _LIMIT_END.search(text, first, last) if closes else _GLUED_LIMIT.search(text, first, last)
        row = RowDraft("row", None, draft.label, [(first, limit.start() if limit else last)])
        if limit:
            row.extend("limit", *limit.span())
        if limit and not closes:
            row.extend(closing_role(roles), limit.end(), last)
        bodies = None if limit or "limit" in roles else _bodies_at_end(text, first, last)
        if bodies:
            row.pieces[0] = (first, bodies)
            row.extend(closing_role(roles), bodies, last)
        region.rows.append(row)


def _bodies_at_end(text: str, start: int, end: int) -> int | None:
    """Where the bodies begin with which a row ends: …母婴设施建设|区妇联、区总工会; null where it ends in none."""
    last = end
    for at in range(end - 3, max(start, end - LONGEST_CLOSING), -1):
        if text[at] not in _OWNERS or recognise(text[at:last]) < Strength.OWNED:
            continue
        if text[at - 1] not in "、,":
            return at
        last = at - 1
    return None
