"""What a warehouse holds, in its own words: tables and views with what a row and a column mean."""

from dataclasses import dataclass

import duckdb


@dataclass(frozen=True, slots=True)
class ColumnEntry:
    """A column; comment is "" where it has none."""

    name: str
    type: str
    is_nullable: bool
    comment: str


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """A table, view or macro. kind: table, view, macro. grain: what one row means; "" where nobody says it."""

    name: str
    kind: str
    grain: str
    columns: tuple[ColumnEntry, ...]


def read_catalog(connection: duckdb.DuckDBPyConnection) -> list[CatalogEntry]:
    """Views, then tables, then macros, each by name, of the connection's current database."""
    columns: dict[str, list[ColumnEntry]] = {}
    for table, name, kind, nullable, comment in connection.execute(
        "SELECT table_name, column_name, data_type, is_nullable, coalesce(comment, '') FROM duckdb_columns() "
        "WHERE NOT internal AND database_name = current_database() ORDER BY table_name, column_index"
    ).fetchall():
        columns.setdefault(table, []).append(ColumnEntry(name, kind, nullable, comment))
    relations = connection.execute(
        """
        FROM (
        SELECT view_name AS name, 'view' AS kind, coalesce(comment, '') AS grain
        FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
        UNION ALL
        SELECT table_name, 'table', coalesce(comment, '')
        FROM duckdb_tables() WHERE NOT internal AND database_name = current_database()
        UNION ALL
        SELECT DISTINCT function_name, 'macro', coalesce(comment, '')
        FROM duckdb_functions() WHERE NOT internal AND database_name = current_database()
        )
        ORDER BY kind = 'macro', kind = 'table', name
        """
    ).fetchall()
    return [CatalogEntry(name, kind, grain, tuple(columns.get(name, ()))) for name, kind, grain in relations]
