"""Read a source: decide its format, read its text, keep its head metadata aside."""

import hashlib
import re
from collections.abc import Callable

from flows.errors import SourceError
from flows.extract.decode import decode
from flows.extract.formats import HTML, PLAIN_TEXT, media_type_of
from flows.extract.reading import Reading
from flows.extract.text import looks_binary, read_text
from flows.model import RawDocument, Source

_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{2,40})", re.I)


def read_source(source: Source) -> RawDocument:
    """The document that the bytes of `source` hold; what a crawler told overrides what the page's head says.

    Raises SourceError with reason empty_source, binary_source, unsupported_format, undecodable_text, too_large or
    no_text.
    """
    if not source.content or source.content.isspace():
        raise SourceError(source.uri, "empty_source", "the file is empty; fetch it again")
    media_type = media_type_of(source.content, source.media_type, source.uri)
    read = _READERS.get(media_type) or (_read_plain if media_type.startswith("text/") else None)
    if read is None:
        detail = f"{media_type} cannot be read; convert it to text, HTML or PDF"
        raise SourceError(source.uri, "unsupported_format", detail)
    reading = read(source)
    if not reading.text or reading.text.isspace():
        raise SourceError(source.uri, "no_text", "the source holds no visible text; look at it in a browser")
    return RawDocument(
        source_uri=source.uri,
        content_sha256=hashlib.sha256(source.content).hexdigest(),
        media_type=media_type,
        charset=reading.charset,
        text=reading.text,
        head={**reading.head, **source.metadata},
        tables=reading.tables,
        body=reading.body,
        furniture=reading.furniture,
    )


def _read_plain(source: Source) -> Reading:
    text, charset = _decoded(source)
    return Reading(read_text(text), charset)


def _read_html(source: Source) -> Reading:
    from flows.extract.pages import read_page

    markup, charset = _decoded(source)
    return read_page(source.uri, markup, charset)


def _decoded(source: Source) -> tuple[str, str]:
    label = _CHARSET.search(source.media_type or "")
    text, charset = decode(source.uri, source.content, label and label.group(1))
    if looks_binary(source.content, charset):
        raise SourceError(source.uri, "binary_source", "the bytes are no text; check what the file is")
    return text, charset


_READERS: dict[str, Callable[[Source], Reading]] = {
    PLAIN_TEXT: _read_plain,
    HTML: _read_html,
    "application/xhtml+xml": _read_html,
}
