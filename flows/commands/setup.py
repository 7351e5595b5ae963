"""`yaodian init` and `yaodian doctor`: settings, and whether this machine can run."""

from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import UsageError
from flows.config import CONFIG_NAME, TEMPLATE

INIT_EXAMPLES = ("yaodian init", "yaodian init settings/plans.toml")


def init(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = Path(CONFIG_NAME),
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Write a settings file with every setting in it, commented out."""
    if path.exists() and not force:
        raise UsageError(f"{path} exists; --force overwrites it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEMPLATE, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
    print(f"wrote {path}; command line and YAODIAN_… variables win over it")
