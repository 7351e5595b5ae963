"""The generator: what the figures of the benchmark rest on."""

import pytest

from flows.extract import read_source
from flows.model import Source
from flows.segment.document import parse_document
from tests.benchmarks.documents import MEAN_CHARACTERS, generate, write_documents


@pytest.mark.parametrize("form", ["text", "html"])
def test_a_document_follows_from_seed_and_number(form):
    assert generate(7, form, seed=3) == generate(7, form, seed=3)
    assert generate(7, form, seed=3).content != generate(7, form, seed=4).content


def test_documents_are_distinct_and_of_the_announced_size():
    documents = [generate(number, "text") for number in range(60)]
    assert len({document.content for document in documents}) == 60
    assert abs(sum(document.characters for document in documents) / 60 - MEAN_CHARACTERS) < 0.25 * MEAN_CHARACTERS


@pytest.mark.parametrize("form", ["text", "html"])
def test_documents_read_as_plans(form):
    """What makes a document costly is there: units, targets, bodies, limits, citations."""
    for number in range(8):
        document = generate(number, form)
        parsed = parse_document(read_source(Source(document.name, document.content)))
        assert parsed.fields.plan_year and parsed.fields.title
        assert len(parsed.items) > 5 and parsed.targets and parsed.agencies


def test_a_folder_holds_at_most_a_thousand(tmp_path):
    characters = write_documents(tmp_path, 3, "mixed")
    assert [path.name[:12] for path in sorted((tmp_path / "00000").iterdir())] == [f"plan-{n:07}" for n in range(3)]
    assert characters > 3_000


def test_shorter_documents_are_asked_for():
    documents = [generate(number, "text", mean_characters=2_000) for number in range(60)]
    assert abs(sum(document.characters for document in documents) / 60 - 2_000) < 0.3 * 2_000


def test_processes_write_what_one_writes(tmp_path):
    """Folders of a thousand are shared out; here there is but one."""
    assert write_documents(tmp_path / "one", 5, "text") == write_documents(tmp_path / "two", 5, "text", workers=2)
    assert [path.read_bytes() for path in sorted((tmp_path / "one").rglob("*.txt"))] == [
        path.read_bytes() for path in sorted((tmp_path / "two").rglob("*.txt"))
    ]
