"""What all contracts share: exact columns, no coercion."""

import pandera.polars as pa
from pandera.errors import SchemaErrors

# Named here for those who validate: pandera is to be imported by this package first.
__all__ = ["Contract", "PolarsData", "SchemaErrors"]

PolarsData = pa.PolarsData


class Contract(pa.DataFrameModel):
    """Base of all table contracts. A subclass's first docstring line says what one row means (its grain)."""

    class Config:
        strict = True
        coerce = False
