"""Reference data: the vocabulary CSV files under seeds/reference, read once per process.

The code holds grammar, these files hold words. Each file is described in seeds/README.md.
"""

import csv
import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from flows.errors import ReferenceDataError

REFERENCE_FOLDER = Path(__file__).resolve().parent.parent / "seeds" / "reference"


@cache
def read_table(name: str) -> tuple[dict[str, str], ...]:
    """Rows of seeds/reference/<name>.csv as dictionaries of strings, in file order; empty cells are "".

    Raises ReferenceDataError when the file is missing, empty, or a row has too few or too many cells.
    """
    path = REFERENCE_FOLDER / f"{name}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            header = next(reader, None)
            rows = [(reader.line_num, row) for row in reader if row]
    except OSError as error:
        raise ReferenceDataError(path, 0, str(error)) from error
    if not header or not rows:
        raise ReferenceDataError(path, 1, "the table is empty")
    for line, row in rows:
        if len(row) != len(header):
            raise ReferenceDataError(path, line, f"{len(row)} cells, {len(header)} expected")
    return tuple(dict(zip(header, row, strict=True)) for _, row in rows)


@cache
def column(table: str, name: str) -> tuple[str, ...]:
    """The non-empty values of one column, in file order."""
    return tuple(row[name] for row in read_table(table) if row[name])


@cache
def words_of(table: str, use: str) -> frozenset[str]:
    """The words with one use in a table of (word, use). Raises ReferenceDataError for a use that no row has."""
    words = frozenset(row["word"] for row in read_table(table) if row.get("use") == use)
    if not words:
        raise ReferenceDataError(REFERENCE_FOLDER / f"{table}.csv", 1, f"no row has the use {use}")
    return words


@cache
def alternatives(table: str, use: str) -> str:
    """A pattern of the words with one use: alternatives without a group around them, the longest first."""
    return longest_first(words_of(table, use))


def longest_first(words: Iterable[str]) -> str:
    """A pattern of the words: escaped alternatives without a group, so that none is hidden behind its beginning."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


@cache
def fingerprint() -> str:
    """SHA-256 over names and bytes of all reference tables: part of the key of incremental runs."""
    digest = hashlib.sha256()
    for path in sorted(REFERENCE_FOLDER.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
