"""The figures of a run, by group of sources: kept in run_measures, and held against the limits."""

from collections.abc import Iterable

import duckdb

from flows.validate.limits import EACH_SITE, Limit, Measures
from warehouse.definitions import read_definitions


def measure_run(connection: duckdb.DuckDBPyConnection, run_id: str, limits: Iterable[Limit]) -> None:
    """Write the figures of a run, whose row in `quarantine` and `documents` are there, into run_measures."""
    connection.execute("SET VARIABLE measured_run = ?", [run_id])
    limits = list(limits)
    names = {"*", *(limit.source for limit in limits)} - {EACH_SITE}
    connection.execute("SET VARIABLE source_names = ?", [sorted(names)])
    least = min((limit.at_least for limit in limits if limit.source == EACH_SITE), default=None)
    connection.execute("SET VARIABLE least_of_site = ?", [least])
    measures = read_definitions("resolve")["run_measures"]
    insert = f"INSERT INTO run_measures BY NAME SELECT ? AS run_id, * FROM ({measures})"  # nosec B608 # a file of sql/
    connection.execute(insert, [run_id])


def measures_of(connection: duckdb.DuckDBPyConnection, run_id: str) -> Measures:
    rows = connection.execute("SELECT source_name, measure, value FROM run_measures WHERE run_id = ?", [run_id])
    return {(source, measure): value for source, measure, value in rows.fetchall()}


def measures_before(connection: duckdb.DuckDBPyConnection, run_id: str, limits: Iterable[Limit]) -> Measures:
    """For each limit the figure of the last run before this one that loaded enough documents to tell."""
    before = {}
    for limit in limits:
        found = connection.execute(
            """
            SELECT measures.value
            FROM run_measures AS measures
            JOIN runs USING (run_id)
            JOIN run_measures AS loaded ON loaded.run_id = measures.run_id AND loaded.source_name = measures.source_name
            WHERE measures.source_name = ? AND measures.measure = ? AND measures.run_id <> ?
                AND loaded.measure = 'loaded'
                AND (measures.measure = 'documents' OR loaded.value >= ?)
            ORDER BY runs.started_at DESC, runs.run_id DESC
            LIMIT 1
            """,
            [limit.source, limit.measure, run_id, limit.at_least],
        ).fetchone()
        if found:
            before[limit.source, limit.measure] = found[0]
    return before
