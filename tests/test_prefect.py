"""The flow for real, on a Prefect server of its own: the same result as without Prefect, and what its UI shows."""

from pathlib import Path

import pytest

from flows.load.audits import AuditFailed
from flows.load.publish import WorkingCopy
from flows.pipeline import run_pipeline
from flows.request import RunSummary
from warehouse.connection import open_reader
from warehouse.hashes import table_hashes

SAMPLE = Path(__file__).resolve().parent.parent / "seeds" / "documents"


pytestmark = pytest.mark.xdist_group("prefect")


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with a plan and an empty file."""
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "plan.txt").write_text(
        "某市教育局2021年工作要点\n一、扩大学位供给\n1.新建公办幼儿园2所。\n", encoding="utf-8"
    )
    (folder / "empty.txt").write_bytes(b"")
    return folder


def test_the_flow_loads_what_the_local_engine_loads(prefect_server, tmp_path, sample_warehouse):
    warehouse = tmp_path / "flow.duckdb"
    summary = run_pipeline([SAMPLE], warehouse, engine="prefect")
    assert isinstance(summary, RunSummary)
    with open_reader(warehouse) as loaded, open_reader(sample_warehouse) as expected:
        assert table_hashes(loaded) == table_hashes(expected)
        assert loaded.execute("SELECT engine FROM runs").fetchall() == [("prefect",)]


def test_documents_in_quarantine_show_in_state_and_artifacts(prefect_server, plans, tmp_path):
    from prefect.artifacts import Artifact

    from flows.tasks import build_warehouse

    state = build_warehouse([str(plans)], str(tmp_path / "flow.duckdb"), return_state=True)
    assert (state.type.value, state.name) == ("COMPLETED", "Quarantined")
    assert "| empty_source | 1 |" in Artifact.get(key="yaodian-run").data
    assert "empty_source" in Artifact.get(key="yaodian-quarantine").data


def test_a_failed_audit_fails_the_flow_and_publishes_nothing(prefect_server, plans, tmp_path, monkeypatch):
    warehouse = tmp_path / "flow.duckdb"
    monkeypatch.setattr(WorkingCopy, "audit", fail_audit)
    with pytest.raises(AuditFailed):
        run_pipeline([plans], warehouse, engine="prefect")
    assert not warehouse.exists()


def fail_audit(copy: WorkingCopy, everything: bool = False) -> None:
    raise AuditFailed([("keys_unique", 1, "a row")])
