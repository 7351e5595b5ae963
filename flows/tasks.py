"""The Prefect flow: the same stages in the same order as without Prefect, as tasks over batches.

One task is one stage of one batch of some megabytes, never one document. Batch tasks hand their work to worker
processes; load and publish run in the flow's own thread, for one process alone may write the warehouse.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
from prefect import flow, get_client, get_run_logger, task
from prefect.cache_policies import NO_CACHE
from prefect.futures import PrefectFuture
from prefect.runtime import flow_run
from prefect.states import Completed, Failed, State
from prefect.task_runners import ThreadPoolTaskRunner
from prefect.tasks import exponential_backoff
from prefect.utilities.annotations import opaque, quote

from flows.artifacts import ProgressArtifact, publish_artifacts
from flows.config import DEFAULT_WAREHOUSE, SAMPLE_DOCUMENTS
from flows.engine import in_order, in_worker
from flows.errors import YaodianError
from flows.guard import DOCUMENT_SECONDS
from flows.pipeline import build
from flows.progress import Event, Listener, current_listener, listening
from flows.request import Request, RunSummary
from flows.stages import BATCH_STAGES, Batch, Part, crashed
from flows.workers import WorkerProcesses, default_count

# A task costs some milliseconds of Prefect: its batch is four times that of the local engine.
BATCH_BYTES = 8 << 20
# More threads than processes, so that a process never waits for its next batch.
_THREADS = 32


def run_flow(request: Request, listener: Listener) -> RunSummary:
    """Run the flow once, here and now, against the configured Prefect API or a temporary one.

    Raises PrefectUnavailable when there is neither, and what flows.pipeline.build raises.
    """
    try:
        with get_client(sync_client=True) as client:
            client.hello()
    except (RuntimeError, httpx.HTTPError) as error:
        raise PrefectUnavailable(str(error)) from error
    with listening(listener):
        return build_warehouse(
            sources=list(request.sources),
            warehouse=str(request.warehouse),
            workers=request.workers,
            full=request.full,
            prune=request.prune,
            limit=request.limit,
            batch_bytes=request.batch_bytes or BATCH_BYTES,
            document_seconds=request.document_seconds,
            wait=request.wait,
        )


class PrefectUnavailable(YaodianError):
    """The Prefect API that a flow run needs does not answer."""

    transient = True

    def __init__(self, fault: str) -> None:
        super().__init__(
            f"Prefect is not available: {fault.rstrip('.')}. Start its server or mend PREFECT_API_URL; "
            "`--engine local` needs neither."
        )


def _name_run() -> str:
    parameters = flow_run.parameters
    sources = [Path(source).name or source for source in parameters.get("sources") or ["sample"]]
    more = f" and {len(sources) - 2} more" if len(sources) > 2 else ""
    return f"{', '.join(sources[:2])}{more} → {Path(parameters['warehouse']).name}"


@flow(
    name="build-warehouse",
    description="Planning documents into a DuckDB warehouse: extract, clean and segment, validate, load, publish.",
    flow_run_name=_name_run,
    task_runner=ThreadPoolTaskRunner(max_workers=_THREADS),
    persist_result=False,
)
def build_warehouse(
    sources: list[str] | None = None,
    warehouse: str = str(DEFAULT_WAREHOUSE),
    workers: int | None = None,
    full: bool = False,
    prune: bool = False,
    limit: int | None = None,
    batch_bytes: int = BATCH_BYTES,
    document_seconds: float = DOCUMENT_SECONDS,
    wait: bool = False,
) -> Any:
    """Load `sources` (default: the sample documents) into `warehouse`; parameters as flows.pipeline.run_pipeline.

    Completed: all well. Completed with the name Quarantined: loaded, some documents are in quarantine. Failed: nothing
    changed.
    """
    request = Request(
        tuple(sources or [str(SAMPLE_DOCUMENTS)]),
        Path(warehouse).resolve(),
        workers,
        full,
        prune,
        limit,
        batch_bytes,
        document_seconds,
        wait,
    )
    progress = ProgressArtifact()
    # A scheduled run has no listener: it tells its log.
    listener = current_listener() or _log

    def listen(event: Event) -> None:
        listener(event)
        progress(event)

    try:
        summary = build(request, PrefectEngine(), listen)
    except YaodianError as error:
        return Failed(message=str(error), data=error)
    publish_artifacts(summary)
    if summary.has_rejections:
        count = summary.rejected.total() + summary.still_rejected
        return Completed(name="Quarantined", message=f"{count} documents are in quarantine", data=summary)
    return summary


class PrefectEngine:
    """Runs stages as tasks of the flow run around it."""

    name = "prefect"

    def refine(self, batches: Iterator[Batch], request: Request) -> Iterator[Part]:
        count = request.workers or default_count()
        with WorkerProcesses(count, crashed) as workers:

            def submit(batch: Batch) -> PrefectFuture[list[Part]]:
                values: Any = quote([in_worker(batch)])
                for stage in BATCH_STAGES:
                    values = opaque(_STAGE_TASKS[stage.__name__].submit(quote(workers), quote(stage), values))
                return values.unwrap()

            yield from in_order(submit, batches, count + 2)

    def call(self, step: str, function: Callable, *arguments: Any) -> Any:
        outcome = _Outcome()
        _STEP_TASKS[step](quote(partial(function, *arguments)), quote(outcome))
        # A task that returns a failed state does not raise where it was called.
        if outcome.error is not None:
            raise outcome.error
        return outcome.value


@dataclass(slots=True)
class _Outcome:
    """What a step gave: a value, or an error that people are meant to read."""

    value: Any = None
    error: YaodianError | None = None


def _run_stage(workers: WorkerProcesses, stage: Callable, values: list) -> list:
    """One stage over the results of the one before; a Part among them is already complete."""
    results = []
    for value in values:
        results += [value] if isinstance(value, Part) else workers.run(stage, value)
    return results


def _run_step(step: Callable[[], Any], outcome: _Outcome) -> State | None:
    try:
        outcome.value = step()
    except YaodianError as error:
        # Returned, not raised: the log then has the message and no traceback.
        outcome.error = error
        return Failed(message=str(error))
    return None


def _is_input_or_output(task: Any, task_run: Any, state: State) -> bool:
    """Only a fault of the disk or of the system is worth another try: a rule fails the same way again."""
    fault = state.result(raise_on_failure=False)
    return isinstance(fault, OSError) or getattr(fault, "transient", False)


_STAGE_TASKS = {
    stage.__name__: task(
        name=stage.__name__,
        description=(stage.__doc__ or "").strip(),
        cache_policy=NO_CACHE,
        persist_result=False,
        retries=3,
        retry_delay_seconds=exponential_backoff(backoff_factor=2),
        retry_condition_fn=_is_input_or_output,
    )(_run_stage)
    for stage in BATCH_STAGES
}
_STEP_TASKS = {
    step: task(name=step, description=description, cache_policy=NO_CACHE, persist_result=False)(_run_step)
    for step, description in {
        "load": "Merge one batch into the working copy.",
        "prune": "Take out documents whose source is gone.",
        "finish": "Bring up to date what depends on all documents: reposts, citations, agencies, the ledger.",
        "audit": "Check the promises of the warehouse.",
        "publish": "Put the working copy in the place of the published file.",
    }.items()
}


def _log(event: Event) -> None:
    get_run_logger().info(event.message)
