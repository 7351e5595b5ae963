"""An article that is published over several pages: packed into one source, and read as one text.

The pages are those of one address; what stands around the article is that of the first page.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace

from flows.errors import SourceError
from flows.extract.decode import decode
from flows.extract.pages import read_page
from flows.extract.reading import Reading
from flows.model import Source, Table

PAGED_START = b"Yaodian-Pages: 1\n"


def packed_pages(pages: Iterable[tuple[bytes, str | None]]) -> bytes:
    """The pages, each (bytes, charset as the server declares it or null), as the content of one source."""
    packed = [PAGED_START]
    for content, charset in pages:
        packed.append(json.dumps({"bytes": len(content), "charset": charset}).encode() + b"\n" + content)
    return b"".join(packed)


def read_paged(source: Source) -> Reading:
    """The article of all pages where that of the first stands. Raises SourceError."""
    readings = []
    for content, charset in _unpacked(source):
        markup, found = decode(source.uri, content, charset)
        readings.append(read_page(source.uri, markup, found))
    return joined_readings(readings)


def joined_readings(readings: list[Reading]) -> Reading:
    """The first reading with the articles of the others after its own; a page without an article adds all its text."""
    first = readings[0]
    start, end = first.body or (0, len(first.text))
    pieces, tables, length = [first.text[:end]], [table for table in first.tables if table.end <= end], end
    for reading in readings[1:]:
        part_start, part_end = reading.body or (0, len(reading.text))
        shift = length + 1 - part_start
        inside = (table for table in reading.tables if part_start <= table.start and table.end <= part_end)
        tables += [_shifted(table, shift) for table in inside]
        pieces += ["\n", reading.text[part_start:part_end]]
        length += 1 + part_end - part_start
    tables += [_shifted(table, length - end) for table in first.tables if table.start >= end]
    head = dict(first.head)
    for name in ("attachments", "frames"):
        if lines := [line for reading in readings for line in reading.head.get(name, "").split("\n") if line]:
            head[name] = "\n".join(dict.fromkeys(lines))
    body = (start, length) if first.body else None
    return Reading("".join((*pieces, first.text[end:])), first.charset, head, tuple(tables), body)


def _unpacked(source: Source) -> Iterator[tuple[bytes, str | None]]:
    place = len(PAGED_START)
    content = source.content
    try:
        while place < len(content):
            line_end = content.index(b"\n", place)
            entry = json.loads(content[place:line_end])
            place = line_end + 1 + entry["bytes"]
            if place > len(content):
                raise ValueError("it is cut off")
            yield content[line_end + 1 : place], entry["charset"]
    except (ValueError, TypeError, KeyError) as error:
        raise SourceError(
            source.uri, "broken_document", f"the pages are damaged ({error}); fetch them again"
        ) from error


def _shifted(table: Table, by: int) -> Table:
    cells = tuple(replace(cell, start=cell.start + by, end=cell.end + by) for cell in table.cells)
    return Table(table.start + by, table.end + by, cells)
