"""Find what there is to read: files, folders, globs and the contents of archives become references, lazily."""

import glob
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path, PurePath

from flows.errors import YaodianError
from flows.extract.containers import belongs, open_container
from flows.extract.formats import what_it_holds
from flows.extract.reference import SourceReference

DECLARATIONS_SUFFIX = ".toml"
_GLOB_MARK = re.compile(r"[*?\[]")


class SourceNotFoundError(YaodianError):
    """An argument names nothing that can be read."""

    def __init__(self, argument: str, fault: str, remedy: str) -> None:
        self.argument, self.fault, self.remedy = argument, fault, remedy
        super().__init__(f"{_printable(argument)}: {fault}. {remedy}")


def find_sources(arguments: Sequence[str | os.PathLike[str]]) -> Iterator[SourceReference]:
    """Yield a reference for each source that the arguments name, in argument order, each address once.

    An argument is a file (read whatever its suffix), a folder (walked recursively, names sorted, files with a declared
    suffix only; hidden files, READMEs and manifests are left out) or a glob (`**` crosses folders). An archive, a dump
    or a mail yields the documents in it, addressed as `archive.zip!/path` or by their url. A
    sources.toml yields what its sources hold: local files and snapshots; a folder of snapshots (`yaodian fetch`) yields
    its documents, by their web addresses.
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
        remedy = "Check the spelling and the current folder."
        raise SourceNotFoundError(argument, "there is no such file or folder", remedy)
    if not matches:
        raise SourceNotFoundError(argument, "the pattern matches nothing", "Quote the pattern and try it with ls.")
    return [match for match in matches if os.path.isdir(match) or belongs(os.path.basename(match))] or matches


def _unique(roots: Iterable[str]) -> Iterator[SourceReference]:
    seen: set[str] = set()
    for root in roots:
        for path in _walk(root) if os.path.isdir(root) else (root,):
            uri = source_uri(path)
            if uri in seen:
                continue
            seen.add(uri)
            if PurePath(path).suffix == DECLARATIONS_SUFFIX or _is_store(path):
                yield from _fetched(path, seen)
                continue
            if what_it_holds(path) == "document":
                yield SourceReference(uri, Path(path))
                continue
            for reference in open_container(uri, Path(path)):
                if reference.uri in seen and reference.uri != uri:
                    # Two dumps hold the same page: the second keeps an address of its own.
                    reference = replace(reference, uri=f"{uri}!/{reference.uri}")
                seen.add(reference.uri)
                yield reference


def _is_store(path: str) -> bool:
    """Whether a folder holds snapshots; its log is `fetches.jsonl`."""
    return os.path.isfile(os.path.join(path, "fetches.jsonl")) and os.path.isdir(os.path.join(path, "objects"))


def _fetched(path: str, seen: set[str]) -> Iterator[SourceReference]:
    """What a folder of snapshots, or the sources that a sources.toml declares, hold by now; no network is used."""
    from flows.extract.fetch import SnapshotStore, declared_references, read_declarations, snapshot_references

    if os.path.isdir(path):
        references = snapshot_references(SnapshotStore(Path(path)))
    else:
        references = declared_references(read_declarations(Path(path)))
    for reference in references:
        if reference.uri not in seen:
            seen.add(reference.uri)
            yield reference


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
        if "fetches.jsonl" in names and _is_store(path):
            yield path
            continue
        for name in names:
            member = os.path.join(path, name)
            if os.path.isdir(member):
                if not name.startswith("."):
                    pending.append(member)
            elif belongs(name):
                pending.append(member)


def _printable(name: str) -> str:
    return os.fsencode(name).decode("utf-8", "backslashreplace").replace("\n", "\\n")
