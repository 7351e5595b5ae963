"""A long-lived reader of a file that runs replace under it."""

import os
import shutil
import threading
from pathlib import Path

import duckdb
import pytest

from dashboards.published import PublishedFile, select
from warehouse.errors import NotAWarehouse, WarehouseMissing


def publish(source: Path, place: Path) -> None:
    shutil.copy(source, place.with_suffix(".next"))
    os.replace(place.with_suffix(".next"), place)


@pytest.fixture
def smaller(sample_warehouse: Path, tmp_path: Path) -> Path:
    """The sample with one document less."""
    path = shutil.copy(sample_warehouse, tmp_path / "smaller.duckdb")
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM documents WHERE document_id = (SELECT min(document_id) FROM documents)")
    return path


def test_a_replaced_file_is_read_without_restart(sample_warehouse: Path, smaller: Path, tmp_path: Path):
    place = tmp_path / "published.duckdb"
    publish(sample_warehouse, place)
    published = PublishedFile(place)
    stamp = published.stamp()
    assert published.rows("documents").height == 5
    publish(smaller, place)
    assert published.stamp() != stamp
    assert published.rows("documents").height == 4


def test_a_file_that_is_missing_or_broken_is_named_and_then_read(sample_warehouse: Path, tmp_path: Path):
    place = tmp_path / "published.duckdb"
    published = PublishedFile(place)
    assert published.stamp() is None
    with pytest.raises(WarehouseMissing):
        published.rows("documents")
    place.write_bytes(b"nothing")
    with pytest.raises(NotAWarehouse):
        published.rows("documents")
    publish(sample_warehouse, place)
    assert published.rows("documents").height == 5


def test_readers_in_many_threads_see_whole_files_while_runs_publish(
    sample_warehouse: Path, smaller: Path, tmp_path: Path
):
    place = tmp_path / "published.duckdb"
    publish(sample_warehouse, place)
    published = PublishedFile(place)
    heights: set[int] = set()
    faults: list[Exception] = []

    def read() -> None:
        try:
            for _ in range(15):
                heights.add(published.rows("documents", ["document_id"]).height)
        except Exception as error:
            faults.append(error)

    readers = [threading.Thread(target=read) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(6):
        publish((smaller, sample_warehouse)[number % 2], place)
    for reader in readers:
        reader.join()
    assert faults == []
    assert heights <= {4, 5}


@pytest.mark.parametrize(
    ("query", "statement", "values"),
    [
        (("v", (), {}, (), None, None), 'SELECT * FROM "v"', []),
        (
            ("v", ("a", "b"), {"a": 1, "b": ("x", "y")}, ("-a", "b"), 9, None),
            'SELECT "a", "b" FROM "v" WHERE "a" = ? AND "b" IN (SELECT unnest(?)) '
            'ORDER BY "a" DESC NULLS LAST, "b" ASC NULLS LAST LIMIT 9',
            [1, ["x", "y"]],
        ),
        (("macro", (), {}, (), None, ("words", 5)), 'SELECT * FROM "macro"(?, ?)', ["words", 5]),
        (('v" --', (), {}, (), None, None), 'SELECT * FROM "v"" --"', []),
    ],
)
def test_names_are_quoted_and_values_are_parameters(query, statement, values):
    assert select(*query) == (statement, values)
