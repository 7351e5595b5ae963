"""Quantities hold together for any text, and every comparator works with every form of number and unit."""

import time
from itertools import product

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from flows.reference import read_table
from flows.segment.quantities import find_absolutes, find_quantities
from flows.segment.units import base_quantity
from tests.numeral_forms import colloquial, formal, grouped, mixed, standard

PARTS = [
    *"0123456789.,:/-—~ \t\n一二三五六八九十百千万亿零〇两半几多余来点分之又负第每年月日个元块毛角",
    *"折成打%‰倍和至到比大小kMwem^()\0\ud800",
    *("以上", "以下", "不低于", "超过", "约", "左右", "每年", "每2年", "之间", "百分之", "人民币", "(含)", "的同时"),
]


def assert_holds_together(text):
    end = 0
    for quantity in find_quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        end = quantity.end
        assert (quantity.comparator == "between") == (quantity.value_max is not None)
        assert quantity.value_max is None or quantity.value < quantity.value_max
        base_quantity(quantity.value, quantity.unit)


@given(text=st.text(max_size=80))
def test_any_text(text):
    assert_holds_together(text)
    find_absolutes(text)


@given(parts=st.lists(st.sampled_from(PARTS), max_size=14))
def test_any_mixture_of_number_words(parts):
    assert_holds_together("".join(parts))


COMPARATORS = [(row["word"], row["comparator"], row["position"]) for row in read_table("comparators")]
# One number in each form with the value it has before a unit that takes no 万.
FORMS = [
    ("350", 350),
    (grouped(1350), 1350),
    ("3.5", 3.5),
    (standard(10305), 10305),
    (colloquial(350), 350),
    (formal(305), 305),
    (mixed(105000), 105000),
    ("３５０", 350),
]
UNITS = ["", "个", "所", "人次", "%", "个百分点", "元", "小时", "个月", "个工作日", "公里", "平方米", "吨", "倍", "次"]
UNITS += ["期", "元/月", "次/年", "岁", "℃"]


@pytest.mark.parametrize(("word", "comparator", "position"), COMPARATORS)
def test_every_comparator_with_every_form_and_unit(word, comparator, position):
    for (number, value), unit in product(FORMS, UNITS):
        amount = f"{number}{unit}"
        text, mention = {
            "before": (f"指标{word}{amount}。", word + amount),
            "after": (f"指标{amount}{word}。", amount + word),
            "adverb": (f"指标{word}召开{amount}。", amount),
        }[position]
        found = [(q.value, q.unit, q.comparator, text[q.start : q.end]) for q in find_quantities(text)]
        assert found == [(value, unit, comparator, mention)]


@pytest.mark.parametrize(("word", "comparator", "position"), COMPARATORS)
def test_every_comparator_with_a_scale(word, comparator, position):
    for unit in ("亩", "元", "人次", "吨"):
        text = f"指标5.7万{unit}{word}。" if position == "after" else f"指标{word}5.7万{unit}。"
        assert [(q.value, q.unit, q.comparator) for q in find_quantities(text)] == [(5.7, "万" + unit, comparator)]


@pytest.mark.parametrize("separator", ["—", "-", "－", "~", "～", "——", "--", "至", "到", "–"])
@given(low=st.integers(1, 10**6), step=st.integers(1, 10**6), unit=st.sampled_from(UNITS[1:]))
def test_ranges(separator, low, step, unit):
    assume(not 1900 <= low <= 2100)
    text = f"共{low}{separator}{low + step}{unit}。"
    (quantity,) = find_quantities(text)
    assert (quantity.value, quantity.value_max, quantity.unit) == (low, low + step, unit)
    assert text[quantity.start : quantity.end] == text[1:-1]


@given(low=st.integers(1, 10**4), step=st.integers(1, 10**4), unit=st.sampled_from(["%", "元", "公里", "个"]))
def test_ranges_that_tell_the_unit_twice(low, step, unit):
    (quantity,) = find_quantities(f"{low}{unit}至{low + step}{unit}")
    assert (quantity.value, quantity.value_max, quantity.unit) == (low, low + step, unit)


@given(
    count=st.integers(2, 99),
    number=st.integers(1, 999),
    period=st.sampled_from(["年", "个月", "天", "周", "学期", "小时"]),
)
def test_rates(count, number, period):
    (quantity,) = find_quantities(f"每{count}{period}不少于{number}次")
    assert (quantity.value, quantity.unit, quantity.comparator, quantity.kind) == (
        number,
        f"次/{count}{period}",
        "ge",
        "frequency",
    )


HOSTILE = [
    "1",
    "一",
    "百分之",
    "((((",
    "一、",
    "1,",
    "1 ",
    "111,",
    "每年",
    "1-",
    "1比",
    "1/",
    "^9",
    "1元",
    "零几",
    "不低于",
]
HOSTILE += ["一分之", "点一", " ", "http://", "至少", "一 ", "大于1", "1以上"]


@pytest.mark.parametrize("pattern", HOSTILE)
def test_hostile_texts_take_linear_time(pattern):
    """100,000 characters of one pattern take a second; a quadratic rule would need minutes."""
    text = pattern * (100_000 // len(pattern))
    started = time.process_time()
    assert_holds_together(text)
    assert time.process_time() - started < 10


@pytest.mark.parametrize("pattern", ["1", "一", "百分之", "(((("])
def test_a_megabyte(pattern):
    started = time.process_time()
    find_quantities(pattern * (1_000_000 // len(pattern)))
    assert time.process_time() - started < 30
