"""Rows of the published file for the pages; kept in memory while the file is the same."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl
import streamlit as st

from dashboards.published import PublishedFile
from warehouse.connection import DEFAULT_PATH
from warehouse.definitions import definitions_sha256

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


@st.cache_data(max_entries=200, show_spinner=False)
def _rows(_file: PublishedFile, path: Path, stamp: tuple[int, ...] | None, query: tuple) -> pl.DataFrame:
    source, columns, where, order_by, limit, arguments = query
    return _file.rows(source, columns, dict(where), order_by, limit, arguments)


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
    **where: Any,
) -> pl.DataFrame:
    """Rows of a view, or of a table macro when `arguments` are given; conditions that are None or () do not count.

    Raises the errors of warehouse.errors and duckdb.Error.
    """
    path = warehouse_path()
    conditions = tuple(
        (column, tuple(value) if isinstance(value, list) else value)
        for column, value in where.items()
        if value is not None and value not in ((), [])
    )
    query = (
        source,
        tuple(columns),
        conditions,
        tuple(order_by),
        limit,
        None if arguments is None else tuple(arguments),
    )
    return _rows(_published(path), path, st.session_state.get(_STAMP), query)
