"""Due tasks: what is to be done by when, and by whom."""

from typing import Any

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.data import all_rows, count, rows
from dashboards.parts import (
    SHOWN_ROWS,
    as_limit,
    named,
    place_filters,
    sentence_card,
    table,
    with_reader_links,
    words,
)
from dashboards.texts import name_of, text

_CARDS = 6
_COLUMNS = (
    "open", "due", "due_date", "state", "task", "lead_agencies", "support_agencies", "region_name", "plan_year",
    "title",
)  # fmt: skip
_ORDER = ("due_date", "region_name", "document_id", "char_start")


def show() -> None:
    chosen = place_filters()
    left, right = st.columns([1, 2])
    with left:
        entry = words("body")
    with right:
        states = {name_of("state", state): state for state in ("upcoming", "past", "long_term")}
        state = states.get(st.segmented_control(text("filter.state"), list(states), key="state", bind="query-params"))
    asked = {"holding": (("lead_agencies", "support_agencies", "task"), entry), "state": state, **chosen}
    dates = rows("report_due_tasks", ["due_date"], **asked)
    if dates.is_empty():
        st.info(text("empty.filter" if count("report_due_tasks", **chosen) else "empty.due"))
        return
    _by_year(dates)
    if state in (None, "upcoming"):
        _next({**asked, "state": "upcoming"})
    st.subheader(text("due.all"))
    tasks = rows("report_due_tasks", order_by=_ORDER, limit=SHOWN_ROWS, **asked)
    tasks = tasks.with_columns(
        mark=pl.concat_str(pl.lit("d"), pl.col("char_start").cast(pl.String), pl.lit("-"), "due")
    )
    readable = {"due": as_limit("due"), "state": named("state", "state")}
    read = all_rows("report_due_tasks", order_by=_ORDER, **asked)
    table(
        with_reader_links(tasks, "mark").with_columns(**readable).select(_COLUMNS),
        "due-tasks",
        links={"open": text("open.sentence")},
        total=dates.height,
        whole=lambda: read().with_columns(**readable).select(name for name in _COLUMNS if name != "open"),
    )


def _by_year(dates: pl.DataFrame) -> None:
    st.subheader(text("due.by_year"))
    st.caption(text("due.long_term", count=f"{dates['due_date'].null_count():,}"))
    by_year = dates.drop_nulls().group_by(year=pl.col("due_date").dt.year()).agg(tasks=pl.len()).sort("year")
    if not by_year.is_empty():
        st.altair_chart(charts.columns_by_year(by_year, "tasks", text("axis.tasks"), text("axis.due_year")), theme=None)


def _next(asked: dict[str, Any]) -> None:
    """The tasks that are due next, as sentences."""
    upcoming = rows("report_due_tasks", order_by=_ORDER, limit=_CARDS, **asked)
    if upcoming.is_empty():
        return
    st.subheader(text("due.next"))
    for row in upcoming.iter_rows(named=True):
        bodies = row["lead_agencies"] or row["support_agencies"]
        head = f"{row['due_date']} · {bodies or text('due.nobody')}"
        source = f"{row['region_name'] or ''} · {row['title']}"
        mark = f"d{row['char_start']}-{row['due']}"
        sentence_card(head, _around(row["task"], row["quote"]), row["quote"], source, row["document_id"], mark)


def _around(task: str, quote: str, width: int = 90) -> str:
    """The part of the task around the quote, `width` characters to either side."""
    place = max(task.find(quote), 0)
    start, end = max(place - width, 0), place + len(quote) + width
    return ("…" if start else "") + task[start:end] + ("…" if end < len(task) else "")
