"""`yaodian run`: load documents into the warehouse."""

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import DEFAULT, DONE, FAILED, QUARANTINED, USAGE, UsageError, Warehouse
from flows.config import SAMPLE_DOCUMENTS
from flows.errors import YaodianError
from flows.progress import one_line
from flows.without_pandas import without_pandas

if TYPE_CHECKING:
    from flows.progress import Listener
    from flows.request import RunSummary

SHOWN_REJECTIONS = 10


class Engine(StrEnum):
    """Where the stages run: in this process, or as a flow that a Prefect server watches."""

    LOCAL = "local"
    PREFECT = "prefect"


class LogFormat(StrEnum):
    """What a run prints while it goes on."""

    TEXT = "text"
    JSON = "json"


EXAMPLES = ("yaodian run", "yaodian run plans/ 'crawled/**/*.html' -w plans.duckdb", "yaodian run --full")


def run(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders or quoted patterns.", show_default="the sample documents"),
    ] = None,
    warehouse: Warehouse = DEFAULT,
    engine: Annotated[
        Engine | None,
        typer.Option(
            envvar="YAODIAN_ENGINE",
            help="Where the stages run.",
            show_default="prefect when PREFECT_API_URL is set, else local",
        ),
    ] = None,
    full: Annotated[bool, typer.Option("--full", help="Read every document again, changed or not.")] = False,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove documents whose source has vanished from the given folders.")
    ] = False,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Read at most this many sources.", show_default="all")
    ] = None,
    workers: Annotated[
        int, typer.Option(min=0, envvar="YAODIAN_WORKERS", help="Worker processes; 0: one for each core.")
    ] = 0,
    wait: Annotated[
        bool, typer.Option("--wait", envvar="YAODIAN_WAIT", help="Wait for another run that holds the warehouse.")
    ] = False,
    dask: Annotated[
        str | None,
        typer.Option(
            envvar="YAODIAN_DASK", metavar="ADDRESS", help="Read and parse on this Dask cluster (tcp://host:8786)."
        ),
    ] = None,
    shared: Annotated[
        str | None,
        typer.Option(
            envvar="YAODIAN_SHARED",
            metavar="FOLDER",
            help="With --dask: a folder or fsspec address that all its workers can write.",
            show_default="beside the warehouse",
        ),
    ] = None,
    log_format: Annotated[
        LogFormat, typer.Option(envvar="YAODIAN_LOG_FORMAT", help="json: one object a line, for log collectors.")
    ] = LogFormat.TEXT,
) -> None:
    """Load documents into the warehouse: extract, clean and segment, validate, load, publish.

    Unchanged sources are skipped. Readers see the old warehouse until the new one is complete and checked.
    """
    from flows.extract.sources import SourceNotFoundError
    from flows.workers import start_server_for

    given = sources or [str(SAMPLE_DOCUMENTS)]
    if not (dask or limit) and (full or not warehouse.exists()):
        start_server_for(given)
    from flows.pipeline import choose_engine, run_pipeline

    if limit and prune:
        raise UsageError("--prune needs to see all sources: leave --limit out")
    if dask and engine is Engine.PREFECT:
        raise UsageError("--dask runs without Prefect: leave --engine out, or say --engine local")
    listener, close = _listener(log_format)
    try:
        with without_pandas():
            summary = run_pipeline(
                given,
                warehouse,
                engine=choose_engine(engine),
                workers=workers or None,
                full=full,
                prune=prune,
                limit=limit,
                wait=wait,
                dask=dask,
                shared=shared,
                on_progress=listener,
            )
    except YaodianError as error:
        if log_format is LogFormat.TEXT:
            raise
        # The log has told it already; a line that is no JSON would be lost on its collector.
        raise typer.Exit(USAGE if isinstance(error, SourceNotFoundError) else FAILED) from error
    finally:
        close()
    if log_format is LogFormat.TEXT:
        print(describe(summary))
    raise typer.Exit(QUARANTINED if summary.has_rejections else DONE)


def describe(summary: "RunSummary") -> str:
    """The closing summary of a run, for people."""
    if summary.published:
        changes = [f"{summary.loaded:,} loaded"]
        changes += [f"{summary.unchanged:,} unchanged"] if summary.unchanged else []
        changes += [f"{summary.removed:,} removed"] if summary.removed else []
    else:
        changes = [f"nothing changed: {summary.unchanged:,} unchanged"]
    changes += [f"{summary.rejected.total():,} into quarantine"] if summary.rejected else []
    changes += [f"{summary.still_rejected:,} still in quarantine"] if summary.still_rejected else []
    lines = [
        f"documents   {', '.join(changes)}",
        "warehouse   " + ", ".join(f"{count:,} {name}" for name, count in summary.totals.items()),
    ]
    if summary.rejected_rows:
        lines.append(f"rows        {summary.rejected_rows.total():,} into quarantine: {_counts(summary.rejected_rows)}")
    if summary.rejected:
        lines.append(f"quarantine  {_counts(summary.rejected)}")
        lines += [
            one_line(f"            {uri}: {reason}: {detail}")
            for uri, reason, detail in summary.first_rejections[:SHOWN_REJECTIONS]
        ]
    lines += [f"warning     {warning}" for warning in summary.warnings]
    lines.append(f"file        {_short(summary.warehouse)} ({summary.seconds:.1f} s, run {summary.run_id})")
    return "\n".join(lines)


def _counts(counts: dict[str, int]) -> str:
    return ", ".join(f"{reason} {count:,}" for reason, count in sorted(counts.items(), key=lambda entry: -entry[1]))


def _short(path: Path) -> str:
    return str(path.relative_to(Path.cwd())) if path.is_relative_to(Path.cwd()) else str(path)


def _listener(log_format: LogFormat) -> "tuple[Listener, Callable[[], None]]":
    """Who listens to the run, and how to stop it: JSON lines, a bar on a terminal, plain lines elsewhere."""
    from flows.progress import JsonLines, PlainLines

    if log_format is LogFormat.JSON:
        _quieten_prefect("CRITICAL")
        return JsonLines(), lambda: None
    if not sys.stderr.isatty():
        return PlainLines(), lambda: None
    from flows.commands.bar import ProgressBar

    _quieten_prefect("WARNING")
    bar = ProgressBar()
    return bar, bar.close


def _quieten_prefect(level: str) -> None:
    """Keep Prefect's own lines off the console, below `level`; its server still gets them."""
    os.environ.setdefault("PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", level)
