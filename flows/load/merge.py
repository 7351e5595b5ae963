"""Batches into tables: exactly the rows of the documents that a batch holds are replaced.

Everything happens inside the one transaction of the working copy. What was seen is noted in temporary tables, from
which the ledger and the quarantine are brought up to date at the end: `processed_sources` (read in this run),
`leaving_sources` (their old rows go), `forgotten_sources` (they go altogether), `seen_entries` (of the quarantine).
"""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

import duckdb
import polars as pl

from flows.load.keys import document_id
from flows.model import Run
from flows.validate.quarantine import SCHEMA
from schemas.registry import PARSED

# Tables of a document that carry its document_id; search_postings hang on items.
DOCUMENT_TABLES = tuple(table for table in PARSED if table != "search_postings")
# item_id as search_postings have it.
_ITEM_KEY = "('0x' || item_id)::UBIGINT"
# What a rebuilt file takes over from the published one besides documents.
_HISTORY = ("runs", "run_stages", "run_measures", "quarantine", "sources")


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the notes of a run."""
    connection.execute(
        """
        CREATE TEMP TABLE processed_sources (
            source_uri VARCHAR, content_sha256 VARCHAR, outcome VARCHAR, metadata_sha256 VARCHAR
        );
        CREATE TEMP TABLE leaving_sources (source_uri VARCHAR);
        CREATE TEMP TABLE forgotten_sources (source_uri VARCHAR);
        CREATE TEMP TABLE seen_entries AS SELECT * EXCLUDE (closed_at) FROM quarantine LIMIT 0;
        """
    )


def insert_frames(connection: duckdb.DuckDBPyConnection, frames: Mapping[str, pl.DataFrame], run: Run) -> None:
    """Append validated frames, as validate_frames gives them; search_postings are left to `insert_postings`."""
    for table in DOCUMENT_TABLES:
        if not frames[table].is_empty():
            connection.register("batch", frames[table])
            _insert(connection, table, "batch", run)
            connection.unregister("batch")


def insert_parts(connection: duckdb.DuckDBPyConnection, parts: Mapping[str, Iterable[Path]], run: Run) -> None:
    """Append validated frames that workers wrote as Parquet files, by table; as `insert_frames`."""
    for table in DOCUMENT_TABLES:
        files = [str(path) for path in parts.get(table, ())]
        if files:
            connection.execute("SET VARIABLE part_files = ?", [files])
            _insert(connection, table, "read_parquet(getvariable('part_files'))", run)


def insert_postings(connection: duckdb.DuckDBPyConnection, postings: pl.DataFrame) -> None:
    """Append postings of items that are or will be loaded."""
    _append(connection, "search_postings", postings)


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: str, run: Run) -> None:
    if table == "documents":
        insert = f"INSERT INTO documents BY NAME SELECT *, ? AS loaded_at FROM {rows}"  # nosec B608 # of this module
        connection.execute(insert, [run.started_at])
    else:
        connection.execute(f"INSERT INTO {table} BY NAME FROM {rows}")


def delete_documents(connection: duckdb.DuckDBPyConnection, source_uris: Collection[str]) -> int:
    """Delete all rows of the documents with these addresses; answers how many documents there were."""
    connection.register("leaving", pl.DataFrame({"document_id": [document_id(uri) for uri in source_uris]}))
    connection.execute(
        f"DELETE FROM search_postings WHERE item_key IN "  # nosec B608 # a constant
        f"(SELECT {_ITEM_KEY} FROM items WHERE document_id IN (SELECT document_id FROM leaving))"
    )
    count = 0
    for table in DOCUMENT_TABLES:
        delete = f"DELETE FROM {table} WHERE document_id IN (FROM leaving)"  # nosec B608 # tables of the registry
        deleted = connection.execute(delete)
        if table == "documents":
            count = deleted.fetchone()[0]
    connection.unregister("leaving")
    return count


def note_processed(
    connection: duckdb.DuckDBPyConnection,
    documents: pl.DataFrame,
    quarantine: pl.DataFrame,
    metadata: Mapping[str, str],
) -> None:
    """Note what a batch has read: `documents` that load, and sources that only the quarantine names.

    metadata: metadata_sha256 by address, of those sources that have one.
    """
    loaded = documents.select("source_uri", "content_sha256", outcome=pl.lit("loaded"))
    kept_out = (
        quarantine.join(loaded, on="source_uri", how="anti")
        .select("source_uri", "content_sha256", outcome=pl.lit("quarantined"))
        .unique("source_uri", keep="first", maintain_order=True)
    )
    told = pl.DataFrame(list(metadata.items()), {"source_uri": pl.String, "metadata_sha256": pl.String}, orient="row")
    _append(connection, "processed_sources", pl.concat([loaded, kept_out]).join(told, on="source_uri", how="left"))
    _append(connection, "seen_entries", quarantine.select(list(SCHEMA)))


def note_leaving(connection: duckdb.DuckDBPyConnection, source_uris: Collection[str], forget: bool = False) -> None:
    """Note sources whose old rows go; with `forget` the ledger and the quarantine lose them, too."""
    sources = pl.DataFrame({"source_uri": list(source_uris)}, schema={"source_uri": pl.String})
    _append(connection, "leaving_sources", sources)
    if forget:
        _append(connection, "forgotten_sources", sources)


def forget_merged(connection: duckdb.DuckDBPyConnection, source_uris: Collection[str]) -> None:
    """Take back the notes on sources that come a second time in one run: the last reading counts."""
    connection.register("again", pl.DataFrame({"source_uri": list(source_uris)}))
    for table in ("processed_sources", "seen_entries"):
        delete = f"DELETE FROM {table} WHERE source_uri IN (FROM again)"  # nosec B608 # tables of this module
        connection.execute(delete)
    connection.unregister("again")


def _append(connection: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    if not rows.is_empty():
        connection.register("batch", rows)
        connection.execute(f"INSERT INTO {table} BY NAME FROM batch")
        connection.unregister("batch")


def carry_over(connection: duckdb.DuckDBPyConnection, published: str) -> None:
    """Into a rebuilt file: the history, and all documents of the attached database `published` that do not leave."""
    for table in _HISTORY:
        connection.execute(f"INSERT INTO {table} BY NAME FROM {published}.{table}")
    connection.execute(
        f"CREATE TEMP TABLE staying AS SELECT document_id FROM {published}.documents "  # nosec B608 # our database
        "WHERE source_uri NOT IN (SELECT source_uri FROM leaving_sources)"
    )
    staying = "document_id IN (SELECT document_id FROM staying)"
    for table in DOCUMENT_TABLES:
        connection.execute(f"INSERT INTO {table} BY NAME FROM {published}.{table} WHERE {staying}")
    connection.execute(
        f"INSERT INTO search_postings BY NAME FROM {published}.search_postings "  # nosec B608 # our database
        f"WHERE item_key IN (SELECT {_ITEM_KEY} FROM {published}.items WHERE {staying}) ORDER BY term"
    )


def update_ledger(connection: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Bring `sources` and `quarantine` up to date with what was noted.

    An entry seen again counts one occurrence more; an open one that its source no longer shows is closed. A source
    whose bytes could not be read keeps what was loaded of it and is read again by the next run.
    """
    connection.execute(
        """
        DELETE FROM sources WHERE source_uri IN (
            SELECT source_uri FROM processed_sources WHERE content_sha256 IS NOT NULL
            UNION ALL
            FROM forgotten_sources
        );
        UPDATE sources SET fingerprint = '' WHERE source_uri IN (SELECT source_uri FROM processed_sources);
        DELETE FROM quarantine WHERE source_uri IN (FROM forgotten_sources);
        """
    )
    connection.execute(
        "INSERT INTO sources BY NAME SELECT *, ? AS fingerprint, ? AS run_id FROM processed_sources "
        "WHERE content_sha256 IS NOT NULL",
        [run.fingerprint, run.run_id],
    )
    connection.execute(
        """
        UPDATE quarantine SET closed_at = ?
        WHERE closed_at IS NULL
            AND source_uri IN (SELECT source_uri FROM processed_sources)
            AND entry_id NOT IN (SELECT entry_id FROM seen_entries)
        """,
        [run.started_at],
    )
    connection.execute(
        """
        CREATE TEMP TABLE current_entries AS
        SELECT seen_entries.* REPLACE (
            coalesce(quarantine.first_seen, seen_entries.first_seen) AS first_seen,
            coalesce(quarantine.occurrences, 0) + 1 AS occurrences
        )
        FROM seen_entries LEFT JOIN quarantine USING (entry_id)
        QUALIFY row_number() OVER (PARTITION BY entry_id) = 1;
        DELETE FROM quarantine WHERE entry_id IN (SELECT entry_id FROM current_entries);
        INSERT INTO quarantine BY NAME FROM current_entries;
        """
    )
