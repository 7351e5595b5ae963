"""Contracts of the warehouse: one pandera model a table. `schemas.registry.TABLES` lists them in load order."""

from flows.without_pandas import without_pandas

with without_pandas():
    import pandera.polars  # noqa: F401
