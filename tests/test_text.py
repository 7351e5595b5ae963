"""Folding and passages: one coordinate system for everything that is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.text import Passage, fold


@pytest.mark.parametrize(
    ("text", "folded", "why"),
    [
        ("（一）１２％：，；", "(一)12%:,;", "full-width forms"),
        ("４∶６", "4:6", "the ratio mark"),
        ("①②", "①②", "circled numbers are labels and stay"),
        ("㎡", "㎡", "a character that NFKC makes two of stays"),
        ("“《〈〔", "“《〈〔", "Chinese marks stay"),
    ],
)
def test_fold(text: str, folded: str, why: str) -> None:
    assert fold(text) == folded, why


@given(st.text())
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="一二。 \n　（１a"), st.data())
def test_a_passage_knows_where_its_characters_stand(text: str, data: st.DataObject) -> None:
    passage = Passage.read(text, [(0, len(text))])
    assert len(passage.text) == len(passage.offsets)
    assert list(passage.offsets) == sorted(set(passage.offsets))
    for character, offset in zip(passage.text, passage.offsets, strict=True):
        assert character in "\n " or fold(text[offset]) == character


@pytest.mark.parametrize(
    ("source", "read", "why"),
    [
        ("编　办\n\n  人社局", "编办\n人社局", "a blank inside a word goes, a line break stays"),
        ("一、总则　　二、要求", "一、总则\n二、要求", "an indent of two ideographic blanks begins a paragraph"),
        ("5G network 2021 年", "5G network 2021年", "a blank between Latin words stays"),
        ("\n\n首段\n", "首段", "no breaks at the ends"),
    ],
)
def test_reading(source: str, read: str, why: str) -> None:
    assert Passage.read(source, [(0, len(source))]).text == read, why


def test_a_discard_in_mid_sentence_leaves_no_trace() -> None:
    source = "完善教师【广告】招聘办法"
    passage = Passage.read(source, [(0, 4), (8, 12)])
    assert passage.text == "完善教师招聘办法"
    assert passage.span(2, 6) == (2, 10)


def test_original_keeps_the_marks_of_the_source() -> None:
    source = "（一）目标：\n达到８０％。"
    passage = Passage.read(source, [(0, len(source))])
    assert passage.text == "(一)目标:\n达到80%。"
    assert passage.original(source) == source


def test_original_keeps_table_cells_apart() -> None:
    source = "新建学校３所\t12月\t县教育局"
    passage = Passage.read(source, [(0, len(source))])
    assert passage.text == "新建学校3所12月县教育局"
    assert passage.original(source) == source
