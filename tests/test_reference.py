"""Tests of the way in which the rules read their word lists."""

import re
from collections import Counter

import pytest

from flows.errors import ReferenceDataError
from flows.reference import REFERENCE_FOLDER, alternatives, longest_first, read_table, words_of


def tables_of_words():
    tables = [path.stem for path in sorted(REFERENCE_FOLDER.glob("*.csv"))]
    return [table for table in tables if {"word", "use"} <= set(read_table(table)[0])]


def test_words_of_one_use():
    assert "率" in words_of("indicator_words", "share")
    assert "率" not in words_of("indicator_words", "work")


def test_a_use_without_a_row_is_told_with_its_table():
    with pytest.raises(ReferenceDataError, match=r"indicator_words.csv:1: no row has the use 比重"):
        words_of("indicator_words", "比重")
    with pytest.raises(ReferenceDataError, match=r"units.csv:1"):
        alternatives("units", "share")


def test_a_longer_word_is_not_hidden_behind_its_beginning():
    assert longest_first(["率", "覆盖率", "a.b"]) == r"a\.b|覆盖率|率"
    assert re.match(alternatives("target_verbs", "reach"), "达到80%")[0] == "达到"


@pytest.mark.parametrize("table", tables_of_words())
def test_no_row_twice_and_no_blanks(table):
    rows = Counter((row["word"], row["use"]) for row in read_table(table))
    assert [row for row, count in rows.items() if count > 1] == []
    assert all(word == word.strip() for word, _ in rows)
