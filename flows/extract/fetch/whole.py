"""All declared sources at the same time, each in a thread of its own; one that fails never stops the others."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from flows.errors import UnknownSourceError, YaodianError
from flows.extract.fetch.declare import Declarations, SourceDeclaration
from flows.extract.fetch.report import FetchReport
from flows.extract.fetch.run import Fetching, fetch_source

SOURCES_AT_ONCE = 8
_GLANCE_SECONDS = 0.5


class StoreBusyError(YaodianError):
    """Another process is fetching into the same snapshots."""


def remote_sources(
    declarations: Declarations, only: Sequence[str] = (), limit: int | None = None
) -> list[SourceDeclaration]:
    """The sources that are fetched, in file order. only: their names; limit: documents of each. UnknownSourceError."""
    remote = {source.name: source for source in declarations.sources if not source.is_local}
    for name in only:
        if name not in remote:
            raise UnknownSourceError(declarations.path, name, remote)
    chosen = [source for name, source in remote.items() if not only or name in only]
    return [
        replace(source, most_documents=min(limit or source.most_documents, source.most_documents)) for source in chosen
    ]


def fetch_all(
    sources: Sequence[SourceDeclaration], folder: Path, fetching: Fetching, on_document: Callable[[FetchReport], None]
) -> Iterator[FetchReport]:
    """Fetch the sources; a report for each as it ends. on_document: called after each document, from any thread.

    An exception in the caller, an interrupt above all, stops all sources after the requests that are under way.
    """
    pool = ThreadPoolExecutor(SOURCES_AT_ONCE, thread_name_prefix="fetch")
    try:
        running = {pool.submit(fetch_source, source, folder, fetching, on_document) for source in sources}
        while running:
            # A thread that waits without end may not see a signal.
            ended, running = wait(running, _GLANCE_SECONDS, FIRST_COMPLETED)
            yield from (future.result() for future in ended)
    except BaseException:
        fetching.stop()
        pool.shutdown(cancel_futures=True)
        raise
    pool.shutdown()


@contextmanager
def writing(store: Path) -> Iterator[None]:
    """Hold the snapshots for one process. Raises StoreBusyError; the kernel ends the hold with the process."""
    import fcntl

    store.mkdir(parents=True, exist_ok=True)
    with open(store / ".lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreBusyError(f"another fetch into {store} is under way; run again when it has ended") from error
        yield
