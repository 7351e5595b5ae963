"""Indicator codes: one measure, one code, whatever its wording."""

import re

import pytest

from flows.reference import read_table
from flows.segment.indicator_codes import alike, indicator_code, known_codes, normalise_indicator


@pytest.mark.parametrize(
    ("one", "other", "same", "why"),
    [
        ("学前三年毛入园率", "学前三年教育毛入学率", True, "one measure, two wordings"),
        ("普惠性幼儿园覆盖率", "普惠性幼儿园在园幼儿占比", False, "coverage and share are two"),
        ("地区生产总值", "全市生产总值年均增长", True, "scope and growth do not make a measure"),
        ("城镇新增就业", "新增城镇就业人数", True, "word order"),
        ("研究与试验发展经费投入强度", "全社会研发经费投入强度", True, "a synonym"),
        ("公办幼儿园在园幼儿占比", "普惠性幼儿园在园幼儿占比", False, "different things counted"),
        ("“关键小事”", "关键小事", True, "a derived key ignores quotation marks"),
        ("市级示范园", "省级示范园", False, "a derived key keeps the words that decide"),
    ],
)
def test_same_measure(one, other, same, why):
    assert (indicator_code(one) == indicator_code(other)) is same, why


def test_every_known_measure_is_found_by_its_name():
    wrong = {
        row["name"]: indicator_code(row["name"])
        for row in read_table("indicators")
        if indicator_code(row["name"]) != row["indicator_code"]
    }
    assert wrong == {}


def test_codes_are_unique_and_patterns_compile():
    codes = known_codes()
    assert len(codes) == len(set(codes))
    for row in read_table("indicators"):
        assert re.compile(row["pattern"]) and row["anchors"], row["indicator_code"]


def test_derived_keys_are_stable():
    assert indicator_code("校园直饮水改造") == indicator_code("全市校园直饮水改造")
    assert re.fullmatch(r"derived-[0-9a-f]{12}", indicator_code("校园直饮水改造"))


@pytest.mark.parametrize(("phrase", "key"), [("全市“平安校园”", "平安校园"), ("年均增长", "增长"), ("增长", "增长")])
def test_normalised_phrases(phrase, key):
    assert normalise_indicator(phrase) == key


def test_alike_phrases_share_most_characters():
    assert alike("在建重点项目", "在建重点项目建设")
    assert not alike("教育领域", "医疗领域项目")
