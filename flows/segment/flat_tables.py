"""Flattened task tables: cells one a line, or run together without separators; rows by their running number."""

import re
from itertools import pairwise

from flows.reference import alternatives, column, longest_first, words_of
from flows.segment.body_names import Strength, recognise
from flows.segment.closing_bodies import names_bodies
from flows.segment.numerals import parse_numeral
from flows.segment.tables import (
    RowDraft,
    TableHeader,
    TableRegion,
    header_begins,
    header_run,
    is_task_header,
    may_hold_header,
    role_of,
    roles_of_run,
    settled,
)
from flows.text import scan

_HEADER_CUES = words_of("role_cues", "column")
# One cell a line, from the running number to the first row or section.
_LINE_HEADER = re.compile(r"(?:^|(?<=\n))((?:序号|编号)\n(?:[一-鿿()、/]{2,12}\n){2,9}?)(?=(?:1[.、]?|一)\n)")
_TABLE_END = re.compile(r"\n附件|注:|\n备注:|\n说明:")
_MEASURE = re.compile(r"(\d{1,2})(?:\.{1,2}|[、,])(?!\d)")
# Behind a mark: … 包括:(1)开展普查。(2)推进改造。
_INNER_MEASURE = re.compile(r"(?<=[:;。,\n])\((\d{1,2})\)(?=[^\d.%])")
_LIMIT_WORDS = (
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|份)?(?:底前|底|前|中旬|上旬|下旬)?|全年|年底前?|年内|长期(?:坚持|推进|实施)?|"
    r"持续(?:推进|实施|坚持)|按?(?:时|进度)推进|\d{4}年(?:底前|底|前)|(?:第?[一二三四]季度|[上下]半年)(?:前|底)?|常年|随时|立即"
)
_LASTING = words_of("deadline_cues", "whole_year") | words_of("deadline_cues", "long_term")
_LIMIT_WORDS += "|" + longest_first(_LASTING)
_LIMIT_LINE = re.compile(rf"(?:(?:{_LIMIT_WORDS})(?:完成)?|\d{{4}}(?:[-—.]\d{{1,4}})?年?)")
_BODY_ENDING = f"(?:{longest_first(column('body_endings', 'ending'))})"
_LONGEST_CLOSING = 160
# A limit cell with the body's cell glued behind it, in run-together text.
_GLUED_LIMIT = re.compile(rf"(?:{_LIMIT_WORDS})(?=[一-鿿、()]{{1,16}}{_BODY_ENDING})")
# A limit cell at the end of a row.
_LIMIT_END = re.compile(rf"(?:{_LIMIT_WORDS}|\d{{4}}年)\Z")
_GLUED_NUMBER = re.compile(r"(?<![\d.〔第(])(\d{1,3})(?:([、.])(?!\d)|(?=[一-鿿“《]))")
# 行动一:再造发展新极; a type of tasks in the first column of a table
_TYPE_LABEL = re.compile(rf"(?:{alternatives('role_cues', 'task_type')})[一二三四五六七八九十]{{1,3}}[:、.]")
_TYPE_MARK = re.compile(r"[。;:,\d]")
_LONGEST_TYPE = 24
_SOURCE = re.compile(r"关于|\d{4}年|[《〔]")
# With these the name of a body begins.
_OWNERS = frozenset("省市区县州旗镇乡各")
_COUNTING = "年月日号个项名所家次场处人条件万亿批户期%至"


def find_flat_tables(text: str) -> list[TableRegion]:
    """Flattened task tables in a plan's body, ascending. text: folded, line breaks as "\\n"."""
    headers = find_headers(text)
    tables: list[TableRegion] = []
    for index, header in enumerate(headers):
        start, header_end, roles = header.start, header.end, list(header.roles)
        limit = headers[index + 1].start if index + 1 < len(headers) else len(text)
        stop = _TABLE_END.search(text, header_end, limit)
        end = stop.start() if stop else limit
        region = TableRegion(start, end, (start, header_end))
        goes_on = tables and tables[-1].end == start and headers[index - 1].roles == header.roles
        number = _last_number(text, tables[-1]) + 1 if goes_on else 1
        lines = text.count("\n", header_end, end)
        if lines * 60 >= end - header_end:
            again = headers[index + 1 : index + 2]
            is_alone = not goes_on and not (again and again[0].roles == header.roles)
            _read_lines(text, region, header_end, roles, number, is_alone)
        else:
            _read_glued(text, region, header_end, roles, number)
        if region.rows:
            tables.append(region)
    return tables


def _last_number(text: str, table: TableRegion) -> int:
    """The running number of its last row: where the header is printed again on a new page, rows go on from there."""
    labels = [text[slice(*row.label)] for row in table.rows if row.kind == "row" and row.label]
    return max((int(digits[0]) for label in labels if (digits := re.match(r"\d+", label))), default=0)


def find_headers(text: str) -> list[TableHeader]:
    """The headers of task tables in a plan's body, ascending; one may be printed again on every page."""
    if not any(cue in text or cue[:2] + "\n" + cue[2:] in text for cue in _HEADER_CUES):
        return []
    headers: list[TableHeader] = []
    if may_hold_header(text):
        runs = ((match, roles_of_run(match.group())) for match in scan(header_begins(), header_run(), text))
        headers = [TableHeader(*match.span(), tuple(roles)) for match, roles in runs if is_task_header(roles)]
    taken = {position for header in headers for position in range(header.start, header.end)}
    for match in _LINE_HEADER.finditer(text):
        roles = _line_roles(match[1])
        if match.start(1) not in taken and is_task_header(list(roles)):
            headers.append(TableHeader(*match.span(1), roles))
    return sorted(headers, key=lambda header: header.start)


def _line_roles(lines: str) -> tuple[str, ...]:
    cells = [cell for cell in lines.split("\n") if cell]
    return tuple(settled(cells, [role_of(cell) for cell in cells]))


def _closing_role(roles: list[str]) -> str:
    """The role of bodies in closing cells: where two columns of bodies ran together, which is which is lost."""
    if "lead" in roles and "support" in roles:
        return "support"
    return next((role for role in roles if role in ("lead", "lead_first", "support")), "lead")


def _read_lines(text: str, region: TableRegion, start: int, roles: list[str], number: int, is_alone: bool) -> None:
    """Rows of a table whose cells stand one a line: a row begins at a line that is the next running number.

    number: of its first row. is_alone: it has one header; one row alone is then no table.
    """
    lines = []
    at = start
    for line in text[start : region.end].split("\n"):
        if line:
            lines.append((at, at + len(line)))
        at += len(line) + 1
    starts: list[int] = []
    sections: list[int] = []
    for index, (first, last) in enumerate(lines):
        cell = text[first:last].rstrip(".、")
        if cell.isdigit() and len(cell) <= 3 and int(cell) == number + len(starts):
            starts.append(index)
        elif parse_numeral(cell) == len(sections) + 1 and _opens_section(
            text, lines[index : index + 3], starts, number
        ):
            sections.append(index)
    if len(starts) < (2 if is_alone else 1):
        return
    types = _type_lines(text, lines, starts)
    section = None
    for index, stop in pairwise(sorted([*starts, *sections, *types, len(lines)])):
        if index in types and (label := _TYPE_LABEL.match(text, *lines[index])):
            heading = (label.end(), lines[index][1])
            region.rows.append(RowDraft("section", None, label.span(), [heading], text[slice(*heading)]))
            section = len(region.rows) - 1
        elif index in types:
            # A type within the section: its words, no level of its own.
            region.rows.append(RowDraft("section", section, None, [lines[index]], text[slice(*lines[index])]))
        elif index in sections:
            heading = lines[index + 1]
            region.rows.append(RowDraft("section", None, lines[index], [heading], text[slice(*heading)]))
            section = len(region.rows) - 1
        else:
            _read_row(text, region, lines[index], lines[index + 1 : stop], roles, section)


def _type_lines(text: str, lines: list[tuple[int, int]], starts: list[int]) -> set[int]:
    """Cells of a first column of types that stand before a row's number: 行动一:再造发展新极|旧区改造|4.

    A column is one of types when some of its cells are numbered; the others are short and hold no mark.
    """
    numbered: set[int] = set()
    others: set[int] = set()
    for start, before in zip(starts, [0, *starts], strict=False):
        for index in range(start - 1, before if before else -1, -1):
            first, last = lines[index]
            if _TYPE_LABEL.match(text, first, last):
                numbered.add(index)
                break
            if last - first > _LONGEST_TYPE or _TYPE_MARK.search(text, first, last) or _is_closing(text[first:last]):
                break
            if index > before + 1 or not before:
                others.add(index)
    return numbered | others if numbered else set()


def _opens_section(text: str, lines: list[tuple[int, int]], starts: list[int], number: int) -> bool:
    """二|持续推动节能降碳|6: a number in Han characters and a heading stand before the next row."""
    if len(lines) < 3 or not "一" <= text[lines[0][0]] <= "鿿":
        return False
    row = text[slice(*lines[2])].rstrip(".、")
    return row == str(number + len(starts)) and "。" not in text[slice(*lines[1])]


def _read_row(
    text: str,
    region: TableRegion,
    label: tuple[int, int],
    cells: list[tuple[int, int]],
    roles: list[str],
    section: int | None,
) -> None:
    closing_end = _without_source(text, cells, roles)
    closing_at = closing_end
    while closing_at > 1 and _is_closing(text[cells[closing_at - 1][0] : cells[closing_at - 1][1]]):
        closing_at -= 1
    if closing_at == closing_end:
        closing_at = closing_end = len(cells)
    row_index = len(region.rows)
    own = cells[:closing_at]
    measures = _measures(text, own)
    own_end = measures[0][0] if measures else own[-1][1] if own else label[1]
    before = [cell for cell in own if cell[0] < own_end]
    pieces = [(before[0][0], min(before[-1][1], own_end))] if before else [label]
    # Of a row that is one cell nothing is its heading.
    heading = _row_heading(text, before) if len(before) > 1 or measures else None
    region.rows.append(RowDraft("row", section, label, pieces, heading))
    for (first, text_start), (stop, _) in pairwise([*measures, (own[-1][1] if own else 0, 0)]):
        region.rows.append(RowDraft("measure", row_index, (first, text_start), [(text_start, stop)]))
    _close_row(text, region, row_index, cells[closing_at:closing_end], cells[closing_end:], roles)


def _measures(text: str, cells: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Where each label of a numbered measure begins and ends: at the start of a line, or (1) (2) within one."""
    measures: list[tuple[int, int]] = []
    expected = 1
    for index, (first, last) in enumerate(cells):
        match = _MEASURE.match(text, first, last)
        if match and index and int(match[1]) in (expected, expected + 1):
            measures.append((first, match.end()))
            expected = int(match[1]) + 1
    if measures:
        return measures
    for match in _INNER_MEASURE.finditer(text, cells[0][0], cells[-1][1]) if cells else ():
        if int(match[1]) == len(measures) + 1:
            measures.append(match.span())
    return measures if len(measures) > 1 else []


def _without_source(text: str, cells: list[tuple[int, int]], roles: list[str]) -> int:
    """Where the lines of a last column of sources begin: 《…规划》 behind the bodies."""
    if "source" in roles[-2:]:
        for index in range(len(cells) - 1, 1, -1):
            if text[cells[index][0]] == "《" and _is_closing(text[cells[index - 1][0] : cells[index - 1][1]]):
                return index
    return len(cells)


def _close_row(
    text: str,
    region: TableRegion,
    row_index: int,
    cells: list[tuple[int, int]],
    sources: list[tuple[int, int]],
    roles: list[str],
) -> None:
    """The cells that close a row: part of the row, or behind its measures a draft of their own."""
    if not cells:
        return
    closing = region.rows[row_index]
    if len(region.rows) > row_index + 1:
        closing = RowDraft("closing", row_index, None, [(cells[0][0], cells[0][0])])
        region.rows.append(closing)
    for first, last in cells:
        is_limit = "limit" in roles and _LIMIT_LINE.fullmatch(text, first, last)
        closing.extend("limit" if is_limit else _closing_role(roles), first, last)
    for first, last in sources:
        closing.extend("source", first, last)


def _is_closing(cell: str) -> bool:
    # A list of bodies is broken behind a comma.
    cell = cell.rstrip("、,")
    return len(cell) <= _LONGEST_CLOSING and (bool(_LIMIT_LINE.fullmatch(cell)) or names_bodies(cell, 0, len(cell)))


def _row_heading(text: str, cells: list[tuple[int, int]]) -> str | None:
    """The first cell, with its second line when the cell was broken: both short and without a mark."""
    if not cells:
        return None
    first = text[cells[0][0] : cells[0][1]]
    if len(cells) > 2 and len(first) <= 14:
        second = text[cells[1][0] : cells[1][1]]
        if len(second) <= 8 and not any(mark in second for mark in "。;,:"):
            return first + second
    return first if len(first) <= 30 and "。" not in first else None


def _read_glued(text: str, region: TableRegion, start: int, roles: list[str], number: int) -> None:
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
            row.extend(_closing_role(roles), limit.end(), bodies_end)
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
    bodies = list(re.finditer(_BODY_ENDING, text[start : source.start()]))
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
        re.search(rf"(?:{_BODY_ENDING}|[》)。」議议会书案\n])$", text[max(start, at - 8) : at])
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
            row.extend(_closing_role(roles), limit.end(), last)
        bodies = None if limit or "limit" in roles else _bodies_at_end(text, first, last)
        if bodies:
            row.pieces[0] = (first, bodies)
            row.extend(_closing_role(roles), bodies, last)
        region.rows.append(row)


def _bodies_at_end(text: str, start: int, end: int) -> int | None:
    """Where the bodies begin with which a row ends: …母婴设施建设|区妇联、区总工会; null where it ends in none."""
    last = end
    for at in range(end - 3, max(start, end - _LONGEST_CLOSING), -1):
        if text[at] not in _OWNERS or recognise(text[at:last]) < Strength.OWNED:
            continue
        if text[at - 1] not in "、,":
            return at
        last = at - 1
    return None
