"""Opening a published warehouse for reading."""

from pathlib import Path

import duckdb

from warehouse.errors import NotAWarehouse, WarehouseBusy, WarehouseMissing, WarehouseOutdated, WarehouseTooNew
from warehouse.migrate import latest_version, schema_version

DEFAULT_PATH = Path(__file__).resolve().parent / "data" / "yaodian.duckdb"
# Name under which a reader has the file attached; its tables need no prefix.
DATABASE = "warehouse"


def open_reader(path: Path | str, *, sandboxed: bool = False) -> duckdb.DuckDBPyConnection:
    """A read-only connection to the file as it is published now; later publishes do not change what it sees.

    The file is attached to a database in memory: connecting to the path itself would give a process that still has
    an older connection open the older contents again.

    sandboxed: for SQL that somebody typed in. It can read the warehouse and nothing else: no files, no network, no
    extensions, no settings.
    Raises WarehouseMissing, NotAWarehouse, WarehouseBusy, WarehouseTooNew, WarehouseOutdated.
    """
    path = Path(path)
    if not path.is_file():
        raise WarehouseMissing(path)
    connection = duckdb.connect(":memory:", config={"autoinstall_known_extensions": False})
    try:
        attach_read_only(connection, path, DATABASE)
        version, known = schema_version_of(connection, path, DATABASE), latest_version()
        if version < known:
            raise WarehouseOutdated(path, version, known)
        connection.execute(f"USE {DATABASE}")
        if sandboxed:
            connection.execute("SET autoload_known_extensions = false")
            connection.execute("SET enable_external_access = false")
            connection.execute("SET lock_configuration = true")
    except BaseException:
        connection.close()
        raise
    return connection


def attach_read_only(connection: duckdb.DuckDBPyConnection, path: Path, database: str) -> None:
    """Attach the file at `path`. Raises NotAWarehouse, WarehouseBusy."""
    try:
        connection.execute(f"ATTACH {quote(str(path))} AS {database} (READ_ONLY)")
    except duckdb.IOException as error:
        fault = str(error).splitlines()[0]
        if "lock" in fault.lower():
            raise WarehouseBusy(path, "another program has it open for writing") from error
        raise NotAWarehouse(path, fault) from error
    except duckdb.Error as error:
        raise NotAWarehouse(path, str(error).splitlines()[0]) from error


def schema_version_of(connection: duckdb.DuckDBPyConnection, path: Path, database: str) -> int:
    """Schema version of an attached file. Raises NotAWarehouse, WarehouseTooNew."""
    try:
        version = schema_version(connection, database)
    except duckdb.Error as error:
        raise NotAWarehouse(path, "it has tables, but none that tells its version") from error
    if version == 0:
        raise NotAWarehouse(path, "it is empty")
    if version > latest_version():
        raise WarehouseTooNew(path, version, latest_version())
    return version


def quote(text: str) -> str:
    """`text` as an SQL string literal, for the few statements that take no parameters."""
    return "'" + text.replace("'", "''") + "'"
