"""A real scheduler and two worker processes: the same warehouse as without them, also when a worker dies."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from flows.pipeline import run_pipeline
from flows.scale.dask_engine import ClusterError
from tests.benchmarks.documents import write_documents
from warehouse.hashes import table_hashes

pytest.importorskip("distributed")
_DOCUMENTS = 60
_SMALL_BATCH = 100_000


@pytest.fixture
def cluster(tmp_path):
    """Address of a scheduler, and its two workers (process ids by name)."""
    port = _free_port()
    address = f"tcp://127.0.0.1:{port}"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--no-dashboard"]
    worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-dashboard"]
    commands = [[*dask, "--port", str(port)], *([*worker, "--no-nanny", "--name", str(number)] for number in range(2))]
    processes = []
    with (tmp_path / "cluster.log").open("wb") as log:
        for command in commands:
            processes.append(subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log))
        _await_workers(address, 2)
        yield address, processes[1:]
        for process in processes:
            process.kill()
            process.wait()


@pytest.fixture(scope="module")
def sources(tmp_path_factory):
    folder = tmp_path_factory.mktemp("sources")
    write_documents(folder, _DOCUMENTS, "text", seed=5)
    return folder


@pytest.fixture(scope="module")
def local_hashes(sources, tmp_path_factory):
    path = tmp_path_factory.mktemp("local") / "local.duckdb"
    run_pipeline([sources], path, workers=1)
    return _hashes(path)


def test_two_workers_build_the_same_warehouse(cluster, sources, local_hashes, tmp_path):
    address, _ = cluster
    summary = run_pipeline([sources], tmp_path / "w.duckdb", dask=address, batch_bytes=_SMALL_BATCH)
    assert summary.loaded == _DOCUMENTS and not summary.rejected
    assert _hashes(tmp_path / "w.duckdb") == local_hashes
    assert not list((tmp_path / "w.duckdb.parts").iterdir()), "parts are taken away"


def test_a_killed_worker_loses_nothing(cluster, sources, local_hashes, tmp_path):
    address, workers = cluster
    killed = []

    def kill_one(event):
        if event.name == "batch_loaded" and not killed:
            os.kill(workers[0].pid, signal.SIGKILL)
            killed.append(workers[0].wait())

    run_pipeline([sources], tmp_path / "w.duckdb", dask=address, batch_bytes=_SMALL_BATCH, on_progress=kill_one)
    assert killed == [-signal.SIGKILL]
    assert _hashes(tmp_path / "w.duckdb") == local_hashes


def test_what_is_wrong_with_a_cluster_is_said(tmp_path, sources, monkeypatch):
    monkeypatch.setattr("flows.scale.dask_engine._CONNECT_SECONDS", 1)
    with pytest.raises(ClusterError, match="no scheduler answers"):
        run_pipeline([sources], tmp_path / "w.duckdb", dask=f"tcp://127.0.0.1:{_free_port()}")
    assert not (tmp_path / "w.duckdb").exists()


def _hashes(path: Path) -> dict[str, str]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return table_hashes(connection)


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def _await_workers(address: str, count: int) -> None:
    from distributed import Client

    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            with Client(address, timeout=5, set_as_default=False) as client:
                client.wait_for_workers(count, timeout=60)
                return
        except OSError:
            time.sleep(0.2)
    raise TimeoutError(f"no {count} workers at {address}")
