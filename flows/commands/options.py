"""Exit codes and options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

from flows.config import DEFAULT_WAREHOUSE
from flows.errors import YaodianError

DONE = 0
QUARANTINED = 1
USAGE = 2
FAILED = 3
# As shells report signals: 128 + 2 (keyboard), 128 + 15 (terminate).
INTERRUPTED, TERMINATED = 130, 143


class UsageError(YaodianError):
    """The command was called in a way that cannot work; exit code 2."""


Warehouse = Annotated[
    Path,
    typer.Option(
        "--warehouse",
        "-w",
        envvar="YAODIAN_WAREHOUSE",
        help="The warehouse file.",
        show_default="warehouse/data/yaodian.duckdb",
    ),
]
DEFAULT = DEFAULT_WAREHOUSE
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
