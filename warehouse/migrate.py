"""The schema of a warehouse file: brought up to date by numbered migrations, each with its ledger row.

sql/migrations/NNNN_name.sql are applied in order, each in one transaction with its row in schema_migrations. A new
file goes the same way from nothing. sql/tables shows the result in readable form; a test compares the two.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from graphlib import TopologicalSorter

import duckdb

from warehouse.definitions import read_definitions


@dataclass(frozen=True, slots=True)
class Migration:
    version: int
    name: str
    sql: str


def known_migrations() -> list[Migration]:
    """All migrations of this program, ascending by version."""
    return [Migration(int(stem[:4]), stem[5:], sql) for stem, sql in read_definitions("migrations").items()]


def latest_version() -> int:
    return known_migrations()[-1].version


def schema_version(connection: duckdb.DuckDBPyConnection, database: str | None = None) -> int:
    """The version of the file that `connection` (or its attached `database`) holds; 0 for an empty file.

    Raises duckdb.CatalogException when there are tables but no ledger: it is another program's file.
    """
    tables = connection.execute(
        "SELECT list(table_name) FROM duckdb_tables() WHERE database_name = coalesce(?, current_database())", [database]
    ).fetchone()[0]
    if not tables:
        return 0
    ledger = "schema_migrations" if database is None else f"{database}.schema_migrations"
    newest = f"SELECT coalesce(max(version), 0) FROM {ledger}"  # nosec B608 # our database
    return connection.execute(newest).fetchone()[0]


def migrate(
    connection: duckdb.DuckDBPyConnection, code_version: str, migrations: list[Migration] | None = None
) -> list[Migration]:
    """Apply what the file has not been through, each wholly or not at all; answers the applied migrations."""
    current = schema_version(connection)
    pending = [migration for migration in migrations or known_migrations() if migration.version > current]
    for migration in pending:
        connection.begin()
        try:
            connection.execute(migration.sql)
            connection.execute(
                "INSERT INTO schema_migrations BY NAME "
                "SELECT ? AS version, ? AS name, ? AS applied_at, ? AS code_version",
                [migration.version, migration.name, datetime.now(UTC).replace(tzinfo=None), code_version],
            )
            connection.commit()
        except BaseException:
            connection.rollback()
            raise
    return pending


def define(connection: duckdb.DuckDBPyConnection) -> None:
    """Comments, macros and views as sql/ has them now; views and macros that it no longer has are dropped.

    In a transaction of its own: hundreds of statements are then written to disk once.
    """
    connection.begin()
    try:
        for sql in read_definitions("tables").values():
            for statement in connection.extract_statements(sql):
                if statement.query.lstrip().upper().startswith("COMMENT"):
                    connection.execute(statement)
        _drop_stale(connection)
        for sql in read_definitions("macros").values():
            connection.execute(sql)
        for sql in by_dependency(read_definitions("views")):
            connection.execute(sql)
        connection.commit()
    except BaseException:
        connection.rollback()
        raise


def by_dependency(views: Mapping[str, str]) -> list[str]:
    """The SQL of the views, each after those that it names."""
    named = {
        name: {other for other in views if other != name and re.search(rf"\b{other}\b", views[name])} for name in views
    }
    return [views[name] for name in TopologicalSorter(named).static_order()]


def _drop_stale(connection: duckdb.DuckDBPyConnection) -> None:
    views = connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
    for (name,) in views:
        if name not in read_definitions("views"):
            connection.execute(f'DROP VIEW "{name}"')
    macros = connection.execute(
        "SELECT DISTINCT function_name, function_type FROM duckdb_functions() WHERE NOT internal"
    ).fetchall()
    for name, kind in macros:
        if name not in read_definitions("macros"):
            connection.execute(f'DROP MACRO {"TABLE " if kind == "table_macro" else ""}"{name}"')
