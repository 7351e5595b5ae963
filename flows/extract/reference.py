"""Where a source lies: cheap to hold and to send to a worker process."""

import gzip
import os
import stat
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from flows.errors import SourceError
from flows.extract.formats import declared_suffixes, suffix_of
from flows.extract.limits import SOURCE_BYTES
from flows.extract.sidecar import sidecar_metadata
from flows.model import Source


@dataclass(frozen=True, slots=True)
class SourceReference:
    """One source that was found.

    uri: its address in the warehouse. path: the file on disk that it is or is part of.
    content: its bytes where it is part of a file, null where it is the file.
    media_type, metadata: what the archive or dump says of it. fault: (reason, detail) of a part that cannot be read.
    """

    uri: str
    path: Path
    content: bytes | None = None
    media_type: str | None = None
    metadata: Mapping[str, str] = field(default_factory=dict)
    fault: tuple[str, str] | None = None

    @property
    def size(self) -> int:
        """Bytes as stored; 0 where there is nothing to read."""
        if self.content is not None or self.fault is not None:
            return len(self.content or b"")
        try:
            return self.path.stat().st_size
        except (OSError, ValueError):
            return 0

    def load(self) -> Source:
        """Read the bytes, `.gz` decompressed, and the metadata of a sidecar file.

        Raises SourceError: unreadable_source, too_large, broken_archive, or the fault of a part.
        """
        if self.fault is not None:
            raise SourceError(self.uri, *self.fault)
        if self.content is not None:
            return Source(self.uri, self.content, self.media_type, self.metadata)
        content = _read_file(self.uri, self.path)
        if self.path.name.lower().endswith(".gz"):
            content = decompress(self.uri, content)
        media_type = self.media_type or declared_suffixes().get(suffix_of(self.path.name))
        return Source(self.uri, content, media_type, {**sidecar_metadata(self.path), **self.metadata})


def _read_file(uri: str, path: Path) -> bytes:
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            raise SourceError(uri, "unreadable_source", "not a regular file; name a file or a folder")
        if status.st_size > SOURCE_BYTES:
            raise too_large(uri, status.st_size)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        fault = getattr(error, "strerror", None) or str(error)
        detail = f"{fault}; check that the file exists and may be read"
        raise SourceError(uri, "unreadable_source", detail) from error


def decompress(uri: str, content: bytes) -> bytes:
    """The content of a .gz file. Raises SourceError broken_archive, too_large."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            plain = file.read(SOURCE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        detail = f"the gzip data is damaged ({error}); fetch the file again"
        raise SourceError(uri, "broken_archive", detail) from error
    if len(plain) > SOURCE_BYTES:
        raise too_large(uri, len(plain))
    return plain


def too_large(uri: str, size: int) -> SourceError:
    return SourceError(uri, "too_large", f"{size:,} bytes, at most {SOURCE_BYTES:,} are read; split the source")
