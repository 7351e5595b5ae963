"""Contract of `documents`."""

from datetime import date, datetime

import pandera.polars as pa
import polars as pl

from schemas.base import Contract
from schemas.columns import FLAGS, column


class ParsedDocuments(Contract):
    """One source document as validate receives it: what the loader adds is still missing."""

    document_id: str = column("document_id", unique=True)
    source_uri: str = column("source_uri")
    content_sha256: str = column("content_sha256")
    media_type: str = column("media_type")
    charset: str = column("charset", nullable=True)
    title: str = column("document_title", nullable=True)
    document_type: str = column("document_type")
    document_number: str = column("document_number", nullable=True)
    index_number: str = column("index_number", nullable=True)
    region_code: str = column("region_code", nullable=True)
    region_name: str = column("region_name", nullable=True)
    plan_year: pl.Int32 = column("plan_year", nullable=True)
    plan_year_end: pl.Int32 = column("plan_year_end", nullable=True)
    written_date: date = column("written_date", nullable=True)
    published_date: date = column("published_date", nullable=True)
    source_url: str = column("source_url", nullable=True)
    flags: pl.List(pl.String) = column("flags")
    raw_text: str = column("raw_text")
    char_count: pl.Int32 = column("char_count")
    run_id: str = column("run_id")

    @pa.dataframe_check(name="unknown_value:flags")
    def flags_are_known(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("flags").list.eval(pl.element().is_in(FLAGS)).list.all())

    @pa.dataframe_check(name="contradiction:plan_year_end")
    def years_ascend(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select((pl.col("plan_year_end") >= pl.col("plan_year")).fill_null(True))

    @pa.dataframe_check(name="contradiction:region_name")
    def region_is_whole(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("region_code").is_null() == pl.col("region_name").is_null())

    @pa.dataframe_check(name="out_of_range:written_date")
    def dates_are_plausible(cls, data: pa.PolarsData) -> pl.LazyFrame:
        earliest, latest = date(1949, 1, 1), date(2100, 12, 31)
        return data.lazyframe.select(
            pl.all_horizontal(pl.col("written_date", "published_date").is_between(earliest, latest).fill_null(True))
        )


class Documents(ParsedDocuments):
    """One source document with its text and its own metadata."""

    duplicate_of: str = column("duplicate_of", nullable=True)
    loaded_at: datetime = column("loaded_at")
