"""Contract of `run_measures`."""

from schemas.base import Contract
from schemas.columns import column


class RunMeasures(Contract):
    """One figure of one source group in one run: what limits and the history of pass rates look at."""

    run_id: str = column("run_id")
    source_name: str = column("source_name")
    measure: str = column("measure")
    value: float = column("measured")
