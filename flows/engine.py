"""The local engine: batch stages in this process for a small input, in worker processes for a larger one."""

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from flows.load.files import make_parcel_folder
from flows.parcels import Parcel, refine_into
from flows.request import Request
from flows.stages import Batch, Limits, Part, crashed, refine
from flows.workers import IN_PROCESS_BYTES, WorkerProcesses, default_count
from warehouse.errors import WriteFailed


class LocalEngine:
    """Runs everything without Prefect."""

    name = "local"

    def refine(self, batches: Iterator[Batch], request: Request) -> Iterator[Part]:
        head, size = [], 0
        for batch in batches:
            head.append(batch)
            size += batch.work
            if size > IN_PROCESS_BYTES:
                break
        # Only the main thread can bound the time of a document.
        if size <= IN_PROCESS_BYTES and threading.current_thread() is threading.main_thread():
            yield from map(refine, head)
            return
        count = request.workers or default_count()
        window = 2 * count + 2
        stage = partial(refine_into, make_parcel_folder(request.warehouse))
        with ThreadPoolExecutor(window, "batch") as dispatchers, WorkerProcesses(count, crashed) as workers:

            def submit(batch: Batch) -> Future[list[Part | Parcel]]:
                return dispatchers.submit(workers.run, stage, in_worker(batch))

            for part in in_order(submit, chain(head, batches), window):
                yield _opened(part, request.warehouse) if isinstance(part, Parcel) else part

    def call(self, step: str, function: Callable, *arguments: Any) -> Any:
        return function(*arguments)


def _opened(parcel: Parcel, warehouse: Path) -> Part:
    try:
        return parcel.open()
    except OSError as error:
        raise WriteFailed(warehouse, f"what a worker process left cannot be read: {error}") from error


def in_order(submit: Callable[[Batch], Any], batches: Iterator[Batch], window: int) -> Iterator[Part]:
    """Parts in the order of their batches, at most `window` batches under way: memory does not grow with the input."""
    pending: deque = deque()
    for batch in batches:
        pending.append(submit(batch))
        if len(pending) >= window:
            yield from pending.popleft().result()
    while pending:
        yield from pending.popleft().result()


def in_worker(batch: Batch) -> Batch:
    """The same batch with limits that may end its process."""
    return replace(batch, limits=Limits(batch.limits.seconds, is_worker=True))
