"""Contract of `run_stages`."""

import polars as pl

from schemas.base import Contract
from schemas.columns import column


class RunStages(Contract):
    """One stage of one run."""

    run_id: str = column("run_id")
    stage: str = column("stage")
    rows_in: pl.Int64 = column("rows_in")
    rows_out: pl.Int64 = column("rows_out")
    quarantined: pl.Int64 = column("quarantined")
    seconds: float = column("seconds")
