"""Contract of `indicators`."""

from schemas.base import Contract
from schemas.columns import column


class Indicators(Contract):
    """One indicator that plans of different places and years state under different words."""

    indicator_code: str = column("reference_code", unique=True)
    name: str = column("indicator_name")
    unit: str = column("indicator_unit", nullable=True)
    domain: str = column("indicator_domain", nullable=True)
