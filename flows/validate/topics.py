"""The topic of an item: the one whose key words its heading and text hold most often."""

from functools import cache

import polars as pl

from flows.errors import ReferenceDataError
from flows.reference import read_table

_SEPARATORS = r"[|;；、\s]+"


@cache
def _keywords() -> pl.DataFrame:
    """Columns keyword, topic_code, rank (order of the topic in its file); empty while there is no topics table."""
    try:
        rows = read_table("topics")
    except ReferenceDataError:
        rows = ()
    schema = {"topic_code": pl.String, "keywords": pl.String}
    topics = pl.DataFrame([{key: row[key] for key in schema} for row in rows], schema=schema).with_row_index("rank")
    return (
        topics.with_columns(keyword=pl.col("keywords").str.replace_all(_SEPARATORS, "|").str.split("|"))
        .explode("keyword")
        .filter(pl.col("keyword").str.len_chars() > 0)
        .unique("keyword", keep="first", maintain_order=True)
        .select("keyword", "topic_code", "rank")
    )


def assign_topics(headings: pl.Series, texts: pl.Series) -> pl.Series:
    """topic_code for each item (null: no key word); a key word in the heading counts three times, ties go by rank."""
    keywords = _keywords()
    if keywords.is_empty():
        return pl.repeat(None, len(texts), dtype=pl.String, eager=True).alias("topic_code")
    patterns = keywords["keyword"].to_list()
    found = pl.concat(
        pl.select(
            row=pl.int_range(len(texts), dtype=pl.UInt32),
            keyword=series.fill_null("").str.extract_many(patterns, leftmost=True),
            weight=pl.lit(weight, dtype=pl.Int32),
        ).explode("keyword")
        for series, weight in ((texts, 1), (headings, 3))
    )
    best = (
        found.drop_nulls("keyword")
        .join(keywords, on="keyword")
        .group_by("row", "topic_code", "rank")
        .agg(pl.col("weight").sum())
        .sort("row", "weight", "rank", descending=[False, True, False])
        .unique("row", keep="first", maintain_order=True)
    )
    rows = pl.DataFrame({"row": pl.int_range(len(texts), dtype=pl.UInt32, eager=True)})
    return rows.join(best, on="row", how="left", maintain_order="left")["topic_code"]
