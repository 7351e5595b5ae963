"""Parsed documents: built by hand, as clean and segment would give them, or read from a text."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from flows.extract import read_source
from flows.load.ledger import RunCounts, start_run
from flows.load.publish import WorkingCopy
from flows.model import (
    AgencyMention,
    Citation,
    Deadline,
    DocumentFields,
    Item,
    ItemTerms,
    ParsedDocument,
    RawDocument,
    Region,
    Source,
    Span,
    Target,
)
from flows.segment.document import parse_document
from flows.text import Passage
from flows.validate.contracts import validate_frames
from flows.validate.frames import build_frames
from flows.validate.quarantine import Fault, quarantine_frame

HAINING = Region("330481", "海宁市", "county", "330400")


class DocumentBuilder:
    """Collects text piece by piece; every piece becomes a span, so the result partitions its text."""

    def __init__(
        self, uri: str = "plans/haining.txt", region: Region | None = HAINING, year: int | None = 2021
    ) -> None:
        self.uri, self.region, self.year = uri, region, year
        self.text = ""
        self.spans: list[Span] = []
        self.items: list[Item] = []
        self.targets: list[Target] = []
        self.agencies: list[AgencyMention] = []
        self.deadlines: list[Deadline] = []
        self.citations: list[Citation] = []
        self.fields = DocumentFields(None, "工作要点", region=region, plan_year=year)

    def discard(self, text: str, kind: str = "whitespace") -> "DocumentBuilder":
        """Text that belongs to no item."""
        self._add(text, kind, None)
        return self

    def title(self, text: str) -> "DocumentBuilder":
        self.fields = replace(self.fields, title=text)
        return self.discard(text, "title").discard("\n")

    def item(
        self, label: str | None, text: str, parent: int | None = None, kind: str = "item", heading: str | None = None
    ) -> int:
        """A unit with its own text; answers its index. A `{…}` in the text is a spam span in mid-sentence."""
        index, start = len(self.items), len(self.text)
        if label:
            self._add(label, "item", index)
        ranges = []
        for number, piece in enumerate(text.replace("}", "{").split("{")):
            if piece:
                place = self._add(piece, "spam" if number % 2 else "item", None if number % 2 else index)
                ranges += [] if number % 2 else [place]
        siblings = [item for item in self.items if item.parent == parent]
        path = f"{self.items[parent].path}.{len(siblings) + 1}" if parent is not None else str(len(siblings) + 1)
        passage = Passage.read(self.text, ranges)
        depth = 1 if parent is None else self.items[parent].depth + 1
        self.items.append(
            Item(index, parent, path, depth, len(siblings) + 1, kind, label, heading, start, len(self.text), passage)
        )
        self.discard("\n")
        return index

    def target(self, quote: str, indicator: str, value: float, unit: str, item: int | None = 0, **changes) -> None:
        """A target whose words, spam included, are the last occurrence of `quote`."""
        start = self.text.rindex(quote)
        values = dict(value_max=None, value_base=value, unit_base=unit, comparator="eq", basis="level", kind="count")
        values |= dict(deadline=None, modality=None, indicator_code=None) | changes
        self.targets.append(
            Target(indicator, value, unit=unit, start=start, end=start + len(quote), item=item, **values)
        )

    def agency(self, mention: str, role: str, name: str | None = None, item: int | None = None, **resolved) -> None:
        start = self.text.rindex(mention)
        self.agencies.append(
            AgencyMention(mention, role, start, start + len(mention), name=name, item=item, **resolved)
        )

    def deadline(self, quote: str, due: str, due_date: date | None, item: int | None = 0) -> None:
        start = self.text.rindex(quote)
        self.deadlines.append(Deadline(due, due_date, start, start + len(quote), item))

    def citation(self, title: str, number: str | None = None, item: int | None = 0) -> None:
        start = self.text.rindex(title)
        self.citations.append(Citation(title, number, start, start + len(title), item))

    def build(self, terms: Sequence[ItemTerms] | None = None) -> ParsedDocument:
        """The document; terms default to the pairs of neighbouring characters of each item."""
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        raw = RawDocument(self.uri, digest, "text/plain", "utf-8", self.text)
        return ParsedDocument(
            raw, self.fields, tuple(self.spans), tuple(self.items), tuple(self.targets), tuple(self.agencies),
            tuple(self.deadlines), tuple(self.citations), tuple(self._terms() if terms is None else terms),
        )  # fmt: skip

    def _add(self, text: str, kind: str, item: int | None) -> tuple[int, int]:
        start = len(self.text)
        self.text += text
        self.spans.append(Span(start, len(self.text), kind, item))
        return start, len(self.text)

    def _terms(self) -> list[ItemTerms]:
        result = []
        for item in self.items:
            text = item.passage.text
            counts = Counter(text[place : place + 2] for place in range(len(text) - 1))
            result.append(ItemTerms(item.index, tuple(counts), tuple(counts.values())))
        return result


def education_plan(uri: str = "plans/haining.txt", year: int = 2021, kindergartens: int = 5) -> ParsedDocument:
    """A small plan with one of everything: sections, an item with spam inside, targets, agencies, limits, citations."""
    builder = DocumentBuilder(uri, year=year)
    builder.title(f"海宁市{year}年教育工作要点")
    builder.item(None, f"{year}年全市教育工作坚持立德树人,办好人民满意的教育。", kind="preamble")
    section = builder.item("一、", "普及普惠发展学前教育", kind="section", heading="普及普惠发展学前教育")
    first = builder.item(
        "1.",
        f"6月底前新建幼儿园{kindergartens}所,普惠性幼儿园覆{{加微信看更多}}盖率达到90%以上。(市教育局、市财政局负责)",
        section,
    )
    second = builder.item("2.", "落实《关于学前教育深化改革的若干意见》(浙教〔2020〕8号)。", section)
    closing = builder.item(None, "各学校要认真抓好落实。", kind="closing")
    builder.discard("海宁市教育局", "signature")
    builder.target(f"新建幼儿园{kindergartens}所", "新建幼儿园", kindergartens, "所", first)
    builder.target(
        "普惠性幼儿园覆加微信看更多盖率达到90%以上",
        "普惠性幼儿园覆盖率",
        90,
        "%",
        first,
        comparator="ge",
        kind="percent",
    )
    known = dict(region_code="330481", level="county")
    builder.agency(
        "海宁市教育局",
        "issuer",
        "海宁市教育局",
        short_name="市教育局",
        function_code="education",
        kind="government",
        **known,
    )
    builder.agency(
        "市教育局",
        "lead",
        "海宁市教育局",
        first,
        short_name="市教育局",
        function_code="education",
        kind="government",
        **known,
    )
    builder.agency(
        "市财政局",
        "support",
        "海宁市财政局",
        first,
        short_name="市财政局",
        function_code="finance",
        kind="government",
        **known,
    )
    builder.agency("各学校", "mentioned", None, closing)
    builder.deadline("6月底前", f"{year}-06-30", date(year, 6, 30), first)
    builder.citation("关于学前教育深化改革的若干意见", "浙教〔2020〕8号", second)
    return builder.build()


def load_documents(
    path: Path,
    documents: Sequence[ParsedDocument],
    *,
    fingerprint: str = "1",
    batch: int = 1000,
    full: bool = False,
    faults: Sequence[Fault] = (),
    remove: Sequence[str] = (),
) -> tuple[bool, RunCounts]:
    """Validate and load parsed documents as a run does, unchanged ones skipped: (published, counts)."""
    run = start_run(fingerprint)
    with WorkingCopy(path, run) as copy:
        copy.plan([document.raw.source_uri for document in documents], full=full)
        fresh = [
            document
            for document in documents
            if full
            or document.raw.source_uri not in copy.known
            or not copy.known[document.raw.source_uri].is_current(document.raw.content_sha256, fingerprint)
        ]
        for start in range(0, len(fresh), batch):
            copy.merge(*validate_frames(build_frames(fresh[start : start + batch], run.run_id), run))
        if faults:
            copy.merge({}, quarantine_frame(faults, run))
        copy.remove(remove)
        copy.finish(len(documents), len(documents) - len(fresh))
        copy.audit()
        published = copy.publish()
    return published, copy.counts


def parse(text: str, name: str = "plan.txt") -> ParsedDocument:
    """What the pipeline makes of one document."""
    return parse_document(read_source(Source(name, text.encode(), None)))


def outline(document: ParsedDocument) -> list[tuple[str, str, str | None]]:
    """Path, kind and label of every item."""
    return [(item.path, item.kind, item.label) for item in document.items]


def found(document: ParsedDocument) -> list[tuple[str, str, float, str, str | None]]:
    """Path of its item, indicator, value, unit and deadline of every target."""
    paths = [item.path for item in document.items]
    return [(paths[t.item], t.indicator, t.value, t.unit, t.deadline) for t in document.targets]
