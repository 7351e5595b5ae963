"""Bodies at the end of the units of a task table that lost its cells: … 推行规划环评。 区环土局 区经发局、市场监管局

The header tells the columns (牵头单位 参与单位); what stands behind a unit's last sentence and names nothing but
bodies fills them, a column up to each gap.
"""

from collections.abc import Iterator, Sequence

from flows.segment.body_lists import split_bodies
from flows.segment.body_names import Strength, recognise
from flows.segment.tables import TableHeader
from flows.text import Passage

_SENTENCE_END = "。;)”"
_LONGEST = 160
_JOINERS = "、,和及与等/"
_BODY_ROLES = ("lead", "lead_first", "support")


def closing_cells(
    body: Passage, pieces: Sequence[tuple[int, int]], headers: Sequence[TableHeader]
) -> tuple[int, list[tuple[str, int, int]]]:
    """Where the own text of a unit ends without a header printed again behind it, and its (role, start, end) cells.

    pieces: ranges of the unit's text in `body`. headers: of the tables in the body, ascending.
    """
    start, end = pieces[-1]
    above = [header for header in headers if header.end <= pieces[0][0]]
    again = next((header for header in headers if start < header.start < end <= header.end), None)
    end = again.start if again else end
    roles = [role for role in above[-1].roles if role in _BODY_ROLES] if above else []
    text = body.text
    last = max(text.rfind(mark, start, end) for mark in _SENTENCE_END) + 1
    if not roles or last <= start or not 1 < end - last <= _LONGEST:
        return end, []
    cells = []
    for index, (first, stop) in enumerate(_groups(body, last, end)):
        if not _names_bodies(text, first, stop):
            return end, []
        cells.append((roles[min(index, len(roles) - 1)], first, stop))
    return end, cells


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


def _names_bodies(text: str, start: int, end: int) -> bool:
    bodies = split_bodies(text, start, end)
    return bool(bodies) and all(recognise(text[a:b]) >= Strength.SUFFIX for a, b in bodies)
