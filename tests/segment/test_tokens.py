"""Search terms: what a text is found by, with either engine."""

from collections import Counter
from itertools import accumulate
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.reference import read_table
from flows.segment.tokens import count_terms, cut_terms, python_segmenter, rust_segmenter, terms
from flows.text import fold

DOCUMENTS = sorted((Path(__file__).parents[2] / "seeds" / "documents").glob("*.txt"))
LEAST_BOUNDARY_F1 = 0.998

TERMS = [
    # (text, terms that must be there, terms that must not, why)
    ("新建普惠性幼儿园", {"普惠性幼儿园", "幼儿园"}, set(), "a compound of the dictionary and its parts"),
    ("的和了,以及推进", set(), {"的", "以及", "推进"}, "stop words"),
    ("建设竹屿再生水厂", {"竹屿"}, {"竹", "屿"}, "a name that the dictionary lacks is found by its pairs"),
    ("监测PM2.5、建设5G基站、1+X证书", {"pm2.5", "5g", "1+x", "监测"}, set(), "Latin terms, lower case"),
    ("完成36.5万元,2021年", set(), {"36.5", "2021"}, "bare numbers"),
    ("详见http://www.edu.cn/a/b.html,邮箱a@b.cn", {"邮箱"}, {"http", "www", "html", "edu"}, "addresses"),
    ("", set(), set(), "nothing"),
]


@pytest.mark.parametrize(("text", "present", "absent", "why"), TERMS)
def test_terms(text, present, absent, why):
    found = set(terms(text))
    assert present <= found, why
    assert not absent & found, why


def test_a_query_finds_the_text_that_holds_it():
    text = set(terms("推进城镇小区配套幼儿园专项治理"))
    assert set(terms("配套幼儿园治理")) & text


def test_count_terms_counts_in_order_of_first_occurrence():
    assert list(count_terms(["教师培训与教师"])[0].items()) == [("教师", 2), ("培训", 1), ("教师培训", 1)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_both_engines_find_the_same_terms(path):
    text = fold(path.read_text(encoding="utf-8"))
    rust, python = (cut_terms(text.split("\n"), engine) for engine in (rust_segmenter(), python_segmenter()))
    assert list(map(Counter, rust)) == list(map(Counter, python))


def test_texts_are_cut_together_as_they_are_alone():
    texts = ["新建幼儿", "园5所", "", "PM2.5\n下降", "竹", "屿"]
    assert cut_terms(texts, rust_segmenter()) == [terms(text) for text in texts]


@pytest.mark.parametrize("engine", [rust_segmenter(), python_segmenter()], ids=["rust", "python"])
@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_a_text_is_searched_word_by_word(path, engine):
    """What a word holds does not depend on its neighbours, so it is looked up once."""
    text = "".join(character for character in path.read_text(encoding="utf-8") if "一" <= character <= "鿿")
    assert [part for word in engine.cut(text) for part in engine.search(word)] == list(engine.search(text))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.stem)
def test_both_engines_set_the_same_boundaries(path):
    text = "".join(character for character in path.read_text(encoding="utf-8") if "一" <= character <= "鿿")
    ends = []
    for engine in (rust_segmenter(), python_segmenter()):
        ends.append(set(accumulate(map(len, engine.cut(text)))))
    rust, python = ends
    assert 2 * len(rust & python) / (len(rust) + len(python)) >= LEAST_BOUNDARY_F1


def test_the_dictionary_holds_each_word_once_with_a_frequency():
    words = [row["word"] for row in read_table("jieba_words")]
    assert len(words) == len(set(words))
    assert all(int(row["frequency"]) > 0 for row in read_table("jieba_words"))


@settings(max_examples=50)
@given(st.text(max_size=60))
def test_terms_are_words_of_two_characters_and_more_or_latin(text):
    for term in terms(fold(text)):
        assert len(term) > 1 or term.isascii()
        assert term == term.lower()
