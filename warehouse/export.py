"""Tables and views into files that other programs read: CSV, Excel, Parquet, JSON lines.

A spreadsheet takes a cell that begins with = + - @ for a formula and may run it. In CSV and Excel such text is
written behind an apostrophe, as spreadsheets themselves do to keep it text; numbers stay numbers.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

from flows.errors import YaodianError

FORMATS = ("csv", "xlsx", "parquet", "jsonl")
# What makes a spreadsheet read a cell as a formula, also behind white space.
_FORMULA = r"^[\s\x00]*[=+\-@\t\r]"
# Limits of an Excel sheet.
_SHEET_ROWS, _CELL_CHARACTERS = 1_048_576, 32_767
_ROWS_AT_ONCE = 50_000


class ExportError(YaodianError):
    """The table does not exist or does not fit the format."""


def export(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    path: Path,
    form: str | None = None,
    on_rows: Callable[[int], None] | None = None,
) -> int:
    """Write the table or view to `path`; answers the rows written. The file appears whole or not at all.

    form: one of FORMATS; null: by the file's suffix. on_rows: told how many rows are written, now and then.
    Raises ExportError.
    """
    form = form or path.suffix.lstrip(".").lower()
    if form not in FORMATS:
        raise ExportError(f"{path}: {form or 'no suffix'} is no format to export to. Use one of {', '.join(FORMATS)}.")
    rows = connection.execute(f"SELECT * FROM {known_name(connection, table)}")  # nosec B608 # quoted
    partial = path.with_name(path.name + ".partial")
    with names_write_faults(path):
        try:
            written = _WRITERS[form](rows, partial, on_rows or (lambda count: None), table)
            partial.replace(path)
        finally:
            partial.unlink(missing_ok=True)
    return written


@contextmanager
def names_write_faults(path: Path) -> Iterator[None]:
    """Raise what the disk refuses as ExportError."""
    try:
        yield
    except (OSError, duckdb.IOException) as error:
        fault = str(error).splitlines()[0]
        raise ExportError(f"{path} cannot be written ({fault}). Make room, or name another folder.") from error


def known_name(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The name, quoted. Raises ExportError when there is no such table or view."""
    names = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() "
        "UNION ALL SELECT view_name FROM duckdb_views() WHERE database_name = current_database() AND NOT internal"
    ).fetchall()
    if (table,) not in names:
        listed = ", ".join(sorted(name for (name,) in names))
        raise ExportError(f"{table}: there is no such table or view. There are: {listed}.")
    return '"' + table.replace('"', '""') + '"'


def guard_formulas(frame: pl.DataFrame) -> pl.DataFrame:
    """Text that a spreadsheet would run, behind an apostrophe; lists as text."""
    lists = [pl.col(name).list.join(" ") for name, dtype in frame.schema.items() if dtype == pl.List(pl.String)]
    text = pl.col(pl.String)
    frame = frame.with_columns(lists)
    return frame.with_columns(pl.when(text.str.contains(_FORMULA)).then("'" + text).otherwise(text).name.keep())


def _frames(rows: duckdb.DuckDBPyConnection, on_rows: Callable[[int], None]) -> Iterator[pl.DataFrame]:
    """The result in pieces, at least one."""
    written = 0
    reader = rows.to_arrow_reader(_ROWS_AT_ONCE)
    empty = True
    for batch in reader:
        empty = False
        yield pl.DataFrame(pl.from_arrow(batch))
        written += batch.num_rows
        on_rows(written)
    if empty:
        yield pl.DataFrame(pl.from_arrow(reader.schema.empty_table()))


def _write_csv(rows: duckdb.DuckDBPyConnection, path: Path, on_rows: Callable[[int], None], table: str) -> int:
    """UTF-8 with a byte order mark, without which Excel takes Chinese for Latin-1."""
    written = 0
    with path.open("wb") as file:
        for frame in _frames(rows, on_rows):
            first = file.tell() == 0
            guard_formulas(frame).write_csv(file, include_bom=first, include_header=first)
            written += frame.height
    return written


def _write_jsonl(rows: duckdb.DuckDBPyConnection, path: Path, on_rows: Callable[[int], None], table: str) -> int:
    written = 0
    with path.open("wb") as file:
        for frame in _frames(rows, on_rows):
            frame.write_ndjson(file)
            written += frame.height
    return written


def _write_parquet(rows: duckdb.DuckDBPyConnection, path: Path, on_rows: Callable[[int], None], table: str) -> int:
    import pyarrow.parquet as pq

    written = 0
    reader = rows.to_arrow_reader(_ROWS_AT_ONCE)
    with pq.ParquetWriter(path, reader.schema, compression="zstd") as writer:
        for batch in reader:
            writer.write_batch(batch)
            written += batch.num_rows
            on_rows(written)
    return written


def _write_xlsx(rows: duckdb.DuckDBPyConnection, path: Path, on_rows: Callable[[int], None], table: str) -> int:
    from openpyxl import Workbook
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    book = Workbook(write_only=True)
    sheet = book.create_sheet(table[:31])
    written = 0
    for frame in _frames(rows, on_rows):
        if not written:
            sheet.append(frame.columns)
        if written + frame.height >= _SHEET_ROWS:
            raise ExportError(f"{table}: an Excel sheet holds {_SHEET_ROWS:,} rows. Export it to csv or parquet.")
        for row in guard_formulas(frame).iter_rows():
            sheet.append([
                ILLEGAL_CHARACTERS_RE.sub("", cell)[:_CELL_CHARACTERS] if isinstance(cell, str) else cell
                for cell in row
            ])  # fmt: skip
        written += frame.height
    book.save(path)
    return written


_WRITERS = {"csv": _write_csv, "xlsx": _write_xlsx, "parquet": _write_parquet, "jsonl": _write_jsonl}
