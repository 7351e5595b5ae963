# ruff: noqa: E501 (tables whose rows stand in one line)
"""Articles that a page does not show by itself: kept for its scripts, hidden, or in a frame."""

import json
import time
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import SourceError
from flows.extract import read_source
from flows.extract.embedded import embedded_article
from flows.extract.pages import read_page
from flows.model import Source

PROSE = "为深入贯彻落实国家决策部署，进一步提高基本公共服务水平，现就有关事项通知如下，请认真贯彻执行。"
LINES = ["各市、县（区）人民政府：", *[PROSE] * 5, "某省人民政府", "2021年3月4日"]
MARKUP = "".join(f"<p>{line}</p>" for line in LINES)
TEXT = "\n".join(LINES)
NAVIGATION = "<div class=nav><a href=/>首页</a> <a href=/zc>政策文件</a></div>"
VALUE = json.dumps({"data": {"title": "通知", "hits": 3, "content": MARKUP, "list": [{"title": PROSE}]}})
RAW = json.dumps({"content": MARKUP}, ensure_ascii=False)

PAGES = [
    (f"<script id=__NEXT_DATA__ type='application/json'>{VALUE}</script>", "script", "data of a framework, escaped"),
    (f"<script>window.__INITIAL_STATE__ = {RAW};(function(){{var s=\"it's\"}})()</script>", "script", "a state, in code"),
    (f"<script>var info = JSON.parse({json.dumps(RAW)});</script>", "script", "JSON in a string"),
    (f"<script>var content = '{MARKUP}'; show(content)</script>", "script", "a string in single quotation marks"),
    (f"<script>render(`{MARKUP}`)</script>", "script", "a template string"),
    (f"<script>document.write(decodeURIComponent('{quote(MARKUP)}'))</script>", "script", "percent-encoded"),
    (f"<script>var t = \"{MARKUP.replace('<', '&lt;').replace('>', '&gt;')}\"</script>", "script", "entities in a string"),
    (f"<script type='text/template'>{MARKUP}</script>", "script", "a template"),
    (f"<input type=hidden name=zw value='{MARKUP}'>", "script", "a form field"),
    (f"<textarea id=txt style='display:none'>{MARKUP.replace('<', '&lt;')}</textarea>", "script", "a hidden text area"),
    (f"<div id=zoom style='display:none'>{MARKUP}</div><script>show()</script>", "hidden", "an element that a script shows"),
]  # fmt: skip


@pytest.mark.parametrize(("kept", "found_by", "why"), PAGES, ids=[row[-1] for row in PAGES])
@pytest.mark.parametrize("shown", [NAVIGATION, ""], ids=["with-navigation", "alone"])
def test_the_article_is_read_where_only_scripts_see_it(kept, found_by, why, shown):
    page = f"<html><head><title>通知_某网</title></head><body>{shown}<div id=app></div>{kept}</body></html>"
    document = read_source(Source("page.html", page.encode()))
    start, end = document.body
    assert document.text[start:end] == TEXT
    # A page that shows nothing at all is read with what is hidden.
    assert document.head["body_found_by"] in (found_by, "rule")
    assert document.head["title"] == "通知_某网"


VISIBLE = f"{NAVIGATION}<div id=zoom>{MARKUP}</div>"


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (VISIBLE + f"<script>var other='{MARKUP * 3}'</script>", "the page shows its article"),
        (f"{NAVIGATION}<script>var share={{desc:'{PROSE}'}}</script>", "a description"),
        (f"{NAVIGATION}<script>{'var a=1;' * 999}</script>", "code"),
    ],
)
def test_scripts_are_left_alone(page, why):
    reading = read_page("page.html", page)
    assert PROSE * 2 not in reading.text.replace("\n", "") or reading.head["body_found_by"] == "rule"
    assert "var" not in reading.text


def test_tables_in_an_embedded_article_are_tables():
    table = "<table><tr><td>序号<td>任务<tr><td>1<td>新建公办幼儿园2所</table>"
    reading = read_page("page.html", f"{NAVIGATION}<script>x={json.dumps(MARKUP + table)}</script>")
    (found,) = reading.tables
    assert reading.text[found.start : found.end] == "序号\t任务\n1\t新建公办幼儿园2所"


@pytest.mark.parametrize("piece", ['"', '\\"', "'", "`\\", "<script>", "<textarea>", '<input value="', '{"a":'])
def test_hostile_scripts_are_read_in_time(piece):
    started = time.process_time()
    embedded_article(f"<script>{piece * (400_000 // len(piece))}</script>" + piece * 30_000)
    assert time.process_time() - started < 5


@given(st.text("\"'`\\{}[]<>=/scripttextarea 甲u0041\n", max_size=200))
def test_any_script_is_read(script):
    embedded_article(f"<script>{script}</script>{script}")


ARTICLE = f"<div id=zoom>{MARKUP}"
FILES = [
    (f"{ARTICLE}<a href='a.pdf'>附件</a></div>", ["a.pdf"], "by its address"),
    (f"{ARTICLE}<a href='/down.jsp?id=1'>1.任务表.docx</a></div>", ["/down.jsp?id=1"], "by what it is called"),
    (f"{ARTICLE}</div><ul><li>附件【<a href='/d.jsp?id=1'>任务表.docx</a>】</ul>", ["/d.jsp?id=1"], "after the article"),
    (f"{ARTICLE}</div><p>附件：<a href='/f/1.xlsx'>任务分工表</a></p>", ["/f/1.xlsx"], "announced after the article"),
    (f"{ARTICLE}</div><p><a href='/f/app.zip'>客户端</a></p>", [], "a file that is no part of the article"),
    (f"{ARTICLE}<a href='javascript:open(\"a.pdf\")'>a.pdf</a></div>", [], "no address"),
    (f"<base href='https://www.a.gov.cn/zc/'>{ARTICLE}<a href='./a.pdf'>a</a></div>", ["https://www.a.gov.cn/zc/a.pdf"], "a base"),
    (f"{ARTICLE}</div><iframe src='/files/plan.pdf'></iframe>", ["/files/plan.pdf"], "shown in a frame"),
    (f"<iframe src='/pdfjs/web/viewer.html?file=%2Ffiles%2Fplan.pdf'></iframe>{ARTICLE}</div>", ["/files/plan.pdf"], "by a viewer"),
    (f"{ARTICLE}<object data='plan.pdf'></object><embed src='plan.pdf'></div>", ["plan.pdf"], "as an object"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "files", "why"), FILES, ids=[row[-1] for row in FILES])
def test_the_files_of_an_article(page, files, why):
    listed = read_page("page.html", f"{NAVIGATION}{page}").head.get("attachments", "")
    assert listed.split("\n") == (files or [""])


@pytest.mark.parametrize(
    ("page", "told"),
    [
        ("<html><frameset><frame src=top.html><frame src=/doc.html></frameset></html>", "top.html"),
        ("<html><body><iframe src='/files/plan.pdf'></iframe></body></html>", "/files/plan.pdf"),
    ],
)
def test_a_page_that_only_shows_another_file_says_which(page, told):
    with pytest.raises(SourceError, match=told) as caught:
        read_source(Source("page.html", page.encode()))
    assert caught.value.reason == "no_text"
