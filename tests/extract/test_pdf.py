"""PDF: running text, page furniture, tables, scans, and files that are broken."""

import plan_files as files
import pytest

from flows.errors import SourceError
from flows.extract.pdf import read_pdf

PLAN = "某市工作要点\n" + "\n".join(f"（{number}）" + "推进重点工作落实" * 30 + "。" for number in "一二三四五六七八九")


def test_wrapped_lines_are_joined_over_page_breaks_and_furniture_is_located():
    pages = files.pages_of(PLAN, header="某市人民政府公报 2021年第3期", numbered=True)
    assert len(pages) > 2
    reading = read_pdf("plan.pdf", files.pdf_of(pages))
    kept, position = [], 0
    for start, end in reading.furniture:
        kept.append(reading.text[position:start])
        position = end
    kept.append(reading.text[position:])
    lines = ["".join(line.split()) for line in "".join(kept).split("\n")]
    assert [line for line in lines if line] == PLAN.split("\n")
    furniture = [reading.text[start:end] for start, end in reading.furniture]
    assert furniture.count("某市人民政府公报 2021年第3期") == len(pages)
    assert [text for text in furniture if "—" in text] == [f"— {number} —" for number in range(1, len(pages) + 1)]
    assert reading.head["pages"] == str(len(pages))


def table_page(rows, widths, top=700.0, height=30.0):
    page = files.PdfPage()
    for row, texts in enumerate(rows):
        x = 90.0
        for text, width in zip(texts, widths, strict=True):
            page.box(x, top - (row + 1) * height, width, height)
            page.write(x + 4, top - (row + 1) * height + 9, text)
            x += width
    return page


def test_a_ruled_table_keeps_its_cells():
    page = table_page([["序号", "任务", "责任单位"], ["1", "新建幼儿园三所", "教育局"]], [60, 200, 120])
    page.write(122, 760, "附件：重点任务表")
    page.write(122, 600, "以上任务请认真落实。")
    reading = read_pdf("plan.pdf", files.pdf_of([page]))
    assert reading.text == "附件：重点任务表\n序号\t任务\t责任单位\n1\t新建幼儿园三所\t教育局\n以上任务请认真落实。"
    (table,) = reading.tables
    assert [(cell.row, cell.column, reading.text[cell.start : cell.end]) for cell in table.cells] == [
        (0, 0, "序号"),
        (0, 1, "任务"),
        (0, 2, "责任单位"),
        (1, 0, "1"),
        (1, 1, "新建幼儿园三所"),
        (1, 2, "教育局"),
    ]


def test_lines_are_read_from_top_to_bottom_whatever_their_order_in_the_file():
    page = files.PdfPage()
    for y, text in ((500, "第三行的内容"), (600, "第二行的内容"), (700, "第一行的内容")):
        page.write(122, y, text)
    assert read_pdf("plan.pdf", files.pdf_of([page])).text == "第一行的内容\n第二行的内容\n第三行的内容"


def test_a_single_character_of_a_font_that_is_not_embedded_is_read():
    page = files.PdfPage()
    page.write(122, 700, "推进改革创新")
    page.write(90, 672, "。")
    assert "".join(read_pdf("plan.pdf", files.pdf_of([page])).text.split()) == "推进改革创新。"


def test_a_scanned_page_among_others_is_told():
    scan = files.PdfPage()
    scan.image()
    reading = read_pdf("plan.pdf", files.pdf_of([*files.pages_of(PLAN), scan]))
    assert reading.head["pages_without_text"] == reading.head["pages"]


def scanned() -> bytes:
    page = files.PdfPage()
    page.image()
    page.write(280, 40, "- 1 -", 10)
    return files.pdf_of([page, page])


WHOLE = files.as_pdf(PLAN)
REFUSED = [
    (scanned(), "needs_ocr", "images of text with printed page numbers"),
    (files.as_pdf("\ue001\ue002\ue003\ue004" * 30), "needs_ocr", "a font that does not say what it shows"),
    (b"%PDF-1.7\nnothing", "broken_document", "a beginning and nothing more"),
    (WHOLE[:300], "broken_document", "cut off early"),
]


@pytest.mark.parametrize(("content", "reason", "why"), REFUSED, ids=[row[-1] for row in REFUSED])
def test_a_pdf_without_readable_text_is_refused(content, reason, why):
    with pytest.raises(SourceError) as caught:
        read_pdf("plan.pdf", content)
    assert caught.value.reason == reason


def test_a_pdf_with_a_page_tree_that_loops_is_read_or_refused():
    loop = WHOLE.replace(b"/Kids [8 0 R", b"/Kids [2 0 R")
    try:
        read_pdf("plan.pdf", loop)
    except SourceError as error:
        assert error.reason in ("broken_document", "needs_ocr")
