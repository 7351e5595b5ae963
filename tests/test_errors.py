"""Errors travel between processes as they are: message, kind and fields."""

import pickle
from pathlib import Path

import pytest

from flows.errors import ReferenceDataError, SourceError, YaodianError
from flows.extract.sources import SourceNotFoundError
from flows.load.audits import AuditFailed
from warehouse.errors import WarehouseBusy, WarehouseTooNew

ERRORS = [
    SourceError("a.txt", "no_text", "nothing to see"),
    ReferenceDataError(Path("units.csv"), 3, "no such column"),
    SourceNotFoundError("plans", "no such file", "Check the spelling."),
    AuditFailed([("keys_unique", 1, "a row")]),
    WarehouseBusy(Path("plans.duckdb"), "run x has held it"),
    WarehouseTooNew(Path("plans.duckdb"), 9, 1),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_an_error_comes_out_of_a_worker_as_it_was(error: YaodianError) -> None:
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), str(copy), vars(copy)) == (type(error), str(error), vars(error))
