"""Crawler dumps: each row of a JSON Lines, JSON, CSV or Parquet file is a document, its columns mapped to fields.

A row's address is its url where the dump has one and it is not repeated, else the row's number, from 1. Members of an
object in a row are columns too; a text may be a list of paragraphs.
"""

import csv
import json
import re
from collections.abc import Iterator, Mapping
from functools import partial
from io import TextIOWrapper
from typing import Any, BinaryIO

from flows.errors import SourceError
from flows.extract.containers import Part, PartError
from flows.extract.decode import decode
from flows.extract.limits import SOURCE_BYTES
from flows.extract.sidecar import CONTENT_FIELDS, FieldOf, declared_field, mapped_metadata

_ROWS_AT_ONCE = 64
_SAMPLE_BYTES = 1 << 16
# Columns that hold a JSON object, as an object or written as text.
_OBJECT_COLUMNS = frozenset(("meta", "metadata", "info", "extra", "_source"))
_ADDRESS = re.compile(r"https?://[^\s]{4,2000}")
# A column called content holds markup when it begins with a block and ends with an end tag.
_MARKUP_NAMES = "!doctype|html|head|body|div|p|section|article|table|h[1-6]|span|center|br"
_MARKUP_START = re.compile(rf"\s{{0,200}}<(?:{_MARKUP_NAMES})\b", re.I)
_MARKUP_END = re.compile(r"(?:</[a-z][a-z0-9]{0,10}>|<br ?/?>|-->)\s{0,200}$", re.I)


def dump_parts(suffix: str, file: BinaryIO, columns: Mapping[str, str] | None = None) -> Iterator[Part]:
    """One part a row. columns: column → field, in place of the declared names.

    Raises PartError when the dump as a whole, or the rest of it, cannot be read.
    """
    rows = {
        ".jsonl": _json_lines,
        ".ndjson": _json_lines,
        ".json": _json_rows,
        ".csv": _csv_rows,
        ".tsv": _csv_rows,
        ".parquet": _parquet_rows,
    }[suffix]
    field_of = columns.get if columns else declared_field
    if rows is _parquet_rows:
        rows = partial(_parquet_rows, field_of=field_of)
    seen: set[str] = set()
    for number, row in enumerate(rows(file), start=1):
        part = Part(str(number), fault=row) if isinstance(row, PartError) else _part(number, _flat(row), field_of)
        if part.uri in seen:
            part.uri = None
        elif part.uri:
            seen.add(part.uri)
        yield part


def _part(number: int, row: Mapping[str, Any], field_of: FieldOf) -> Part:
    content, media_type = _content(row, field_of)
    if media_type is None:
        names = ", ".join(map(str, list(row)[:12]))
        detail = f"no column holds a text (columns: {names}); rename one to text or html"
        return Part(str(number), fault=PartError("unmapped_columns", detail))
    if len(content) > SOURCE_BYTES:
        detail = f"{len(content):,} bytes, at most {SOURCE_BYTES:,} are read; split the source"
        return Part(str(number), fault=PartError("too_large", detail))
    metadata = mapped_metadata(row, field_of)
    address = metadata.get("source_url", "")
    return Part(str(number), content, media_type, metadata, uri=address if _ADDRESS.fullmatch(address) else None)


def _flat(row: Mapping[str, Any]) -> Mapping[str, Any]:
    """A row with the members of its objects (`meta`, `_source`) as columns; the row's own columns go before them."""
    flat = dict(row)
    for column, value in row.items():
        if isinstance(value, str) and value.startswith("{") and str(column).lower() in _OBJECT_COLUMNS:
            try:
                value = json.loads(value)
            except (ValueError, RecursionError):
                continue
        if isinstance(value, dict):
            for name, member in value.items():
                flat.setdefault(name, member)
    return flat


def _joined(value: Any, field_of: FieldOf) -> Any:
    """A list of paragraphs (texts, or objects that hold one) as one text; any other value as it is."""
    if not isinstance(value, list):
        return value
    paragraphs = []
    for entry in value:
        if isinstance(entry, dict):
            texts = (member for name, member in entry.items() if field_of(str(name)) in CONTENT_FIELDS)
            entry = next((text for text in texts if isinstance(text, str)), None)
        if isinstance(entry, str):
            paragraphs.append(entry.strip("\n"))
    return "\n".join(paragraphs) if paragraphs else None


def _content(row: Mapping[str, Any], field_of: FieldOf) -> tuple[bytes, str | None]:
    """(bytes, media type) of the first content column with a value; the type is null when there is no such column."""
    found: tuple[bytes, str | None] = (b"", None)
    for wanted in CONTENT_FIELDS:
        for column, value in row.items():
            if field_of(str(column)) != wanted:
                continue
            value = _joined(value, field_of)
            if not isinstance(value, (str, bytes, type(None))):
                continue
            is_markup = wanted == "html" or (wanted == "content" and isinstance(value, str) and _is_markup(value))
            media_type = "text/html" if is_markup else "text/plain"
            if isinstance(value, str):
                value, media_type = value.encode("utf-8", "replace"), f"{media_type}; charset=utf-8"
            if value and not value.isspace():
                return value, media_type
            found = (b"", media_type)
    return found


def _is_markup(text: str) -> bool:
    return _MARKUP_START.match(text) is not None and _MARKUP_END.search(text[-250:]) is not None


def _json_lines(file: BinaryIO) -> Iterator[Mapping[str, Any] | PartError]:
    while line := file.readline(SOURCE_BYTES + 1):
        if len(line) > SOURCE_BYTES:
            raise PartError("too_large", f"a line of more than {SOURCE_BYTES:,} bytes; this is no JSON Lines file")
        if not line.isspace():
            yield _json_row(line)


def _json_row(line: bytes) -> Mapping[str, Any] | PartError:
    try:
        value = json.loads(line.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError) as error:
        return PartError("broken_document", f"the line is no JSON ({error}); mend it or leave it out")
    return value if isinstance(value, dict) else PartError("broken_document", "the line is no JSON object")


def _json_rows(file: BinaryIO) -> Iterator[Mapping[str, Any] | PartError]:
    """A JSON object is one row, a list of objects a row each."""
    content = file.read(SOURCE_BYTES + 1)
    if len(content) > SOURCE_BYTES:
        raise PartError("too_large", f"more than {SOURCE_BYTES:,} bytes; write it as JSON Lines")
    try:
        value = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise PartError("broken_document", f"no JSON ({error}); mend the file") from error
    for row in value if isinstance(value, list) else [value]:
        yield row if isinstance(row, dict) else PartError("broken_document", "not a JSON object")


def _csv_rows(file: BinaryIO) -> Iterator[Mapping[str, Any] | PartError]:
    sample = file.read(_SAMPLE_BYTES)
    # The sample may end inside a character: what counts is the charset, not its last line.
    head = sample[: sample.rfind(b"\n") + 1] or sample
    try:
        text, charset = decode("", head)
    except SourceError as error:
        raise PartError(error.reason, error.detail) from error
    file.seek(0)
    first_line = text.partition("\n")[0]
    delimiter = max(",\t;|", key=first_line.count)
    lines = TextIOWrapper(file, encoding="utf-8-sig" if charset == "utf-8" else charset, errors="replace", newline="")
    csv.field_size_limit(SOURCE_BYTES)
    rows = csv.DictReader(lines, delimiter=delimiter, restkey="")
    try:
        for row in rows:
            row.pop("", None)
            yield row
    except csv.Error as error:
        raise PartError("broken_document", f"line {rows.line_num} is no CSV ({error}); mend the file") from error
    finally:
        lines.detach()


def _may_hold_columns(column) -> bool:
    return str(column.type).startswith("struct") or column.name.lower() in _OBJECT_COLUMNS


def _parquet_rows(file: BinaryIO, field_of: FieldOf) -> Iterator[Mapping[str, Any]]:
    import pyarrow
    from pyarrow import parquet

    try:
        dump = parquet.ParquetFile(file)
        names = dump.schema_arrow.names
        wanted = [name for name in names if field_of(name) or _may_hold_columns(dump.schema_arrow.field(name))]
        if not any(field_of(name) in CONTENT_FIELDS for name in names):
            wanted = names  # the message about missing columns then names them
        for batch in dump.iter_batches(batch_size=_ROWS_AT_ONCE, columns=wanted):
            yield from batch.to_pylist()
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        raise PartError("broken_document", f"the Parquet file is damaged ({error}); write it again") from error
