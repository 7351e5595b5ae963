"""Politeness towards a host: a pause between requests, few at a time, silence while it asks for patience."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class FetchStopped(Exception):
    """The fetching is to end; what arrived is kept."""


class HostGate:
    """Lets requests to one host through; safe for threads. `clock` and `sleep` are replaced in tests."""

    def __init__(
        self,
        delay_seconds: float,
        concurrency: int,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay = delay_seconds
        self._slots = threading.Semaphore(concurrency)
        self._lock = threading.Lock()
        self._free_at = 0.0
        self._silent_until = 0.0
        self._clock, self._sleep = clock, sleep

    @contextmanager
    def passage(self) -> Iterator[None]:
        """Wait for a turn, and hold it for the time of one request."""
        with self._slots:
            with self._lock:
                now = self._clock()
                turn = max(now, self._free_at, self._silent_until)
                self._free_at = turn + self._delay
            while (rest := max(turn, self._silent_until) - self._clock()) > 0:
                self._sleep(rest)
            yield

    def slow_down(self, delay_seconds: float) -> None:
        """Ask for at least this pause from now on (Crawl-delay)."""
        with self._lock:
            self._delay = max(self._delay, delay_seconds)

    def pause(self, seconds: float) -> None:
        """Let nothing through for so long (Retry-After)."""
        with self._lock:
            self._silent_until = max(self._silent_until, self._clock() + seconds)


class Gates:
    """One gate for each host, shared by all sources of a run, so that two sources do not add up on one server."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._lock = threading.Lock()
        self._gates: dict[str, HostGate] = {}
        self._sleep = sleep

    def of(self, host: str, delay_seconds: float, concurrency: int) -> HostGate:
        """The gate of `host` (with its port); the first caller's limits hold, a longer pause is added."""
        with self._lock:
            gate = self._gates.setdefault(host, HostGate(delay_seconds, concurrency, sleep=self._sleep))
        gate.slow_down(delay_seconds)
        return gate
