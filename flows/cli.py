"""The command line: `yaodian COMMAND`. Each command lives in flows/commands; this module puts them together.

Exit codes: 0 all well; 1 loaded, with documents in quarantine (or a floor missed); 2 wrong usage; 3 failed and nothing
changed; 130 interrupted.
"""

import os
import signal
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from flows.commands import dashboard, fetch, measure, operate, quality, query, setup, trace
from flows.commands import run as loading
from flows.commands.options import FAILED, INTERRUPTED, TERMINATED, USAGE, UsageError
from flows.config import ConfigError, read_config
from flows.errors import DeclarationError, UnknownSourceError, YaodianError
from flows.extract.sources import SourceNotFoundError

USAGE_ERRORS = (UsageError, ConfigError, SourceNotFoundError, DeclarationError, UnknownSourceError)

app = typer.Typer(
    name="yaodian",
    help="Chinese government plans as a DuckDB warehouse: who promised which number, by when, and where it says so.",
    epilog=(
        "Exit codes: 0 all well · 1 loaded, some documents are in quarantine · 2 wrong usage · "
        "3 failed and nothing changed. Options may also be set in yaodian.toml and as YAODIAN_… variables."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def main() -> None:
    """Entry point of the `yaodian` command; an error is one message and an exit code, never a traceback."""
    # No program started from here reports usage to anyone.
    os.environ.setdefault("DO_NOT_TRACK", "1")
    os.environ.setdefault("PREFECT_SERVER_ANALYTICS_ENABLED", "false")
    # A temporary Prefect server takes 20 s on an idle machine, its default patience.
    os.environ.setdefault("PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS", "300")
    signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGTERM, _interrupt)
    try:
        app()
    except YaodianError as error:
        _stop(str(error), USAGE if isinstance(error, USAGE_ERRORS) else FAILED)
    except Interrupted as interruption:
        _stop("interrupted; the published warehouse is as it was", interruption.exit_code)
    except Exception as error:
        if os.environ.get("YAODIAN_DEBUG"):
            raise
        _stop(f"unexpected {type(error).__name__}: {error}\nSet YAODIAN_DEBUG=1 to see where.", FAILED)


class Interrupted(BaseException):
    """A signal asks to stop: what is open closes on the way up. No `except Exception` may swallow it."""

    def __init__(self, exit_code: int) -> None:
        self.exit_code = exit_code
        super().__init__(exit_code)


def _interrupt(signal_number: int, frame: object) -> None:
    raise Interrupted(INTERRUPTED if signal_number == signal.SIGINT else TERMINATED)


def _stop(message: str, code: int) -> None:
    print(f"yaodian: {message}", file=sys.stderr)
    sys.exit(code)


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"yaodian {version('yaodian')}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    config: Annotated[
        Path | None, typer.Option(envvar="YAODIAN_CONFIG", help="Settings file; ./yaodian.toml when it exists.")
    ] = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version and stop.")
    ] = False,
) -> None:
    commands = context.command.commands
    settings = read_config(config, {name: _settings(command) for name, command in commands.items()})
    context.default_map = {name: _defaults(commands[name], table) for name, table in settings.items()}


def _settings(command: Any) -> dict[str, str]:
    """How the configuration file names a command's options (long, with underscores), each with its parameter."""
    subcommands = getattr(command, "commands", {}).values()
    own = {max(option.opts, key=len).lstrip("-").replace("-", "_"): option.name for option in command.params}
    return {name: parameter for sub in subcommands for name, parameter in _settings(sub).items()} or own


def _defaults(command: Any, table: dict[str, Any]) -> dict[str, Any]:
    """Defaults by parameter; of a group of commands, for each the ones it knows."""
    subcommands = getattr(command, "commands", {})
    if not subcommands:
        return table
    return {
        name: {parameter: value for parameter, value in table.items() if parameter in _settings(sub).values()}
        for name, sub in subcommands.items()
    }


for function, examples in (
    (loading.run, loading.EXAMPLES),
    (fetch.fetch, fetch.EXAMPLES),
    (query.sql, query.SQL_EXAMPLES),
    (query.search, query.SEARCH_EXAMPLES),
    (trace.explain, trace.EXAMPLES),
    (query.catalog, query.CATALOG_EXAMPLES),
    (query.export, query.EXPORT_EXAMPLES),
    (quality.status, quality.STATUS_EXAMPLES),
    (measure.evaluate, measure.EXAMPLES),
    (operate.schedule, operate.SCHEDULE_EXAMPLES),
    (dashboard.dashboard, dashboard.EXAMPLES),
    (setup.init, setup.INIT_EXAMPLES),
    (setup.doctor, setup.DOCTOR_EXAMPLES),
):
    # Empty lines keep the examples apart in the rendered help.
    app.command(epilog="Examples:\n\n" + "\n\n".join(examples))(function)
app.add_typer(quality.group)
