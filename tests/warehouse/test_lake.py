"""The warehouse as folders of Parquet and as a DuckLake: the same rows, and the same views."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from functools import partial

import duckdb
import pytest

from flows.config import SAMPLE_DOCUMENTS
from flows.pipeline import run_pipeline
from warehouse.connection import open_reader, quote
from warehouse.export import ExportError
from warehouse.lake import export_ducklake, export_folders, load_extension

QUESTIONS = (
    "SELECT count(*), sum(value) FROM report_targets",
    "SELECT title, plan_year FROM report_documents ORDER BY title",
    "SELECT count(*), sum(char_end) FROM text_spans",
    "SELECT count(*) FROM search_postings",
)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    path = tmp_path_factory.mktemp("warehouse") / "w.duckdb"
    run_pipeline([SAMPLE_DOCUMENTS], path, workers=1)
    return path


def _silent(table, count):
    pass


def test_folders_hold_every_row_by_year_and_province(warehouse, tmp_path):
    counts = {}
    with open_reader(warehouse) as connection:
        export_folders(connection, tmp_path / "lake", counts.__setitem__)
        expected = connection.execute("SELECT plan_year, count(*) FROM documents GROUP BY 1 ORDER BY 1").fetchall()
        assert counts["items"] == connection.execute("SELECT count(*) FROM items").fetchone()[0]
    found = duckdb.execute(
        f"SELECT plan_year, count(*) FROM read_parquet({quote(str(tmp_path / 'lake/documents/**/*.parquet'))}, "
        "hive_partitioning = true) GROUP BY 1 ORDER BY 1"
    ).fetchall()
    assert found == expected
    assert (tmp_path / "lake/documents/plan_year=2020/province=370000").is_dir(), "淄博 lies in 山东"


def test_folders_replace_an_earlier_export_and_nothing_else(warehouse, tmp_path):
    with open_reader(warehouse) as connection:
        for _ in range(2):
            export_folders(connection, tmp_path / "lake", _silent)
        (tmp_path / "letters").mkdir()
        (tmp_path / "letters" / "mine.txt").write_text("keep")
        with pytest.raises(ExportError, match="holds other things"):
            export_folders(connection, tmp_path / "letters", _silent)
    assert (tmp_path / "letters" / "mine.txt").exists()


@pytest.fixture
def postgres():
    """A PostgreSQL server of its own; its connection string."""
    user = None
    if os.geteuid() == 0:
        # The server refuses to run as root.
        user = next(
            (name for name in ("postgres", "nobody") if name in {entry.pw_name for entry in pwd.getpwall()}), None
        )
    if not shutil.which("initdb") or (os.geteuid() == 0 and not user):
        pytest.skip("needs PostgreSQL, and a user that may run it")
    pytest.importorskip("duckdb_extension_postgres_scanner")
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        if user:
            shutil.chown(folder, user)
        run = partial(subprocess.run, check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder)
        run(["initdb", "-D", f"{folder}/data", "-U", "plans", "-A", "trust"])
        control = ["pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log"]
        run([*control, "-o", f"-p {port} -k {folder} -h 127.0.0.1", "start"])
        yield f"postgres:dbname=postgres host=127.0.0.1 port={port} user=plans"
        run([*control, "-m", "immediate", "stop"])


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_a_ducklake_answers_as_the_warehouse_does(kind, warehouse, tmp_path, request):
    pytest.importorskip("duckdb_extension_ducklake")
    catalog = str(tmp_path / "catalog.sqlite") if kind == "sqlite" else request.getfixturevalue("postgres")
    with open_reader(warehouse) as connection:
        expected = [connection.execute(question).fetchall() for question in QUESTIONS]
        export_ducklake(connection, catalog, f"{tmp_path}/data/", _silent)
    with open_reader(warehouse) as connection:
        export_ducklake(connection, catalog, f"{tmp_path}/data/", _silent)
    with duckdb.connect(":memory:") as reader:
        for extension in ("ducklake", "sqlite_scanner" if kind == "sqlite" else "postgres_scanner"):
            load_extension(reader, extension)
        address = f"ducklake:sqlite:{catalog}" if kind == "sqlite" else f"ducklake:{catalog}"
        reader.execute(f"ATTACH {quote(address)} AS lake (READ_ONLY)")
        reader.execute("USE lake")
        assert [reader.execute(question).fetchall() for question in QUESTIONS] == expected


def test_a_missing_extension_is_named(warehouse, tmp_path, monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with open_reader(warehouse) as connection, pytest.raises(ExportError, match=r"yaodian\[lake\]"):
        export_ducklake(connection, str(tmp_path / "c.sqlite"), f"{tmp_path}/data/", _silent)
