"""Every column of the warehouse that more than one table or reader meets, defined once: meaning, unit, bounds.

A model in this package names its columns and takes their definition from here (`column`). The same words stand in the
COMMENT ON statements of sql/tables and in the data dictionary; a test compares them. Naming: `_id` a stable hash,
`_code` a code of a reference table, `_date` a calendar day, `_at` a moment in UTC, `is_` a yes or no.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandera.polars as pa

from schemas.reasons import REASONS

# GUIDELINES "Shape"; a later type is added here and in seeds/reference/document_types.csv.
DOCUMENT_TYPES = (
    "工作要点", "工作意见", "工作计划", "任务分工方案", "工作方案", "实施方案", "行动计划", "规划",
    "政府工作报告", "若干措施", "实施意见", "意见", "办法", "通知", "其他",
)  # fmt: skip
FLAGS = ("flattened_table", "masked_names", "reposted", "run_on", "seo_spam", "truncated")
# An item span belongs to an item; every other kind is the reason why a span belongs to none.
ITEM_SPAN = "item"
# What a span becomes whose item did not pass its contract.
QUARANTINED_SPAN = "quarantined"
DISCARDS = (
    "title", "metadata", "wrapper", "navigation", "promo", "spam", "duplicate", "signature", "whitespace",
    QUARANTINED_SPAN,
)  # fmt: skip
ITEM_KINDS = ("section", "item", "measure", "row", "preamble", "closing")
UNLABELLED_ITEM_KINDS = ("preamble", "closing")
COMPARATORS = ("eq", "ge", "le", "gt", "lt", "approx", "between")
BASES = ("level", "increase", "decrease")
TARGET_KINDS = ("count", "percent", "percentage_point", "ratio", "money", "duration", "frequency", "other")
ROLES = ("issuer", "addressee", "lead", "support", "mentioned")
REGION_LEVELS = ("country", "province", "prefecture", "county")

ID = r"^[0-9a-f]{16}$"
REGION_CODE = r"^[0-9]{6}$"
# YYYY-MM-DD, YYYY-MM, YYYY, YYYY/YYYY or long_term.
DUE = r"^(?:(?:19|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?|/(?:19|20)\d\d)?|long_term)$"
# Largest number that a posting can hold (16 bits).
POSTING_LIMIT = 65_535
# No plan of the People's Republic is older, none reaches farther.
FIRST_YEAR, LAST_YEAR = 1949, 2100


@dataclass(frozen=True)
class Column:
    """Meaning of a column; `unit` where it counts something, `checks` as arguments of pandera.Field."""

    meaning: str
    unit: str | None = None
    checks: Mapping[str, Any] = field(default_factory=dict)

    @property
    def comment(self) -> str:
        """The one sentence that COMMENT ON, the data dictionary and the model carry."""
        parts = [self.meaning]
        if self.unit:
            parts.append(f"unit: {self.unit}")
        if len(self.checks.get("isin", ())) in range(1, 20):
            parts.append("one of " + " ".join(self.checks["isin"]))
        return "; ".join(parts)


def _year(meaning: str) -> Column:
    return Column(meaning, "calendar year", {"ge": FIRST_YEAR, "le": LAST_YEAR})


def _one_of(meaning: str, values: tuple[str, ...]) -> Column:
    return Column(meaning, checks={"isin": values})


def _id(meaning: str) -> Column:
    return Column(meaning, checks={"str_matches": ID})


def _count(meaning: str, unit: str) -> Column:
    return Column(meaning, unit, {"ge": 0})


COLUMNS: Mapping[str, Column] = {
    # identity
    "document_id": _id("the source document; hash of source_uri"),
    "item_id": _id("the unit of the outline; hash of document, path and kind"),
    "item_id_or_document": _id("the unit it stands in; null: the whole document, wrapper or preamble"),
    "parent_item_id": _id("the unit that holds this one; null at the top"),
    "target_id": _id("the commitment; hash of document, place, indicator and value"),
    "citation_id": _id("the citation; hash of document, place and title"),
    "agency_id": _id("the body; hash of its canonical name, or of mention and region while unresolved"),
    "run_id": Column("the run that wrote the row"),
    # documents
    "source_uri": Column(
        "address of the source: path or URL; a member of an archive is archive!/path",
        checks={"str_length": {"min_value": 1}},
    ),
    "content_sha256": Column("SHA-256 of the source's bytes", checks={"str_matches": r"^[0-9a-f]{64}$"}),
    "metadata_sha256": Column(
        "SHA-256 of what a sidecar, dump or crawler told beside the bytes; null: nothing",
        checks={"str_matches": r"^[0-9a-f]{64}$"},
    ),
    "media_type": Column("media type of the source, as text/html"),
    "charset": Column("charset the bytes were decoded with; null where the format carries its own"),
    "document_title": Column("the document's own title as printed, not the page's; null where none is printed"),
    "document_type": _one_of("kind of document by its title", DOCUMENT_TYPES),
    "document_number": Column(
        "发文字号 with 〔〕, as 海教〔2021〕1号", checks={"str_length": {"min_value": 1, "max_value": 80}}
    ),
    "index_number": Column("索引号 of the metadata block", checks={"str_length": {"min_value": 1, "max_value": 120}}),
    "region_code": Column("six-digit GB/T 2260 code; 全国 = 100000", checks={"str_matches": REGION_CODE}),
    "region_name": Column("official name of the division"),
    "plan_year": _year("first year the plan is for"),
    "plan_year_end": _year("last year, when title or stated period span several"),
    "written_date": Column("成文日期: the date under the signature, else of the metadata block"),
    "published_date": Column("发布日期 shown by the page or metadata block"),
    "source_url": Column("address of the original that the text or page names"),
    "flags": Column("known defects of the source; any of " + " ".join(FLAGS)),
    "raw_text": Column("the text as extracted, never rewritten; every char_start and char_end counts in it"),
    "char_count": _count("length of raw_text", "characters (code points)"),
    "duplicate_of": _id("first document, by source_uri, with the same or nearly the same body; null: an original"),
    "loaded_at": Column("start of the run that loaded the row", "UTC"),
    # place in the text
    "char_start": _count("first character in documents.raw_text", "characters (code points), from 0"),
    "char_end": Column("character after the last in documents.raw_text", "characters (code points)", {"ge": 1}),
    "span_kind": _one_of("item: part of an item; else the reason why it is none", (ITEM_SPAN, *DISCARDS)),
    "quote": Column("the words at char_start to char_end, without discarded spans"),
    # items
    "path": Column("place in the outline: positions among siblings, dot separated; annex units start with A"),
    "depth": Column("level in the outline, 1 outermost", "levels", {"ge": 0, "le": 200}),
    "position": Column("place among siblings, from 1", "units", {"ge": 0}),
    "item_kind": _one_of("what the unit is", ITEM_KINDS),
    "label": Column("number as printed (一、 (一) 1.); null for preamble and closing"),
    "heading": Column("heading or lead phrase without the label; null where there is none"),
    "item_text": Column(
        "the unit's own text after its label, as written; children, discards and white space left out but line breaks"
    ),
    "topic_code": Column("topic the text speaks of most, by the key words of topics; null: none"),
    # targets
    "indicator": Column("what is measured, as written", checks={"str_length": {"min_value": 1}}),
    "indicator_code": Column("the indicator in indicators; null: not a listed one"),
    "value": Column("the number, or the lower bound of a range; in unit", checks={"ge": -1e18, "le": 1e18}),
    "value_max": Column("upper bound of a range; null otherwise", checks={"ge": -1e18, "le": 1e18}),
    "unit": Column("unit as written; % for percentages, ratio for a:b; empty for a bare number"),
    "value_base": Column("value in unit_base, to compare across units", checks={"ge": -1e24, "le": 1e24}),
    "unit_base": Column("base unit of the dimension, as in units"),
    "comparator": _one_of("how the value binds", COMPARATORS),
    "basis": _one_of("a level to reach, or a change by this much", BASES),
    "target_kind": _one_of("what sort of quantity", TARGET_KINDS),
    "deadline": Column(
        "own time limit: YYYY-MM-DD, YYYY-MM, YYYY, YYYY/YYYY, long_term; null: the plan year",
        checks={"str_matches": DUE},
    ),
    "modality": Column("how firmly it is promised, as the words around it say; null: plainly"),
    # agencies
    "agency_name": Column("canonical full name with its region; null while unresolved"),
    "short_name": Column("short name; of an unresolved body the mention as written"),
    "agency_region_code": Column("division the body belongs to, GB/T 2260", checks={"str_matches": REGION_CODE}),
    "agency_level": Column("administrative level of the body (country province prefecture county town)"),
    "function_code": Column("function of the body, as education"),
    "agency_kind": Column("sort of body, as government party court enterprise"),
    "is_resolved": Column("false: a class of bodies, or a mention that two bodies could bear"),
    "role": _one_of("what the body does", ROLES),
    "mention": Column("the body as written", checks={"str_length": {"min_value": 1}}),
    # deadlines and citations
    "due": Column("the limit: YYYY-MM-DD, YYYY-MM, YYYY, YYYY/YYYY or long_term", checks={"str_matches": DUE}),
    "due_date": Column("last day of the limit; null for long_term"),
    "cited_title": Column(
        "title of the cited document without its outer 《》", checks={"str_length": {"min_value": 1}}
    ),
    "cited_document_id": _id("the cited document, where exactly one in the warehouse fits; null otherwise"),
    # search
    "term": Column("word of the item's text", checks={"str_length": {"min_value": 1}}),
    "term_key": Column("the word as a number: the first 64 bits of its SHA-256"),
    "item_key": Column("item_id as a number"),
    "word_count": _count("words of the text that are search terms, repeats counted", "words"),
    "posting_word_count": _count("word_count of the item, at most 65535", "words"),
    "frequency": Column("how often the term occurs in the item, at most 65535", "occurrences", {"ge": 1}),
    # duplicates
    "body_digest": Column("hash of the body without white space", checks={"str_matches": r"^[0-9a-f]{32}$"}),
    "sentence_count": _count("different sentences of the body", "sentences"),
    "signature": Column("MinHash of the body's sentences"),
    # reference data
    "reference_code": Column("code of the row", checks={"str_length": {"min_value": 1}}),
    "region_short_name": Column("name without 省 市 区 县"),
    "region_level": _one_of("administrative level", REGION_LEVELS),
    "parent_code": Column("code of the division above", checks={"str_matches": REGION_CODE}),
    "valid_from": Column("first month in force, YYYY-MM; null: before the records"),
    "valid_to": Column("last month in force, YYYY-MM; null: still in force"),
    "successor_code": Column("code of the division that took its place", checks={"str_matches": REGION_CODE}),
    "topic_name": Column("name of the topic"),
    "topic_keywords": Column("words that speak of the topic, separated by |"),
    "unit_kind": Column("kind of quantity, as targets.kind"),
    "dimension": Column("what the unit measures; values of one dimension compare"),
    "factor": Column("multiplies a value to give it in the base unit"),
    "indicator_name": Column("name of the indicator"),
    "indicator_unit": Column("unit it is compared in"),
    "indicator_domain": Column("field of policy"),
    # operations
    "fingerprint": Column("version of code and reference data that read the source; empty: to be read again"),
    "outcome": _one_of("what became of the source", ("loaded", "quarantined")),
    "started_at": Column("start of the run", "UTC"),
    "finished_at": Column("when the working copy was complete", "UTC"),
    "engine": Column("what ran the stages: prefect or local"),
    "code_version": Column("version of the program"),
    "definitions_sha256": Column("hash of the SQL that the file carries: comments, macros, views"),
    "sources_seen": _count("sources the run was given", "sources"),
    "sources_unchanged": _count("sources skipped because nothing changed", "sources"),
    "documents_loaded": _count("documents loaded or replaced", "documents"),
    "documents_removed": _count("documents taken out", "documents"),
    "documents_quarantined": _count("sources and documents kept out as a whole", "documents"),
    "rows_quarantined": _count("quarantine entries of the run", "rows"),
    "stage": Column("stage of the run: extract clean segment validate load"),
    "rows_in": _count("what the stage was given", "documents or rows"),
    "rows_out": _count("what it passed on", "documents or rows"),
    "quarantined": _count("what it kept out", "documents or rows"),
    "seconds": Column("time spent", "seconds", {"ge": 0}),
    "source_name": Column("group of sources, as in limits; all: the whole run"),
    "measure": Column("name of the figure, as documents or items_per_document"),
    "measured": Column("the figure"),
    "entry_id": _id("the fault; hash of source, stage, reason, place and row"),
    "reason_code": Column("why; the codes are explained in schemas/reasons.py", checks={"isin": tuple(REASONS)}),
    "table_name": Column("table the row was meant for; null: the source gave no rows"),
    "column_name": Column("column at fault; null: the whole row"),
    "faulty_value": Column("the value that broke its contract, or what the reader said"),
    "payload": Column("the row as JSON; of a whole document its fields and raw_text"),
    "first_seen": Column("start of the run that saw it first", "UTC"),
    "last_seen": Column("start of the run that saw it last", "UTC"),
    "occurrences": Column("runs that saw it", "runs", {"ge": 1}),
    "closed_at": Column("start of the run that found it mended; null: open", "UTC"),
    "audit": Column("file name in sql/audits"),
    "failed": _count("rows the audit returned", "rows"),
    "sample": Column("first failing rows as JSON"),
    "checked_at": Column("when the audit ran", "UTC"),
    "version": Column("number of the migration", checks={"ge": 1}),
    "migration_name": Column("what the migration did"),
    "applied_at": Column("when it was applied", "UTC"),
}


def column(name: str, **checks: Any) -> Any:
    """A fresh pandera field for the defined column `name`; `checks` (nullable=True, …) add to its own."""
    definition = COLUMNS[name]
    return pa.Field(description=definition.comment, **{**definition.checks, **checks})
