"""Word documents: numbers that stand in the list definitions, tables, changes, and files that are broken."""

import io
import zipfile

import docx
import plan_files as files
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from flows.errors import SourceError
from flows.extract.docx import read_docx
from flows.extract.number_formats import number_text

LISTS = """<w:abstractNum {ns} w:abstractNumId="90">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>
    <w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/>
    <w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="space"/>
    <w:lvlText w:val="%3."/></w:lvl>
  <w:lvl w:ilvl="3"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%4"/></w:lvl>
  <w:lvl w:ilvl="4"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="·"/></w:lvl>
</w:abstractNum>"""


def numbered(*paragraphs, overrides=""):
    """A document with one list (id 90) and a second of the same kind (id 91); a paragraph is (list, level, text)."""
    document = docx.Document()
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(LISTS.format(ns=nsdecls("w"))))
    for number in ("90", "91"):
        extra = overrides if number == "91" else ""
        element = f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="90"/>{extra}</w:num>'
        root.append(parse_xml(element))
    for number, level, text in paragraphs:
        paragraph = document.add_paragraph(text)
        if number:
            properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            properties.get_or_add_ilvl().val = level
            properties.get_or_add_numId().val = number
    return document


def text_of(document) -> str:
    return read_docx("plan.docx", files.saved(document)).text


def test_automatic_numbers_are_printed_as_word_prints_them():
    document = numbered(
        (90, 0, "总体要求"),
        (90, 1, "指导思想"),
        (90, 1, "目标"),
        (90, 2, "近期"),
        (0, 0, "没有编号的一段"),
        (90, 2, "远期"),
        (90, 0, "重点任务"),
        (90, 1, "编号重新开始"),
        (90, 3, "上级编号用数字"),
        (90, 4, "项目符号不是编号"),
    )
    assert text_of(document).split("\n") == [
        "一、总体要求",
        "（一）指导思想",
        "（二）目标",
        "1. 近期",
        "没有编号的一段",
        "2. 远期",
        "二、重点任务",
        "（一）编号重新开始",
        "2.1\t上级编号用数字",
        "项目符号不是编号",
    ]


def test_two_lists_of_one_kind_count_on_unless_told_to_restart():
    paragraphs = ((90, 0, "甲"), (90, 0, "乙"), (91, 0, "丙"), (91, 0, "丁"))
    assert text_of(numbered(*paragraphs)) == "一、甲\n二、乙\n三、丙\n四、丁"
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    assert text_of(numbered(*paragraphs, overrides=restart)) == "一、甲\n二、乙\n一、丙\n二、丁"


def test_a_style_can_carry_the_number():
    document = numbered()
    style = document.styles.add_style("条", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    properties = style.element.get_or_add_pPr().get_or_add_numPr()
    properties.get_or_add_numId().val = 90
    properties.get_or_add_ilvl().val = 1
    child = document.styles.add_style("款", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    child.base_style = style
    document.add_paragraph("甲", style="条")
    document.add_paragraph("乙", style="款")
    plain = document.add_paragraph("丙", style="条")
    plain._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 0
    assert text_of(document) == "（一）甲\n（二）乙\n丙"


@pytest.mark.parametrize(
    ("number", "number_format", "text"),
    [
        (1, "chineseCounting", "一"),
        (10, "chineseCountingThousand", "十"),
        (12, "chineseCountingThousand", "十二"),
        (20, "chineseCountingThousand", "二十"),
        (101, "chineseCountingThousand", "一百零一"),
        (110, "japaneseCounting", "一百一十"),
        (1005, "chineseCounting", "一千零五"),
        (23, "ideographDigital", "二三"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (21, "decimalEnclosedCircle", "21"),
        (2, "decimalEnclosedParen", "⑵"),
        (3, "decimalEnclosedFullstop", "⒊"),
        (12, "decimalFullWidth", "１２"),
        (3, "ideographTraditional", "丙"),
        (7, "decimalZero", "07"),
        (28, "lowerLetter", "bb"),
        (14, "upperRoman", "XIV"),
        (5, "someFutureFormat", "5"),
        (0, "chineseCounting", "0"),
    ],
)
def test_number_formats(number, number_format, text):
    assert number_text(number, number_format) == text


def test_tables_stand_where_they_are_with_merged_cells():
    document = docx.Document()
    document.add_paragraph("前")
    table = document.add_table(3, 3)
    for row, texts in enumerate((("序号", "任务", "单位"), ("1", "甲", "教育局"), ("", "乙", "财政局"))):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text
    table.cell(1, 0).merge(table.cell(2, 0)).text = "1"
    document.add_paragraph("后")
    reading = read_docx("plan.docx", files.saved(document))
    assert reading.text == "前\n序号\t任务\t单位\n1\t甲\t教育局\n\t乙\t财政局\n后"
    (grid,) = reading.tables
    assert [(c.row, c.column, reading.text[c.start : c.end], c.row_span) for c in grid.cells] == [
        (0, 0, "序号", 1),
        (0, 1, "任务", 1),
        (0, 2, "单位", 1),
        (1, 0, "1", 2),
        (1, 1, "甲", 1),
        (1, 2, "教育局", 1),
        (2, 1, "乙", 1),
        (2, 2, "财政局", 1),
    ]


RUNS = [
    ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲\t乙\n丙", "tabs and line breaks"),
    (
        "<w:ins><w:r><w:t>新</w:t></w:r></w:ins><w:del><w:r><w:delText>旧</w:delText></w:r></w:del>",
        "新",
        "tracked changes",
    ),
    ("<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r><w:r><w:t>显</w:t></w:r>", "显", "hidden text"),
    ("<w:hyperlink><w:r><w:t>链接</w:t></w:r></w:hyperlink>", "链接", "a link's text"),
    ("<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t>3</w:t></w:r>", "3", "a field's result, not its code"),
    ("<w:sdt><w:sdtContent><w:r><w:t>控件</w:t></w:r></w:sdtContent></w:sdt>", "控件", "content controls"),
    ("<w:r><w:t>2014</w:t><w:noBreakHyphen/><w:t>2020</w:t></w:r>", "2014-2020", "a hyphen that does not break"),
    (
        "<w:r><w:t>前</w:t></w:r><w:r><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent></w:r>"
        "<w:r><w:t>后</w:t></w:r>",
        "前\n框\n后",
        "a text box",
    ),
]


@pytest.mark.parametrize(("runs", "text", "why"), RUNS, ids=[row[-1] for row in RUNS])
def test_what_a_reader_of_the_printed_page_sees(runs, text, why):
    document = docx.Document()
    paragraph = document.add_paragraph()
    for element in parse_xml(f"<w:p {nsdecls('w')}>{runs}</w:p>"):
        paragraph._p.append(element)
    assert text_of(document) == text


def with_part(name: str, content: bytes) -> bytes:

    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(files.as_docx("文"))) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for part in old.infolist():
            new.writestr(part, content if part.filename == name else old.read(part))
    return file.getvalue()


ENTITIES = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]><w>&a;</w>'
REFUSED = [
    (b"PK\x03\x04 cut", "broken_document", "not a zip archive"),
    (files.as_docx("文")[:-200], "broken_document", "cut off"),
    (files.as_zip({"word/nothing.xml": b"<a/>"}), "broken_document", "a zip archive without a document"),
    (with_part("word/document.xml", b"<w:document"), "broken_document", "a document that is no XML"),
    (with_part("word/document.xml", bytes(100_000_000)), "too_large", "a part that unpacks to 100 MB"),
    (with_part("word/document.xml", ENTITIES.encode()), "broken_document", "entities that stand for files"),
    (with_part("word/document.xml", ENTITIES.encode("utf-16")), "broken_document", "the same in UTF-16"),
]


@pytest.mark.parametrize(("content", "reason", "why"), REFUSED, ids=[row[-1] for row in REFUSED])
def test_a_damaged_document_is_refused(content, reason, why):
    with pytest.raises(SourceError) as caught:
        read_docx("plan.docx", content)
    assert caught.value.reason == reason


def test_deep_nesting_is_read_without_recursion():
    document = docx.Document()
    paragraph = document.add_paragraph()
    depth = 80
    nested = "<w:r><w:txbxContent><w:p>" * depth + "<w:r><w:t>深</w:t></w:r>" + "</w:p></w:txbxContent></w:r>" * depth
    paragraph._p.append(parse_xml(f"<w:p {nsdecls('w')}>{nested}</w:p>")[0])
    assert text_of(document) == "深"
    assert paragraph._p.findall(qn("w:r"))
