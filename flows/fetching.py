"""The Prefect flow that fetches: one task a declared source, so that one that fails never stops the others.

Faults of single addresses are in the report and the snapshot store, not failures of the flow. What a task retries is
its source as a whole, when the listing itself could not be read; the snapshots that arrived before are kept.
"""

from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.concurrency.sync import concurrency
from prefect.states import Completed, Failed, State
from prefect.task_runners import ThreadPoolTaskRunner

from flows.extract.fetch import Fetching, FetchReport, SnapshotStore, SourceDeclaration, fetch_source, read_declarations
from flows.extract.fetch.report import report_line
from flows.extract.fetch.whole import SOURCES_AT_ONCE, remote_sources, writing


class ListingFailedError(Exception):
    """No document of a source could be named: worth another try."""

    def __init__(self, report: FetchReport) -> None:
        self.report = report
        super().__init__("; ".join(f"{url}: {detail}" for url, _, detail in report.faults[:3]))


@task(task_run_name="fetch-{source.name}", retries=2, retry_delay_seconds=[60, 600], cache_policy=NO_CACHE)
def fetch_one(source: SourceDeclaration, folder: Path, fetching: Fetching) -> FetchReport:
    """Fetch one source. A concurrency limit named yaodian-fetch-<source> holds where the server has one."""
    with concurrency(f"yaodian-fetch-{source.name}", occupy=1, strict=False):
        report = fetch_source(source, folder, fetching)
    get_run_logger().info(report_line(report))
    if not report.listed and report.faults:
        raise ListingFailedError(report)
    return report


@flow(
    name="fetch-sources",
    description="Declared sources into snapshots: what is new or changed, politely.",
    task_runner=ThreadPoolTaskRunner(max_workers=SOURCES_AT_ONCE),
    persist_result=False,
)
def fetch_sources(declarations: str = "sources.toml", only: list[str] | None = None, limit: int | None = None) -> State:
    """Fetch all declared sources, or those named in `only`; failed when a source gave nothing.

    limit: documents of each source.
    """
    declared = read_declarations(Path(declarations))
    tell = _listener.get()
    failed = []
    with writing(declared.store):
        fetching = Fetching(SnapshotStore(declared.store))
        chosen = remote_sources(declared, only or (), limit)
        runs = {source.name: fetch_one.submit(source, declared.folder, fetching) for source in chosen}
        try:
            for name, run in runs.items():
                run.wait()
                result = run.state.result(raise_on_failure=False)
                if not run.state.is_completed():
                    failed.append(name)
                if report := result if isinstance(result, FetchReport) else getattr(result, "report", None):
                    tell(report)
        except BaseException:
            fetching.stop()
            raise
    if failed:
        return Failed(message=f"{len(failed)} of {len(runs)} sources gave nothing: {', '.join(failed)}")
    return Completed(message=f"{len(runs)} sources fetched into {declared.store}")


def fetched_by_flow(declarations: Path, only: list[str], limit: int | None) -> list[FetchReport]:
    """Run the flow here, against the configured Prefect API; a report for each source."""
    reports: list[FetchReport] = []
    token = _listener.set(reports.append)
    try:
        state = fetch_sources(str(declarations), only, limit, return_state=True)
    finally:
        _listener.reset(token)
    if not reports:
        state.result()  # raises what stopped the flow before any source
    return reports


# Who is told of each report: parameters of a flow travel as JSON, a listener cannot.
_listener: ContextVar[Callable[[FetchReport], None]] = ContextVar("listener", default=lambda _: None)
