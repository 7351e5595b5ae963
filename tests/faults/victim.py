"""`yaodian` as it is, with its own death in it: `python -m tests.faults.victim POINT OCCURRENCE SECONDS ARGUMENT…`.

The process kills itself (SIGKILL) so many seconds after it has come to POINT for the OCCURRENCE-th time; at its end
when it never comes there. Nothing else is changed.
"""

import os
import signal
import sys
import threading
import time
from collections.abc import Callable
from importlib import import_module
from typing import Any

# Where a run may die, in the order in which it passes: name → module, attribute (inside a class with a dot).
POINTS = {
    "lock": ("flows.load.lock", "RunLock.__enter__"),
    "read the ledger": ("flows.load.publish", "known_sources"),
    "extract": ("flows.stages", "read_source"),
    "segment": ("flows.stages", "parse_document"),
    "frames": ("flows.stages", "build_frames"),
    "validate": ("flows.stages", "validate_frames"),
    "copy": ("shutil", "copyfile"),
    "define": ("flows.load.publish", "define"),
    "delete": ("flows.load.publish", "delete_documents"),
    "insert": ("flows.load.publish", "insert_frames"),
    "prune": ("flows.load.publish", "WorkingCopy.remove"),
    "finish": ("flows.load.publish", "load_dimensions"),
    "duplicates": ("flows.load.publish", "link_duplicates"),
    "bodies": ("flows.load.publish", "derive_agencies"),
    "ledger": ("flows.load.publish", "record_run"),
    "audit": ("flows.load.publish", "run_audits"),
    "publish": ("flows.load.publish", "WorkingCopy.publish"),
    "sync": ("os", "fsync"),
    "replace": ("os", "replace"),
    "release": ("flows.load.lock", "RunLock.__exit__"),
}


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(point: str, occurrence: int, seconds: float) -> None:
    """Make the function at `point` start the clock when it is called for the occurrence-th time."""
    module, attribute = POINTS[point]
    owner: Any = import_module(module)
    *parents, name = attribute.split(".")
    for parent in parents:
        owner = getattr(owner, parent)
    function: Callable = getattr(owner, name)
    calls = 0

    def wrapped(*arguments: Any, **options: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == occurrence:
            if seconds:
                threading.Thread(target=lambda: (time.sleep(seconds), die()), daemon=True).start()
            else:
                die()
        return function(*arguments, **options)

    setattr(owner, name, wrapped)


def main() -> None:
    from flows import cli

    point, occurrence, seconds, *arguments = sys.argv[1:]
    arm(point, int(occurrence), float(seconds))
    sys.argv = ["yaodian", *arguments]
    try:
        cli.main()
    finally:
        sys.stdout.flush()
        die()


if __name__ == "__main__":
    main()
