"""Bodies behind the sentences of a task table that lost its cells: … 推行规划环评。 区环土局 区经发局、市场监管局

The header tells the columns (牵头单位 参与单位); what stands behind a sentence of a unit and names nothing but bodies
fills them, a column up to each gap. Behind the last sentence everything must; behind an earlier one (推进船舶更新
begins the next row) what stands up to the first gap behind which other words stand.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from flows.segment.body_lists import is_open_class, split_bodies
from flows.segment.body_names import Strength, recognise
from flows.segment.role_cues import VERB
from flows.segment.tables import TableHeader
from flows.text import Passage

_SENTENCE_END = re.compile(r"[。;)”]+")
_LONGEST = 160
_JOINERS = "、,和及与等/"
_SEPARATORS = _JOINERS + ";()\n "
_TOWN = re.compile(r"[一-鿿]{2,6}(?:街道|[镇乡])")
_BODY_ROLES = ("lead", "lead_first", "support")
Cell = tuple[str, int, int]


def closing_cells(
    body: Passage, pieces: Sequence[tuple[int, int]], headers: Sequence[TableHeader]
) -> tuple[int, list[Cell]]:
    """Where the own text of a unit ends without a header printed again behind it, and its (role, start, end) cells.

    pieces: ranges of the unit's text in `body`. headers: of the tables in the body, ascending.
    """
    start, end = pieces[-1]
    above = [header for header in headers if header.end <= pieces[0][0]]
    again = next((header for header in headers if start < header.start < end <= header.end), None)
    end = again.start if again else end
    roles = [role for role in above[-1].roles if role in _BODY_ROLES] if above else []
    if not roles:
        return end, []
    ends = [match.end() for match in _SENTENCE_END.finditer(body.text, start, end)]
    cells: list[Cell] = []
    for first, last in pairwise([*ends, end]):
        cells += _cells_behind(body, first, last, last == end, roles)
    return end, cells


def _cells_behind(body: Passage, start: int, end: int, is_last: bool, roles: Sequence[str]) -> list[Cell]:
    cells: list[Cell] = []
    if is_last and end - start > _LONGEST:
        return cells
    groups = list(_groups(body, start, end))
    if len(groups) == 1 and len(set(roles)) > 1:
        seam = _seam(body.text, *groups[0])
        groups = [(groups[0][0], seam), (seam, groups[0][1])] if seam else groups
    for index, (first, last) in enumerate(groups):
        if last - first > _LONGEST or not names_bodies(body.text, first, last):
            return [] if is_last else cells
        cells.append((roles[min(index, len(roles) - 1)], first, _list_end(body.text, first, last)))
    # A sentence that is a list of bodies is no cell.
    return cells if is_last else []


def _groups(body: Passage, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches between gaps and line breaks; a gap beside a mark that joins divides nothing."""
    text, offsets = body.text, body.offsets
    first = start
    for index in range(start + 1, end):
        has_gap = text[index] == "\n" or offsets[index] != offsets[index - 1] + 1
        if has_gap and text[index] not in _JOINERS and text[index - 1] not in _JOINERS:
            if text[first:index].strip():
                yield first, index
            first = index
    if text[first:end].strip():
        yield first, end


def _seam(text: str, start: int, end: int) -> int | None:
    """Where the second of two cells that ran together begins: 区经发局区环土局|区直有关单位,各乡镇."""
    seams = [last for _, last in split_bodies(text, start, end) if last < end and text[last] not in _SEPARATORS]
    return seams[-1] if seams else None


def names_bodies(text: str, start: int, end: int) -> bool:
    """Whether a cell holds bodies and nothing else."""
    end = _list_end(text, start, end)
    bodies = split_bodies(text, start, end)
    if not bodies:
        return is_open_class(text[start:end])
    strengths = [recognise(text[a:b]) for a, b in bodies]
    if max(strengths) >= Strength.OWNED:
        # 区建设管理委、江宁路街道: a town beside a body
        return all(
            strength >= Strength.SUFFIX or _TOWN.fullmatch(text, a, b)
            for strength, (a, b) in zip(strengths, bodies, strict=True)
        )
    return all(strength >= Strength.SUFFIX for strength in strengths)


def _list_end(text: str, start: int, end: int) -> int:
    """Where the bodies of a cell end: 区经发局、环土局|按职责分工负责."""
    verb = VERB.search(text, start, end)
    return verb.start() if verb and verb.end() == end else end
