"""Which time limit of a text holds for which of its numbers."""

import pytest

from flows.model import PlanContext
from flows.segment.periods import find_deadlines
from flows.segment.targets import find_targets
from flows.text import fold

CONTEXT = PlanContext(plan_year=2021)
FRUIT = "柑橘产业:到2025年,柑橘面积达到400万亩,产量达到500万吨。"


def dues(text: str) -> list[str | None]:
    folded = fold(text)
    return [found.deadline for found in find_targets(folded, CONTEXT, deadlines=find_deadlines(folded, CONTEXT))]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("6月底前新建学校3所,改造5所。", ["2021-06-30", "2021-06-30"], "a limit that opens a sentence"),
        ("新建学校3所,6月底前完成。", ["2021-06-30"], "one behind the number"),
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
    ],
)
def test_limits_of_targets(text: str, expected: list, why: str) -> None:
    assert dues(text) == expected, why
