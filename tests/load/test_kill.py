"""A run that is killed leaves the published file as it was or as it should be, and the next run goes on from there."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.builder import education_plan, load_documents
from warehouse.connection import open_reader
from warehouse.hashes import table_hashes

PROJECT = Path(__file__).resolve().parents[2]
# More with KILLS=50 in the environment.
KILLS = int(os.environ.get("KILLS", "6"))
BEFORE = [education_plan(f"plans/{number:03}.txt", 2021, 5) for number in range(30)]
AFTER = [education_plan(f"plans/{number:03}.txt", 2021, 6) for number in range(60)]
VICTIM = """
import sys
from pathlib import Path
from tests.load.test_kill import AFTER, load_documents
print("ready", flush=True)
load_documents(Path(sys.argv[1]), AFTER, batch=5)
print("done", flush=True)
"""


def hashes(path: Path) -> dict[str, str]:
    with open_reader(path) as connection:
        return table_hashes(connection)


@pytest.fixture(scope="module")
def states(tmp_path_factory) -> tuple[bytes, dict, dict, float]:
    """The published file before the run, the hashes before and after it, and how long it takes."""
    path = tmp_path_factory.mktemp("states") / "plans.duckdb"
    load_documents(path, BEFORE)
    content, before = path.read_bytes(), hashes(path)
    started = time.monotonic()
    load_documents(path, AFTER, batch=5)
    return content, before, hashes(path), time.monotonic() - started


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_killed_run(tmp_path, states, seed):
    content, before, after, seconds = states
    path = tmp_path / "plans.duckdb"
    path.write_bytes(content)
    victim = subprocess.Popen(
        [sys.executable, "-c", VICTIM, str(path)], cwd=PROJECT, stdout=subprocess.PIPE, start_new_session=True
    )
    assert victim.stdout.readline() == b"ready\n"
    time.sleep(random.Random(seed).uniform(0, seconds * 1.2))
    os.kill(victim.pid, signal.SIGKILL)
    victim.wait()
    assert hashes(path) in (before, after), "never between"
    load_documents(path, AFTER, batch=5)
    assert hashes(path) == after
    assert sorted(os.listdir(tmp_path)) == ["plans.duckdb", "plans.duckdb.lock"]
