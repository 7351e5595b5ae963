"""The stages on one batch of documents: extract, segment (with clean before it), validate.

Each takes what the one before returns. A document that fails a stage becomes a fault of its batch, by reason code; the
others go on. Nothing here knows where it runs: in this process, in worker processes, or under Prefect tasks.
"""

import errno
import gc
import hashlib
import io
import json
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cache, partial, reduce
from typing import Any, TypeVar

import polars as pl

from flows.clean.spans import PartitionError
from flows.errors import SourceError
from flows.extract import SourceReference, read_source
from flows.guard import DOCUMENT_SECONDS, DocumentTimeout, time_limit
from flows.model import ParsedDocument, RawDocument, Run, Source
from flows.segment.document import parse_document
from flows.validate.contracts import validate_frames
from flows.validate.frames import build_frames
from flows.validate.quarantine import Fault, quarantine_frame, source_fault

Value = TypeVar("Value")

# Seconds to wait before a source is read again.
RETRY_PAUSES = (0.5, 2.0)
# What looking at an unchanged source costs, as a share of reading and parsing it.
UNCHANGED_SHARE = 0.02
_TRANSIENT_ERRORS = frozenset(
    {errno.EIO, errno.ESTALE, errno.ETIMEDOUT, errno.EAGAIN, errno.EINTR, errno.EMFILE, errno.ENFILE}
)


@dataclass(slots=True)
class StageTally:
    """What one stage did: entries in and out (documents, for validate rows), kept out, and seconds of work."""

    rows_in: int = 0
    rows_out: int = 0
    quarantined: int = 0
    seconds: float = 0.0

    def add(self, other: "StageTally") -> None:
        self.rows_in += other.rows_in
        self.rows_out += other.rows_out
        self.quarantined += other.quarantined
        self.seconds += other.seconds


@dataclass(frozen=True, slots=True)
class Limits:
    """seconds: for one stage of one document; is_worker: in a process of its own, which may be killed."""

    seconds: float = DOCUMENT_SECONDS
    is_worker: bool = False


@dataclass(frozen=True, slots=True)
class Batch:
    """Sources to read, of `size` bytes.

    known: by address what was read before by the same rules: content_sha256, metadata_sha256.
    """

    run: Run
    limits: Limits
    references: tuple[SourceReference, ...]
    known: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    size: int = 0

    @property
    def work(self) -> float:
        """Bytes to read and parse; one that only has to be read, to see that it is unchanged, counts little."""
        return self.size * (1 - (1 - UNCHANGED_SHARE) * len(self.known) / max(1, len(self.references)))

    def halves(self) -> "tuple[Batch, Batch] | None":
        middle = len(self.references) // 2
        if not middle:
            return None
        first, second = self.references[:middle], self.references[middle:]
        return (
            Batch(self.run, self.limits, first, self.known),
            Batch(self.run, self.limits, second, self.known),
        )


@dataclass(slots=True)
class Read:
    """Documents with their text.

    unchanged: addresses that were skipped; digests: content_sha256 of those read; metadata: metadata_sha256 of those
    of which something was told.
    """

    run: Run
    limits: Limits
    documents: list[RawDocument] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    metadata: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    counts: dict[str, StageTally] = field(default_factory=dict)

    def halves(self) -> "tuple[Read, Read] | None":
        """The documents in two parts; everything else stays with the first."""
        middle = len(self.documents) // 2
        if not middle:
            return None
        first = replace(self, documents=self.documents[:middle])
        return first, Read(self.run, self.limits, self.documents[middle:])


@dataclass(slots=True)
class Framed:
    """Rows as frames, one a table, not yet judged."""

    run: Run
    frames: dict[str, pl.DataFrame]
    unchanged: list[str]
    metadata: dict[str, str]
    faults: list[Fault]
    counts: dict[str, StageTally]


@dataclass(slots=True)
class Part:
    """What a batch adds to the warehouse: valid rows by table, and quarantine entries.

    Between processes a frame travels as Arrow data. No frames at all: the batch held nothing new.
    """

    frames: dict[str, pl.DataFrame]
    quarantine: pl.DataFrame
    unchanged: list[str]
    metadata: dict[str, str]
    counts: dict[str, StageTally]

    @property
    def seen(self) -> int:
        """Sources of the batch."""
        return self.counts["extract"].rows_in

    def __reduce__(self) -> tuple:
        """One Arrow stream a table: polars by itself would write one a column, in twice the time."""
        frames = {table: _to_arrow(frame) for table, frame in self.frames.items()}
        return _part_from_arrow, (frames, self.quarantine, self.unchanged, self.metadata, self.counts)


def _to_arrow(frame: pl.DataFrame) -> bytes:
    stream = io.BytesIO()
    frame.write_ipc_stream(stream)
    return stream.getvalue()


def _part_from_arrow(frames: Mapping[str, bytes], *others: Any) -> Part:
    return Part({table: pl.read_ipc_stream(stream) for table, stream in frames.items()}, *others)


@cache
def read_vocabulary() -> None:
    """Read what the rules need before the clock of a first document runs. Raises ReferenceDataError.

    A fault in a vocabulary file fails the run here; it is none of the documents.
    """
    page = "<html><body><p>一、加强学前教育。2021年6月底前新建幼儿园5所。（市教育局负责）".encode()
    parse_document(read_source(Source("vocabulary.html", page)))


def extract(batch: Batch) -> Read:
    """Read each source that is new or changed."""
    result = Read(batch.run, batch.limits)
    count = result.counts["extract"] = StageTally(rows_in=len(batch.references))
    with _clock(count):
        for reference in batch.references:
            source = _guarded("extract", reference.uri, partial(_load, reference), batch.limits, result.faults)
            if source is None:
                continue
            digest = hashlib.sha256(source.content).hexdigest()
            told = metadata_sha256(source)
            if batch.known.get(source.uri) == (digest, told):
                result.unchanged.append(source.uri)
                continue
            result.digests[source.uri] = digest
            if told:
                result.metadata[source.uri] = told
            read_vocabulary()
            document = _read(source, digest, result)
            if document is not None:
                result.documents.append(document)
    count.rows_out, count.quarantined = len(result.documents), len(result.faults)
    return result


def metadata_sha256(source: Source) -> str | None:
    """Hash of what was told of a source beside its bytes; null when nothing was."""
    if not source.metadata:
        return None
    told = json.dumps([source.media_type, sorted(source.metadata.items())], ensure_ascii=False)
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()


@contextmanager
def collection_paused() -> Iterator[None]:
    """Without the collector of cyclic garbage in the body: parsing makes many values, which last, and no cycles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def segment(read: Read) -> Framed:
    """Parse each document into spans, outline, targets, bodies, limits and citations; then rows of each table."""
    if read.documents:
        read_vocabulary()
    known_faults = len(read.faults)
    count = read.counts["segment"] = StageTally(rows_in=len(read.documents))
    with _clock(count), collection_paused():
        parsed = [document for raw in read.documents if (document := _parse(raw, read)) is not None]
        frames = build_frames(parsed, read.run.run_id) if parsed or read.faults else {}
    count.rows_out, count.quarantined = len(parsed), len(read.faults) - known_faults
    return Framed(read.run, frames, read.unchanged, read.metadata, read.faults, read.counts)


def validate(framed: Framed) -> Part:
    """Split the rows into those that keep their contract and quarantine entries."""
    count = framed.counts["validate"] = StageTally(rows_in=_rows(framed.frames))
    with _clock(count):
        valid, quarantine = framed.frames, quarantine_frame(framed.faults, framed.run)
        if framed.frames:
            valid, rejected = validate_frames(framed.frames, framed.run)
            count.quarantined = rejected.height
            quarantine = pl.concat([quarantine, rejected])
    count.rows_out = _rows(valid)
    return Part(valid, quarantine, framed.unchanged, framed.metadata, framed.counts)


# The order of the stages that work on batches; load and publish follow, in flows.pipeline.
BATCH_STAGES: tuple[Callable, ...] = (extract, segment, validate)


def refine(batch: Batch) -> Part:
    """All stages of BATCH_STAGES in order."""
    return reduce(lambda value, stage: stage(value), BATCH_STAGES, batch)


def crashed(batch: Batch | Read) -> Part:
    """What stands for the work on one document that killed its worker process."""
    stage, read = ("segment", batch) if isinstance(batch, Read) else ("extract", Read(batch.run, batch.limits))
    for entry in batch.documents if isinstance(batch, Read) else batch.references:
        uri = entry.source_uri if isinstance(entry, RawDocument) else entry.uri
        detail = "the worker process died: out of memory, hung in a library, or crashed"
        read.faults.append(Fault(stage, "internal_error", uri, read.digests.get(uri), value=detail))
        read.counts.setdefault("extract", StageTally(rows_in=1))
    read.documents = []
    return validate(segment(read))


def _load(reference: SourceReference) -> Source:
    """The bytes; a disk or network share that fails for a moment is asked again."""
    for pause in RETRY_PAUSES:
        try:
            return reference.load()
        except SourceError as error:
            if getattr(error.__cause__, "errno", None) not in _TRANSIENT_ERRORS:
                raise
            time.sleep(pause)
    return reference.load()


def _read(source: Source, digest: str, result: Read) -> RawDocument | None:
    return _guarded("extract", source.uri, partial(read_source, source), result.limits, result.faults, digest)


def _parse(raw: RawDocument, read: Read) -> ParsedDocument | None:
    return _guarded(
        "segment", raw.source_uri, partial(parse_document, raw), read.limits, read.faults, raw.content_sha256, raw.text
    )


def _guarded(
    stage: str,
    uri: str,
    work: Callable[[], Value],
    limits: Limits,
    faults: list[Fault],
    digest: str | None = None,
    text: str | None = None,
) -> Value | None:
    """The result of `work` on one document; null, and a fault, when it fails in whatever way."""
    try:
        with time_limit(limits.seconds, kill=limits.is_worker):
            return work()
    except SourceError as error:
        fault = error
    except PartitionError as error:
        fault = SourceError(uri, "broken_partition", str(error))
    except DocumentTimeout:
        fault = SourceError(uri, "too_slow", f"took more than {limits.seconds:g} seconds")
    except MemoryError:
        fault = SourceError(uri, "too_large", "needs more memory than a worker may take")
    except Exception as error:
        fault = SourceError(uri, "internal_error", f"{type(error).__name__}: {error}")
    faults.append(source_fault(fault, stage, digest, text))
    return None


@contextmanager
def _clock(count: StageTally) -> Iterator[None]:
    started = time.perf_counter()
    yield
    count.seconds = time.perf_counter() - started


def _rows(frames: Mapping[str, pl.DataFrame]) -> int:
    return sum(frame.height for frame in frames.values())
