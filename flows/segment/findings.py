"""Everything found in a plan's items: targets, bodies, time limits, citations, terms; offsets in the document's text.

The finders read one passage and know nothing of the rest; this module hands them what the document knows (years,
region, what looks back, what a table's columns mean) and gives each find to the unit it belongs to.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from functools import cache
from itertools import pairwise
from operator import attrgetter

from flows.model import AgencyMention, Citation, Deadline, Item, ItemTerms, LeadRule, PlanContext, Target
from flows.reference import column, longest_first
from flows.segment.agencies import (
    agency_context,
    find_agencies,
    find_duty_bodies,
    is_duty_section,
    lead_rule,
    settle_agencies,
)
from flows.segment.body_names import Strength, recognise
from flows.segment.citations import find_citations, short_names, title_key
from flows.segment.eligibility import conditions_end
from flows.segment.items import RoleCell
from flows.segment.past import is_past_results, looks_ahead, section_looks_back, yields_no_targets
from flows.segment.periods import find_deadlines, limit_cell
from flows.segment.section_bodies import lift_closing_lists
from flows.segment.targets import drop_repeats, find_targets
from flows.segment.tokens import count_terms
from flows.segment.value_cells import find_value
from flows.text import Passage

_BODY_ROLES = ("lead", "lead_first", "support")
_QUOTING_ROLES = ("source", "note")
_TITLE_LINES = 3
_BODY_ENDINGS = (*column("body_endings", "ending"), "行", ")")
_NOTES = re.compile(rf"\n((?:{longest_first(column('note_headings', 'heading'))}):?\n(?:(?!\n附件)[\s\S])*)")
_LONGEST_UNNUMBERED_HEADING = 24
_CLOSES_HEADING = "。.:;,!?、\n )"


@dataclass(slots=True)
class Findings:
    """What a document says; `item` of each entry is the index of its unit, null for the whole document."""

    targets: list[Target] = field(default_factory=list)
    agencies: list[AgencyMention] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    terms: list[ItemTerms] = field(default_factory=list)


@dataclass(slots=True)
class _Unit:
    """An item as the finders read it.

    owner: index of the item that finds belong to. passage: the item's without its role cells. is_past: it looks back.
    deadlines: those found in the passage, in its offsets.
    """

    item: Item
    owner: int
    cells: Sequence[RoleCell]
    passage: Passage
    is_past: bool
    deadlines: Sequence[Deadline] = ()

    @property
    def text(self) -> str:
        return self.passage.text

    @property
    def is_heading(self) -> bool:
        # Below a section's heading may stand the words that open its list: 到2026年底:
        return self.item.kind == "section" and bool(self.item.heading) and "\n" not in self.text


def find_all(
    body: Passage,
    items: Sequence[Item],
    cells: Mapping[int, Sequence[RoleCell]],
    around: Sequence[Passage],
    own_titles: Sequence[str],
    signatories: Sequence[AgencyMention],
    context: PlanContext,
) -> Findings:
    """Read every item once.

    cells: the role cells of table items. around: title and wrapper passages, whose citations are the document's.
    own_titles: titles of the document and its notice, which are no citations. signatories: its issuers.
    """
    context = replace(context, lead_rule=lead_rule(body.text))
    findings = Findings()
    known = agency_context(body.text, context, [body for body in signatories if body.role == "issuer"])
    cited: dict[int | None, set[str]] = {}
    for passage in around:
        _cite(findings, cited, passage, None, own_titles)
    # The short name of a document that the plan's own title names is no citation of its own.
    own_names = [*own_titles, *short_names(body.text, own_titles)]
    past = _looks_back(items, context)
    without_targets = yields_no_targets(context)
    conditions = conditions_end(items)
    limits: dict[int, Deadline] = {}
    for index, role_cells in cells.items():
        owner = _owner(items[index])
        _read_cells(findings, role_cells, owner, context, known, limits)
    units = []
    for item in items:
        role_cells = cells.get(item.index, ())
        units.append(_Unit(item, _owner(item), role_cells, _task_passage(item.passage, role_cells), past[item.index]))
    # One finder after the other, not unit after unit: so its patterns and tables stay near the processor.
    for unit in units:
        unit.deadlines = find_deadlines(unit.text, context, is_heading=unit.is_heading, retrospective=unit.is_past)
        findings.deadlines += [_placed(found, unit.passage, unit.owner) for found in unit.deadlines]
    notes = _notes(body)
    below = Counter(item.parent for item in items)
    for unit in () if without_targets else units:
        if any(start <= unit.item.start < end for start, end in notes):
            continue
        found = _targets(unit, _row_limit(items, unit.owner, limits, context), context)
        if unit.text == unit.item.heading:
            # 优先发展2个领域, of which two units below tell
            found = (one for one in found if one.kind != "count" or one.value != below[unit.item.index])
        if end := conditions[unit.item.index]:
            last = unit.item.passage.offsets[end - 1]
            found = (target for target in found if target.start > last)
        findings.targets += found
    for unit in units:
        findings.agencies += _agencies(unit, _is_duty(items, unit.item), context, known)
    for unit in units:
        cited_unit = None if items[unit.owner].kind == "preamble" else unit.owner
        quoting = [cell.passage for cell in unit.cells if cell.role in _QUOTING_ROLES]
        for passage in (unit.passage, *quoting):
            _cite(findings, cited, passage, cited_unit, own_names)
    for item, counts in zip(items, count_terms([item.passage.text for item in items]), strict=True):
        findings.terms.append(ItemTerms(item.index, tuple(counts), tuple(counts.values())))
    findings.targets = _without_repeats(items, findings.targets)
    settled = settle_agencies(findings.agencies, context, known)
    findings.agencies = _once(lift_closing_lists(settled, items))
    return findings


def _notes(body: Passage) -> list[tuple[int, int]]:
    """Where notes on a table stand (注: on a line of its own, up to the next annex); they explain, and set nothing."""
    return [body.span(note.start(1), note.end()) for note in _NOTES.finditer(body.text)]


def _targets(unit: _Unit, limit: str | None, context: PlanContext) -> Iterator[Target]:
    """The targets of a unit's text, then those of its value cells; `limit` holds where the words name none."""
    text = _past_glued_heading(unit)
    targets = find_targets(text, context, deadlines=unit.deadlines, is_heading=unit.is_heading, is_past=unit.is_past)
    for found in targets:
        in_time = found if found.deadline or not limit else replace(found, deadline=limit)
        yield _placed(in_time, unit.passage, unit.owner)
    for cell in unit.cells:
        for head in cell.heads:
            # Columns of earlier years say where the plan starts.
            is_goal = head.is_last or not context.plan_year or int(head.due or 0) >= context.plan_year
            if is_goal and (value := find_value(cell.passage.text, head)):
                due = value.deadline if value.deadline != str(context.plan_year) else None
                yield _placed(replace(value, deadline=due or limit), cell.passage, unit.owner)


def _past_glued_heading(unit: _Unit) -> str:
    """主要目标|地区生产总值增长6%: breaks for a heading without a mark behind it, unless it names a time limit."""
    text, heading = unit.text, unit.item.heading
    end = len(heading or "")
    if not 0 < end < len(text) or text[end] in _CLOSES_HEADING or not text.startswith(heading):
        return text
    return text if any(limit.start < end for limit in unit.deadlines) else "\n" * end + text[end:]


def _agencies(unit: _Unit, is_duty: bool, context: PlanContext, known: Mapping[str, str]) -> Iterator[AgencyMention]:
    """The bodies of a unit; is_duty: it tells what the bodies at the head of its lines have to do."""
    for body in find_agencies(unit.text, context, None, known):
        yield _placed(body, unit.passage, unit.owner)
    for line in _lines(unit.passage) if is_duty else ():
        for body in find_duty_bodies(line.text, context, known):
            yield _placed(body, line, unit.owner)


def _without_repeats(items: Sequence[Item], targets: list[Target]) -> list[Target]:
    """The targets in text order; one of an unnumbered preamble that a unit states again is left to the unit."""
    announced = [target for target in targets if target.item is not None and items[target.item].kind == "preamble"]
    if not announced:
        return targets
    own = [target for target in targets if target.item is None or items[target.item].kind != "preamble"]
    return sorted([*drop_repeats(announced, own), *own], key=lambda target: (target.start, target.end))


def _owner(item: Item) -> int:
    """The unit that finds of an item belong to: closing cells and boxes hang on the unit above them."""
    return item.parent if item.kind in ("closing", "preamble") and item.parent is not None else item.index


def _is_duty(items: Sequence[Item], item: Item) -> bool:
    """Whether a unit tells what bodies have to do: its own, its section's, or its first line's heading says so."""
    parent = items[item.parent] if item.parent is not None else None
    headings = [item.heading, parent.heading if parent else None]
    if item.kind == "preamble":
        headings += item.passage.text.split("\n")[:_TITLE_LINES]
    return any(heading and is_duty_section(heading) for heading in headings) or _stands_among_bodies(items, item)


def _stands_among_bodies(items: Sequence[Item], item: Item) -> bool:
    """(一)省科技厅 … (二)省人社厅 …: every unit of the section is headed by a body."""
    # The last character first: it is asked of every unit.
    if item.parent is None or not (item.heading or "").endswith(_BODY_ENDINGS):
        return False
    if recognise(item.heading) < Strength.OWNED:
        return False
    beside = [other.heading or "" for other in items if other.parent == item.parent and other.label]
    return len(beside) > 1 and all(recognise(heading) >= Strength.OWNED for heading in beside)


def _lines(passage: Passage) -> list[Passage]:
    bounds = [-1, *(index for index, mark in enumerate(passage.text) if mark == "\n"), len(passage.text)]
    return [passage.slice(start + 1, end) for start, end in pairwise(bounds) if end > start + 1]


def _placed(found, passage: Passage, owner: int | None):
    """A find moved from its passage to the document, and given to its unit."""
    kind = type(found)
    read, start, end, item = _columns(kind)
    values = list(read(found))
    values[start], values[end] = passage.span(found.start, found.end)
    values[item] = owner
    return kind(*values)


@cache
def _columns(kind: type) -> tuple[Callable, int, int, int]:
    """A function that reads a value's fields, and the places of start, end and item among them.

    dataclasses.replace asks for the fields at every call.
    """
    names = [column.name for column in fields(kind)]
    return attrgetter(*names), names.index("start"), names.index("end"), names.index("item")


def _task_passage(passage: Passage, cells: Sequence[RoleCell]) -> Passage:
    """A table item's passage without its limit, body and source cells."""
    closing = [(cell.passage.offsets[0], cell.passage.offsets[-1]) for cell in cells if cell.passage.offsets]
    if not closing:
        return passage
    kept = [
        index
        for index, offset in enumerate(passage.offsets)
        if not any(first <= offset <= last for first, last in closing)
    ]
    text = "".join(passage.text[index] for index in kept)
    return Passage(text, tuple(passage.offsets[index] for index in kept)).slice(0, len(text))


def _read_cells(
    findings: Findings,
    cells: Sequence[RoleCell],
    owner: int,
    context: PlanContext,
    known: Mapping[str, str],
    limits: dict[int, Deadline],
) -> None:
    for cell in cells:
        if cell.role == "limit":
            found = limit_cell(cell.passage.text, context)
            findings.deadlines += [_placed(limit, cell.passage, owner) for limit in found]
            if found:
                limits.setdefault(owner, found[-1])
        elif cell.role == "year":
            goals = [
                found
                for found in limit_cell(cell.passage.text, context)
                if int(found.due[:4]) >= (context.plan_year or 0)
            ]
            findings.deadlines += [_placed(goal, cell.passage, owner) for goal in goals]
        elif cell.role in _BODY_ROLES:
            role = "lead_first" if cell.role == "lead" and context.lead_rule == LeadRule.FIRST else cell.role
            bodies = find_agencies(cell.passage.text, context, role, known)
            findings.agencies += [_placed(body, cell.passage, owner) for body in bodies]


def _row_limit(
    items: Sequence[Item], owner: int | None, limits: Mapping[int, Deadline], context: PlanContext
) -> str | None:
    """The 完成时限 of the row that a unit is or stands in; the plan year itself is no deadline of a target."""
    while owner is not None:
        if owner in limits:
            due = limits[owner].due
            return None if due == str(context.plan_year) else due
        owner = items[owner].parent
    return None


def _looks_back(items: Sequence[Item], context: PlanContext) -> list[bool]:
    """For each item whether it reviews past results, by itself, by its parent, or by the unnumbered heading above."""
    past: list[bool] = []
    section_is_past = False
    for item in items:
        text = item.passage.text
        if item.kind == "preamble":
            line = text.split("\n", 1)[0]
            heading = line if len(line) <= _LONGEST_UNNUMBERED_HEADING and not line.endswith("。") else None
            inherited = heading is None and (section_is_past or (item.parent is not None and past[item.parent]))
        else:
            heading = item.heading
            if item.parent is None and heading and looks_ahead(heading, context):
                section_is_past = False
            inherited = past[item.parent] if item.parent is not None else section_is_past
        past.append(inherited or is_past_results(heading, text, context))
        below = text.removeprefix(item.heading) if item.heading else text
        section_is_past = section_looks_back(below, context, section_is_past)
    return past


def _cite(
    findings: Findings,
    cited: dict[int | None, set[str]],
    passage: Passage,
    owner: int | None,
    own_titles: Sequence[str],
) -> None:
    """Citations of a passage, once per unit and title."""
    seen = cited.setdefault(owner, set())
    for found in find_citations(passage.text, own_titles):
        key = title_key(found.title)
        if key not in seen:
            seen.add(key)
            findings.citations.append(_placed(found, passage, owner))


def _once(mentions: Iterable[AgencyMention]) -> list[AgencyMention]:
    """One entry per unit, body, and role, as it is written first (省教育厅; behind it 教育厅)."""
    kept: dict[tuple, AgencyMention] = {}
    for mention in mentions:
        kept.setdefault((mention.item, mention.identity or mention.name or mention.mention, mention.role), mention)
    return list(kept.values())
