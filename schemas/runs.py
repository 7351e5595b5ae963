"""Contract of `runs`."""

from datetime import datetime

import polars as pl

from schemas.base import Contract
from schemas.columns import column


class Runs(Contract):
    """One run that published; a run that failed or found nothing new leaves no row."""

    run_id: str = column("run_id", unique=True)
    started_at: datetime = column("started_at")
    finished_at: datetime = column("finished_at")
    engine: str = column("engine")
    code_version: str = column("code_version")
    fingerprint: str = column("fingerprint")
    definitions_sha256: str = column("definitions_sha256")
    sources_seen: pl.Int64 = column("sources_seen")
    sources_unchanged: pl.Int64 = column("sources_unchanged")
    documents_loaded: pl.Int64 = column("documents_loaded")
    documents_removed: pl.Int64 = column("documents_removed")
    documents_quarantined: pl.Int64 = column("documents_quarantined")
    rows_quarantined: pl.Int64 = column("rows_quarantined")
