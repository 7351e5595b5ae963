"""Bounds on one document: seconds, and in a worker process memory, so that a hostile source costs one quarantine entry.

The time is that of the processor: a document is not at fault where the machine is busy with something else. It raises
DocumentTimeout in Python code and in regular expressions; at twice the time it ends a worker process that hangs in C
code without a chance to raise, which `flows.workers` survives. The wall clock only ends what waits and never comes.
"""

import os
import resource
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.connection import wait

# One document of 7,000 characters takes some 15 ms; the longest plan known takes less than a second.
DOCUMENT_SECONDS = 30.0
# Wall time that a document may take, in multiples of its processor time.
WAITING = 4
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
    """Raise DocumentTimeout in the body after `seconds` of processor time, or WAITING times as much on the wall.

    Only the main thread of a process can be bound; the time of its other threads counts, too.
    kill: also end the process after twice the time on the processor (worker processes only).
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(signal_number: int, frame: object) -> None:
        raise DocumentTimeout

    timers = {signal.ITIMER_VIRTUAL: signal.SIGVTALRM, signal.ITIMER_REAL: signal.SIGALRM}
    previous = {number: signal.signal(number, interrupt) for number in timers.values()}
    # Once more each second: the first signal may fall into a destructor, where exceptions are lost.
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, 1.0)
    signal.setitimer(signal.ITIMER_REAL, WAITING * seconds, 1.0)
    if kill:
        signal.setitimer(signal.ITIMER_PROF, 2 * seconds)
    try:
        yield
    finally:
        for timer in (*timers, *([signal.ITIMER_PROF] if kill else [])):
            signal.setitimer(timer, 0)
        for number, handler in previous.items():
            signal.signal(number, handler)
