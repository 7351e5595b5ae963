"""`yaodian sql` as somebody would misuse it: it reads the warehouse and reaches nothing else.

tests/warehouse/test_connection.py tries more statements on the connection itself; here the command is what is held.
"""

import pytest

from tests.test_cli import yaodian  # noqa: F401 (a fixture)

STATEMENTS = [
    ("COPY documents TO '{folder}/stolen.csv'", "writing a file"),
    ("SELECT * FROM read_csv('{folder}/secret.csv')", "reading a file"),
    ("FROM '{folder}/secret.csv'", "reading a file by its name"),
    ("ATTACH '{folder}/other.duckdb'", "opening another database"),
    ("INSTALL httpfs", "fetching an extension"),
    ("LOAD httpfs", "loading an extension"),
    ("SET enable_external_access = true", "letting itself out"),
    ("DELETE FROM documents", "changing the warehouse"),
    ("SELECT 1; COPY (SELECT 1) TO '{folder}/stolen.csv'", "a second statement"),
    ("COPY (SELECT 1) TO PROGRAM 'touch {folder}/stolen'", "running a program"),
]


@pytest.mark.parametrize(("statement", "why"), STATEMENTS, ids=[why for _, why in STATEMENTS])
def test_sql_reaches_nothing_else(yaodian, sample_warehouse, tmp_path, statement, why):  # noqa: F811
    (tmp_path / "secret.csv").write_text("a\nsecret\n")
    before = sample_warehouse.read_bytes()
    result = yaodian("sql", statement.format(folder=tmp_path))
    assert (result.returncode, result.stdout) == (2, "")
    assert "secret\n" not in result.stderr and "Traceback" not in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["secret.csv"]
    assert sample_warehouse.read_bytes() == before
