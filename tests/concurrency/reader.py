"""A reader that polls a warehouse until the file STOP exists, and once more.

`python -m tests.concurrency.reader WAREHOUSE STOP WAY`
WAY: `open` as our own commands open it, `plain` as any DuckDB client does, `hold` keeps one connection for ten polls.
Prints one JSON line at its end: what it saw, in order, each state once; polls; errors.
"""

import json
import sys
import time
from pathlib import Path

import duckdb

from warehouse.connection import open_reader

POLL_SECONDS = 0.05
# All that a run rewrites: its id in every document and in the ledger, the year and the count that stand in every text.
STATE = """
SELECT
    (SELECT max(run_id) FROM runs),
    (SELECT list(DISTINCT run_id) FROM documents),
    (SELECT list(DISTINCT plan_year) FROM documents),
    (SELECT list(DISTINCT value) FROM targets),
    (SELECT list(DISTINCT value) FROM report_targets),
    (SELECT count(*) FROM documents),
    (SELECT count(*) FROM targets),
    (SELECT sum(char_end - char_start) FROM text_spans) = (SELECT sum(length(raw_text)) FROM documents)
"""


def connect(warehouse: Path, way: str) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(str(warehouse), read_only=True) if way == "plain" else open_reader(warehouse)


def main() -> None:
    warehouse, stop, way = Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3]
    states: list[tuple] = []
    errors: list[str] = []
    polls = 0
    print("ready", flush=True)
    is_last = False
    while not is_last:
        # Seen before the poll: the last one begins after all publishes.
        is_last = stop.exists()
        try:
            with connect(warehouse, way) as connection:
                for _ in range(10 if way == "hold" else 1):
                    state = connection.execute(STATE).fetchone()
                    polls += 1
                    if state not in states[-1:]:
                        states.append(state)
                    time.sleep(POLL_SECONDS)
        except Exception as error:
            errors.append(f"{type(error).__name__}: {error}")
            time.sleep(POLL_SECONDS)
    print(json.dumps({"polls": polls, "states": states, "errors": errors}), flush=True)


if __name__ == "__main__":
    main()
