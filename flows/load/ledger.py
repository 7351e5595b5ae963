"""The ledger: which sources the warehouse has read in which state, and what each run did."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from sys import intern

import duckdb

from flows.model import Run
from warehouse.definitions import definitions_sha256


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source as last read; metadata_sha256: of what was told beside its bytes; outcome: loaded, quarantined."""

    content_sha256: str
    fingerprint: str
    outcome: str
    metadata_sha256: str | None = None

    def is_current(self, content_sha256: str, fingerprint: str) -> bool:
        """Nothing that could change its rows has changed since."""
        return (self.content_sha256, self.fingerprint) == (content_sha256, fingerprint)


@dataclass(frozen=True, slots=True)
class StageCount:
    """What one stage of a run did: rows (or documents) in and out, those kept out, wall seconds."""

    stage: str
    rows_in: int
    rows_out: int
    quarantined: int
    seconds: float


@dataclass(slots=True)
class RunCounts:
    """What a run did to the warehouse. documents_quarantined: sources and documents kept out as a whole."""

    sources_seen: int = 0
    sources_unchanged: int = 0
    documents_loaded: int = 0
    documents_removed: int = 0
    documents_quarantined: int = 0
    rows_quarantined: int = 0


def start_run(fingerprint: str, engine: str = "local", code_version: str = "0") -> Run:
    """A new run: its id sorts by time."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    return Run(f"{now:%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}", now, fingerprint, engine, code_version)


def known_sources(connection: duckdb.DuckDBPyConnection, database: str | None = None) -> dict[str, KnownSource]:
    """source_uri → state of all sources in the ledger."""
    table = f"{database}.sources" if database else "sources"
    # A file of the first version has no metadata_sha256.
    rows = connection.execute(
        "SELECT source_uri, content_sha256, fingerprint, outcome, metadata_sha256 "
        f"FROM (FROM {table} UNION ALL BY NAME "  # nosec B608 # our database
        "SELECT NULL::VARCHAR AS metadata_sha256 WHERE false)"
    ).fetchall()
    # Few fingerprints and outcomes, each kept once: there may be millions of sources.
    return {
        uri: KnownSource(digest, intern(fingerprint), intern(outcome), metadata)
        for uri, digest, fingerprint, outcome, metadata in rows
    }


def last_definitions(connection: duckdb.DuckDBPyConnection, database: str) -> str | None:
    """definitions_sha256 of the last run that published; null before the first."""
    last = connection.execute(
        f"SELECT definitions_sha256 FROM {database}.runs "  # nosec B608 # our database
        "ORDER BY started_at DESC, run_id DESC LIMIT 1"
    ).fetchone()
    return last[0] if last else None


def record_run(
    connection: duckdb.DuckDBPyConnection,
    run: Run,
    counts: RunCounts,
    stages: Iterable[StageCount],
    finished_at: datetime,
) -> None:
    """Write the run's rows into runs and run_stages."""
    connection.execute(
        """
        INSERT INTO runs BY NAME
        SELECT ? AS run_id, ? AS started_at, ? AS finished_at, ? AS engine, ? AS code_version, ? AS fingerprint,
            ? AS definitions_sha256, ? AS sources_seen, ? AS sources_unchanged, ? AS documents_loaded,
            ? AS documents_removed, ? AS documents_quarantined, ? AS rows_quarantined
        """,
        [
            run.run_id, run.started_at, finished_at, run.engine, run.code_version, run.fingerprint,
            definitions_sha256(), counts.sources_seen, counts.sources_unchanged, counts.documents_loaded,
            counts.documents_removed, counts.documents_quarantined, counts.rows_quarantined,
        ],
    )  # fmt: skip
    for stage in stages:
        connection.execute(
            "INSERT INTO run_stages BY NAME SELECT ? AS run_id, ? AS stage, ? AS rows_in, ? AS rows_out, "
            "? AS quarantined, ? AS seconds",
            [run.run_id, stage.stage, stage.rows_in, stage.rows_out, stage.quarantined, stage.seconds],
        )
