"""The Prefect flow that fetches: one task a declared source, so that one that fails never stops the others.

Faults of single addresses are in the report and the snapshot store, not failures of the flow. What a task retries is
its source as a whole, when the listing itself could not be read; the snapshots that arrived before are kept.
"""

from pathlib import Path

from prefect import flow, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.concurrency.sync import concurrency
from prefect.states import Completed, Failed, State
from prefect.task_runners import ThreadPoolTaskRunner

from flows.extract.fetch import Fetching, FetchReport, SnapshotStore, SourceDeclaration, fetch_source, read_declarations
from flows.extract.fetch.run import report_line

_SOURCES_AT_ONCE = 8


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
    task_runner=ThreadPoolTaskRunner(max_workers=_SOURCES_AT_ONCE),
    persist_result=False,
)
def fetch_sources(declarations: str = "sources.toml", only: list[str] | None = None) -> State:
    """Fetch all declared sources, or those named in `only`; failed when a source gave nothing."""
    declared = read_declarations(Path(declarations))
    fetching = Fetching(SnapshotStore(declared.store))
    remote = [source for source in declared.sources if not source.is_local and (not only or source.name in only)]
    runs = {source.name: fetch_one.submit(source, declared.folder, fetching) for source in remote}
    failed = []
    for name, run in runs.items():
        run.wait()
        if not run.state.is_completed():
            failed.append(name)
    if failed:
        return Failed(message=f"{len(failed)} of {len(runs)} sources gave nothing: {', '.join(failed)}")
    return Completed(message=f"{len(runs)} sources fetched into {declared.store}")
