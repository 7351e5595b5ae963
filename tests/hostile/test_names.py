"""Names of files, folders and warehouses that hold line breaks, quotes, SQL and marks of patterns and formulas."""

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from flows.pipeline import run_pipeline
from tests.faults import runs
from warehouse.connection import open_reader
from warehouse.export import export

PLAN = "=1+1市2021年教育工作要点\n一、扩大学位供给\n1.新建公办幼儿园5所。（责任单位：市教育局）\n"
NAMES = (
    "two\nlines.txt",
    "quo'te\"s`.txt",
    "'; DROP TABLE documents; --.txt",
    "$1 ? %s {0} \\.txt",
    "[a-z]*.txt",
    "=cmd|'-C calc'!A0.txt",
    "-w.txt",
    "\u202etxt.exe.txt",
    "空 格\t.txt",
    "\x1b[31m\x1b]0;title\x07red.txt",
)


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Each name once with a plan and once without; the names are told relative to the folder."""
    root = tmp_path_factory.mktemp("names")
    runs.write(root / "good", dict.fromkeys(NAMES, PLAN.encode()))
    runs.write(root / "empty", dict.fromkeys(NAMES, b""))
    path = root / 'it\'s; "a" warehouse.duckdb'
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root / "good")
        run_pipeline([".", "../empty"], path)
    return path


def test_names_are_kept_as_they_are(warehouse):
    with open_reader(warehouse) as connection:
        loaded = connection.execute("SELECT source_uri FROM documents").fetchall()
        rejected = connection.execute("SELECT source_uri FROM quarantine WHERE closed_at IS NULL").fetchall()
    assert {name for (name,) in loaded} == set(NAMES)
    assert {name.rpartition("/empty/")[2] for (name,) in rejected} == set(NAMES)


def test_a_vanished_source_of_such_a_name_is_pruned_alone(warehouse, tmp_path, monkeypatch):
    folder, copy = tmp_path / "plans", tmp_path / "copy'.duckdb"
    runs.write(folder, dict.fromkeys(NAMES, PLAN.encode()))
    monkeypatch.chdir(folder)
    run_pipeline(["."], copy)
    (folder / NAMES[2]).unlink()
    assert run_pipeline(["."], copy, prune=True).removed == 1
    with open_reader(copy) as connection:
        left = connection.execute("SELECT source_uri FROM documents").fetchall()
    assert {name for (name,) in left} == {*NAMES} - {NAMES[2]}


def test_the_quarantine_is_listed_one_entry_a_line(warehouse):
    listed = runs.yaodian("quarantine", "list", "-w", warehouse)
    assert listed.returncode == 0, listed.stderr
    assert len(listed.stdout.splitlines()) == len(NAMES) + 2, "a line for each entry, and the head"
    told = json.loads(runs.yaodian("quarantine", "list", "--json", "-w", warehouse).stdout)
    assert {entry["source_uri"].rpartition("/empty/")[2] for entry in told} == set(NAMES)


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_no_cell_of_an_export_is_a_formula(warehouse, tmp_path, suffix):
    """Names and titles that begin with what a spreadsheet runs."""
    path = tmp_path / f"documents.{suffix}"
    with open_reader(warehouse) as connection:
        assert export(connection, "documents", path) == len(NAMES)
    if suffix == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
    else:
        rows = list(openpyxl.load_workbook(path)["documents"].iter_rows())
        assert not [cell for row in rows for cell in row if cell.data_type == "f"]
        cells = [cell.value for row in rows for cell in row if isinstance(cell.value, str)]
    assert not [cell for cell in cells if cell.lstrip()[:1] in ("=", "+", "-", "@", "\t", "\r")]
    assert "'=cmd|'-C calc'!A0.txt" in cells and "'-w.txt" in cells


@pytest.mark.parametrize(
    "table", ["documents; DROP TABLE runs", 'documents"', "read_csv('/etc/passwd')", "../documents"]
)
def test_a_table_to_export_is_a_name_and_no_sql(warehouse, table, tmp_path):
    result = runs.yaodian("export", table, "-w", warehouse, "-o", tmp_path)
    assert (result.returncode, list(tmp_path.iterdir())) == (3, [])
    assert "there is no such table" in result.stderr


def test_no_cell_of_a_query_in_csv_is_a_formula(warehouse):
    """Lists too; numbers stay numbers."""
    query = "SELECT '=1+1' AS text, ['@SUM(1)', 'x'] AS texts, ['a', '=1'] AS harmless, -5 AS number"
    result = runs.yaodian("sql", query, "--format", "csv", "-w", warehouse)
    assert list(csv.reader(result.stdout.splitlines()))[1] == ["'=1+1", "'@SUM(1), x", "a, =1", "-5"]


@pytest.mark.parametrize(
    "command", [["export", "documents", "-o"], ["export", "--to", "parquet", "-o"], ["sql", "SELECT 1", "-o"]]
)
def test_an_export_that_cannot_be_written_is_one_message(warehouse, command):
    """/proc takes no files from anybody, not even from root."""
    result = runs.yaodian(*command, "/proc/out/x", "-w", warehouse)
    assert result.returncode in (2, 3) and "/proc/out/x cannot be written" in result.stderr
    assert "Traceback" not in result.stderr and "unexpected" not in result.stderr


def test_no_name_writes_on_the_terminal(tmp_path):
    """A run tells each name in one line, without what moves a cursor, sets a title or turns the writing."""
    runs.write(tmp_path / "plans", dict.fromkeys(NAMES, b""))
    result = runs.yaodian("run", tmp_path / "plans", "-w", tmp_path / "plans.duckdb", "--engine", "local")
    lines = (result.stdout + result.stderr).splitlines()
    assert sum(": empty_source: " in line for line in lines) == 2 * len(NAMES), "while it runs, and at its end"
    assert not [line for line in lines if any(mark in line for mark in "\x1b\x07\u202e\t\r")]
