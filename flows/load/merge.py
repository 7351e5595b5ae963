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

# Tables of a document that carry its document_id; the index hangs on items, and on nothing.
DOCUMENT_TABLES = tuple(table for table in PARSED if table not in ("search_postings", "search_vocabulary"))
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
        CREATE TEMP TABLE new_terms AS SELECT * FROM search_vocabulary LIMIT 0;
        CREATE TEMP TABLE seen_entries AS SELECT * EXCLUDE (closed_at) FROM quarantine LIMIT 0;
        """
    )


def insert_frames(connection: duckdb.DuckDBPyConnection, frames: Mapping[str, pl.DataFrame], run: Run) -> None:
    """Append validated frames, as validate_frames gives them; the index is left to `insert_index`."""
    for table in DOCUMENT_TABLES:
        if frames[table].is_empty():
            continue
        if table == "documents":
            _append(connection, table, frames[table].with_columns(loaded_at=pl.lit(run.started_at, pl.Datetime("us"))))
        else:
            _append(connection, table, frames[table])


def insert_parts(connection: duckdb.DuckDBPyConnection, parts: Mapping[str, Iterable[Path]], run: Run) -> None:
    """Append validated frames that workers wrote as Parquet files, by table; as `insert_frames`."""
    for table in DOCUMENT_TABLES:
        files = [str(path) for path in parts.get(table, ())]
        if files:
            connection.execute("SET VARIABLE part_files = ?", [files])
            more, values = (", $now AS loaded_at", {"now": run.started_at}) if table == "documents" else ("", None)
            parts_of = "FROM read_parquet(getvariable('part_files'))"
            insert = f"INSERT INTO {table} BY NAME SELECT *{more} {parts_of}"  # nosec B608 # of this module
            connection.execute(insert, values)


def insert_index(connection: duckdb.DuckDBPyConnection, postings: pl.DataFrame, terms: pl.DataFrame) -> None:
    """Append postings of items that are or will be loaded, and note the terms that they name."""
    _append(connection, "search_postings", postings)
    _append(connection, "new_terms", terms)


def last_rows(connection: duckdb.DuckDBPyConnection) -> dict[str, int | None]:
    """Table → row number of its last row: what is appended later in this transaction has greater ones."""
    tables = (*DOCUMENT_TABLES, "search_postings")
    queries = {table: f"SELECT max(rowid) FROM {table}" for table in tables}  # nosec B608 # tables of the registry
    return {table: connection.execute(query).fetchone()[0] for table, query in queries.items()}


def delete_documents(connection: duckdb.DuckDBPyConnection, last: Mapping[str, int | None]) -> None:
    """Delete the old rows, up to `last` of `last_rows`, of all sources that leave: each table is read once a run.

    In the transaction of `last_rows`: a commit may number rows anew.
    """
    connection.execute(
        "CREATE TEMP TABLE leaving_documents AS SELECT document_id FROM documents "  # nosec B608 # numbers
        f"WHERE source_uri IN (FROM leaving_sources) AND {_is_old('documents', last)}"
    )
    _delete(connection, "SELECT document_id FROM leaving_documents", last)


def _delete(connection: duckdb.DuckDBPyConnection, documents: str, last: Mapping[str, int | None] | None) -> None:
    """Delete the rows, or only the old ones, of the documents whose ids the query `documents` gives."""
    tables = {table: f"document_id IN ({documents})" for table in DOCUMENT_TABLES}
    keys = f"SELECT {_ITEM_KEY} FROM items WHERE {tables['items']} AND {_is_old('items', last)}"  # nosec B608 # numbers
    for table, condition in {"search_postings": f"item_key IN ({keys})", **tables}.items():
        delete = f"DELETE FROM {table} WHERE {condition} AND {_is_old(table, last)}"  # nosec B608 # tables, ids, numbers
        connection.execute(delete)


def _is_old(table: str, last: Mapping[str, int | None] | None) -> str:
    if last is None:
        return "true"
    return "false" if last[table] is None else f"{table}.rowid <= {last[table]}"


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
    """Take back what was read of sources that come a second time in one run: the last reading counts."""
    again = ", ".join(f"'{document_id(uri)}'" for uri in source_uris)
    _delete(connection, f"SELECT unnest([{again}])", None)
    for table in ("processed_sources", "seen_entries"):
        delete = f"DELETE FROM {table} WHERE source_uri IN $again"  # nosec B608 # tables of this module
        connection.execute(delete, {"again": list(source_uris)})


def _append(connection: duckdb.DuckDBPyConnection, table: str, batch: pl.DataFrame) -> None:
    """Append `batch`, which the statement names: a registered view would keep it in memory until the commit."""
    if not batch.is_empty():
        rows = _Stream(batch)  # noqa: F841 # the statement reads it
        connection.execute(f"INSERT INTO {table} BY NAME FROM rows")


class _Stream:
    """A frame as the database reads it without a copy: of polars itself it would have all strings written anew."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self._frame.__arrow_c_stream__(requested_schema)


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
    connection.execute(f"INSERT INTO search_vocabulary BY NAME FROM {published}.search_vocabulary")
    connection.execute(
        f"INSERT INTO search_postings BY NAME FROM {published}.search_postings "  # nosec B608 # our database
        f"WHERE item_key IN (SELECT {_ITEM_KEY} FROM {published}.items WHERE {staying}) ORDER BY term_key"
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
