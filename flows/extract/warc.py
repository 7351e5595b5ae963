"""What web crawlers keep (.warc, ISO 28500, also compressed and inside .wacz): each page that arrived is a document."""

import re
import zlib
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from flows.extract.containers import Part, PartError
from flows.extract.formats import BINARY, declared_suffixes, suffix_of, what_it_holds
from flows.extract.limits import SOURCE_BYTES

_LONGEST_LINE, _MOST_HEADERS = 1 << 16, 200
_CHUNK_BYTES = 1 << 20
# Room for the headers of a response of the largest size.
_LARGEST_RECORD = SOURCE_BYTES + (1 << 16)
_ADDRESS = re.compile(r"https?://[^\s]{4,2000}")
_RECORDS = frozenset(("response", "resource"))


def warc_parts(file: BinaryIO) -> Iterator[Part]:
    """The documents among the records, by their web addresses; pictures, styles, scripts and failures are left out.

    An address that was met before is the record's number. Raises PartError broken_archive.
    """
    seen: set[str] = set()
    number = 0
    while (headers := _record_headers(file, number)) is not None:
        number += 1
        content = _record_content(file, headers)
        address = headers.get("warc-target-uri", "").strip("<> ")
        if headers.get("warc-type") not in _RECORDS or not _ADDRESS.fullmatch(address):
            continue
        uri = address if address not in seen else None
        seen.add(address)
        if content is None:
            detail = f"more than {SOURCE_BYTES:,} bytes"
            yield Part(str(number), fault=PartError("too_large", detail), uri=uri)
            continue
        try:
            part = _part(number, uri, address, headers, content)
        except PartError as error:
            part = Part(str(number), fault=error, uri=uri)
        if part is not None:
            yield part


def _part(number: int, uri: str | None, address: str, headers: Mapping[str, str], content: bytes) -> Part | None:
    """The document of one record; null for what is none. Raises PartError."""
    media_type = headers.get("content-type", "")
    if headers["warc-type"] == "response":
        head, _, body = content.partition(b"\r\n\r\n")
        status, *lines = head.split(b"\r\n")
        response = _parsed(lines)
        media_type = response.get("content-type", "")
        if status.split()[1:2] != [b"200"] or not _is_document(media_type, address):
            return None
        content = _decoded(body, response)
    elif not _is_document(media_type, address):
        return None
    if not content:
        return None
    told = {"source_url": address}
    if what_it_holds(address.partition("?")[0]) not in ("document", "crawl"):
        name = address.partition("?")[0].rpartition("/")[2]
        return Part(name, content, None, told, uri=uri or f"{number}/{name}")
    return Part(str(number), content, media_type or None, told, uri=uri)


def _is_document(media_type: str, address: str) -> bool:
    essence = media_type.partition(";")[0].strip().lower()
    if address.partition("?")[0].endswith("/robots.txt"):
        return False
    if essence in ("", BINARY):
        return suffix_of(address) in declared_suffixes()
    return essence in declared_suffixes().values() or essence == "application/xhtml+xml"


def _record_headers(file: BinaryIO, number: int) -> dict[str, str] | None:
    """The headers of the next record with names in lower case; null at the end of the file."""
    line = file.readline(_LONGEST_LINE)
    while line in (b"\r\n", b"\n"):
        line = file.readline(_LONGEST_LINE)
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        place = "it is no WARC file" if not number else f"record {number} does not end where it says"
        raise PartError("broken_archive", f"{place}; fetch the file again")
    lines = []
    while (line := file.readline(_LONGEST_LINE)) not in (b"\r\n", b"\n", b""):
        lines.append(line)
        if len(lines) > _MOST_HEADERS:
            raise PartError("broken_archive", f"record {number + 1} has headers without end; fetch the file again")
    return _parsed(lines)


def _record_content(file: BinaryIO, headers: Mapping[str, str]) -> bytes | None:
    """The bytes of a record; null when they are too many to be read."""
    length = headers.get("content-length", "")
    if not length.isdecimal():
        raise PartError("broken_archive", "a record does not say its length; fetch the file again")
    wanted = int(length)
    if wanted > _LARGEST_RECORD:
        while wanted > 0 and (chunk := file.read(min(wanted, _CHUNK_BYTES))):
            wanted -= len(chunk)
        return None
    content = file.read(wanted)
    if len(content) < wanted:
        raise PartError("broken_archive", "the last record is cut off; fetch the file again")
    return content


def _parsed(lines: list[bytes]) -> dict[str, str]:
    pairs = (line.decode("utf-8", "replace").partition(":") for line in lines[:_MOST_HEADERS])
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _decoded(body: bytes, headers: Mapping[str, str]) -> bytes:
    """The body without the encodings of its transfer. Raises PartError."""
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = _unchunked(body)
    encoding = headers.get("content-encoding", "").lower()
    if encoding in ("gzip", "x-gzip", "deflate"):
        return _inflated(body)
    if encoding not in ("", "identity"):
        raise PartError("unsupported_format", f"the response is encoded as {encoding}; crawl without it")
    return body


def _unchunked(body: bytes) -> bytes:
    """Chunks put together; a body that a crawler has put together already stays as it is."""
    pieces, place = [], 0
    while (end := body.find(b"\r\n", place)) >= 0:
        try:
            size = int(body[place:end].split(b";")[0], 16)
        except ValueError:
            return b"".join(pieces) or body
        if size == 0:
            break
        pieces.append(body[end + 2 : end + 2 + size])
        place = end + 4 + size
    return b"".join(pieces) or body


def _inflated(body: bytes) -> bytes:
    if not body.startswith((b"\x1f\x8b", b"\x78")):
        return body  # a crawler has decompressed it already
    unpacker = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        content = unpacker.decompress(body, SOURCE_BYTES + 1)
    except zlib.error as error:
        raise PartError("broken_document", f"the compressed response is damaged ({error}); crawl it again") from error
    if len(content) > SOURCE_BYTES:
        raise PartError("too_large", f"it unpacks to more than {SOURCE_BYTES:,} bytes")
    return content
