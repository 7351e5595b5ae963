"""From numbered units to items: kinds, paths, headings, and the unnumbered text between them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, pairwise

from flows.model import Item
from flows.reference import alternatives
from flows.segment.closing_bodies import closing_cells
from flows.segment.glued_headings import find_alike, find_glued_headings, lost_breaks
from flows.segment.headings import LONGEST_HEADING, ends_at_gap, find_heading, is_lead_in, states_a_rule
from flows.segment.labels import find_candidates
from flows.segment.outline import Unit, find_units
from flows.segment.tables import TableHeader, TableRegion, ValueHead
from flows.text import Passage

# So many headings before gaps make it the way of a document.
_FEWEST_GAPS = 3
_WRAPPED = 80
# An unnumbered heading line: short, of a line of its own, no closing mark.
_LONGEST_UNNUMBERED = 24
# The unnumbered last paragraph of a plan: when it takes effect and what it replaces.
_FINAL_CLAUSE = re.compile(rf"\n本(?:实施)?(?:{alternatives('document_words', 'this_document')})(?:自|从|由)")
# A speech that turns to its audience leaves the list that it was at; a part of it goes on.
_PARTS = ("part", "chapter", "han")
_AUDIENCE = ("各位代表", "各位委员", "同志们")
_SALUTATION = re.compile(rf"\n(?:{'|'.join(_AUDIENCE)})(?=[,!:、])")
_FEWEST_PARAGRAPHS = 5
_GOAL_BOX = re.compile(r"专栏\d{0,2}[^\n]{0,20}指标")
_GOALS = re.compile(r"目标|指标")
_ENUMERATING = re.compile(r"^(?:一|二|三|四|五|六|七|八|九|十)是|^[—\-·•*]|^[(〔\[《“\"]|^注:")


@dataclass(frozen=True, slots=True)
class RoleCell:
    """A table cell whose column tells its meaning: limit lead lead_first support person source note value year.

    heads: of a value cell, what its numbers count.
    """

    role: str
    passage: Passage
    heads: tuple[ValueHead, ...] = ()


@dataclass(slots=True)
class Draft:
    """A unit on its way to an item; offsets in the body passage; pieces are ranges of its own text."""

    kind: str | None
    parent: int | None
    label: tuple[int, int] | None
    pieces: list[tuple[int, int]]
    in_annex: bool = False
    heading: str | None = None
    cells: list[tuple[str, int, int]] = field(default_factory=list)
    values: dict[int, tuple[ValueHead, ...]] = field(default_factory=dict)
    children: list[int] = field(default_factory=list)


def build_items(
    body: Passage,
    tables: Sequence[TableRegion],
    data_tables: Sequence[tuple[int, int]] = (),
    annex_start: int | None = None,
    headings: Sequence[str] = (),
    inline: Sequence[TableRegion] = (),
    headers: Sequence[TableHeader] = (),
) -> tuple[tuple[Item, ...], dict[int, tuple[RoleCell, ...]]]:
    """Items of a plan's body in document order, and the limit, body and source cells that items of a table hold.

    body: the plan's text; tables: task tables found in it, ascending; data_tables: ranges in which nothing is an
    outline label; annex_start: where the annexes begin; headings: as the table of contents lists them, the longest
    first. inline: tables in the text of a unit, ascending, below which their rows are. headers: of task
    tables that lost their cells. Offsets count characters of the body.
    """
    drafts: list[Draft] = []
    position = 0
    data_tables = [*data_tables, *((table.header[0], table.end) for table in inline)]
    for table in tables:
        _outline_drafts(body, position, table.start, data_tables, annex_start, drafts)
        _table_drafts(table, annex_start, drafts)
        position = table.end
    _outline_drafts(body, position, len(body.text), data_tables, annex_start, drafts)
    drafts = _with_rows(drafts, inline)
    for draft in drafts if headers else ():
        if draft.label and not draft.cells and not draft.children and draft.pieces[-1][1] > headers[0].end:
            end, cells = closing_cells(body, draft.pieces, headers)
            draft.pieces[-1] = (draft.pieces[-1][0], end)
            draft.cells += cells
    cells = {
        index: tuple(
            RoleCell(role, body.slice(start, end), draft.values.get(start, ())) for role, start, end in draft.cells
        )
        for index, draft in enumerate(drafts)
        if draft.cells
    }
    return _finish(body, drafts, headings), cells


def _outline_drafts(
    body: Passage,
    start: int,
    end: int,
    data_tables: Sequence[tuple[int, int]],
    annex_start: int | None,
    drafts: list[Draft],
) -> None:
    """Outline the range [start, end) of the body; numbering starts anew where the annexes begin."""
    bounds = [start, annex_start, end] if annex_start is not None and start < annex_start < end else [start, end]
    for first, last in pairwise(bounds):
        if last <= first:
            continue
        text = body.text[first:last]
        in_annex = annex_start is not None and first >= annex_start
        candidates = find_candidates(text, body.offsets[first:last])
        if data_tables:
            candidates = [c for c in candidates if not any(a <= first + c.start < b for a, b in data_tables)]
            for candidate in candidates:
                if any(end == first + candidate.start for _, end in data_tables):
                    candidate.strength = 3
        units = find_units(text, candidates)
        head_end = units[0].label.start if units else len(text)
        if text[:head_end].strip():
            drafts.append(Draft("preamble", None, None, [(first, first + head_end)], in_annex))
        index_of: dict[int, int] = {}
        for number, unit in enumerate(units):
            parent = index_of[unit.parent] if unit.parent is not None else None
            index_of[number] = len(drafts)
            own_end = _own_end(text, units, number)
            is_line = own_end is not None and any(a <= first + own_end < b for a, b in data_tables)
            if is_line or (own_end is not None and _holds_goals(text[unit.label.end : own_end], text[own_end:])):
                # The line over a table is no heading.
                own_end = None
            label = (first + unit.label.start, first + unit.label.end)
            draft = Draft(None, parent, label, [(label[1], first + (own_end or unit.end))], in_annex)
            drafts.append(draft)
            if parent is not None:
                drafts[parent].children.append(index_of[number])
            if own_end is not None:
                # A box (专栏) belongs to the section it stands in, so does what a speech turns to; any other unnumbered
                # heading ends all units.
                holder = parent if text.startswith(("专栏", *_AUDIENCE), own_end) else None
                drafts.append(Draft("preamble", holder, None, [(first + own_end, first + unit.end)], in_annex))


def _with_rows(drafts: list[Draft], tables: Sequence[TableRegion]) -> list[Draft]:
    """The drafts with the rows of inline tables behind the one whose text they stand in, which loses their ranges."""
    if not tables:
        return drafts
    result: list[Draft] = []
    place: dict[int | None, int | None] = {None: None}
    for index, draft in enumerate(drafts):
        place[index] = at = len(result)
        result.append(replace(draft, parent=place[draft.parent]))
        for table in tables:
            held = next(
                (piece for piece in result[at].pieces if piece[0] <= table.start and table.end <= piece[1]), None
            )
            if held is None:
                continue
            cut = [piece for piece in ((held[0], table.start), (table.end, held[1])) if piece[0] < piece[1]]
            where = result[at].pieces.index(held)
            result[at].pieces[where : where + 1] = cut
            result[at].cells += [("year", *place) for place in table.years if held[0] <= place[0]]
            unit = None if draft.kind == "preamble" else at
            for row in table.rows:
                result.append(
                    Draft(row.kind, unit, row.label, row.pieces, draft.in_annex, row.heading, row.cells, row.values)
                )
    for draft in result:
        draft.children = []
    for index, draft in enumerate(result):
        if draft.parent is not None:
            result[draft.parent].children.append(index)
    return result


def _own_end(text: str, units: Sequence[Unit], number: int) -> int | None:
    """Where unnumbered text that belongs to no unit begins behind the own text of units[number]; null for none."""
    unit = units[number]
    salutation = None if unit.label.type in _PARTS else _SALUTATION.search(text, unit.label.end, unit.end)
    heading = _unnumbered_heading(text, unit.label.end, unit.end)
    ends = [found for found in (heading, salutation.start() + 1 if salutation else None) if found is not None]
    if ends or number < len(units) - 1:
        return min(ends, default=None)
    final = _FINAL_CLAUSE.search(text, unit.label.end, unit.end)
    if final and "。" not in text[unit.label.end : final.start()]:
        # 四、附则: the clause is what the unit says.
        return None
    return final.start() if final else _behind_paragraphs(text, units)


def _holds_goals(unit: str, box: str) -> bool:
    """(三)主要目标…专栏1主要指标: the box is the table of what the unit says."""
    return _GOAL_BOX.match(box) is not None and _GOALS.search(unit[:_LONGEST_UNNUMBERED]) is not None


def _behind_paragraphs(text: str, units: Sequence[Unit]) -> int | None:
    """Where closing paragraphs begin in the last unit, when every other one at the bottom has as few lines."""
    leaves = [unit for unit, after in pairwise(units) if after.level <= unit.level]
    if len(leaves) < _FEWEST_PARAGRAPHS:
        return None
    lines = {text.count("\n", unit.label.end, unit.end - 1) for unit in leaves}
    if lines not in ({0}, {1}):
        return None
    at = units[-1].label.end
    for _ in range(lines.pop() + 1):
        at = text.find("\n", at) + 1
        if at == 0:
            return None
    return at if at < len(text) and text[at - 2] in "。)" else None


def _unnumbered_heading(text: str, start: int, end: int) -> int | None:
    """Where an unnumbered heading line ends a unit's own text; null when none does.

    Such a line stands between two breaks, is short, carries no mark at its end, and prose follows it.
    """
    # A heading may stand on the line below its label.
    start = next((at for at in range(start, end) if text[at] != "\n"), end)
    at = text.find("\n", start, end)
    while 0 <= at < end:
        following = text.find("\n", at + 1, end)
        line = text[at + 1 : following if following >= 0 else end]
        before = text[at - 1]
        if (
            2 <= len(line) <= _LONGEST_UNNUMBERED
            and before in "。!;)”"
            and not any(mark in line for mark in "。;,:!?、%")
            and not _ENUMERATING.match(line)
            and (following >= 0 or end < len(text))
            and not line[-1].isdigit()
        ):
            return at + 1
        at = following
    return None


def _table_drafts(table: TableRegion, annex_start: int | None, drafts: list[Draft]) -> None:
    in_annex = annex_start is not None and table.start >= annex_start
    if table.header[1] > table.header[0]:
        drafts.append(Draft("preamble", None, None, [table.header], in_annex))
    index_of: dict[int, int] = {}
    for number, row in enumerate(table.rows):
        parent = index_of[row.parent] if row.parent is not None else None
        index_of[number] = len(drafts)
        drafts.append(Draft(row.kind, parent, row.label, row.pieces, in_annex, row.heading, row.cells, row.values))
        if parent is not None:
            drafts[parent].children.append(index_of[number])


def _finish(body: Passage, drafts: list[Draft], headings: Sequence[str]) -> tuple[Item, ...]:
    counters: dict[tuple[int | None, bool], int] = {}
    paths: list[str] = []
    items: list[Item] = []
    ends = [max(last for _, last in draft.pieces) for draft in drafts]
    for index in range(len(drafts) - 1, -1, -1):
        parent = drafts[index].parent
        if parent is not None:
            ends[parent] = max(ends[parent], ends[index])
    kinds: list[str] = []
    gaps = _heading_gaps(body, drafts) or _glued_headings(body, drafts)
    unnumbered = 0
    for index, draft in enumerate(drafts):
        passage = _passage(body, draft.pieces)
        heading, kind = draft.heading, draft.kind
        if kind is None:
            numbered_children = [child for child in draft.children if drafts[child].kind != "closing"]
            listed = next((words for words in headings if passage.text.startswith(words)), None)
            if listed:
                heading, rest = listed, passage.text[len(listed) :]
            else:
                heading, rest = find_heading(passage.text, bool(numbered_children), gaps.get(index))
                is_article = draft.label is not None and body.text.endswith("条", *draft.label)
                if is_article and heading and states_a_rule(heading, passage.text):
                    heading, rest = None, passage.text
            parent_kind = kinds[draft.parent] if draft.parent is not None else "section"
            if numbered_children and is_lead_in(rest):
                kind = "section" if parent_kind == "section" else "measure"
            else:
                kind = "item" if parent_kind == "section" else "measure"
        kinds.append(kind)
        parent_path = paths[draft.parent] if draft.parent is not None else None
        if kind in ("preamble", "closing"):
            unnumbered += 1
            path, place = f"{parent_path + '.' if parent_path else ''}{kind[0]}{unnumbered}", unnumbered
        else:
            key = (draft.parent, draft.in_annex if draft.parent is None else False)
            place = counters[key] = counters.get(key, 0) + 1
            path = f"{parent_path}.{place}" if parent_path else f"{'A' if draft.in_annex else ''}{place}"
        paths.append(path)
        first = draft.label[0] if draft.label else draft.pieces[0][0]
        label = body.text[draft.label[0] : draft.label[1]] if draft.label else None
        start, end = body.span(*body.trimmed(first, ends[index]))
        depth = items[draft.parent].depth + 1 if draft.parent is not None else 1
        items.append(Item(index, draft.parent, path, depth, place, kind, label, heading, start, end, passage))
    return tuple(items)


def _heading_gaps(body: Passage, drafts: Sequence[Draft]) -> dict[int, int]:
    """By unit where a gap divides its heading from its text; none where most run-on units of the document have none."""
    gaps: dict[int, int] = {}
    run_on = 0
    for index, draft in enumerate(drafts):
        first, last = draft.pieces[0]
        last = min(last, first + 2 * LONGEST_HEADING + 1)
        if not draft.label or draft.kind is not None or "\n" in body.text[first:last]:
            continue
        run_on += 1
        breaks = _gaps(body, first, draft.pieces[0][1])
        # Text that was wrapped has gaps all along.
        if not breaks or (len(breaks) > 1 and breaks[1] - breaks[0] <= _WRAPPED):
            continue
        if breaks[0] < last and ends_at_gap(body.text[first:last], breaks[0] - first):
            gaps[index] = breaks[0] - first
    return gaps if len(gaps) >= _FEWEST_GAPS and 2 * len(gaps) >= run_on else {}


def _glued_headings(body: Passage, drafts: Sequence[Draft]) -> dict[int, int]:
    """By unit how long its heading is that lost its mark, in a text that lost its line breaks."""
    if not lost_breaks(body.text):
        return {}
    texts = {
        index: _passage(body, draft.pieces).text for index, draft in enumerate(drafts) if draft.label and not draft.kind
    }
    bare = {index: text for index, text in texts.items() if find_heading(text, bool(drafts[index].children))[0] is None}
    found = find_glued_headings(bare)
    sections: dict[int | None, dict[int, str]] = {}
    for index, text in texts.items():
        sections.setdefault(drafts[index].parent, {})[index] = text
    for section in sections.values():
        without = {index: text for index, text in section.items() if index in bare}
        if 2 * len(without) > len(section):
            found |= find_alike(without, found)
    return found


def _gaps(body: Passage, first: int, last: int) -> list[int]:
    """The first two places in a stretch of the body before which white space stood."""
    offsets = body.offsets
    if last - first < 2 or offsets[last - 1] - offsets[first] == last - 1 - first:
        return []
    return list(islice((at for at in range(first + 1, last) if offsets[at] != offsets[at - 1] + 1), 2))


def _passage(body: Passage, pieces: Sequence[tuple[int, int]]) -> Passage:
    if len(pieces) == 1:
        return body.slice(*pieces[0])
    parts = [part for piece in pieces if (part := body.slice(*piece)).text]
    text = "\n".join(part.text for part in parts)
    offsets: list[int] = []
    for part in parts:
        if offsets:
            offsets.append(offsets[-1] + 1)
        offsets.extend(part.offsets)
    return Passage(text, tuple(offsets))
