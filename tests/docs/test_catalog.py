"""`yaodian catalog` lists every view, table and macro with its row meaning and a comment for every column."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from warehouse.definitions import read_definitions


@pytest.fixture(scope="module")
def catalog(sample_warehouse: Path) -> dict[str, dict]:
    command = [Path(sys.executable).with_name("yaodian"), "catalog", "--json", "--warehouse", sample_warehouse]
    entries = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    return {entry["name"]: entry for entry in entries}


@pytest.mark.parametrize("kind", ["views", "tables", "macros"])
def test_everything_that_sql_defines_is_listed(catalog, kind):
    listed = {name for name, entry in catalog.items() if f"{entry['kind']}s" == kind}
    assert listed == set(read_definitions(kind))


def test_each_says_what_one_row_is(catalog):
    assert [name for name, entry in catalog.items() if not entry["grain"]] == []


def test_each_column_is_explained(catalog):
    bare = [f"{name}.{c['name']}" for name, entry in catalog.items() for c in entry["columns"] if not c["comment"]]
    assert bare == []
    assert [name for name, entry in catalog.items() if entry["kind"] != "macro" and not entry["columns"]] == []
