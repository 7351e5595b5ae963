"""Reference data: the vocabulary CSV files under seeds/reference, read once per process.

The code holds grammar, these files hold words. Each file is described in seeds/README.md.
"""

import csv
import hashlib
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
def fingerprint() -> str:
    """SHA-256 over names and bytes of all reference tables: part of the key of incremental runs."""
    digest = hashlib.sha256()
    for path in sorted(REFERENCE_FOLDER.glob("*.csv")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()
