"""The quick look at a frame and the thorough one agree, for every rule of every contract."""

from datetime import date

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandera.errors import SchemaErrors

from flows.validate.frames import build_frames
from flows.validate.screen import passes
from schemas.registry import PARSED
from tests.builder import education_plan

FRAMES = build_frames([education_plan(), education_plan("plans/b.txt", 2022)], "run")
VALUES = {
    pl.String: ["", "x", "item", "2021", "long_term", "0123456789abcdef", "330481", "between", None],
    pl.Int32: [-1, 0, 1, 1800, 2021, 3000, None],
    pl.UInt64: [0, 1, None],
    pl.UInt16: [0, 1, None],
    pl.Float64: [float("nan"), float("inf"), -1e30, 0.0, 90.0, None],
    pl.Boolean: [True, False, None],
    pl.Date: [date(1900, 1, 1), date(2021, 6, 30), date(2500, 1, 1), None],
    pl.List: [[], ["run_on"], ["pretty"], None],
}


def is_valid(frame: pl.DataFrame, table: str) -> bool:
    try:
        PARSED[table].validate(frame, lazy=True)
    except SchemaErrors:
        return False
    return True


@pytest.mark.parametrize("table", PARSED)
def test_good_frames_pass(table):
    assert passes(FRAMES[table], PARSED[table]), "every rule has a quick counterpart"


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_both_say_the_same_of_a_changed_cell(data):
    table = data.draw(st.sampled_from([table for table in PARSED if FRAMES[table].height]))
    frame = FRAMES[table]
    column = data.draw(
        st.sampled_from([name for name, dtype in frame.schema.items() if type(dtype) in VALUES or dtype in VALUES])
    )
    row = data.draw(st.integers(0, frame.height - 1))
    value = data.draw(
        st.sampled_from(VALUES[frame.schema[column].base_type()]) | st.sampled_from(frame[column].to_list())
    )
    values = frame[column].to_list()
    values[row] = value
    changed = frame.with_columns(pl.Series(column, values, dtype=frame.schema[column]))
    assert passes(changed, PARSED[table]) == is_valid(changed, table), (table, column, value)


@pytest.mark.parametrize("table", PARSED)
def test_another_shape_never_passes(table):
    frame = FRAMES[table]
    assert not passes(frame.drop(frame.columns[0]), PARSED[table])
    assert not passes(frame.with_columns(more=pl.lit(1)), PARSED[table])
