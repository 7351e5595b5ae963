"""What find_quantities reads in plan sentences."""

import pytest

from flows.segment.quantities import find_quantities

PLAN_SENTENCES = [
    ("新建3处以上公办幼儿园", [(3, None, "处", "ge", "count", "3处以上")], "a comparator after the unit"),
    ("职普比提高到4:6", [(4 / 6, None, "ratio", "eq", "ratio", "4:6")], "a ratio is a/b"),
    ("千人宣讲团", [(1000, None, "人", "eq", "count", "千人")], "a numeral in Chinese"),
    ("每月不低于300元", [(300, None, "元/月", "ge", "money", "每月不低于300元")], "a time denominator"),
    ("每2年选树一批成果", [(1, None, "批/2年", "eq", "frequency", "一批")], "the denominator stands apart"),
    ("10—15所学校", [(10, 15, "所", "between", "count", "10—15所")], "a range shares its unit"),
    ("完成5.7万亩造林", [(5.7, None, "万亩", "eq", "other", "5.7万亩")], "万 stays in the unit after digits"),
    ("投入三千万元", [(30000000, None, "元", "eq", "money", "三千万元")], "a Chinese numeral is written out"),
    ("占比百分之二十", [(20, None, "%", "eq", "percent", "百分之二十")], "one unit for all percentages"),
    ("2021年3月15日", [(2021, None, "年", "eq", "other", "2021年"), (3, None, "月", "eq", "other", "3月"),
                  (15, None, "日", "eq", "other", "15日")], "parts of a date are no durations"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "why"), PLAN_SENTENCES)
def test_plan_sentences(text, expected, why):
    found = [(q.value, q.value_max, q.unit, q.comparator, q.kind, text[q.start : q.end]) for q in find_quantities(text)]
    assert found == expected, why
