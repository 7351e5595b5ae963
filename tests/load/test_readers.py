"""Readers are never in the way and never see half a publish: each sees the documents of one run."""

import subprocess
import sys
import time
from pathlib import Path

from tests.builder import education_plan, load_documents

PROJECT = Path(__file__).resolve().parents[2]
READERS, PUBLISHES = 3, 4
READER = """
import sys, time
from pathlib import Path
from warehouse.connection import open_reader
path, stop = Path(sys.argv[1]), Path(sys.argv[2])
looks, states = 0, set()
print("ready", flush=True)
while not stop.exists():
    with open_reader(path) as connection:
        runs = connection.execute("SELECT list(DISTINCT run_id) FROM documents").fetchone()[0]
        last, loaded = connection.execute(
            "SELECT max(run_id), arg_max(documents_loaded, run_id) FROM runs"
        ).fetchone()
        documents = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        assert runs == [last], (runs, last)
        assert documents == loaded, (documents, loaded)
        states.add(last)
    looks += 1
    time.sleep(0.05)
print(looks, len(states), flush=True)
"""


def test_readers_during_publishes(tmp_path):
    path, stop = tmp_path / "plans.duckdb", tmp_path / "stop"
    load_documents(path, [education_plan("plans/0.txt")])
    readers = [
        subprocess.Popen(
            [sys.executable, "-c", READER, str(path), str(stop)], cwd=PROJECT, stdout=subprocess.PIPE, text=True
        )
        for _ in range(READERS)
    ]
    for reader in readers:
        assert reader.stdout.readline() == "ready\n"
    for number in range(2, PUBLISHES + 2):
        time.sleep(1.1)  # run ids sort by the second
        load_documents(path, [education_plan(f"plans/{place}.txt") for place in range(number)], full=True)
    time.sleep(0.5)
    stop.touch()
    for reader in readers:
        looks, states = reader.communicate(timeout=60)[0].split()
        assert reader.returncode == 0
        assert int(looks) > 3
        assert 1 < int(states) <= PUBLISHES + 1
