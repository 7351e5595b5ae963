"""An entry says what was wrong, once for each fault, and holds enough to try again."""

from dataclasses import replace
from datetime import datetime

import pytest

from flows.errors import SourceError
from flows.model import Run
from flows.validate.contracts import validate_frames
from flows.validate.frames import build_frames
from flows.validate.quarantine import Fault, quarantine_frame, replayable_documents, source_fault
from schemas.registry import QUARANTINE_ROWS
from tests.builder import education_plan

RUN = Run("run-1", datetime(2026, 1, 2), "fingerprint")
PLAN = education_plan()


def payloads(quarantine):
    return quarantine.select("source_uri", "content_sha256", "payload").rows()


def test_a_source_that_gave_no_document():
    error = SourceError("plans/a.pdf", "needs_ocr", "12 pages of images; recognise their text first")
    entry = quarantine_frame([source_fault(error, "extract", "0" * 64)], RUN)
    QUARANTINE_ROWS.validate(entry)
    (row,) = entry.rows(named=True)
    assert (row["reason_code"], row["value"]) == ("needs_ocr", "12 pages of images; recognise their text first")
    assert (row["first_seen"], row["last_seen"], row["occurrences"]) == (RUN.started_at, RUN.started_at, 1)
    assert replayable_documents(payloads(entry)) == []


def test_one_entry_for_each_different_fault():
    faults = [Fault("extract", "no_text", "a"), Fault("extract", "no_text", "a"), Fault("extract", "no_text", "b")]
    assert quarantine_frame(faults, RUN).height == 2
    assert quarantine_frame([], RUN).schema == quarantine_frame(faults, RUN).schema


@pytest.mark.parametrize("value", ["\ud800", "\x00", "a\nb", "'; DROP TABLE quarantine; --", "x" * 100_000])
def test_any_value_can_be_kept(value):
    entry = quarantine_frame([Fault("validate", "unknown_value", f"plans/{value[:5]}", "0" * 64, value=value)], RUN)
    assert entry["value"][0] == value.replace("\ud800", "?")


def test_a_rejected_document_can_be_tried_again_without_its_source():
    broken = replace(PLAN, spans=PLAN.spans[1:])
    _, quarantine = validate_frames(build_frames([broken], RUN.run_id), RUN)
    (document,) = replayable_documents(payloads(quarantine))
    assert document == replace(PLAN.raw, head={}, tables=())


def test_a_document_that_failed_before_it_had_rows_can_be_tried_again():
    error = SourceError("plans/a.txt", "internal_error", "ValueError: no")
    entry = quarantine_frame([source_fault(error, "segment", "0" * 64, "一、加强领导")], RUN)
    assert [document.text for document in replayable_documents(payloads(entry))] == ["一、加强领导"]
