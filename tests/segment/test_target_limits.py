"""Deadlines of targets, modality, base units."""

import pytest

from flows.model import PlanContext
from flows.segment.periods import find_deadlines
from flows.segment.targets import find_targets
from flows.text import fold

CONTEXT = PlanContext(plan_year=2026)
PLAN_OF_2021 = PlanContext(plan_year=2021)
FRUIT = "柑橘产业:到2025年,柑橘面积达到400万亩,产量达到500万吨。"


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("到2030年,毛入园率达到95%。", ["2030"], "the limit of the clause"),
        ("2026年6月底前新建公办园5所。", ["2026-06-30"], "a day"),
        ("年内建成示范校12所。", [None], "年内 is the plan year"),
        ("新建公办园5所。", [None], "no limit"),
        ("到2030年,普惠率达到90%,巩固率达到98%。教师学历合格率达到100%。", ["2030"] * 3, "a limit opens a list"),
        ("到2030年:\n普惠率达到90%;\n巩固率达到98%。", ["2030"] * 2, "over the lines of a list"),
        ("2027年普惠率达到88%,2030年达到92%。", ["2027", "2030"], "each clause its own"),
        ("到2028年、2030年,普惠率分别达到88%、92%。", ["2028", "2030"], "joined years, shared out by 分别"),
        ("到2028年和2030年普惠率达到88%。", ["2030"], "without it the nearest holds"),
    ],
)
def test_deadlines(text, expected, why):
    targets = find_targets(text, CONTEXT, deadlines=find_deadlines(text, CONTEXT))
    assert [target.deadline for target in targets] == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("6月底前新建学校3所,改造5所。", ["2021-06-30", "2021-06-30"], "a limit that opens a sentence"),
        ("新建学校3所,6月底前完成。", ["2021-06-30"], "one behind the number"),
        ("新建学校3所。(责任单位:市教育局;完成时限:2021年10月)", ["2021-10"], "one behind its label"),
        ("新建学校3所,5月底前改造2所。(完成时限:10月)", ["2021-10", "2021-05-31"], "but a clause's own first"),
        (FRUIT, ["2025", "2025"], "a horizon holds to the end of its paragraph"),
        (FRUIT + "渔业:水产面积达到90万亩。", ["2025", "2025", None], "but not past the next label"),
        (
            "到2025年实现以下目标。柑橘产业:面积达到400万亩。渔业:水产面积达到90万亩。",
            ["2025", "2025"],
            "a horizon before the first label holds for all of them",
        ),
        (
            "2021年主要预期目标为:生产总值增长8%;财政收入增长6%。",
            ["2021", "2021"],
            "a year that opens a list of goals holds for the whole list",
        ),
        ("2021年生产总值增长8%;财政收入增长6%。", [None, None], "a year that opens no list does not"),
        (
            "推进应用全覆盖。(8月底完成,牵头单位:市教育局)",
            ["2021-08-31"],
            "a limit that opens the bracket which ends the item",
        ),
        ("新建学校3所。(责任单位:市教育局,6月底前)", ["2021-06-30"], "or stands in it behind the bodies"),
    ],
)
def test_how_far_a_limit_reaches(text: str, expected: list, why: str) -> None:
    folded = fold(text)
    targets = find_targets(folded, PLAN_OF_2021, deadlines=find_deadlines(folded, PLAN_OF_2021))
    assert [target.deadline for target in targets] == expected, why


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("确保毛入学率达到98%。", "ensure"),
        ("力争毛入学率达到98%。", "strive"),
        ("鼓励各校开设2门选修课。", "encourage"),
        ("毛入学率达到98%。", None),
    ],
)
def test_modality(text, expected):
    assert [target.modality for target in find_targets(text, CONTEXT)] == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("完成工业投资16亿元。", (16, "亿元", 1_600_000_000, "元")),
        ("新增绿地5.7万亩。", (5.7, "万亩", 57_000, "亩")),
        ("发放补贴每月0.3万元。", (0.3, "万元/月", 3_000, "元/月")),
    ],
)
def test_base_units(text, expected):
    (target,) = find_targets(text, CONTEXT)
    assert (target.value, target.unit, pytest.approx(target.value_base), target.unit_base) == expected
