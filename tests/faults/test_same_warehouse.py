"""The same sources give the same warehouse, whichever way the runs went: compared by a hash a table.

The hash covers every row of every table of content, without run ids and times (warehouse.hashes). Real runs over real
files; tests/load does the same for the load alone. 24 documents, 200 in the long form (YAODIAN_LONG_TESTS=1).
"""

import random
import shutil
from pathlib import Path

import pytest

from flows import engine
from flows.pipeline import run_pipeline
from tests.benchmarks.documents import generate
from tests.faults import runs
from warehouse.hashes import RUN_COLUMNS, RUN_TABLES

SAMPLES = runs.PROJECT / "seeds" / "documents"
DOCUMENTS = 200 if runs.LONG else 24
# Tables that a hash must see; the ledger of sources too.
CONTENT = {"documents", "items", "targets", "agencies", "item_agencies", "deadlines", "citations", "text_spans"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The samples, generated plans, reposts of some of them, and sources that go into quarantine."""
    folder = tmp_path_factory.mktemp("same") / "plans"
    documents = [generate(number) for number in range(DOCUMENTS)]
    reposts = {f"reposts/{document.name}": document.content for document in documents[::9]}
    broken = {"empty.txt": b"", "broken.docx": b"PK\x03\x04", "noise.txt": bytes(range(256)) * 9}
    runs.write(folder, {document.name: document.content for document in documents} | reposts | broken)
    shutil.copytree(SAMPLES, folder / "samples")
    return folder


@pytest.fixture(scope="module")
def files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "README.md")


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of one run, in one process, in the order of the folder."""
    warehouse = tmp_path_factory.mktemp("one") / "plans.duckdb"
    summary = run_pipeline([folder], warehouse, batch_bytes=1 << 30)
    assert (summary.loaded, summary.rejected.total()) == (summary.seen - 3, 3)
    return runs.contents(warehouse)


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "plans.duckdb"


def test_the_hash_sees_all_content(expected):
    assert set(expected) >= CONTENT and not set(expected) & RUN_TABLES
    assert all(not value.startswith("0:") for table, value in expected.items() if table in CONTENT)
    assert {"run_id", "loaded_at"} <= RUN_COLUMNS


def test_many_batches_in_a_shuffled_order(warehouse, files, expected):
    run_pipeline(random.Random(4).sample(files, len(files)), warehouse, batch_bytes=1)
    assert runs.contents(warehouse) == expected


@pytest.mark.parametrize("workers", [1, 2])
def test_worker_processes(warehouse, folder, expected, monkeypatch, workers):
    monkeypatch.setattr(engine, "IN_PROCESS_BYTES", 0)
    run_pipeline([folder], warehouse, batch_bytes=60_000, workers=workers)
    assert runs.contents(warehouse) == expected


def test_three_steps_with_changes_on_the_way(warehouse, files, expected, tmp_path):
    """Other bytes first and a document too many, then what is to be there."""
    changed = files[5]
    content, gone = changed.read_bytes(), changed.with_name("gone.txt")
    try:
        changed.write_bytes(generate(9_999, "text").content)
        gone.write_bytes(generate(9_998, "text").content)
        run_pipeline([*files[: len(files) // 2], gone], warehouse)
    finally:
        changed.write_bytes(content)
        gone.unlink()
    run_pipeline(files[len(files) // 3 :], warehouse)
    run_pipeline([changed.parent], warehouse, prune=True)
    assert runs.contents(warehouse) == expected
    run_pipeline([changed.parent], warehouse, full=True)
    assert runs.contents(warehouse) == expected


def test_killed_and_resumed(warehouse, folder, files, expected):
    """Once before anything is published, once between two publishes."""
    arguments = ("-w", warehouse, "--engine", "local")
    with runs.Killer() as killer:
        assert killer.kill("finish", 1, 0, "run", *files[:12], *arguments) == -9
        assert not warehouse.exists()
        run_pipeline(files[:9], warehouse)
        assert killer.kill("replace", 1, 0, "run", folder, *arguments) == -9
    run_pipeline([folder], warehouse)
    assert runs.contents(warehouse) == expected
