"""Units: the reference data, and quantities in base units."""

import pytest

from flows.reference import read_table
from flows.segment.quantities import find_quantities
from flows.segment.units import base_quantity, units

KINDS = {"count", "percent", "percentage_point", "ratio", "money", "duration", "frequency", "other"}
IN_BASE_UNITS = [
    (16, "亿元", 1600000000, "元", "亿 and money"),
    (5.7, "万亩", 57000, "亩", "万 and an area"),
    (2.48, "万亿元", 2480000000000, "元", "two scales"),
    (3, "公里", 3000, "米", "length"),
    (50, "万千瓦", 500000000, "瓦", "万 and a power"),
    (6, "个月", 0.5, "年", "a duration"),
    (0.3, "万元/月", 3000, "元/月", "a denominator stays"),
    (5, "‰", 0.5, "%", "per mille"),
    (12.5, "块", 12.5, "块", "a count word is its own base"),
    (7, "", 7, "", "a bare number"),
    (7, "未知", 7, "未知", "an unknown unit is its own base"),
    (3, "万", 30000, "", "a scale alone"),
]


@pytest.mark.parametrize(("value", "unit", "base_value", "base_unit", "why"), IN_BASE_UNITS)
def test_base_quantity(value, unit, base_value, base_unit, why):
    assert base_quantity(value, unit) == (pytest.approx(base_value, rel=1e-12), base_unit), why


def test_base_quantity_takes_any_number():
    assert base_quantity(float("inf"), "万元") == (float("inf"), "元")


def test_no_unit_is_told_twice():
    names = [row["unit"] for row in read_table("units")] + [row["word"] for row in read_table("count_words")]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_kinds_are_those_of_the_contract():
    assert {unit.kind for unit in units().values()} <= KINDS


def test_base_units_are_units_whose_factor_is_one():
    for unit in units().values():
        base = units().get(unit.base)
        assert base is None or (base.factor == 1 and base.base == base.name), unit.name


@pytest.mark.parametrize("numeral", ["37", "2.5", "1,234", "３７", "三百", "十二"])
def test_every_unit_is_read_after_a_numeral(numeral):
    for name in units():
        text = f"共{numeral}{name}。"
        (quantity,) = find_quantities(text)
        assert (quantity.unit, text[quantity.start : quantity.end]) == (name, numeral + name)
