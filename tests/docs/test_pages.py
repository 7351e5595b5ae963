"""What the pages tell a reader to type works, prints what they say, and their links lead somewhere."""

import re
from pathlib import Path

import pytest

from tests.docs.__main__ import PAGES as COMPARED
from tests.docs.fences import PROJECT, comparable, prepare_folder, read_blocks, run_block

DOCS = sorted((PROJECT / "docs").rglob("*.md"))
READMES = sorted(PROJECT.glob("README*.md"))
PAGES = [*READMES, *DOCS]
RUNNABLE = [page for page in PAGES if read_blocks(page.read_text(encoding="utf-8"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def name(page: Path) -> str:
    return str(page.relative_to(PROJECT))


@pytest.mark.parametrize("page", RUNNABLE, ids=name)
def test_commands_run_as_printed(page: Path, tmp_path: Path):
    prepare_folder(tmp_path)
    for block in read_blocks(page.read_text(encoding="utf-8")):
        result = run_block(block, tmp_path)
        place = f"{name(page)}:{block.line}\n{block.commands}"
        assert result.returncode == block.exit_code, f"{place}\n{result.stdout}"
        if page in COMPARED and block.output is not None:
            printed = comparable(result.stdout.replace(f"{tmp_path}/", ""))
            assert printed == comparable(block.output), f"{place}\nrenew with `python -m tests.docs`"


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files(page: Path):
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    targets = [target.split("#")[0] for target in LINK.findall(text) if "://" not in target]
    assert [target for target in targets if target and not (page.parent / target).exists()] == []


def test_index_names_every_page():
    index = (PROJECT / "docs" / "README.md").read_text(encoding="utf-8")
    assert [path.name for path in DOCS if path.name != "README.md" and path.name not in index] == []


def test_no_page_names_a_folder_of_this_machine():
    assert [name(page) for page in PAGES if f"{PROJECT}/" in page.read_text(encoding="utf-8")] == []
