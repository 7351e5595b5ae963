"""Targets: rule by rule, sentence by sentence."""

import pytest

from flows.model import PlanContext
from flows.segment.targets import find_targets

CONTEXT = PlanContext(plan_year=2026)


def found(text: str) -> list[tuple[str, float, str]]:
    return [(target.indicator, target.value, target.unit) for target in find_targets(text, CONTEXT)]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("培育30个示范村和12个示范镇。", [("示范村", 30, "个"), ("示范镇", 12, "个")], "one entry per number"),
        ("高中阶段毛入学率达到97%以上。", [("高中阶段毛入学率", 97, "%")], "the phrase before the verb"),
        ("年内建成市级劳动教育基地25所。", [("市级劳动教育基地", 25, "所")], "doing verbs and scope words are dropped"),
        ("新建4所乡镇公办幼儿园。", [("新建乡镇公办幼儿园", 4, "所")], "新建 says what is counted"),
        ("召开第十六届运动会,树牢“四个意识”。", [], "ordinals and slogans"),
    ],
)
def test_what_is_counted(text, expected, why):
    assert found(text) == expected, why
