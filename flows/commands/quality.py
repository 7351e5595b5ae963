"""Commands of operators who look after a warehouse: `status`, and `quarantine list | show | retry | export`."""

import json
import sys
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from flows.commands.options import DEFAULT, DONE, QUARANTINED, AsJson, UsageError, Warehouse

if TYPE_CHECKING:
    import duckdb

STATUS_EXAMPLES = ("yaodian status", "yaodian status --max-age 26 --json")
LIST_EXAMPLES = ("yaodian quarantine list", "yaodian quarantine list --reason no_text --all")
SHOW_EXAMPLES = ("yaodian quarantine show 3f2a9c",)
RETRY_EXAMPLES = ("yaodian quarantine retry", "yaodian quarantine retry --reason needs_converter")
EXPORT_EXAMPLES = ("yaodian quarantine export faults.jsonl",)

group = typer.Typer(name="quarantine", help="What was kept out of the warehouse, and why.", no_args_is_help=True)

Reason = Annotated[str | None, typer.Option(help="Only entries of this reason code.", show_default="all")]


def status(
    warehouse: Warehouse = DEFAULT,
    max_age: Annotated[
        float | None,
        typer.Option(min=0, help="Exit with 1 when the last publish is more hours old.", show_default="none"),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Show the last run, how fresh the warehouse is, its audits and its quarantine; exit code 1 when something is off.

    Off are documents in quarantine, failed audits, and a last good run that is older than --max-age.
    """
    from warehouse.connection import open_reader

    with open_reader(warehouse) as connection:
        totals = _one(connection, "FROM report_totals")
        run = _one(connection, "FROM report_runs ORDER BY started_at DESC LIMIT 1")
        entries = connection.execute("SELECT reason_code, count(*) FROM report_quarantine GROUP BY ALL").fetchall()
        stages = connection.execute(
            "SELECT stage, rows_in, rows_out, quarantined, seconds FROM run_stages WHERE run_id = ?", [run["run_id"]]
        ).fetchall()
    # A run that finds nothing new leaves no row; it sets the file's time.
    age = (time.time() - warehouse.stat().st_mtime) / 3600
    reasons = dict(entries)
    troubles = []
    if totals["quarantined_documents"]:
        troubles.append(f"{totals['quarantined_documents']:,} documents are in quarantine")
    if run["failed_audits"]:
        troubles.append(f"{run['failed_audits']} audits failed")
    if max_age is not None and age > max_age:
        troubles.append(f"the last good run ended {age:.1f} hours ago")
    if as_json:
        from flows.commands.output import plain

        names = ("stage", "rows_in", "rows_out", "quarantined", "seconds")
        told = {"totals": totals, "last_run": run, "stages": [dict(zip(names, row, strict=True)) for row in stages]}
        told |= {"quarantine": reasons, "checked_hours_ago": age, "troubles": troubles}
        print(json.dumps(plain(told), ensure_ascii=False, indent=1))
    else:
        _print_status(totals, run, reasons, stages, age, troubles)
    raise typer.Exit(QUARANTINED if troubles else DONE)


@group.command("list", epilog="Examples:\n\n" + "\n\n".join(LIST_EXAMPLES))
def list_entries(
    warehouse: Warehouse = DEFAULT,
    reason: Reason = None,
    closed: Annotated[bool, typer.Option("--all", help="Also entries that were mended.")] = False,
    as_json: AsJson = False,
) -> None:
    """List entries: reason, place, source, when first and last seen."""
    from flows.commands.output import plain, write_table

    names = ("entry_id", "reason_code", "stage", "table_name", "column_name", "source_uri", "value", "occurrences")
    names += ("first_seen", "last_seen", "closed_at")
    rows = _entries(warehouse, ", ".join(names), reason, closed)
    if as_json:
        print(json.dumps(plain([dict(zip(names, row, strict=True)) for row in rows]), ensure_ascii=False, indent=1))
        return
    if not rows:
        print("the quarantine is empty")
        return
    shown = [(*row[:2], row[5], ".".join(filter(None, row[3:5])), (row[6] or "")[:80], row[7], row[9]) for row in rows]
    write_table(("entry", "reason", "source", "place", "value", "seen", "last"), shown, sys.stdout)


@group.command("show", epilog="Examples:\n\n" + "\n\n".join(SHOW_EXAMPLES))
def show_entry(
    entry_id: Annotated[str, typer.Argument(help="An entry, or its first characters.")],
    warehouse: Warehouse = DEFAULT,
) -> None:
    """Show one entry whole, with what its reason means and its payload, as JSON."""
    from flows.commands.output import plain
    from schemas.reasons import REASONS
    from warehouse.connection import open_reader

    with open_reader(warehouse) as connection:
        found = connection.execute("FROM quarantine WHERE starts_with(entry_id, ?) LIMIT 2", [entry_id])
        names = [column[0] for column in found.description]
        rows = found.fetchall()
    if len(rows) != 1:
        raise UsageError(f"{'no entry begins' if not rows else 'several entries begin'} with {entry_id!r}")
    entry = dict(zip(names, rows[0], strict=True))
    entry["meaning"] = REASONS.get(entry["reason_code"])
    # A payload that is no JSON is shown as it is.
    with suppress(ValueError):
        entry["payload"] = json.loads(entry["payload"]) if entry["payload"] else None
    print(json.dumps(plain(entry), ensure_ascii=False, indent=1))


@group.command("retry", epilog="Examples:\n\n" + "\n\n".join(RETRY_EXAMPLES))
def retry(
    warehouse: Warehouse = DEFAULT,
    reason: Reason = None,
    wait: Annotated[bool, typer.Option("--wait", help="Wait for another run that holds the warehouse.")] = False,
) -> None:
    """Read the sources of open entries again; what loads now leaves the quarantine.

    Paths count from the current folder, as in the run that loaded them. A document whose source is gone is read from
    the text that the quarantine keeps of it.
    """
    from flows.commands.run import describe
    from flows.pipeline import run_pipeline
    from flows.progress import PlainLines
    from flows.replay import replay
    from flows.validate.quarantine import replayable_documents

    columns = "source_uri, content_sha256, CASE WHEN table_name IS NULL OR table_name = 'documents' THEN payload END"
    entries = _entries(warehouse, columns, reason, closed=False)
    # A member of an archive is read again with its archive.
    present = {uri: Path(uri.partition("!/")[0]).exists() for uri, _, _ in entries}
    kept = replayable_documents(entry for entry in entries if not present[entry[0]])
    for uri in sorted({uri for uri, is_here in present.items() if not is_here} - {raw.source_uri for raw in kept}):
        remedy = "run over its dump with --full" if "://" in uri else "`yaodian run --prune` drops its entries"
        print(f"{uri}: is not here, and nothing of its text is kept; {remedy}", file=sys.stderr)
    summaries = []
    sources = list(dict.fromkeys(uri.partition("!/")[0] for uri, is_here in present.items() if is_here))
    if sources:
        summaries.append(run_pipeline(sources, warehouse, full=True, wait=wait, on_progress=PlainLines()))
    if kept:
        summaries.append(replay(kept, warehouse, wait=wait, on_progress=PlainLines()))
    if not summaries:
        print("nothing to read again")
        return
    print("\n\n".join(map(describe, summaries)))
    raise typer.Exit(QUARANTINED if any(summary.has_rejections for summary in summaries) else DONE)


@group.command("export", epilog="Examples:\n\n" + "\n\n".join(EXPORT_EXAMPLES))
def export_entries(
    output: Annotated[Path, typer.Argument(help="A .csv, .xlsx, .parquet or .jsonl file.")],
    warehouse: Warehouse = DEFAULT,
) -> None:
    """Write all entries, with payloads, to a file."""
    from warehouse.connection import open_reader
    from warehouse.export import export

    with open_reader(warehouse) as connection:
        print(f"{output}  {export(connection, 'quarantine', output):,} rows")


def _entries(warehouse: Path, columns: str, reason: str | None, closed: bool) -> list[tuple]:
    from schemas.reasons import REASONS
    from warehouse.connection import open_reader

    if reason is not None and reason not in REASONS:
        raise UsageError(f"there is no reason {reason!r}; reasons are {', '.join(REASONS)}")
    with open_reader(warehouse) as connection:
        return connection.execute(
            f"SELECT {columns} FROM quarantine "  # nosec B608 # columns of this module
            "WHERE (closed_at IS NULL OR $closed) AND ($reason IS NULL OR reason_code = $reason) "
            "ORDER BY source_uri, reason_code, entry_id",
            {"closed": closed, "reason": reason},
        ).fetchall()


def _one(connection: "duckdb.DuckDBPyConnection", sql: str) -> dict[str, Any]:
    result = connection.execute(sql)
    names = [column[0] for column in result.description]
    row = result.fetchone()
    if row is None:
        raise UsageError("no run has published into this warehouse yet: yaodian run")
    return dict(zip(names, row, strict=True))


def _print_status(
    totals: dict[str, Any],
    run: dict[str, Any],
    reasons: dict[str, int],
    stages: list[tuple],
    age: float,
    troubles: list[str],
) -> None:
    counts = Counter(reasons)
    print(f"state       {'; '.join(troubles) or 'all well'}")
    print(f"holds       {totals['documents']:,} documents, {totals['items']:,} items, {totals['targets']:,} targets")
    print(f"checked     {age:.1f} hours ago")
    print(f"published   {run['finished_at']:%Y-%m-%d %H:%M} UTC by run {run['run_id']}, {run['engine']}")
    print(
        f"it did      {run['sources_seen']:,} sources seen, {run['sources_unchanged']:,} unchanged, "
        f"{run['documents_loaded']:,} loaded, {run['documents_removed']:,} removed, "
        f"{run['documents_quarantined']:,} kept out, in {run['seconds']:.1f} s"
    )
    if run["pass_rate"] is not None:
        print(f"pass rate   {run['pass_rate']:.1f} % of the documents that it read")
    for stage, rows_in, rows_out, quarantined, seconds in stages:
        print(f"            {stage:9} {rows_in:>9,} in {rows_out:>9,} out {quarantined:>6,} kept out {seconds:8.2f} s")
    print(f"audits      {run['audits']} run, {run['failed_audits']} failed")
    listed = ", ".join(f"{reason} {count:,}" for reason, count in counts.most_common())
    print(f"quarantine  {listed or 'empty'}")
