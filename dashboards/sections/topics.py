"""Topics: what the plans speak of, where most, and in which items."""

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.data import all_rows, count, rows
from dashboards.parts import SHOWN_ROWS, one, place_filters, reader_address, table
from dashboards.texts import text

_TOPICS = 20
_REGIONS = 15
_COLUMNS = ("open", "heading", "text", "region_name", "plan_year", "section", "title")
_ORDER = ("-plan_year", "region_name", "document_id", "char_start")


def show() -> None:
    chosen = place_filters()
    spoken = rows("report_topics", ["topic_name", "region_name", "plan_year", "items", "targets", "share"], **chosen)
    if spoken.is_empty():
        st.info(text("empty.topics"))
        return
    topics = (
        spoken.group_by("topic_name")
        .agg(pl.sum("items", "targets"))
        .sort("items", "topic_name", descending=[True, False])
    )
    st.subheader(text("topics.all"))
    first = topics.head(_TOPICS)
    st.altair_chart(charts.ranked_bars(first, "topic_name", "items", text("axis.items")), theme=None)
    if topics.height > _TOPICS:
        st.caption(text("topics.bars", shown=_TOPICS, count=topics.height))

    topic = one("topic", topics["topic_name"].to_list())
    st.subheader(text("topics.regions", topic=topic))
    st.caption(text("topics.share.note"))
    st.altair_chart(
        charts.ranked_bars(_shares(spoken, topic), "place", "share", text("axis.share"), label="label"), theme=None
    )

    st.subheader(text("topics.items", topic=topic))
    units = rows("report_items", order_by=_ORDER, limit=SHOWN_ROWS, topic_name=topic, **chosen)
    links = [reader_address(row["document_id"], unit=row["char_start"]) for row in units.iter_rows(named=True)]
    read = all_rows("report_items", order_by=_ORDER, topic_name=topic, **chosen)
    table(
        units.with_columns(pl.Series("open", links, dtype=pl.String)).select(_COLUMNS),
        "topic-items",
        links={"open": text("open.sentence")},
        total=count("report_items", topic_name=topic, **chosen),
        whole=lambda: read().select(name for name in _COLUMNS if name != "open"),
    )


def _shares(spoken: pl.DataFrame, topic: str) -> pl.DataFrame:
    """place (region and year), share, label: the plans that give the topic the largest share of their text."""
    largest = (
        spoken.filter(pl.col("topic_name") == topic)
        .drop_nulls("region_name")
        .sort("share", "region_name", descending=[True, False])
        .head(_REGIONS)
    )
    return largest.select(
        place=pl.concat_str("region_name", pl.lit(" "), pl.col("plan_year").cast(pl.String).fill_null("")),
        share="share",
        label=pl.concat_str(pl.col("share").cast(pl.String), pl.lit("%")),
    )
