"""The pages that are written from the warehouse say what the warehouse says. Renew them with `python -m tests.docs`."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.docs import cookbook, dictionary
from warehouse.connection import open_reader

RENEW = "run `python -m tests.docs`, look at the difference, and commit it if it is meant"


@pytest.fixture
def connection(sample_warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    with open_reader(sample_warehouse) as connection:
        yield connection


@pytest.mark.parametrize("question", cookbook.read_questions(), ids=lambda question: question.path.stem)
def test_question_has_the_answer_that_the_cookbook_prints(question, connection):
    section = cookbook.render_question(question, connection)
    assert section in cookbook.PAGE.read_text(encoding="utf-8"), f"another answer now; {RENEW}:\n{section}"


def test_cookbook_holds_all_questions_and_nothing_else(connection):
    assert [question.number for question in cookbook.read_questions()] == list(range(1, 21))
    assert cookbook.PAGE.read_text(encoding="utf-8") == cookbook.render_cookbook(connection), RENEW


def test_data_dictionary_says_what_the_file_says(connection):
    assert dictionary.PAGE.read_text(encoding="utf-8") == dictionary.render_dictionary(connection), RENEW
