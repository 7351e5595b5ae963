"""Where the article of a page stands. Each layout is a page in small, its article, and how it is found."""

import time

import pytest

from flows.extract.page_rules import page_rules
from flows.extract.pages import read_page

FIRST = "各市、县（区）人民政府，省政府各部门："
PROSE = "为深入贯彻落实国家决策部署，进一步提高基本公共服务水平，现就有关事项通知如下，请认真贯彻执行。"
LAST = "某省人民政府\n2021年3月4日"
ARTICLE = f"<p>{FIRST}</p><p>{PROSE}</p><p>{PROSE}</p><p>某省人民政府</p><p>2021年3月4日</p>"
TEXT = f"{FIRST}\n{PROSE}\n{PROSE}\n{LAST}"
CRUMBS = '<div>当前位置：<a href="/">首页</a> &gt; <a href="/zc">政策文件</a></div>'
SHARE = "<div>扫一扫在手机打开当前页</div><div>打印本页 关闭窗口</div>"
RELATED = (
    '<ul><li><a href="/1.html">关于印发某省行动计划的通知及其解读材料汇总</a><li><a href="/2.html">下一篇</a></ul>'
)

LAYOUTS = [
    (f"<body>{CRUMBS}<div id=zoom>{ARTICLE}</div>{SHARE}{RELATED}", "rule", "hanweb", "an element known by its id"),
    (f"<body>{CRUMBS}<td id=UCAP-CONTENT>{ARTICLE}</td>{SHARE}", "rule", "govcn", "ids are compared without case"),
    (f"<div class='view TRS_UEDITOR trs_web'>{ARTICLE}</div>", "rule", "trs", "one class of several"),
    (
        f"{CRUMBS}<div class=v_news_content>{ARTICLE}</div>{RELATED}",
        "rule",
        "visual-sitebuilder",
        "a university's site",
    ),
    (
        f"{CRUMBS}<div class=TRS_Editor></div><div class=TRS_Editor>{ARTICLE}</div>{SHARE}",
        "rule",
        "trs",
        "of two elements the one that holds the text",
    ),
    (f"<div id=zoom></div>{CRUMBS}<div>{ARTICLE}</div>{SHARE}", "density", "", "the known element is empty"),
    (f"{CRUMBS}<div class=x1><div class=x2>{ARTICLE}</div>{SHARE}</div>{RELATED}", "density", "", "an unknown layout"),
    (
        f"<table><tr><td>{CRUMBS}<td><div>{ARTICLE}</div><td>{RELATED}</table>",
        "density",
        "",
        "a page laid out by a table",
    ),
    (ARTICLE, "density", "", "an article by itself"),
    (
        f"{CRUMBS}<div id=zoom><table class=xxgk_article><tr><td>索引号<td>1</table>{ARTICLE}</div>",
        "rule",
        "hanweb",
        "the metadata block before the article",
    ),
    (
        f"<div id=zoom>{ARTICLE}<p>相关解读：<a href=/3.html>某省行动计划解读材料</a></p></div>",
        "rule",
        "hanweb",
        "links to other pages after the article",
    ),
]


@pytest.mark.parametrize(("markup", "found_by", "family", "why"), LAYOUTS, ids=[row[-1] for row in LAYOUTS])
def test_the_article_is_found_and_the_furniture_left_out(markup, found_by, family, why):
    reading = read_page("page.html", markup)
    assert reading.text[slice(*reading.body)] == TEXT
    assert (reading.head["body_found_by"], reading.head["page_family"]) == (found_by, family)


@pytest.mark.parametrize(
    ("markup", "why"),
    [
        (f"{CRUMBS}{RELATED}{SHARE}", "a listing"),
        ("<p>文", "too little text"),
        (f"<div id=zoom><a href=/1>{PROSE}</a><br><a href=/2>{PROSE}</a></div>", "all of it is links"),
        (f"{CRUMBS}{ARTICLE}{RELATED}", "the article stands between furniture in one element"),
    ],
)
def test_a_page_without_a_certain_article_has_no_body(markup, why):
    reading = read_page("page.html", markup)
    assert reading.body is None
    assert reading.head["body_found_by"] == "none"


def test_the_files_that_an_article_links_to_are_listed():
    markup = (
        f"<a href='/logo.pdf'>册</a><div id=zoom>{ARTICLE}<p>附件：<a href='P0201.docx'>1.任务表</a> "
        "<a href='/down.jsp?id=1&filename=ab.XLS'>2.清单</a> <a href='P0201.docx'>1</a> <a href=x.html>解读</a></div>"
    )
    assert read_page("page.html", markup).head["attachments"] == "P0201.docx\n/down.jsp?id=1&filename=ab.XLS"


def test_title_and_date_come_from_the_head_else_from_the_layout_else_from_the_window():
    layout = (
        f"<div class=xl_title>某省行动计划</div><div class=xl_doc>时间：2021-03-05</div><div id=zoom>{ARTICLE}</div>"
    )
    head = read_page("page.html", f"<title>某网</title>{layout}").head
    assert (head["title"], head["published_date"]) == ("某省行动计划", "2021-03-05")
    stated = "<meta name=ArticleTitle content=全称><meta name=PubDate content='2021-03-06'>"
    head = read_page("page.html", stated + layout).head
    assert (head["title"], head["published_date"]) == ("全称", "2021-03-06")
    assert read_page("page.html", f"<title>某网</title>{ARTICLE}").head["title"] == "某网"


def test_every_rule_of_the_table_can_match():
    for rule in page_rules():
        name = rule.tag or "div"
        mark = {"": "", "#": f"id={rule.mark[1:]}", ".": f"class={rule.mark[1:]}"}[rule.mark[:1]]
        reading = read_page("page.html", f"{CRUMBS}<{name} {mark}>{ARTICLE}</{name}>")
        if rule.part == "body":
            assert reading.head["body_found_by"] == "rule", rule


@pytest.mark.parametrize(
    "piece",
    [
        f"<div class=share>{PROSE}",
        f"<div id=zoom>{PROSE}",
        f"<div class=xl_title>{PROSE}",
        f"<nav><p>{PROSE}</nav><p>{PROSE}",
        f"<a href=x.pdf>附件{PROSE}</a>",
        "<footer>",
        "<table><tr><td>1<td>2<tr><td>3<td>4<tr><td>5<td>6</table>",
    ],
)
def test_elements_without_end_are_read_in_time(piece):
    started = time.process_time()
    read_page("page.html", piece * (600_000 // len(piece)))
    assert time.process_time() - started < 5
