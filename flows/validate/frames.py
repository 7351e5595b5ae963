"""Parsed documents → one polars frame a table, with ids, in document order. No value is judged here.

Columns are collected as lists over the whole batch and turned into frames once: a row never exists as an object. Ids
of documents and items are looked up at the end by row number, not written out row by row.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter

import numpy as np
import polars as pl

from flows.load import keys
from flows.load.duplicates import fingerprint_body
from flows.model import ParsedDocument
from flows.validate.quotes import QuoteReader
from flows.validate.topics import assign_topics
from schemas.columns import POSTING_LIMIT
from schemas.registry import PARSED, frame_schema

_SCHEMAS = {name: frame_schema(model) for name, model in PARSED.items()}
# An item that its document does not have: validate finds the row and rejects it.
_NO_ITEM = keys.stable_id("no item")
# Ids of documents and items, looked up by row number when the batch is complete.
_LOOKED_UP = ("document_id", "item_id", "parent_item_id", "item_key")
# What else is worked out only then.
_LATER = (*_LOOKED_UP, "topic_code", "word_count", "frequency")
# Columns that model and table call by the same name.
_SAME = {
    "text_spans": ("kind",),
    "items": ("path", "depth", "position", "kind", "label", "heading"),
    "targets": (
        "indicator", "indicator_code", "value", "value_max", "unit", "value_base", "unit_base", "comparator", "basis",
        "kind", "deadline", "modality",
    ),
    "item_agencies": ("role", "mention"),
    "deadlines": ("due", "due_date"),
    "citations": ("title", "document_number"),
}  # fmt: skip

# Tables whose rows stand in an item, and the list of the document that they come from.
_LISTS = {
    "text_spans": "spans",
    "targets": "targets",
    "item_agencies": "agencies",
    "deadlines": "deadlines",
    "citations": "citations",
}


def build_frames(documents: Sequence[ParsedDocument], run_id: str) -> dict[str, pl.DataFrame]:
    """A frame for each table of schemas.registry.PARSED; empty frames where there is nothing."""
    batch = _Batch()
    for document in documents:
        batch.add(document, run_id)
    return batch.frames()


class _Batch:
    """Columns of every table. `references` holds the row numbers that stand for ids: -1 is an item that is missing."""

    def __init__(self) -> None:
        self.document_ids: list[str] = []
        self.frequencies: list[int] = []
        self.terms: dict[str, int] = {}
        self.item_ids: list[str] = []
        self.columns: dict[str, dict[str, list]] = {}
        self.references: dict[str, dict[str, list[int | None]]] = {}
        for name, schema in _SCHEMAS.items():
            self.columns[name] = {column: [] for column in schema if column not in _LATER}
            self.references[name] = {column: [] for column in schema if column in _LOOKED_UP}
        # The only tables that make these ids.
        self.references["documents"].pop("document_id")
        self.references["items"].pop("item_id")

    def add(self, document: ParsedDocument, run_id: str) -> None:
        identity = keys.document_id(document.raw.source_uri)
        row, first_item = len(self.document_ids), len(self.item_ids)
        self.document_ids.append(identity)
        self.item_ids += _numbered(keys.item_id, identity, [(item.path, item.kind) for item in document.items])
        places = _ItemRows(first_item, len(document.items))
        quotes = QuoteReader(document.raw.text, document.spans)
        self._add_document(document, run_id)
        self._add_items(document, row, places)
        for table, source in _LISTS.items():
            rows = getattr(document, source)
            self._add_rows(table, rows, row)
            self.references[table]["item_id"] += places.of([row.item for row in rows])
        for table, rows in (("targets", document.targets), ("deadlines", document.deadlines)):
            self.columns[table]["quote"] += [quotes.read(found.start, found.end) for found in rows]
        parts = [(target.start, target.end, target.indicator, target.value) for target in document.targets]
        self.columns["targets"]["target_id"] += _numbered(keys.target_id, identity, parts)
        parts = [(citation.start, citation.title) for citation in document.citations]
        self.columns["citations"]["citation_id"] += _numbered(keys.citation_id, identity, parts)
        self._add_agencies(document, row)
        self._add_body(document, row)

    def frames(self) -> dict[str, pl.DataFrame]:
        self.columns["search_vocabulary"] = {"term_key": list(self.terms.values()), "term": list(self.terms)}
        frames = {name: _frame(name, columns) for name, columns in self.columns.items()}
        document_ids = pl.Series("document_id", self.document_ids, dtype=pl.String)
        item_ids = pl.Series("item_id", [*self.item_ids, _NO_ITEM], dtype=pl.String)
        looked_up = {
            "document_id": document_ids,
            "item_id": item_ids,
            "parent_item_id": item_ids,
            "item_key": item_ids.str.to_integer(base=16, dtype=pl.UInt64),
        }
        frames["documents"] = frames["documents"].with_columns(document_ids)
        frames["items"] = frames["items"].with_columns(item_ids.head(-1))
        for name, references in self.references.items():
            found = [_look_up(looked_up[column], rows).alias(column) for column, rows in references.items()]
            frames[name] = frames[name].with_columns(found)
        items = frames["items"]
        item_rows = pl.Series(self.references["search_postings"]["item_key"], dtype=pl.Int64).to_numpy()
        frequencies = pl.Series(self.frequencies, dtype=pl.Int64).to_numpy()
        words = np.bincount(item_rows, frequencies, items.height).astype(np.int32)
        topics = assign_topics(items["heading"], items["text"])
        frames["items"] = items.with_columns(topics, pl.Series("word_count", words))
        frames["search_postings"] = frames["search_postings"].with_columns(
            pl.Series("frequency", np.minimum(frequencies, POSTING_LIMIT).astype(np.uint16)),
            pl.Series("word_count", np.minimum(words[item_rows], POSTING_LIMIT).astype(np.uint16)),
        )
        return {name: frames[name].select(list(_SCHEMAS[name])) for name in PARSED}

    def _add_rows(self, table: str, rows: Sequence, document_row: int) -> None:
        columns = self.columns[table]
        self.references[table]["document_id"] += [document_row] * len(rows)
        columns["char_start"] += [row.start for row in rows]
        columns["char_end"] += [row.end for row in rows]
        for column in _SAME[table]:
            columns[column] += map(attrgetter(column), rows)

    def _add_document(self, document: ParsedDocument, run_id: str) -> None:
        raw, fields = document.raw, document.fields
        row = {
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
            self.columns["documents"][name].append(value)

    def _add_items(self, document: ParsedDocument, document_row: int, places: "_ItemRows") -> None:
        items, columns, postings = document.items, self.columns["items"], self.columns["search_postings"]
        self._add_rows("items", items, document_row)
        self.references["items"]["parent_item_id"] += places.of([item.parent for item in items])
        columns["text"] += [item.passage.original(document.raw.text) for item in items]
        item_rows, term_keys, known = self.references["search_postings"]["item_key"], postings["term_key"], self.terms
        for found in document.terms:
            item_rows += [places.first + found.item] * len(found.words)
            for term in found.words:
                if term not in known:
                    known[term] = keys.term_key(term)
            term_keys += map(known.__getitem__, found.words)
            self.frequencies += found.counts

    def _add_agencies(self, document: ParsedDocument, document_row: int) -> None:
        region = document.fields.region.code if document.fields.region else None
        bodies = [
            keys.agency_id(agency.identity or agency.name, agency.mention, region) for agency in document.agencies
        ]
        self.columns["item_agencies"]["agency_id"] += bodies
        readings = self.columns["agency_readings"]
        # Of several readings in one document the first counts.
        first = dict(zip(reversed(bodies), reversed(document.agencies), strict=True))
        self.references["agency_readings"]["document_id"] += [document_row] * len(first)
        readings["agency_id"] += first
        for agency in first.values():
            resolved = agency.name is not None
            readings["name"].append(agency.name)
            readings["short_name"].append(agency.short_name if resolved else agency.mention)
            readings["region_code"].append(agency.region_code if resolved else region)
            readings["level"].append(agency.level)
            readings["function_code"].append(agency.function_code)
            readings["kind"].append(agency.kind)
            readings["is_resolved"].append(resolved)

    def _add_body(self, document: ParsedDocument, document_row: int) -> None:
        fingerprint = fingerprint_body("\n".join(item.passage.text for item in document.items))
        if fingerprint is not None:
            columns = self.columns["body_fingerprints"]
            self.references["body_fingerprints"]["document_id"].append(document_row)
            columns["body_digest"].append(fingerprint.digest)
            columns["sentence_count"].append(fingerprint.sentence_count)
            columns["signature"].append(fingerprint.signature)


@dataclass(frozen=True, slots=True)
class _ItemRows:
    """Row numbers, in the batch, of the items of one document."""

    first: int
    count: int

    def of(self, indexes: list[int | None]) -> list[int | None]:
        """Row number for each index in the document's item list; -1 where it has no such item."""
        rows = range(self.first, self.first + self.count)
        try:
            return [None if index is None else rows[index] for index in indexes]
        except IndexError:
            return [None if index is None else rows[index] if index < self.count else -1 for index in indexes]


def _look_up(ids: pl.Series, rows: list[int | None]) -> pl.Series:
    """The id for each row number; -1 is the last one."""
    return ids.gather(pl.Series(rows, dtype=pl.Int64))


def _numbered(make: Callable[..., str], identity: str, parts: list[tuple]) -> list[str]:
    """An id for each row of a document by its key `parts`; rows with equal parts are told apart by their order."""
    if len(set(parts)) == len(parts):
        return [make(identity, *part) for part in parts]
    seen: Counter = Counter()
    ids = []
    for part in parts:
        ids.append(make(identity, *part, seen[part]))
        seen[part] += 1
    return ids


def _frame(table: str, columns: dict[str, list]) -> pl.DataFrame:
    schema = {column: _SCHEMAS[table][column] for column in columns}
    try:
        return pl.DataFrame(columns, schema=schema)
    except UnicodeEncodeError:
        # A lone surrogate has no UTF-8 form. One "?" for each keeps every offset.
        legible = {name: [_legible(value) for value in values] for name, values in columns.items()}
        return pl.DataFrame(legible, schema=schema)


def _legible(value: object) -> object:
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
