"""Limits: what a group of sources is expected to give, so that a redesigned site or a broken rule is noticed at once.

A figure below its minimum, or far below that of the last run, keeps the run from being published; one above its
maximum is a warning. The figures are those of sql/resolve/run_measures.sql, the limits seeds/reference/limits.csv.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from flows.errors import ReferenceDataError, YaodianError
from flows.reference import REFERENCE_FOLDER, read_table

# documents: in the warehouse after the run. loaded: by the run; read: loaded or kept out; the rest are of those loaded.
MEASURES = (
    "documents",
    "loaded",
    "read",
    "quarantined_share",
    "items_per_document",
    "targets_per_document",
    "title_share",
    "plan_year_share",
    "region_share",
)
# In place of a pattern: each host, folder and archive by itself.
EACH_SITE = "each"
# (source_name, measure) → value
Measures = Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Limit:
    """One row of limits.csv.

    source: a pattern on source_uri, or EACH_SITE.
    at_least: documents that a run must load for the limit to mean anything; for `documents`: that there were before,
    for `quarantined_share`: that the run must read.
    largest_drop: share by which the figure may lie below that of the last run, 0 to 1.
    """

    source: str
    measure: str
    at_least: float
    minimum: float | None
    maximum: float | None
    largest_drop: float | None


@dataclass(frozen=True, slots=True)
class Breach:
    """A limit that a run does not keep; is_fatal: the run is not to be published."""

    limit: Limit
    value: float
    message: str
    is_fatal: bool


class LimitsBreached(YaodianError):
    """The run fell below a limit; the published warehouse stays as it was."""

    def __init__(self, breaches: Iterable[Breach]) -> None:
        self.breaches = tuple(breaches)
        told = "; ".join(breach.message for breach in self.breaches)
        super().__init__(
            f"the warehouse was not published, the run falls below its limits: {told}. Look at the sources; if they "
            "are right, change seeds/reference/limits.csv."
        )


def read_limits() -> tuple[Limit, ...]:
    """The limits in file order. Raises ReferenceDataError for an unknown measure or a cell that is no number."""
    path = REFERENCE_FOLDER / "limits.csv"
    limits = []
    for line, row in enumerate(read_table("limits"), start=2):
        if row["measure"] not in MEASURES:
            raise ReferenceDataError(path, line, f"{row['measure']} is none of {', '.join(MEASURES)}")
        try:
            numbers = [float(row[name]) if row[name] else None for name in ("minimum", "maximum", "largest_drop")]
            limits.append(Limit(row["source"], row["measure"], float(row["at_least"] or 0), *numbers))
        except ValueError as error:
            raise ReferenceDataError(path, line, str(error)) from error
    return tuple(limits)


def for_each_site(limits: Iterable[Limit], measures: Measures) -> tuple[Limit, ...]:
    """The limits, those of EACH_SITE once for each site that was measured and has no limit of its own name."""
    limits = tuple(limits)
    named = {"*", *(limit.source for limit in limits)}
    sites = sorted({source for source, _ in measures} - named)
    return tuple(
        site_limit
        for limit in limits
        for site_limit in ([replace(limit, source=site) for site in sites] if limit.source == EACH_SITE else [limit])
    )


def judge(measures: Measures, previous: Measures, limits: Iterable[Limit]) -> list[Breach]:
    """The limits that a run's figures do not keep; `previous`: the figures of the last run that has them."""
    breaches = []
    for limit in limits:
        key = limit.source, limit.measure
        value, before = measures.get(key), previous.get(key)
        if limit.measure == "documents":
            value, weight = value or 0.0, max(value or 0.0, before or 0.0)
        else:
            weight = measures.get((limit.source, "read" if limit.measure == "quarantined_share" else "loaded"), 0.0)
        if value is None or weight < limit.at_least:
            continue
        breaches += _breaches(limit, value, before)
    return breaches


def _breaches(limit: Limit, value: float, before: float | None) -> Iterable[Breach]:
    name = f"{limit.measure} of {limit.source}"
    if limit.minimum is not None and value < limit.minimum:
        yield Breach(limit, value, f"{name} is {value:.4g}, at least {limit.minimum:.4g} is expected", True)
    if limit.largest_drop is not None and before and value < before * (1 - limit.largest_drop):
        yield Breach(limit, value, f"{name} fell from {before:.4g} to {value:.4g} since the last run", True)
    if limit.maximum is not None and value > limit.maximum:
        yield Breach(limit, value, f"{name} is {value:.4g}, at most {limit.maximum:.4g} is expected", False)
