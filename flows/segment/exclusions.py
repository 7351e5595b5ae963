"""Why a quantity is no target: each rule of the guidelines' list of things that are not targets, under a name."""

from collections.abc import Sequence

from flows.model import Quantity
from flows.segment.clause_exclusions import (
    is_baseline,
    is_condition,
    is_forecast,
    is_past,
    is_responsible,
    is_scope,
    is_threshold,
    sums_up,
)
from flows.segment.clauses import Layout
from flows.segment.exclusion_case import make_case
from flows.segment.number_exclusions import (
    is_article,
    is_attribute_time,
    is_attribute_word,
    is_bare,
    is_calendar,
    is_denominator,
    is_grade_or_structure,
    is_identifier,
    is_indefinite,
    is_name_number,
    is_named,
    is_ordinal,
)

# A rule answers the name of what it saw, or null. The first name counts.
_RULES = (
    is_attribute_word,
    is_calendar,
    is_ordinal,
    is_named,
    is_identifier,
    is_bare,
    is_indefinite,
    is_article,
    is_grade_or_structure,
    is_scope,
    is_responsible,
    is_denominator,
    is_name_number,
    is_attribute_time,
    is_baseline,
    is_forecast,
    sums_up,
    is_condition,
    is_threshold,
    is_past,
)


def find_exclusions(layout: Layout, quantities: Sequence[Quantity], plan_year: int | None) -> list[str | None]:
    """For each quantity (ascending) the name of the rule that speaks against it, or null when it can be a target."""
    names: list[str | None] = [None] * len(quantities)
    for index in range(len(quantities) - 1, -1, -1):
        follows = index + 1 < len(quantities) and names[index + 1] in (None, "scope")
        case = make_case(layout, quantities, index, plan_year, follows)
        for rule in _RULES:
            if name := rule(case):
                names[index] = name
                break
    return names
