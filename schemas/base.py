"""What all contracts share: exact columns, no coercion."""

import pandera.polars as pa


class Contract(pa.DataFrameModel):
    """Base of all table contracts. A subclass's first docstring line says what one row means (its grain)."""

    class Config:
        strict = True
        coerce = False
