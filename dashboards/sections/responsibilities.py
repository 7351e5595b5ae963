"""Responsibilities: which body leads and supports which tasks."""

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.data import rows
from dashboards.parts import as_limit, containing, named, one, place_filters, table, with_reader_links, words
from dashboards.texts import name_of, text

_BARS = 15


def show() -> None:
    chosen = place_filters()
    workload = rows("report_agency_workload", **chosen)
    if workload.is_empty():
        st.info(text("empty.responsibilities"))
        return
    bodies = (
        workload.group_by("agency_name")
        .agg(pl.sum("lead_tasks", "support_tasks", "tasks", "documents"), pl.min("first_due_date"))
        .sort("tasks", "lead_tasks", "agency_name", descending=[True, True, False])
    )
    st.subheader(text("responsibilities.workload"))
    parts = pl.concat(
        bodies.head(_BARS).select("agency_name", role=pl.lit(name_of("role", role)), tasks=f"{role}_tasks")
        for role in ("lead", "support")
    )
    order = bodies.head(_BARS).select("agency_name", place=pl.int_range(pl.len()))
    colours = {name_of("role", role): colour for role, colour in charts.ROLE_COLOURS.items()}
    st.altair_chart(
        charts.stacked_bars(
            parts.join(order, on="agency_name").sort("place"),
            "agency_name",
            "tasks",
            "role",
            text("axis.tasks"),
            colours,
        ),
        theme=None,
    )
    if bodies.height > _BARS:
        st.caption(text("responsibilities.bars", shown=_BARS, count=f"{bodies.height:,}"))

    st.subheader(text("responsibilities.tasks"))
    left, middle, right = st.columns(3)
    with left:
        agency = one("agency", bodies["agency_name"].to_list(), index=None, placeholder=text("filter.all"))
    with middle:
        roles = {name_of("role", role): role for role in charts.ROLE_COLOURS}
        role = st.segmented_control(text("filter.role"), list(roles), key="role", bind="query-params")
    with right:
        entry = words("task")
    tasks = rows(
        "report_responsibilities",
        order_by=["agency_name", "role", "document_id", "char_start"],
        agency_name=agency,
        role=roles.get(role),
        **chosen,
    )
    place = bodies.select("agency_name", place=pl.int_range(pl.len()))
    tasks = tasks.join(place, on="agency_name").sort("place", maintain_order=True)
    tasks = containing(tasks, ["task", "section"], entry).with_columns(
        mark=pl.concat_str(pl.lit("a"), pl.col("char_start").cast(pl.String), pl.lit("-"), "agency_id"),
        role=named("role", "role"),
        due=as_limit("due"),
    )
    table(
        with_reader_links(tasks, "mark").select(
            "agency_name",
            "role",
            "task",
            "open",
            "due",
            "region_name",
            "plan_year",
            "section",
            "label",
            "targets",
            "title",
        ),
        "responsibilities",
        links={"open": text("open.sentence")},
    )
