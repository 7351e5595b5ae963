"""How long a reader waits: every view, search and the dashboard's first page over a large warehouse.

`python -m tests.benchmarks.views WAREHOUSE` measures a file; where there is none, it is first built from generated
documents (`--documents`, 10,000 by default, some minutes). Ends with 1 when something takes longer than it may.
"""

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.benchmarks.documents import write_documents
from tests.benchmarks.report import markdown_table
from warehouse.connection import open_reader
from warehouse.definitions import read_definitions
from warehouse.search import search

# Seconds.
VIEW_LIMIT, SEARCH_LIMIT, PAGE_LIMIT = 1.0, 0.2, 3.0
# The index in words: nobody reads it as a whole, search_items reads the table below it.
_WITHOUT_WHOLE = ("search_terms",)
_ROUNDS = 5
_FIRST_ROWS = 1_000
QUERIES = (
    "普惠性幼儿园 覆盖率",
    "普惠性幼儿园覆盖率达到多少",
    "教育",
    "教师",
    "义务教育均衡发展 督导",
    "污水处理率",
    "营商环境",
    "加强 建设",
    "中共中央国务院关于学前教育深化改革规范发展的若干意见",
)


@dataclass(frozen=True, slots=True)
class Answer:
    """seconds: of the slowest question asked of a view; whole_seconds: all its rows with all columns, into a client."""

    view: str
    rows: int
    question: str
    seconds: float
    whole_seconds: float | None


def measure_views(connection: duckdb.DuckDBPyConnection) -> Iterator[Answer]:
    """Each view asked what readers ask: the first rows, one region, one indicator, one document, how many there are."""
    for view in read_definitions("views"):
        asked = {
            name: _seconds(lambda sql=sql: connection.execute(sql).to_arrow_table())
            for name, sql in questions(connection, view).items()
        }
        slowest = max(asked, key=asked.get)
        rows = connection.execute(f"SELECT count(*) FROM {view}").fetchone()[0]
        whole = None
        if view not in _WITHOUT_WHOLE:
            whole = _seconds(lambda view=view: connection.execute(f"FROM {view}").to_arrow_table())
        yield Answer(view, rows, slowest, asked[slowest], whole)


def questions(connection: duckdb.DuckDBPyConnection, view: str) -> dict[str, str]:
    """Question → SQL. The values asked for are those with the most documents or targets."""
    asked = {f"first {_FIRST_ROWS:,}": f"FROM {view} LIMIT {_FIRST_ROWS}", "count": f"SELECT count(*) FROM {view}"}
    columns = {name for name, *_ in connection.execute(f"DESCRIBE {view}").fetchall()}
    for column, table in (("region_code", "documents"), ("indicator_code", "targets"), ("document_id", "targets")):
        if column in columns:
            most = (
                f"SELECT {column} FROM {table} WHERE {column} IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
            )
            if found := connection.execute(most).fetchone():
                asked[f"one {column}"] = f"FROM {view} WHERE {column} = '{found[0]}'"
    return asked


def measure_searches(connection: duckdb.DuckDBPyConnection) -> dict[str, float]:
    """Query → seconds, sentences and reasons of the hits included."""
    return {query: _seconds(lambda query=query: search(connection, query)) for query in QUERIES}


def _seconds(ask: Callable[[], object]) -> float:
    """The least of some rounds. Of elapsed and processor time the lesser, so that other programs do not count."""
    rounds = []
    for _ in range(_ROUNDS):
        elapsed, spent = time.monotonic(), time.process_time()
        ask()
        rounds.append(min(time.monotonic() - elapsed, time.process_time() - spent))
    return min(rounds)


def build(warehouse: Path, documents: int) -> None:
    """Load generated documents into the file."""
    from flows.pipeline import run_pipeline

    with tempfile.TemporaryDirectory(dir=warehouse.parent) as folder:
        write_documents(Path(folder), documents)
        run_pipeline([Path(folder)], warehouse, engine="local")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.views", description=__doc__)
    parser.add_argument("warehouse", type=Path)
    parser.add_argument("--documents", type=int, default=10_000, help="of a warehouse that is yet to be built")
    parser.add_argument("--visits", type=int, default=5, help="of the first page, in Chromium; 0: none")
    options = parser.parse_args()
    if not options.warehouse.exists():
        build(options.warehouse, options.documents)
    late = []
    with open_reader(options.warehouse) as connection:
        count = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        answers = list(measure_views(connection))
        searches = measure_searches(connection)
    print(f"{count:,} documents\n")
    print(
        markdown_table(
            ("view", "rows", "slowest question", "seconds", "whole"),
            [
                (
                    answer.view,
                    f"{answer.rows:,}",
                    answer.question,
                    f"{answer.seconds:.2f}",
                    "" if answer.whole_seconds is None else f"{answer.whole_seconds:.2f}",
                )
                for answer in answers
            ],
        )
    )
    late += [answer.view for answer in answers if answer.seconds > VIEW_LIMIT]
    print(
        "\n" + markdown_table(("search", "ms"), [(query, f"{spent * 1000:.0f}") for query, spent in searches.items()])
    )
    late += [query for query, spent in searches.items() if spent > SEARCH_LIMIT]
    if options.visits:
        from tests.browser.measure import first_page_seconds
        from tests.browser.server import CHROMIUM, serving

        if not CHROMIUM:
            print("no first page without Chromium: apt-get install chromium, or --visits 0", file=sys.stderr)
            return 1
        with serving(options.warehouse) as address:
            visits = first_page_seconds(address, options.visits)
        print(f"\nfirst page: {visits[0]:.2f} s at first, median of {len(visits)} {statistics.median(visits):.2f} s")
        late += ["first page"] if max(visits) > PAGE_LIMIT else []
    if late:
        print(f"over the limit: {', '.join(late)}", file=sys.stderr)
    return 1 if late else 0


if __name__ == "__main__":
    sys.exit(main())
