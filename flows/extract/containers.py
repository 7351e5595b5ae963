"""Files that hold several documents: archives, crawler dumps, mails. Their parts become references, one at a time.

Nothing is written to disk: a part's name is an address, never a path. A part that cannot be read is a reference with a
fault, so that it is quarantined by itself.
"""

import gzip
import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from flows.errors import SourceError
from flows.extract.formats import declared_suffixes, folder_suffixes, suffix_of, what_it_holds
from flows.extract.limits import ARCHIVE_BYTES, ARCHIVE_DEPTH, ARCHIVE_MEMBERS, ARCHIVE_RATIO, SOURCE_BYTES
from flows.extract.reference import SourceReference, decompress

# Files that describe a collection, and the lock files of office programs.
_ABOUT_FILES = re.compile(r"\.|~\$|(?:readme|manifest|license|changelog)\b", re.I)
# Kinds that are read from beginning to end, compressed or not.
_STREAMS = frozenset(("rows", "crawl"))
_DRIVE = re.compile(r"[A-Za-z]:")


class PartError(Exception):
    """A part, or the rest of a container, cannot be read: `reason` is a quarantine code."""

    def __init__(self, reason: str, detail: str) -> None:
        self.reason, self.detail = reason, detail
        super().__init__(detail)


class OverBudgetError(PartError):
    """An archive unpacks to too much: nothing more of it is read."""

    def __init__(self) -> None:
        super().__init__("unsafe_archive", "it unpacks to far more than it weighs; unpack it by hand if you trust it")


@dataclass(slots=True)
class Part:
    """One part as its container gives it; name: with `/` between folders, or the row number of a dump."""

    name: str
    content: bytes | None = None
    media_type: str | None = None
    metadata: Mapping[str, str] | None = None
    fault: PartError | None = None
    uri: str | None = None


class Budget:
    """What one outermost archive may unpack to, nested archives included."""

    def __init__(self, stored_bytes: int) -> None:
        self._bytes = max(ARCHIVE_BYTES, ARCHIVE_RATIO * stored_bytes)
        self._members = ARCHIVE_MEMBERS

    def spend(self, size: int) -> None:
        """Count one member of `size` bytes. Raises OverBudgetError when that is too much."""
        self._bytes -= size
        self._members -= 1
        if self._bytes < 0 or self._members < 0:
            raise OverBudgetError


def belongs(name: str) -> bool:
    """Whether a file found in a folder, archive or glob is a source: declared suffix, not hidden, not a README."""
    return not _ABOUT_FILES.match(name) and suffix_of(name) in folder_suffixes()


def open_container(
    uri: str, path: Path, columns: Mapping[str, str] | None = None, name: str | None = None
) -> Iterator[SourceReference]:
    """The documents in the file at `path`, whose address is `uri`; lazily, in the file's order.

    columns: column → document field for a dump whose columns have other names than the declared ones.
    name: tells the format by its suffix; null: the path does.
    """
    try:
        with open(path, "rb") as file:
            size = path.stat().st_size
            name = name or path.name
            yield from _references(uri, path, name, file, Budget(size), 1, columns)
    except (OSError, ValueError) as error:
        detail = f"{getattr(error, 'strerror', None) or error}; check that the file exists and may be read"
        yield SourceReference(uri, path, fault=("unreadable_source", detail))


def _references(
    uri: str,
    path: Path,
    name: str,
    file: BinaryIO,
    budget: Budget,
    depth: int,
    columns: Mapping[str, str] | None = None,
) -> Iterator[SourceReference]:
    kind = what_it_holds(name)
    if kind == "archive" and depth > ARCHIVE_DEPTH:
        yield SourceReference(uri, path, fault=("unsafe_archive", f"archives nest more than {ARCHIVE_DEPTH} deep"))
        return
    if name.lower().endswith(".gz") and kind in _STREAMS:
        file = gzip.GzipFile(fileobj=file)
    seen: set[str] = set()
    try:
        for part in _parts(kind, name, file, budget, columns):
            part_uri = _unused(part.uri or f"{uri}!/{part.name}" if part.name else uri, seen)
            if part.fault is not None:
                yield SourceReference(part_uri, path, fault=(part.fault.reason, part.fault.detail))
            elif what_it_holds(part.name) != "document" and part.media_type is None:
                nested = BytesIO(part.content or b"")
                yield from _references(part_uri, path, part.name, nested, budget, depth + 1)
            elif part.name.lower().endswith(".gz") and part.media_type is None:
                yield _decompressed(part_uri, path, part)
            else:
                yield SourceReference(part_uri, path, part.content, part.media_type, part.metadata or {})
        if not seen:
            yield SourceReference(uri, path, fault=("empty_source", "there is no document in it"))
    except PartError as error:
        yield SourceReference(_unused(uri, seen), path, fault=(error.reason, error.detail))
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        detail = f"the compressed data is damaged ({error}); fetch the file again"
        yield SourceReference(_unused(uri, seen), path, fault=("broken_archive", detail))


def _decompressed(uri: str, path: Path, part: Part) -> SourceReference:
    """A compressed document in an archive (plan.txt.gz)."""
    try:
        content = decompress(uri, part.content or b"")
    except SourceError as error:
        return SourceReference(uri, path, fault=(error.reason, error.detail))
    media_type = declared_suffixes().get(suffix_of(part.name))
    return SourceReference(uri, path, content, media_type, part.metadata or {})


def _parts(kind: str, name: str, file: BinaryIO, budget: Budget, columns: Mapping[str, str] | None) -> Iterator[Part]:
    # Each format costs imports of its own: only what is met is loaded.
    if kind == "archive":
        from flows.extract.archives import archive_parts

        return archive_parts(suffix_of(name), file, budget)
    if kind == "crawl":
        from flows.extract.warc import warc_parts

        return warc_parts(file)
    if kind == "rows":
        from flows.extract.dumps import dump_parts

        return dump_parts(suffix_of(name), file, columns)
    from flows.extract.mail import mail_parts

    return mail_parts(file.read(SOURCE_BYTES + 1))


def member_name(name: str) -> str:
    """The name of an archive member as an address. Raises PartError unsafe_archive when it leads out of the archive."""
    name = name.replace("\\", "/")
    if name.startswith("/") or _DRIVE.match(name) or ".." in name.split("/"):
        raise PartError("unsafe_archive", f"the member {name!r} leads out of the archive; do not trust it")
    return "/".join(part for part in name.split("/") if part not in ("", "."))


def is_wanted(name: str) -> bool:
    """Whether a member belongs to the collection: no hidden folder, no resource fork, a declared suffix."""
    *folders, last = name.replace("\\", "/").split("/")
    is_hidden = any(folder.startswith(("__MACOSX", ".")) and folder not in (".", "..") for folder in folders)
    return belongs(last) and not is_hidden


def _unused(uri: str, seen: set[str]) -> str:
    """`uri`, or with #2, #3 … when the container holds the name again."""
    candidate, count = uri, 1
    while candidate in seen:
        count += 1
        candidate = f"{uri}#{count}"
    seen.add(candidate)
    return candidate
