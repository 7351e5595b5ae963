"""Real runs in processes of their own, and what a published warehouse is held to after a fault."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import psutil

from flows.load.audits import run_audits
from warehouse.connection import open_reader
from warehouse.hashes import table_hashes

PROJECT = Path(__file__).resolve().parents[2]
# The long forms of these tests; make test runs the bounded ones.
LONG = bool(os.environ.get("YAODIAN_LONG_TESTS"))
_MAIN = "from flows.cli import main; main()"


def yaodian(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    """`yaodian` with these arguments, in a process of its own; options as of subprocess.run."""
    command = [sys.executable, "-c", _MAIN, *map(str, arguments)]
    return subprocess.run(command, **{**_surroundings(options), "capture_output": True, "text": True, "timeout": 300})


def start(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """The same, without waiting; standard error can be read."""
    command = [sys.executable, "-c", _MAIN, *map(str, arguments)]
    return subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True, **_surroundings(options)
    )


class Killer:
    """Starts runs that die at a given moment (tests.faults.victim); a context manager."""

    def __enter__(self) -> "Killer":
        command = [sys.executable, "-m", "tests.faults.victim"]
        pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
        self._process = subprocess.Popen(command, **pipes, **_surroundings({}))
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate(timeout=60)

    def kill(self, point: str, occurrence: int, seconds: float, *arguments: object) -> int:
        """Run `yaodian ARGUMENT…`, dead `seconds` after it came to `point`; its exit status, when its workers are gone.

        The status is -9 unless something else went wrong.
        """
        order = json.dumps([point, occurrence, seconds, [str(argument) for argument in arguments]])
        print(order, file=self._process.stdin, flush=True)
        pid, status = json.loads(self._process.stdout.readline())
        _await_end_of_group(pid)
        return status


def contents(warehouse: Path) -> dict[str, str]:
    """Per table a hash of what does not depend on how the warehouse came about; {} when there is no file."""
    if not warehouse.exists():
        return {}
    with open_reader(warehouse) as connection:
        return table_hashes(connection)


def failing_audits(warehouse: Path, scratch: Path) -> dict[str, int]:
    """Audit → failing rows over all of the warehouse, in a copy of the file: audits write what they find."""
    shutil.copyfile(warehouse, scratch)
    with duckdb.connect(str(scratch)) as connection:
        failing = {audit: failed for audit, failed, _ in run_audits(connection, "test") if failed}
    scratch.unlink()
    return failing


def files_beside(warehouse: Path) -> list[str]:
    """What lies in the folder of the warehouse under its name; a warehouse and its lock when nothing was left over."""
    return sorted(path.name for path in warehouse.parent.iterdir() if path.name.startswith(warehouse.name))


def _surroundings(options: dict[str, object]) -> dict[str, object]:
    return {"cwd": PROJECT, "env": {**os.environ, "PYTHONPATH": str(PROJECT)}, **options}


def _await_end_of_group(group: int) -> None:
    """Workers die with their run: wait until none of the group is left, at most half a minute."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        if not any(_is_in_group(process, group) for process in psutil.process_iter(["status"])):
            return
        time.sleep(0.05)
    raise AssertionError("worker processes outlive their run")


def _is_in_group(process: psutil.Process, group: int) -> bool:
    try:
        return os.getpgid(process.pid) == group and process.info["status"] != psutil.STATUS_ZOMBIE
    except ProcessLookupError:
        return False


def write(folder: Path, documents: dict[str, bytes]) -> None:
    for name, content in documents.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
