"""Frames against their contracts: what is right goes on, what is wrong goes to the quarantine with a reason.

Every table is validated lazily and as a whole; the failing rows are split off by their row numbers. What hangs on a
rejected row goes with it: a document with all it holds, an item with its sub-items, targets, mentions and terms. A
document whose spans do not partition its text is rejected whole.
"""

from collections.abc import Mapping

import polars as pl

from flows.errors import YaodianError
from flows.model import Run
from flows.validate.closure import split_off
from flows.validate.entries import row_faults
from flows.validate.faults import no_faults
from flows.validate.quarantine import SCHEMA, quarantine_frame
from flows.validate.relations import relation_faults
from flows.validate.screen import passing
from schemas.base import Contract, SchemaErrors
from schemas.registry import PARSED

# Name of a pandera check, up to its arguments → reason code.
_REASONS = {
    "not_nullable": "missing_value",
    "isin": "unknown_value",
    "str_matches": "malformed_value",
    "str_length": "malformed_value",
    "greater_than_or_equal_to": "out_of_range",
    "less_than_or_equal_to": "out_of_range",
    "field_uniqueness": "duplicate_key",
    "multiple_fields_uniqueness": "duplicate_key",
}


class ContractError(YaodianError):
    """A frame has not the columns of its contract: a fault of the program, never of a document."""

    def __init__(self, table: str, fault: str) -> None:
        self.table, self.fault = table, fault
        super().__init__(f"frame {table} does not have the shape of its contract: {fault}. Report this.")


def validate_frames(frames: Mapping[str, pl.DataFrame], run: Run) -> tuple[dict[str, pl.DataFrame], pl.DataFrame]:
    """Split a batch, as build_frames makes it, into (valid frames, quarantine entries).

    The valid frames are closed: every item_id, agency_id and document_id in them is one of theirs.
    Raises ContractError when a frame lacks a column or has a wrong type.
    """
    related = relation_faults(frames)
    own = {name: _contract_faults(frames[name], name, PARSED[name]) for name in PARSED.keys() - passing(frames, PARSED)}
    faults = {name: pl.concat([own[name], related[name]]) if name in own else related[name] for name in PARSED}
    if all(found.is_empty() for found in faults.values()):
        return dict(frames), pl.DataFrame(schema=SCHEMA)
    valid, faults = split_off(frames, faults)
    return valid, quarantine_frame(row_faults(frames, faults), run)


def _contract_faults(frame: pl.DataFrame, table: str, model: type[Contract]) -> pl.DataFrame:
    try:
        model.validate(frame, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return no_faults()
    if cases["index"].null_count():
        fault = cases.filter(pl.col("index").is_null()).row(0, named=True)
        raise ContractError(table, f"{fault['column']}: {fault['check']}, found {fault['failure_case']}")
    check = pl.col("check").str.extract(r"^([^(]*)")
    named = pl.col("check").str.contains(r"^[a-z_]+:[a-z_]+$")
    return cases.select(
        row=pl.col("index").cast(pl.UInt32),
        reason=pl.when(named)
        .then(pl.col("check").str.extract(r"^([a-z_]+):"))
        .otherwise(check.replace_strict(_REASONS, default="malformed_value")),
        column=pl.when(named).then(pl.col("check").str.extract(r":([a-z_]+)$")).otherwise("column"),
        value=pl.when(named).then(None).otherwise(pl.col("failure_case").cast(pl.String)),
    ).unique(["row", "reason", "column"], maintain_order=True)
