"""The topic of an item."""

import re

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.reference import read_table
from flows.validate.topics import assign_topics

TOPICS = [
    # (text, heading, topic, why)
    ("新建普惠性幼儿园5所,规范幼儿园办园行为。", None, "preschool_education", "education"),
    ("推进产教融合,建设职业学校实训基地。", None, "vocational_education", "education"),
    ("加强大气、水质监测,整治黑臭水体。", None, "environment", "environment"),
    ("推广消费扶贫,帮扶脱贫人口。", None, "poverty_alleviation", "the longest key word counts: not 消费"),
    ("扩大学区范围。", None, "compulsory_education", "a longer key word hides 大学"),
    ("组织教师参加。", "加强校园安全工作", "school_safety", "the heading weighs more"),
    ("按要求完成有关事项。", None, None, "no key word"),
    ("", None, None, "nothing"),
]


def topic_of(text: str, heading: str | None = None) -> str | None:
    """The topic_code of one item."""
    return assign_topics(pl.Series([heading], dtype=pl.String), pl.Series([text], dtype=pl.String))[0]


@pytest.mark.parametrize(("text", "heading", "topic", "why"), TOPICS)
def test_topic_of(text, heading, topic, why):
    assert topic_of(text, heading) == topic, why


def test_topics_are_named_once_and_each_is_reached_by_its_name_or_a_key_word():
    rows = read_table("topics")
    codes = [row["topic_code"] for row in rows]
    assert len(codes) == len(set(codes))
    for row in rows:
        assert re.fullmatch(r"[a-z_]+", row["topic_code"])
        keywords = row["keywords"].split("|")
        assert all(len(keyword) > 1 for keyword in keywords), row
        assert any(topic_of(keyword) == row["topic_code"] for keyword in keywords), row


def test_many_items_get_each_its_own():
    texts = pl.Series([text for text, *_ in TOPICS], dtype=pl.String)
    headings = pl.Series([heading for _, heading, *_ in TOPICS], dtype=pl.String)
    assert assign_topics(headings, texts).to_list() == [topic for *_, topic, _ in TOPICS]


@given(st.text(max_size=80))
def test_any_text_has_one_topic_or_none(text):
    assert topic_of(text) is None or topic_of(text) in {row["topic_code"] for row in read_table("topics")}
