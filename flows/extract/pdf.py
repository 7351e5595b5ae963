"""PDF to text: lines in reading order, wrapped lines joined, tables as rows and cells, page furniture located.

Text comes from pdfium; pdfplumber is asked only for pages that have ruled tables. A PDF of images is `needs_ocr`.
"""

import re
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import islice

import pypdfium2 as pdfium
from pypdfium2 import raw

from flows.errors import SourceError
from flows.extract.pdf_lines import Line, PageLines, assemble, mark_furniture
from flows.extract.reading import Reading

# pdfium may not be entered by two threads at once.
_ONE_AT_A_TIME = threading.Lock()
_MOST_PAGES = 3000
# A page with this many ruled lines or boxes may hold a table: letterheads and underlines have fewer.
_TABLE_PATHS = 6
_COUNTED_OBJECTS = 4000
_NO_WIDTH = 0.01
# A PDF with fewer characters a page than this, but with images, was scanned.
_SCANNED_CHARACTERS = 20
# Fonts without a character map yield replacement and private-use characters.
_NO_CHARACTER = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_GARBLED_SHARE = 0.3
_LINE_END = re.compile(r"\r\n|[\r\n]")


def read_pdf(uri: str, content: bytes) -> Reading:
    """Read a PDF. head: pages, file_title, and pages_without_text where some pages are images.

    Raises SourceError encrypted_source, broken_document, too_large, needs_ocr.
    """
    with _ONE_AT_A_TIME:
        document = _open(uri, content)
        try:
            if len(document) > _MOST_PAGES:
                raise SourceError(uri, "too_large", f"{len(document):,} pages, at most {_MOST_PAGES:,} are read")
            pages = [_read_page(document, number) for number in range(len(document))]
            title = document.get_metadata_value("Title").strip()
        except pdfium.PdfiumError as error:
            raise _broken(uri, error) from error
        finally:
            document.close()
    _add_overlooked_text(content, pages)
    _refuse_images(uri, pages)
    _add_tables(content, pages)
    mark_furniture([page.lines for page in pages])
    assembly = assemble([page.lines for page in pages])
    head = {"pages": str(len(pages)), "file_title": title}
    if blank := [str(number) for number, page in enumerate(pages, 1) if page.has_images and not page.characters]:
        head["pages_without_text"] = ",".join(blank)
    head = {key: value for key, value in head.items() if value}
    return Reading(assembly.text, None, head, assembly.tables, None, assembly.furniture)


@dataclass(slots=True)
class _Page:
    lines: PageLines
    characters: int
    garbled: int
    has_images: bool
    may_hold_table: bool
    overlooks_text: bool


def _open(uri: str, content: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise SourceError(uri, "encrypted_source", "the PDF asks for a password; save it without one") from error
        raise _broken(uri, error) from error


def _broken(uri: str, error: Exception) -> SourceError:
    return SourceError(uri, "broken_document", f"the PDF is damaged ({error}); fetch it again")


def _read_page(document: pdfium.PdfDocument, number: int) -> _Page:
    page = document[number]
    try:
        width, height = page.get_size()
        text_page = page.get_textpage()
        try:
            lines = list(_lines(text_page))
        finally:
            text_page.close()
        items = list(islice(page.get_objects(max_depth=3), _COUNTED_OBJECTS))
        kinds = [item.type for item in items]
        text = "".join(line.text for line in lines)
        return _Page(
            PageLines(width, height, lines),
            _visible_characters(lines),
            len(_NO_CHARACTER.findall(text)),
            raw.FPDF_PAGEOBJ_IMAGE in kinds,
            kinds.count(raw.FPDF_PAGEOBJ_PATH) >= _TABLE_PATHS and page.get_rotation() == 0,
            any(_is_overlooked(item) for item in items if item.type == raw.FPDF_PAGEOBJ_TEXT),
        )
    finally:
        page.close()


def _is_overlooked(item: pdfium.PdfObject) -> bool:
    """Whether pdfium leaves the text object out: it takes a single character of a font that is not embedded, and that
    this machine does not have, for one without width."""
    left, _, right, _ = item.get_bounds()
    return right - left < _NO_WIDTH and not raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item))


def _lines(text_page: pdfium.PdfTextPage):
    """The lines that pdfium sees, in the order of the page's content, with the box of each."""
    count = text_page.count_chars()
    text = text_page.get_text_range() if count else ""
    if len(text) != count:
        # Characters beyond the basic plane: count characters one by one, so that boxes and text agree.
        codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(count))
        text = "".join(chr(code) if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF else "\ufffd" for code in codes)
    start = 0
    for match in _LINE_END.finditer(text + "\n"):
        end = match.start()
        if text[start:end].strip():
            yield _line(text_page, text, start, end)
        start = match.end()


def _line(text_page: pdfium.PdfTextPage, text: str, start: int, end: int) -> Line:
    while text[start].isspace():
        start += 1
    while text[end - 1].isspace():
        end -= 1
    left, bottom, _, top = text_page.get_charbox(start, loose=True)
    _, last_bottom, right, last_top = text_page.get_charbox(end - 1, loose=True)
    return Line(text[start:end], left, right, min(bottom, last_bottom), max(top, last_top))


def _add_overlooked_text(content: bytes, pages: list[_Page]) -> None:
    """Read the pages of which pdfium leaves text out once more, by the slower pdfplumber."""
    numbers = [number for number, page in enumerate(pages) if page.overlooks_text]
    if not numbers:
        return
    from flows.extract.pdf_tables import find_lines

    for number, lines in find_lines(BytesIO(content), numbers):
        page, characters = pages[number], _visible_characters(lines)
        if characters > page.characters:
            page.lines = PageLines(page.lines.width, page.lines.height, lines)
            page.characters = characters


def _visible_characters(lines: Sequence[Line]) -> int:
    return sum(len("".join(line.text.split())) for line in lines)


def _refuse_images(uri: str, pages: list[_Page]) -> None:
    characters = sum(page.characters for page in pages)
    scanned = characters < _SCANNED_CHARACTERS * len(pages) and any(page.has_images for page in pages)
    if scanned:
        raise SourceError(uri, "needs_ocr", "the pages are images of text; run text recognition first")
    if sum(page.garbled for page in pages) > _GARBLED_SHARE * characters:
        raise SourceError(
            uri, "needs_ocr", "the fonts do not say which characters they show; run text recognition first"
        )


def _add_tables(content: bytes, pages: list[_Page]) -> None:
    """Replace the lines inside ruled tables by the tables' cells."""
    numbers = [number for number, page in enumerate(pages) if page.may_hold_table]
    if not numbers:
        return
    from flows.extract.pdf_tables import find_tables

    for number, grids in find_tables(BytesIO(content), numbers):
        pages[number].lines.replace_by_grids(grids)
