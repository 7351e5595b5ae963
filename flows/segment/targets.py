"""Targets: the quantities that a plan commits to, with what they measure.

A quantity that no exclusion speaks against (flows.segment.exclusions) and beside which an indicator phrase stands
(flows.segment.indicators) is a target. One entry per number.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.model import Deadline, PlanContext, Quantity, Target
from flows.reference import read_table
from flows.segment.clauses import Layout, lay_out
from flows.segment.exclusions import exclusion, is_responsible_bracket
from flows.segment.indicators import Indicator, Place, find_indicator
from flows.segment.quantities import find_absolutes, find_quantities
from flows.segment.units import base_quantity, units

_MODALITY = {row["word"]: row["modality"] for row in read_table("modality")}
_MODAL = re.compile("|".join(sorted(map(re.escape, _MODALITY), key=len, reverse=True)))


def find_targets(
    text: str,
    context: PlanContext,
    *,
    quantities: Sequence[Quantity] | None = None,
    deadlines: Sequence[Deadline] = (),
    is_heading: bool = False,
    is_past: bool = False,
) -> list[Target]:
    """The targets of one unit's own text (Passage.text), ascending by number; offsets count characters of `text`.

    quantities: those of `text`, when they are already known. deadlines: the time limits found in `text`.
    is_heading: the text is a heading, whose numbers stand below it again. is_past: the text reviews past results.
    """
    if is_heading or is_past:
        return []
    numbers = list(find_quantities(text) if quantities is None else quantities)
    absolutes = find_absolutes(text)
    if not numbers and not absolutes:
        return []
    if absolutes:
        taken = {position for quantity in absolutes for position in range(quantity.start, quantity.end)}
        numbers = [quantity for quantity in numbers if quantity.start not in taken] + absolutes
    numbers = [_narrowed(text, quantity) for quantity in sorted(numbers, key=lambda quantity: quantity.start)]
    layout = lay_out(text, numbers=[(quantity.start, quantity.end) for quantity in numbers])
    targets: list[Target] = []
    for frame, group in _frames(layout, numbers):
        targets += _targets_in(frame, group, context, deadlines)
    targets.sort(key=lambda target: target.end)
    return targets


_CLASSIFIERS = frozenset("个家支张条所门部处块名场项件口座户")


def _narrowed(text: str, quantity: Quantity) -> Quantity:
    """5个岗位 is counted in 个: a unit that holds its noun gives the noun back to the text."""
    name, slash, per = quantity.unit.partition("/")
    if (
        quantity.kind != "count"
        or len(name) < 3
        or name[0] not in _CLASSIFIERS
        or not text[: quantity.end].endswith(name)
    ):
        return quantity
    if name[1:] not in units() and name[1:] not in ("企业", "队伍", "培训"):
        return quantity
    return replace(quantity, unit=name[0] + slash + per, end=quantity.end - len(name) + 1)


def _frames(layout: Layout, numbers: list[Quantity]) -> list[tuple[Layout, list[Quantity]]]:
    """The text with the numbers outside brackets, then each bracket with its own."""
    outside: list[Quantity] = []
    inside: dict[tuple[int, int], list[Quantity]] = {}
    for quantity in numbers:
        bracket = layout.enclosure(quantity.start, quantity.end, "([〔【")
        if bracket is None:
            outside.append(quantity)
        elif bracket.mark == "(" and not is_responsible_bracket(layout, bracket):
            inside.setdefault((bracket.start + 1, bracket.end), []).append(quantity)
    frames = [(layout, outside)] if outside else []
    for (start, end), group in inside.items():
        frames.append((lay_out(layout.text, start, end, [(quantity.start, quantity.end) for quantity in group]), group))
    return frames


def _targets_in(
    layout: Layout, numbers: list[Quantity], context: PlanContext, deadlines: Sequence[Deadline]
) -> list[Target]:
    reasons = [exclusion(layout, numbers, index, context.plan_year) for index in range(len(numbers))]
    targets: list[Target] = []
    earlier: Indicator | None = None
    earlier_sentence: tuple[int, int] | None = None
    floor = layout.base
    for index, quantity in enumerate(numbers):
        if reasons[index] is not None:
            if reasons[index] == "scope":
                floor = max(floor, _scope_end(layout, numbers, index))
            continue
        sentence = layout.sentence(quantity.start)
        if sentence != earlier_sentence:
            earlier, earlier_sentence = None, sentence
        start, end = layout.clause(quantity.start)
        high, follows = end, False
        for later, reason in zip(numbers[index + 1 :], reasons[index + 1 :], strict=True):
            if later.start >= end:
                break
            if reason is None:
                high, follows = later.start, True
                break
        place = Place(max(start, floor), high, follows, earlier)
        indicator = find_indicator(layout, quantity, place)
        if indicator is None:
            continue
        earlier = indicator
        floor = max(quantity.end, indicator.span()[1])
        targets.append(_target(layout, quantity, indicator, deadlines))
    return targets


def _scope_end(layout: Layout, numbers: list[Quantity], index: int) -> int:
    """Where a scope count ends: before the count that it scopes."""
    return numbers[index + 1].start if index + 1 < len(numbers) else numbers[index].end


def _target(layout: Layout, quantity: Quantity, indicator: Indicator, deadlines: Sequence[Deadline]) -> Target:
    text = layout.text
    first, last = indicator.span()
    start, end = min(first, quantity.start), max(last, quantity.end)
    written = text[quantity.start : quantity.end]
    value, value_max, unit = quantity.value, quantity.value_max, quantity.unit
    if not unit and written[-1:] in "万亿" and quantity.kind == "count":
        unit = written[-1]
        value /= {"万": 10**4, "亿": 10**8}[unit]
    if unit == "‰" and "分之" in written:
        unit, value = "%", value / 10
    basis = indicator.basis
    if written.startswith("翻"):
        basis = "increase"
    elif "减半" in written:
        basis = "decrease"
    value_base, unit_base = base_quantity(value, unit)
    clause = text[layout.clause(quantity.start)[0] : quantity.end]
    modal = _MODAL.search(clause)
    return Target(
        indicator.read(text),
        value,
        value_max,
        unit,
        value_base,
        unit_base,
        indicator.comparator or quantity.comparator,
        basis,
        quantity.kind,
        None,
        _MODALITY[modal.group()] if modal else None,
        start,
        end,
    )
