"""The warehouse file as it is published now, for a process that lives longer than one publish."""

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from warehouse.connection import DATABASE, open_reader
from warehouse.search import Hit, search

# A value to equal, or a tuple of values to be one of.
Conditions = Mapping[str, Any]
# Columns, and words of which each must stand in one of them.
Holding = tuple[Sequence[str], Sequence[str]]


class PublishedFile:
    """Reads one path, reopening it when a publish has put another file there. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._opened: tuple[int, ...] | None = None

    def stamp(self) -> tuple[int, ...] | None:
        """Identity of the file at the path: inode, modification time, size; null where there is none."""
        try:
            status = os.stat(self.path)
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns, status.st_size

    def rows(
        self,
        source: str,
        columns: Sequence[str] = (),
        where: Conditions | None = None,
        order_by: Sequence[str] = (),
        limit: int | None = None,
        arguments: Sequence[Any] | None = None,
        holding: Holding | None = None,
    ) -> pl.DataFrame:
        """Rows of a table or view, or of a table macro when `arguments` are given.

        columns: all when empty. order_by: column names, "-name" for descending; nulls last.
        Raises the errors of warehouse.errors and duckdb.Error.
        """
        statement, values = select(source, columns, where or {}, order_by, limit, arguments, holding)
        return self._run(statement, values)

    def count(self, source: str, where: Conditions | None = None, holding: Holding | None = None) -> int:
        """How many rows of a table or view. Raises the errors of warehouse.errors and duckdb.Error."""
        statement, values = select(source, (), where or {}, (), None, None, holding)
        return self._run(f"SELECT count(*) FROM ({statement})", values).item()  # nosec B608 # of select()

    def hits(self, query: str, limit: int) -> list[Hit]:
        """The items that a search finds. Raises the errors of warehouse.errors and duckdb.Error."""
        with self._cursor() as cursor:
            return search(cursor, query, limit)

    def _run(self, statement: str, values: Sequence[Any]) -> pl.DataFrame:
        with self._cursor() as cursor:
            return cursor.execute(statement, values).pl()

    @contextmanager
    def _cursor(self) -> Iterator[duckdb.DuckDBPyConnection]:
        with self._lock:
            connection = self._current()
            cursor = connection.cursor()
        # `connection` stays referenced here: a reopened file does not take it away under a running query.
        try:
            cursor.execute(f"USE {DATABASE}")
            yield cursor
        finally:
            cursor.close()

    def _current(self) -> duckdb.DuckDBPyConnection:
        stamp = self.stamp()
        if self._connection is None or stamp != self._opened:
            # Not closed but let go: the last query that uses it ends it.
            self._connection = self._opened = None
            self._connection = open_reader(self.path)
            self._opened = stamp
        return self._connection


def select(
    source: str,
    columns: Sequence[str],
    where: Conditions,
    order_by: Sequence[str],
    limit: int | None,
    arguments: Sequence[Any] | None,
    holding: Holding | None = None,
) -> tuple[str, list[Any]]:
    """The SELECT and its parameters; every name is quoted, every value is a parameter."""
    call = "" if arguments is None else "(" + ", ".join("?" for _ in arguments) + ")"
    chosen = ", ".join(map(_name, columns)) or "*"
    statement = f"SELECT {chosen} FROM {_name(source)}{call}"  # nosec B608 # names are quoted
    values: list[Any] = list(arguments or ())
    conditions = []
    for column, value in where.items():
        if isinstance(value, tuple):
            conditions.append(f"{_name(column)} IN (SELECT unnest(?))")
            values.append(list(value))
        else:
            conditions.append(f"{_name(column)} = ?")
            values.append(value)
    names, words = holding or ((), ())
    for word in words:
        conditions.append("(" + " OR ".join(f"contains({_name(column)}, ?)" for column in names) + ")")
        values += [word] * len(names)
    if conditions:
        statement += " WHERE " + " AND ".join(conditions)
    if order_by:
        keys = [
            f"{_name(key.removeprefix('-'))} {'DESC' if key.startswith('-') else 'ASC'} NULLS LAST" for key in order_by
        ]
        statement += " ORDER BY " + ", ".join(keys)
    if limit is not None:
        statement += f" LIMIT {limit:d}"
    return statement, values


def _name(identifier: str) -> str:
    return '"' + identifier.replace('"', '""') + '"'
