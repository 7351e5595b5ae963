"""Read a source: decide its format, read its text, keep its head metadata aside."""

import hashlib
import re
from collections.abc import Callable

from flows.errors import SourceError
from flows.extract.decode import decode
from flows.extract.formats import HTML, PLAIN_TEXT, media_type_of
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
        raise SourceError(
            source.uri, "unsupported_format", f"{media_type} cannot be read; convert it to text, HTML or PDF"
        )
    document = read(source, media_type)
    if not document.text or document.text.isspace():
        raise SourceError(source.uri, "no_text", "the source holds no visible text; look at it in a browser")
    return document


def _read_plain(source: Source, media_type: str) -> RawDocument:
    text, charset = _decoded(source)
    return _document(source, media_type, charset, read_text(text), {})


def _read_html(source: Source, media_type: str) -> RawDocument:
    from flows.extract.html import read_html

    markup, charset = _decoded(source)
    page = read_html(source.uri, markup)
    return _document(source, media_type, charset, page.text, page.head, page.tables)


def _decoded(source: Source) -> tuple[str, str]:
    label = _CHARSET.search(source.media_type or "")
    text, charset = decode(source.uri, source.content, label and label.group(1))
    if looks_binary(source.content, charset):
        raise SourceError(source.uri, "binary_source", "the bytes are no text; check what the file is")
    return text, charset


def _document(
    source: Source, media_type: str, charset: str | None, text: str, head: dict, tables: tuple = ()
) -> RawDocument:
    digest = hashlib.sha256(source.content).hexdigest()
    return RawDocument(source.uri, digest, media_type, charset, text, {**head, **source.metadata}, tables)


_READERS: dict[str, Callable[[Source, str], RawDocument]] = {
    PLAIN_TEXT: _read_plain,
    HTML: _read_html,
    "application/xhtml+xml": _read_html,
}
