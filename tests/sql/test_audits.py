"""Each audit finds the fault that it is named after, and none in a good warehouse."""

import duckdb
import pytest

from flows.load.audits import VIEWS_AUDIT, run_audits
from tests.builder import education_plan, load_documents
from warehouse.definitions import read_definitions

ONE_ITEM = "item_id = (SELECT min(item_id) FROM items WHERE parent_item_id IS NOT NULL)"
FAULTS = [
    ("keys_unique", "INSERT INTO targets FROM targets LIMIT 1"),
    ("keys_unique", "INSERT INTO documents FROM documents LIMIT 1"),
    ("keys_unique", "INSERT INTO agencies FROM agencies LIMIT 1"),
    ("foreign_keys_closed", f"DELETE FROM items WHERE {ONE_ITEM}"),
    ("foreign_keys_closed", "DELETE FROM agencies WHERE name = '海宁市财政局'"),
    ("foreign_keys_closed", "UPDATE citations SET cited_document_id = 'ffffffffffffffff'"),
    ("foreign_keys_closed", "UPDATE documents SET region_code = '999999'"),
    ("foreign_keys_closed", "UPDATE items SET topic_code = 'no such topic'"),
    ("foreign_keys_closed", "INSERT INTO search_postings VALUES (1, 7, 1, 1)"),
    ("spans_partition_text", "DELETE FROM text_spans WHERE char_start = 0"),
    ("spans_partition_text", "UPDATE text_spans SET char_end = char_end + 1 WHERE kind = 'title'"),
    ("spans_partition_text", "UPDATE documents SET char_count = char_count + 1"),
    ("spans_partition_text", "DELETE FROM text_spans"),
    ("char_count_is_length", "UPDATE documents SET char_count = char_count + 1"),
    ("quotes_equal_text", "UPDATE targets SET quote = quote || '。'"),
    ("quotes_equal_text", "UPDATE targets SET char_start = char_start + 1"),
    ("quotes_equal_text", "UPDATE deadlines SET quote = '7月底前'"),
    ("item_tree_acyclic", f"UPDATE items SET parent_item_id = item_id WHERE {ONE_ITEM}"),
    ("item_tree_acyclic", f"UPDATE items SET parent_item_id = 'ffffffffffffffff' WHERE {ONE_ITEM}"),
    ("values_in_range", "UPDATE targets SET value = 'nan'::DOUBLE"),
    ("values_in_range", "UPDATE targets SET comparator = 'between'"),
    ("values_in_range", "UPDATE targets SET value_max = 1000"),
    ("values_in_range", "UPDATE targets SET char_end = 1000000"),
    ("values_in_range", "UPDATE items SET char_start = char_end"),
    ("years_plausible", "UPDATE documents SET plan_year = 1021"),
    ("years_plausible", "UPDATE documents SET plan_year_end = plan_year - 1"),
    ("years_plausible", "UPDATE documents SET written_date = DATE '3021-01-01'"),
    ("years_plausible", "UPDATE deadlines SET due_date = DATE '2020-06-30'"),
    ("duplicates_lead_to_originals", "UPDATE documents SET duplicate_of = document_id"),
    ("agencies_are_named", "UPDATE item_agencies SET agency_id = (SELECT min(agency_id) FROM agencies)"),
    ("agencies_are_named", "UPDATE agencies SET is_resolved = NOT is_resolved"),
    ("runs_account_for_sources", "DELETE FROM sources WHERE source_uri = 'plans/a.txt'"),
    ("runs_account_for_sources", "DELETE FROM documents WHERE source_uri = 'plans/a.txt'"),
    (VIEWS_AUDIT, "ALTER TABLE targets RENAME COLUMN indicator TO measure"),
]  # fmt: skip


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    path = tmp_path_factory.mktemp("audits") / "plans.duckdb"
    load_documents(
        path, [education_plan("plans/a.txt"), education_plan("plans/b.txt", 2022), education_plan("plans/c.txt")]
    )
    return path


@pytest.fixture
def connection(good, tmp_path):
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(good.read_bytes())
    with duckdb.connect(str(copy)) as connection:
        yield connection


def test_a_good_warehouse_passes(connection):
    results = run_audits(connection, "audit")
    assert {audit for audit, failed, _ in results if failed} == set()
    assert {audit for audit, _, _ in results} == {*read_definitions("audits"), VIEWS_AUDIT}


def test_every_audit_is_tested():
    assert {audit for audit, _ in FAULTS} == {*read_definitions("audits"), VIEWS_AUDIT}


@pytest.mark.parametrize(("audit", "damage"), FAULTS)
def test_damage_is_found(connection, audit, damage):
    connection.execute(damage)
    failed = {name: (count, sample) for name, count, sample in run_audits(connection, "audit") if count}
    assert audit in failed
    assert failed[audit][1], "with an example"
    stored = dict(connection.execute("SELECT audit, failed FROM audit_results WHERE failed > 0").fetchall())
    assert stored == {name: count for name, (count, _) in failed.items()}


def test_a_run_looks_at_its_own_documents(connection):
    connection.execute("UPDATE documents SET run_id = 'later' WHERE source_uri = 'plans/b.txt'")
    connection.execute("UPDATE targets SET quote = 'x'")
    counts = [
        dict((audit, failed) for audit, failed, _ in run_audits(connection, "audit", scope, sample))[
            "quotes_equal_text"
        ]
        for scope, sample in (("later", None), (None, 1), (None, None))
    ]
    assert counts == [2, 2, 6]
