"""Run a command and watch what it and all processes below it take: seconds, processor seconds, peak memory."""

import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_INTERVAL = 0.25


@dataclass(frozen=True, slots=True)
class Usage:
    """seconds on the clock, processor_seconds of all processes, peak_bytes: largest sum of their memory at one time.

    Memory counts a page that several processes share once (proportional set size).
    """

    seconds: float
    processor_seconds: float
    peak_bytes: int
    exit_code: int
    output: str


def watch(command: Sequence[str], folder: Path) -> Usage:
    """Run `command` in `folder` to its end."""
    started = time.perf_counter()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        root = psutil.Process(process.pid)
        spent: dict[int, float] = {}
        peak = 0
        while process.poll() is None:
            peak = max(peak, _look(root, spent))
            with suppress(subprocess.TimeoutExpired):
                process.wait(_INTERVAL)
        seconds = time.perf_counter() - started
        output = process.stdout.read()
    return Usage(seconds, sum(spent.values()), peak, process.returncode, output)


def _look(root: psutil.Process, spent: dict[int, float]) -> int:
    """Note the processor time of each process; answers the memory of all."""
    total = 0
    with suppress(psutil.Error):
        for process in [root, *root.children(recursive=True)]:
            with suppress(psutil.Error, OSError):
                times = process.cpu_times()
                spent[process.pid] = times.user + times.system
                total += _proportional_size(process.pid)
    return total


def _proportional_size(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
