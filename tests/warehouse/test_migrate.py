"""An older file is brought up to date with a backup, step by step or not at all; views and comments follow the code."""

import duckdb
import pytest

from flows.load import publish
from tests.builder import education_plan, load_documents
from warehouse import connection as connections
from warehouse import migrate as migrations
from warehouse.connection import open_reader
from warehouse.errors import WarehouseOutdated
from warehouse.migrate import Migration, define, known_migrations, latest_version, migrate, schema_version

NEXT = latest_version() + 1
ADD_COLUMN = Migration(NEXT, "remember the weather", "ALTER TABLE runs ADD COLUMN weather VARCHAR DEFAULT 'fair'")
HALF_WRONG = Migration(NEXT, "half wrong", "CREATE TABLE good (a INTEGER); CREATE TABLE bad (a NO_SUCH_TYPE)")


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        yield connection


@pytest.fixture
def newer_program(monkeypatch):
    """A program that knows one migration more."""
    later = [*known_migrations(), ADD_COLUMN]
    monkeypatch.setattr(migrations, "known_migrations", lambda: later)
    for module in (migrations, connections, publish):
        monkeypatch.setattr(module, "latest_version", lambda: NEXT)


def test_migrations_are_numbered_without_gaps():
    assert [migration.version for migration in known_migrations()] == list(range(1, latest_version() + 1))


def test_each_migration_is_applied_once_and_noted(connection):
    assert schema_version(connection) == 0
    assert len(migrate(connection, "1.0")) == latest_version()
    assert migrate(connection, "1.0") == []
    assert migrate(connection, "1.1", [*known_migrations(), ADD_COLUMN]) == [ADD_COLUMN]
    ledger = connection.execute("SELECT version, code_version FROM schema_migrations ORDER BY version").fetchall()
    assert ledger[-2:] == [(NEXT - 1, "1.0"), (NEXT, "1.1")]


def test_a_failing_migration_leaves_nothing_behind(connection):
    migrate(connection, "1.0")
    with pytest.raises(duckdb.Error, match="NO_SUCH_TYPE"):
        migrate(connection, "1.1", [*known_migrations(), HALF_WRONG])
    assert schema_version(connection) == NEXT - 1
    assert connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'good'").fetchone() == (0,)


def test_a_run_upgrades_an_older_file_and_keeps_a_backup(tmp_path, newer_program, monkeypatch):
    path = tmp_path / "plans.duckdb"
    with monkeypatch.context() as older:
        older.setattr(migrations, "known_migrations", lambda: [m for m in known_migrations() if m.version < NEXT])
        for module in (migrations, connections, publish):
            older.setattr(module, "latest_version", lambda: NEXT - 1)
        load_documents(path, [education_plan()])
        before = path.read_bytes()
    with pytest.raises(WarehouseOutdated, match="The next run upgrades it"):
        open_reader(path)
    published, counts = load_documents(path, [education_plan()])
    assert published, "an upgrade alone is worth publishing"
    assert counts.documents_loaded == 0
    with open_reader(path) as reader:
        assert reader.execute("SELECT weather FROM runs").fetchall()[0] == ("fair",)
        assert reader.execute("SELECT count(*) FROM documents").fetchone() == (1,)
    assert (tmp_path / f"plans.duckdb.v{NEXT - 1}.backup").read_bytes() == before


def test_views_and_macros_follow_the_code(connection):
    migrate(connection, "1.0")
    connection.execute("CREATE VIEW report_of_yesterday AS SELECT 1 AS one; CREATE MACRO yesterday() AS 1")
    define(connection)
    names = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    assert ("report_of_yesterday",) not in names
    assert ("report_targets",) in names
    with pytest.raises(duckdb.CatalogException):
        connection.execute("SELECT yesterday()")
    define(connection)


def test_changed_views_are_published_without_a_changed_document(tmp_path, monkeypatch):
    path = tmp_path / "plans.duckdb"
    load_documents(path, [education_plan()])
    monkeypatch.setattr(publish, "definitions_sha256", lambda: "another")
    assert load_documents(path, [education_plan()])[0]


def test_a_file_of_the_first_version_is_upgraded_by_a_run(tmp_path):
    path = tmp_path / "plans.duckdb"
    load_documents(path, [education_plan()])
    with duckdb.connect(str(path)) as old:
        old.execute("ALTER TABLE sources DROP COLUMN metadata_sha256")
        words = old.execute("SELECT term FROM search_vocabulary ORDER BY term").fetchall()
        found = old.execute("FROM search_terms ORDER BY ALL").fetchall()
        old.execute(
            """
            DROP VIEW search_terms;
            CREATE TABLE postings AS
            SELECT term, item_key, frequency, word_count FROM search_postings JOIN search_vocabulary USING (term_key);
            DROP TABLE search_postings;
            ALTER TABLE postings RENAME TO search_postings;
            ALTER TABLE search_vocabulary DROP COLUMN term_key;
            """
        )
        old.execute("DELETE FROM schema_migrations WHERE version > 1")
    published, counts = load_documents(path, [education_plan()])
    assert (published, counts.documents_loaded, counts.sources_unchanged) == (True, 0, 1), "the ledger can be read"
    assert path.with_name("plans.duckdb.v1.backup").exists()
    with open_reader(path) as connection:
        assert schema_version(connection) == latest_version()
        assert connection.execute("SELECT term FROM search_vocabulary ORDER BY term").fetchall() == words
        assert connection.execute("FROM search_terms ORDER BY ALL").fetchall() == found, (
            "the same keys in SQL and Python"
        )
