"""Due tasks: what is to be done by when, and by whom."""

from datetime import date

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.data import rows
from dashboards.parts import as_limit, containing, named, place_filters, sentence_card, table, with_reader_links, words
from dashboards.texts import name_of, text

_CARDS = 6


def show() -> None:
    chosen = place_filters()
    tasks = rows("report_due_tasks", order_by=["due_date", "region_name", "document_id", "char_start"], **chosen)
    if tasks.is_empty():
        st.info(text("empty.due"))
        return
    left, right = st.columns([1, 2])
    with left:
        entry = words("body")
    with right:
        states = {name_of("state", state): state for state in ("upcoming", "past", "long_term")}
        state = st.segmented_control(text("filter.state"), list(states), key="state", bind="query-params")
    today = date.today()
    state_of = (
        pl.when(pl.col("due_date").is_null()).then(pl.lit("long_term"))
        .when(pl.col("due_date") < today).then(pl.lit("past"))
        .otherwise(pl.lit("upcoming"))
    )  # fmt: skip
    tasks = containing(tasks.with_columns(state=state_of), ["lead_agencies", "support_agencies", "task"], entry)
    if state:
        tasks = tasks.filter(pl.col("state") == states[state])
    if tasks.is_empty():
        st.info(text("empty.filter"))
        return

    st.subheader(text("due.by_year"))
    st.caption(text("due.long_term", count=tasks["due_date"].null_count()))
    by_year = tasks.drop_nulls("due_date").group_by(year=pl.col("due_date").dt.year()).agg(tasks=pl.len()).sort("year")
    if not by_year.is_empty():
        st.altair_chart(charts.columns_by_year(by_year, "tasks", text("axis.tasks"), text("axis.due_year")), theme=None)

    upcoming = tasks.filter(pl.col("state") == "upcoming")
    if not upcoming.is_empty():
        st.subheader(text("due.next"))
        for row in upcoming.head(_CARDS).iter_rows(named=True):
            bodies = row["lead_agencies"] or row["support_agencies"]
            head = f"{row['due_date']} · {bodies or text('due.nobody')}"
            source = f"{row['region_name'] or ''} · {row['title']}"
            sentence_card(
                head, _around(row["task"], row["quote"]), row["quote"], source, row["document_id"], _mark(row)
            )
    st.subheader(text("due.all"))
    shown = tasks.with_columns(
        mark=pl.concat_str(pl.lit("d"), pl.col("char_start").cast(pl.String), pl.lit("-"), "due"),
    )
    shown = with_reader_links(shown, "mark").with_columns(
        due=as_limit("due"),
        state=named("state", "state"),
    )
    table(
        shown.select(
            "due",
            "due_date",
            "state",
            "task",
            "open",
            "lead_agencies",
            "support_agencies",
            "region_name",
            "plan_year",
            "title",
        ),
        "due-tasks",
        links={"open": text("open.sentence")},
    )


def _mark(row: dict) -> str:
    return f"d{row['char_start']}-{row['due']}"


def _around(task: str, quote: str, width: int = 90) -> str:
    """The part of the task around the quote, `width` characters to either side."""
    place = max(task.find(quote), 0)
    start, end = max(place - width, 0), place + len(quote) + width
    return ("…" if start else "") + task[start:end] + ("…" if end < len(task) else "")
