"""Contracts of `agencies` and of what each document says about a body, from which they are made."""

import pandera.polars as pa
import polars as pl

from schemas.base import Contract
from schemas.columns import column


class AgencyReadings(Contract):
    """One document's reading of one body that it names: what `agencies` is derived from."""

    class Config:
        unique = ["document_id", "agency_id"]  # noqa: RUF012

    document_id: str = column("document_id")
    agency_id: str = column("agency_id")
    name: str = column("agency_name", nullable=True)
    short_name: str = column("short_name", nullable=True)
    region_code: str = column("agency_region_code", nullable=True)
    level: str = column("agency_level", nullable=True)
    function_code: str = column("function_code", nullable=True)
    kind: str = column("agency_kind", nullable=True)
    is_resolved: bool = column("is_resolved")

    @pa.dataframe_check(name="contradiction:name")
    def resolved_has_name(cls, data: pa.PolarsData) -> pl.LazyFrame:
        return data.lazyframe.select(pl.col("name").is_not_null() == pl.col("is_resolved"))


class Agencies(Contract):
    """One body, or one class of bodies or ambiguous mention that stays unresolved."""

    agency_id: str = column("agency_id", unique=True)
    name: str = column("agency_name", nullable=True)
    short_name: str = column("short_name", nullable=True)
    region_code: str = column("agency_region_code", nullable=True)
    level: str = column("agency_level", nullable=True)
    function_code: str = column("function_code", nullable=True)
    kind: str = column("agency_kind", nullable=True)
    is_resolved: bool = column("is_resolved")
