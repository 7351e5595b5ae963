"""The batch stages on an existing Dask cluster: workers read the sources and write parts, this process loads them.

Sources and the folder of parts must be at the same place for all machines. A batch whose worker dies is done again by
another one; a batch that kills every worker it meets is taken apart in processes of this machine, so that only the
document at fault is lost.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any
from uuid import uuid4

from flows.engine import in_order, in_worker
from flows.errors import YaodianError
from flows.fingerprint import fingerprint
from flows.request import Request
from flows.scale.parts import StoredPart, fetch, make_folder, remove_folder, store
from flows.stages import Batch, Part, crashed, refine
from flows.workers import WorkerProcesses

# Batches under way for each thread of the cluster: one at work, one waiting.
_AHEAD = 2
_CONNECT_SECONDS = 30
# How often a batch is tried again when it fails without killing its worker: a fault of network or disk.
_RETRIES = 3


class ClusterError(YaodianError):
    """The cluster cannot be used: not there, no workers, or workers with another version of the program."""

    def __init__(self, address: str, fault: str) -> None:
        self.address, self.fault = address, fault
        super().__init__(f"Dask cluster {address}: {fault}")


class DaskEngine:
    """Runs the batch stages on the cluster at `address` (tcp://host:8786)."""

    name = "dask"

    def __init__(self, address: str, shared: str) -> None:
        """shared: path or fsspec address of a folder that this process and all workers can write."""
        self._address, self._shared = address, shared

    def refine(self, batches: Iterator[Batch], request: Request) -> Iterator[Part]:
        """Parts in the order of their batches. Raises ClusterError."""
        folder = f"{self._shared.rstrip('/')}/{uuid4().hex}"
        numbers = count()
        with _connect(self._address) as client, WorkerProcesses(1, crashed) as apart, _folder(folder):
            window = _check_workers(client, self._address) * _AHEAD + 2

            def submit(batch: Batch) -> _Pending:
                batch = replace(batch, references=tuple(map(_absolute, batch.references)))
                key = f"refine-{batch.run.run_id}-{next(numbers)}"
                future = client.submit(refine_and_store, batch, folder, key=key, retries=_RETRIES)
                return _Pending(future, batch, apart)

            yield from in_order(submit, batches, window)

    def call(self, step: str, function: Callable, *arguments: Any) -> Any:
        return function(*arguments)


def refine_and_store(batch: Batch, folder: str) -> StoredPart:
    """What a worker does. Raises ClusterError when its program is not the one that started the run."""
    if fingerprint() != batch.run.fingerprint:
        raise ClusterError(folder, "a worker has another version of the program or its reference data; update it")
    return store(refine(batch), folder)


@dataclass(frozen=True, slots=True)
class _Pending:
    """A batch under way."""

    future: Any
    batch: Batch
    apart: WorkerProcesses

    def result(self) -> list[Part]:
        from distributed import KilledWorker

        try:
            stored = self.future.result()
        except KilledWorker:
            return self.apart.run(refine, in_worker(self.batch))
        finally:
            self.future.release()
        return [fetch(stored)]


@contextmanager
def _folder(address: str) -> Iterator[None]:
    make_folder(address)
    try:
        yield
    finally:
        remove_folder(address)


def _connect(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError(address, "the package distributed is missing: pip install 'yaodian[dask]'") from error
    try:
        return Client(address, timeout=_CONNECT_SECONDS, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(address, f"no scheduler answers ({error}). Start one with: dask scheduler") from error


def _check_workers(client: Any, address: str) -> int:
    """Threads of all workers. Raises ClusterError when there is none, or one that would read otherwise."""
    workers = client.scheduler_info(n_workers=-1)["workers"]
    if not workers:
        raise ClusterError(address, "it has no workers. Start some with: dask worker " + address)
    try:
        found = client.run(fingerprint)
    except Exception as error:
        raise ClusterError(address, f"a worker cannot import the program ({error}); install yaodian there") from error
    others = sorted(worker for worker, value in found.items() if value != fingerprint())
    if others:
        raise ClusterError(address, f"another version of the program runs on {', '.join(others)}; update it there")
    return sum(worker["nthreads"] for worker in workers.values())


def _absolute(reference: Any) -> Any:
    """Workers have a current folder of their own."""
    return replace(reference, path=Path(reference.path).absolute())
