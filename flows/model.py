"""The frozen values that travel between the stages.

Every `start`/`end` counts code points of `RawDocument.text`, end exclusive, unless a docstring says otherwise: the
finders in `flows.segment` answer in offsets of the text they are given, and `flows.segment.document` moves those to
the document.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from flows.text import Passage


@dataclass(frozen=True, slots=True)
class Source:
    """Bytes as found, with where they were found.

    uri: stable address; a member of an archive is `archive.zip!/path`.
    metadata: document fields told by a crawler (sidecar file, dump column), as strings; may be empty.
    """

    uri: str
    content: bytes
    media_type: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell; row and column count from 0, spans are 1 unless merged."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the source, cells in reading order; start/end cover all cells."""

    start: int
    end: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What `extract` reads out of one source; `text` is kept as documents.raw_text and is never rewritten.

    charset: the charset the bytes were decoded with; null where the format carries its own.
    head: metadata that stands outside the visible text: title, published_date, source_url, site_name, … (strings).
    body: (start, end) of the article inside its page, null where extract is not sure.
    furniture: (start, end) of page headers, page footers and page numbers of a paged source, ascending.
    """

    source_uri: str
    content_sha256: str
    media_type: str
    charset: str | None
    text: str
    head: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    body: tuple[int, int] | None = None
    furniture: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """A run of characters with its kind; `item` is the index of the item it belongs to, null for discards."""

    start: int
    end: int
    kind: str
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One unit of the outline, in document order.

    index: position in the document's item list; parent: index of the parent unit, null at the top.
    path: sibling positions, dot separated ("2.6"; annex units start with "A"); depth: 1 at the top.
    position: 1-based place among siblings. kind: section item measure row preamble closing.
    label: as written, null for preamble and closing. heading: null where the unit has none.
    passage: the unit's own text after its label (children and discards left out).
    start/end: from the label to the end of the unit's own and its children's text.
    """

    index: int
    parent: int | None
    path: str
    depth: int
    position: int
    kind: str
    label: str | None
    heading: str | None
    start: int
    end: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Region:
    """An administrative division: GB/T 2260 code, official name, level (country province prefecture county)."""

    code: str
    name: str
    level: str
    parent_code: str | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. Offsets count characters of the text given to the finder.

    value: the number, or the lower bound of a range (value_max is then the upper bound).
    unit: as written ("" for a bare number, "%" for any percentage, "ratio" for a:b with value a/b).
    comparator: eq ge le gt lt approx between.
    kind: count percent percentage_point ratio money duration frequency other.
    start/end: the whole mention, comparator words included.
    """

    value: float
    value_max: float | None
    unit: str
    comparator: str
    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """A quantified commitment. start/end: the quote, in offsets of the text given to the finder."""

    indicator: str
    value: float
    value_max: float | None
    unit: str
    value_base: float
    unit_base: str
    comparator: str
    basis: str
    kind: str
    deadline: str | None
    modality: str | None
    start: int
    end: int
    item: int | None = None
    indicator_code: str | None = None


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """A body named in a role (issuer addressee lead support mentioned).

    mention: as written. name: the canonical full name, null where two bodies are possible or a class is named.
    short_name, region_code, level, function_code, kind: of the resolved body; null when unresolved.
    identity: what makes it one body whatever plan names it; null where that is its name.
    """

    mention: str
    role: str
    start: int
    end: int
    name: str | None = None
    short_name: str | None = None
    region_code: str | None = None
    level: str | None = None
    function_code: str | None = None
    kind: str | None = None
    item: int | None = None
    identity: str | None = None


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time limit.

    due: YYYY-MM-DD, YYYY-MM, YYYY, YYYY/YYYY or long_term. due_date: its last day, null for long_term.
    """

    due: str
    due_date: date | None
    start: int
    end: int
    item: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A document named in the text; title without its outer 《》; document_number with 〔〕, null when not given."""

    title: str
    document_number: str | None
    start: int
    end: int
    item: int | None = None


@dataclass(frozen=True, slots=True)
class ItemTerms:
    """The search terms of one item: different words, and how often each occurs in its text."""

    item: int
    words: tuple[str, ...]
    counts: tuple[int, ...]


class LeadRule(StrEnum):
    """Who of a list leads, said once for the whole document: its first body, or all before its first comma."""

    FIRST = "first"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class PlanContext:
    """What a finder may know of the document around the text it reads."""

    region: Region | None = None
    plan_year: int | None = None
    plan_year_end: int | None = None
    title: str | None = None
    # Null when the document states none.
    lead_rule: LeadRule | None = None
    # The first time that 每年2月底前 comes about is the next one after it.
    written_date: date | None = None


@dataclass(frozen=True, slots=True)
class DocumentFields:
    """The document's own metadata as GUIDELINES define it; dates are calendar dates, flags sorted."""

    title: str | None
    document_type: str
    document_number: str | None = None
    index_number: str | None = None
    region: Region | None = None
    plan_year: int | None = None
    plan_year_end: int | None = None
    written_date: date | None = None
    published_date: date | None = None
    source_url: str | None = None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """One document after clean and segment: what validate receives."""

    raw: RawDocument
    fields: DocumentFields
    spans: tuple[Span, ...]
    items: tuple[Item, ...]
    targets: tuple[Target, ...]
    agencies: tuple[AgencyMention, ...]
    deadlines: tuple[Deadline, ...]
    citations: tuple[Citation, ...]
    terms: tuple[ItemTerms, ...] = ()


@dataclass(frozen=True, slots=True)
class Run:
    """One execution: who writes the rows. started_at is naive UTC.

    fingerprint: version of code and reference data; with source_uri and content_sha256 the key of incremental runs.
    engine: what runs the stages (prefect, local). code_version: version of the program.
    """

    run_id: str
    started_at: datetime
    fingerprint: str
    engine: str = "local"
    code_version: str = "0"
