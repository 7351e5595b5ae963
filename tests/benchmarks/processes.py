"""Run a command and watch what it and all processes below it take: seconds, processor seconds, peak memory."""

import subprocess
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

# Seconds between two looks at the processors, and the most between two at the memory, which cost more.
_INTERVAL, _LONGEST_INTERVAL = 0.25, 3.0


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
        peak, next_look = 0, 0.0
        while process.poll() is None:
            _note_times(root, spent)
            if time.perf_counter() - started >= next_look:
                peak = max(peak, _memory(root))
                # A long run changes slowly.
                now = time.perf_counter() - started
                next_look = now + min(max(_INTERVAL, now / 40), _LONGEST_INTERVAL)
            with suppress(subprocess.TimeoutExpired):
                process.wait(_INTERVAL)
        seconds = time.perf_counter() - started
        output = process.stdout.read()
    return Usage(seconds, sum(spent.values()), peak, process.returncode, output)


def _note_times(root: psutil.Process, spent: dict[int, float]) -> None:
    """Note the processor time of each process so far."""
    for process in _family(root):
        with suppress(psutil.Error):
            times = process.cpu_times()
            spent[process.pid] = times.user + times.system


def _memory(root: psutil.Process) -> int:
    """Bytes of all processes together."""
    total = 0
    for process in _family(root):
        with suppress(OSError):
            total += _proportional_size(process.pid)
    return total


def _family(root: psutil.Process) -> list[psutil.Process]:
    try:
        return [root, *root.children(recursive=True)]
    except psutil.Error:
        return []


def _proportional_size(pid: int) -> int:
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0
