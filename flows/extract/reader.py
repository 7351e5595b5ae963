"""Read a source: decide its format, read its text, keep its head metadata aside."""

import hashlib
import re
from collections.abc import Callable, Mapping

from flows.errors import SourceError
from flows.extract import formats
from flows.extract.decode import decode
from flows.extract.limits import HTML_BYTES
from flows.extract.reading import Reading
from flows.extract.text import find_tables, looks_binary, read_text
from flows.model import RawDocument, Source

_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([A-Za-z0-9_.:-]{2,40})", re.I)


def read_source(source: Source) -> RawDocument:
    """The document that the bytes of `source` hold.

    head: what a crawler told (Source.metadata), else what the source itself states; a stated value that differs from
    the told one is kept as stated_<field>.
    Raises SourceError with reason empty_source, no_text, binary_source, unsupported_format, undecodable_text,
    too_large, broken_document, encrypted_source, needs_ocr or needs_converter.
    """
    if not source.content or source.content.isspace():
        raise SourceError(source.uri, "empty_source", "the file is empty; fetch it again")
    media_type = formats.media_type_of(source.content, source.media_type, source.uri)
    read = _READERS.get(media_type) or (_read_plain if media_type.startswith("text/") else None)
    if read is None:
        detail = f"{media_type} cannot be read; convert it to text, HTML or PDF"
        raise SourceError(source.uri, "unsupported_format", detail)
    try:
        reading = read(source)
    except ImportError as error:
        detail = f"reading {media_type} needs the package {error.name}; install it, or convert the file to HTML"
        raise SourceError(source.uri, "needs_converter", detail) from error
    if not reading.text or reading.text.isspace():
        raise SourceError(source.uri, "no_text", "the source holds no visible text; look at it in a browser")
    return RawDocument(
        source_uri=source.uri,
        content_sha256=hashlib.sha256(source.content).hexdigest(),
        media_type=media_type,
        charset=reading.charset,
        text=reading.text,
        head=_merged_head(reading.head, source.metadata),
        tables=reading.tables,
        body=reading.body,
        furniture=reading.furniture,
    )


def _merged_head(stated: Mapping[str, str], told: Mapping[str, str]) -> dict[str, str]:
    """What a crawler told goes before what the source itself states; where they differ both are kept."""
    differing = {f"stated_{name}": stated[name] for name in told if stated.get(name, told[name]) != told[name]}
    return {**stated, **told, **differing}


def _read_plain(source: Source) -> Reading:
    text, charset = _decoded(source)
    text = read_text(text)
    return Reading(text, charset, tables=find_tables(text))


def _read_html(source: Source) -> Reading:
    from flows.extract.pages import read_page

    if len(source.content) > HTML_BYTES:
        detail = f"a page of {len(source.content):,} bytes; at most {HTML_BYTES:,} are read; split the source"
        raise SourceError(source.uri, "too_large", detail)
    markup, charset = _decoded(source)
    return read_page(source.uri, markup, charset)


def _read_markdown(source: Source) -> Reading:
    from flows.extract.markdown import read_markdown

    return read_markdown(*_decoded(source))


def _read_pdf(source: Source) -> Reading:
    from flows.extract.pdf import read_pdf

    return read_pdf(source.uri, source.content)


def _read_docx(source: Source) -> Reading:
    from flows.extract.docx import read_docx

    return read_docx(source.uri, source.content)


def _read_workbook(source: Source) -> Reading:
    from flows.extract.spreadsheet import read_workbook

    return read_workbook(source.uri, source.content)


def _read_mail(source: Source) -> Reading:
    from flows.extract.mail import read_mail

    return read_mail(source.uri, source.content)


def _read_saved_page(source: Source) -> Reading:
    from flows.extract.mail import read_saved_page

    return read_saved_page(source.uri, source.content)


def _read_paged(source: Source) -> Reading:
    from flows.extract.paged import read_paged

    return read_paged(source)


def _read_old_word(source: Source) -> Reading:
    from flows.extract.docx import read_docx
    from flows.extract.office import convert

    suffix = ".rtf" if source.content.startswith(b"{\\rtf") else ".doc"
    return read_docx(source.uri, convert(source.uri, source.content, suffix, "docx"))


def _read_old_excel(source: Source) -> Reading:
    from flows.extract.office import convert
    from flows.extract.spreadsheet import read_workbook

    return read_workbook(source.uri, convert(source.uri, source.content, ".xls", "xlsx"))


def _decoded(source: Source) -> tuple[str, str]:
    label = _CHARSET.search(source.media_type or "")
    text, charset = decode(source.uri, source.content, label and label.group(1))
    if looks_binary(source.content, charset):
        raise SourceError(source.uri, "binary_source", "the bytes are no text; check what the file is")
    return text, charset


# Each reader imports its library when it is first used.
_READERS: dict[str, Callable[[Source], Reading]] = {
    formats.PLAIN_TEXT: _read_plain,
    formats.HTML: _read_html,
    "application/xhtml+xml": _read_html,
    formats.MARKDOWN: _read_markdown,
    formats.PDF: _read_pdf,
    formats.DOCX: _read_docx,
    formats.XLSX: _read_workbook,
    formats.WORD: _read_old_word,
    formats.RTF: _read_old_word,
    formats.EXCEL: _read_old_excel,
    formats.MAIL: _read_mail,
    formats.SAVED_PAGE: _read_saved_page,
    formats.PAGED: _read_paged,
}
