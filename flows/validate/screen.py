"""Are whole frames right? Queries that run together answer what pandera would need a query a check for.

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
    queries: list[pl.LazyFrame] = []
    owners: list[str] = []
    for table, model in models.items():
        screen = _screen(model)
        if screen is None or dict(frames[table].schema) != frame_schema(model):
            continue
        conditions, row_checks = screen
        rows = frames[table].lazy()
        queries.append(rows.select(pl.all_horizontal(conditions)))
        queries += [check(PolarsData(rows, "*")).select(pl.all().fill_null(True).all()) for check in row_checks]
        owners += [table] * (1 + len(row_checks))
    answers = pl.collect_all(queries)
    failing = {table for table, answer in zip(owners, answers, strict=True) if not all(answer.row(0))}
    return set(owners) - failing


@cache
def _screen(model: type[Contract]) -> tuple[list[pl.Expr], list[Callable]] | None:
    """(one condition on whole columns for each rule, checks on rows); null when a rule has no counterpart here."""
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
    return conditions, [check._check_fn for check in schema.checks]
