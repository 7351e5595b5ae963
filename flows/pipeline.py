"""A run: which sources, and the order of the five stages. Where the stages run is the engine's business.

extract → clean and segment → validate, batch by batch, in worker processes or Prefect tasks; load in this process, in
the order of the sources; publish at once at the end. Imports Prefect only when that engine is chosen.
"""

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from flows.coverage import covered
from flows.extract import SourceReference, find_sources
from flows.fingerprint import code_version, fingerprint
from flows.guard import DOCUMENT_SECONDS
from flows.load.ledger import KnownSource, start_run
from flows.load.publish import WorkingCopy
from flows.model import Run
from flows.progress import Event, Listener, ignore
from flows.request import Request, RunSummary
from flows.stages import Batch, Limits, Part, StageTally

if TYPE_CHECKING:
    import polars as pl

# Bytes of sources in one batch of the local engine: some 100 text documents, a second or two of work. What a batch
# costs beside its documents (a frame a table) is then spread over many.
BATCH_BYTES = 1 << 21
# Batches grow to that, so that a small input is shared by all workers too.
FIRST_BATCH_BYTES = 1 << 18
# Of short documents no more than that: their frames take more memory than their text.
BATCH_SOURCES = 100
# A batch is not made smaller than that for the sake of an even end.
LAST_BATCH_SOURCES = 20
# Sources that are found before the first is read, so that progress can be told as a share: some 30 MB.
LOOK_AHEAD = 50_000
# How long --wait waits for another run.
WAIT_SECONDS = 24 * 3600.0
# Rejections that a summary names one by one.
NAMED_REJECTIONS = 100
TOTALS = ("documents", "items", "targets", "agencies")


# Runs a step of load or publish: its name, the function, its arguments.
Call = Callable[..., Any]


class Engine(Protocol):
    """Where stages run."""

    name: str

    def refine(self, batches: Iterator[Batch], request: Request) -> Iterator[Part]:
        """Run the batch stages; parts come in the order of the batches."""
        ...

    def call(self, step: str, function: Any, *arguments: Any) -> Any:
        """Run a step of load or publish, in this thread."""
        ...


def run_pipeline(
    sources: Sequence[str | os.PathLike[str]],
    warehouse: str | os.PathLike[str],
    *,
    engine: str = "local",
    workers: int | None = None,
    full: bool = False,
    prune: bool = False,
    limit: int | None = None,
    batch_bytes: int | None = None,
    document_seconds: float = DOCUMENT_SECONDS,
    wait: bool = False,
    dask: str | None = None,
    shared: str | None = None,
    on_progress: Listener = ignore,
) -> RunSummary:
    """Load `sources` (files, folders, patterns) into the file `warehouse`, and publish it when something changed.

    engine: local or prefect. full: read unchanged sources again. prune: take out documents under the given folders and
    patterns whose source is gone. limit: at most so many sources. batch_bytes, document_seconds: bounds of one batch
    and of one stage of one document. wait: for another run on this warehouse, instead of raising WarehouseBusy.
    dask: address of a scheduler whose workers run the batch stages (with the local engine); shared: folder that they
    and this process can write, null for one beside the warehouse.
    Raises SourceNotFoundError, WarehouseBusy, AuditFailed, other YaodianErrors; the published file is then as before.
    """
    request = Request(
        tuple(os.fspath(source) for source in sources),
        Path(warehouse).resolve(),
        workers,
        full,
        prune,
        limit,
        batch_bytes,
        document_seconds,
        wait,
        dask,
        shared,
    )
    if dask is not None:
        from flows.scale.dask_engine import DaskEngine

        return build(request, DaskEngine(dask, shared or f"{request.warehouse}.parts"), on_progress)
    if engine == "prefect":
        from flows.tasks import run_flow

        return run_flow(request, on_progress)
    from flows.engine import LocalEngine

    return build(request, LocalEngine(), on_progress)


def choose_engine(wanted: str | None) -> str:
    """The engine that was asked for; else prefect where its API is configured, else local."""
    return wanted or ("prefect" if os.environ.get("PREFECT_API_URL") else "local")


def build(request: Request, engine: Engine, listener: Listener = ignore) -> RunSummary:
    """The run itself: the order of the stages."""
    with begin(request.warehouse, engine.name, listener) as (run, summary, tell):
        references, total = look_ahead(islice(find_sources(request.sources), request.limit))
        message = f"run {run.run_id}: {' '.join(request.sources)} into {request.warehouse}"
        tell("run_started", message, engine=engine.name, sources=total)
        with WorkingCopy(request.warehouse, run, wait_seconds=patience(request.wait)) as copy:
            if request.limit is None:
                copy.plan(covered(copy.known, request.sources), full=request.full)
            present: set[str] = set()
            if request.prune:
                references = _noting(references, present)
            batches = plan_batches(references, run, {} if request.full else copy.known, request, total)
            for part in engine.refine(batches, request):
                load_part(part, copy, summary, tell, engine.call)
            if request.prune:
                gone = [uri for uri in covered(copy.known, request.sources) if uri not in present]
                summary.removed = engine.call("prune", copy.remove, gone)
            conclude(copy, summary, tell, engine.call)
    return summary


@contextmanager
def begin(warehouse: Path, engine: str, listener: Listener) -> Iterator[tuple[Run, RunSummary, "Teller"]]:
    """A new run, whose end is told, well or not."""
    started = time.perf_counter()
    run = start_run(fingerprint(), engine, code_version())
    summary, tell = RunSummary(run.run_id, warehouse), Teller(run.run_id, listener)
    try:
        yield run, summary, tell
    except BaseException as error:
        fault = str(error) if isinstance(error, Exception) else "interrupted"
        tell("run_failed", fault, error=type(error).__name__)
        raise
    summary.seconds = time.perf_counter() - started
    tell("run_finished", "published" if summary.published else "nothing changed", **_figures(summary))


def patience(wait: bool) -> float:
    """Seconds to wait for another run."""
    return WAIT_SECONDS if wait else 0.0


def load_part(part: Part, copy: WorkingCopy, summary: RunSummary, tell: "Teller", call: Call) -> None:
    """What a batch gave, into the working copy and into the figures of the run."""
    if part.quarantine.height or part.frames:
        call("load", copy.merge, part.frames, part.quarantine, part.metadata)
    _count(summary, part, copy.known, tell)


def conclude(copy: WorkingCopy, summary: RunSummary, tell: "Teller", call: Call) -> None:
    """Bring up to date what depends on all documents, check everything, and publish."""
    for stage, tally in summary.stages.items():
        copy.record_stage(stage, tally.rows_in, tally.rows_out, tally.quarantined, tally.seconds)
    call("finish", copy.finish, summary.seen, summary.unchanged)
    call("audit", copy.audit)
    summary.warnings = copy.warnings
    for warning in summary.warnings:
        tell("warning", warning)
    summary.totals = _totals(copy)
    summary.published = call("publish", copy.publish)
    if not summary.published and copy.path.exists():
        # Nothing new, and that is known now: `yaodian status` tells from the file's time when it was checked.
        os.utime(copy.path)


def plan_batches(
    references: Iterable[SourceReference],
    run: Run,
    known: dict[str, KnownSource],
    request: Request,
    total: int | None = None,
) -> Iterator[Batch]:
    """Group sources into batches of up to request.batch_bytes; a batch is a quarter of all before it, within bounds.

    total: how many sources there are, where that is known; the last batches are then small, so that the processes end
    together.
    """
    limits = Limits(request.document_seconds)
    largest = request.batch_bytes or BATCH_BYTES
    processes = request.workers or len(os.sched_getaffinity(0))
    planned = 0
    group: list[SourceReference] = []
    read: dict[str, tuple[str, str | None]] = {}
    size = done = 0
    for reference in references:
        state = known.get(reference.uri)
        if state is not None and state.is_current(state.content_sha256, run.fingerprint):
            read[reference.uri] = state.content_sha256, state.metadata_sha256
        group.append(reference)
        size += reference.size
        most = BATCH_SOURCES if total is None else max(LAST_BATCH_SOURCES, (total - planned) // (2 * processes))
        if size >= min(largest, max(FIRST_BATCH_BYTES, done // 4)) or len(group) >= min(BATCH_SOURCES, most):
            yield Batch(run, limits, tuple(group), read, size)
            done += size
            planned += len(group)
            group, read, size = [], {}, 0
    if group:
        yield Batch(run, limits, tuple(group), read, size)


def look_ahead(references: Iterable[SourceReference]) -> tuple[Iterator[SourceReference], int | None]:
    """The same references, and how many there are: null where finding out would hold too much in memory."""
    references = iter(references)
    head = []
    for reference in references:
        head.append(reference)
        if len(head) == LOOK_AHEAD or reference.content is not None:
            return chain(head, references), None
    return iter(head), len(head)


class Teller:
    """Tells the listener of one run what happens in it."""

    def __init__(self, run_id: str, listener: Listener) -> None:
        self._run_id, self._listener = run_id, listener

    def __call__(self, event: str, message: str, **values: Any) -> None:
        self._listener(Event(event, self._run_id, message, values))


def _noting(references: Iterable[SourceReference], present: set[str]) -> Iterator[SourceReference]:
    """The same references; adds the address of each to `present`."""
    for reference in references:
        present.add(reference.uri)
        yield reference


def _count(summary: RunSummary, part: Part, known: dict[str, KnownSource], tell: Teller) -> None:
    summary.seen += part.seen
    summary.unchanged += len(part.unchanged)
    summary.loaded += part.frames["documents"].height if part.frames else 0
    summary.still_rejected += sum(known[uri].outcome == "quarantined" for uri in part.unchanged)
    for stage, tally in part.counts.items():
        summary.stages.setdefault(stage, StageTally()).add(tally)
    for uri, reason, table, value in _entries(part.quarantine):
        if table is None or table == "documents":
            summary.rejected[reason] += 1
            if len(summary.first_rejections) < NAMED_REJECTIONS:
                summary.first_rejections.append((uri, reason, value or ""))
            tell("document_quarantined", f"{uri}: {reason}: {value}", source_uri=uri, reason=reason, detail=value)
        else:
            summary.rejected_rows[f"{table}.{reason}"] += 1
    tell(
        "batch_loaded",
        f"{summary.seen:,} documents seen, {summary.loaded:,} loaded",
        seen=summary.seen,
        loaded=summary.loaded,
        unchanged=summary.unchanged,
        quarantined=summary.rejected.total(),
    )


def _entries(quarantine: "pl.DataFrame") -> Iterable[tuple[str, str, str | None, str | None]]:
    return quarantine.select("source_uri", "reason_code", "table_name", "value").iter_rows()


def _totals(copy: WorkingCopy) -> dict[str, int]:
    """Row counts of the main tables, as they will be or are published."""
    counts = ", ".join(f"(SELECT count(*) FROM {table})" for table in TOTALS)  # nosec B608 # a constant
    if copy.has_changes:
        row = copy.connection.execute(f"SELECT {counts}").fetchone()
    elif copy.path.exists():
        from warehouse.connection import open_reader

        with open_reader(copy.path) as connection:
            row = connection.execute(f"SELECT {counts}").fetchone()
    else:
        row = [0] * len(TOTALS)
    return dict(zip(TOTALS, row, strict=True))


def _figures(summary: RunSummary) -> dict[str, Any]:
    return {
        "published": summary.published,
        "seconds": round(summary.seconds, 3),
        "seen": summary.seen,
        "loaded": summary.loaded,
        "unchanged": summary.unchanged,
        "removed": summary.removed,
        "quarantined": dict(summary.rejected),
        "still_quarantined": summary.still_rejected,
        "rows_quarantined": dict(summary.rejected_rows),
        "warnings": summary.warnings,
        "totals": summary.totals,
        "warehouse": str(summary.warehouse),
    }
