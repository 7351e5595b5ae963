"""Fixtures of the whole suite: an environment that no settings steer, one Prefect server, one sample warehouse."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before anything imports Prefect: no telemetry, no profile of the developer, no home folder of theirs.
os.environ["DO_NOT_TRACK"] = "1"
os.environ["PREFECT_SERVER_ANALYTICS_ENABLED"] = "false"
os.environ["PREFECT_HOME"] = tempfile.mkdtemp(prefix="yaodian-prefect-")
for name in [name for name in os.environ if name.startswith("YAODIAN_") or name == "PREFECT_API_URL"]:
    # YAODIAN_LONG_TESTS=1 asks for the long forms of tests that inject faults.
    if name != "YAODIAN_LONG_TESTS":
        del os.environ[name]

PROJECT = Path(__file__).resolve().parent.parent


def pytest_unconfigure() -> None:
    """Each process of the suite leaves no home folder of Prefect behind."""
    shutil.rmtree(os.environ["PREFECT_HOME"], ignore_errors=True)


@pytest.fixture(scope="session")
def prefect_server() -> Iterator[None]:
    """A Prefect server with a database of its own, started once: mark its tests xdist_group("prefect")."""
    from prefect.testing.utilities import prefect_test_harness

    with prefect_test_harness(server_startup_timeout=180):
        yield


@pytest.fixture(scope="session")
def sample_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse loaded from seeds/documents by the local engine; read it, do not write it."""
    from flows.pipeline import run_pipeline

    warehouse = tmp_path_factory.mktemp("sample") / "yaodian.duckdb"
    run_pipeline([PROJECT / "seeds" / "documents"], warehouse, engine="local")
    return warehouse
