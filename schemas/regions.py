"""Contract of `regions`."""

from schemas.base import Contract
from schemas.columns import column


class Regions(Contract):
    """One administrative division of GB/T 2260 under one name; a renamed code has a row for each name."""

    region_code: str = column("region_code")
    name: str = column("region_name")
    short_name: str = column("region_short_name", nullable=True)
    level: str = column("region_level")
    parent_code: str = column("parent_code", nullable=True)
    valid_from: str = column("valid_from", nullable=True)
    valid_to: str = column("valid_to", nullable=True)
    successor_code: str = column("successor_code", nullable=True)
