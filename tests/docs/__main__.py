"""Write the pages anew that hold answers: `python -m tests.docs`. Look at the difference before you commit it."""

import tempfile
from pathlib import Path

from flows.pipeline import run_pipeline
from tests.docs import cookbook, dictionary
from tests.docs.fences import PROJECT, comparable, prepare_folder, read_blocks, run_block
from warehouse.connection import open_reader

# Pages whose printed outputs are compared with what the commands print.
PAGES = tuple(sorted(path for path in (PROJECT / "docs").glob("*.md") if path.name != "cookbook.md"))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        warehouse = Path(folder) / "yaodian.duckdb"
        run_pipeline([PROJECT / "seeds" / "documents"], warehouse, engine="local")
        with open_reader(warehouse) as connection:
            _write(cookbook.PAGE, cookbook.render_cookbook(connection))
            _write(dictionary.PAGE, dictionary.render_dictionary(connection))
    for path in PAGES:
        _write(path, renew_outputs(path.read_text(encoding="utf-8")))


def renew_outputs(page: str) -> str:
    """The page with what its commands print now; outputs that only differ in times and run ids stay."""
    changes = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare_folder(folder)
        for block in read_blocks(page):
            result = run_block(block, folder)
            if result.returncode != block.exit_code:
                raise SystemExit(f"line {block.line}: exit code {result.returncode}\n{result.stdout}")
            if block.output_span and comparable(result.stdout) != comparable(block.output or ""):
                lines = (line.rstrip() for line in result.stdout.replace(f"{folder}/", "").strip().splitlines())
                changes.append((block.output_span, "\n".join(lines) + "\n"))
    for (start, end), output in reversed(changes):
        page = page[:start] + output + page[end:]
    return page


def _write(path: Path, page: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != page:
        path.write_text(page, encoding="utf-8")
        print(f"renewed {path.relative_to(PROJECT)}")


if __name__ == "__main__":
    main()
