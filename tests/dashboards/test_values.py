"""Numbers, limits and files as people read them."""

import io

import openpyxl
import polars as pl
import pytest

from dashboards.downloads import as_csv, as_excel
from dashboards.values import limit, number, quantity


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        ((80, None, "%", "ge", "level"), "≥ 80%"),
        ((10, 15, "所", "between", "level"), "10–15 所"),
        ((1, None, "个百分点", "eq", "increase"), "+1 个百分点"),
        ((4.77, None, "%", "approx", "decrease"), "≈ −4.77%"),
        ((2.35, None, "ratio", "eq", "level"), "2.35 : 1"),
        ((12_000, None, "", "lt", "level"), "< 12,000"),
        ((None, None, "所", "eq", "level"), ""),
    ],
)
def test_a_quantity_reads_as_the_plan_means_it(arguments, written):
    assert quantity(*arguments) == written


def test_numbers_have_no_needless_digits():
    assert [number(value) for value in (1.0, 0.5, 1234567.25, 1 / 3)] == ["1", "0.5", "1,234,567.25", "0.3333"]


def test_limits():
    assert [
        limit(due, lambda group, code: f"{group}.{code}") for due in (None, "2020-06", "2017/2030", "long_term")
    ] == [
        "",
        "2020-06",
        "2017–2030",
        "limit.long_term",
    ]


FRAME = pl.DataFrame({"标题": ["=1+1", "普通\x01,文本"], "值": [1.5, None]})


def test_csv_opens_in_a_spreadsheet_and_runs_nothing():
    assert as_csv(FRAME).decode("utf-8-sig") == '标题,值\n\'=1+1,1.5\n"普通\x01,文本",\n'
    assert as_csv(FRAME).startswith(b"\xef\xbb\xbf")


def test_excel_keeps_texts_as_texts_and_numbers_as_numbers():
    sheet = openpyxl.load_workbook(io.BytesIO(as_excel(FRAME))).active
    assert [[cell.value for cell in row] for row in sheet] == [["标题", "值"], ["=1+1", 1.5], ["普通,文本", None]]
    assert sheet["A2"].data_type == "s", "no formula"
