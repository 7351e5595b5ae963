"""Numbers up to 10^12, written in every form a plan may use, are read back."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.segment.numerals import normalize, parse_numeral
from tests.numeral_forms import (
    colloquial,
    formal,
    full_width,
    grouped,
    in_ten_thousands,
    mixed,
    spaced,
    spelled,
    standard,
)

RENDERERS = [str, standard, formal, colloquial, mixed, in_ten_thousands, full_width, grouped, spaced, spelled]
NUMBERS = st.one_of(
    st.integers(0, 10**12),
    st.integers(0, 10**5),
    st.builds(lambda digit, zeros: digit * 10**zeros, st.integers(1, 999), st.integers(0, 9)),
)


@pytest.mark.parametrize("render", RENDERERS)
@given(number=NUMBERS)
def test_what_is_written_is_read_back(render, number):
    assert parse_numeral(render(number)) == number, render(number)


@pytest.mark.parametrize("render", RENDERERS)
@given(number=st.integers(1, 10**9), sign=st.sampled_from(["-", "负", "－"]))
def test_signs(render, number, sign):
    assert parse_numeral(sign + render(number)) == -number


@given(number=st.integers(0, 10**8), decimals=st.text("〇一二三四五六七八九", min_size=1, max_size=6))
def test_decimals_are_spelled(number, decimals):
    value = float(f"{number}.{''.join(str('〇一二三四五六七八九'.index(digit)) for digit in decimals)}")
    assert math.isclose(parse_numeral(f"{standard(number)}点{decimals}"), value, rel_tol=1e-12)


@given(below=st.integers(1, 9999), above=st.integers(0, 9999))
def test_fractions(below, above):
    assert parse_numeral(f"{standard(below)}分之{standard(above)}") == pytest.approx(above / below)
    assert parse_numeral(f"{above}/{below}") == pytest.approx(above / below)


@given(text=st.text(max_size=60))
def test_any_text_is_a_number_or_none(text):
    value = parse_numeral(text)
    assert value is None or math.isfinite(value)
    assert len(normalize(text)) == len(text)


@given(text=st.text("0123456789.,-/%‰eE 一二两三九零〇○O十百千万亿兆廿点分之又半负壹拾佰", max_size=50))
def test_any_run_of_numeral_characters_is_a_number_or_none(text):
    value = parse_numeral(text)
    assert value is None or math.isfinite(value)
