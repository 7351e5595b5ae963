"""Parsed documents become rows: with stable ids, quotes without spam, and nothing lost."""

from dataclasses import replace

import polars as pl
import pytest

from flows.load import keys
from flows.model import ItemTerms
from flows.validate.frames import build_frames
from schemas.registry import PARSED, frame_schema
from tests.builder import DocumentBuilder, education_plan


@pytest.fixture
def frames():
    return build_frames([education_plan()], "run")


def test_every_table_has_its_columns(frames):
    assert {name: dict(frame.schema) for name, frame in frames.items()} == {
        name: frame_schema(model) for name, model in PARSED.items()
    }


def test_no_documents_give_empty_frames():
    assert {name: (frame.height, dict(frame.schema)) for name, frame in build_frames([], "run").items()} == {
        name: (0, frame_schema(model)) for name, model in PARSED.items()
    }


def test_ids_do_not_depend_on_the_batch():
    documents = [education_plan(f"plans/{number}.txt") for number in range(3)]
    together = build_frames(documents, "run")
    for table in PARSED:
        apart = pl.concat([build_frames([document], "run")[table] for document in documents])
        if table == "search_vocabulary":
            # A word of several documents is named once.
            apart = apart.unique(maintain_order=True)
        assert together[table].equals(apart), table


def test_children_name_their_document_and_item(frames):
    (document,) = frames["documents"]["document_id"]
    assert document == keys.document_id("plans/haining.txt")
    for table in ("items", "text_spans", "targets", "item_agencies", "deadlines", "citations", "agency_readings"):
        assert set(frames[table]["document_id"]) == {document}, table
    paths = dict(frames["items"].select("item_id", "path").rows())
    assert [paths[item] for item in frames["targets"]["item_id"]] == ["2.1", "2.1"]
    assert [paths.get(parent) for parent in frames["items"]["parent_item_id"]] == [None, None, "2", "2", None]


def test_quotes_leave_spam_out(frames):
    assert frames["targets"]["quote"].to_list() == ["新建幼儿园5所", "普惠性幼儿园覆盖率达到90%以上"]


def test_a_quote_that_lies_in_a_discarded_span_stands_as_it_is():
    builder = DocumentBuilder()
    builder.item("1.", "扩大普惠资源。")
    builder.discard("有效期至2025年", "wrapper")
    builder.deadline("2025年", "2025", None, item=None)
    assert build_frames([builder.build()], "run")["deadlines"]["quote"].to_list() == ["2025年"]


def test_unresolved_bodies_stay_visible(frames):
    readings = frames["agency_readings"].filter(~pl.col("is_resolved"))
    assert readings.select("name", "short_name", "region_code").rows() == [(None, "各学校", "330481")]


@pytest.mark.parametrize(
    ("first", "second", "same", "why"),
    [
        (
            ("海宁市教育局", "市教育局", "330481"),
            ("海宁市教育局", "海宁市教育局", "330000"),
            True,
            "one body, two mentions",
        ),
        ((None, "各学校", "330481"), (None, "各学校", "330481"), True, "the same class in the same place"),
        ((None, "各学校", "330481"), (None, "各学校", "220284"), False, "the same words elsewhere"),
        (
            (None, "海宁市教育局", "330481"),
            ("海宁市教育局", "海宁市教育局", "330481"),
            False,
            "not resolved, though alike",
        ),
    ],
)
def test_agency_ids(first, second, same, why):
    assert (keys.agency_id(*first) == keys.agency_id(*second)) is same, why


def test_rows_alike_have_ids_of_their_own():
    builder = DocumentBuilder()
    builder.item("1.", "新建幼儿园5所,改建幼儿园5所。")
    for _ in range(2):
        builder.target("新建幼儿园5所", "新建幼儿园", 5, "所")
    document = builder.build()
    twins = replace(document, items=(*document.items, replace(document.items[0], index=1)))
    frames = build_frames([twins], "run")
    assert frames["targets"]["target_id"].n_unique() == 2
    assert frames["items"]["item_id"].n_unique() == 2


def test_terms_carry_the_length_of_their_item():
    builder = DocumentBuilder()
    builder.item("1.", "普惠普惠")
    builder.item("2.", "优质")
    frames = build_frames([builder.build([ItemTerms(0, ("普惠",), (2,)), ItemTerms(1, ("优质",), (1,))])], "run")
    named = frames["search_postings"].join(frames["search_vocabulary"], on="term_key", maintain_order="left")
    assert named.select("term", "frequency", "word_count").rows() == [
        ("普惠", 2, 2),
        ("优质", 1, 1),
    ]
    assert frames["items"]["word_count"].to_list() == [2, 1]
    assert [f"{key:016x}" for key in frames["search_postings"]["item_key"]] == frames["items"]["item_id"].to_list()


def test_a_lone_surrogate_keeps_every_offset():
    builder = DocumentBuilder()
    builder.item("1.", "新建\ud800幼儿园5所。")
    builder.target("幼儿园5所", "幼儿园", 5, "所")
    document = builder.text
    assert len(document) == len(document.encode("utf-8", "replace").decode())
    builder.text = document
    parsed = replace(education_plan(), raw=replace(education_plan().raw, text="\ud800" + education_plan().raw.text[1:]))
    frames = build_frames([parsed], "run")
    assert frames["documents"]["raw_text"][0][0] == "?"
    assert frames["documents"]["raw_text"].str.len_chars()[0] == frames["documents"]["char_count"][0]
