"""What a crawler tells of a document outside of it: dump columns and sidecar files, mapped to document fields.

The column names are declared in seeds/reference/dump_columns.csv.
"""

import json
import os
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from flows.extract.limits import MEBIBYTE
from flows.reference import read_table

# Fields that hold the document itself; all others are metadata.
CONTENT_FIELDS = ("html", "text", "content")
# Column → document field, null when the name is not known.
FieldOf = Callable[[str], str | None]
_SIDECAR_BYTES = MEBIBYTE
_SECONDS, _MILLISECONDS = range(10**8, 10**10), range(10**11, 10**13)


@cache
def column_fields() -> dict[str, str]:
    """Column name (lower case) → document field."""
    return {row["column"].lower(): row["field"] for row in read_table("dump_columns")}


def declared_field(column: str) -> str | None:
    """The document field that a column holds, null when the name is not known."""
    return column_fields().get(column.strip().lower())


def mapped_metadata(values: Mapping[str, Any], field_of: FieldOf = declared_field) -> dict[str, str]:
    """Document fields (content aside) of a row or JSON object; the first column of a field that has a value wins."""
    metadata: dict[str, str] = {}
    for column, value in values.items():
        name = field_of(str(column))
        if name and name not in CONTENT_FIELDS and (text := _as_text(value, name)):
            # The source of a clipped page is its address.
            metadata.setdefault("source_url" if name == "publisher" and "://" in text else name, text)
    return metadata


def sidecar_metadata(path: Path) -> dict[str, str]:
    """Fields from the JSON object beside a file: plan.txt.meta.json, plan.meta.json, plan.txt.json or plan.json.

    A sidecar that is no JSON object is told in the field sidecar_fault; no sidecar: no fields.
    """
    folder, name = os.path.split(path)
    stem = name.rpartition(".")[0] or name
    for candidate in (f"{name}.meta.json", f"{stem}.meta.json", f"{name}.json", f"{stem}.json"):
        sidecar = os.path.join(folder, candidate)
        try:
            if candidate == name or not os.path.isfile(sidecar):
                continue
            with open(sidecar, "rb") as file:
                values = json.loads(file.read(_SIDECAR_BYTES))
        except (OSError, ValueError, RecursionError) as error:
            return {"sidecar_fault": f"{candidate}: {error}"}
        if not isinstance(values, dict):
            return {"sidecar_fault": f"{candidate}: not a JSON object"}
        return mapped_metadata(values)
    return {}


def _as_text(value: Any, name: str) -> str:
    if value is None or isinstance(value, (list, dict, bool)):
        return ""
    if isinstance(value, (datetime, date)):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    if name == "published_date" and isinstance(value, (int, float)):
        return _moment(int(value))
    return " ".join(str(value).split())


def _moment(number: int) -> str:
    """A Unix time in seconds or milliseconds as the date in China; 20210304 as it stands."""
    if number in _MILLISECONDS:
        number //= 1000
    if number in _SECONDS:
        china = datetime.fromtimestamp(number + 8 * 3600, UTC)
        return china.date().isoformat()
    return str(number)
