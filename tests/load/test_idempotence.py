"""The warehouse is a function of its sources: not of their order, the batches, the runs or the way of writing."""

import random
from itertools import pairwise

import pytest

from tests.builder import DocumentBuilder, education_plan, load_documents
from warehouse.connection import open_reader
from warehouse.hashes import table_hashes


def citing_plan(uri: str):
    builder = DocumentBuilder(uri)
    builder.title("海宁市学前教育普及普惠行动方案")
    builder.item("1.", "落实《海宁市2021年教育工作要点》,各镇(街道)要加强领导。")
    builder.citation("海宁市2021年教育工作要点")
    builder.agency("各镇(街道)", "lead", None, 0)
    return builder.build()


# Duplicates, citations and bodies that several documents name: all that depends on more than one document.
SOURCES = [
    *(education_plan(f"plans/{number:02}.txt", 2021 + number % 3, 5 + number % 4) for number in range(12)),
    education_plan("reposts/a.txt"),
    education_plan("a-first/repost.txt"),
    citing_plan("plans/citing.txt"),
]


def hashes(path) -> dict[str, str]:
    with open_reader(path) as connection:
        return table_hashes(connection)


@pytest.fixture(scope="module")
def expected(tmp_path_factory) -> dict[str, str]:
    path = tmp_path_factory.mktemp("one") / "plans.duckdb"
    load_documents(path, SOURCES)
    return hashes(path)


@pytest.mark.parametrize("batch", [1, 4, 7])
def test_any_batch_size(tmp_path, expected, batch):
    load_documents(tmp_path / "plans.duckdb", SOURCES, batch=batch)
    assert hashes(tmp_path / "plans.duckdb") == expected


@pytest.mark.parametrize("seed", range(3))
def test_any_order(tmp_path, expected, seed):
    shuffled = random.Random(seed).sample(SOURCES, len(SOURCES))
    load_documents(tmp_path / "plans.duckdb", shuffled, batch=4)
    assert hashes(tmp_path / "plans.duckdb") == expected


@pytest.mark.parametrize("cuts", [(0, 5, 10, 15), (0, 13, 14, 15)])
def test_in_steps(tmp_path, expected, cuts):
    for start, end in pairwise(cuts):
        load_documents(tmp_path / "plans.duckdb", SOURCES[start:end])
    assert hashes(tmp_path / "plans.duckdb") == expected


def test_after_changes_and_back(tmp_path, expected):
    path = tmp_path / "plans.duckdb"
    load_documents(path, [*SOURCES[3:], education_plan("plans/gone.txt", 2030)])
    load_documents(path, [education_plan("plans/00.txt", 2021, 99), education_plan("plans/05.txt", 2025)])
    load_documents(path, SOURCES, remove=["plans/gone.txt"])
    assert hashes(path) == expected


@pytest.mark.parametrize("again", [SOURCES, SOURCES[:9], SOURCES[6:]])
def test_rebuilt_or_patched(tmp_path, expected, again):
    path = tmp_path / "plans.duckdb"
    load_documents(path, SOURCES)
    published, counts = load_documents(path, again, full=True)
    assert published
    assert counts.documents_loaded == len(again)
    assert hashes(path) == expected
    load_documents(path, again, fingerprint="2")
    assert hashes(path) == {**expected, "sources": hashes(path)["sources"]}


def test_history_survives_a_rebuild(tmp_path):
    path = tmp_path / "plans.duckdb"
    load_documents(path, SOURCES)
    load_documents(path, SOURCES, full=True)
    with open_reader(path) as connection:
        assert connection.execute("SELECT count(*) FROM runs").fetchone() == (2,)
        assert connection.execute("SELECT count(DISTINCT run_id) FROM documents").fetchone() == (1,)
