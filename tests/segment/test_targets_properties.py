"""Targets hold together for any text: offsets lie in it, the work stays linear, nothing raises."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.model import Deadline, PlanContext
from flows.segment.quantities import find_quantities
from flows.segment.targets import drop_repeats, find_targets

CONTEXT = PlanContext(plan_year=2026)
PARTS = [
    *"0123456789%,。;:、()“”《》\n的和及占比对每年一二三十百千万亿元个所名项率",
    *(
        "新建",
        "新增",
        "达到",
        "不低于",
        "以上",
        "左右",
        "增长",
        "分别",
        "全覆盖",
        "“清零”",
        "每年",
        "学校",
        "覆盖率",
        "给予",
    ),
    *("一次性奖励", "2025年", "到2030年", "由", "提高到", "项目", "等", "中", "在", "基础上", "竣工", "的比例", "最高"),
]


def assert_holds_together(text):
    targets = find_targets(text, CONTEXT)
    for target in targets:
        assert 0 <= target.start < target.end <= len(text)
        assert target.indicator
        assert (target.comparator == "between") == (target.value_max is not None)
        assert target.basis in {"level", "increase", "decrease"}
        assert target.indicator_code
    assert targets == find_targets(text, CONTEXT, quantities=find_quantities(text))
    assert drop_repeats(targets, targets) == []


@settings(deadline=None)
@given(text=st.text(max_size=80))
def test_any_text(text):
    assert_holds_together(text)


@settings(deadline=None)
@given(parts=st.lists(st.sampled_from(PARTS), max_size=24))
def test_any_mixture_of_plan_words(parts):
    assert_holds_together("".join(parts))


def test_headings_state_numbers_that_stand_below_again():
    assert find_targets("新建10所学校。", CONTEXT, is_heading=True) == []


@pytest.mark.parametrize(
    "unit",
    [
        "10个、",
        "占10%",
        "对10人的给予1元,",
        "(10个)",
        "亿元以上项目",
        "从1%提高到2%",
        "奖励1元给予",
        "“”",
        "1:2:3:",
        "((((",
        "分别1%、",
    ],
)
def test_work_is_linear_in_hostile_text(unit):
    def seconds(length):
        text = (unit * length)[:length]
        start = time.process_time()
        find_targets(text, CONTEXT, deadlines=[Deadline("2026", None, 0, 1)])
        return time.process_time() - start

    # The least of three: a pause of the process, such as a collection of garbage, may fall into any of them.
    small, large = (min(seconds(length) for _ in range(3)) for length in (2000, 8000))
    assert large < 12 * small + 0.2
