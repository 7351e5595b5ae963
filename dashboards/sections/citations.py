"""Citations: which documents the plans build on, and where each is cited."""

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.data import all_rows, count, rows
from dashboards.parts import SHOWN_ROWS, one, place_filters, table, with_reader_links, words
from dashboards.texts import name_of, text

_BARS = 15
_CHOICES = 1_000
_COLUMNS = ("open", "cited_title", "cited_number", "cited_region_name", "region_name", "plan_year", "title")
_ORDER = ("-plan_year", "region_name", "document_id", "char_start")


def show() -> None:
    chosen = place_filters()
    citations = rows("report_citations", ["cited_key", "cited_title", "document_id"], **chosen)
    if citations.is_empty():
        st.info(text("empty.citations"))
        return
    cited = (
        citations.group_by("cited_key")
        .agg(pl.col("cited_title").sort().mode().first(), documents=pl.col("document_id").n_unique())
        .sort("documents", "cited_title", descending=[True, False])
    )
    st.subheader(text("citations.most"))
    top = cited.head(_BARS).select("cited_title", "documents")
    st.altair_chart(charts.ranked_bars(top, "cited_title", "documents", text("axis.citing")), theme=None)
    if cited.height > _BARS:
        st.caption(text("citations.bars", shown=_BARS, count=f"{cited.height:,}"))
    _levels()

    st.subheader(text("citations.all"))
    left, right = st.columns([1, 2])
    with left:
        entry = words("cited")
    with right:
        titles = {row["cited_title"]: row["cited_key"] for row in cited.head(_CHOICES).iter_rows(named=True)}
        title = one("cited_document", list(titles), index=None, placeholder=text("filter.all"))
    asked = {"holding": (("cited_title",), entry), "cited_key": titles.get(title), **chosen}
    read = all_rows("report_citations", order_by=_ORDER, **asked)
    table(
        with_reader_links(rows("report_citations", order_by=_ORDER, limit=SHOWN_ROWS, **asked), "citation_id").select(
            _COLUMNS
        ),
        "citations",
        links={"open": text("open.sentence")},
        total=count("report_citations", **asked),
        whole=lambda: read().select(name for name in _COLUMNS if name != "open"),
    )


def _levels() -> None:
    """How policy travels between levels of government, as far as the cited documents are loaded."""
    levels = rows("report_citation_levels").filter(pl.col("cited_documents") > 0)
    st.subheader(text("citations.levels"))
    if levels.is_empty():
        st.caption(text("citations.none_loaded"))
        return
    order = list(charts.LEVEL_COLOURS)
    place = pl.col("citing_level").replace_strict({level: number for number, level in enumerate(order)}, default=9)
    parts = levels.sort(place).select(
        citing=pl.Series([name_of("level", level) for level in levels.sort(place)["citing_level"]], dtype=pl.String),
        cited=pl.Series([name_of("level", level) for level in levels.sort(place)["cited_level"]], dtype=pl.String),
        citations="citations",
    )
    colours = {name_of("level", level): colour for level, colour in charts.LEVEL_COLOURS.items()}
    st.altair_chart(
        charts.stacked_bars(parts, "citing", "citations", "cited", text("axis.citations"), colours), theme=None
    )
    st.caption(text("citations.levels.note"))
