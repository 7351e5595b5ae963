"""The lock of a run ends with its process, is not inherited by workers, and says who holds it."""

import multiprocessing
import os
import time

import pytest

from flows.load.lock import RunLock, describe_holder, lock_path
from warehouse.errors import WarehouseBusy


@pytest.fixture
def warehouse(tmp_path):
    return tmp_path / "plans.duckdb"


def test_a_worker_that_outlives_its_run_holds_nothing(warehouse):
    worker = multiprocessing.get_context("fork").Process(target=time.sleep, args=(30,))
    with RunLock(warehouse, "first"):
        worker.start()
    with RunLock(warehouse, "second"):
        assert worker.is_alive()
    worker.terminate()
    worker.join()


def test_a_holder_that_died_holds_nothing(warehouse):
    def die():
        RunLock(warehouse, "dead").__enter__()
        os._exit(9)

    process = multiprocessing.get_context("fork").Process(target=die)
    process.start()
    process.join()
    assert "dead" in lock_path(warehouse).read_text()
    with RunLock(warehouse, "next"):
        assert "run next (process" in describe_holder(lock_path(warehouse))


def test_a_waiting_run_gets_the_lock_when_it_is_free(warehouse):
    first = RunLock(warehouse, "first")
    first.__enter__()
    started = time.monotonic()
    with pytest.raises(WarehouseBusy, match="run first"):
        RunLock(warehouse, "second", 0.3).__enter__()
    assert 0.3 <= time.monotonic() - started < 5
    first.__exit__()
    with RunLock(warehouse, "third"):
        pass


@pytest.mark.parametrize("content", ["", "{", '{"pid": 5}', "\x00\x00"])
def test_a_half_written_holder_is_still_a_holder(warehouse, content):
    lock_path(warehouse).write_text(content)
    assert describe_holder(lock_path(warehouse)) == "another run has just taken it"
