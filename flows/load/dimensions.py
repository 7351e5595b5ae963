"""Reference data into the dimension tables: regions, topics, units, indicators as seeds/reference has them now."""

from fractions import Fraction
from pathlib import Path

import duckdb
import polars as pl

from flows.errors import ReferenceDataError
from flows.reference import REFERENCE_FOLDER, read_table
from flows.validate.screen import passes
from schemas.base import SchemaErrors
from schemas.indicators import Indicators
from schemas.regions import Regions
from schemas.registry import frame_schema
from schemas.topics import Topics
from schemas.units import Units

_DIMENSIONS = {"regions": Regions, "topics": Topics, "units": Units, "indicators": Indicators}
# Columns that the CSV names otherwise.
_RENAMED = {"regions": {"region_code": "code"}}


def load_dimensions(connection: duckdb.DuckDBPyConnection) -> None:
    """Replace the rows of every dimension. Raises ReferenceDataError for a wrong file."""
    for table in _DIMENSIONS:
        if not _path(table).exists():
            continue
        connection.register("dimension", read_dimension(table))
        connection.execute(f"DELETE FROM {table}")  # nosec B608 # tables of this module
        connection.execute(f"INSERT INTO {table} BY NAME FROM dimension")
        connection.unregister("dimension")


def read_dimension(table: str) -> pl.DataFrame:
    """The rows of one dimension, validated; empty cells are null. Raises ReferenceDataError."""
    model = _DIMENSIONS[table]
    schema, renamed = frame_schema(model), _RENAMED.get(table, {})
    columns: dict[str, list] = {name: [] for name in schema}
    for line, row in enumerate(read_table(table), start=2):
        for name, dtype in schema.items():
            columns[name].append(_cell(table, line, row.get(renamed.get(name, name)), dtype))
    frame = pl.DataFrame(columns, schema=schema)
    if passes(frame, model):
        return frame
    try:
        return model.validate(frame, lazy=True)
    except SchemaErrors as errors:
        case = errors.failure_cases.row(0, named=True)
        fault = f"{case['column']} {case['failure_case']} fails {case['check']}"
        raise ReferenceDataError(_path(table), (case["index"] or 0) + 2, fault) from errors


def _cell(table: str, line: int, text: str | None, dtype: pl.DataType) -> str | float | None:
    if not text:
        return None
    if dtype != pl.Float64:
        return text
    try:
        return float(Fraction(text))
    except (ValueError, ZeroDivisionError) as error:
        raise ReferenceDataError(_path(table), line, f"{text} is no number") from error


def _path(table: str) -> Path:
    return REFERENCE_FOLDER / f"{table}.csv"
