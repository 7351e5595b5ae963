"""Runs at once and readers that poll every 50 ms during a load: nobody sees half a state, nobody is blocked.

Each run rewrites all documents, so a state is of one run only or mixed. 100 documents and three readers; 2,000 and ten
in the long form (YAODIAN_LONG_TESTS=1).
"""

import json
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.pipeline import run_pipeline
from tests.faults import runs
from warehouse.connection import open_reader

DOCUMENTS = 2_000 if runs.LONG else 100
WAYS = ("open", "plain", "hold")
READERS = (*WAYS, *WAYS, *WAYS, "plain") if runs.LONG else WAYS
PLAN = """海宁市{year}年第{number}号工作要点
一、扩大学位供给
1.加快学校建设。新建公办幼儿园{count}所。（责任单位：市教育局）
2.提高保障水平。新建公办小学{count}所。（责任单位：市财政局）
"""
BUSY = re.compile(r"run (\S+) \(process (\d+) on \S+\) has held it since (\d{4}-\d\d-\d\dT\S+?)\. Wait")


def write_generation(folder: Path, generation: int) -> None:
    """All documents anew: year and counts of one generation."""
    for number in range(DOCUMENTS):
        text = PLAN.format(year=2020 + generation, number=number, count=100 + generation)
        (folder / f"{number:05}.txt").write_text(text, encoding="utf-8")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    write_generation(folder, 0)
    return folder


@pytest.fixture
def warehouse(tmp_path: Path, plans: Path) -> Path:
    run_pipeline([plans], tmp_path / "plans.duckdb")
    return tmp_path / "plans.duckdb"


def await_holder(warehouse: Path, process: subprocess.Popen) -> None:
    """Until `process` holds the lock."""
    lock = warehouse.with_name(warehouse.name + ".lock")
    while process.poll() is None and f'"pid": {process.pid},' not in lock.read_text():
        time.sleep(0.01)
    assert process.poll() is None, "the run was over before another came"


def test_two_runs_and_ten_readers(tmp_path, plans, warehouse):
    stop = tmp_path / "stop"
    command = [sys.executable, "-m", "tests.concurrency.reader", str(warehouse), str(stop)]
    readers = [
        subprocess.Popen([*command, way], cwd=runs.PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for way in READERS
    ]
    try:
        for reader in readers:
            assert reader.stdout.readline() == "ready\n", reader.stderr.read()
        write_generation(plans, 1)
        arguments = ("run", plans, "-w", warehouse, "--engine", "local")
        first = runs.start(*arguments)
        await_holder(warehouse, first)
        # It may not end before the others have come.
        first.send_signal(signal.SIGSTOP)
        waiting = runs.start(*arguments, "--full", "--wait")
        refused = runs.yaodian(*arguments)
        first.send_signal(signal.SIGCONT)
        assert (first.wait(), refused.returncode) == (0, 3), refused.stderr
        assert waiting.wait() == 0, waiting.stderr.read()
    finally:
        stop.touch()
        seen = [json.loads(reader.communicate(timeout=300)[0].splitlines()[-1]) for reader in readers]

    holder = BUSY.search(refused.stderr)
    assert holder and int(holder[2]) == first.pid, "it says who holds the warehouse, and since when"
    with open_reader(warehouse) as connection:
        ids = [run for (run,) in connection.execute("SELECT run_id FROM runs ORDER BY started_at, run_id").fetchall()]
    assert len(ids) == 3
    assert [reader["errors"] for reader in seen] == [[]] * len(READERS)
    for reader in seen:
        assert reader["polls"] > 5
        order = [ids.index(state[0]) for state in reader["states"]]
        assert order == sorted(order), "never back"
        assert (order[0], order[-1]) == (0, 2), "from the first state to the last"
        for last_run, document_runs, years, values, report_values, documents, targets, is_covered in reader["states"]:
            generation = min(ids.index(last_run), 1)
            assert document_runs == [last_run], "run ids of one publish only"
            assert (years, values, report_values) == ([2020 + generation], [100.0 + generation], [100.0 + generation])
            assert (documents, targets, is_covered) == (DOCUMENTS, 2 * DOCUMENTS, True)


def test_a_connection_that_stays_open_keeps_its_state(plans, warehouse):
    with open_reader(warehouse) as old:
        before = old.execute("SELECT list(DISTINCT plan_year) FROM documents").fetchall()
        write_generation(plans, 1)
        assert run_pipeline([plans], warehouse).published, "a reader does not block a run"
        assert old.execute("SELECT list(DISTINCT plan_year) FROM documents").fetchall() == before == [([2020],)]
        with open_reader(warehouse) as new:
            assert new.execute("SELECT list(DISTINCT plan_year) FROM documents").fetchall() == [([2021],)]
