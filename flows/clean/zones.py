"""The zones of a page or file: where the plan begins and ends, and what everything around it is.

A scraped file is: furniture, metadata block, the notice that transmits the plan (title, number, addressees, the
现将…印发给你们 sentence, signature), the plan's own title, the plan, its annexes, copying notes, furniture. Any part
may be missing, and in run-on text none has a line of its own; so parts are found by what they say.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flows.clean import notice, repeats, signatures
from flows.clean.furniture import is_furniture, trailing_furniture
from flows.clean.opening import addressees_before, skip_opening
from flows.clean.page_numbers import find_page_numbers
from flows.clean.press import find_lead
from flows.clean.titles import SPEECH_TITLE, BareText, closing_end, find_title, looks_like_title
from flows.text import Passage

# How far into a text (characters) the plan must have begun.
_HEAD_REACH = 12_000
_PROSE = re.compile(r"[^。\n]{50,}。")
_ATTACHMENTS = re.compile(
    r"附(?<![^\n。]附)(?:件)?:(?:(?:(?!附件)[^\n。]){2,120}|(?=\n1[.、]))(?:\n\d{1,2}[.、][^\n。]{2,120}){0,20}"
)
_LONGEST_ATTACHMENTS = 300
_LONGEST_FURNITURE = 160
Mark = tuple[int, int, str]


@dataclass(slots=True)
class Zones:
    """Ranges of the document passage, in its characters (start, end exclusive); kinds as in text_spans.

    title: the plan's own title as printed, else as the page tells it; notice_title: of the notice that transmits it.
    transmitted_titles: of the plans that the notice hands over. headings: as its table of contents lists them.
    announced: the bodies that issued it by the lead of a news page.
    marked: everything that is not the plan; body: the rest, ascending.
    """

    title: str | None = None
    title_span: tuple[int, int] | None = None
    notice_title: str | None = None
    is_transmitted: bool = False
    is_truncated_notice: bool = False
    transmits_several: bool = False
    transmitted_titles: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    addressees: tuple[int, int] | None = None
    announced: tuple[int, int] | None = None
    signatures: list[tuple[int, int]] = field(default_factory=list)
    document_number: tuple[int, int] | None = None
    marked: list[Mark] = field(default_factory=list)
    body: list[tuple[int, int]] = field(default_factory=list)


def find_zones(
    passage: Passage,
    page_title: str | None,
    metadata: Sequence[tuple[int, int]] = (),
    article: tuple[int, int] | None = None,
) -> Zones:
    """Divide a document passage into zones.

    page_title: the title that stands outside the visible text or in the metadata block, if any.
    metadata: the entries of the metadata block, ascending; the plan begins behind them.
    article: where the page's article stands, when its layout tells; the plan lies within.
    """
    text = passage.text
    zones = Zones(marked=[(*entry, "metadata") for entry in metadata])
    start = _begin(text, page_title, metadata[-1][1] if metadata else 0, article, zones)
    end = trailing_furniture(text[: article[1]] if article and article[1] > start else text, start)
    zones.marked += _by_line(text, end, len(text), "navigation")
    start, end = _print_once(text, start, end, zones)
    inner = _inner_marks(text, start, end, zones)
    zones.marked = _head_marks(text, start, zones) + [mark for mark in zones.marked if mark[0] >= start] + inner
    zones.body = _gaps(inner, start, end)
    return zones


def _begin(text: str, page_title: str | None, floor: int, article: tuple[int, int] | None, zones: Zones) -> int:
    """Where the plan begins: behind the notice that transmits it, else behind its own title and opening lines."""
    bare = BareText(text[: 2 * _HEAD_REACH])
    title = find_title(text, page_title, bare, _without(text, zones.marked))
    sentence = notice.main_sentence(text, title)
    plan = notice.find_plan(text, bare, title, sentence) if sentence else notice.find_printed(text, bare, title)
    if plan:
        zones.is_transmitted, zones.notice_title = True, title
        zones.transmits_several, zones.transmitted_titles = plan.is_one_of_several, plan.titles
        # A notice with several plans is the document itself.
        zones.title = title if plan.is_one_of_several and title else plan.title
        zones.title_span = plan.title_span
        signature = signatures.between(text, sentence[1], plan.title_span[0]) if sentence else None
        if signature:
            zones.signatures.append(signature)
        zones.addressees = addressees_before(text, sentence[0]) if sentence else None
        start = plan.title_span[1]
    else:
        lead = find_lead(text, title)
        zones.title = title = lead.title if lead else title
        zones.title_span = _last_title(text, bare, title, floor) if title else None
        zones.is_truncated_notice = sentence is not None and notice.names_a_plan(text, title, sentence)
        start = max(floor, zones.title_span[1] if zones.title_span else 0)
        if article and start < article[0]:
            start = article[0]
        if lead:
            zones.announced, start = lead.bodies, max(start, lead.end)
    opening = skip_opening(text, start)
    zones.addressees = zones.addressees or opening.addressees
    zones.document_number = opening.document_number
    return opening.end


def _without(text: str, marked: Sequence[Mark]) -> str:
    """`text` without what is marked."""
    return "\n".join(text[first:last] for first, last in _gaps(sorted(marked), 0, len(text)))


def _last_title(text: str, bare: BareText, title: str, floor: int) -> tuple[int, int] | None:
    """The last printing of the title before the plan itself: only furniture stands between one and the next."""
    kept: tuple[int, int] | None = None
    for place in bare.occurrences(title):
        # The common name of a speech counts as its title only on a line of its own.
        if title == SPEECH_TITLE and text[: place[0]][-1:] not in ("", "\n"):
            continue
        # 《某县重点工作任务|分解》: the beginning of another title.
        if kept and text[place[0] - 1] == "《" and text[place[1] : place[1] + 1] not in ("》", "(", "〈"):
            continue
        if place[0] > _HEAD_REACH or (kept and place[0] > floor and _PROSE.search(text[kept[1] : place[0]])):
            break
        kept = place
    return (kept[0], closing_end(text, *kept)) if kept else None


def _print_once(text: str, start: int, end: int, zones: Zones) -> tuple[int, int]:
    """Bounds of the plan without contents, abstract, second printing and closing signature, which are marked."""
    contents = repeats.contents(text, start, end)
    if contents:
        zones.marked.append((start, contents[0], "navigation"))
        start, zones.headings = contents
    abstract = repeats.abstract_end(text, start, end)
    if abstract:
        zones.marked.append((start, abstract, "duplicate"))
        start = abstract
    copy = repeats.copy_start(text, start, end)
    if copy:
        zones.marked.append((copy, end, "duplicate"))
        furniture_start = trailing_furniture(text[:copy], start)
        if furniture_start < copy:
            zones.marked.append((furniture_start, copy, "wrapper"))
        end = furniture_start
    signature = signatures.trailing(text, start, end)
    if signature:
        zones.signatures.append(signature)
        zones.marked.append((signature[0], end, "signature"))
        end = signature[0]
    return start, end


def _inner_marks(text: str, start: int, end: int, zones: Zones) -> list[Mark]:
    """What interrupts the body: lists of attachments, signatures before an annex, furniture lines, page numbers."""
    marks: list[Mark] = []
    for match in _ATTACHMENTS.finditer(text, start, end) if text.find("附", start, end) >= 0 else ():
        if match.end() - match.start() < _LONGEST_ATTACHMENTS:
            marks.append((*match.span(), "wrapper"))
    for signature in (*signatures.above_dates(text, start, end), *signatures.run_on(text, start, end)):
        marks.append((*signature, "signature"))
        zones.signatures.append(signature)
    marks += ((*place, "navigation") for place in find_page_numbers(text, start, end))
    position = start
    for line in text[start:end].split("\n"):
        kind = is_furniture(line) if 0 < len(line) <= _LONGEST_FURNITURE else None
        if kind:
            marks.append((position, position + len(line), kind))
        position += len(line) + 1
    return _disjoint(marks)


def _head_marks(text: str, start: int, zones: Zones) -> list[Mark]:
    """Label everything before the body: titles, numbers, wrapper sentences, signature, furniture."""
    marks = [mark for mark in zones.marked if mark[0] < start]
    first_title = start
    if zones.title_span:
        marks.append((*zones.title_span, "title"))
        first_title = zones.title_span[0]
    if zones.addressees:
        marks.append((*zones.addressees, "wrapper"))
        first_title = min(first_title, zones.addressees[0]) if zones.is_transmitted else first_title
    marks += [(*signature, "signature") for signature in zones.signatures if signature[1] <= start]
    for first, last in _gaps(sorted(marks), 0, start):
        marks += _by_line(text, first, min(last, first_title), "navigation")
        marks += _by_line(text, max(first, first_title), last, "wrapper")
    return _disjoint(marks)


def _by_line(text: str, start: int, end: int, otherwise: str) -> list[Mark]:
    """Mark the lines of a range: titles, furniture by its kind, anything else as `otherwise`."""
    marks, at = [], start
    for line in text[start:end].split("\n") if start < end else []:
        if line:
            kind = "title" if looks_like_title(line) else is_furniture(line) or otherwise
            marks.append((at, at + len(line), kind))
        at += len(line) + 1
    return marks


def _disjoint(marks: Iterable[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks):
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return kept


def _gaps(marks: Iterable[Mark], start: int, end: int) -> list[tuple[int, int]]:
    """The ranges of [start, end) that no mark covers; marks ascend by start."""
    gaps, position = [], start
    for first, last, _ in marks:
        if first > position:
            gaps.append((position, first))
        position = max(position, last)
    if end > position:
        gaps.append((position, end))
    return gaps
