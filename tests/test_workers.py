"""A worker process may die or hang: the batch is divided until the document at fault stands alone."""

import os
import re
import signal
import time
from dataclasses import dataclass
from multiprocessing import forkserver

import pytest

from flows.guard import WORKER_BYTES, DocumentTimeout, time_limit
from flows.workers import WorkerProcesses, WorkersCannotStart


@dataclass(frozen=True)
class Names:
    names: tuple[str, ...]

    def halves(self) -> "tuple[Names, Names] | None":
        middle = len(self.names) // 2
        return (Names(self.names[:middle]), Names(self.names[middle:])) if middle else None


def shout(batch: Names) -> list[str]:
    """A stage that kills its process at one document."""
    for name in batch.names:
        if name == "crash":
            os.kill(os.getpid(), signal.SIGKILL)
    return [name.upper() for name in batch.names]


def crashed(batch: Names) -> list[str]:
    return [f"{batch.names[0]} killed its process"]


def test_a_dying_process_costs_one_document_and_the_pool_goes_on():
    with WorkerProcesses(2, crashed) as workers:
        before = workers.run(shout, Names(("a",)))
        divided = workers.run(shout, Names(("a", "b", "crash", "c")))
        after = workers.run(shout, Names(("d",)))
    assert before == [["A"]]
    assert [name for result in divided for name in result] == ["A", "B", "crash killed its process", "C"]
    assert after == [["D"]]


def test_the_server_of_the_workers_ends_with_the_last_that_use_it():
    with WorkerProcesses(1, crashed) as outer:
        with WorkerProcesses(1, crashed) as inner:
            inner.run(shout, Names(("a",)))
        assert outer.run(shout, Names(("b",))) == [["B"]]
        assert forkserver._forkserver._forkserver_pid is not None
    assert forkserver._forkserver._forkserver_pid is None
    with WorkerProcesses(1, crashed) as again:
        assert again.run(shout, Names(("c",))) == [["C"]]


def take_memory(batch: Names) -> list[str]:
    """A stage that needs more memory than there may be for a document."""
    try:
        bytearray(2 * WORKER_BYTES)
    except MemoryError:
        return ["refused"]
    return ["taken"]


def test_a_worker_takes_no_more_memory_than_its_limit():
    """What a MemoryError becomes is in tests/test_pipeline.py: too_large."""
    with WorkerProcesses(1, crashed) as workers:
        assert workers.run(take_memory, Names(("a",))) == [["refused"]]


@pytest.mark.parametrize(
    ("work", "why"),
    [
        (lambda: [None for _ in iter(int, 1)], "a loop in Python"),
        (lambda: re.match(r"(a|aa)+$", "a" * 60 + "b"), "a regular expression that backtracks"),
        (lambda: time.sleep(60), "waiting"),
    ],
)
def test_time_limit_interrupts(work, why):
    started = time.monotonic()
    with pytest.raises(DocumentTimeout), time_limit(0.2):
        work()
    assert time.monotonic() - started < 5, why


def test_a_busy_machine_is_no_fault_of_the_document():
    """Wall time that goes by without the processor does not count, up to a bound."""
    with time_limit(1.0):
        time.sleep(1.5)


def test_time_limit_leaves_no_timer_behind():
    with time_limit(0.1):
        pass
    time.sleep(0.2)
    for timer in (signal.ITIMER_REAL, signal.ITIMER_VIRTUAL, signal.ITIMER_PROF):
        assert signal.getitimer(timer) == (0.0, 0.0)


def test_processes_that_cannot_start_fail_the_run_instead_of_the_documents(monkeypatch):
    monkeypatch.setattr("flows.workers.start_worker", die)
    with WorkerProcesses(1, crashed) as workers, pytest.raises(WorkersCannotStart, match="__main__"):
        workers.run(shout, Names(("a",)))


def die() -> None:
    os._exit(1)
