"""What a run is asked to do, and what it tells when it is done: values that every engine shares."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from flows.guard import DOCUMENT_SECONDS
from flows.stages import StageTally


@dataclass(frozen=True, slots=True)
class Request:
    """What a run is asked to do.

    workers: null is one for each core; limit: null is all sources; batch_bytes: null is what suits the engine.
    dask: address of the scheduler that runs the batch stages; shared: where its workers write parts.
    """

    sources: tuple[str, ...]
    warehouse: Path
    workers: int | None = None
    full: bool = False
    prune: bool = False
    limit: int | None = None
    batch_bytes: int | None = None
    document_seconds: float = DOCUMENT_SECONDS
    wait: bool = False
    dask: str | None = None
    shared: str | None = None


@dataclass(slots=True)
class RunSummary:
    """What a run did.

    published: whether there is a new file. seen, loaded, unchanged, removed: documents.
    rejected: documents that went into quarantine, by reason; still_rejected: unchanged ones that were there before.
    rejected_rows: rows kept out of loaded documents, by table and reason. first_rejections: (address, reason, detail).
    totals: rows of the main tables of the warehouse. warnings: figures above the maximum that limits.csv sets.
    """

    run_id: str
    warehouse: Path
    published: bool = False
    seconds: float = 0.0
    seen: int = 0
    loaded: int = 0
    unchanged: int = 0
    removed: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    still_rejected: int = 0
    rejected_rows: Counter[str] = field(default_factory=Counter)
    totals: dict[str, int] = field(default_factory=dict)
    stages: dict[str, StageTally] = field(default_factory=dict)
    first_rejections: list[tuple[str, str, str]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    @property
    def has_rejections(self) -> bool:
        """Whether a document of this run is in quarantine."""
        return bool(self.rejected or self.still_rejected)
