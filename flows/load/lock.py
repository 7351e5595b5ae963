"""One run at a time on a warehouse: a lock file that says who holds it and since when.

The kernel holds the lock (flock), not the file's existence: it ends with its process, however that dies. A forked
worker closes its copy at once, so that a worker that outlives its run holds nothing. The file beside the warehouse
stays; the next holder overwrites it.
"""

import fcntl
import json
import os
import socket
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from warehouse.errors import WarehouseBusy

_POLL_SECONDS = 0.2
_held: set[int] = set()


class RunLock:
    """The lock of the runs on one warehouse; a context manager."""

    def __init__(self, warehouse: Path, run_id: str, wait_seconds: float = 0.0) -> None:
        self.path = lock_path(warehouse)
        self._warehouse, self._run_id, self._wait = warehouse, run_id, wait_seconds
        self._file: int | None = None

    def __enter__(self) -> "RunLock":
        """Take the lock. Raises WarehouseBusy, naming the holder, when it is not free within wait_seconds."""
        deadline = time.monotonic() + self._wait
        while not self._take():
            if time.monotonic() >= deadline:
                raise WarehouseBusy(self._warehouse, describe_holder(self.path))
            time.sleep(_POLL_SECONDS)
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is not None:
            os.ftruncate(self._file, 0)
            # Closing is not enough as long as a worker that was just forked has its copy open.
            fcntl.flock(self._file, fcntl.LOCK_UN)
            _held.discard(self._file)
            os.close(self._file)
            self._file = None

    def _take(self) -> bool:
        file = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(file)
            return False
        self._file = file
        _held.add(file)
        since = datetime.now(UTC).isoformat(timespec="seconds")
        holder = {"pid": os.getpid(), "host": socket.gethostname(), "since": since, "run_id": self._run_id}
        os.ftruncate(file, 0)
        os.pwrite(file, json.dumps(holder).encode(), 0)
        return True


def lock_path(warehouse: Path) -> Path:
    return warehouse.with_name(warehouse.name + ".lock")


def describe_holder(lock_file: Path) -> str:
    """Who holds the lock, in words; the file may be half written by a holder that has just come."""
    with suppress(OSError, ValueError, KeyError):
        holder = json.loads(lock_file.read_text(encoding="utf-8"))
        return (
            f"run {holder['run_id']} (process {holder['pid']} on {holder['host']}) has held it since {holder['since']}"
        )
    return "another run has just taken it"


def _close_in_child() -> None:
    while _held:
        with suppress(OSError):
            os.close(_held.pop())


os.register_at_fork(after_in_child=_close_in_child)
