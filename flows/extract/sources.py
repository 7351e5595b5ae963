"""Find what there is to read: files, folders and globs become references, lazily and in a stable order."""

import glob
import gzip
import os
import re
import stat
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path, PurePath

from flows.errors import SourceError, YaodianError
from flows.extract.formats import declared_suffixes, folder_suffixes, inner_name, suffix_of
from flows.extract.limits import SOURCE_BYTES
from flows.model import Source

# Files that describe a collection, and the lock files of office programs.
_ABOUT_FILES = re.compile(r"\.|~\$|(?:readme|manifest|license|changelog|index-of)\b", re.I)
_GLOB_MARK = re.compile(r"[*?\[]")


class SourceNotFoundError(YaodianError):
    """An argument names nothing that can be read."""

    def __init__(self, argument: str, fault: str, remedy: str) -> None:
        self.argument, self.fault, self.remedy = argument, fault, remedy
        super().__init__(f"{_printable(argument)}: {fault}. {remedy}")


@dataclass(frozen=True, slots=True)
class SourceReference:
    """Where a source lies; cheap to hold and to send to a worker. uri: its address in the warehouse."""

    uri: str
    path: Path

    def load(self) -> Source:
        """Read the bytes; `.gz` is decompressed.

        Raises SourceError: unreadable_source, too_large, broken_archive.
        """
        try:
            status = os.stat(self.path)
            if not stat.S_ISREG(status.st_mode):
                raise SourceError(self.uri, "unreadable_source", "not a regular file; name a file or a folder")
            if status.st_size > SOURCE_BYTES:
                raise _too_large(self.uri, status.st_size)
            content = self.path.read_bytes()
        except (OSError, ValueError) as error:
            fault = getattr(error, "strerror", None) or str(error)
            raise SourceError(
                self.uri, "unreadable_source", f"{fault}; check that the file exists and may be read"
            ) from error
        if self.path.name.lower().endswith(".gz"):
            content = _decompress(self.uri, content)
        return Source(self.uri, content, declared_suffixes().get(suffix_of(self.path.name)))


def find_sources(arguments: Sequence[str | os.PathLike[str]]) -> Iterator[SourceReference]:
    """Yield a reference for each source that the arguments name, in argument order, each source once.

    An argument is a file (read whatever its suffix), a folder (walked recursively, names sorted, files with a declared
    suffix only; hidden files, READMEs and manifests are left out) or a glob (`**` crosses folders).
    Raises SourceNotFoundError before anything is yielded when an argument names nothing.
    """
    roots = [_expand(os.fspath(argument)) for argument in arguments]
    return _unique(root for paths in roots for root in paths)


def source_uri(path: str | os.PathLike[str]) -> str:
    """The posix path relative to the current folder when inside it, else absolute.

    Bytes that are no UTF-8 are written as `\\xNN`, so that the address is valid text.
    """
    absolute = os.path.abspath(path)
    folder = os.path.join(os.getcwd(), "")
    relative = absolute[len(folder) :] if absolute.startswith(folder) else absolute
    return os.fsencode(PurePath(relative).as_posix()).decode("utf-8", "backslashreplace")


def _expand(argument: str) -> list[str]:
    """The existing paths that one argument names."""
    if not argument:
        raise SourceNotFoundError(argument, "the name is empty", "Name a file, a folder or a glob.")
    try:
        if os.path.lexists(argument):
            return [argument]
        # Sorted here and not by glob: the order of a directory listing differs between machines.
        matches = sorted(glob.glob(argument, recursive=True)) if _GLOB_MARK.search(argument) else None
    except ValueError as error:
        raise SourceNotFoundError(argument, str(error), "Name a file, a folder or a glob.") from error
    if matches is None:
        raise SourceNotFoundError(
            argument, "there is no such file or folder", "Check the spelling and the current folder."
        )
    if not matches:
        raise SourceNotFoundError(argument, "the pattern matches nothing", "Quote the pattern and try it with ls.")
    return [match for match in matches if os.path.isdir(match) or _belongs(os.path.basename(match))] or matches


def _unique(paths: Iterator[str]) -> Iterator[SourceReference]:
    seen: set[str] = set()
    for root in paths:
        for path in _walk(root) if os.path.isdir(root) else (root,):
            uri = source_uri(path)
            if uri not in seen:
                seen.add(uri)
                yield SourceReference(uri, Path(path))


def _walk(folder: str) -> Iterator[str]:
    """Files below `folder` that belong to a collection, depth first, names sorted; a folder is visited once."""
    pending = [folder]
    visited: set[tuple[int, int]] = set()
    while pending:
        path = pending.pop()
        if not os.path.isdir(path):
            yield path
            continue
        try:
            status = os.stat(path)
            names = sorted(os.listdir(path), reverse=True)
        except OSError:
            yield path  # loading it says why it cannot be read
            continue
        if (status.st_dev, status.st_ino) in visited:
            continue
        visited.add((status.st_dev, status.st_ino))
        for name in names:
            member = os.path.join(path, name)
            if os.path.isdir(member):
                if not name.startswith("."):
                    pending.append(member)
            elif _belongs(name):
                pending.append(member)


def _belongs(name: str) -> bool:
    return not _ABOUT_FILES.match(name) and suffix_of(inner_name(name)) in folder_suffixes()


def _decompress(uri: str, content: bytes) -> bytes:
    try:
        with gzip.GzipFile(fileobj=BytesIO(content)) as file:
            plain = file.read(SOURCE_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise SourceError(uri, "broken_archive", f"the gzip data is damaged ({error}); fetch the file again") from error
    if len(plain) > SOURCE_BYTES:
        raise _too_large(uri, len(plain))
    return plain


def _too_large(uri: str, size: int) -> SourceError:
    return SourceError(uri, "too_large", f"{size:,} bytes, at most {SOURCE_BYTES:,} are read; split the source")


def _printable(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace").replace("\n", "\\n")
