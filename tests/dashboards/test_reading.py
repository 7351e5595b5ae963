"""A plan's text as HTML: nothing lost, nothing added, nothing of a document's own HTML comes alive."""

import html
import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dashboards.reading import DISCARDED, Mark, place_of, render_rows, render_text, row_of

TEXT = "一、目标\n到2025年,覆盖率达到80%。推荐阅读:广告"
SPANS = [(0, 21, "item"), (21, len(TEXT), "promo")]
TARGET = Mark("t1", "target", 12, 20, "覆盖率 80%")
DEADLINE = Mark("d1", "deadline", 5, 11)


def visible(rendered: str) -> str:
    """The characters that a reader sees, white space aside."""
    return re.sub(r"\s", "", html.unescape(re.sub(r"<[^>]*>", "", rendered)))


def test_marks_carry_their_kind_place_and_row():
    rendered = render_text(TEXT, SPANS, {0: (1, "item")}, [TARGET, DEADLINE])
    assert f'<i id="{place_of("t1")}"></i><a class="yd-mark yd-target" href="#{row_of("t1")}"' in rendered
    assert '">到2025年</a>' in rendered
    assert '<p id="u-0" class="yd-d1 yd-item">' in rendered


def test_the_focused_mark_stands_out_where_marks_overlap():
    around = Mark("c1", "citation", 5, 20)
    rendered = render_text(TEXT, SPANS, {}, [around, TARGET], focus="c1")
    assert rendered.count("yd-focus") == 2, "both parts of the citation, the one under the target too"
    assert rendered.count(f'id="{place_of("c1")}"') == 1, "its place is where it begins"


def test_discarded_text_is_shown_on_request_only():
    assert "广告" not in render_text(TEXT, SPANS, {}, [])
    assert '<del class="yd-discard" title="promo">推荐阅读:广告</del>' in render_text(
        TEXT, SPANS, {}, [], with_discards=True
    )


def test_a_window_shows_its_characters_only():
    assert visible(render_text(TEXT, SPANS, {}, [TARGET], window=(12, 15))) == TEXT[12:15]


def test_html_of_a_document_is_text():
    hostile = '<script>alert(1)</script>"><img onerror=x>'
    mark = Mark('"><b>', "target", 0, 8, hostile)
    rendered = render_text(hostile, [(0, len(hostile), "item")], {}, [mark])
    listed = render_rows([(mark, hostile, hostile)])
    assert visible(rendered) == re.sub(r"\s", "", hostile)
    for page in (rendered, listed):
        assert "<script" not in page
        assert "<img" not in page


@st.composite
def documents(draw):
    text = draw(
        st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=60)
    )
    offsets = st.integers(0, len(text))
    edges = sorted({0, len(text), *draw(st.lists(offsets, max_size=5))})
    kinds = st.sampled_from(["item", "title", "whitespace", "promo", "spam"])
    spans = [(start, end, draw(kinds)) for start, end in pairwise(edges)]
    pairs = draw(st.lists(st.tuples(offsets, offsets), max_size=6))
    kinds_of_marks = st.sampled_from(["target", "agency", "deadline", "citation"])
    marks = [Mark(f"m{n}", draw(kinds_of_marks), min(p), max(p)) for n, p in enumerate(pairs) if p[0] != p[1]]
    items = {start: (1, "item") for start in draw(st.lists(offsets, max_size=4))}
    return text, spans, items, marks


@given(documents())
def test_every_character_is_there_once_and_in_order(document):
    text, spans, items, marks = document
    kept = "".join(text[start:end] for start, end, kind in spans if kind not in DISCARDED)
    assert visible(render_text(text, spans, items, marks)) == re.sub(r"\s", "", kept)
    assert visible(render_text(text, spans, items, marks, with_discards=True)) == re.sub(r"\s", "", text)
