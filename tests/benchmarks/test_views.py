"""What is measured is what readers ask: every view, by what it can be asked for."""

from pathlib import Path

import pytest

from tests.benchmarks.views import QUERIES, measure_searches, measure_views, questions
from warehouse.connection import open_reader
from warehouse.definitions import read_definitions


@pytest.fixture(scope="module")
def connection(sample_warehouse: Path):
    with open_reader(sample_warehouse) as connection:
        yield connection


def test_every_view_and_query_is_measured(connection):
    answers = list(measure_views(connection))
    assert [answer.view for answer in answers] == list(read_definitions("views"))
    assert all(0 <= answer.seconds < 5 for answer in answers)
    assert set(measure_searches(connection)) == set(QUERIES)


def test_a_view_is_asked_for_what_it_has(connection):
    assert set(questions(connection, "report_targets")) == {
        "first 1,000",
        "count",
        "one region_code",
        "one indicator_code",
        "one document_id",
    }
    assert set(questions(connection, "report_totals")) == {"first 1,000", "count"}
