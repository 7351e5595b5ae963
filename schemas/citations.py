"""Contract of `citations`."""

import pandera.polars as pa
import polars as pl

from schemas.base import Contract
from schemas.columns import column


class ParsedCitations(Contract):
    """One citation as validate receives it, before it is resolved against the documents."""

    citation_id: str = column("citation_id", unique=True)
    document_id: str = column("document_id")
    item_id: str = column("item_id_or_document", nullable=True)
    title: str = column("cited_title")
    document_number: str = column("document_number", nullable=True)
    char_start: pl.Int32 = column("char_start")
    char_end: pl.Int32 = column("char_end")

    @pa.dataframe_check(name="contradiction:char_end")
    def ends_after_start(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("char_end") > pl.col("char_start"))


class Citations(ParsedCitations):
    """One document named in the text, once an item."""

    cited_document_id: str = column("cited_document_id", nullable=True)
