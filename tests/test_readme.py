"""The README is true: its commands run over the sample, and print what it says they print."""

import io
import re
import shlex
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from flows.cli import app, main

PROJECT = Path(__file__).resolve().parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")
# A command after a $, over several lines where they end in a backslash, and what it prints to the end of the block.
SHOWN = re.findall(r"^```console\n\$ yaodian (.*?[^\\])\n(.*?)^```$", README, re.M | re.S)


@pytest.mark.parametrize(("command", "printed"), SHOWN, ids=[command[:40] for command, _ in SHOWN])
def test_a_shown_command_prints_what_the_readme_shows(command, printed, sample_warehouse, monkeypatch):
    monkeypatch.setenv("YAODIAN_WAREHOUSE", str(sample_warehouse))
    monkeypatch.setattr("sys.argv", ["yaodian", *shlex.split(command.replace("\\\n", ""))])
    with redirect_stdout(io.StringIO()) as output, pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code in (None, 0)
    lines = [line.rstrip() for line in output.getvalue().splitlines()]
    assert lines == printed.splitlines()


def test_every_command_that_the_readme_names_exists():
    import typer

    commands = typer.main.get_command(app).commands
    named = set(re.findall(r"(?:^|`)yaodian ([a-z]+)", README, re.M))
    assert named, "the README names commands"
    assert named <= set(commands)


def test_every_file_that_the_readme_links_exists():
    links = [link for link in re.findall(r"\]\(([^)#]+)\)", README) if "://" not in link]
    assert [link for link in links if not (PROJECT / link).exists()] == []


def test_the_readme_is_read_in_one_sitting():
    assert len(README.splitlines()) < 250
