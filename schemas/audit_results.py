"""Contract of `audit_results`."""

from datetime import datetime

import polars as pl

from schemas.base import Contract
from schemas.columns import column


class AuditResults(Contract):
    """One audit of sql/audits in the run that last published."""

    audit: str = column("audit", unique=True)
    run_id: str = column("run_id")
    failed: pl.Int64 = column("failed")
    sample: str = column("sample", nullable=True)
    seconds: float = column("seconds")
    checked_at: datetime = column("checked_at")
