"""Why a quantity is no target: each rule of the guidelines' list of things that are not targets, under a name."""

from collections.abc import Sequence

from flows.model import Quantity
from flows.reference import words_of
from flows.segment.absolute_exclusions import is_attribute_word
from flows.segment.article_exclusions import is_article
from flows.segment.clause_exclusions import (
    is_baseline,
    is_forecast,
    is_past,
    is_replaced,
    is_responsible,
    is_scope,
    sums_up,
)
from flows.segment.clauses import Layout
from flows.segment.condition_exclusions import is_condition, is_threshold
from flows.segment.exclusion_case import ARABIC, make_case
from flows.segment.number_exclusions import (
    is_aspect,
    is_bare,
    is_calendar,
    is_cell,
    is_denominator,
    is_formula,
    is_grade_or_structure,
    is_identifier,
    is_indefinite,
    is_name_number,
    is_named,
    is_ordinal,
    is_penalty,
    is_reach,
    is_set_aside,
)
from flows.segment.time_exclusions import is_attribute_time

# A rule answers the name of what it saw, or null. The first name counts.
_RULES = (
    is_attribute_word,
    is_calendar,
    is_formula,
    is_cell,
    is_ordinal,
    is_named,
    is_identifier,
    is_bare,
    is_indefinite,
    is_article,
    is_aspect,
    is_grade_or_structure,
    is_scope,
    is_responsible,
    is_denominator,
    is_name_number,
    is_penalty,
    is_set_aside,
    is_reach,
    is_attribute_time,
    is_baseline,
    is_replaced,
    is_forecast,
    sums_up,
    is_condition,
    is_threshold,
    is_past,
)


def plain_exclusion(text: str, number: Quantity) -> str | None:
    """The exclusion of a number that needs no look at the words around it: dates, ordinals, bare Chinese numerals."""
    if number.kind == "other" and number.unit in _CALENDAR_UNITS:
        return "calendar"
    if text[number.start] == "第":
        return "ordinal"
    if not number.unit and number.kind != "ratio" and not ARABIC.search(text, number.start, number.end):
        return "bare"
    return "article" if number.unit in _ARTICLE_UNITS and text[number.start] == "一" else None


_CALENDAR_UNITS = words_of("target_exclusions", "calendar_unit") | {""}
_ARTICLE_UNITS = words_of("target_exclusions", "article_unit")


def find_exclusions(layout: Layout, quantities: Sequence[Quantity], plan_year: int | None) -> list[str | None]:
    """For each quantity (ascending) the name of the rule that speaks against it, or null when it can be a target."""
    names: list[str | None] = [None] * len(quantities)
    for index in range(len(quantities) - 1, -1, -1):
        names[index] = plain_exclusion(layout.text, quantities[index])
        if names[index] is not None:
            continue
        follows = index + 1 < len(quantities) and names[index + 1] in (None, "scope")
        case = make_case(layout, quantities, index, plan_year, follows)
        for rule in _RULES:
            if name := rule(case):
                names[index] = name
                break
    return names
