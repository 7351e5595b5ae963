"""`yaodian` as it is, with its own death in it: it kills itself (SIGKILL) at a given moment.

`python -m tests.faults.victim` reads orders from standard input, a line each: [point, occurrence, seconds, arguments];
forks a process, in a session of its own, that runs `yaodian ARGUMENT…` and dies so many seconds after it has come to
the point for the occurrence-th time, or at its end; and answers with its pid and exit status. Importing everything once
for all victims is what the fork saves.
"""

import json
import os
import signal
import sys
import threading
import time
import traceback
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


def run(point: str, occurrence: int, seconds: float, arguments: list[str]) -> None:
    """`yaodian ARGUMENT…`; does not return."""
    from flows import cli

    try:
        arm(point, occurrence, seconds)
        # What a run prints belongs to nobody here; errors show.
        os.dup2(2, 1)
        sys.argv = ["yaodian", *arguments]
        cli.main()
    except SystemExit as stop:
        if stop.code not in (None, 0, 1):
            os._exit(stop.code)
    except BaseException:
        traceback.print_exc()
        os._exit(70)
    die()


def preload() -> None:
    """All code and vocabulary of a run, and no thread: what is forked has none but its own."""
    import flows.cli
    import flows.commands.run
    import flows.engine
    import flows.stages
    from flows.model import RawDocument

    text = "一、加强学前教育。2021年6月底前新建幼儿园5所。（市教育局负责）"
    flows.stages.parse_document(RawDocument("memory.txt", "0" * 64, "text/plain", "utf-8", text))


def main() -> None:
    preload()
    for line in sys.stdin:
        child = os.fork()
        if not child:
            os.setsid()
            run(*json.loads(line))
        print(json.dumps([child, os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])]), flush=True)


if __name__ == "__main__":
    main()
