"""Faults as frames: one row a fault, `row` the row number in the table's frame, with reason code, column and value."""

from functools import cache
from typing import TypeVar

import polars as pl

_SCHEMA = {"row": pl.UInt32, "reason": pl.String, "column": pl.String, "value": pl.String}


Frame = TypeVar("Frame", pl.DataFrame, pl.LazyFrame)


@cache
def no_faults() -> pl.DataFrame:
    """A frame of no row."""
    return pl.DataFrame(schema=_SCHEMA)


def faults_of(rows: Frame, reason: str, column: str | None, value: str | None = None) -> Frame:
    """Faults of `rows` (which has a column `row`): all with one reason and column; `value` names a column of `rows`."""
    return rows.select(
        pl.col("row").cast(pl.UInt32),
        reason=pl.lit(reason, dtype=pl.String),
        column=pl.lit(column, dtype=pl.String),
        value=pl.col(value).cast(pl.String) if value else pl.lit(None, dtype=pl.String),
    )
