"""What fails its contract goes to the quarantine with a reason; what hangs on it goes with it; the rest goes on."""

import json
from dataclasses import replace
from datetime import datetime

import polars as pl
import pytest

from flows.model import ParsedDocument, Region, Run, Span
from flows.validate.contracts import ContractError, validate_frames
from flows.validate.frames import build_frames
from tests.builder import education_plan

RUN = Run("run-1", datetime(2026, 1, 2), "fingerprint")
PLAN = education_plan()


def check(*documents: ParsedDocument):
    return validate_frames(build_frames(documents, RUN.run_id), RUN)


def with_fields(**changes) -> ParsedDocument:
    return replace(PLAN, fields=replace(PLAN.fields, **changes))


def with_first(rows: str, **changes) -> ParsedDocument:
    first, *others = getattr(PLAN, rows)
    return replace(PLAN, **{rows: (replace(first, **changes), *others)})


def with_item(index: int, **changes) -> ParsedDocument:
    items = list(PLAN.items)
    items[index] = replace(items[index], **changes)
    return replace(PLAN, items=tuple(items))


def with_spans(spans) -> ParsedDocument:
    return replace(PLAN, spans=tuple(spans))


def test_a_good_batch_goes_through_untouched():
    frames = build_frames([PLAN, education_plan("plans/other.txt", 2022)], RUN.run_id)
    valid, quarantine = validate_frames(frames, RUN)
    assert quarantine.is_empty()
    assert all(valid[table].equals(frames[table]) for table in frames)


DOCUMENT_FAULTS = [
    (with_fields(document_type="工作报告"), "unknown_value", "document_type", "工作报告"),
    (with_fields(plan_year=1821), "out_of_range", "plan_year", "1821"),
    (with_fields(plan_year=2021, plan_year_end=2020), "contradiction", "plan_year_end", None),
    (with_fields(region=Region("33048", "海宁市", "county")), "malformed_value", "region_code", "33048"),
    (with_fields(flags=("run_on", "pretty")), "unknown_value", "flags", None),
    (with_fields(document_number=""), "malformed_value", "document_number", ""),
    (replace(PLAN, raw=replace(PLAN.raw, content_sha256="?")), "malformed_value", "content_sha256", "?"),
    (with_spans(PLAN.spans[1:]), "broken_partition", "raw_text", "spans break at character 0"),
    (with_spans(PLAN.spans[:-1]), "broken_partition", "raw_text", None),
    (with_spans(PLAN.spans[:3] + PLAN.spans[4:]), "broken_partition", "raw_text", None),
    (with_spans([*PLAN.spans[:1], *PLAN.spans]), "broken_partition", "raw_text", None),
    (with_spans([]), "broken_partition", "raw_text", "the document has no spans"),
    (with_spans([replace(PLAN.spans[0], kind="item"), *PLAN.spans[1:]]), "broken_partition", "raw_text", None),
    (with_spans([replace(PLAN.spans[0], kind="advert"), *PLAN.spans[1:]]), "broken_partition", "raw_text", None),
]


@pytest.mark.parametrize(("document", "reason", "column", "value"), DOCUMENT_FAULTS)
def test_a_faulty_document_goes_whole_and_others_stay(document, reason, column, value):
    good = education_plan("plans/good.txt")
    valid, quarantine = check(document, good)
    assert all(frame.equals(only) for frame, only in zip(valid.values(), check(good)[0].values(), strict=True))
    (entry,) = quarantine.rows(named=True)
    assert (entry["stage"], entry["table_name"], entry["source_uri"]) == ("validate", "documents", "plans/haining.txt")
    assert (entry["reason_code"], entry["column_name"]) == (reason, column)
    if value is not None:
        assert entry["value"] == value
    payload = json.loads(entry["payload"])
    assert payload["raw_text"] == document.raw.text, "enough to parse it again"
    assert payload["children"]["items"] == len(document.items)


ROW_FAULTS = [
    (with_first("targets", comparator="about"), "targets", "unknown_value", "comparator", "about"),
    (with_first("targets", value=float("nan")), "targets", "out_of_range", "value", None),
    (with_first("targets", value=float("inf")), "targets", "out_of_range", "value", "inf"),
    (with_first("targets", comparator="between"), "targets", "contradiction", "value_max", None),
    (with_first("targets", comparator="between", value_max=1.0), "targets", "contradiction", "value_max", None),
    (with_first("targets", value_max=9.0), "targets", "contradiction", "value_max", None),
    (with_first("targets", indicator=""), "targets", "malformed_value", "indicator", ""),
    (with_first("targets", indicator=None), "targets", "missing_value", "indicator", None),
    (with_first("targets", deadline="年底"), "targets", "malformed_value", "deadline", "年底"),
    (with_first("targets", deadline="2021-13"), "targets", "malformed_value", "deadline", "2021-13"),
    (with_first("targets", item=99), "targets", "missing_parent", "item_id", None),
    (with_first("targets", end=100_000), "targets", "out_of_range", "char_end", "100000"),
    (with_first("targets", start=70, end=70), "targets", "contradiction", "char_end", None),
    (with_first("agencies", role="boss"), "item_agencies", "unknown_value", "role", "boss"),
    (with_first("deadlines", due_date=None), "deadlines", "contradiction", "due_date", None),
    (with_first("citations", title=""), "citations", "malformed_value", "title", ""),
]  # fmt: skip


@pytest.mark.parametrize(("document", "table", "reason", "column", "value"), ROW_FAULTS)
def test_a_faulty_row_goes_alone(document, table, reason, column, value):
    valid, quarantine = check(document)
    entries = quarantine.rows(named=True)
    assert {(entry["table_name"], entry["reason_code"], entry["column_name"]) for entry in entries} >= {
        (table, reason, column)
    }
    assert {entry["table_name"] for entry in entries} == {table}
    if value is not None:
        assert value in {entry["value"] for entry in entries}
    whole = check(PLAN)[0]
    assert valid[table].height == whole[table].height - 1
    assert all(valid[other].height == whole[other].height for other in valid if other not in (table, "agency_readings"))
    assert validate_frames(valid, RUN)[1].is_empty(), "what is left is valid"


def test_an_item_takes_its_children_with_it_and_its_text_stays_accounted_for():
    valid, quarantine = check(with_item(1, kind="chapter"))
    assert valid["items"]["path"].to_list() == ["1", "3"]
    reasons = quarantine.group_by("table_name", "reason_code").len().sort("table_name", "reason_code").rows()
    assert reasons == [
        ("citations", "parent_rejected", 1),
        ("deadlines", "parent_rejected", 1),
        ("item_agencies", "parent_rejected", 2),
        ("items", "parent_rejected", 2),
        ("items", "unknown_value", 1),
        ("targets", "parent_rejected", 2),
    ]
    kinds = valid["text_spans"].filter(pl.col("kind") == "quarantined")
    assert kinds["item_id"].null_count() == kinds.height > 0
    assert valid["text_spans"].height == len(PLAN.spans)
    assert set(valid["search_postings"]["item_key"]) == {int(item, 16) for item in valid["items"]["item_id"]}
    assert validate_frames(valid, RUN)[1].is_empty()


def test_a_parent_must_come_first_so_that_the_tree_has_no_circle():
    valid, quarantine = check(with_item(1, parent=2))
    assert ("items", "missing_parent") in quarantine.select("table_name", "reason_code").rows()
    assert validate_frames(valid, RUN)[1].is_empty()


def test_a_reading_takes_its_mentions_with_it():
    body = replace(PLAN.agencies[2], region_code="3304")
    valid, quarantine = check(replace(PLAN, agencies=(*PLAN.agencies[:2], body, *PLAN.agencies[3:])))
    assert set(quarantine["table_name"]) == {"agency_readings", "item_agencies"}
    assert body.name not in valid["agency_readings"]["name"].to_list()


def test_a_term_of_no_item_goes():
    frames = build_frames([PLAN], RUN.run_id)
    stray = frames["search_postings"].head(1).with_columns(item_key=pl.lit(7, dtype=pl.UInt64))
    frames["search_postings"] = pl.concat([frames["search_postings"], stray])
    valid, quarantine = validate_frames(frames, RUN)
    assert valid["search_postings"].height == frames["search_postings"].height - 1
    assert quarantine["reason_code"].to_list() == ["missing_parent"]


def test_the_same_address_twice_is_a_fault_of_both():
    valid, quarantine = check(PLAN, PLAN)
    assert valid["documents"].is_empty()
    assert "duplicate_key" in quarantine["reason_code"].to_list()


def test_entries_are_the_same_in_every_run():
    document = with_first("targets", comparator="about")
    first, later = (
        validate_frames(build_frames([document], run.run_id), run)[1]
        for run in (RUN, replace(RUN, run_id="run-2", started_at=datetime(2026, 2, 3)))
    )
    assert first["entry_id"].to_list() == later["entry_id"].to_list()


def test_a_frame_of_another_shape_is_a_fault_of_the_program():
    frames = build_frames([PLAN], RUN.run_id)
    frames["targets"] = frames["targets"].drop("unit")
    with pytest.raises(ContractError, match="unit"):
        validate_frames(frames, RUN)


def test_spans_out_of_order_are_no_partition():
    spans = [PLAN.spans[1], PLAN.spans[0], *PLAN.spans[2:]]
    assert check(with_spans(spans))[1]["reason_code"].to_list() == ["broken_partition"]


def test_empty_spans_are_no_partition():
    empty = Span(0, 0, "whitespace")
    assert check(with_spans([empty, *PLAN.spans]))[1]["reason_code"].to_list() == ["broken_partition"]
