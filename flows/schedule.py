"""Scheduled runs: a process that serves the flow, started by the Prefect server at its times, one run at a time."""

from collections.abc import Sequence
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from prefect.deployments.runner import EntrypointType
from prefect.schedules import Cron, Interval, Schedule
from prefect.settings import PREFECT_API_URL

from flows.errors import YaodianError
from flows.tasks import build_warehouse


class ScheduleError(YaodianError):
    """A schedule that cannot be served."""


def make_schedule(cron: str | None, every_seconds: int | None, timezone: str) -> Schedule:
    """The schedule of a cron expression in a time zone, or of an interval. Raises ScheduleError."""
    try:
        if every_seconds is not None:
            return Interval(every_seconds)
        return Cron(cron, timezone=ZoneInfo(timezone).key)
    except (ValueError, ZoneInfoNotFoundError) as error:
        raise ScheduleError(f"no schedule: {error}. Try --cron '0 2 * * *' --timezone Asia/Shanghai.") from error


def serve(
    name: str,
    schedule: Schedule,
    sources: Sequence[str],
    warehouse: Path,
    *,
    workers: int | None = None,
    prune: bool = False,
) -> None:
    """Register the deployment `name` at the Prefect API and run it at its times, until interrupted.

    Source paths count from the current folder, as in `yaodian run`. Raises ScheduleError without a Prefect API.
    """
    if not PREFECT_API_URL.value():
        raise ScheduleError(
            "schedules need a Prefect server. Start one with `prefect server start`, set "
            "PREFECT_API_URL=http://127.0.0.1:4200/api, and try again; without Prefect, let cron call `yaodian run`."
        )
    build_warehouse.serve(
        name=name,
        schedule=schedule,
        parameters={"sources": list(sources), "warehouse": str(warehouse), "workers": workers, "prune": prune},
        # Two runs on one warehouse would only wait for one another.
        limit=1,
        entrypoint_type=EntrypointType.MODULE_PATH,
        print_starting_message=False,
    )
