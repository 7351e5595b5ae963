"""Commands of analysts: `sql`, `search`, `catalog`, `export`."""

import json
import sys
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from flows.commands.options import DEFAULT, AsJson, UsageError, Warehouse
from flows.commands.output import Format, write_result, write_table

if TYPE_CHECKING:
    from warehouse.search import Hit

SQL_EXAMPLES = (
    'yaodian sql "from report_targets limit 5"',
    'yaodian sql "select title, plan_year from documents" --format csv --output documents.csv',
)
SEARCH_EXAMPLES = ('yaodian search "普惠性幼儿园 覆盖率"', "yaodian search 食品安全 --limit 5 --json")
CATALOG_EXAMPLES = ("yaodian catalog", "yaodian catalog report_targets")
EXPORT_EXAMPLES = (
    "yaodian export report_targets",
    "yaodian export report_targets report_documents --to xlsx --output tables/",
    "yaodian export --to parquet --output lake/",
    "yaodian export --to ducklake --output lake/ --catalog 'postgres:dbname=plans host=db'",
)


class ExportFormat(StrEnum):
    """What a table is exported to."""

    CSV = "csv"
    XLSX = "xlsx"
    PARQUET = "parquet"
    JSONL = "jsonl"
    DUCKLAKE = "ducklake"


def sql(
    query: Annotated[str, typer.Argument(help="DuckDB SQL; - reads it from standard input.")],
    warehouse: Warehouse = DEFAULT,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to write the rows.")] = Format.TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file.", show_default="standard output")
    ] = None,
) -> None:
    """Query the published warehouse, read-only: no other file, no network, no settings can be reached."""
    import duckdb

    from warehouse.connection import open_reader

    text = sys.stdin.read() if query == "-" else query
    with open_reader(warehouse, sandboxed=True) as connection:
        try:
            result = connection.execute(text)
            if result.description is None:
                raise UsageError("the query is empty")
            write_result(result, form, output)
        except duckdb.Error as error:
            raise UsageError(str(error)) from error


def search(
    words: Annotated[str, typer.Argument(help="Words, separated by spaces.")],
    warehouse: Warehouse = DEFAULT,
    limit: Annotated[int, typer.Option(min=1, help="At most so many units.")] = 10,
    as_json: AsJson = False,
) -> None:
    """Find the units of plans that speak of the words, best first, with the sentence and the reason of the match."""
    from warehouse.connection import open_reader
    from warehouse.search import search as find

    with open_reader(warehouse) as connection:
        hits = find(connection, words, limit)
    if as_json:
        print(json.dumps([asdict(hit) for hit in hits], ensure_ascii=False, indent=1))
        return
    if not hits:
        print("nothing found; try fewer or shorter words")
    for hit in hits:
        _print_hit(hit)


def catalog(
    name: Annotated[str | None, typer.Argument(help="One table or view, with its columns.", show_default="all")] = None,
    warehouse: Warehouse = DEFAULT,
    as_json: AsJson = False,
) -> None:
    """List views, tables and macros with what one row means; or the columns of one of them."""
    from warehouse.catalog import read_catalog
    from warehouse.connection import open_reader

    with open_reader(warehouse) as connection:
        entries = [entry for entry in read_catalog(connection) if name in (None, entry.name)]
    if not entries:
        raise UsageError(f"there is no table, view or macro {name!r}; `yaodian catalog` lists them")
    if as_json:
        print(json.dumps([asdict(entry) for entry in entries], ensure_ascii=False, indent=1))
    elif name is None:
        write_table(("name", "kind", "one row is"), [(e.name, e.kind, e.grain) for e in entries], sys.stdout)
    else:
        print(f"{name}: {entries[0].grain}")
        columns = [(column.name, column.type, column.comment) for column in entries[0].columns]
        write_table(("column", "type", "meaning"), columns, sys.stdout)


def export(
    tables: Annotated[
        list[str] | None,
        typer.Argument(help="Tables or views.", show_default="with parquet and ducklake: all tables, by year"),
    ] = None,
    warehouse: Warehouse = DEFAULT,
    to: Annotated[ExportFormat, typer.Option(help="File format.")] = ExportFormat.CSV,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="A file for one table, or a folder.", show_default="the current folder"),
    ] = None,
    catalog: Annotated[
        str | None,
        typer.Option(
            help="With --to ducklake: a SQLite file, or postgres:dbname=… host=….",
            show_default="catalog.sqlite in the output folder",
        ),
    ] = None,
) -> None:
    """Write tables or views to files. Text that a spreadsheet would run as a formula is guarded in csv and xlsx.

    Without tables, --to parquet writes the whole warehouse in folders by plan year and province. --to ducklake writes
    it as a DuckLake (needs the extra `lake`): Parquet files, and a catalog that DuckDB attaches.
    """
    if to is ExportFormat.DUCKLAKE or (not tables and to is ExportFormat.PARQUET):
        _export_lake(warehouse, to, tables, output, catalog)
        return
    if not tables:
        raise UsageError("name a table or view; `yaodian catalog` lists them")
    from warehouse.connection import open_reader
    from warehouse.export import export as write
    from warehouse.export import known_name, names_write_faults

    single = output is not None and output.suffix and not output.is_dir()
    if single and len(tables) > 1:
        raise UsageError(f"{output} is one file, but there are {len(tables)} tables: name a folder")
    with open_reader(warehouse) as connection:
        for table in tables:
            known_name(connection, table)
        with names_write_faults(output or Path()):
            (output.parent if single else output or Path()).mkdir(parents=True, exist_ok=True)
        for table in tables:
            path = output if single else (output or Path()) / f"{table}.{to}"
            count = write(connection, table, path, to.value, _row_counter(table))
            print(f"{path}  {count:,} rows")


def _export_lake(
    warehouse: Path, to: ExportFormat, tables: list[str] | None, output: Path | None, catalog: str | None
) -> None:
    from warehouse.connection import open_reader
    from warehouse.export import names_write_faults
    from warehouse.lake import export_ducklake, export_folders

    if tables:
        raise UsageError("a lake holds the whole warehouse: leave the tables out")
    if output is None:
        raise UsageError("name the folder of the lake with --output")

    def tell(table: str, count: int) -> None:
        print(f"{table}  {count:,} rows")

    with open_reader(warehouse) as connection, names_write_faults(output):
        if to is ExportFormat.PARQUET:
            export_folders(connection, output.resolve(), tell)
        else:
            folder = output.resolve()
            folder.mkdir(parents=True, exist_ok=True)
            export_ducklake(connection, catalog or str(folder / "catalog.sqlite"), f"{folder / 'data'}/", tell)
    print(output)


def _row_counter(table: str):
    """Tells a terminal, and nobody else, how far the export is."""
    if not sys.stderr.isatty():
        return None

    def show(count: int) -> None:
        print(f"\r{table} {count:,}", end="\r", file=sys.stderr, flush=True)

    return show


def _print_hit(hit: "Hit") -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)
    place = ", ".join(str(part) for part in (hit.region_name, hit.plan_year) if part)
    console.print(Text(f"{hit.title or hit.document_id} ({place}) {hit.path} {hit.heading or ''}".rstrip(), "bold"))
    sentence = Text(f"  {hit.sentence}")
    for start, end in hit.marks:
        sentence.stylize("bold yellow", start + 2, end + 2)
    console.print(sentence)
    console.print(Text(f"  {' '.join(hit.reason)} · {hit.score:.1f} · {hit.item_id}", "dim"))
