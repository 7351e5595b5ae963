"""Run a stage over batches in worker processes, and survive the death of one.

A process that dies (killed by the system for its memory, a crash in a C library, a hang past its limit) takes its batch
with it. That batch is run again in a process of its own, in halves, until the document at fault stands alone; what
it would have yielded is then its rejection.
"""

import os
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from multiprocessing import forkserver, get_context
from typing import Protocol, TypeVar

from flows.errors import YaodianError
from flows.guard import start_worker

Result = TypeVar("Result")

# Worker processes take seconds to start: below this many bytes of sources the work is done before they are ready.
IN_PROCESS_BYTES = 2 << 20


class WorkersCannotStart(YaodianError):
    """A worker process ended before it was given any work."""

    def __init__(self) -> None:
        super().__init__(
            "worker processes cannot start. Check the free memory and the limits of this user (ulimit -a). "
            "In a script, call run_pipeline under `if __name__ == '__main__':`."
        )


class Divisible(Protocol):
    """A batch of documents, as a stage receives it."""

    def halves(self) -> "tuple[Divisible, Divisible] | None":
        """Two smaller batches, or None where the batch holds one document."""
        ...


class WorkerProcesses:
    """A pool of processes that share the imports and vocabulary of one parent (`forkserver`).

    `run` blocks; call it from as many threads as there are processes and a few more.
    """

    def __init__(self, count: int, crashed: "Callable[[Divisible], Result]") -> None:
        """crashed: what stands for the result of a batch of one document that killed its process."""
        self.count = count
        self._crashed = crashed
        self._context = get_context("forkserver")
        self._lock = threading.Lock()
        self._is_stopping = False
        self._pool: ProcessPoolExecutor | None = None

    def run(self, stage: "Callable[[Divisible], Result]", batch: Divisible) -> list[Result]:
        """The results of `stage` over `batch`: one, or several where the batch had to be divided."""
        pool = self._current_pool()
        try:
            return [pool.submit(stage, batch).result()]
        except BrokenProcessPool:
            if self._is_stopping:
                raise
            self._discard(pool)
            return self._run_apart(stage, batch)

    def __enter__(self) -> "WorkerProcesses":
        _users.enter()
        return self

    def __exit__(self, error: type[BaseException] | None, *_: object) -> None:
        """End the processes; when leaving by an error, without waiting for what they are at."""
        self._is_stopping = True
        try:
            if self._pool is not None:
                if error is not None:
                    # Executors before Python 3.14 cannot be told to kill.
                    for process in list((self._pool._processes or {}).values()):
                        process.kill()
                self._pool.shutdown(wait=True, cancel_futures=True)
        finally:
            _users.leave()

    def _run_apart(self, stage: "Callable[[Divisible], Result]", batch: Divisible) -> list[Result]:
        try:
            with self._new_pool(1) as pool:
                _check_start(pool)
                return [pool.submit(stage, batch).result()]
        except BrokenProcessPool:
            halves = batch.halves()
            if halves is None:
                return [self._crashed(batch)]
            return [result for half in halves for result in self._run_apart(stage, half)]

    def _current_pool(self) -> ProcessPoolExecutor:
        with self._lock:
            if self._pool is None:
                self._pool = self._new_pool(self.count)
            return self._pool

    def _discard(self, pool: ProcessPoolExecutor) -> None:
        with self._lock:
            if self._pool is pool:
                self._pool = None
        pool.shutdown(wait=False)

    def _new_pool(self, count: int) -> ProcessPoolExecutor:
        start_server()
        return ProcessPoolExecutor(count, mp_context=self._context, initializer=start_worker)


class _Users:
    """How many sets of worker processes are open; with the last of them the server goes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._count = 0

    def enter(self) -> None:
        with self._lock:
            self._count += 1

    def leave(self) -> None:
        """End the server too, which holds the memory of all it imported; it starts again when workers are needed."""
        with self._lock:
            self._count -= 1
            if not self._count:
                # The module has no public way to end it before its parent.
                forkserver._forkserver._stop()


_users = _Users()


def start_server() -> None:
    """Start the process that workers are forked from, if it does not run yet; it imports what they need meanwhile."""
    forkserver.set_forkserver_preload(["flows.preload"])
    forkserver.ensure_running()


def start_server_for(sources: Iterable[str | os.PathLike[str]]) -> None:
    """Start that process now, beside the imports of this one, where the sources are certain to need workers."""
    if _files_reach(sources, IN_PROCESS_BYTES):
        start_server()


def _files_reach(sources: Iterable[str | os.PathLike[str]], size: int) -> bool:
    """Whether the files and folders named are as large as `size` together; it looks no further than that."""
    pending = [os.fspath(source) for source in sources]
    with suppress(OSError):
        while pending and size > 0:
            path = pending.pop()
            if not os.path.isdir(path):
                size -= os.path.getsize(path) if os.path.exists(path) else 0
                continue
            for entry in os.scandir(path):
                if entry.is_dir():
                    pending.append(entry.path)
                elif size > 0:
                    size -= entry.stat().st_size
    return size <= 0


def _check_start(pool: ProcessPoolExecutor) -> None:
    """No document is at fault where a process cannot even start."""
    try:
        pool.submit(os.getpid).result()
    except BrokenProcessPool as error:
        raise WorkersCannotStart() from error


def default_count() -> int:
    """One worker for each core that this process may use."""
    return max(1, len(os.sched_getaffinity(0)))
