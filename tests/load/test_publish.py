"""A run publishes all or nothing, replaces exactly what changed, and leaves an unchanged warehouse alone."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import duckdb
import polars as pl
import pytest

from flows.load.audits import AuditFailed
from flows.load.ledger import start_run
from flows.load.lock import lock_path
from flows.load.publish import FINISHING_MEMORY, WorkingCopy, finishing_memory
from flows.validate.contracts import validate_frames
from flows.validate.frames import build_frames
from flows.validate.quarantine import SCHEMA, Fault
from tests.builder import education_plan, load_documents
from warehouse.connection import open_reader
from warehouse.errors import NotAWarehouse, WarehouseBusy, WarehouseTooNew
from warehouse.hashes import table_hashes

PROJECT = Path(__file__).resolve().parents[2]
PLANS = [education_plan("plans/a.txt"), education_plan("plans/b.txt", 2022, 8), education_plan("plans/c.txt", 2023, 9)]


@pytest.mark.parametrize(
    ("leaving", "rows", "more", "why"),
    [
        (0, 85_000_000, 0, "nothing goes: rows take no room until the commit"),
        (2, 85_000_000, 16, "two documents touch a thousand vectors of 16 KB"),
        (2_000, 85_000_000, 680, "many touch each vector of the warehouse, 8 bytes a row"),
        (2_000, 1_000, 0, "a small warehouse has few"),
    ],
)
def test_memory_for_rows_that_go(leaving: int, rows: int, more: int, why: str) -> None:
    assert finishing_memory(leaving, rows) - FINISHING_MEMORY == more, why


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "plans.duckdb"


def rows(path: Path, sql: str) -> list[tuple]:
    with open_reader(path) as connection:
        return connection.execute(sql).fetchall()


def changed(number: int):
    """The plan with another number in its text."""
    uri, year = PLANS[number].raw.source_uri, PLANS[number].fields.plan_year
    return education_plan(uri, year, 7)


def test_a_first_run_makes_the_file_and_nothing_else(path):
    published, counts = load_documents(path, PLANS)
    assert published
    assert counts.documents_loaded == 3
    assert sorted(os.listdir(path.parent)) == ["plans.duckdb", "plans.duckdb.lock"]
    assert rows(path, "SELECT count(*) FROM documents") == [(3,)]
    assert rows(path, "FROM audit_results WHERE failed > 0") == []
    assert rows(path, "SELECT sources_seen, documents_loaded FROM runs") == [(3, 3)]
    assert rows(path, "SELECT stage, rows_in, rows_out FROM run_stages") == [("load", 3, 3)]


def test_an_unchanged_run_does_not_touch_the_file(path):
    load_documents(path, PLANS)
    before = path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()
    published, counts = load_documents(path, PLANS)
    assert not published
    assert (counts.sources_seen, counts.sources_unchanged, counts.documents_loaded) == (3, 3, 0)
    assert (path.stat().st_ino, path.stat().st_mtime_ns, path.read_bytes()) == before


def test_a_changed_document_replaces_exactly_its_rows(path):
    load_documents(path, PLANS)
    everything = {
        table: set(rows(path, f"SELECT * FROM {table} WHERE document_id <> '{_id(path, 1)}'"))
        for table in ("items", "targets", "text_spans", "item_agencies", "deadlines", "citations")
    }
    load_documents(path, [PLANS[0], changed(1), PLANS[2]])
    for table, others in everything.items():
        assert set(rows(path, f"SELECT * FROM {table} WHERE document_id <> '{_id(path, 1)}'")) == others, table
    values = rows(path, "SELECT source_uri, value FROM targets JOIN documents USING (document_id) WHERE unit = '所'")
    assert sorted(values) == [("plans/a.txt", 5.0), ("plans/b.txt", 7.0), ("plans/c.txt", 9.0)]
    assert rows(path, "SELECT count(DISTINCT run_id) FROM documents") == [(2,)]


def _id(path: Path, number: int) -> str:
    uri = PLANS[number].raw.source_uri
    return rows(path, f"SELECT document_id FROM documents WHERE source_uri = '{uri}'")[0][0]


def test_a_removed_source_takes_everything_with_it(path):
    load_documents(path, PLANS)
    _, counts = load_documents(path, [], remove=["plans/b.txt", "plans/never-seen.txt"])
    assert counts.documents_removed == 1
    only = path.with_name("only.duckdb")
    load_documents(only, [PLANS[0], PLANS[2]])
    with open_reader(path) as left, open_reader(only) as right:
        assert table_hashes(left) == table_hashes(right)


def test_a_document_that_no_longer_loads_leaves_and_says_why(path):
    load_documents(path, PLANS)
    broken = replace(changed(1), spans=changed(1).spans[1:])
    published, counts = load_documents(path, [PLANS[0], broken, PLANS[2]])
    assert published
    assert counts.documents_quarantined == 1
    assert rows(path, "SELECT source_uri FROM documents ORDER BY 1") == [("plans/a.txt",), ("plans/c.txt",)]
    assert rows(path, "SELECT source_uri, reason_code FROM quarantine") == [("plans/b.txt", "broken_partition")]
    assert not load_documents(path, [PLANS[0], broken, PLANS[2]])[0], "the same fault again is nothing new"


def test_a_mended_document_closes_its_entry(path):
    broken = replace(changed(1), spans=changed(1).spans[1:])
    load_documents(path, [broken])
    load_documents(path, [broken], fingerprint="2")
    assert rows(path, "SELECT occurrences, closed_at IS NULL FROM quarantine") == [(2, True)]
    load_documents(path, [changed(1)], fingerprint="3")
    assert rows(path, "SELECT occurrences, closed_at IS NULL FROM quarantine") == [(2, False)]
    assert rows(path, "SELECT count(*) FROM documents") == [(1,)]


def test_a_source_that_cannot_be_read_keeps_its_old_rows_and_is_tried_again(path):
    load_documents(path, PLANS)
    fault = Fault("extract", "unreadable_source", "plans/b.txt", None, value="permission denied")
    load_documents(path, [], faults=[fault])
    assert rows(path, "SELECT count(*) FROM documents") == [(3,)]
    assert rows(path, "SELECT closed_at IS NULL FROM quarantine") == [(True,)]
    _, counts = load_documents(path, PLANS)
    assert counts.documents_loaded == 1, "read again although its bytes are the same"
    assert rows(path, "SELECT closed_at IS NULL FROM quarantine") == [(False,)]


def test_a_source_whose_bytes_hold_no_document_loses_its_old_rows(path):
    load_documents(path, PLANS)
    load_documents(path, [], faults=[Fault("extract", "binary_source", "plans/b.txt", "0" * 64)])
    assert rows(path, "SELECT count(*) FROM documents") == [(2,)]
    assert rows(path, "SELECT outcome FROM sources WHERE source_uri = 'plans/b.txt'") == [("quarantined",)]


def test_the_last_reading_of_a_source_counts(path):
    run = start_run("1")
    with WorkingCopy(path, run) as copy:
        for document in (PLANS[0], changed(0)):
            copy.merge(*validate_frames(build_frames([document], run.run_id), run))
        copy.finish()
        copy.audit()
        copy.publish()
    assert rows(path, "SELECT value FROM targets WHERE unit = '所'") == [(7.0,)]
    assert rows(path, "SELECT count(*) FROM sources") == [(1,)]


def test_leaving_without_publish_changes_nothing(path):
    load_documents(path, PLANS)
    before = path.read_bytes()
    run = start_run("1")
    with pytest.raises(RuntimeError, match="the power goes out"), WorkingCopy(path, run) as copy:
        copy.merge(*validate_frames(build_frames([changed(0)], run.run_id), run))
        copy.finish()
        raise RuntimeError("the power goes out")
    assert path.read_bytes() == before
    assert sorted(os.listdir(path.parent)) == ["plans.duckdb", "plans.duckdb.lock"]


def test_a_failed_audit_blocks_the_publish_and_names_what_failed(path):
    load_documents(path, PLANS)
    before = path.read_bytes()
    run = start_run("1")
    with pytest.raises(AuditFailed, match="quotes_equal_text: 2 rows"), WorkingCopy(path, run) as copy:
        copy.merge(*validate_frames(build_frames([changed(0)], run.run_id), run))
        copy.finish()
        copy.connection.execute("UPDATE targets SET quote = 'x' WHERE document_id IN "
                                "(SELECT document_id FROM documents WHERE source_uri = 'plans/a.txt')")  # fmt: skip
        copy.audit()
        copy.publish()
    assert path.read_bytes() == before


def test_one_writer_at_a_time_and_the_second_learns_who(path):
    with WorkingCopy(path, start_run("1")) as first, pytest.raises(WarehouseBusy) as busy:
        WorkingCopy(path, start_run("1"), wait_seconds=0.3).__enter__()
    assert busy.value.transient
    assert first.run.run_id in str(busy.value)
    assert f"process {os.getpid()}" in str(busy.value)
    load_documents(path, PLANS)


def test_leftovers_of_a_killed_run_are_cleared_away(path):
    load_documents(path, PLANS)
    for suffix in (".working", ".working.wal"):
        path.with_name(path.name + suffix).write_bytes(b"half a file")
    (path.parent / "plans.duckdb.working.tmp").mkdir()
    lock_path(path).write_text('{"pid": 1, "host"', encoding="utf-8")
    assert not load_documents(path, PLANS)[0]
    assert sorted(os.listdir(path.parent)) == ["plans.duckdb", "plans.duckdb.lock"]


def test_readers_keep_what_they_opened_and_new_ones_see_the_new(path):
    load_documents(path, PLANS[:1])
    with open_reader(path) as early:
        load_documents(path, PLANS)
        assert early.execute("SELECT count(*) FROM documents").fetchone() == (1,)
        with open_reader(path) as late:
            assert late.execute("SELECT count(*) FROM documents").fetchone() == (3,)
        assert not load_documents(path, PLANS)[0], "the ledger is read from the new file, too"


def test_the_log_of_another_program_is_brought_in_and_does_not_outlive_its_file(path):
    load_documents(path, PLANS[:1])
    script = (
        "import duckdb, os, sys; c = duckdb.connect(sys.argv[1]); c.execute(\"SET wal_autocheckpoint = '1GB'\"); "
        "c.execute('CREATE TABLE notes (note VARCHAR)'); c.execute(\"INSERT INTO notes VALUES ('mine')\"); os._exit(0)"
    )
    os.spawnlp(os.P_WAIT, sys.executable, sys.executable, "-c", script, str(path))
    assert path.with_name(path.name + ".wal").exists()
    load_documents(path, PLANS)
    assert not path.with_name(path.name + ".wal").exists()
    assert rows(path, "SELECT note FROM notes") == [("mine",)]


@pytest.mark.parametrize("content", [b"", b"no database at all" * 500])
def test_a_file_of_another_kind_is_left_alone(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(NotAWarehouse):
        load_documents(path, PLANS)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_alone(path):
    path.parent.mkdir()
    with duckdb.connect(str(path)) as connection:
        connection.execute("CREATE TABLE customers (name VARCHAR)")
    with pytest.raises(NotAWarehouse):
        load_documents(path, PLANS)


def test_a_newer_file_is_refused(path):
    load_documents(path, PLANS)
    with duckdb.connect(str(path)) as connection:
        connection.execute("INSERT INTO schema_migrations VALUES (999, 'from the future', now()::TIMESTAMP, '9')")
    before = path.read_bytes()
    with pytest.raises(WarehouseTooNew, match="999"):
        load_documents(path, PLANS)
    assert path.read_bytes() == before


FULL_DISK = """
import resource, sys
from pathlib import Path
from tests.builder import education_plan, load_documents
from warehouse.errors import WriteFailed
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
plans = [education_plan(f"plans/{number}.txt", 2021, number) for number in range(400)]
try:
    load_documents(Path(sys.argv[1]), plans)
except WriteFailed as error:
    print(error)
    sys.exit(3)
"""


@pytest.mark.parametrize("room", [1, 2, 4])
def test_a_full_disk_leaves_the_warehouse_as_it_was(path, room):
    load_documents(path, PLANS)
    before = path.read_bytes()
    run = subprocess.run(
        [sys.executable, "-c", FULL_DISK, str(path), str(room << 20)], cwd=PROJECT, capture_output=True, text=True
    )
    assert (run.returncode, run.stderr) == (3, ""), "an error in words, not a traceback"
    assert "could not be written" in run.stdout
    assert path.read_bytes() == before
    load_documents(path, PLANS)
    assert sorted(os.listdir(path.parent)) == ["plans.duckdb", "plans.duckdb.lock"]


def test_parts_that_workers_wrote_load_like_frames(path, tmp_path):
    run = start_run("1")
    parts: dict[str, list[Path]] = {}
    for number, plan in enumerate(PLANS):
        for table, frame in validate_frames(build_frames([plan], run.run_id), run)[0].items():
            file = tmp_path / f"{table}-{number}.parquet"
            frame.write_parquet(file)
            parts.setdefault(table, []).append(file)
    nothing = pl.DataFrame(schema=SCHEMA)
    with WorkingCopy(path, run) as copy:
        copy.merge_parts(parts, nothing)
        copy.finish(3)
        copy.audit(everything=True)
        assert copy.publish()
    other = path.with_name("frames.duckdb")
    load_documents(other, PLANS)
    with open_reader(path) as left, open_reader(other) as right:
        assert table_hashes(left) == table_hashes(right)
