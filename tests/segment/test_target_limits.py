"""Deadlines of targets, modality, base units."""

import pytest

from flows.model import PlanContext
from flows.segment.periods import find_deadlines
from flows.segment.targets import find_targets

CONTEXT = PlanContext(plan_year=2026)


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
    ],
)
def test_deadlines(text, expected, why):
    targets = find_targets(text, CONTEXT, deadlines=find_deadlines(text, CONTEXT))
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
