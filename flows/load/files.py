"""The files around a warehouse: the working copy that becomes it, DuckDB's log beside it, the backup of an upgrade."""

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from functools import wraps
from pathlib import Path

import duckdb

from warehouse.errors import WarehouseBusy, WriteFailed


def names_write_faults(method: Callable) -> Callable:
    """Let a method of a run on `self.path` raise what the disk or the memory refuses as WriteFailed."""

    @wraps(method)
    def wrapped(self, *arguments, **named):
        try:
            return method(self, *arguments, **named)
        except (duckdb.IOException, duckdb.OutOfMemoryException, duckdb.FatalException, OSError) as error:
            raise WriteFailed(self.path, str(error).splitlines()[0]) from error

    return wrapped


def working_path(warehouse: Path) -> Path:
    return warehouse.with_name(warehouse.name + ".working")


def log_path(database: Path) -> Path:
    """Where DuckDB keeps the write-ahead log of a file."""
    return database.with_name(database.name + ".wal")


def parcel_folder(warehouse: Path) -> Path:
    """Where worker processes leave what the loader reads."""
    working = working_path(warehouse)
    return working.with_name(working.name + ".parcels")


def make_parcel_folder(warehouse: Path) -> Path:
    """That folder, made; the run that holds the lock clears it away. Raises WriteFailed."""
    folder = parcel_folder(warehouse)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise WriteFailed(warehouse, str(error)) from error
    return folder


def clear_leftovers(warehouse: Path) -> None:
    """Remove what a run works with, whether it is this one or one that was killed. The caller holds the lock."""
    working = working_path(warehouse)
    for path in (working, log_path(working)):
        path.unlink(missing_ok=True)
    for folder in (working.with_name(working.name + ".tmp"), parcel_folder(warehouse)):
        shutil.rmtree(folder, ignore_errors=True)


def replay_log(warehouse: Path) -> None:
    """Bring into the file what another program wrote and left in its log: a log must not outlive its file."""
    if not log_path(warehouse).exists():
        return
    try:
        duckdb.connect(str(warehouse)).close()
    except duckdb.IOException as error:
        raise WarehouseBusy(warehouse, "another program has it open for writing") from error


def keep_backup(warehouse: Path, version: int) -> None:
    """Keep the published file as it is beside the one that will replace it."""
    backup = warehouse.with_name(f"{warehouse.name}.v{version}.backup")
    with suppress(FileNotFoundError):
        backup.unlink()
    try:
        os.link(warehouse, backup)
    except OSError:
        shutil.copyfile(warehouse, backup)


def put_in_place(warehouse: Path) -> None:
    """Make the closed working copy the published file: on disk first, then under its name, at once."""
    working = working_path(warehouse)
    if log_path(working).exists():
        raise WriteFailed(warehouse, "the working copy was closed with its log unwritten")
    with suppress(FileNotFoundError):
        shutil.copymode(warehouse, working)
    _sync(working)
    os.replace(working, warehouse)
    _sync(warehouse.parent)


def _sync(path: Path) -> None:
    """Wait until a file or folder is on disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
