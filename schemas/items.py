"""Contract of `items`."""

import pandera.polars as pa
import polars as pl

from schemas.base import Contract
from schemas.columns import UNLABELLED_ITEM_KINDS, column


class Items(Contract):
    """One unit of a document's outline: a numbered unit, a row of a task table, the preamble or the closing."""

    item_id: str = column("item_id", unique=True)
    document_id: str = column("document_id")
    parent_item_id: str = column("parent_item_id", nullable=True)
    path: str = column("path")
    depth: pl.Int32 = column("depth")
    position: pl.Int32 = column("position")
    kind: str = column("item_kind")
    label: str = column("label", nullable=True)
    heading: str = column("heading", nullable=True)
    text: str = column("item_text")
    topic_code: str = column("topic_code", nullable=True)
    char_start: pl.Int32 = column("char_start")
    char_end: pl.Int32 = column("char_end")
    word_count: pl.Int32 = column("word_count")

    @pa.dataframe_check(name="contradiction:char_end")
    def ends_after_start(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("char_end") > pl.col("char_start"))

    @pa.dataframe_check(name="contradiction:label")
    def numbered_has_label(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("kind").is_in(UNLABELLED_ITEM_KINDS) == pl.col("label").is_null())
