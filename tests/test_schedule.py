"""Scheduled runs, for real: a Prefect server on a free port, a process that serves the flow, a worker of a pool."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from flows.schedule import ScheduleError, make_schedule

PROJECT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
PLAN = "某市教育局2021年工作要点\n一、扩大学位供给\n1.加快学校建设。新建公办幼儿园2所。\n"

pytestmark = pytest.mark.xdist_group("prefect server")


@dataclass(frozen=True)
class Server:
    """A running Prefect server: its API, and the environment of those who use it."""

    api: str
    environment: dict[str, str]

    def run(self, *command: str | Path) -> str:
        """Run a command of the environment's programs in the project folder; its output."""
        program, *arguments = map(str, command)
        result = subprocess.run(
            [BIN / program, *arguments], cwd=PROJECT, env=self.environment, capture_output=True, text=True, timeout=240
        )
        assert result.returncode == 0, result.stdout + result.stderr
        return result.stdout + result.stderr

    def finished_runs(self) -> list[dict]:
        """Flow runs in a final state."""
        states = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED", "FAILED", "CRASHED"]}}}}
        return httpx.post(f"{self.api}/flow_runs/filter", json=states, timeout=30).raise_for_status().json()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    api = f"http://127.0.0.1:{port}/api"
    home = tmp_path_factory.mktemp("prefect-home")
    environment = {**os.environ, "PREFECT_HOME": str(home), "YAODIAN_HOME": str(PROJECT)}
    command = [BIN / "prefect", "server", "start", "--host", "127.0.0.1", "--port", str(port), "--no-ui"]
    with (home / "server.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            until(lambda: is_healthy(api), 180, "the server answers")
            yield Server(api, {**environment, "PREFECT_API_URL": api})
        finally:
            stop(process)


def is_healthy(api: str) -> bool:
    try:
        return httpx.get(f"{api}/health", timeout=5).is_success
    except httpx.HTTPError:
        return False


def until(holds: Callable[[], object], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(0.5)


def stop(process: subprocess.Popen) -> int:
    process.send_signal(signal.SIGINT)
    try:
        return process.wait(60)
    except subprocess.TimeoutExpired:
        process.kill()
        raise


def test_a_served_schedule_runs_and_publishes(server, tmp_path):
    (tmp_path / "plan.txt").write_text(PLAN, encoding="utf-8")
    warehouse = tmp_path / "yaodian.duckdb"
    command = [BIN / "yaodian", "schedule", "--every", "5", "plan.txt", "--warehouse", warehouse, "--workers", "1"]
    with (tmp_path / "schedule.log").open("w") as log:
        process = subprocess.Popen(command, cwd=tmp_path, env=server.environment, stdout=log, stderr=log)
        try:
            until(lambda: process.poll() is not None or server.finished_runs(), 180, "a scheduled run ends")
        finally:
            exit_code = stop(process)
    assert exit_code == 0, (tmp_path / "schedule.log").read_text()
    first = server.finished_runs()[-1]
    assert (first["state_name"], first["auto_scheduled"]) == ("Completed", True)
    assert first["name"] == "plan.txt → yaodian.duckdb"
    documents = server.run("yaodian", "sql", "select source_uri from documents", "-f", "csv", "-w", warehouse)
    assert documents.split() == ["source_uri", "plan.txt"]


def test_the_declared_deployment_runs_in_a_process_work_pool(server, tmp_path):
    warehouse = tmp_path / "pool.duckdb"
    server.run("prefect", "work-pool", "create", "yaodian", "--type", "process")
    server.run("prefect", "--no-prompt", "deploy", "--all")
    parameter = f'warehouse="{warehouse}"'
    server.run("prefect", "deployment", "run", "build-warehouse/nightly", "--param", parameter)
    told = server.run("prefect", "worker", "start", "--pool", "yaodian", "--run-once")
    assert re.search(r"Flow run .* Finished in state Completed", told), told
    count = server.run("yaodian", "sql", "select count(*) from documents", "-f", "csv", "-w", warehouse)
    assert count.split()[-1] == "5"


@pytest.mark.parametrize(
    ("cron", "timezone", "why"),
    [("at night", "Asia/Shanghai", "no cron expression"), ("0 2 * * *", "Mars/Olympus", "no such time zone")],
)
def test_what_is_no_schedule_is_told(cron, timezone, why):
    with pytest.raises(ScheduleError, match="--cron"):
        make_schedule(cron, None, timezone)


def test_a_schedule_without_a_server_names_the_remedy(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
    result = subprocess.run(
        [BIN / "yaodian", "schedule", "--every", "60"], env=environment, capture_output=True, text=True, timeout=120
    )
    assert result.returncode == 3
    assert "prefect server start" in result.stderr
    assert "Traceback" not in result.stderr
