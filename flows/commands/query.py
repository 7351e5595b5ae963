"""Commands that read the warehouse: `sql`."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import DEFAULT, UsageError, Warehouse
from flows.commands.output import Format, write_result

SQL_EXAMPLES = (
    'yaodian sql "from report_targets limit 5"',
    'yaodian sql "select title, plan_year from documents" --format csv --output documents.csv',
)


def sql(
    query: Annotated[str, typer.Argument(help="DuckDB SQL; - reads it from standard input.")],
    warehouse: Warehouse = DEFAULT,
    form: Annotated[Format, typer.Option("--format", "-f", help="How to write the rows.")] = Format.TABLE,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Write to this file.", show_default="standard output")
    ] = None,
) -> None:
    """Query the published warehouse, read-only: no other file, no network, no settings can be reached."""
    import sys

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
