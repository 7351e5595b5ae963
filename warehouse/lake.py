"""The warehouse beyond one file: Parquet in folders by plan year and province, or a DuckLake.

Tables are those of the published file. Rows that belong to a document lie in the folder of its plan year and of the
province (GB/T 2260 code) of its region, so that Spark, Trino or DuckDB over object storage read only what they need.
A DuckLake has them in tables with a catalog in SQLite or PostgreSQL, partitioned by plan year, with the same views.
"""

import importlib.util
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from warehouse.connection import DATABASE, quote
from warehouse.definitions import read_definitions
from warehouse.export import ExportError
from warehouse.migrate import by_dependency

# Name of the attached lake.
_LAKE = "lake"
_POSTGRES = ("postgres:", "postgresql:")
# What a table that hangs on items or documents is partitioned by.
_PLACES = f"""
    SELECT document_id, plan_year AS year_of_plan, rpad(left(region_code, 2), 6, '0') AS province_of_plan
    FROM {DATABASE}.documents
"""  # nosec B608 # a constant
OnTable = Callable[[str, int], None]


def export_folders(connection: duckdb.DuckDBPyConnection, folder: Path, on_table: OnTable) -> None:
    """Write all tables under `folder`: <table>/plan_year=2025/province=330000/….parquet, others <table>/….parquet.

    connection: of warehouse.connection.open_reader. The folder appears whole or not at all; it must not exist yet,
    or hold such an export. Raises ExportError.
    """
    if folder.exists() and any(folder.iterdir()) and not (folder / "documents").is_dir():
        raise ExportError(f"{folder} holds other things. Name a new folder.")
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    try:
        partial.mkdir(parents=True)
        for table, columns in _tables(connection):
            rows = _with_place(table, columns)
            target = quote(str(partial / table))
            if rows is None:
                (partial / table).mkdir()
                target = quote(str(partial / table / "data_0.parquet"))
                count = connection.execute(f"COPY {DATABASE}.{table} TO {target} (FORMAT parquet, COMPRESSION zstd)")
            else:
                count = connection.execute(
                    f"COPY ({rows}) TO {target} (FORMAT parquet, COMPRESSION zstd, PARTITION_BY (plan_year, province))"
                )
            on_table(table, count.fetchone()[0])
        shutil.rmtree(folder, ignore_errors=True)
        partial.rename(folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def export_ducklake(connection: duckdb.DuckDBPyConnection, catalog: str, data: str, on_table: OnTable) -> None:
    """Write all tables and views into the DuckLake of `catalog`, in one transaction; its readers see old or new.

    connection: of warehouse.connection.open_reader. catalog: path of a SQLite file, or postgres:dbname=… host=…;
    data: folder or object store address of the Parquet files. Raises ExportError.
    """
    server = catalog.startswith(_POSTGRES)
    for extension in ("ducklake", "postgres_scanner" if server else "sqlite_scanner"):
        load_extension(connection, extension)
    # A URI of PostgreSQL is what follows its scheme: ducklake:postgres:postgresql://….
    address = f"ducklake:{catalog}" if catalog.startswith("postgres:") else f"ducklake:sqlite:{catalog}"
    address = f"ducklake:postgres:{catalog}" if catalog.startswith("postgresql:") else address
    try:
        connection.execute(f"ATTACH {quote(address)} AS {_LAKE} (DATA_PATH {quote(data)})")
        connection.begin()
        for table, columns in _tables(connection):
            on_table(table, _copy(connection, table, columns))
        connection.execute(f"USE {_LAKE}")
        for sql in [*read_definitions("macros").values(), *by_dependency(read_definitions("views"))]:
            for statement in connection.extract_statements(sql):
                if not statement.query.lstrip().upper().startswith("COMMENT"):
                    connection.execute(statement)
        connection.commit()
    except duckdb.Error as error:
        raise ExportError(f"DuckLake {catalog}: {str(error).splitlines()[0]}") from error
    finally:
        connection.execute(f"USE {DATABASE}")


def _copy(connection: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str]) -> int:
    """One table into the lake, partitioned by plan year where its rows belong to documents."""
    # A lake has lists, but none of a fixed length.
    chosen = ", ".join(
        f"{name}::{kind.rpartition('[')[0]}[] AS {name}" if kind.endswith("]") and not kind.endswith("[]") else name
        for name, kind in columns.items()
    )
    connection.execute(f"DROP TABLE IF EXISTS {_LAKE}.{table}")
    rows = f"SELECT {chosen} FROM {DATABASE}.{table}"  # nosec B608 # names of the catalog
    connection.execute(f"CREATE TABLE {_LAKE}.{table} AS {rows} LIMIT 0")
    if "plan_year" in columns:
        connection.execute(f"ALTER TABLE {_LAKE}.{table} SET PARTITIONED BY (plan_year)")
    return connection.execute(f"INSERT INTO {_LAKE}.{table} {rows}").fetchone()[0]


def _tables(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, dict[str, str]]]:
    """Each table with its columns and their types."""
    rows = connection.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = ? AND table_name IN (SELECT table_name FROM duckdb_tables()) "
        "ORDER BY table_name, column_index",
        [DATABASE],
    ).fetchall()
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in rows:
        tables.setdefault(table, {})[column] = kind
    yield from tables.items()


def _with_place(table: str, columns: dict[str, str]) -> str | None:
    """The rows of a table with the plan year and province of their document; null where they have none."""
    if "document_id" not in columns:
        return None
    own = "rows.* EXCLUDE (plan_year)" if "plan_year" in columns else "rows.*"
    return (
        f"SELECT {own}, place.year_of_plan AS plan_year, place.province_of_plan AS province "
        f"FROM {DATABASE}.{table} AS rows "  # nosec B608 # names of the catalog
        f"LEFT JOIN ({_PLACES}) AS place USING (document_id) "
        "ORDER BY plan_year, province"
    )


def load_extension(connection: duckdb.DuckDBPyConnection, extension: str) -> None:
    """Load an extension of DuckDB from its package: the network is never asked."""
    package = f"duckdb_extension_{extension}"
    spec = importlib.util.find_spec(package)
    name = f"{extension}.duckdb_extension"
    path = spec and Path(spec.origin).parent / "extensions" / f"v{duckdb.__version__}" / name
    if not path or not path.is_file():
        raise ExportError(f"the package {package.replace('_', '-')} is missing: pip install 'yaodian[lake]'")
    connection.execute(f"LOAD {quote(str(path))}")
