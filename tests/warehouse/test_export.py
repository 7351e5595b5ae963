"""What leaves the warehouse says the same in every format, and no spreadsheet runs it."""

import json
from datetime import date

import openpyxl
import polars as pl
import pytest

from tests.builder import DocumentBuilder, education_plan, load_documents
from warehouse.connection import open_reader
from warehouse.export import FORMATS, ExportError, export, guard_formulas

FORMULAS = ["=1+1", "+8613", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0"]


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "plans.duckdb"
    hostile = DocumentBuilder("plans/=1+1.txt")
    hostile.title('=HYPERLINK("http://example.org")')
    hostile.item("1.", "新建幼儿园5所。")
    hostile.target("新建幼儿园5所", "-2+3", -5, "所")
    load_documents(path, [education_plan(), hostile.build()])
    return path


@pytest.fixture
def connection(path):
    with open_reader(path) as connection:
        yield connection


@pytest.mark.parametrize("form", FORMATS)
def test_rows_and_columns_arrive(connection, tmp_path, form):
    file = tmp_path / f"targets.{form}"
    told = []
    assert export(connection, "targets", file, on_rows=told.append) == 3
    assert told == [3]
    expected = connection.execute("FROM targets").pl()
    if form == "parquet":
        assert pl.read_parquet(file).equals(expected)
    elif form == "jsonl":
        lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        assert lines == expected.to_dicts()
    elif form == "csv":
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        found = pl.read_csv(file)
        assert (found.columns, found["value"].to_list()) == (expected.columns, expected["value"].to_list())
        assert found["quote"].to_list() == expected["quote"].to_list()
    else:
        sheet = openpyxl.load_workbook(file).active
        values = list(sheet.values)
        assert list(values[0]) == expected.columns
        assert [row[expected.columns.index("quote")] for row in values[1:]] == expected["quote"].to_list()


def test_an_empty_table_has_its_header(connection, tmp_path):
    for form in FORMATS:
        assert export(connection, "quarantine", tmp_path / f"empty.{form}") == 0
    assert (tmp_path / "empty.csv").read_text("utf-8-sig").startswith("entry_id,")


@pytest.mark.parametrize("formula", FORMULAS)
def test_formulas_become_text(formula):
    frame = pl.DataFrame({"text": [formula, "普通", None], "number": [-5.0, 1.0, None], "day": [date(2021, 1, 1)] * 3})
    guarded = guard_formulas(frame)
    assert guarded["text"].to_list() == ["'" + formula, "普通", None]
    assert guarded["number"].to_list() == [-5.0, 1.0, None]


def test_no_cell_of_an_export_is_a_formula(connection, tmp_path):
    export(connection, "documents", tmp_path / "documents.xlsx")
    for row in openpyxl.load_workbook(tmp_path / "documents.xlsx").active.iter_rows():
        assert all(cell.data_type != "f" for cell in row)
    export(connection, "documents", tmp_path / "documents.csv")
    assert "'=HYPERLINK" in (tmp_path / "documents.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("table", "name", "message"),
    [
        ("no_such_table", "x.csv", "There are: agencies"),
        ("targets; DROP TABLE targets", "x.csv", "no such table"),
        ("targets", "x.ods", "ods is no format"),
        ("targets", "x", "no suffix is no format"),
    ],
)
def test_what_cannot_be_exported_is_named(connection, tmp_path, table, name, message):
    with pytest.raises(ExportError, match=message):
        export(connection, table, tmp_path / name)
    assert list(tmp_path.iterdir()) == []
