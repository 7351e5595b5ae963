"""Audits: SQL under sql/audits that returns the rows which break a promise of the warehouse.

Contracts have checked every row before; an audit that fails shows a fault of the program, and blocks the publish.
"""

import time
from collections.abc import Iterable
from datetime import UTC, datetime

import duckdb
import polars as pl

from flows.errors import YaodianError
from schemas.audit_results import AuditResults
from schemas.registry import frame_schema
from warehouse.definitions import read_definitions

_SAMPLE_ROWS = 5
VIEWS_AUDIT = "views_queryable"


class AuditFailed(YaodianError):
    """The working copy breaks a promise; it was not published."""

    def __init__(self, failures: Iterable[tuple[str, int, str | None]]) -> None:
        self.failures = list(failures)
        found = "; ".join(f"{audit}: {failed} rows, as {sample}" for audit, failed, sample in self.failures)
        super().__init__(f"the warehouse was not published, its audits failed: {found}. Report this with its source.")


def run_audits(
    connection: duckdb.DuckDBPyConnection, run_id: str, scope: str | None = None, sample: int | None = None
) -> list[tuple[str, int, str | None]]:
    """Run all audits and keep their results in audit_results; answers (audit, failing rows, sample as JSON) of each.

    scope: look at the documents of this run only; null: at all. sample: the costliest audit looks at so many.
    """
    connection.execute("SET VARIABLE audited_run = ?", [scope])
    connection.execute("SET VARIABLE audited_sample = ?", [sample])
    results = []
    for audit, sql in read_definitions("audits").items():
        started = time.perf_counter()
        failed, rows = _run(connection, sql)
        results.append((audit, failed, rows, time.perf_counter() - started))
    started = time.perf_counter()
    broken = _broken_views(connection)
    results.append((VIEWS_AUDIT, len(broken), "; ".join(broken) or None, time.perf_counter() - started))
    _keep(connection, run_id, results)
    return [result[:3] for result in results]


def _run(connection: duckdb.DuckDBPyConnection, sql: str) -> tuple[int, str | None]:
    failing = connection.execute(sql).pl()
    if failing.is_empty():
        return 0, None
    return failing.height, failing.head(_SAMPLE_ROWS).write_json()


def _broken_views(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """Views that cannot be queried, each with the database's message."""
    broken = []
    for view in read_definitions("views"):
        try:
            connection.execute(f'FROM "{view}" LIMIT 0').fetchall()
        except duckdb.Error as error:
            broken.append(f"{view}: {str(error).splitlines()[0]}")
    return broken


def _keep(
    connection: duckdb.DuckDBPyConnection, run_id: str, results: list[tuple[str, int, str | None, float]]
) -> None:
    now = datetime.now(UTC).replace(tzinfo=None)
    rows = [
        {"audit": audit, "run_id": run_id, "failed": failed, "sample": sample, "seconds": seconds, "checked_at": now}
        for audit, failed, sample, seconds in results
    ]
    connection.register("audited", pl.DataFrame(rows, schema=frame_schema(AuditResults)))
    connection.execute("DELETE FROM audit_results")
    connection.execute("INSERT INTO audit_results BY NAME FROM audited")
    connection.unregister("audited")
