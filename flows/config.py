"""Where settings come from: command line, then YAODIAN_… variables, then yaodian.toml, then the defaults here.

The configuration file has one table a command, with the long option names of that command as keys (dashes become
underscores); `warehouse` may also stand at the top, for all commands. Paths in it count from the file's folder.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flows.errors import YaodianError

PROJECT_FOLDER = Path(__file__).resolve().parent.parent
SAMPLE_DOCUMENTS = PROJECT_FOLDER / "seeds" / "documents"
DEFAULT_WAREHOUSE = PROJECT_FOLDER / "warehouse" / "data" / "yaodian.duckdb"
CONFIG_NAME = "yaodian.toml"

# Keys whose values are paths, or lists of paths.
_PATH_KEYS = frozenset({"warehouse", "sources", "output", "gold"})

TEMPLATE = """\
# Settings of yaodian. The command line wins over YAODIAN_… variables, those win over this file.
# Remove the # before a line to change a default. Paths count from the folder of this file.

# The warehouse file that all commands read and write.
# warehouse = "warehouse/data/yaodian.duckdb"

[run]
# Files, folders or patterns that `yaodian run` loads when it is given none.
# sources = ["crawled/**/*.html", "plans"]
# Worker processes; 0 is one for each core.
# workers = 0
# text, or json for one object a line.
# log_format = "text"
# Wait for another run that holds the warehouse instead of giving up.
# wait = false

[schedule]
# cron = "0 2 * * *"
"""


class ConfigError(YaodianError):
    """A configuration file that cannot be read, or that names something unknown."""

    def __init__(self, path: Path, fault: str) -> None:
        self.path, self.fault = path, fault
        super().__init__(f"{path}: {fault}")


def read_config(path: Path | None, options: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, Any]]:
    """Defaults per command out of the configuration file, by parameter; {} when there is no file.

    path: the file to read; None means ./yaodian.toml, when it exists.
    options: per command the options it knows, each with its parameter; anything else in the file raises ConfigError.
    """
    if path is None:
        path = Path(CONFIG_NAME)
        if not path.exists():
            return {}
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigError(path, str(error)) from error
    shared = {name: value for name, value in tables.items() if not isinstance(value, dict)}
    defaults: dict[str, dict[str, Any]] = {
        command: {name: value for name, value in shared.items() if name in known} for command, known in options.items()
    }
    if unknown := [name for name in shared if not any(name in known for known in options.values())]:
        raise ConfigError(path, f"no command has the option {unknown[0]!r}")
    for command, table in tables.items():
        if not isinstance(table, dict):
            continue
        if command not in options:
            raise ConfigError(path, f"there is no command {command!r}; commands are {', '.join(sorted(options))}")
        for name in table:
            if name not in options[command]:
                known = ", ".join(sorted(options[command]))
                raise ConfigError(path, f"[{command}] has no option {name!r}; options are {known}")
        defaults[command] |= table
    folder = path.resolve().parent
    return {
        command: {options[command][name]: value for name, value in _resolve_paths(folder, table).items()}
        for command, table in defaults.items()
    }


def _resolve_paths(folder: Path, table: dict[str, Any]) -> dict[str, Any]:
    def resolve(value: Any) -> Any:
        if isinstance(value, list):
            return [resolve(entry) for entry in value]
        return str(folder / value) if isinstance(value, str) and "://" not in value else value

    return {name: resolve(value) if name in _PATH_KEYS else value for name, value in table.items()}
