"""Every view can be queried; those on citations, topics and sources say what the documents say."""

import pytest

from tests.builder import DocumentBuilder, education_plan, load_documents
from tests.load.test_resolve import NATIONAL, citing
from warehouse.connection import open_reader
from warehouse.definitions import read_definitions


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
    path = tmp_path_factory.mktemp("views") / "plans.duckdb"
    road = DocumentBuilder("plans/road.txt")
    road.item("1.", "推进学前教育普及普惠。加快公路建设,公路里程达到100公里。")
    road.target("公路里程达到100公里", "公路里程", 100, "公里")
    documents = [
        education_plan(),
        education_plan("reposts/haining.txt"),
        NATIONAL,
        citing("关于加快发展托育服务的若干意见"),
        road.build(),
    ]
    load_documents(path, documents)
    load_documents(path, documents, full=True)
    with open_reader(path) as connection:
        yield connection


@pytest.mark.parametrize("view", read_definitions("views"))
def test_a_view_gives_rows(connection, view):
    rows = connection.execute(f"SELECT count(*) FROM {view}").fetchone()
    assert rows[0] >= (
        view not in ("report_quarantine", "report_indicator_regions", "report_indicator_years", "report_indicators")
    )


def test_citations_lead_to_the_loaded_document(connection):
    rows = connection.execute(
        "SELECT cited_title, region_level, cited_region_name, cited_region_level FROM report_citations ORDER BY 3"
    ).fetchall()
    assert rows == [
        ("关于加快发展托育服务的若干意见", "county", "全国", "country"),
        ("关于学前教育深化改革的若干意见", "county", None, None),
    ]


def test_what_is_cited_most(connection):
    rows = connection.execute("SELECT cited_title, citations, documents FROM report_most_cited ORDER BY 1").fetchall()
    assert rows == [("关于加快发展托育服务的若干意见", 1, 1), ("关于学前教育深化改革的若干意见", 1, 1)], (
        "the repost does not count"
    )


def test_who_cites_whom(connection):
    rows = connection.execute(
        "SELECT citing_level, cited_level, citations FROM report_citation_levels ORDER BY 2"
    ).fetchall()
    assert rows == [("county", "country", 1), ("county", "not loaded", 1)]


def test_shares_of_topics_add_up(connection):
    rows = connection.execute("SELECT round(sum(share)) FROM report_topics GROUP BY region_code, plan_year").fetchall()
    assert set(rows) == {(100.0,)}


def test_each_run_is_in_the_history_of_its_sources(connection):
    rows = connection.execute(
        "SELECT documents, documents_loaded, pass_rate FROM report_source_history WHERE source_name = '*'"
    ).fetchall()
    assert rows == [(5, 5, 100.0)] * 2
