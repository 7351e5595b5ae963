"""Search finds what the words say, in full or in part, best first, and tells why."""

import pytest

from flows.model import ItemTerms
from tests.builder import DocumentBuilder, load_documents
from warehouse.catalog import read_catalog
from warehouse.connection import open_reader
from warehouse.search import search

ITEMS = {
    "普惠性幼儿园覆盖率达到90%以上。": ["普惠性", "幼儿园", "覆盖率", "达到"],
    "新建幼儿园5所。": ["新建", "幼儿园"],
    "城镇污水处理率达到95%。": ["城镇", "污水", "处理率", "达到"],
    "加强教师队伍建设,建设高素质教师队伍。": ["加强", "教师", "队伍", "建设", "高素质"],
    "表彰优秀教师。另外召开座谈会,会后整理材料,材料归档,并公布材料。": ["表彰", "优秀", "教师", "座谈会", "材料"],
}  # fmt: skip


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    path = tmp_path_factory.mktemp("search") / "plans.duckdb"
    documents = []
    for uri in ("plans/a.txt", "reposts/a.txt"):
        builder = DocumentBuilder(uri)
        terms = []
        for number, (text, words) in enumerate(ITEMS.items()):
            builder.item(f"{number + 1}.", text)
            terms.append(ItemTerms(number, tuple(words), tuple(text.count(word) for word in words)))
        documents.append(builder.build(terms))
    load_documents(path, documents)
    with open_reader(path) as connection:
        yield connection


@pytest.mark.parametrize(
    ("query", "paths", "why"),
    [
        ("普惠性幼儿园 覆盖率", ["1", "2"], "both words before one"),
        ("普惠性幼儿园", ["1", "2"], "a word longer than the index's words"),
        ("覆盖率", ["1"], "a word of the index"),
        ("处理", ["3"], "a part of a word of the index"),
        ("污水 处理率", ["3"], "several words"),
        ("教师队伍", ["4", "5"], "what holds the word letter by letter comes first"),
        ("教师", ["4", "5"], "a short item that says it twice before a long one"),
        ("  覆盖率   ", ["1"], "white space around"),
        ("火星", [], "nothing"),
        ("", [], "no word"),
        ("'; DROP TABLE items; --", [], "a query is only ever a value"),
    ],
)
def test_items_in_order(connection, query, paths, why):
    assert [hit.path for hit in search(connection, query)] == paths, why


def test_a_hit_shows_its_sentence_and_why(connection):
    (hit,) = search(connection, "覆盖率 火星")
    assert hit.sentence == "普惠性幼儿园覆盖率达到90%以上。"
    assert [hit.sentence[start:end] for start, end in hit.marks] == ["覆盖率"]
    assert hit.reason == ("覆盖率",)
    (first, *_) = search(connection, "普惠幼儿园")
    assert first.reason == ("幼儿园",), "found by the words that it holds"


def test_reposts_are_left_out_and_the_number_of_hits_can_be_set(connection):
    assert {hit.title for hit in search(connection, "幼儿园")} == {None}
    assert len(search(connection, "幼儿园", limit=1)) == 1
    assert connection.execute("SELECT count(*) FROM search_items('幼儿园 教师', max_items := 2)").fetchone() == (2,)


def test_the_catalog_says_what_everything_means(connection):
    catalog = {entry.name: entry for entry in read_catalog(connection)}
    assert catalog["search_items"].kind == "macro"
    assert catalog["report_targets"].kind == "view"
    assert catalog["targets"].kind == "table"
    assert all(entry.grain for entry in catalog.values())
    assert all(column.comment for entry in catalog.values() for column in entry.columns)
    assert [column.name for column in catalog["search_terms"].columns] == ["term", "item_id", "frequency"]
