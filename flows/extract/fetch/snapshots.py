"""Snapshots: what was fetched, byte for byte, and a log of when and how. Nothing in the store is ever changed.

    objects/ab/abcdef…      the bytes, named by their SHA-256
    fetches.jsonl           one line a fetch: source, url, role, fetched_at, status, sha256, text_sha256, headers

The current snapshot of an address is the first one that had the text of the last one: a page whose counter or
navigation changed is the same document still.
"""

import hashlib
import json
import os
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from flows.extract.containers import open_container
from flows.extract.formats import PAGED, what_it_holds
from flows.extract.paged import packed_pages
from flows.extract.reference import SourceReference

# Faults of an address that holds no document for us, and those that the quarantine knows by the same name.
_NO_DOCUMENT = frozenset(("not_allowed",))
_READING_FAULTS = frozenset(("too_large", "unsupported_format"))
DOCUMENT, ATTACHMENT, LISTING, PAGE = "document", "attachment", "listing", "page"
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{2,40})", re.I)


@dataclass(frozen=True, slots=True)
class Fetch:
    """One line of the log. fault: why the address gave nothing, as (reason, detail); sha256 is then null.

    pages: SHA-256 of the further pages of an article that is published over several.
    """

    source: str
    url: str
    role: str
    fetched_at: str
    status: int = 0
    final_url: str = ""
    sha256: str | None = None
    text_sha256: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    fault: tuple[str, str] | None = None
    pages: tuple[str, ...] = ()

    @property
    def validators(self) -> dict[str, str]:
        """The headers of a conditional request."""
        validators = {}
        if etag := self.headers.get("etag"):
            validators["If-None-Match"] = etag
        if modified := self.headers.get("last-modified"):
            validators["If-Modified-Since"] = modified
        return validators


@dataclass(slots=True)
class _State:
    """What is known of one address: its last good fetch, its current snapshot, its last fault since."""

    last: Fetch | None = None
    current: Fetch | None = None
    fault: Fetch | None = None


class SnapshotStore:
    """The snapshots in one folder. One process writes; safe for its threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.Lock()
        self._states: dict[tuple[str, str], _State] = {}
        for fetch in _read_log(folder / "fetches.jsonl"):
            self._note(fetch)

    def last(self, source: str, url: str) -> Fetch | None:
        """The last fetch of an address that gave bytes."""
        state = self._states.get((source, url))
        return state.last if state else None

    def content(self, fetch: Fetch) -> bytes:
        return self.path_of(fetch).read_bytes()

    def path_of(self, fetch: Fetch) -> Path:
        return self.path_of_object(fetch.sha256)

    def path_of_object(self, sha256: str) -> Path:
        return self.folder / "objects" / sha256[:2] / sha256

    def keep(self, fetch: Fetch, content: bytes | None) -> None:
        """Write the bytes (if any) and then the line of the log: a line never names bytes that are not there."""
        if content is not None:
            self._write_object(self.path_of(fetch), content)
        line = json.dumps(asdict(fetch), ensure_ascii=False, sort_keys=True) + "\n"
        with self._lock:
            self.folder.mkdir(parents=True, exist_ok=True)
            with open(self.folder / "fetches.jsonl", "ab") as log:
                log.write(line.encode("utf-8", "backslashreplace"))
            self._note(fetch)

    def documents(self, source: str | None = None) -> Iterator[tuple[Fetch | None, Fetch | None]]:
        """(current snapshot, fault) of each document and attachment, in the order in which they were first met."""
        for (name, _), state in list(self._states.items()):
            known = state.current or state.fault
            if source in (None, name) and known is not None and known.role not in (LISTING, PAGE):
                yield state.current, state.fault

    def _note(self, fetch: Fetch) -> None:
        state = self._states.setdefault((fetch.source, fetch.url), _State())
        if fetch.fault is not None:
            state.fault = fetch
        elif fetch.sha256 is not None:
            state.fault, state.last = None, fetch
            if state.current is None or fetch.text_sha256 is None or fetch.text_sha256 != state.current.text_sha256:
                state.current = fetch

    def _write_object(self, path: Path, content: bytes) -> None:
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        # Written aside and renamed: a reader never sees half a snapshot.
        aside = path.with_name(f"{path.name}.{os.getpid()}.{threading.get_ident()}.part")
        aside.write_bytes(content)
        aside.chmod(0o444)
        os.replace(aside, path)


def snapshot_references(
    store: SnapshotStore, source: str | None = None, metadata: Mapping[str, str] | None = None
) -> Iterator[SourceReference]:
    """A reference for each document in the store; an address that never gave one has a fault. No network is used.

    metadata: fields that hold for all documents of the source; source_url is always told.
    """
    for current, fault in store.documents(source):
        if current is None:
            reason, detail = fault.fault
            if reason not in _NO_DOCUMENT:
                reason = reason if reason in _READING_FAULTS else "fetch_failed"
                yield SourceReference(fault.url, store.folder, fault=(reason, detail))
            continue
        told = {**(metadata or {}), "source_url": current.final_url or current.url}
        path, name = store.path_of(current), urlsplit(current.final_url or current.url).path
        if what_it_holds(name) != "document":
            for reference in open_container(current.url, path, name=name):
                yield replace(reference, metadata={**told, **reference.metadata})
            continue
        media_type = current.headers.get("content-type")
        if current.pages:
            yield _paged_reference(store, current, told)
            continue
        yield SourceReference(current.url, path, media_type=media_type, metadata=told)


def _paged_reference(store: SnapshotStore, current: Fetch, told: Mapping[str, str]) -> SourceReference:
    """All pages of an article as one source."""
    path = store.path_of(current)
    charset = _CHARSET.search(current.headers.get("content-type", ""))
    try:
        contents = [store.path_of_object(sha256).read_bytes() for sha256 in (current.sha256, *current.pages)]
    except OSError as error:
        return SourceReference(current.url, path, fault=("unreadable_source", f"{error}; fetch it again"))
    pages = [(content, charset and charset.group(1)) for content in contents]
    return SourceReference(current.url, path, packed_pages(pages), PAGED, told)


def sha256_of(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def moment() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _read_log(path: Path) -> Iterator[Fetch]:
    """The lines of the log; one that a crash cut off is left out."""
    if not path.exists():
        return
    with open(path, encoding="utf-8") as log:
        for line in log:
            try:
                yield Fetch(**json.loads(line))
            except (ValueError, TypeError):
                continue
