"""Responsibilities: which body leads and supports which tasks."""

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.data import all_rows, count, rows
from dashboards.parts import SHOWN_ROWS, as_limit, named, one, place_filters, table, with_reader_links, words
from dashboards.texts import name_of, text

_BARS = 15
# Bodies that the list offers; choosing a region brings others.
_CHOICES = 1_000
_COLUMNS = (
    "open", "agency_name", "role", "task", "due", "region_name", "plan_year", "section", "label", "targets", "title",
)  # fmt: skip
_ORDER = ("-plan_year", "region_name", "document_id", "char_start", "role", "agency_name")


def show() -> None:
    chosen = place_filters()
    workload = rows("report_agency_workload", **chosen)
    if workload.is_empty():
        st.info(text("empty.responsibilities"))
        return
    bodies = (
        workload.group_by("agency_name")
        .agg(pl.sum("lead_tasks", "support_tasks", "tasks"))
        .sort("tasks", "lead_tasks", "agency_name", descending=[True, True, False])
    )
    _workload(bodies)
    st.subheader(text("responsibilities.tasks"))
    left, middle, right = st.columns(3)
    with left:
        agency = _choose_body(bodies)
    with middle:
        roles = {name_of("role", role): role for role in charts.ROLE_COLOURS}
        role = st.segmented_control(text("filter.role"), list(roles), key="role", bind="query-params")
    with right:
        entry = words("task")
    asked = {"agency_name": agency, "role": roles.get(role), "holding": (("task", "section"), entry), **chosen}
    tasks = rows("report_responsibilities", order_by=_ORDER, limit=SHOWN_ROWS, **asked)
    readable = {"role": named("role", "role"), "due": as_limit("due")}
    shown = tasks.with_columns(
        mark=pl.concat_str(pl.lit("a"), pl.col("char_start").cast(pl.String), pl.lit("-"), "agency_id"), **readable
    )
    read = all_rows("report_responsibilities", order_by=_ORDER, **asked)
    table(
        with_reader_links(shown, "mark").select(_COLUMNS),
        "responsibilities",
        links={"open": text("open.sentence")},
        total=count("report_responsibilities", **asked),
        whole=lambda: read().with_columns(**readable).select(name for name in _COLUMNS if name != "open"),
    )


def _workload(bodies: pl.DataFrame) -> None:
    """The chart of those with the most tasks. bodies: agency_name, lead_tasks, support_tasks; busiest first."""
    st.subheader(text("responsibilities.workload"))
    first = bodies.head(_BARS).with_columns(place=pl.int_range(pl.len()))
    parts = pl.concat(
        first.select("place", "agency_name", role=pl.lit(name_of("role", role)), tasks=f"{role}_tasks")
        for role in ("lead", "support")
    )
    colours = {name_of("role", role): colour for role, colour in charts.ROLE_COLOURS.items()}
    st.altair_chart(
        charts.stacked_bars(parts.sort("place"), "agency_name", "tasks", "role", text("axis.tasks"), colours),
        theme=None,
    )
    if bodies.height > _BARS:
        st.caption(text("responsibilities.bars", shown=_BARS, count=f"{bodies.height:,}"))


def _choose_body(bodies: pl.DataFrame) -> str | None:
    names = bodies["agency_name"].head(_CHOICES).to_list()
    # One that the address names stays selectable however long the list is.
    asked = st.session_state.get("agency") or st.query_params.get("agency")
    if asked and asked not in names and asked in bodies["agency_name"]:
        names.append(asked)
    agency = one("agency", names, index=None, placeholder=text("filter.all"))
    if bodies.height > _CHOICES:
        st.caption(text("responsibilities.many", shown=f"{_CHOICES:,}", count=f"{bodies.height:,}"))
    return agency
