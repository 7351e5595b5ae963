"""Parsed documents → one polars frame a table, with ids, in document order. No value is judged here.

Columns are collected as lists over the whole batch and turned into frames once: a row never exists as an object.
"""

from collections import Counter
from collections.abc import Callable, Sequence

import polars as pl

from flows.load import keys
from flows.load.duplicates import fingerprint_body
from flows.model import ParsedDocument
from flows.validate.quotes import QuoteReader
from flows.validate.topics import assign_topics
from schemas.registry import PARSED, frame_schema

_SCHEMAS = {name: frame_schema(model) for name, model in PARSED.items()}
Columns = dict[str, list]


def build_frames(documents: Sequence[ParsedDocument], run_id: str) -> dict[str, pl.DataFrame]:
    """A frame for each table of schemas.registry.PARSED; empty frames where there is nothing."""
    batch: dict[str, Columns] = {name: {column: [] for column in schema} for name, schema in _SCHEMAS.items()}
    item_rows = 0
    for document in documents:
        identity = keys.document_id(document.raw.source_uri)
        item_ids = _item_ids(identity, document)
        quotes = QuoteReader(document.raw.text, document.spans)
        _add_document(batch["documents"], document, identity, run_id)
        _add_spans(batch["text_spans"], document, identity, item_ids)
        _add_items(batch["items"], document, identity, item_ids)
        _add_targets(batch["targets"], document, identity, item_ids, quotes)
        _add_agencies(batch["agency_readings"], batch["item_agencies"], document, identity, item_ids)
        _add_deadlines(batch["deadlines"], document, identity, item_ids, quotes)
        _add_citations(batch["citations"], document, identity, item_ids)
        _add_terms(batch["search_terms"], document, item_rows)
        _add_body(batch["body_fingerprints"], document, identity)
        item_rows += len(item_ids)
    frames = {name: _frame(name, columns) for name, columns in batch.items() if name != "search_terms"}
    items = frames["items"]
    frames["items"] = items.with_columns(assign_topics(items["heading"], items["text"]))
    frames["search_terms"] = _term_frame(batch["search_terms"], items["item_id"])
    return {name: frames[name] for name in PARSED}


def _frame(name: str, columns: Columns) -> pl.DataFrame:
    try:
        return pl.DataFrame(columns, schema=_SCHEMAS[name])
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8 form. One "?" for each keeps every offset.
        legible = {key: [_legible(value) for value in values] for key, values in columns.items()}
        return pl.DataFrame(legible, schema=_SCHEMAS[name])


def _legible(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value


def _ordinals(parts: Sequence[tuple]) -> list[int]:
    """For each key its number among equal ones before it."""
    if len(set(parts)) == len(parts):
        return [0] * len(parts)
    seen: Counter = Counter()
    result = []
    for part in parts:
        result.append(seen[part])
        seen[part] += 1
    return result


def _with_ordinals(make: Callable[..., str], identity: str, parts: list[tuple]) -> list[str]:
    return [make(identity, *part, ordinal) for part, ordinal in zip(parts, _ordinals(parts), strict=True)]


def _item_ids(identity: str, document: ParsedDocument) -> list[str]:
    return _with_ordinals(keys.item_id, identity, [(item.path, item.kind) for item in document.items])


def _places(rows: Sequence, item_ids: list[str]) -> list[str | None]:
    """item_id of each row; an index that the document does not have becomes an id that validate will not find."""
    count = len(item_ids)
    return [
        None if row.item is None else item_ids[row.item] if 0 <= row.item < count else keys.stable_id("none", row.item)
        for row in rows
    ]


def _add_common(columns: Columns, rows: Sequence, identity: str, item_ids: list[str]) -> None:
    columns["document_id"] += [identity] * len(rows)
    columns["item_id"] += _places(rows, item_ids)
    columns["char_start"] += [row.start for row in rows]
    columns["char_end"] += [row.end for row in rows]


def _add_document(columns: Columns, document: ParsedDocument, identity: str, run_id: str) -> None:
    raw, fields = document.raw, document.fields
    row = {
        "document_id": identity,
        "source_uri": raw.source_uri,
        "content_sha256": raw.content_sha256,
        "media_type": raw.media_type,
        "charset": raw.charset,
        "title": fields.title,
        "document_type": fields.document_type,
        "document_number": fields.document_number,
        "index_number": fields.index_number,
        "region_code": fields.region.code if fields.region else None,
        "region_name": fields.region.name if fields.region else None,
        "plan_year": fields.plan_year,
        "plan_year_end": fields.plan_year_end,
        "written_date": fields.written_date,
        "published_date": fields.published_date,
        "source_url": fields.source_url,
        "flags": sorted(fields.flags),
        "raw_text": raw.text,
        "char_count": len(raw.text),
        "run_id": run_id,
    }
    for name, value in row.items():
        columns[name].append(value)


def _add_spans(columns: Columns, document: ParsedDocument, identity: str, item_ids: list[str]) -> None:
    _add_common(columns, document.spans, identity, item_ids)
    columns["kind"] += [span.kind for span in document.spans]


def _add_items(columns: Columns, document: ParsedDocument, identity: str, item_ids: list[str]) -> None:
    items = document.items
    columns["item_id"] += item_ids
    columns["document_id"] += [identity] * len(items)
    columns["parent_item_id"] += [None if item.parent is None else item_ids[item.parent] for item in items]
    columns["text"] += [item.passage.text for item in items]
    columns["char_start"] += [item.start for item in items]
    columns["char_end"] += [item.end for item in items]
    columns["topic_code"] += [None] * len(items)
    for name in ("path", "depth", "position", "kind", "label", "heading"):
        columns[name] += [getattr(item, name) for item in items]


def _add_targets(
    columns: Columns, document: ParsedDocument, identity: str, item_ids: list[str], quotes: QuoteReader
) -> None:
    targets = document.targets
    _add_common(columns, targets, identity, item_ids)
    parts = [(target.start, target.end, target.indicator, target.value) for target in targets]
    columns["target_id"] += _with_ordinals(keys.target_id, identity, parts)
    columns["quote"] += [quotes.read(target.start, target.end) for target in targets]
    for name in (
        "indicator", "indicator_code", "value", "value_max", "unit", "value_base", "unit_base", "comparator", "basis",
        "kind", "deadline", "modality",
    ):  # fmt: skip
        columns[name] += [getattr(target, name) for target in targets]


def _add_agencies(
    readings: Columns, mentions: Columns, document: ParsedDocument, identity: str, item_ids: list[str]
) -> None:
    agencies = document.agencies
    region = document.fields.region.code if document.fields.region else None
    agency_ids = [keys.agency_id(agency.name, agency.mention, region) for agency in agencies]
    _add_common(mentions, agencies, identity, item_ids)
    mentions["agency_id"] += agency_ids
    mentions["role"] += [agency.role for agency in agencies]
    mentions["mention"] += [agency.mention for agency in agencies]
    seen = {}
    for agency_id, agency in zip(agency_ids, agencies, strict=True):
        seen.setdefault(agency_id, agency)
    readings["document_id"] += [identity] * len(seen)
    readings["agency_id"] += seen
    for agency in seen.values():
        resolved = agency.name is not None
        readings["name"].append(agency.name)
        readings["short_name"].append(agency.short_name if resolved else agency.mention)
        readings["region_code"].append(agency.region_code if resolved else region)
        readings["level"].append(agency.level)
        readings["function_code"].append(agency.function_code)
        readings["kind"].append(agency.kind)
        readings["is_resolved"].append(resolved)


def _add_deadlines(
    columns: Columns, document: ParsedDocument, identity: str, item_ids: list[str], quotes: QuoteReader
) -> None:
    deadlines = document.deadlines
    _add_common(columns, deadlines, identity, item_ids)
    columns["due"] += [deadline.due for deadline in deadlines]
    columns["due_date"] += [deadline.due_date for deadline in deadlines]
    columns["quote"] += [quotes.read(deadline.start, deadline.end) for deadline in deadlines]


def _add_citations(columns: Columns, document: ParsedDocument, identity: str, item_ids: list[str]) -> None:
    citations = document.citations
    _add_common(columns, citations, identity, item_ids)
    parts = [(citation.start, citation.title) for citation in citations]
    columns["citation_id"] += _with_ordinals(keys.citation_id, identity, parts)
    columns["title"] += [citation.title for citation in citations]
    columns["document_number"] += [citation.document_number for citation in citations]


def _add_terms(columns: Columns, document: ParsedDocument, first_item_row: int) -> None:
    """Items are kept as row numbers of the batch's items frame until `_term_frame` looks their ids up."""
    if document.terms:
        items, terms, frequencies = zip(*document.terms, strict=True)
        columns["item_id"] += [first_item_row + item for item in items]
        columns["term"] += terms
        columns["frequency"] += frequencies


def _term_frame(columns: Columns, item_ids: pl.Series) -> pl.DataFrame:
    """Sorted by term: a search then skips the row groups of the table that cannot hold its words."""
    rows = pl.Series(columns.pop("item_id"), dtype=pl.UInt32)
    return _frame_of_terms(columns, item_ids.gather(rows)).sort("term")


def _frame_of_terms(columns: Columns, item_ids: pl.Series) -> pl.DataFrame:
    schema = _SCHEMAS["search_terms"]
    frame = _frame("search_terms", {**columns, "item_id": [None] * len(item_ids)})
    return frame.with_columns(item_ids.alias("item_id")).select(list(schema))


def _add_body(columns: Columns, document: ParsedDocument, identity: str) -> None:
    fingerprint = fingerprint_body("\n".join(item.passage.text for item in document.items))
    if fingerprint is not None:
        columns["document_id"].append(identity)
        columns["body_digest"].append(fingerprint.digest)
        columns["clause_count"].append(fingerprint.clause_count)
        columns["signature"].append(fingerprint.signature)
