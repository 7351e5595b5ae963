"""Markdown: the text of the rendered page."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract import read_source
from flows.extract.markdown import read_markdown
from flows.model import Source

TEXTS = [
    ("# 标题 #\n\n## 一、总体要求", "标题\n一、总体要求", "headings"),
    ("**一、**要求*和*_目标_ ~~旧~~", "一、要求和目标 旧", "emphasis"),
    ("3*4=12，甲_乙_丙", "3*4=12，甲_乙_丙", "marks that are no emphasis"),
    ("1. 甲\n2. 乙\n- 丙\n* [x] 丁", "1. 甲\n2. 乙\n丙\n丁", "numbers are text, bullets are not"),
    ('[通知](http://a.b/c "题") ![图](x.png)<http://a.b>', "通知 http://a.b", "links and pictures"),
    ("> 引文\n>> 二层", "引文\n二层", "quotations"),
    ("甲\\*乙\\# \\<b\\>", "甲*乙# <b>", "escapes"),
    ("`a*b` 和 &lt;&nbsp;&#20013;", "a*b 和 <\xa0中", "code and entities"),
    ("甲<br>乙<b>丙</b><legend id=x>", "甲\n乙丙<legend id=x>", "tags of HTML, and others"),
    ("```\n**原样**\n```\n---\n甲", "**原样**\n甲", "fences and rules"),
    ("    四个空格缩进的段落", "    四个空格缩进的段落", "an indented paragraph is no code"),
    ("甲\\\n乙  \n丙", "甲\n乙  \n丙", "hard line breaks"),
    ("2 < 3 & 4 > 1", "2 < 3 & 4 > 1", "bare marks"),
    ("甲 > 乙 - 丙 # 丁", "甲 > 乙 - 丙 # 丁", "marks of blocks inside a line"),
]


@pytest.mark.parametrize(("markup", "text", "why"), TEXTS, ids=[row[-1] for row in TEXTS])
def test_markdown_reads_as(markup, text, why):
    assert read_markdown(markup).text == text


def test_a_pipe_table_is_a_table():
    reading = read_markdown("前\n\n| 序号 | 任务 |\n|---|:-:|\n| 1 | **甲** \\| 乙 |\n\n后")
    assert reading.text == "前\n序号\t任务\n1\t甲 | 乙\n后"
    (table,) = reading.tables
    assert [(c.row, c.column, reading.text[c.start : c.end]) for c in table.cells] == [
        (0, 0, "序号"),
        (0, 1, "任务"),
        (1, 0, "1"),
        (1, 1, "甲 | 乙"),
    ]


def test_front_matter_is_head():
    reading = read_markdown('---\ntitle: "某市要点"\ndate: 2021-03-04\nlayout: post\n---\n正文')
    assert (reading.text, reading.head) == ("正文", {"title": "某市要点", "published_date": "2021-03-04"})


@pytest.mark.parametrize("piece", ["*", "_a", "[", "![", "<a ", "`", "|", "\\", "&a", "**a ", "> ", "[a]("])
def test_hostile_lines_are_read_in_time(piece):
    started = time.process_time()
    read_markdown(piece * (300_000 // len(piece)))
    assert time.process_time() - started < 5


@given(st.text("*_[]()<>|`\\#->~ 甲a1\n&;!", max_size=60))
def test_any_text_is_read(markup):
    reading = read_markdown(markup)
    for table in reading.tables:
        assert all(0 <= cell.start <= cell.end <= len(reading.text) for cell in table.cells)


def test_a_text_file_that_a_crawler_wrote_as_markdown():
    dump = "# 甲市新能源行动方案\n\n**发布日期**: 2025-10-31\n\n---\n\n**甲市新能源行动方案**\n\n一、目标\n新建5座。\n"
    read = read_source(Source("dump.txt", dump.encode()))
    assert read.text.startswith("甲市新能源行动方案\n发布日期: 2025-10-31")
    assert "*" not in read.text
    clipped = "---\n文号: 甲发〔2025〕5号\nsource: https://example.org/1\n---\n\n# 甲市方案\n\n一、目标\n新建5座。\n"
    read = read_source(Source("clip.txt", clipped.encode()))
    assert read.text.startswith("甲市方案")
    assert read.head == {"document_number": "甲发〔2025〕5号", "source_url": "https://example.org/1"}
    plain = "# 甲市方案\n一、目标\n新建电站5座，**不少于**2座。\n"
    assert read_source(Source("plan.txt", plain.encode())).text.startswith("# 甲市方案")
