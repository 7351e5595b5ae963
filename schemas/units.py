"""Contract of `units`."""

from schemas.base import Contract
from schemas.columns import column


class Units(Contract):
    """One unit or classifier with its base unit: value_base = value * factor."""

    unit: str = column("reference_code", unique=True)
    kind: str = column("unit_kind")
    dimension: str = column("dimension", nullable=True)
    base_unit: str = column("unit_base", nullable=True)
    factor: float = column("factor", nullable=True)
