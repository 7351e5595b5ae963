"""A run's working copy of the warehouse: filled, checked, then put in the place of the published file at once.

Readers see the old file or the new one. A run that dies leaves the published file as it was; what else it leaves is
cleared away by the next run. Nothing is copied or written as long as nothing changes.
"""

import os
import shutil
import time
from collections import ChainMap
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import polars as pl

from flows.load.audits import AuditFailed, run_audits
from flows.load.dimensions import load_dimensions
from flows.load.duplicates import link_duplicates
from flows.load.files import clear_leftovers, keep_backup, names_write_faults, put_in_place, replay_log, working_path
from flows.load.ledger import KnownSource, RunCounts, StageCount, known_sources, last_definitions, record_run
from flows.load.lock import RunLock
from flows.load.measures import measure_run, measures_before, measures_of
from flows.load.merge import (
    DOCUMENT_TABLES,
    carry_over,
    delete_documents,
    forget_merged,
    insert_frames,
    insert_index,
    insert_parts,
    last_rows,
    note_leaving,
    note_processed,
    prepare,
    update_ledger,
)
from flows.load.postings import BLOCK_ROWS, cluster_by_term
from flows.load.resolve import derive_agencies, derive_indicators, derive_vocabulary, resolve_citations
from flows.model import Run
from flows.validate.limits import LimitsBreached, for_each_site, judge, read_limits
from schemas.registry import PARSED, frame_schema
from warehouse.connection import attach_read_only, schema_version_of
from warehouse.definitions import definitions_sha256
from warehouse.migrate import define, latest_version, migrate

# Name under which the published file is attached where it is read.
_PUBLISHED = "published"
# Documents whose quotes are read again in a run's own audit; all of them in smaller runs.
AUDITED_SAMPLE = 2_000
# Megabytes of the database, while worker processes take memory too, and after them.
LOADING_MEMORY, FINISHING_MEMORY = 60, 350
# Until the commit a row that goes holds 16 KB for its whole vector of 2,048 rows.
_VECTOR_ROWS, _VECTOR_BYTES = 2_048, 16_384
# Vectors in which the rows of one document lie: its words are spread over the index.
_VECTORS_OF_DOCUMENT = 512
# Batches that wait to be written together, however few postings they have.
_MOST_HELD = 8
_EMPTY = {table: pl.DataFrame(schema=frame_schema(model)) for table, model in PARSED.items()}


class WorkingCopy:
    """Context manager around one run on the warehouse at `path`.

    Merge batches and remove sources, then finish, audit and publish; leaving without publish changes nothing.

    known: the sources of the ledger by address. counts: what the run has done so far. warnings: of `audit`.
    """

    def __init__(self, path: Path | str, run: Run, *, wait_seconds: float = 0.0) -> None:
        """wait_seconds: how long to wait for another run."""
        self.path, self.run = Path(path), run
        self.known: dict[str, KnownSource] = {}
        self.counts = RunCounts()
        self.warnings: list[str] = []
        self._lock = RunLock(self.path, run.run_id, wait_seconds)
        self._working = working_path(self.path)
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._read: list[tuple[pl.DataFrame, pl.DataFrame, Mapping[str, str]]] = []
        self._frames: list[Mapping[str, pl.DataFrame]] = []
        self._postings: list[pl.DataFrame] = []
        self._terms: list[pl.DataFrame] = []
        self._merged: set[str] = set()
        self._last_rows: dict[str, int | None] = {}
        self._stages: list[StageCount] = []
        self._version = 0
        self._is_stale = False
        self._rebuilds = False
        self._leaving = 0

    @names_write_faults
    def __enter__(self) -> "WorkingCopy":
        """Take the lock and read the ledger. Raises WarehouseBusy, WarehouseTooNew, NotAWarehouse, WriteFailed."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._lock.__enter__()
        try:
            clear_leftovers(self.path)
            if self.path.exists():
                self._read_published()
        except BaseException:
            self._lock.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        try:
            self._close()
            clear_leftovers(self.path)
        finally:
            self._lock.__exit__()

    def plan(self, source_uris: Collection[str], *, full: bool = False) -> None:
        """Tell which sources the run will look at, before the first merge; optional.

        When more than half of the warehouse will be read again (`full`, or under a new fingerprint), a new file is
        written instead of patching the old one: nothing is deleted row by row, and the file stays compact.
        """
        again = sum(
            full or self.known[uri].fingerprint != self.run.fingerprint for uri in source_uris if uri in self.known
        )
        self._rebuilds = self._version == latest_version() and again * 2 > len(self.known)

    @property
    def connection(self) -> duckdb.DuckDBPyConnection:
        """The connection to the working copy, which is made when first asked for."""
        if self._connection is None:
            self._connection = self._open()
        return self._connection

    @property
    def has_changes(self) -> bool:
        """Whether there is anything to publish: documents, or a file that another version of the program made."""
        return self._connection is not None or self._is_stale or bool(self._read)

    @names_write_faults
    def merge(
        self,
        frames: Mapping[str, pl.DataFrame],
        quarantine: pl.DataFrame,
        metadata: Mapping[str, str] | None = None,
    ) -> None:
        """Load a validated batch: it replaces what the warehouse holds of its sources.

        A source that is only in the quarantine loses what was loaded of it, unless its bytes could not be read.
        metadata: metadata_sha256 by address, of those sources that have one.
        """
        frames = frames or _EMPTY
        if self._replace(frames["documents"], quarantine, metadata or {}):
            self._frames.append({table: frames[table] for table in DOCUMENT_TABLES})
            self._terms.append(frames["search_vocabulary"])
            self._hold_postings(frames["search_postings"])

    @names_write_faults
    def merge_parts(
        self,
        parts: Mapping[str, Iterable[Path]],
        quarantine: pl.DataFrame,
        metadata: Mapping[str, str] | None = None,
    ) -> None:
        """Load validated frames that workers wrote as Parquet files, by table; as `merge`."""
        parts = {table: list(files) for table, files in parts.items()}
        files = parts.get("documents")
        documents = pl.read_parquet(files, columns=["source_uri", "content_sha256"]) if files else _EMPTY["documents"]
        if self._replace(documents, quarantine, metadata or {}):
            insert_parts(self.connection, parts, self.run)
            self._terms += [pl.read_parquet(file) for file in parts.get("search_vocabulary", ())]
            for file in parts.get("search_postings", ()):
                self._hold_postings(pl.read_parquet(file))

    @names_write_faults
    def remove(self, source_uris: Collection[str]) -> int:
        """Take sources out with all their rows and quarantine entries; answers how many documents there were."""
        present = {uri for uri in source_uris if uri in self.known}
        if not present:
            return 0
        self._make_room(present, forget=True)
        removed = sum(self.known[uri].outcome == "loaded" for uri in present)
        self.counts.documents_removed += removed
        return removed

    def record_stage(self, stage: str, rows_in: int, rows_out: int, quarantined: int, seconds: float) -> None:
        """Note what a stage did, for run_stages."""
        self._stages.append(StageCount(stage, rows_in, rows_out, quarantined, seconds))

    @names_write_faults
    def finish(self, sources_seen: int = 0, sources_unchanged: int = 0) -> None:
        """Bring everything up to date that depends on all documents; nothing when nothing changed."""
        self.counts.sources_seen, self.counts.sources_unchanged = sources_seen, sources_unchanged
        if not self.has_changes:
            return
        started = time.perf_counter()
        connection = self.connection
        self._write_held()
        rows = sum(last or 0 for last in self._last_rows.values())
        _set_resources(connection, finishing_memory(0 if self._rebuilds else self._leaving, rows))
        if self._rebuilds:
            carry_over(connection, _PUBLISHED)
        elif self._leaving:
            delete_documents(connection, self._last_rows)
        # Rows that are committed are read many times faster than those of an open transaction.
        connection.commit()
        connection.begin()
        load_dimensions(connection)
        link_duplicates(connection)
        resolve_citations(connection)
        derive_agencies(connection)
        derive_indicators(connection)
        derive_vocabulary(connection)
        update_ledger(connection, self.run)
        counts, seconds = self.counts, time.perf_counter() - started
        quarantined = counts.documents_quarantined
        self.record_stage("load", counts.documents_loaded + quarantined, counts.documents_loaded, quarantined, seconds)
        now = datetime.now(UTC).replace(tzinfo=None)
        record_run(connection, self.run, counts, self._stages, now)
        measure_run(connection, self.run.run_id, read_limits())
        connection.commit()

    @names_write_faults
    def audit(self, everything: bool = False) -> None:
        """Check the promises of the warehouse: for the documents of this run, or for all and without sampling.

        Raises AuditFailed, LimitsBreached; the copy is then not to be published. Figures above a maximum are told in
        `warnings`.
        """
        if not self.has_changes:
            return
        scope = None if everything or not self.counts.documents_loaded else self.run.run_id
        sample = None if everything else AUDITED_SAMPLE
        results = run_audits(self.connection, self.run.run_id, scope, sample)
        failures = [result for result in results if result[1]]
        if failures:
            raise AuditFailed(failures)
        self._hold_against_limits()

    @names_write_faults
    def publish(self) -> bool:
        """Put the working copy in the place of the published file; false when there was nothing to publish."""
        if not self.has_changes:
            return False
        self.connection.execute("CHECKPOINT")
        self._close()
        if 0 < self._version < latest_version():
            keep_backup(self.path, self._version)
        put_in_place(self.path)
        return True

    def _hold_against_limits(self) -> None:
        run_id = self.run.run_id
        measures = measures_of(self.connection, run_id)
        limits = for_each_site(read_limits(), measures)
        before = measures_before(self.connection, run_id, limits)
        breaches = judge(measures, before, limits)
        self.warnings = [breach.message for breach in breaches if not breach.is_fatal]
        fatal = [breach for breach in breaches if breach.is_fatal]
        if fatal:
            raise LimitsBreached(fatal)

    def _read_published(self) -> None:
        replay_log(self.path)
        with duckdb.connect(":memory:") as connection:
            attach_read_only(connection, self.path, _PUBLISHED)
            self._version = schema_version_of(connection, self.path, _PUBLISHED)
            self.known = known_sources(connection, _PUBLISHED)
            definitions = last_definitions(connection, _PUBLISHED)
            self._is_stale = self._version < latest_version() or definitions != definitions_sha256()

    def _open(self) -> duckdb.DuckDBPyConnection:
        """Copy the published file, or start a new one, and bring its schema up to date."""
        if self._version and not self._rebuilds:
            shutil.copyfile(self.path, self._working)
        connection = duckdb.connect(str(self._working), config={"autoinstall_known_extensions": False})
        try:
            # One thread: appending a batch takes less time than handing it to several.
            _set_resources(connection, LOADING_MEMORY, threads=1)
            connection.execute("SET preserve_insertion_order = false")
            migrate(connection, self.run.code_version)
            define(connection)
            if self._rebuilds:
                attach_read_only(connection, self.path, _PUBLISHED)
            connection.begin()
            prepare(connection)
            self._last_rows = last_rows(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _replace(self, documents: pl.DataFrame, quarantine: pl.DataFrame, metadata: Mapping[str, str]) -> bool:
        """Note a batch and take out what the warehouse holds of its sources; false when the batch is empty."""
        if documents.is_empty() and quarantine.is_empty():
            return False
        sources = set(documents["source_uri"])
        if not quarantine.is_empty():
            sources.update(quarantine.filter(pl.col("content_sha256").is_not_null())["source_uri"])
            whole = quarantine.filter(pl.col("table_name").is_null() | (pl.col("table_name") == "documents"))
            self.counts.documents_quarantined += whole["source_uri"].n_unique()
            self.counts.rows_quarantined += quarantine.height
        self._make_room(sources)
        self._read.append((documents.select("source_uri", "content_sha256"), quarantine, metadata))
        self.counts.documents_loaded += documents.height
        return True

    def _hold_postings(self, postings: pl.DataFrame) -> None:
        self._postings.append(postings)
        rows = sum(frame.height for frame in self._postings)
        if rows >= BLOCK_ROWS or len(self._frames) >= _MOST_HELD:
            self._write_held()

    def _write_held(self) -> None:
        """Append what was merged and is not yet written: several batches in one statement a table."""
        if self._read:
            documents, quarantine, metadata = zip(*self._read, strict=True)
            note_processed(self.connection, pl.concat(documents), pl.concat(quarantine), dict(ChainMap(*metadata)))
            self._read.clear()
        if self._frames:
            held = {table: pl.concat([frames[table] for frames in self._frames]) for table in DOCUMENT_TABLES}
            insert_frames(self.connection, held, self.run)
            self._frames.clear()
        if self._postings:
            insert_index(self.connection, cluster_by_term(self._postings), pl.concat(self._terms).unique())
            self._postings.clear()
            self._terms.clear()

    def _make_room(self, source_uris: set[str], forget: bool = False) -> None:
        """Note that what the published file has of these sources goes; what this run merged of them goes at once."""
        twice = source_uris & self._merged
        if twice:
            self._write_held()
            forget_merged(self.connection, twice)
        old = {uri for uri in source_uris if uri in self.known}
        if old:
            note_leaving(self.connection, old, forget)
        self._leaving += len(old)
        self._merged |= source_uris

    def _close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def finishing_memory(leaving: int, rows: int) -> int:
    """Megabytes that the database may take at the end of a run, in which so many documents leave tables of `rows`."""
    vectors = min(rows // _VECTOR_ROWS + 1, leaving * _VECTORS_OF_DOCUMENT)
    return FINISHING_MEMORY + vectors * _VECTOR_BYTES // 1_000_000


def _set_resources(connection: duckdb.DuckDBPyConnection, memory: int, threads: int | None = None) -> None:
    """Bound what the database takes; above `memory` it uses the disk. threads: null for one a core."""
    connection.execute(f"SET memory_limit = '{memory}MB'")
    connection.execute(f"SET threads = {threads or len(os.sched_getaffinity(0))}")
