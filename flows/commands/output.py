"""Query results on the way out: a table for people, csv, json and parquet for programs."""

import csv
import json
import math
import os
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from flows.commands.options import UsageError
from flows.progress import one_line

if TYPE_CHECKING:
    import duckdb

# A table on a screen; other formats have no bound.
TABLE_ROWS = 200
_CHUNK_ROWS = 10_000
# What makes a spreadsheet run a text as a formula.
_FORMULA = re.compile(r"[\s\x00]*[=+\-@\t\r]")


class Format(StrEnum):
    """How a result is written."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


def write_result(result: "duckdb.DuckDBPyConnection", form: Format, output: Path | None) -> None:
    """Write the rows of an executed query to the file, or to standard output."""
    if form is Format.PARQUET:
        _write_parquet(result, output)
        return
    names = [column[0] for column in result.description]
    with _opened(output) as file:
        if form is Format.TABLE:
            write_table(names, result.fetchmany(TABLE_ROWS + 1), file)
        elif form is Format.CSV:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(names)
            writer.writerows([csv_cell(value) for value in row] for row in _rows(result))
        else:
            _write_json(names, _rows(result), file)


def write_table(names: Sequence[str], rows: Sequence[Sequence[Any]], file: IO[str]) -> None:
    """Rows as aligned columns; lines are folded to the screen on a terminal, and never elsewhere."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    for position, name in enumerate(names):
        is_number = rows and all(isinstance(row[position], int | float | Decimal | None) for row in rows)
        table.add_column(name, justify="right" if is_number else "left", overflow="fold")
    for row in rows[:TABLE_ROWS]:
        table.add_row(*(one_line(cell(value).replace("\n", " ")) for value in row))
    console = Console(file=file, markup=False, highlight=False, width=None if file.isatty() else 10_000)
    console.print(table)
    if len(rows) > TABLE_ROWS:
        console.print(f"the first {TABLE_ROWS} rows; --format csv writes all")


def cell(value: Any) -> str:
    """A value as people read it; null is empty, a list is separated by commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:.15g}"
    if isinstance(value, list | tuple):
        return ", ".join(cell(entry) for entry in value)
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def csv_cell(value: Any) -> str:
    """A value as a spreadsheet may open it: a text that would run as a formula begins with an apostrophe."""
    text = cell(value)
    return f"'{text}" if isinstance(value, str | list | tuple) and _FORMULA.match(text) else text


def plain(value: Any) -> Any:
    """A value as JSON has it: dates in ISO 8601, decimals and infinities as numbers or null."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, list | tuple):
        return [plain(entry) for entry in value]
    if isinstance(value, dict):
        return {key: plain(entry) for key, entry in value.items()}
    return value


def _write_json(names: Sequence[str], rows: Iterator[Sequence[Any]], file: IO[str]) -> None:
    file.write("[")
    for number, row in enumerate(rows):
        record = {name: plain(value) for name, value in zip(names, row, strict=True)}
        file.write(",\n " if number else "\n ")
        json.dump(record, file, ensure_ascii=False, default=str)
    file.write("\n]\n")


def _write_parquet(result: "duckdb.DuckDBPyConnection", output: Path | None) -> None:
    import pyarrow.parquet as parquet

    if output is None and sys.stdout.isatty():
        raise UsageError("parquet is not for a screen: name a file with --output")
    reader = result.to_arrow_reader(_CHUNK_ROWS)
    with (
        _opened(output, binary=True) as file,
        parquet.ParquetWriter(file, reader.schema, compression="zstd") as writer,
    ):
        for batch in reader:
            writer.write_batch(batch)


def _rows(result: "duckdb.DuckDBPyConnection") -> Iterator[Sequence[Any]]:
    while rows := result.fetchmany(_CHUNK_ROWS):
        yield from rows


@contextmanager
def _opened(output: Path | None, binary: bool = False) -> Iterator[IO]:
    if output is None:
        # Without the reader of a pipe (yaodian sql … | head) there is nobody left to write to, and no fault either.
        try:
            yield sys.stdout.buffer if binary else sys.stdout
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return
    try:
        file = output.open("wb") if binary else output.open("w", encoding="utf-8", newline="")
    except OSError as error:
        raise UsageError(f"{output} cannot be written: {error.strerror}") from error
    with file:
        yield file
