"""The front pages, English and Chinese: their sessions print what they show, and every command they name exists."""

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from flows.cli import app
from tests.docs.fences import PROJECT, comparable, prepare_folder, run_block, session_blocks

PAGES = [*sorted(PROJECT.glob("README*.md")), *sorted((PROJECT / "docs").glob("*.md"))]
SESSIONS = [page for page in PAGES if session_blocks(page.read_text(encoding="utf-8"))]
# A command as written in a block or between backticks, to the end of its line or of the backticks.
COMMAND = re.compile(r"(?:^(?:\$ )?|`)(?:\.venv/bin/)?yaodian ([a-z][^\n`|>&]*)", re.MULTILINE)
# In a block without a language an explanation follows after several spaces.
EXPLANATION = re.compile(r"\s{2,}.*")


def name(page: Path) -> str:
    return str(page.relative_to(PROJECT))


@pytest.mark.parametrize("page", SESSIONS, ids=name)
def test_sessions_print_what_the_page_shows(page: Path, tmp_path: Path, sample_warehouse: Path):
    prepare_folder(tmp_path)
    (tmp_path / "warehouse" / "data").mkdir(parents=True)
    (tmp_path / "warehouse" / "data" / "yaodian.duckdb").symlink_to(sample_warehouse)
    for block in session_blocks(page.read_text(encoding="utf-8")):
        result = run_block(block, tmp_path)
        assert result.returncode == 0, f"{block.commands}\n{result.stdout}"
        assert comparable(result.stdout) == comparable(block.output or ""), f"{name(page)}:{block.line}"


def named_commands(page: str) -> list[list[str]]:
    """Each mention of a command as words; those cut off by a quotation mark lose it."""
    commands = []
    for mention in COMMAND.findall(page):
        try:
            commands.append(shlex.split(EXPLANATION.sub("", mention), comments=True))
        except ValueError:
            commands.append(mention.split('"')[0].split())
    return commands


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_every_named_command_and_option_exists(page: Path):
    known = typer.main.get_command(app)
    unknown = []
    for words in named_commands(page.read_text(encoding="utf-8")):
        command = known
        while words and words[0] in getattr(command, "commands", {}):
            command = command.commands[words.pop(0)]
        if command is known:
            unknown.append(" ".join(words))
            continue
        options = {option for parameter in command.params for option in parameter.opts} | {"--help", "-h"}
        unknown += [f"{command.name} {word}" for word in words if re.match(r"--?[a-z]", word) and word not in options]
    assert unknown == []
