"""Contract of `item_agencies`."""

import pandera.polars as pa
import polars as pl

from schemas.base import Contract
from schemas.columns import column


class ItemAgencies(Contract):
    """One mention of a body in a role, at an item or for the whole document."""

    document_id: str = column("document_id")
    item_id: str = column("item_id_or_document", nullable=True)
    agency_id: str = column("agency_id")
    role: str = column("role")
    mention: str = column("mention")
    char_start: pl.Int32 = column("char_start")
    char_end: pl.Int32 = column("char_end")

    @pa.dataframe_check(name="contradiction:char_end")
    def ends_after_start(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("char_end") > pl.col("char_start"))
