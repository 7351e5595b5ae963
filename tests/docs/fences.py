"""Command blocks of Markdown pages: what a reader would type, and what the page says is printed.

A fence marked `sh` is run as it stands, `sh exit=1` is expected to end with that code; a fence marked `text` directly
after it is its output. Anything that cannot be run here (a server, a browser, another machine) is marked `console`.
"""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent.parent
# What commands of the pages refer to, seen from the project's folder.
_LINKED = ("docs", "seeds", "sql", "tests", "schemas", "flows")
# The default warehouse lies in the checkout; commands of the pages get one in their own folder.
WAREHOUSE = "warehouse/data/yaodian.duckdb"
# Differs from run to run: ids of runs, moments, durations, ages, room on the disk. Totals change with every rule.
_VOLATILE = (
    (re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}"), "RUN"),
    (re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d(?:\.\d+)?)?"), "MOMENT"),
    (re.compile(r"\d+(?:\.\d+)? (s\b|hours|GB)"), r"N \1"),
    (re.compile(r"\d[\d,]* (items|targets|agencies)\b"), r"N \1"),
    (re.compile(r"[ ─]+"), " "),
)
_FENCE = re.compile(r"^```(\w+)(?: exit=(\d+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Sets the project up or lasts until it is stopped: not for a test of documentation.
_NOT_RUN = re.compile(r"^(?:make|git|cd yaodian|(?:\.venv/bin/)?yaodian (?:dashboard|schedule))\b.*$", re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A command block at `line` of a page. output: what the page says is printed, null where it says nothing.

    output_span: where in the page's text the output stands.
    """

    line: int
    commands: str
    exit_code: int
    output: str | None
    output_span: tuple[int, int] | None


def read_blocks(page: str) -> list[Block]:
    """The runnable blocks of a page, in order."""
    blocks: list[Block] = []
    fences = list(_FENCE.finditer(page))
    for number, fence in enumerate(fences):
        if fence[1] != "sh":
            continue
        follower = fences[number + 1] if number + 1 < len(fences) else None
        is_output = follower is not None and follower[1] == "text" and not page[fence.end() : follower.start()].strip()
        blocks.append(
            Block(
                page.count("\n", 0, fence.start()) + 1,
                _NOT_RUN.sub("", fence[3]).strip(),
                int(fence[2] or 0),
                follower[3] if is_output else None,
                follower.span(3) if is_output else None,
            )
        )
    return [block for block in blocks if block.commands]


def prepare_folder(folder: Path) -> None:
    """Make a folder look like a checkout of the project in which `make setup` was run; warehouses are its own."""
    for name in _LINKED:
        (folder / name).symlink_to(PROJECT / name)
    (folder / ".venv").mkdir()
    (folder / ".venv" / "bin").symlink_to(Path(sys.executable).parent)


def session_blocks(page: str) -> list[Block]:
    """The commands of `console` fences that show a session: lines after a `$ ` prompt, with what they print."""
    blocks = []
    for fence in _FENCE.finditer(page):
        if fence[1] == "console" and fence[3].startswith("$ "):
            for session in re.split(r"^\$ ", fence[3], flags=re.MULTILINE)[1:]:
                commands, _, output = re.sub(r"\\\n", " ", session).partition("\n")
                blocks.append(Block(page.count("\n", 0, fence.start()) + 1, commands, 0, output or None, None))
    return blocks


def run_block(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the commands with bash in the folder; the first that fails ends them. Errors come among the output."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("YAODIAN_", "PREFECT_API"))
    }
    path = os.pathsep.join((str(Path(sys.executable).parent), environment.get("PATH", os.defpath)))
    return subprocess.run(
        [shutil.which("bash") or "bash", "-eo", "pipefail", "-c", block.commands],
        cwd=folder,
        env={**environment, "PATH": path, "COLUMNS": "140", "YAODIAN_WAREHOUSE": WAREHOUSE, "NO_COLOR": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=180,
    )


def comparable(output: str) -> str:
    """Output without what differs from run to run."""
    for pattern, replacement in _VOLATILE:
        output = pattern.sub(replacement, output)
    return "\n".join(line.rstrip() for line in output.strip().splitlines())
