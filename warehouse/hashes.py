"""Whether two warehouses hold the same, however each came about: one number a table, blind to the order of rows."""

import duckdb

# Tables that tell of runs, not of documents.
RUN_TABLES = frozenset({"runs", "run_stages", "run_measures", "audit_results", "schema_migrations"})
# Columns that say which run wrote a row, and when.
RUN_COLUMNS = frozenset({"run_id", "loaded_at", "first_seen", "last_seen", "occurrences", "closed_at"})


def table_hashes(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Table → count and hash of its rows, run tables and run columns left out; closed quarantine entries, too."""
    tables = connection.execute(
        "SELECT table_name, list(column_name ORDER BY column_index) FROM duckdb_columns() "
        "WHERE database_name = current_database() AND table_name IN (SELECT table_name FROM duckdb_tables()) "
        "GROUP BY table_name ORDER BY table_name"
    ).fetchall()
    hashes = {}
    for table, columns in tables:
        if table in RUN_TABLES:
            continue
        kept = ", ".join(column for column in columns if column not in RUN_COLUMNS)
        where = "WHERE closed_at IS NULL" if table == "quarantine" else ""
        count, total = connection.execute(
            f"SELECT count(*), coalesce(sum(hash(row({kept}))), 0) FROM {table} {where}"  # nosec B608 # of the catalog
        ).fetchone()
        hashes[table] = f"{count}:{total}"
    return hashes
