"""The visible text of markup: each row is markup, its text, and why."""

import time

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import SourceError
from flows.extract.html import read_html

TEXTS = [
    ("<p>一</p><p>二</p>", "一\n二", "blocks break the line"),
    ("<div><div>一</div></div>\n\n<div>二</div>", "一\n二", "nested blocks break it once"),
    ("一<br>二<br/><br>三", "一\n二\n三", "so does br, once"),
    ("<p>一 \n 二</p>", "一 二", "white space collapses"),
    ("<p> 一<b> 二 </b> 三 </p>", "一 二 三", "also across tags"),
    ("<p>培育<b>20</b>个</p>", "培育20个", "inline tags leave no trace"),
    ("<p>&nbsp;　一&ldquo;二&rdquo;&#8212;</p>", "\xa0　一“二”—", "entities; no-break and ideographic spaces stay"),
    ("<pre>一\n  二\r\n三</pre>四", "一\n  二\n三\n四", "pre keeps its lines"),
    ("<ul><li>一<li>二</ul>", "一\n二", "unclosed tags"),
    ("<p>一<script>x</script><style>y</style><!-- z --><template>w</template>二", "一二", "what is not shown"),
    ("<noscript>请启用脚本</noscript><p>一", "一", "nor what shows without scripts only"),
    ('<p>一<span style="display: none">x</span><i hidden>y</i>二', "一二", "nor hidden elements"),
    ('<p>一<span style="border: none">x</span>', "一x", "a border of none hides nothing"),
    ('<div style="display:none">一</div>', "一", "a page of which all is hidden is read all the same"),
    ("<title>题</title><p>一", "一", "the title is head, not text"),
    (
        "<%@ page language='java' %><p>一</p><% out.print() %><p>二",
        "一\n二",
        "template code that the server did not run",
    ),
    ("<p>5 <% 6</p>", "5 <% 6", "no template code"),
    ("<p>5 < 6 && 7 > 3</p>", "5 < 6 && 7 > 3", "bare marks"),
    ("<delect>一</delect><o:p>二</o:p>", "一二", "unknown tags are inline"),
    ("<p>一<![CDATA[二]]></p>", "一", "a CDATA section is a comment in HTML"),
    ("<p>一</p></body></html><p>二</p>", "一\n二", "text after the end"),
    ("<textarea>一</textarea><button>二</button>", "一\n二", "controls show their text"),
    ("<p>𠀀𠮷</p>", "𠀀𠮷", "beyond the basic plane"),
]


@pytest.mark.parametrize(("markup", "text", "why"), TEXTS, ids=[row[-1] for row in TEXTS])
def test_markup_reads_as(markup, text, why):
    assert read_html("page.html", markup).text == text


def grid(markup):
    page = read_html("page.html", markup)
    return [
        [(c.row, c.column, page.text[c.start : c.end], c.row_span, c.column_span) for c in table.cells]
        for table in page.tables
    ]


def test_cells_are_parted_by_tabs_and_rows_by_lines():
    page = read_html(
        "page.html", "<p>前</p><table><tr><th>序号<th>任务<tr><td>1<td><p>甲</p><p>乙</p></table><p>后</p>"
    )
    assert page.text == "前\n序号\t任务\n1\t甲\n乙\n后"
    (table,) = page.tables
    assert page.text[table.start : table.end] == "序号\t任务\n1\t甲\n乙"


def test_empty_cells_keep_their_place():
    page = read_html("page.html", "<table><tr><td> </td><td>甲</td><td></td></tr><tr><td>1<td>2<td>3</table>")
    assert page.text == "\t甲\t\n1\t2\t3"


def test_merged_cells_push_their_neighbours():
    markup = "<table><tr><td rowspan=2>甲<td colspan=2>乙<tr><td>丙<td>丁<tr><td rowspan=0>戊<td rowspan=9>己</table>"
    assert grid(markup) == [
        [
            (0, 0, "甲", 2, 1),
            (0, 1, "乙", 1, 2),
            (1, 1, "丙", 1, 1),
            (1, 2, "丁", 1, 1),
            (2, 0, "戊", 1, 1),
            (2, 1, "己", 1, 1),
        ]
    ]


def test_a_table_around_a_table_only_lays_out_the_page():
    markup = "<table><tr><td>栏<td><table><tr><td>甲<td>乙</table><td>尾</table>"
    assert read_html("page.html", markup).text == "栏\n甲\t乙\n尾"
    assert grid(markup) == [[(0, 0, "甲", 1, 1), (0, 1, "乙", 1, 1)]]


def test_a_table_of_one_cell_is_a_frame():
    assert grid("<table><tr><td>甲</table>") == []


def test_cells_without_a_table_are_blocks():
    assert read_html("page.html", "<div><td>甲</td><td>乙</td></div>").text.split() in (["甲", "乙"], ["甲乙"])


def test_the_head_is_kept_aside():
    markup = """<head><title> 题 - 某网 </title><meta name="SiteName" content="某市人民政府">
    <META NAME="pubdate" CONTENT="2021-03-04 10:00"><meta name="ContentSource" content=""><meta name="Url"
    content="http://www.example.gov.cn/a.html"><meta name="x" content="y"></head><p>文"""
    assert read_html("page.html", markup).head == {
        "page_title": "题 - 某网",
        "site_name": "某市人民政府",
        "published_date": "2021-03-04 10:00",
        "source_url": "http://www.example.gov.cn/a.html",
    }


HOSTILE = {
    "deep blocks": "<div>" * 10_000 + "深",
    "deep tables": "<table><tr><td>" * 5_000 + "深",
    "unclosed inline": "<b>" * 30_000 + "深",
    "stray ends": "</i>" * 100_000 + "深",
    "stray ends below deep tags": "<b>" * 20_000 + "</i>" * 200_000 + "深",
    "template code": "深" + "<%" * 300_000,
    "angle brackets": "<" * 300_000 + "深",
    "merges": "<table>" + "<tr><td rowspan=9999 colspan=1000>a<td>b" * 5_000 + "深",
    "comments": "深" + "<!--" * 100_000,
    "attributes": "<a " + " ".join(f"a{i}=1" for i in range(30_000)) + ">深",
    "spaces": "<p>" + " \n" * 300_000 + "深",
    "an image in the page": f"<p>深</p><img src='data:image/png;base64,{'A' * 12_000_000}'>",
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_markup_is_read_or_refused_in_seconds(markup):
    started = time.process_time()
    try:
        assert "深" in read_html("page.html", markup).text
    except SourceError as error:
        assert error.reason == "too_large"
    assert time.process_time() - started < 5


NESTING = ("p", "b", "table", "tr", "td", "div", "ul", "li", "pre")
TAGS = st.sampled_from([f"<{slash}{name}>" for name in (*NESTING, "br") for slash in ("", "/")])


@given(st.lists(st.one_of(TAGS, st.text("一二 \n\t\xa0a", max_size=4)), max_size=40))
def test_no_visible_character_is_lost_and_cells_stay_inside_their_table(pieces):
    markup = "".join(pieces)
    page = read_html("page.html", markup)
    assert "".join(page.text.split()) == "".join(BeautifulSoup(markup, "lxml").get_text().split())
    for table in page.tables:
        assert table.start <= table.end <= len(page.text)
        starts = [cell.start for cell in table.cells]
        assert starts == sorted(starts)
        assert all(table.start <= cell.start <= cell.end <= table.end for cell in table.cells)
        places = [(cell.row, cell.column) for cell in table.cells]
        assert len(places) == len(set(places))
