"""Rows of the published file for the pages; kept in memory while the file is the same."""

import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from dashboards.published import PublishedFile
from warehouse.connection import DEFAULT_PATH
from warehouse.definitions import definitions_sha256
from warehouse.search import Hit

# Seconds between two looks at the file.
WATCH_SECONDS = 5
_STAMP = "stamp_of_this_run"


def warehouse_path() -> Path:
    """The file given to the program as --warehouse FILE; the default place otherwise."""
    arguments = sys.argv[1:]
    if "--warehouse" in arguments[:-1]:
        return Path(arguments[arguments.index("--warehouse") + 1])
    return DEFAULT_PATH


@st.cache_resource
def _published(path: Path) -> PublishedFile:
    return PublishedFile(path)


# `day`: some views tell what is past.
@st.cache_data(max_entries=200, show_spinner=False)
def _rows(_file: PublishedFile, path: Path, stamp: tuple[int, ...] | None, day: date, query: tuple) -> pl.DataFrame:
    source, columns, where, order_by, limit, arguments, holding = query
    return _file.rows(source, columns, dict(where), order_by, limit, arguments, holding)


@st.cache_data(max_entries=200, show_spinner=False)
def _count(_file: PublishedFile, path: Path, stamp: tuple[int, ...] | None, day: date, query: tuple) -> int:
    source, where, holding = query
    return _file.count(source, dict(where), holding)


@st.cache_data(max_entries=50, show_spinner=False)
def _hits(_file: PublishedFile, path: Path, stamp: tuple[int, ...] | None, day: date, query: tuple) -> list[Hit]:
    return _file.hits(*query)


def begin_run() -> None:
    """Note which file this run of the page shows."""
    st.session_state[_STAMP] = _published(warehouse_path()).stamp()


@st.fragment(run_every=WATCH_SECONDS)
def follow_publishes() -> None:
    """Run the page again when another file has been published."""
    if _published(warehouse_path()).stamp() != st.session_state.get(_STAMP):
        st.rerun()


def is_current() -> bool:
    """Whether the file carries the views that this version of the program defines."""
    latest = rows("runs", ["definitions_sha256"], order_by=["-started_at"], limit=1)
    return latest.height == 1 and latest.item() == definitions_sha256()


def rows(
    source: str,
    columns: Sequence[str] = (),
    *,
    order_by: Sequence[str] = (),
    limit: int | None = None,
    arguments: Sequence[Any] | None = None,
    holding: tuple[Sequence[str], str] | None = None,
    **where: Any,
) -> pl.DataFrame:
    """Rows of a view, or of a table macro when `arguments` are given; conditions that are None or () do not count.

    holding: columns, and typed words of which each must stand in one of them.
    Raises the errors of warehouse.errors and duckdb.Error.
    """
    query = (
        source,
        tuple(columns),
        _conditions(where),
        tuple(order_by),
        limit,
        None if arguments is None else tuple(arguments),
        _holding(holding),
    )
    return _rows(*_place(), query)


def count(source: str, *, holding: tuple[Sequence[str], str] | None = None, **where: Any) -> int:
    """How many rows `rows` has under the same conditions."""
    return _count(*_place(), (source, _conditions(where), _holding(holding)))


def hits(entry: str, limit: int) -> list[Hit]:
    """The items that a search finds, best first. Raises the errors of warehouse.errors and duckdb.Error."""
    return _hits(*_place(), (entry, limit))


def all_rows(
    source: str,
    columns: Sequence[str] = (),
    *,
    order_by: Sequence[str] = (),
    holding: tuple[Sequence[str], str] | None = None,
    **where: Any,
) -> Callable[[], pl.DataFrame]:
    """What `rows` gives, read when called: also after the page has run, as a download is."""
    file, conditions, words = _published(warehouse_path()), dict(_conditions(where)), _holding(holding)
    return lambda: file.rows(source, columns, conditions, order_by, holding=words)


def _place() -> tuple[PublishedFile, Path, tuple[int, ...] | None, date]:
    path = warehouse_path()
    return _published(path), path, st.session_state.get(_STAMP), date.today()


def _conditions(where: dict[str, Any]) -> tuple[tuple[str, Any], ...]:
    return tuple(
        (column, tuple(value) if isinstance(value, list) else value)
        for column, value in where.items()
        if value is not None and value not in ((), [])
    )


def _holding(holding: tuple[Sequence[str], str] | None) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    return (tuple(holding[0]), tuple(holding[1].split())) if holding else None
