"""The schema is declared twice, as SQL for the database and as models for the pipeline: the two must say the same."""

import duckdb
import polars as pl
import pytest

from schemas.registry import TABLES, frame_schema, grain
from warehouse.definitions import read_definitions
from warehouse.migrate import define, migrate

SQL_TYPES = {
    pl.String(): "VARCHAR",
    pl.Int32(): "INTEGER",
    pl.Int64(): "BIGINT",
    pl.UInt16(): "USMALLINT",
    pl.UInt64(): "UBIGINT",
    pl.Float64(): "DOUBLE",
    pl.Boolean(): "BOOLEAN",
    pl.Date(): "DATE",
    pl.Datetime("us"): "TIMESTAMP",
    pl.List(pl.String()): "VARCHAR[]",
    pl.Array(pl.UInt32(), 64): "UINTEGER[64]",
}


def declared_by_models() -> dict[str, str]:
    """`table.column` → type, nullability and comment; `table` → grain."""
    lines = {}
    for table, model in TABLES.items():
        lines[table] = grain(model)
        for name, column in model.to_schema().columns.items():
            nullable = "" if column.nullable else " NOT NULL"
            lines[f"{table}.{name}"] = f"{SQL_TYPES[column.dtype.type]}{nullable}: {column.description}"
    return lines


def declared_in(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    tables = connection.execute("SELECT table_name, comment FROM duckdb_tables()").fetchall()
    columns = connection.execute(
        "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE NOT internal "
        "AND table_name IN (SELECT table_name FROM duckdb_tables())"
    ).fetchall()
    return dict(tables) | {
        f"{table}.{name}": f"{kind}{'' if nullable else ' NOT NULL'}: {comment}"
        for table, name, kind, nullable, comment in columns
    }


def difference(first: dict[str, str], second: dict[str, str]) -> str:
    """One line for each side of each difference, as a diff shows it."""
    lines = []
    for key in sorted(first.keys() | second.keys()):
        if first.get(key) != second.get(key):
            lines += [f"- {key} {first[key]}"] if key in first else []
            lines += [f"+ {key} {second[key]}"] if key in second else []
    return "\n".join(lines)


@pytest.fixture
def connection():
    with duckdb.connect() as connection:
        yield connection


def test_sql_tables_and_models_agree(connection):
    for sql in read_definitions("tables").values():
        connection.execute(sql)
    found = difference(declared_by_models(), declared_in(connection))
    assert not found, f"- schemas/, + sql/tables:\n{found}"


def test_migrations_lead_to_the_same_tables(connection):
    migrate(connection, "test")
    define(connection)
    found = difference(declared_by_models(), declared_in(connection))
    assert not found, f"- schemas/, + sql/migrations:\n{found}"


def test_each_file_defines_the_object_it_is_named_after():
    for kind, statement in (
        ("tables", "CREATE TABLE"),
        ("views", "CREATE OR REPLACE VIEW"),
        ("macros", "CREATE OR REPLACE MACRO"),
    ):
        for name, sql in read_definitions(kind).items():
            assert f"{statement} {name}" in sql, f"sql/{kind}/{name}.sql"
            assert f" {name} IS" in sql, f"sql/{kind}/{name}.sql says nowhere what a row means"


def test_every_column_of_every_view_is_explained(connection):
    migrate(connection, "test")
    define(connection)
    bare = connection.execute(
        "SELECT table_name || '.' || column_name FROM duckdb_columns() WHERE NOT internal AND comment IS NULL"
    ).fetchall()
    assert not bare


@pytest.mark.parametrize("table", TABLES)
def test_an_empty_frame_of_a_model_is_valid(table):
    TABLES[table].validate(pl.DataFrame(schema=frame_schema(TABLES[table])), lazy=True)
