"""A shown table as a file: CSV that a spreadsheet opens with the right characters, and Excel."""

import csv
import io
from datetime import date, datetime

import polars as pl
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from flows.commands.output import cell, csv_cell

CSV_TYPE = "text/csv"
EXCEL_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What a worksheet holds at most, its heading included.
_EXCEL_ROWS = 1_048_576
# What XML cannot carry.
_CONTROL_CHARACTERS = dict.fromkeys([*range(9), 11, 12, *range(14, 32)])


def as_csv(frame: pl.DataFrame) -> bytes:
    """UTF-8 with a byte order mark; a text that would run as a formula begins with an apostrophe."""
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(frame.columns)
    writer.writerows([csv_cell(value) for value in row] for row in frame.iter_rows())
    return file.getvalue().encode("utf-8-sig")


def as_excel(frame: pl.DataFrame) -> bytes:
    """One worksheet; numbers and dates as such, every text as a text."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("yaodian")
    sheet.append([_text(sheet, name) for name in frame.columns])
    for row in frame.head(_EXCEL_ROWS - 1).iter_rows():
        sheet.append(
            [value if isinstance(value, int | float | date | datetime) else _text(sheet, value) for value in row]
        )
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def _text(sheet: object, value: object) -> WriteOnlyCell:
    written = WriteOnlyCell(sheet, value=cell(value).translate(_CONTROL_CHARACTERS)[:32_767])
    # A text that begins with = is no formula.
    written.data_type = "s"
    return written
