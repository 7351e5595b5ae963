"""The scorer: what counts as found, right, missed and false."""

import copy
import json

import pytest

from flows.evaluate import GoldError, read_gold
from flows.scoring import Evaluation, bare, likeness, normal, score_candidates, score_document

GOLD = {
    "source": "plan.txt",
    "document": {
        "title": "某市教育局2021年工作要点",
        "doc_type": "工作要点",
        "doc_number": None,
        "index_number": None,
        "region": {"name": "某市", "adcode": "330481"},
        "plan_year": 2021,
        "plan_year_end": None,
        "date_written": "2021-01-29",
        "date_published": None,
        "source_url": None,
        "flags": [],
    },
    "body": {"first": "扩大学位供给", "last": "覆盖率达到85%"},
    "noise": ["上一篇"],
    "items": [
        {"id": "1", "parent": None, "kind": "section", "label": "一、", "heading": "扩大供给", "starts": "扩大供给"},
        {"id": "1.1", "parent": "1", "kind": "item", "label": "1.", "heading": None, "starts": "扩大学位供给,新建"},
    ],
    "targets": [
        {
            "item": "1.1",
            "quote": "新建公办幼儿园2所",
            "indicator": "新建公办幼儿园",
            "value": 2,
            "value_max": None,
            "unit": "所",
            "comparator": "eq",
            "basis": "level",
            "kind": "count",
        }
    ],
    "agencies": [{"item": "1.1", "name": "市教育局", "canonical": "某市教育局", "role": "lead"}],
    "deadlines": [{"item": "1.1", "due": "2021-12-31"}],
    "citations": [{"item": "1.1", "title": "学前教育办法"}],
}
DOCUMENT = {
    "title": "某市教育局 2021年工作要点",
    "document_type": "工作要点",
    "document_number": None,
    "index_number": None,
    "region_code": "330481",
    "plan_year": 2021,
    "plan_year_end": None,
    "written_date": "2021-01-29",
    "published_date": None,
    "source_url": None,
    "flags": [],
    "items": [
        {
            "item_id": "a",
            "parent_item_id": None,
            "path": "1",
            "label": "一、",
            "heading": "扩大供给",
            "text": "扩大供给",
        },
        {
            "item_id": "b",
            "parent_item_id": "a",
            "path": "1.1",
            "label": "1.",
            "heading": None,
            "text": "扩大学位供给,新建公办幼儿园2所。覆盖率达到85%",
        },
    ],
    "targets": [{**GOLD["targets"][0], "item_id": "b"}],
    "agencies": [{"item_id": "b", "mention": "市教育局", "name": "某市教育局", "role": "lead"}],
    "deadlines": [{"item_id": "b", "due": "2021-12-31"}],
    "citations": [{"item_id": "b", "title": "“学前教育”办法"}],
}


def changed(path: str, value: object) -> Evaluation:
    """The evaluation of DOCUMENT with one value changed; path: list.index.column, or a column of the document."""
    document = copy.deepcopy(DOCUMENT)
    *way, last = path.split(".")
    place = document
    for step in way:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    return score_document(GOLD, document)


def test_a_document_read_right_scores_one_everywhere():
    evaluation = score_document(GOLD, DOCUMENT)
    assert {name: score.f1 for name, score in evaluation.scores.items() if score.f1 != 1.0} == {}
    assert not any(evaluation.faults.values())


@pytest.mark.parametrize(
    ("path", "value", "lists", "why"),
    [
        (
            "items.1.text",
            "另一段话",
            {"items", "nesting", "targets", "agencies", "deadlines", "citations"},
            "no such unit",
        ),
        ("items.1.parent_item_id", None, {"nesting"}, "another parent"),
        ("items.0.heading", "供给", {"headings"}, "another heading"),
        ("targets.0.unit", "个", {"targets"}, "found, but not right"),
        ("targets.0.value", 3, {"targets found", "targets"}, "another number is another target"),
        ("targets.0.indicator", "幼儿", {"targets"}, "an indicator that shares too little"),
        ("agencies.0.role", "support", {"agencies"}, "another role"),
        ("agencies.0.name", "别市教育局", {"canonical names"}, "resolved to another body"),
        ("deadlines.0.due", "2021", {"deadlines"}, "another limit"),
        ("citations.0.title", "办法", {"citations"}, "another title"),
        ("plan_year", 2020, {"document fields"}, "another year"),
        ("flags", ["run_on"], {"document fields"}, "a flag too many"),
    ],
)
def test_one_wrong_value_costs_its_list(path, value, lists, why):
    evaluation = changed(path, value)
    below = {name for name, score in evaluation.scores.items() if score.f1 < 1.0}
    assert lists <= below, why
    if len(lists) == 1:
        assert below == lists, why


def test_noise_that_survives_and_a_body_that_does_not_are_told():
    evaluation = changed("items.1.text", "扩大学位供给,新建公办幼儿园2所。上一篇")
    assert evaluation.scores["noise removed"].f1 == 0.0
    assert evaluation.scores["body ends"].f1 == 0.5
    assert evaluation.faults["document"] == ["BODY last 覆盖率达到85%", "NOISE 上一篇"]


@pytest.mark.parametrize("found", [[], [DOCUMENT, DOCUMENT]])
def test_a_document_not_found_once_scores_nothing(found):
    evaluation = score_candidates(GOLD, found)
    assert evaluation.scores["documents loaded"].recall == 0.0
    assert evaluation.scores["items"].recall == 0.0


def test_floors_name_what_fell():
    assert changed("deadlines.0.due", "2021").below({"deadlines": 0.9, "items": 0.9}) == [
        "deadlines: F1 0.0000 is under 0.9"
    ]


@pytest.mark.parametrize(
    ("left", "right", "expected", "why"),
    [
        ("普惠园", "普惠园", 1.0, "equal"),
        ("普惠园", "“普惠”园", 1.0, "quotation marks do not count"),
        ("ab", "cd", 0.0, "nothing shared"),
        ("aab", "ab", 0.8, "each character as often as it occurs"),
        ("", "", 0.0, "nothing is like nothing"),
    ],
)
def test_likeness(left, right, expected, why):
    assert likeness(left, right) == pytest.approx(expected), why


def test_how_strings_are_compared():
    assert normal("2021 年\n(一)") == "2021年(一)"
    assert bare("《“五育”并举》") == "五育并举"
    assert normal(None) == ""


def test_a_folder_without_annotations_is_named(tmp_path):
    with pytest.raises(GoldError, match="no annotated document"):
        read_gold(tmp_path)
    (tmp_path / "plan.gold.json").write_text(json.dumps({"source": "plan.txt"}))
    with pytest.raises(GoldError, match=r"plan\.gold\.json"):
        read_gold(tmp_path)
