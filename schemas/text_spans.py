"""Contract of `text_spans`."""

import pandera.polars as pa
import polars as pl

from schemas.base import Contract
from schemas.columns import ITEM_SPAN, column


class TextSpans(Contract):
    """One run of characters of a document; a document's spans partition its raw_text."""

    document_id: str = column("document_id")
    char_start: pl.Int32 = column("char_start")
    char_end: pl.Int32 = column("char_end")
    kind: str = column("span_kind")
    item_id: str = column("item_id", nullable=True)

    @pa.dataframe_check(name="contradiction:char_end")
    def ends_after_start(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("char_end") > pl.col("char_start"))

    @pa.dataframe_check(name="contradiction:item_id")
    def item_span_has_item(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("kind") == ITEM_SPAN) == pl.col("item_id").is_not_null())
