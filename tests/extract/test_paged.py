"""An article over several pages: one text, the tables where they stand, and damage that is told."""

import pytest

from flows.errors import SourceError
from flows.extract import read_source
from flows.extract.paged import packed_pages
from flows.model import Source

PROSE = "为深入贯彻落实国家决策部署，进一步提高基本公共服务水平，现就有关事项通知如下，请认真贯彻执行。"
TABLE = "<table><tr><td>序号<td>任务<tr><td>1<td>新建公办幼儿园2所</table>"


def page(number: int, extra: str = "") -> bytes:
    article = f"<p>第{number}页。{PROSE}</p><p>{PROSE}</p>{extra}"
    return f"<title>通知</title><div class=nav>首页</div><div id=zoom>{article}</div><p>页尾{number}</p>".encode()


def test_the_articles_stand_one_after_the_other_inside_the_first_page():
    pages = [(page(1), None), (page(2, TABLE), "utf-8"), (page(3), None)]
    document = read_source(Source("http://a.cn/1.html", packed_pages(pages)))
    start, end = document.body
    assert document.text[:start] == "首页\n" and document.text[end:] == "\n页尾1"
    lines = document.text[start:end].split("\n")
    assert [line[:3] for line in lines if line.startswith("第")] == ["第1页", "第2页", "第3页"]
    (table,) = document.tables
    assert document.text[table.start : table.end] == "序号\t任务\n1\t新建公办幼儿园2所"
    assert [document.text[cell.start : cell.end] for cell in table.cells] == ["序号", "任务", "1", "新建公办幼儿园2所"]
    assert document.head["title"] == "通知"


@pytest.mark.parametrize("cut", [3, 40, 300])
def test_damaged_pages_are_refused(cut):
    with pytest.raises(SourceError) as caught:
        read_source(Source("http://a.cn/1.html", packed_pages([(page(1), None), (page(2), None)])[:-cut]))
    assert caught.value.reason == "broken_document"
