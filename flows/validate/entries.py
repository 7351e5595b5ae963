"""Faulty rows as quarantine faults: with their payload, and the source they come from."""

import json
from collections.abc import Iterator, Mapping

import polars as pl

from flows.validate.quarantine import PAYLOAD_CHARACTERS, Fault
from flows.validate.relations import item_keys

STAGE = "validate"


def row_faults(frames: Mapping[str, pl.DataFrame], faults: Mapping[str, pl.DataFrame]) -> Iterator[Fault]:
    """One Fault for each row of `faults` (see flows.validate.faults), documents first."""
    sources = {
        identity: (uri, digest)
        for identity, uri, digest in frames["documents"].select("document_id", "source_uri", "content_sha256").rows()
    }
    owners = dict(zip(item_keys(frames["items"]), frames["items"]["document_id"], strict=True))
    for table, found in faults.items():
        if found.is_empty():
            continue
        rows = frames[table][found["row"]]
        for row, (_, reason, column, value) in zip(rows.iter_rows(named=True), found.iter_rows(), strict=True):
            identity = row.get("document_id") or owners.get(row["item_key"])
            uri, digest = sources.get(identity, ("", None))
            if table == "documents":
                row["children"] = _children(frames, identity)
                row["raw_text"] = (row["raw_text"] or "")[:PAYLOAD_CHARACTERS]
            payload = json.dumps(row, ensure_ascii=False, default=str)
            yield Fault(
                STAGE, reason, uri, digest, table, column, value, payload, None if table == "documents" else payload
            )


def _children(frames: Mapping[str, pl.DataFrame], identity: str | None) -> dict[str, int]:
    """How many rows of each table went with a document."""
    return {
        table: frame.filter(pl.col("document_id") == identity).height
        for table, frame in frames.items()
        if table != "documents" and "document_id" in frame.columns
    }
