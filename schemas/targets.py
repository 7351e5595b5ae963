"""Contract of `targets`."""

import pandera.polars as pa
import polars as pl

from schemas.base import Contract
from schemas.columns import column


class Targets(Contract):
    """One quantified commitment: an indicator, a number, and the words that say so."""

    target_id: str = column("target_id", unique=True)
    document_id: str = column("document_id")
    item_id: str = column("item_id_or_document", nullable=True)
    indicator: str = column("indicator")
    indicator_code: str = column("indicator_code", nullable=True)
    value: float = column("value")
    value_max: float = column("value_max", nullable=True)
    unit: str = column("unit")
    value_base: float = column("value_base")
    unit_base: str = column("unit_base")
    comparator: str = column("comparator")
    basis: str = column("basis")
    kind: str = column("target_kind")
    deadline: str = column("deadline", nullable=True)
    modality: str = column("modality", nullable=True)
    quote: str = column("quote")
    char_start: pl.Int32 = column("char_start")
    char_end: pl.Int32 = column("char_end")

    @pa.dataframe_check(name="out_of_range:value")
    def numbers_are_finite(cls, data: pa.PolarsData) -> pl.LazyFrame:
        numbers = pl.col("value", "value_max", "value_base")
        return data.lazyframe.select(pl.all_horizontal(numbers.is_finite().fill_null(True)))

    @pa.dataframe_check(name="contradiction:value_max")
    def range_has_both_bounds(cls, data: pa.PolarsData) -> pl.LazyFrame:
        is_range = pl.col("comparator") == "between"
        return data.lazyframe.select(
            pl.when(is_range)
            .then((pl.col("value_max") >= pl.col("value")).fill_null(False))
            .otherwise(pl.col("value_max").is_null())
        )

    @pa.dataframe_check(name="contradiction:char_end")
    def ends_after_start(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("char_end") > pl.col("char_start"))
