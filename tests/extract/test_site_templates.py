"""Articles in the page layouts of many site systems, in the ways in which editors' paste writes them."""

import html

import pytest
from site_templates import TEMPLATES
from test_formats import SAMPLES, findings

from flows.extract.html import read_html
from flows.extract.pages import read_page

TITLE = "某省2021年教育工作要点"
PROSE = "为深入贯彻落实国家决策部署，进一步提高基本公共服务水平，现就有关事项通知如下，请认真贯彻执行。"
# A short plan: the furniture around it has as many long lines as it has itself.
LINES = [
    "各市、县（区）人民政府：",
    PROSE,
    "一、总体要求",
    PROSE * 2,
    "二、重点任务",
    "（一）培育示范点20个。",
    "某省人民政府",
    "2021年3月4日",
]
ROWS = "".join(f"<tr><td>{n}</td><td>新建公办幼儿园{n}所</td><td>省教育厅</td></tr>" for n in range(1, 30))
TABLE = f"<table border=1><tr><td>序号</td><td>任务</td><td>责任单位</td></tr>{ROWS}</table>"

PASTES = {
    "paragraphs": lambda lines: "".join(f"<p>{line}</p>" for line in lines),
    "word": lambda lines: "".join(
        f"<p class=MsoNormal style='text-indent:32pt'><span lang=EN-US style='font-family:仿宋'>{line}<o:p></o:p>"
        "</span></p>"
        for line in lines
    ),
    "line breaks": lambda lines: "<br>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{line}" for line in lines),
    "unclosed": lambda lines: "<font face=宋体>" + "".join(f"<p>　　{line}" for line in lines) + "</font>",
    "blocks": lambda lines: "".join(f"<div>{line}</div>" for line in lines),
    "spans": lambda lines: "".join(
        f"<p><span><span>{line[:9]}</span></span><span>{line[9:]}</span></p>" for line in lines
    ),
    "two parts": lambda lines: "".join(
        f"<div><div>{''.join(f'<p>{line}</p>' for line in part)}</div></div>" for part in (lines[:3], lines[3:])
    ),
}
# The element `article` holds the heading and the date too.
HEADED = {"semantic": f"{TITLE}2021-03-05"}


@pytest.mark.parametrize("table", ["", TABLE], ids=["text", "with-table"])
@pytest.mark.parametrize("paste", PASTES)
@pytest.mark.parametrize("template", TEMPLATES)
def test_the_article_is_found_whole_and_alone(template, paste, table):
    article = PASTES[paste](LINES) + table
    reading = read_page("page.html", TEMPLATES[template](TITLE, article))
    assert reading.body is not None
    expected = HEADED.get(template, "") + squeezed(read_html("article", f"<div>{article}</div>").text)
    assert squeezed(reading.text[slice(*reading.body)]) == expected


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_title_is_stated(template):
    head = read_page("page.html", TEMPLATES[template](TITLE, PASTES["paragraphs"](LINES))).head
    assert TITLE in head["title"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_page_without_its_article_has_none(template):
    assert read_page("page.html", TEMPLATES[template](TITLE, "")).head["body_found_by"] == "none"


@pytest.fixture(scope="module", params=SAMPLES, ids=[path.name[:3] for path in SAMPLES])
def sample(request):
    """(text of a sample document, what is found in it)"""
    text = request.param.read_bytes().decode()
    return text, findings("plan.txt", text.encode())


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_plan_means_the_same_in_every_layout(template, sample):
    text, expected = sample
    article = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    found = findings("plan.html", TEMPLATES[template](expected["fields"][0].title or "通知", article).encode())
    # What a page states of itself differs: its date, its index number; and a text that was cut at a round number of
    # characters does not show that any more when it stands in a page.
    del found["fields"]
    assert found == {name: values for name, values in expected.items() if name != "fields"}


def squeezed(text: str) -> str:
    return "".join(text.split())
