"""The cells that close a row of a flattened task table: its limit and its bodies."""

import re

from flows.reference import column, longest_first, words_of
from flows.segment.closing_bodies import names_bodies

LIMIT_WORDS = (
    r"(?:\d{4}年)?\d{1,2}月(?:\d{1,2}日|份)?(?:底前|底|前|中旬|上旬|下旬)?|全年|年底前?|年内|长期(?:坚持|推进|实施)?|"
    r"持续(?:推进|实施|坚持)|按?(?:时|进度)推进|\d{4}年(?:底前|底|前)|(?:第?[一二三四]季度|[上下]半年)(?:前|底)?|常年|随时|立即"
)
_LASTING = words_of("deadline_cues", "whole_year") | words_of("deadline_cues", "long_term")
LIMIT_WORDS += "|" + longest_first(_LASTING)
LIMIT_LINE = re.compile(rf"(?:(?:{LIMIT_WORDS})(?:完成)?|\d{{4}}(?:[-—.]\d{{1,4}})?年?)")
BODY_ENDING = f"(?:{longest_first(column('body_endings', 'ending'))})"
LONGEST_CLOSING = 160
# The share of rows that have a cell of bodies for each column, from which on no cell is lost.
_COMPLETE = 0.8
BODY_ROLES = ("lead", "lead_first", "support")


def closing_role(roles: list[str]) -> str:
    """The role of bodies in closing cells: where two columns of bodies ran together, which is which is lost."""
    if "lead" in roles and "support" in roles:
        return "support"
    return next((role for role in roles if role in BODY_ROLES), "lead")


def closing_cells(text: str, cells: list[tuple[int, int]], roles: list[str]) -> tuple[int, int]:
    """From which of a row's cells to which its limits and bodies close it."""
    closing_end = _without_source(text, cells, roles)
    closing_at = closing_end
    while closing_at > 1 and is_closing(text[cells[closing_at - 1][0] : cells[closing_at - 1][1]]):
        closing_at -= 1
    return (closing_at, closing_end) if closing_at < closing_end else (len(cells), len(cells))


def body_columns(text: str, rows: list[list[tuple[int, int]]], roles: list[str]) -> list[str]:
    """The roles of the cells of bodies in order, where nearly all rows have one for each column; else one for all."""
    columns = [role for role in roles if role in BODY_ROLES]
    counts = []
    for cells in rows:
        places = body_places(text, cells[slice(*closing_cells(text, cells, roles))], roles)
        counts.append(max((place for place in places if place is not None), default=-1) + 1)
    told = [count for count in counts if count]
    complete = sum(count == len(columns) for count in told)
    is_told = bool(told) and complete >= _COMPLETE * len(told) and max(told) <= len(columns)
    return columns if is_told else [closing_role(roles)]


def body_places(text: str, cells: list[tuple[int, int]], roles: list[str]) -> list[int | None]:
    """For each closing cell which of the row's cells of bodies it is, from 0; null for a limit.

    A line that ends in a mark goes on in the next one.
    """
    places: list[int | None] = []
    place, goes_on = -1, False
    for first, last in cells:
        if "limit" in roles and LIMIT_LINE.fullmatch(text, first, last):
            places.append(None)
            continue
        place += not goes_on
        goes_on = text[last - 1] in "、,"
        places.append(place)
    return places


def _without_source(text: str, cells: list[tuple[int, int]], roles: list[str]) -> int:
    """Where the lines of a last column of sources begin: 《…规划》 behind the bodies."""
    if "source" in roles[-2:]:
        for index in range(len(cells) - 1, 1, -1):
            if text[cells[index][0]] == "《" and is_closing(text[cells[index - 1][0] : cells[index - 1][1]]):
                return index
    return len(cells)


def is_closing(cell: str) -> bool:
    # A list of bodies is broken behind a comma.
    cell = cell.rstrip("、,")
    return len(cell) <= LONGEST_CLOSING and (bool(LIMIT_LINE.fullmatch(cell)) or names_bodies(cell, 0, len(cell)))
