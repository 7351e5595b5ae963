"""Where settings come from: command line, then variables, then yaodian.toml, then defaults."""

import subprocess
import sys
from pathlib import Path

import pytest

from flows.config import TEMPLATE, ConfigError, read_config

OPTIONS = {
    "run": {"sources": "sources", "warehouse": "warehouse", "workers": "workers"},
    "sql": {"warehouse": "warehouse", "format": "form"},
}


def write(folder: Path, text: str) -> Path:
    path = folder / "yaodian.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_shared_setting_reaches_every_command_that_knows_it(tmp_path):
    config = read_config(write(tmp_path, 'warehouse = "plans.duckdb"\n[run]\nworkers = 3\n'), OPTIONS)
    here = str(tmp_path / "plans.duckdb")
    assert config == {"run": {"warehouse": here, "workers": 3}, "sql": {"warehouse": here}}


def test_a_commands_own_table_wins_over_the_shared_setting(tmp_path):
    config = read_config(write(tmp_path, 'warehouse = "a.duckdb"\n[sql]\nwarehouse = "b.duckdb"\n'), OPTIONS)
    assert Path(config["sql"]["warehouse"]).name == "b.duckdb"


def test_paths_count_from_the_folder_of_the_file_and_urls_stay(tmp_path):
    config = read_config(write(tmp_path, '[run]\nsources = ["plans", "/data", "s3://bucket/plans"]\n'), OPTIONS)
    assert config["run"]["sources"] == [str(tmp_path / "plans"), "/data", "s3://bucket/plans"]


def test_settings_are_named_like_options(tmp_path):
    config = read_config(write(tmp_path, '[sql]\nformat = "csv"\n'), OPTIONS)
    assert config["sql"] == {"form": "csv"}


def test_no_file_is_no_settings(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert read_config(None, OPTIONS) == {}


@pytest.mark.parametrize(
    ("text", "named", "why"),
    [
        ("[run]\nworker = 3\n", "'worker'", "an option that the command does not have"),
        ("[load]\n", "'load'", "a command that does not exist"),
        ("colour = true\n", "'colour'", "a shared setting that no command knows"),
        ("[run\n", "line 1", "a syntax error"),
    ],
)
def test_what_is_unknown_is_named(tmp_path, text, named, why):
    with pytest.raises(ConfigError, match=named):
        read_config(write(tmp_path, text), OPTIONS)


def test_a_file_that_was_asked_for_must_exist(tmp_path):
    with pytest.raises(ConfigError):
        read_config(tmp_path / "missing.toml", OPTIONS)


def test_the_template_names_only_settings_that_exist(tmp_path):
    """Every line of the template is valid once its comment mark is taken away."""
    lines = [line.removeprefix("# ") if " = " in line else line for line in TEMPLATE.splitlines()]
    path = write(tmp_path, "\n".join(lines))
    result = subprocess.run(
        [sys.executable, "-c", "from flows.cli import main; main()", "--config", path, "run", "--help"],
        capture_output=True,
        text=True,
    )
    assert result.returncode == 0, result.stderr
