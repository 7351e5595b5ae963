"""One document, whole: from the text as extracted to everything that is found in it. A pure function."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from flows.clean.metadata import find_metadata
from flows.clean.residue import breaks_line, find_residue
from flows.clean.spans import check_partition, partition
from flows.clean.wraps import find_wraps
from flows.clean.zones import Zones, find_zones
from flows.model import Item, ParsedDocument, PlanContext, RawDocument, Span
from flows.segment.fields import read_fields
from flows.segment.findings import find_all
from flows.segment.flat_tables import find_flat_tables, find_headers
from flows.segment.indicator_lines import find_indicator_lines
from flows.segment.indicator_tables import find_indicator_tables
from flows.segment.items import build_items
from flows.segment.real_tables import find_real_tables
from flows.segment.tables import TableRegion
from flows.text import Passage

# An annex begins with 附件 at a line start or behind a sentence; 见附件 and 附件: (a list of annexes) do not begin one.
_ANNEX = re.compile(
    r"(?:^|\n|(?<=[。)]))附件(?:(?:\d{1,2}|[一二三四五六七八九十])(?=[^\d年:.、])|(?=\d{4}年)|(?=[^\d:。,、;)]))"
)


def parse_document(raw: RawDocument) -> ParsedDocument:
    """Clean and segment one document.

    Raises PartitionError when the rules lose or double a character; nothing else is raised for any text.
    """
    residue = _with_furniture(find_residue(raw.text), raw)
    passage = _read_visible(raw, residue)
    metadata = find_metadata(passage, raw.tables)
    page_title = metadata.values.get("title") or raw.head.get("title")
    zones = find_zones(passage, page_title, metadata.spans, _article(raw, passage))
    body = _body(passage, zones)
    annex = _annex_start(body)
    tables, data_tables = find_real_tables(body, raw.tables)
    if not tables:
        tables = find_flat_tables(body.text)
    headers = [] if tables else find_headers(body.text)
    indicators = find_indicator_tables(body.text) or find_indicator_lines(body.text)
    inline = [table for table in indicators if not _overlaps(table, tables, data_tables)]
    items, cells = build_items(body, tables, data_tables, annex, zones.headings, inline, headers)
    spans = partition(raw.text, _label_spans(passage, residue, zones, items))
    check_partition(raw.source_uri, raw.text, spans)
    has_flat_table = any(table.is_flattened for table in (*tables, *inline))
    fields, signatories = read_fields(raw, passage, zones, metadata, residue, body, items, has_flat_table)
    context = PlanContext(
        fields.region, fields.plan_year, fields.plan_year_end, fields.title, written_date=fields.written_date
    )
    own_titles = [title for title in (zones.title, zones.notice_title) if title]
    if zones.is_transmitted:
        own_titles += [title for title in zones.transmitted_titles if title not in own_titles]
    found = find_all(body, items, cells, _around(passage, zones), own_titles, signatories, context)
    return ParsedDocument(
        raw,
        fields,
        spans,
        items,
        tuple(found.targets),
        (*signatories, *found.agencies),
        tuple(found.deadlines),
        tuple(found.citations),
        tuple(found.terms),
    )


def _around(passage: Passage, zones: Zones) -> list[Passage]:
    """Titles and the transmitting notice, whose citations are the whole document's."""
    kinds = ("title", "wrapper")
    first = zones.body[0][0] if zones.body else 0
    return [passage.slice(start, end) for start, end, kind in sorted(zones.marked) if kind in kinds and end <= first]


def _with_furniture(residue: list[Span], raw: RawDocument) -> list[Span]:
    """Residue and what a paged source prints on every page, ascending and disjoint."""
    spans: list[Span] = []
    for span in sorted([*residue, *(Span(*place, "navigation") for place in raw.furniture)], key=lambda s: s.start):
        if not spans or span.start >= spans[-1].end:
            spans.append(span)
    return spans


def _article(raw: RawDocument, passage: Passage) -> tuple[int, int] | None:
    if raw.body is None:
        return None
    return bisect_left(passage.offsets, raw.body[0]), bisect_left(passage.offsets, raw.body[1])


def _read_visible(raw: RawDocument, residue: list[Span]) -> Passage:
    ranges, breaks, position = [], set(), 0
    for span in residue:
        if span.start > position:
            ranges.append((position, span.start))
        # </p><p><strong>: the line breaks before the first word behind all of them.
        is_broken = span.start == position and position in breaks
        position = span.end
        if is_broken or breaks_line(raw.text, span):
            breaks.add(position)
    ranges.append((position, len(raw.text)))
    return Passage.read(raw.text, ranges, breaks, find_wraps(raw.text))


def _body(passage: Passage, zones: Zones) -> Passage:
    texts: list[str] = []
    offsets: list[int] = []
    for start, end in zones.body:
        part = passage.slice(start, end)
        if part.text:
            if texts:
                texts.append("\n")
                offsets.append(offsets[-1] + 1)
            texts.append(part.text)
            offsets.extend(part.offsets)
    return Passage("".join(texts), tuple(offsets))


def _overlaps(table: TableRegion, others: Sequence[TableRegion], ranges: Sequence[tuple[int, int]]) -> bool:
    taken = [*((other.start, other.end) for other in others), *ranges]
    return any(start < table.end and table.start < end for start, end in taken)


def _annex_start(body: Passage) -> int | None:
    match = _ANNEX.search(body.text) if "附件" in body.text else None
    return match.start() if match else None


def _label_spans(passage: Passage, residue: list[Span], zones: Zones, items: tuple[Item, ...]) -> list[Span]:
    """Labelled source ranges: residue, what zones marked, each item's label and own text, and what is left over."""
    labelled = list(residue)
    position = 0
    for start, end, kind in sorted([*zones.marked, *((start, end, "body") for start, end in zones.body)]):
        for first, last, label in ((position, start, "navigation"), (start, end, kind)):
            if label != "body" and first < last:
                labelled += [Span(*place, label) for place in passage.slice(first, last).ranges()]
        position = max(position, end)
    labelled += [Span(*place, "navigation") for place in passage.slice(position, len(passage.text)).ranges()]
    for item in items:
        labelled += [Span(*place, "item", item.index) for place in item.passage.ranges()]
        if item.label:
            own = item.passage.offsets[0] if item.passage.offsets else item.end
            labelled.append(Span(item.start, own, "item", item.index))
    return labelled
