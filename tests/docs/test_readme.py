"""The front pages, English and Chinese, and what all pages name: commands run, sessions print what they show.

Blocks of the pages under docs/ that are marked `sh` run in test_pages.py.
"""

import re
import shlex
import shutil
import zipfile
from pathlib import Path

import pytest
import typer.main

from flows.cli import app
from tests.docs.fences import PROJECT, WAREHOUSE, Block, comparable, prepare_folder, run_block, session_blocks
from warehouse.connection import open_reader

FRONT = sorted(PROJECT.glob("README*.md"))
PAGES = [*FRONT, *sorted((PROJECT / "docs").glob("*.md"))]
SESSIONS = [page for page in PAGES if session_blocks(page.read_text(encoding="utf-8"))]
# A command as written in a block or between backticks, to the end of its line or of the backticks.
COMMAND = re.compile(r"(?:^(?:\$ )?|`)(?:\.venv/bin/)?yaodian ([a-z][^\n`|>&]*)", re.MULTILINE)
# In a block without a language an explanation follows after several spaces.
EXPLANATION = re.compile(r"\s{2,}.*")
# These last until they are stopped, or need a network: where they run instead.
ELSEWHERE = {
    "dashboard": "tests/browser/test_dashboard.py",
    "schedule": "tests/test_schedule.py",
    "fetch": "tests/test_fetching.py",
}


def name(page: Path) -> str:
    return str(page.relative_to(PROJECT))


@pytest.mark.parametrize("page", FRONT, ids=name)
def test_the_front_page_is_read_in_one_sitting(page: Path):
    assert len(page.read_text(encoding="utf-8").splitlines()) < 250


@pytest.mark.parametrize("page", SESSIONS, ids=name)
def test_sessions_print_what_the_page_shows(page: Path, tmp_path: Path, sample_warehouse: Path):
    folder_with_warehouse(tmp_path, sample_warehouse)
    for block in session_blocks(page.read_text(encoding="utf-8")):
        result = run_block(block, tmp_path)
        assert result.returncode == 0, f"{block.commands}\n{result.stdout}"
        assert comparable(result.stdout) == comparable(block.output or ""), f"{name(page)}:{block.line}"


@pytest.mark.parametrize("page", FRONT, ids=name)
def test_every_command_of_the_front_page_runs(page: Path, tmp_path: Path, sample_warehouse: Path):
    folder_with_warehouse(tmp_path, sample_warehouse)
    plans_of_one_s_own(tmp_path)
    with open_reader(sample_warehouse) as connection:
        target_id = connection.execute("SELECT min(target_id) FROM targets").fetchone()[0]
    commands = typer.main.get_command(app).commands
    stand_ins = {"TARGET_ID": target_id, "…": "SELECT count(*) FROM report_targets"}
    ran = []
    for words in named_commands(page.read_text(encoding="utf-8")):
        command, bare = commands[words[0]], len(words) == 1
        if words[0] in ELSEWHERE or (bare and (needs_more(command) or hasattr(command, "commands"))):
            continue
        filled = [stand_ins.get(word, word) for word in words]
        if filled in ran:
            continue
        result = run_block(Block(0, shlex.join(["yaodian", *filled]), 0, None, None), tmp_path)
        assert result.returncode == 0, f"{shlex.join(filled)}\n{result.stdout}"
        ran.append(filled)
    assert len(ran) >= 10
    assert all((PROJECT / test).exists() for test in ELSEWHERE.values())


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


@pytest.mark.parametrize("page", FRONT, ids=name)
def test_every_goal_of_make_exists(page: Path):
    goals = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", page.read_text(encoding="utf-8"), re.MULTILINE))
    assert {"run", "test"} <= named <= goals


def named_commands(page: str) -> list[list[str]]:
    """Each mention of a command as words; one that goes on in the next line is its session's, those cut off lose it."""
    commands = []
    for mention in COMMAND.findall(page):
        try:
            commands.append(shlex.split(EXPLANATION.sub("", mention), comments=True))
        except ValueError:
            # Open quotation marks: a session runs it as a whole.
            commands.append(mention.split('"')[0].split())
    return commands


def needs_more(command) -> bool:
    """Whether the command cannot be called by its name alone."""
    return command.name in ("sql", "run") or any(parameter.required for parameter in command.params)


def folder_with_warehouse(folder: Path, warehouse: Path) -> None:
    prepare_folder(folder)
    (folder / WAREHOUSE).parent.mkdir(parents=True)
    shutil.copy(warehouse, folder / WAREHOUSE)


def plans_of_one_s_own(folder: Path) -> None:
    """The sources that the front pages load: a folder, crawled pages, an archive."""
    samples = sorted((PROJECT / "seeds" / "documents").glob("*.txt"))
    (folder / "plans").mkdir()
    shutil.copy(samples[0], folder / "plans")
    (folder / "crawled" / "site").mkdir(parents=True)
    text = samples[1].read_text(encoding="utf-8")
    (folder / "crawled" / "site" / "plan.html").write_text(f"<body><p>{text}</p></body>", encoding="utf-8")
    with zipfile.ZipFile(folder / "archive.zip", "w") as archive:
        archive.write(samples[2], samples[2].name)
