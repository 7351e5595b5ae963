"""Contract of `deadlines`."""

from datetime import date

import pandera.polars as pa
import polars as pl

from schemas.base import Contract
from schemas.columns import column


class Deadlines(Contract):
    """One mention of a time limit."""

    document_id: str = column("document_id")
    item_id: str = column("item_id_or_document", nullable=True)
    due: str = column("due")
    due_date: date = column("due_date", nullable=True)
    quote: str = column("quote")
    char_start: pl.Int32 = column("char_start")
    char_end: pl.Int32 = column("char_end")

    @pa.dataframe_check(name="contradiction:due_date")
    def long_term_has_no_day(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("due") == "long_term") == pl.col("due_date").is_null())

    @pa.dataframe_check(name="contradiction:char_end")
    def ends_after_start(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("char_end") > pl.col("char_start"))
