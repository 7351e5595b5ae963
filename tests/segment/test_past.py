"""What looks back: units by heading and opening, lines inside a text, documents that set no targets."""

import pytest

from flows.model import PlanContext
from flows.segment.past import is_past_results, past_ranges, section_looks_back, yields_no_targets
from flows.segment.targets import find_targets

CONTEXT = PlanContext(plan_year=2026)


@pytest.mark.parametrize(
    ("heading", "text", "expected", "why"),
    [
        ("2025年工作回顾", "", True, "a review"),
        ("发展基础", "", True, "the starting point"),
        ("“十四五”时期取得的成绩", "", True, "results"),
        ("夯实发展基础", "", False, "a task on what such a heading names"),
        ("2026年主要任务", "", False, "the plan"),
        ("总体要求", "", False, "the plan"),
        (None, "过去五年,我们圆满完成各项任务,取得了显著成效。", True, "an opening that looks back"),
        (None, "基本情况:该区有草原面积100万亩。", True, "a label that opens the text"),
        (None, "主攻方向:治理草原100万亩。", False, "a label of what is to be done"),
        (None, "今年要新建10所学校。", False, "an opening that looks ahead"),
        ("2024年工作情况", "", True, "a year before the plan"),
        (None, "2025年,全区认真落实各项部署,接待游客1078万人次。", True, "an opening that names an earlier year"),
        (None, "编制背景“十四五”时期,全区工作取得进展。", True, "a period that has ended"),
        (None, "“十五五”时期,全区要新建10所学校。", False, "the period of the plan"),
    ],
)
def test_units(heading, text, expected, why):
    assert is_past_results(heading, text, CONTEXT) is expected, why


def test_heading_lines_turn_the_direction():
    text = "2025年工作回顾\n建成学校30所。\n2026年工作安排\n建成学校12所。"
    assert [text[start:end] for start, end in past_ranges(text, CONTEXT)] == ["2025年工作回顾\n建成学校30所。\n"]
    assert [target.value for target in find_targets(text, CONTEXT)] == [12]


def test_a_unit_that_looks_back_may_turn_inside():
    text = "城乡面貌改善\n改造道路40公里。\n2026年主要任务\n改造道路25公里。"
    assert [target.value for target in find_targets(text, CONTEXT, is_past=True)] == [25]


def test_the_last_heading_line_holds_for_what_follows():
    assert section_looks_back("请予审议。\n2025年工作回顾", CONTEXT) is True
    assert section_looks_back("成绩来之不易。\n2026年工作任务", CONTEXT, before=True) is False
    assert section_looks_back("我们改造道路40公里。", CONTEXT, before=True) is True


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("某市公共数据管理办法(试行)", False),
        ("关于公布某市非遗项目名单的通知", True),
        ("关于印发某县行政许可事项清单(2026年版)的通知", True),
        ("某局2026年部门预算", True),
        ("关于某港总体规划的批复", False),
        ("某市教育局2026年工作要点", False),
        ("某省教育发展“十五五”规划", False),
        (None, False),
    ],
)
def test_documents_that_set_no_targets(title, expected):
    assert yields_no_targets(PlanContext(title=title)) is expected
