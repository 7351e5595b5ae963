"""Reposts lead to the first document, by address, with the same or nearly the same body."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.load.duplicates import fingerprint_body, group_leaders, min_hash
from tests.builder import HAINING, DocumentBuilder, load_documents
from warehouse.connection import open_reader

SENTENCES = [f"第{number}项工作由有关单位抓好落实,完成{number}个项目。" for number in range(40)]


def plan(uri: str, sentences: list[str], region=HAINING, year: int | None = 2021, title: str = "海宁市工作要点"):
    builder = DocumentBuilder(uri, region, year)
    builder.title(title)
    for number, sentence in enumerate(sentences, start=1):
        builder.item(f"{number}.", sentence)
    return builder.build()


def links(path, documents) -> dict[str, str | None]:
    load_documents(path / "plans.duckdb", documents)
    with open_reader(path / "plans.duckdb") as connection:
        return dict(
            connection.execute(
                "SELECT documents.source_uri, originals.source_uri FROM documents "
                "LEFT JOIN documents AS originals ON originals.document_id = documents.duplicate_of"
            ).fetchall()
        )


CASES = [
    (plan("b", SENTENCES), "a", "the same body"),
    (plan("b", [sentence.replace("有关", "\n有 关") for sentence in SENTENCES]), "a", "white space does not count"),
    (plan("b", SENTENCES, title="转载:海宁市工作要点"), "a", "the title does not count"),
    (plan("b", [*SENTENCES[:-2], "最后一项。", "责任编辑小王的一段话。"]), "a", "two sentences of forty differ"),
    (plan("b", SENTENCES[:20]), None, "half a plan is another document"),
    (plan("b", [sentence.replace("有关", "各") for sentence in SENTENCES]), None, "every sentence differs"),
    (plan("b", [*SENTENCES[:-1], "另有安排。"], year=2022), None, "last year's plan copied is another year's plan"),
    (plan("b", [*SENTENCES[:-1], "另有安排。"], year=None), "a", "no year contradicts no year"),
    (plan("b", SENTENCES, year=2022), "a", "the very same body is a repost, whatever its fields say"),
    (plan("b", []), None, "two documents without a body have nothing in common"),
]


@pytest.mark.parametrize(("document", "original", "why"), CASES)
def test_duplicates(tmp_path, document, original, why):
    assert links(tmp_path, [plan("a", SENTENCES), document]) == {"a": None, "b": original}, why


def test_short_letters_are_compared_for_equality_only(tmp_path):
    letter = ["请遵照执行。", "特此通知。", "此件公开发布。"]
    found = links(tmp_path, [plan("a", letter), plan("b", letter), plan("c", [*letter, "附件另发。"])])
    assert found == {"a": None, "b": "a", "c": None}


def test_a_chain_of_reposts_has_one_original(tmp_path):
    steps = [SENTENCES, [*SENTENCES[:-3], *["改动一。改动二的句子。改动三的句子。"]]]
    steps.append([*steps[1][3:], "又一处改动的句子。"])
    found = links(tmp_path, [plan(uri, sentences) for uri, sentences in zip("zma", steps, strict=True)])
    assert found == {"a": None, "m": "a", "z": "a"}


def test_nothing_is_left_of_a_link_when_the_original_goes(tmp_path):
    documents = [plan("a", SENTENCES), plan("b", SENTENCES), plan("c", SENTENCES)]
    assert links(tmp_path, documents) == {"a": None, "b": "a", "c": "a"}
    load_documents(tmp_path / "plans.duckdb", [], remove=["a"])
    assert links(tmp_path, documents[1:]) == {"b": None, "c": "b"}


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12))))
def test_groups_lead_to_their_first_member_whatever_the_order(pairs):
    edges = [((f"{a:02}", f"id{a}"), (f"{b:02}", f"id{b}")) for a, b in pairs if a != b]
    found = group_leaders(edges)
    assert found == group_leaders(list(reversed([(second, first) for first, second in edges])))
    assert all(leader not in found for leader in found.values())
    assert all(int(leader[2:]) < int(member[2:]) for member, leader in found.items())


@pytest.mark.parametrize("shared", [0.2, 0.5, 0.8, 0.95])
def test_signatures_estimate_the_share_of_common_sentences(shared):
    random = np.random.default_rng(7)
    common = round(400 * shared / (1 + shared))
    estimates = []
    for _ in range(50):
        numbers = random.integers(0, 2**32, 400 - common, dtype=np.uint32)
        middle = (len(numbers) - common) // 2 + common
        first, second = numbers[:middle], np.concatenate([numbers[:common], numbers[middle:]])
        estimates.append((min_hash(first) == min_hash(second)).mean())
    assert np.mean(estimates) == pytest.approx(shared, abs=0.03)


def test_a_signature_is_the_same_on_every_machine():
    fingerprint = fingerprint_body("新建幼儿园5所。普惠性幼儿园覆盖率达到90%以上。")
    assert fingerprint.digest == "c8213b4927906965dc7c678b438c3efb"
    assert fingerprint.signature[:3] == [57711307, 322451385, 600317793]


def test_a_text_without_characters_has_no_fingerprint():
    assert fingerprint_body(" \n ") is None
