"""Are whole frames right? One query a table answers what pandera would need a query a check for.

Almost every batch passes; only one that does not is validated check by check, to learn which rows fail and why. The
conditions are read out of the pandera model itself, so there is nothing to keep in step; a test compares the two.
"""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import polars as pl

from schemas.base import Contract, PolarsData
from schemas.registry import frame_schema

# Name of a pandera check → the rows that pass it; a null passes (that nulls are allowed is checked apart).
_CONDITIONS: Mapping[str, Callable[[pl.Expr, Mapping[str, Any]], pl.Expr]] = {
    "isin": lambda column, values: column.is_in(values["allowed_values"]),
    "str_matches": lambda column, values: column.str.contains(values["pattern"]),
    "greater_than_or_equal_to": lambda column, values: column >= values["min_value"],
    "less_than_or_equal_to": lambda column, values: column <= values["max_value"],
    "str_length": lambda column, values: column.str.len_chars().is_between(
        values["min_value"] or 0, values["max_value"] or 1 << 62
    ),
}


def passes(frame: pl.DataFrame, model: type[Contract]) -> bool:
    """Whether every row fulfils the model; false also where this cannot be told."""
    return bool(passing({"frame": frame}, {"frame": model}))


def passing(frames: Mapping[str, pl.DataFrame], models: Mapping[str, type[Contract]]) -> set[str]:
    """The tables of which every row fulfils the model; those where this cannot be told are left out."""
    return {
        table
        for table, model in models.items()
        if (condition := _screen(model)) is not None
        and dict(frames[table].schema) == frame_schema(model)
        and frames[table].select(condition).item()
    }


class _Selected:
    """Stands for a frame where a check selects from it: what it would select is the answer."""

    @staticmethod
    def select(condition: pl.Expr) -> pl.Expr:
        return condition


@cache
def _screen(model: type[Contract]) -> pl.Expr | None:
    """One condition on a whole frame for all rules together; null when a rule has no counterpart here."""
    schema = model.to_schema()
    conditions: list[pl.Expr] = []
    for name, column in schema.columns.items():
        values = pl.col(name)
        if not column.nullable:
            conditions.append(values.is_null().any().not_())
        if column.unique:
            conditions.append(values.n_unique() == values.len())
        for check in column.checks:
            if check.name not in _CONDITIONS:
                return None
            conditions.append(_CONDITIONS[check.name](values, check.statistics).fill_null(True).all())
    if schema.unique:
        conditions.append(pl.struct(schema.unique).n_unique() == pl.len())
    for check in schema.checks:
        condition = check._check_fn(PolarsData(_Selected, "*"))
        conditions.append(condition.fill_null(True).all())
    return pl.all_horizontal(conditions)
