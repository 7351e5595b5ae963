"""Contract of `schema_migrations`."""

from datetime import datetime

import polars as pl

from schemas.base import Contract
from schemas.columns import column


class SchemaMigrations(Contract):
    """One migration that the file has been through."""

    version: pl.Int32 = column("version", unique=True)
    name: str = column("migration_name")
    applied_at: datetime = column("applied_at")
    code_version: str = column("code_version")
