"""Bounds on one document: seconds, and in a worker process memory, so that a hostile source costs one quarantine entry.

Two clocks: the wall clock raises DocumentTimeout in Python code and in regular expressions; the processor clock, at
twice the time, ends a worker process that hangs in C code without a chance to raise. `flows.workers` survives that.
"""

import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import wait

# One document of 7,000 characters takes some 7 ms; the longest plan known takes less than a second.
DOCUMENT_SECONDS = 30.0
# Address space that a worker may take above what it holds at its start.
WORKER_BYTES = 3 << 30


class DocumentTimeout(BaseException):
    """Raised inside the work on a document that took too long. No `except Exception` on the way may swallow it."""


def start_worker(extra_bytes: int = WORKER_BYTES) -> None:
    """Bound the address space of this worker process, leave the keyboard to its parent, and die with its parent."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_die_with_parent, daemon=True).start()
    with open("/proc/self/statm", encoding="ascii") as statm:
        pages = int(statm.read().split()[0])
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = pages * resource.getpagesize() + extra_bytes
    resource.setrlimit(resource.RLIMIT_AS, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _die_with_parent() -> None:
    """A pool's queues outlive the process that reads them: without this, killing a run leaves its workers behind."""
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


@contextmanager
def time_limit(seconds: float, kill: bool = False) -> Iterator[None]:
    """Raise DocumentTimeout in the body after `seconds` of wall time; only the main thread of a process can be bound.

    kill: also end the process after twice the time on the processor (worker processes only).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(signal_number: int, frame: object) -> None:
        raise DocumentTimeout

    previous = signal.signal(signal.SIGALRM, interrupt)
    # Once more each second: the first signal may fall into a destructor, where exceptions are lost.
    signal.setitimer(signal.ITIMER_REAL, seconds, 1.0)
    if kill:
        signal.setitimer(signal.ITIMER_PROF, 2 * seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        if kill:
            signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGALRM, previous)
