"""The same plan as a file of each format: what the tests of extract feed to the readers."""

import gzip
import html
import io
import json
import re
import tarfile
import zipfile

import docx
import openpyxl
import py7zr
import pyarrow as pa
from pyarrow import parquet

PAGE = (595, 842)
MARGIN, SIZE, LEADING = 90, 16, 28


def as_html(text: str, charset: str) -> bytes:
    paragraphs = "\n".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    page = f'<html><head><meta charset="{charset}"></head><body><div id="zoom">{paragraphs}</div></body></html>'
    return page.encode("gb18030" if charset == "gbk" else charset)


def as_markdown(text: str) -> bytes:
    lines = [re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line.strip()) for line in text.splitlines()]
    return "\n\n".join(line for line in lines if line).encode()


def as_docx(text: str) -> bytes:
    document = docx.Document()
    for line in text.splitlines():
        if line.strip():
            document.add_paragraph(line)
    return saved(document)


def saved(document) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def as_xlsx(rows: list[list]) -> bytes:
    workbook = openpyxl.Workbook()
    for row in rows:
        workbook.active.append(row)
    return saved(workbook)


def as_zip(members: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file.getvalue()


def as_tar(members: dict[str, bytes], mode: str = "w:gz") -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode=mode) as archive:
        for name, content in members.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return file.getvalue()


def as_7z(members: dict[str, bytes], password: str | None = None) -> bytes:
    file = io.BytesIO()
    with py7zr.SevenZipFile(file, "w", password=password) as archive:
        for name, content in members.items():
            archive.writestr(content, name)
    return file.getvalue()


def as_parquet(rows: list[dict]) -> bytes:
    file = io.BytesIO()
    parquet.write_table(pa.Table.from_pylist(rows), file)
    return file.getvalue()


def as_json_lines(rows: list[dict]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def as_warc(pages: list[tuple[str, str, bytes]], status: int = 200, headers: str = "") -> bytes:
    """A crawl: (address, media type, body) of each response, among records that are no documents."""
    records = [warc_record("warcinfo", "", b"software: test\r\n")]
    for address, media_type, body in pages:
        records.append(warc_record("request", address, b"GET / HTTP/1.1\r\n\r\n"))
        head = f"HTTP/1.1 {status} OK\r\nContent-Type: {media_type}\r\n{headers}\r\n".encode()
        records.append(warc_record("response", address, head + body))
    return b"".join(records)


def warc_record(kind: str, address: str, content: bytes) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nContent-Length: {len(content)}\r\n\r\n"
    return head.encode() + content + b"\r\n\r\n"


def as_gzip(content: bytes) -> bytes:
    return gzip.compress(content)


class PdfPage:
    """The content of one page under construction; coordinates in points from the lower left corner."""

    def __init__(self) -> None:
        self.content: list[str] = []

    def write(self, x: float, y: float, text: str, size: float = SIZE) -> None:
        codes = text.encode("utf-16-be").hex()
        self.content.append(f"BT /F1 {size} Tf {x} {y} Td <{codes}> Tj ET")

    def box(self, x: float, y: float, width: float, height: float) -> None:
        self.content.append(f"{x} {y} {width} {height} re S")

    def image(self) -> None:
        self.content.append(f"q {PAGE[0]} 0 0 {PAGE[1]} 0 0 cm /I1 Do Q")


def width_of(text: str) -> float:
    return sum(SIZE / 2 if character.isascii() else SIZE for character in text)


def pdf_of(pages: list[PdfPage]) -> bytes:
    """A PDF of the pages; its font is not embedded, but says which character each code is."""
    rows = "\n".join(f"<{high:02x}00> <{high:02x}ff> <{high:02x}00>" for high in range(256))
    blocks = rows.split("\n")
    ranges = "\n".join(f"100 beginbfrange\n{chr(10).join(blocks[i : i + 100])}\nendbfrange" for i in (0, 100))
    ranges += f"\n56 beginbfrange\n{chr(10).join(blocks[200:])}\nendbfrange"
    cmap = f"/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n{ranges}\nendcmap end end".encode()
    kids = " ".join(f"{8 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] "
        b"/ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /CIDSystemInfo << /Registry (Adobe) "
        b"/Ordering (Identity) /Supplement 0 >> /DW 1000 /W [0 127 500] /FontDescriptor 6 0 R >>",
        _stream(cmap),
        b"<< /Type /FontDescriptor /FontName /Song /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 "
        b"/Descent -120 /CapHeight 700 /StemV 80 >>",
        _stream(
            b"\x00", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8"
        ),
    ]
    for number, page in enumerate(pages):
        resources = "<< /Font << /F1 3 0 R >> /XObject << /I1 7 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {PAGE[0]} {PAGE[1]}] /Resources {resources} "
            f"/Contents {9 + 2 * number} 0 R >>".encode()
        )
        objects.append(_stream("\n".join(page.content).encode()))
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)


def pages_of(text: str, header: str = "", numbered: bool = False) -> list[PdfPage]:
    """Paragraphs set as GB/T 9704 has them: first line indented by two characters, lines wrapped at the margin."""
    pages = [PdfPage()]
    y = PAGE[1] - MARGIN
    for paragraph in (line.strip() for line in text.splitlines() if line.strip()):
        for number, line in enumerate(_wrapped(paragraph, PAGE[0] - 2 * MARGIN)):
            if y < MARGIN:
                pages.append(PdfPage())
                y = PAGE[1] - MARGIN
            pages[-1].write(MARGIN + (0 if number else 2 * SIZE), y, line)
            y -= LEADING
    for number, page in enumerate(pages, start=1):
        if header:
            page.write(MARGIN, PAGE[1] - 40, header, 10)
        if numbered:
            page.write(PAGE[0] / 2 - 20, 40, f"— {number} —", 12)
    return pages


def as_pdf(text: str) -> bytes:
    return pdf_of(pages_of(text))


def _wrapped(paragraph: str, width: float):
    line, room = "", width - 2 * SIZE
    for character in paragraph:
        if width_of(line + character) > room:
            yield line
            line, room = "", width
        line += character
    yield line


def _stream(content: bytes, entries: str = "") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), entries.encode(), content)
