"""Readers see one published state; SQL that somebody types in sees the warehouse and nothing else."""

import duckdb
import pytest

from tests.builder import education_plan, load_documents
from warehouse.connection import open_reader
from warehouse.errors import NotAWarehouse, WarehouseMissing


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("reader") / "it's a plan.duckdb"
    load_documents(path, [education_plan()])
    path.with_name("secret.csv").write_text("a,b\n1,2\n")
    return path


ATTACKS = [
    "FROM read_csv('{folder}/secret.csv')",
    "FROM '{folder}/secret.csv'",
    "FROM read_text('/etc/hostname')",
    "FROM glob('{folder}/*')",
    "COPY documents TO '{folder}/stolen.csv'",
    "EXPORT DATABASE '{folder}/stolen'",
    "ATTACH '{folder}/other.duckdb'",
    "INSTALL httpfs",
    "LOAD httpfs",
    "FROM read_parquet('https://example.org/x.parquet')",
    "SET enable_external_access = true",
    "RESET enable_external_access",
    "SET lock_configuration = false",
    "DELETE FROM documents",
    "DROP TABLE documents",
    "UPDATE documents SET title = 'x'",
    "CREATE TABLE mine (a INTEGER)",
    "CREATE OR REPLACE VIEW report_targets AS SELECT 1",
    "PRAGMA database_list; COPY (SELECT 1) TO '{folder}/stolen.csv'",
    "SELECT getenv('HOME')",
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_sandbox_holds(path, attack):
    with open_reader(path, sandboxed=True) as connection, pytest.raises(duckdb.Error):
        connection.execute(attack.format(folder=str(path.parent).replace("'", "''"))).fetchall()
    assert not list(path.parent.glob("stolen*"))


@pytest.mark.parametrize("sandboxed", [True, False])
def test_tables_views_and_macros_need_no_prefix(path, sandboxed):
    with open_reader(path, sandboxed=sandboxed) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM report_targets").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM search_items('幼儿')").fetchone() == (1,)


def test_any_duckdb_client_can_read_the_file(path):
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM report_targets").fetchone() == (2,)
        assert connection.execute("SELECT count(*) FROM search_items('幼儿')").fetchone() == (1,)
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{str(path).replace(chr(39), chr(39) * 2)}' AS plans (READ_ONLY)")
        assert connection.execute("SELECT count(*) FROM plans.report_targets").fetchone() == (2,)


def test_what_is_no_warehouse_is_named(tmp_path):
    with pytest.raises(WarehouseMissing, match="yaodian run"):
        open_reader(tmp_path / "none.duckdb")
    (tmp_path / "text.duckdb").write_text("text" * 5000)
    with pytest.raises(NotAWarehouse):
        open_reader(tmp_path / "text.duckdb")
    with pytest.raises(WarehouseMissing):
        open_reader(tmp_path)
