"""What a run leaves in the Prefect UI: its progress, a summary, a table of documents in quarantine, a link."""

import os
import time
from uuid import UUID

from prefect.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    create_progress_artifact,
    create_table_artifact,
    update_progress_artifact,
)

from flows.progress import Event
from flows.request import RunSummary

_SECONDS_BETWEEN_UPDATES = 2.0


class ProgressArtifact:
    """Listens to a run and keeps its progress artifact up to date: documents seen of documents found."""

    def __init__(self) -> None:
        self._total: int | None = None
        self._id: UUID | None = None
        self._next_update = 0.0

    def __call__(self, event: Event) -> None:
        if event.name == "run_started":
            self._total = event.values["sources"]
            self._id = create_progress_artifact(0.0, key="yaodian-progress", description="documents read")
        elif event.name == "batch_loaded" and self._total and time.monotonic() > self._next_update:
            self._show(100.0 * event.values["seen"] / self._total)
        elif event.name == "run_finished":
            self._show(100.0)

    def _show(self, percent: float) -> None:
        if self._id is not None:
            update_progress_artifact(self._id, progress=min(percent, 100.0))
            self._next_update = time.monotonic() + _SECONDS_BETWEEN_UPDATES


def publish_artifacts(summary: RunSummary) -> None:
    """The summary in Markdown, the documents in quarantine as a table, the dashboard as a link where one is known."""
    create_markdown_artifact(key="yaodian-run", markdown=as_markdown(summary), description=f"run {summary.run_id}")
    if summary.first_rejections:
        create_table_artifact(
            key="yaodian-quarantine",
            table=[dict(zip(("source", "reason", "detail"), entry, strict=True)) for entry in summary.first_rejections],
            description=f"documents that run {summary.run_id} put into quarantine",
        )
    if dashboard := os.environ.get("YAODIAN_DASHBOARD_URL"):
        create_link_artifact(key="yaodian-dashboard", link=dashboard, link_text="dashboard")


def as_markdown(summary: RunSummary) -> str:
    """The run in figures: what changed, what each stage did, what is in quarantine."""
    state = "published" if summary.published else "nothing changed"
    lines = [
        f"# Run {summary.run_id}: {state}",
        "",
        f"{summary.seen:,} documents seen, {summary.loaded:,} loaded, {summary.unchanged:,} unchanged, "
        f"{summary.removed:,} removed, in {summary.seconds:.1f} s, into `{summary.warehouse}`.",
        "",
        "| table | rows |",
        "|---|---:|",
        *(f"| {table} | {rows:,} |" for table, rows in summary.totals.items()),
        "",
        "| stage | in | out | quarantined | seconds of work |",
        "|---|---:|---:|---:|---:|",
        *(
            f"| {stage} | {tally.rows_in:,} | {tally.rows_out:,} | {tally.quarantined:,} | {tally.seconds:.2f} |"
            for stage, tally in summary.stages.items()
        ),
    ]
    rejected = [*summary.rejected.items(), *summary.rejected_rows.items()]
    if rejected:
        lines += [
            "",
            "| in quarantine | count |",
            "|---|---:|",
            *(f"| {name} | {count:,} |" for name, count in rejected),
        ]
    lines += ["", *(f"- warning: {warning}" for warning in summary.warnings)] if summary.warnings else []
    return "\n".join(lines)
