"""Contract of `quarantine`."""

from datetime import datetime

import polars as pl

from schemas.base import Contract
from schemas.columns import column


class QuarantineRows(Contract):
    """One entry as a run reports it."""

    entry_id: str = column("entry_id")
    run_id: str = column("run_id")
    stage: str = column("stage")
    reason_code: str = column("reason_code")
    table_name: str = column("table_name", nullable=True)
    column_name: str = column("column_name", nullable=True)
    value: str = column("faulty_value", nullable=True)
    payload: str = column("payload", nullable=True)
    source_uri: str = column("source_uri")
    content_sha256: str = column("content_sha256", nullable=True)
    first_seen: datetime = column("first_seen")
    last_seen: datetime = column("last_seen")
    occurrences: pl.Int32 = column("occurrences")


class Quarantine(QuarantineRows):
    """One fault of one source, document or row that kept it out of the warehouse."""

    entry_id: str = column("entry_id", unique=True)
    closed_at: datetime = column("closed_at", nullable=True)
