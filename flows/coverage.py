"""Which sources of the warehouse a run speaks for: what it was given, and what is not there any more."""

import os
from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase
from pathlib import PurePath


def covered(uris: Iterable[str], sources: Sequence[str]) -> list[str]:
    """Those of the addresses that lie under the given folders, match the given patterns, or are the given files.

    Addresses that are no paths, such as those of web pages, are covered by nothing.
    """
    here = os.getcwd()
    given = [PurePath(os.path.abspath(source)).parts for source in sources]
    # A member of an archive is where its archive is.
    return [
        uri for uri in uris if "://" not in uri and _is_covered(PurePath(here, uri.partition("!/")[0]).parts, given)
    ]


def _is_covered(parts: Sequence[str], given: Sequence[Sequence[str]]) -> bool:
    return any(_begins(parts, pattern) for pattern in given)


def _begins(parts: Sequence[str], pattern: Sequence[str]) -> bool:
    """Whether the path begins with what the pattern matches, as glob does: * stays in one folder, ** crosses them."""
    if not pattern:
        return True
    if pattern[0] == "**":
        return any(_begins(parts[skipped:], pattern[1:]) for skipped in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], pattern[0]) and _begins(parts[1:], pattern[1:])
