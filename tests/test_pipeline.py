"""A run as a whole: what is loaded, what is skipped, what goes into quarantine, and that nothing else happens."""

import errno
import io
import json
import shutil
import time
from pathlib import Path

import duckdb
import pytest

from flows import engine, pipeline, stages
from flows.commands.run import describe
from flows.errors import SourceError
from flows.extract import find_sources
from flows.load import publish
from flows.load.audits import AuditFailed
from flows.load.publish import WorkingCopy
from flows.model import Source
from flows.pipeline import choose_engine, run_pipeline
from flows.progress import Event, JsonLines
from flows.validate.limits import Limit
from warehouse.connection import open_reader
from warehouse.hashes import table_hashes

SAMPLE = Path(__file__).resolve().parent.parent / "seeds" / "documents"
PLAN = """某市教育局2021年工作要点
一、扩大学位供给
1.加快学校建设。新建公办幼儿园{count}所,2021年12月底前完成。(责任单位:市教育局)
2.提高普惠水平。普惠性幼儿园覆盖率达到85%以上。
"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with three small plans."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for number in range(3):
        (folder / f"plan-{number}.txt").write_text(PLAN.format(count=number + 2), encoding="utf-8")
    return folder


@pytest.fixture
def warehouse(tmp_path: Path) -> Path:
    return tmp_path / "yaodian.duckdb"


def contents(warehouse: Path) -> dict[str, str]:
    """Per table a hash of what does not depend on how the warehouse came about."""
    with open_reader(warehouse) as connection:
        return table_hashes(connection)


def rows(warehouse: Path, sql: str) -> list[tuple]:
    with open_reader(warehouse) as connection:
        return connection.execute(sql).fetchall()


def test_the_sample_is_loaded_whole(sample_warehouse):
    counts = rows(sample_warehouse, "SELECT count(*), count(DISTINCT source_uri) FROM documents")
    assert counts == [(5, 5)]
    assert rows(sample_warehouse, "SELECT count(*) FROM quarantine") == [(0,)]
    assert rows(sample_warehouse, "SELECT count(*) FROM audit_results WHERE failed > 0") == [(0,)]


def test_every_stage_is_in_the_ledger(sample_warehouse):
    stages_run = rows(sample_warehouse, "SELECT stage, rows_in, rows_out, quarantined FROM run_stages ORDER BY stage")
    assert [(stage, quarantined) for stage, _, _, quarantined in stages_run] == [
        ("extract", 0),
        ("load", 0),
        ("segment", 0),
        ("validate", 0),
    ]
    assert dict((stage, (given, passed)) for stage, given, passed, _ in stages_run)["extract"] == (5, 5)


def test_a_second_run_changes_nothing_and_says_so(plans, warehouse):
    first = run_pipeline([plans], warehouse)
    before = warehouse.stat().st_ino, warehouse.read_bytes()
    second = run_pipeline([plans], warehouse)
    assert (first.published, first.loaded) == (True, 3)
    assert (second.published, second.loaded, second.unchanged) == (False, 0, 3)
    assert second.totals == first.totals
    assert (warehouse.stat().st_ino, warehouse.read_bytes()) == before


def test_full_reads_unchanged_sources_again(plans, warehouse):
    run_pipeline([plans], warehouse)
    before = contents(warehouse)
    summary = run_pipeline([plans], warehouse, full=True)
    assert (summary.published, summary.loaded, summary.unchanged) == (True, 3, 0)
    assert contents(warehouse) == before


def test_other_rules_read_everything_again(plans, warehouse, monkeypatch):
    run_pipeline([plans], warehouse)
    monkeypatch.setattr("flows.pipeline.fingerprint", lambda: "other rules")
    assert run_pipeline([plans], warehouse).loaded == 3


def test_a_changed_document_replaces_exactly_its_rows(plans, warehouse):
    run_pipeline([plans], warehouse)
    others = "SELECT * FROM targets WHERE value <> {} ORDER BY target_id"
    untouched = rows(warehouse, others.format(2))
    (plans / "plan-0.txt").write_text(PLAN.format(count=9), encoding="utf-8")
    summary = run_pipeline([plans], warehouse)
    assert (summary.loaded, summary.unchanged) == (1, 2)
    assert [row for row in rows(warehouse, others.format(9)) if row in untouched] == rows(warehouse, others.format(9))
    values = rows(warehouse, "SELECT value FROM targets WHERE unit = '所' ORDER BY value")
    assert values == [(3.0,), (4.0,), (9.0,)]


def test_changed_metadata_is_a_change(plans, warehouse, tmp_path):
    """What is told beside the bytes ends up in columns, too: a sidecar, the columns of a dump."""
    dump, sidecar = tmp_path / "dump.jsonl", plans / "plan-0.txt.meta.json"

    def tell(date: str) -> None:
        sidecar.write_text(json.dumps({"published_date": date}), encoding="utf-8")
        told = {"text": PLAN.format(count=9), "publish_date": date}
        dump.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")

    def published() -> list[str]:
        sql = "SELECT published_date::VARCHAR FROM documents WHERE published_date IS NOT NULL"
        return [date for (date,) in rows(warehouse, sql)]

    tell("2021-03-04")
    assert run_pipeline([plans, dump], warehouse).loaded == 4
    assert published() == ["2021-03-04"] * 2
    assert run_pipeline([plans, dump], warehouse).unchanged == 4
    tell("2021-03-05")
    summary = run_pipeline([plans, dump], warehouse)
    assert (summary.loaded, summary.unchanged) == (2, 2)
    assert published() == ["2021-03-05"] * 2
    sidecar.unlink()
    summary = run_pipeline([plans, dump], warehouse)
    assert (summary.loaded, summary.unchanged) == (1, 3)
    assert published() == ["2021-03-05"]


def test_a_vanished_source_is_kept_unless_pruned(plans, warehouse):
    run_pipeline([plans], warehouse)
    (plans / "plan-1.txt").unlink()
    assert run_pipeline([plans], warehouse).totals["documents"] == 3
    pruned = run_pipeline([plans], warehouse, prune=True)
    assert (pruned.removed, pruned.totals["documents"]) == (1, 2)


def test_prune_spares_what_the_run_does_not_cover(plans, warehouse, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    shutil.copytree(plans, elsewhere)
    run_pipeline([plans, elsewhere], warehouse)
    shutil.rmtree(elsewhere)
    assert run_pipeline([plans], warehouse, prune=True).removed == 0


def test_limit_bounds_the_sources(plans, warehouse):
    summary = run_pipeline([plans], warehouse, limit=2)
    assert (summary.seen, summary.loaded) == (2, 2)


def test_a_broken_source_is_one_entry_and_the_others_load(plans, warehouse):
    (plans / "empty.txt").write_bytes(b"")
    first = run_pipeline([plans], warehouse)
    again = run_pipeline([plans], warehouse)
    assert (first.loaded, dict(first.rejected)) == (3, {"empty_source": 1})
    assert (again.published, again.still_rejected, again.has_rejections) == (False, 1, True)
    assert rows(warehouse, "SELECT reason_code, closed_at FROM quarantine") == [("empty_source", None)]


def test_a_mended_source_closes_its_entry(plans, warehouse):
    (plans / "empty.txt").write_bytes(b"")
    run_pipeline([plans], warehouse)
    (plans / "empty.txt").write_text(PLAN.format(count=7), encoding="utf-8")
    summary = run_pipeline([plans], warehouse)
    assert (summary.loaded, summary.has_rejections) == (1, False)
    assert rows(warehouse, "SELECT count(*) FROM quarantine WHERE closed_at IS NULL") == [(0,)]


def fail_on_second(raw):
    if "plan-1" in raw.source_uri:
        raise KeyError("a rule that trips")
    return PARSE(raw)


def sleep_on_second(raw):
    if "plan-1" in raw.source_uri:
        time.sleep(60)
    return PARSE(raw)


PARSE = stages.parse_document


@pytest.mark.parametrize(
    ("parse", "reason", "detail"),
    [
        (fail_on_second, "internal_error", "KeyError: 'a rule that trips'"),
        (sleep_on_second, "too_slow", "took more than 0.5 seconds"),
    ],
)
def test_a_failing_document_does_not_stop_the_others(plans, warehouse, monkeypatch, parse, reason, detail):
    monkeypatch.setattr("flows.stages.parse_document", parse)
    summary = run_pipeline([plans], warehouse, document_seconds=0.5)
    assert (summary.loaded, dict(summary.rejected)) == (2, {reason: 1})
    assert rows(warehouse, "SELECT stage, reason_code, value FROM quarantine") == [("segment", reason, detail)]
    assert rows(warehouse, "SELECT payload LIKE '%学位供给%' FROM quarantine") == [(True,)]


class FlakyReference:
    """A source whose disk fails once."""

    def __init__(self) -> None:
        self.attempts = 0

    def load(self) -> Source:
        self.attempts += 1
        if self.attempts == 1:
            raise SourceError("plan.txt", "unreadable_source", "I/O error") from OSError(errno.EIO, "I/O error")
        return Source("plan.txt", b"text")


def test_a_disk_that_fails_for_a_moment_is_asked_again(monkeypatch):
    monkeypatch.setattr("flows.stages.RETRY_PAUSES", (0.0,))
    assert stages._load(FlakyReference()).content == b"text"


def test_a_failed_audit_leaves_the_published_file_as_it_was(plans, warehouse, monkeypatch):
    run_pipeline([plans], warehouse)
    before = warehouse.read_bytes()
    (plans / "plan-0.txt").write_text(PLAN.format(count=9), encoding="utf-8")
    monkeypatch.setattr(WorkingCopy, "audit", fail_audit)
    with pytest.raises(AuditFailed):
        run_pipeline([plans], warehouse)
    assert warehouse.read_bytes() == before
    assert sorted(path.name for path in warehouse.parent.glob("*.duckdb*")) == ["yaodian.duckdb", "yaodian.duckdb.lock"]


def fail_audit(copy: WorkingCopy, everything: bool = False) -> None:
    raise AuditFailed([("keys_unique", 1, "a row")])


def test_contents_depend_on_nothing_but_the_sources(tmp_path, sample_warehouse, monkeypatch):
    """One batch or many, in this process or in two workers, at once or in steps, in whatever order."""
    expected = contents(sample_warehouse)
    files = sorted(SAMPLE.glob("*.txt"))
    single = tmp_path / "single.duckdb"
    run_pipeline(files[::-1], single, batch_bytes=1)
    assert contents(single) == expected
    steps = tmp_path / "steps.duckdb"
    for some in (files[3:], files[:2], files):
        run_pipeline(some, steps)
    assert contents(steps) == expected
    monkeypatch.setattr(engine, "IN_PROCESS_BYTES", 0)
    workers = tmp_path / "workers.duckdb"
    run_pipeline([SAMPLE], workers, batch_bytes=1, workers=2)
    assert contents(workers) == expected


def test_progress_tells_every_step_with_one_run_id(plans, warehouse):
    (plans / "empty.txt").write_bytes(b"")
    events: list[Event] = []
    summary = run_pipeline([plans], warehouse, on_progress=events.append)
    assert [event.name for event in events] == ["run_started", "document_quarantined", "batch_loaded", "run_finished"]
    assert {event.run_id for event in events} == {summary.run_id}
    assert events[0].values["sources"] == 4
    assert events[-1].values["loaded"] == 3


def test_of_an_archive_nobody_knows_before_how_much_is_in_it(plans, warehouse, tmp_path):
    packed = Path(shutil.make_archive(str(tmp_path / "plans"), "zip", plans))
    events: list[Event] = []
    assert run_pipeline([packed], warehouse, on_progress=events.append).loaded == 3
    assert events[0].values["sources"] is None


def test_sources_are_found_once(plans, warehouse, monkeypatch):
    asked = []

    def find(arguments):
        asked.append(arguments)
        return find_sources(arguments)

    monkeypatch.setattr(pipeline, "find_sources", find)
    run_pipeline([plans], warehouse, on_progress=JsonLines(io.StringIO()))
    assert len(asked) == 1


def test_a_figure_above_its_maximum_is_a_warning_of_the_run(plans, warehouse, monkeypatch):
    limit = Limit("*", "items_per_document", 1, None, 0.5, None)
    monkeypatch.setattr(publish, "read_limits", lambda: (limit,))
    events: list[Event] = []
    summary = run_pipeline([plans], warehouse, on_progress=events.append)
    (warning,) = summary.warnings
    assert summary.published and "items_per_document of * is" in warning
    assert [event.message for event in events if event.name == "warning"] == [warning]
    assert warning in describe(summary)


def test_prefect_is_chosen_where_its_api_is_configured(monkeypatch):
    assert choose_engine(None) == "local"
    monkeypatch.setenv("PREFECT_API_URL", "http://127.0.0.1:4200/api")
    assert (choose_engine(None), choose_engine("local")) == ("prefect", "local")


def test_the_published_file_opens_in_a_plain_client(sample_warehouse):
    """Nothing but DuckDB is needed to read it."""
    with duckdb.connect(str(sample_warehouse), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM documents").fetchone() == (5,)
