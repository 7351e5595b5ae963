"""Quality: runs, audits, quarantine, and the documents that a person should look at."""

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.data import rows
from dashboards.parts import figures, named, named_list, table, with_reader_links
from dashboards.texts import language, names_in, text
from dashboards.values import BEIJING
from schemas.reasons import REASONS

_RUNS = 20


def show() -> None:
    runs = rows("report_runs", order_by=["-started_at"]).with_columns(pl.col("started_at") + BEIJING)
    if runs.is_empty():
        st.info(text("empty.documents"))
        return
    _latest(runs.row(0, named=True))
    left, right = st.columns(2)
    with left:
        _runs(runs.head(_RUNS))
    with right:
        _flags()
    _quarantine()
    _audits(runs["run_id"][0])
    _documents()
    st.subheader(text("quality.all_runs"))
    table(
        runs.select(
            "started_at", "seconds", "sources_seen", "sources_unchanged", "documents_loaded", "documents_quarantined",
            "rows_quarantined", "pass_rate", "failed_audits", "engine", "code_version", "run_id",
        ),
        "runs",
    )  # fmt: skip


def _latest(run: dict) -> None:
    rate = "—" if run["pass_rate"] is None else f"{run['pass_rate']:g}%"
    figures(
        [
            (text("quality.pass_rate"), rate, text("quality.pass_rate.note", run=run["run_id"])),
            (
                text("quality.loaded"),
                f"{run['documents_loaded']:,}",
                text("quality.loaded.note", seconds=f"{run['seconds']:,.1f}"),
            ),
            (
                text("quality.kept_out"),
                f"{run['documents_quarantined']:,}",
                text("quality.kept_out.note", rows=f"{run['rows_quarantined']:,}"),
            ),
            (
                text("quality.audits"),
                f"{run['audits'] - run['failed_audits']}/{run['audits']}",
                text("quality.audits.note", rows=f"{run['failed_rows']:,}"),
            ),
        ]
    )


def _runs(runs: pl.DataFrame) -> None:
    st.subheader(text("quality.runs"))
    outcomes = {"documents_loaded": charts.MAIN, "documents_quarantined": "#d9822b"}
    parts = pl.concat(
        runs.select(
            run=pl.col("started_at").dt.strftime("%m-%d %H:%M:%S"), part=pl.lit(text(f"column.{name}")), documents=name
        )
        for name in outcomes
    )
    order = runs.select(run=pl.col("started_at").dt.strftime("%m-%d %H:%M:%S"), place=pl.int_range(pl.len()))
    colours = {text(f"column.{name}"): colour for name, colour in outcomes.items()}
    st.altair_chart(
        charts.stacked_bars(
            parts.join(order, on="run").sort("place"), "run", "documents", "part", text("axis.documents"), colours
        ),
        theme=None,
    )


def _flags() -> None:
    st.subheader(text("quality.flags"))
    flags = rows("report_documents", ["flags"]).explode("flags", empty_as_null=True).drop_nulls()
    if flags.is_empty():
        st.caption(text("quality.no_flags"))
        return
    counts = flags.group_by(flag="flags").agg(documents=pl.len()).sort("documents", "flag", descending=[True, False])
    counts = counts.with_columns(named("flag", "flag"))
    st.altair_chart(charts.ranked_bars(counts, "flag", "documents", text("axis.documents")), theme=None)


def _quarantine() -> None:
    st.subheader(text("quality.quarantine"))
    entries = rows("report_quarantine", order_by=["-last_seen", "reason_code", "source_uri"])
    if entries.is_empty():
        st.success(text("quality.no_quarantine"))
        return
    st.caption(text("quality.quarantine.note"))
    counts = (
        entries.group_by("reason_code").agg(entries=pl.len()).sort("entries", "reason_code", descending=[True, False])
    )
    counts = counts.with_columns(reason=named("reason_code", "reason"))
    st.altair_chart(charts.ranked_bars(counts, "reason", "entries", text("axis.entries")), theme=None)
    shown = entries.with_columns(
        reason=pl.col("reason_code").replace(_reasons()),
        last_seen=(pl.col("last_seen") + BEIJING).dt.strftime("%Y-%m-%d %H:%M"),
    )
    table(
        shown.select(
            "reason", "source_uri", "table_name", "column_name", "value", "last_seen", "occurrences", "reason_code"
        ),
        "quarantine",
    )


def _reasons() -> dict[str, str]:
    """What each code means and what to do, in full where the language is that of REASONS."""
    return names_in("reason") if language() == "zh" else dict(REASONS)


def _audits(run_id: str) -> None:
    st.subheader(text("quality.audit_list"))
    audits = rows("audit_results", ["audit", "failed", "sample"], order_by=["-failed", "audit"], run_id=run_id)
    failed = audits.filter(pl.col("failed") > 0)
    if failed.is_empty():
        st.success(text("quality.audits_good", count=audits.height))
        return
    table(failed, "audits")


def _documents() -> None:
    st.subheader(text("quality.documents"))
    st.caption(text("quality.documents.note"))
    documents = rows(
        "report_documents",
        ["document_id", "title", "region_name", "plan_year", "items", "targets", "item_share", "junk_share", "flags"],
        order_by=["item_share", "title"],
        limit=200,
    )
    table(
        with_reader_links(documents)
        .with_columns(flags=named_list("flags", "flag"))
        .select("open", "title", "item_share", "junk_share", "items", "targets", "flags", "region_name", "plan_year"),
        "documents-to-check",
        links={"open": text("open.document")},
    )
