"""A run that gives far less than expected is not published, and says what fell; one with too much of the bad warns."""

import pytest

from flows import reference
from flows.errors import ReferenceDataError
from flows.load.ledger import start_run
from flows.load.publish import WorkingCopy
from flows.validate import limits as limits_module
from flows.validate.limits import MEASURES, Limit, LimitsBreached, judge, read_limits
from flows.validate.quarantine import Fault, quarantine_frame
from tests.builder import DocumentBuilder, education_plan, load_documents
from warehouse.connection import open_reader


def limit(measure="items_per_document", *, at_least=0.0, minimum=None, maximum=None, drop=None) -> Limit:
    return Limit("*", measure, at_least, minimum, maximum, drop)


FELL = "items_per_document of * fell from 10 to 4.9 since the last run"
TOO_LOW = "items_per_document of * is 4.9, at least 5 is expected"
TOO_HIGH = "quarantined_share of * is 0.2, at most 0.1 is expected"
GONE = "documents of * fell from 30 to 0 since the last run"
CASES = [
    ("enough", limit(minimum=5), 5.0, None, 100, []),
    ("too little", limit(minimum=5), 4.9, None, 100, [TOO_LOW]),
    ("too few documents to tell", limit(minimum=5, at_least=20), 1.0, None, 19, []),
    ("a small drop", limit(drop=0.5), 5.1, 10.0, 100, []),
    ("a large drop", limit(drop=0.5), 4.9, 10.0, 100, [FELL]),
    ("no run before", limit(drop=0.5), 0.1, None, 100, []),
    ("nothing measured", limit(minimum=5, drop=0.5), None, 10.0, 100, []),
    ("too much", limit("quarantined_share", maximum=0.1), 0.2, None, 9, [TOO_HIGH]),
    ("all gone", limit("documents", drop=0.5, at_least=20), None, 30.0, 0, [GONE]),
    ("a small warehouse shrinks", limit("documents", drop=0.5, at_least=20), None, 19.0, 0, []),
]


@pytest.mark.parametrize(("why", "rule", "value", "before", "loaded", "messages"), CASES)
def test_judgements(why, rule, value, before, loaded, messages):
    measures = {("*", "loaded"): loaded, ("*", "read"): loaded}
    if value is not None:
        measures["*", rule.measure] = value
    previous = {} if before is None else {("*", rule.measure): before}
    breaches = judge(measures, previous, [rule])
    assert [breach.message for breach in breaches] == messages, why
    assert all(breach.is_fatal == (rule.maximum is None) for breach in breaches)


def test_the_limits_file_can_be_read():
    assert {rule.measure for rule in read_limits()} <= set(MEASURES)


@pytest.mark.parametrize(
    ("column", "cell", "fault"), [("measure", "beauty", "beauty is none of"), ("minimum", "few", "few")]
)
def test_a_wrong_limits_file_is_named(monkeypatch, column, cell, fault):
    row = {"source": "*", "measure": "documents", "at_least": "", "minimum": "", "maximum": "", "largest_drop": ""}
    monkeypatch.setattr(limits_module, "read_table", lambda name: ({**row, column: cell},))
    with pytest.raises(ReferenceDataError, match=f"limits.csv:2: .*{fault}"):
        read_limits()
    assert reference.read_table("limits")


def bare_plan(uri: str):
    builder = DocumentBuilder(uri)
    builder.item("1.", "页面已改版,请点击导航。")
    return builder.build()


def test_a_redesigned_site_is_noticed_before_it_is_published(tmp_path):
    path = tmp_path / "plans.duckdb"
    load_documents(path, [education_plan(f"site/{number}.html", 2021, number + 1) for number in range(25)])
    before = path.read_bytes()
    with pytest.raises(LimitsBreached, match=r"items_per_document of \* fell from 5 to 1"):
        load_documents(path, [bare_plan(f"site/new-{number}.html") for number in range(25)])
    assert path.read_bytes() == before
    load_documents(path, [bare_plan("site/one.html")])


def test_the_figures_of_a_run_are_kept(tmp_path):
    path = tmp_path / "plans.duckdb"
    faults = [Fault("extract", "no_text", f"site/{number}.pdf", "0" * 64) for number in range(2)]
    load_documents(path, [education_plan("site/a.html"), bare_plan("site/b.html")], faults=faults)
    with open_reader(path) as connection:
        found = dict(connection.execute("SELECT measure, value FROM run_measures WHERE source_name = '*'").fetchall())
    assert found == {
        "documents": 2.0,
        "loaded": 2.0,
        "read": 4.0,
        "quarantined_share": 0.5,
        "items_per_document": 3.0,
        "targets_per_document": 1.0,
        "title_share": 0.5,
        "plan_year_share": 1.0,
        "region_share": 1.0,
    }


def test_a_run_that_loads_nothing_has_a_share_too(tmp_path):
    """All pages of a site are rejected: that is what the limit is for, and the site is named."""
    run = start_run("1")
    faults = [Fault("extract", "no_text", f"https://b.gov.cn/{number}.html", "0" * 64) for number in range(30)]
    with WorkingCopy(tmp_path / "plans.duckdb", run) as copy:
        copy.merge({}, quarantine_frame(faults, run))
        copy.finish(30)
        copy.audit()
        assert copy.warnings == [
            "quarantined_share of * is 1, at most 0.1 is expected",
            "quarantined_share of https://b.gov.cn/* is 1, at most 0.2 is expected",
        ]


SITES = [
    ("crawled/b.gov.cn/{}.html", "crawled/b.gov.cn/*", "a folder"),
    ("https://b.gov.cn/plans/{}.html", "https://b.gov.cn/*", "a host"),
    ("dumps/b.zip!/plans/{}.html", "dumps/b.zip!/*", "an archive"),
]


@pytest.mark.parametrize(("address", "name", "why"), SITES)
def test_one_redesigned_site_among_many_is_named(tmp_path, address, name, why):
    """The others are so many that the whole run looks well."""
    path = tmp_path / "plans.duckdb"
    others = [education_plan(f"crawled/a.gov.cn/{number}.html", 2021, number + 1) for number in range(90)]
    load_documents(path, [*others, *(education_plan(address.format(n), 2020, n + 1) for n in range(30))])
    before = path.read_bytes()
    others = [education_plan(f"crawled/a.gov.cn/new-{number}.html", 2021, number + 1) for number in range(90)]
    with pytest.raises(LimitsBreached) as breached:
        load_documents(path, [*others, *(bare_plan(address.format(f"new-{n}")) for n in range(30))])
    assert [breach.message for breach in breached.value.breaches] == [
        f"items_per_document of {name} fell from 5 to 1 since the last run",
        f"title_share of {name} fell from 1 to 0 since the last run",
    ], why
    assert path.read_bytes() == before
