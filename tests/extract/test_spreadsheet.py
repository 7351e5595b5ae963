"""Workbooks: cells as a reader sees them."""

from datetime import date, datetime

import openpyxl
import plan_files as files
import pytest

from flows.errors import SourceError
from flows.extract import read_source
from flows.model import Source


def read(workbook):
    return read_source(Source("plan.xlsx", files.saved(workbook)))


def test_a_task_table_is_read_with_its_merged_cells():
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    for row in (
        ["重点任务分工表"],
        ["序号", "任务", "完成时限"],
        [1, "甲", date(2021, 6, 30)],
        [],
        [None, "乙", "长期"],
    ):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet.merge_cells("A3:A5")
    document = read(workbook)
    assert document.text == "重点任务分工表\n序号\t任务\t完成时限\n1\t甲\t2021-06-30\n乙\t长期"
    (table,) = document.tables
    assert [(c.row, c.column, c.row_span, c.column_span) for c in table.cells[:5]] == [
        (0, 0, 1, 3),
        (1, 0, 1, 1),
        (1, 1, 1, 1),
        (1, 2, 1, 1),
        (2, 0, 3, 1),
    ]
    assert (table.cells[-2].column, document.text[table.cells[-2].start : table.cells[-2].end]) == (1, "乙")


@pytest.mark.parametrize(
    ("value", "number_format", "shown"),
    [
        (0.8, "0%", "80%"),
        (0.125, "0.0%", "12.5%"),
        (3.0, "General", "3"),
        (2.5, "General", "2.5"),
        (1200, "#,##0", "1200"),
        (True, "General", "TRUE"),
        (datetime(2021, 6, 30, 9, 30), "yyyy-mm-dd hh:mm", "2021-06-30 09:30:00"),
        (" 甲 \n 乙 ", "General", "甲\n乙"),
    ],
)
def test_values_are_shown_by_their_format(value, number_format, shown):
    workbook = openpyxl.Workbook()
    workbook.active["A1"] = value
    workbook.active["A1"].number_format = number_format
    assert read(workbook).text == shown


def test_hidden_sheets_and_rows_are_not_seen():
    workbook = openpyxl.Workbook()
    workbook.active.append(["甲"])
    workbook.active.append(["隐"])
    workbook.active.row_dimensions[2].hidden = True
    other = workbook.create_sheet("底稿")
    other.append(["乙"])
    other.sheet_state = "hidden"
    assert read(workbook).text == "甲"


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (files.as_xlsx([["甲"]])[:-100], "broken_document"),
        (files.as_zip({"xl/workbook.xml": b"<workbook"}), "broken_document"),
        (files.as_zip({"xl/workbook.xml": b" " * 80_000_000}), "too_large"),
        (files.as_zip({"xl/workbook.xml": b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa">]><workbook/>'}), "broken_document"),
        (files.as_xlsx([[]]), "no_text"),
    ],
    # The bytes hold the time: as names of tests they would differ between two test processes.
    ids=["cut off", "no workbook", "bomb", "entities", "empty"],
)
def test_a_workbook_that_cannot_be_read_is_refused(content, reason):
    with pytest.raises(SourceError) as caught:
        read_source(Source("plan.xlsx", content))
    assert caught.value.reason == reason
