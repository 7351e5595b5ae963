"""Quarantine entries: what was kept out, why, and enough of it to replay it once the fault is mended."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

import polars as pl

from flows.errors import SourceError
from flows.load.keys import entry_id
from flows.model import RawDocument, Run
from schemas.registry import QUARANTINE_ROWS, frame_schema

SCHEMA = frame_schema(QUARANTINE_ROWS)
# A payload keeps at most this much of a document's text; the whole text is in the source.
PAYLOAD_CHARACTERS = 2_000_000


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of one source, document or row.

    row: id that tells the row from others of its table and source (null for a whole source or document).
    content_sha256: null when the bytes could not be read, so that nothing is known of the content.
    """

    stage: str
    reason: str
    source_uri: str
    content_sha256: str | None = None
    table: str | None = None
    column: str | None = None
    value: str | None = None
    payload: str | None = None
    row: str | None = None


def quarantine_frame(faults: Iterable[Fault], run: Run) -> pl.DataFrame:
    """Entries of one run, one for each different fault; columns as schemas.quarantine.QuarantineRows."""
    rows = {}
    for fault in faults:
        key = entry_id(fault.source_uri, fault.stage, fault.reason, fault.table, fault.column, fault.row)
        rows[key] = {
            "entry_id": key,
            "run_id": run.run_id,
            "stage": fault.stage,
            "reason_code": fault.reason,
            "table_name": fault.table,
            "column_name": fault.column,
            "value": _legible(fault.value),
            "payload": _legible(fault.payload),
            "source_uri": _legible(fault.source_uri),
            "content_sha256": fault.content_sha256,
            "first_seen": run.started_at,
            "last_seen": run.started_at,
            "occurrences": 1,
        }
    return pl.DataFrame(list(rows.values()), schema=SCHEMA)


def source_fault(error: SourceError, stage: str, content_sha256: str | None = None, text: str | None = None) -> Fault:
    """The fault of a source that gave no document.

    text: what was extracted before the fault, kept in the payload for a replay.
    """
    payload = json.dumps({"raw_text": text[:PAYLOAD_CHARACTERS]}, ensure_ascii=False) if text else None
    return Fault(stage, error.reason, error.uri, content_sha256, value=error.detail, payload=payload)


def replayable_documents(payloads: Iterable[tuple[str, str | None, str | None]]) -> list[RawDocument]:
    """Documents that can be segmented again although their source is gone: from (source_uri, content_sha256, payload).

    Entries without a text, and texts that did not fit into their payload, are left out. What only the source knows
    (tables, head metadata) is lost.
    """
    documents = {}
    for uri, digest, payload in payloads:
        row = json.loads(payload) if payload else {}
        text = row.get("raw_text")
        if text and digest and row.get("char_count", len(text)) == len(text) < PAYLOAD_CHARACTERS:
            media_type, charset = row.get("media_type") or "text/plain", row.get("charset")
            documents[uri] = RawDocument(uri, digest, media_type, charset, text)
    return list(documents.values())


def _legible(text: str | None) -> str | None:
    return None if text is None else text.encode("utf-8", "replace").decode()
