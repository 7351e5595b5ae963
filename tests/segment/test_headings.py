"""Headings by GUIDELINES: a line of its own, or a first sentence in the form of a title."""

import pytest

from flows.segment.headings import find_heading


@pytest.mark.parametrize(
    ("text", "has_children", "heading", "why"),
    [
        (
            "强化党的理论武装。严格落实学习制度。",
            False,
            "强化党的理论武装",
            "a title-like first sentence, then more text",
        ),
        (
            "促进教育公平,增强人民群众教育获得感\n",
            True,
            "促进教育公平,增强人民群众教育获得感",
            "a line of its own keeps its comma",
        ),
        ("政府引导,市场主导。继续发挥引导作用。", False, None, "a first sentence with a comma is none"),
        ("推进内部审计全覆盖。", False, None, "a unit of one sentence has none"),
        ("新增学位4950个。扩大优质资源。", False, None, "a first sentence that holds a target is task text"),
        (
            "指导思想以习近平新时代中国特色社会主义思想为指导。",
            False,
            "指导思想",
            "run-on text lost the mark behind the phrase",
        ),
        (
            "基本原则坚持政府主导、发挥市场作用。加大投入。",
            False,
            "基本原则",
            "the phrase ends before its first sentence does",
        ),
        (
            "主要目标和重点任务清单分解落实。加大投入。",
            False,
            "主要目标和重点任务清单分解落实",
            "a phrase that goes on",
        ),
        (
            "加快改革,拓展空间。\n各地要高度重视。",
            False,
            "加快改革,拓展空间",
            "a line of its own that ends like a sentence",
        ),
        ("经同意后,由总理签发。\n其他文件由秘书长签发。", False, None, "a rule is no title"),
        ("加强领导\n各地要高度重视,精心组织。", False, "加强领导", "a line of its own followed by prose"),
        (
            "聚焦立德树人,实施提升行动",
            True,
            "聚焦立德树人,实施提升行动",
            "between a section's label and its first sub-label",
        ),
    ],
)
def test_heading(text: str, has_children: bool, heading: str | None, why: str) -> None:
    assert find_heading(text, has_children)[0] == heading, why
