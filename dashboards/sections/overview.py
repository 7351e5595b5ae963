"""Overview: what the warehouse holds, how fresh and how sound it is."""

from datetime import UTC, datetime

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.data import rows
from dashboards.parts import age, figures, named_list, place_filters, table, with_reader_links
from dashboards.texts import text
from dashboards.values import BEIJING

_COLUMNS = (
    "document_id",
    "title",
    "region_name",
    "plan_year",
    "document_type",
    "issuers",
    "targets",
    "items",
    "agencies",
    "item_share",
    "published_date",
    "written_date",
    "flags",
)
_TOP = 12


def show() -> None:
    totals = rows("report_totals").row(0, named=True)
    if not totals["documents"]:
        st.info(text("empty.documents"))
        return
    st.caption(text("overview.about"))
    _totals(totals)
    chosen = place_filters(types=True)
    documents = rows(
        "report_documents", _COLUMNS, order_by=["-plan_year", "region_name", "title"], is_original=True, **chosen
    )
    if documents.is_empty():
        st.info(text("empty.filter"))
        return
    left, right = st.columns(2)
    with left:
        st.subheader(text("overview.by_year"))
        years = (
            documents.drop_nulls("plan_year")
            .group_by(year="plan_year")
            .agg(documents=pl.len(), targets=pl.sum("targets"))
        )
        st.altair_chart(
            charts.columns_by_year(years.sort("year"), "documents", text("axis.documents"), text("axis.year")),
            theme=None,
        )
    with right:
        st.subheader(text("overview.by_region"))
        regions = (
            documents.drop_nulls("region_name")
            .group_by(region="region_name")
            .agg(pl.sum("targets"))
            .sort("targets", "region", descending=[True, False])
            .head(_TOP)
        )
        st.altair_chart(charts.ranked_bars(regions, "region", "targets", text("axis.targets")), theme=None)
    st.subheader(text("overview.documents"))
    shown = with_reader_links(documents).with_columns(
        date=pl.coalesce("published_date", "written_date"),
        flags=named_list("flags", "flag"),
    )
    table(
        shown.select(
            "open",
            "title",
            "region_name",
            "plan_year",
            "document_type",
            "targets",
            "items",
            "item_share",
            "date",
            "flags",
        ),
        "documents",
        links={"open": text("open.document")},
    )


def _totals(totals: dict) -> None:
    published = totals["published_at"]
    now = datetime.now(UTC).replace(tzinfo=None)
    beijing = published + BEIJING
    sound = totals["failed_audits"] == 0
    figures(
        [
            (
                text("total.documents"),
                f"{totals['documents']:,}",
                text("total.documents.note", reposts=f"{totals['reposts']:,}", regions=f"{totals['regions']:,}"),
            ),
            (
                text("total.targets"),
                f"{totals['targets']:,}",
                text("total.targets.note", items=f"{totals['items']:,}"),
            ),
            (
                text("total.agencies"),
                f"{totals['agencies']:,}",
                text("total.agencies.note", unresolved=f"{totals['unresolved_agencies']:,}"),
            ),
            (
                text("total.freshness"),
                age(published, now),
                text(
                    "total.freshness.note",
                    published=f"{beijing:%Y-%m-%d %H:%M}",
                    newest=totals["newest_document_date"] or "—",
                ),
            ),
            (
                text("total.quality"),
                text("total.quality.good" if sound else "total.quality.bad", failed=totals["failed_audits"]),
                text(
                    "total.quality.note",
                    documents=f"{totals['quarantined_documents']:,}",
                    rows=f"{totals['quarantined_rows']:,}",
                ),
            ),
        ]
    )
