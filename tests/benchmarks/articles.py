"""The article of a page, ours and by others, on pages whose articles were checked by hand.

    CORPUS_FOLDER=folder/of/pages python -m tests.benchmarks.articles [--json FILE]

The checked beginnings and ends are those of tests/extract/test_corpus_pages.py. trafilatura and readability-lxml are
compared where they are installed (the dependency group `compare`); nothing else of the project needs them.
"""

import argparse
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from flows.extract import find_sources, read_source
from flows.model import Source

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "extract"))

from test_corpus_pages import ARTICLES, CORPUS

# Characters of a piece that must occur in both texts to count as shared; white space is left out before.
_PIECE = 8
Extractor = Callable[[Source], str]


@dataclass(frozen=True, slots=True)
class Comparison:
    """starts, ends: pages whose article begins and ends as checked. found: share of the articles' text that is in the
    output; clean: share of the output that is of the article; table_cells: share of the cells of the articles' tables.
    """

    name: str
    pages: int
    starts: int
    ends: int
    found: float
    clean: float
    table_cells: float
    milliseconds: float


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """A page, and its article and the cells of the article's tables as they were checked, without white space."""

    source: Source
    first: str
    last: str
    article: str
    cells: tuple[str, ...]


def checked_pages() -> Iterator[CheckedPage]:
    """The pages whose article our reader finds where it was checked to stand; the text between is then the article."""
    for name, first, last in ARTICLES:
        path = CORPUS / f"{name}.html"
        if not path.exists():
            continue
        (reference,) = find_sources([path])
        source = reference.load()
        document = read_source(source)
        start, end = document.body
        article = squeezed(document.text[start:end])
        if not (article.startswith(squeezed(first)) and article.endswith(squeezed(last))):
            raise AssertionError(f"{name}: run the tests of the corpus pages first")
        cells = tuple(
            text
            for table in document.tables
            if start <= table.start and table.end <= end
            for cell in table.cells
            if len(text := squeezed(document.text[cell.start : cell.end])) > 3
        )
        yield CheckedPage(source, first, last, article, cells)


def compare(name: str, extract: Extractor, pages: list[CheckedPage]) -> Comparison:
    starts = ends = shared = wanted = given = cells_found = cells = 0
    seconds = 0.0
    for page in pages:
        began = time.process_time()
        output = extract(page.source)
        seconds += time.process_time() - began
        output = squeezed(output)
        starts += output.startswith(squeezed(page.first))
        ends += output.endswith(squeezed(page.last))
        ours, theirs = _pieces(page.article), _pieces(output)
        shared += (ours & theirs).total()
        wanted += ours.total()
        given += theirs.total()
        cells += len(page.cells)
        cells_found += sum(cell in output for cell in page.cells)
    return Comparison(
        name,
        len(pages),
        starts,
        ends,
        shared / wanted,
        shared / max(given, 1),
        cells_found / max(cells, 1),
        seconds / len(pages) * 1000,
    )


def extractors() -> dict[str, Extractor]:
    """Ours, and those of the other packages that are installed, with their tables."""
    found: dict[str, Extractor] = {"yaodian": _ours}
    try:
        import trafilatura
    except ImportError:
        pass
    else:

        def by_trafilatura(source: Source) -> str:
            return trafilatura.extract(source.content, include_tables=True, include_comments=False) or ""

        def by_trafilatura_complete(source: Source) -> str:
            return trafilatura.extract(source.content, include_tables=True, favor_recall=True) or ""

        found[f"trafilatura {trafilatura.__version__}"] = by_trafilatura
        found[f"trafilatura {trafilatura.__version__}, favor_recall"] = by_trafilatura_complete
    try:
        import readability
        from lxml import html
    except ImportError:
        return found

    def by_readability(source: Source) -> str:
        summary = readability.Document(source.content.decode(read_source(source).charset, "replace")).summary()
        return html.fromstring(summary).text_content() if summary.strip() else ""

    found["readability-lxml"] = by_readability
    return found


def comparison_table(rows: list[Comparison]) -> str:
    lines = [
        "| | start right | end right | article found | of the output article | table cells kept | ms a page |",
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.name} | {row.starts} of {row.pages} | {row.ends} of {row.pages} | {row.found:.1%} | {row.clean:.1%} | "
        f"{row.table_cells:.1%} | {row.milliseconds:.1f} |"
        for row in rows
    ]
    return "\n".join(lines)


def squeezed(text: str) -> str:
    """Without white space, and without the marks that some write for tables and lists."""
    return "".join(text.replace("|", "").replace("-", "").split())


def _ours(source: Source) -> str:
    document = read_source(source)
    start, end = document.body or (0, len(document.text))
    return document.text[start:end]


def _pieces(text: str) -> Counter:
    return Counter(text[start : start + _PIECE] for start in range(max(len(text) - _PIECE + 1, 0)))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.articles", description=__doc__)
    parser.add_argument("--json", type=Path, help="write the figures here")
    options = parser.parse_args()
    pages = list(checked_pages())
    if not pages:
        raise SystemExit("set CORPUS_FOLDER to the folder that holds the pages")
    rows = [compare(name, extract, pages) for name, extract in extractors().items()]
    if options.json:
        options.json.write_text(json.dumps([asdict(row) for row in rows], indent=1), encoding="utf-8")
    print(comparison_table(rows))


if __name__ == "__main__":
    main()
