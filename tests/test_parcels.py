"""Parts go from a worker process to the loader as files, each read once."""

from datetime import datetime

import pytest

from flows.extract import find_sources
from flows.load.files import clear_leftovers, make_parcel_folder
from flows.model import Run
from flows.parcels import Parcel, refine_into
from flows.stages import Batch, Limits, refine


@pytest.fixture
def batch(tmp_path):
    plan = tmp_path / "plan.txt"
    plan.write_text(
        "甲市教育局2021年工作要点\n一、新建学校3所。（市教育局负责）\n二、招聘教师500名。\n", encoding="utf-8"
    )
    references = tuple(find_sources([plan]))
    return Batch(Run("run", datetime(2021, 1, 1), "rules"), Limits(), references)


def test_a_parcel_holds_the_part_and_goes_with_its_reading(batch, tmp_path):
    folder = make_parcel_folder(tmp_path / "plans.duckdb")
    parcel = refine_into(folder, batch)
    assert isinstance(parcel, Parcel) and parcel.path.parent == folder and not parcel.part.frames
    part, expected = parcel.open(), refine(batch)
    assert part.frames.keys() == expected.frames.keys()
    assert all(part.frames[table].equals(frame) for table, frame in expected.frames.items())
    assert not list(folder.iterdir())
    with pytest.raises(FileNotFoundError):
        parcel.open()


@pytest.mark.parametrize("share", [0, 0.5, 0.99])
def test_a_parcel_that_was_cut_short_is_an_error_of_reading(batch, tmp_path, share):
    parcel = refine_into(make_parcel_folder(tmp_path / "plans.duckdb"), batch)
    content = parcel.path.read_bytes()
    parcel.path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(OSError):
        parcel.open()


def test_what_cannot_be_written_goes_through_the_pipe(batch, tmp_path):
    part = refine_into(tmp_path / "nowhere", batch)
    assert not isinstance(part, Parcel) and part.frames["documents"].height == 1


def test_parcels_of_a_run_that_died_are_cleared_away(batch, tmp_path):
    warehouse = tmp_path / "plans.duckdb"
    folder = make_parcel_folder(warehouse)
    refine_into(folder, batch)
    clear_leftovers(warehouse)
    assert not folder.exists()
