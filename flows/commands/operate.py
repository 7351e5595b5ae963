"""Commands for operators: `schedule`."""

import signal
from typing import Annotated

import typer

from flows.commands.options import DEFAULT, UsageError, Warehouse
from flows.config import SAMPLE_DOCUMENTS

SCHEDULE_EXAMPLES = (
    'yaodian schedule --cron "0 2 * * *" plans/',
    "yaodian schedule --every 3600 plans/ -w plans.duckdb --prune",
)


def schedule(
    sources: Annotated[
        list[str] | None,
        typer.Argument(help="Files, folders or quoted patterns.", show_default="the sample documents"),
    ] = None,
    cron: Annotated[str | None, typer.Option(help="When: minute hour day month weekday.", show_default="none")] = None,
    every: Annotated[
        int | None, typer.Option(min=1, help="Seconds from one run to the next.", show_default="none")
    ] = None,
    timezone: Annotated[str, typer.Option(help="Time zone of --cron.")] = "Asia/Shanghai",
    name: Annotated[str, typer.Option(help="Name of the deployment in Prefect.")] = "schedule",
    warehouse: Warehouse = DEFAULT,
    workers: Annotated[
        int, typer.Option(min=0, envvar="YAODIAN_WORKERS", help="Worker processes; 0: one for each core.")
    ] = 0,
    prune: Annotated[
        bool, typer.Option("--prune", help="Remove documents whose source has vanished from the given folders.")
    ] = False,
) -> None:
    """Load documents again and again, at set times, until stopped. Needs a Prefect server (PREFECT_API_URL)."""
    if (cron is None) == (every is None):
        raise UsageError("give either --cron or --every")
    from flows.schedule import make_schedule, serve

    # Prefect has its own way to end: it pauses the schedule and waits for the run that is under way.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    times = make_schedule(cron, every, timezone)
    where = warehouse.resolve()
    print(f"serving build-warehouse/{name}; stop with Ctrl+C", flush=True)
    serve(name, times, sources or [str(SAMPLE_DOCUMENTS)], where, workers=workers or None, prune=prune)
