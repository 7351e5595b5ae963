"""Targets: the quantities that a plan commits to, with what they measure.

A quantity that no exclusion speaks against (flows.segment.exclusions) and beside which an indicator phrase stands
(flows.segment.indicators) is a target. One entry per number.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.model import Deadline, PlanContext, Quantity, Target
from flows.reference import read_table
from flows.segment.clauses import Enclosure, Layout, lay_out
from flows.segment.clause_exclusions import is_responsible_bracket
from flows.segment.exclusions import find_exclusions
from flows.segment.indicator import Indicator, Place
from flows.segment.indicator_codes import indicator_code
from flows.segment.indicators import find_indicator
from flows.segment.past import past_ranges
from flows.segment.quantities import find_absolutes, find_quantities
from flows.segment.target_limits import find_limit
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
    is_heading: the text is a heading, whose numbers stand below it again. is_past: the text reviews past results, at
    least from its beginning on.
    """
    if is_heading:
        return []
    numbers = list(find_quantities(text) if quantities is None else quantities)
    absolutes = find_absolutes(text)
    if not numbers and not absolutes:
        return []
    if absolutes:
        taken = {position for quantity in absolutes for position in range(quantity.start, quantity.end)}
        numbers = [quantity for quantity in numbers if quantity.start not in taken] + absolutes
    numbers = [_narrowed(text, quantity) for quantity in sorted(numbers, key=lambda quantity: quantity.start)]
    numbers = _join_ratios(text, numbers)
    layout = lay_out(text, numbers=[(quantity.start, quantity.end) for quantity in numbers])
    targets: list[Target] = []
    numbers = _outside(numbers, past_ranges(text, context, is_past))
    for frame, group in _frames(layout, numbers):
        names = find_exclusions(frame, group, context.plan_year)
        for part, members, reasons in _split_quoted(frame, group, names):
            for quantity, indicator in _described(part, members, reasons):
                limit = find_limit(layout, quantity.start, deadlines, context)
                targets.append(_target(part, quantity, indicator, limit))
    targets.sort(key=lambda target: target.end)
    return _once(text, targets)


_EXPLAINED = re.compile(r"提出|考虑|说明|设定")


def _once(text: str, targets: list[Target]) -> list[Target]:
    """A number said again where the plan gives its reason is one target."""
    seen: set[tuple[float, str, str]] = set()
    kept = []
    for target in targets:
        key = (target.value, target.unit, target.basis)
        start = max(text.rfind(mark, 0, target.start) for mark in "。;\n")
        if key in seen and _EXPLAINED.search(text, start + 1, target.start):
            continue
        seen.add(key)
        kept.append(target)
    return kept


def _outside(numbers: list[Quantity], ranges: list[tuple[int, int]]) -> list[Quantity]:
    if not ranges:
        return numbers
    return [quantity for quantity in numbers if not any(first <= quantity.start < last for first, last in ranges)]


# After digits these are count words whatever follows (100家具有…的平台).
_SURE_CLASSIFIERS = frozenset("名家所项户")
_SCALES = {"万": 10**4, "亿": 10**8}
_CLASSIFIERS = frozenset("个家支张条所门部处块名场项件口座户")


def _narrowed(text: str, quantity: Quantity) -> Quantity:
    """The mention as targets count it.

    5个岗位 is counted in 个: a unit that holds its noun gives the noun back to the text. An absolute word takes the
    quotation marks around it (“清零”).
    """
    if quantity.unit == "清零" or text[quantity.start : quantity.end].startswith("全"):
        if text[max(0, quantity.start - 1) : quantity.start] == "“" and text[quantity.end : quantity.end + 1] == "”":
            return replace(quantity, start=quantity.start - 1, end=quantity.end + 1)
        return quantity
    name, slash, per = quantity.unit.partition("/")
    following = text[quantity.end : quantity.end + 1]
    if quantity.kind == "count" and following in _SURE_CLASSIFIERS and following:
        last = text[quantity.end - 1]
        if name in ("", "万") and last.isdigit():
            return replace(quantity, unit=following + slash + per, end=quantity.end + 1)
        if not name and last in _SCALES and text[quantity.end - 2].isdigit():
            value = quantity.value / _SCALES[last]
            return replace(quantity, value=value, unit=last + following + slash + per, end=quantity.end + 1)
    if quantity.kind != "count" or len(name) < 2 or name[0] not in _CLASSIFIERS:
        return quantity
    if not text.endswith(name, quantity.start, quantity.end) or (len(name) == 2 and name[0] != "个"):
        return quantity
    if name[0] != "个" and name[1:] not in units() and name[1:] not in ("企业", "队伍", "培训"):
        return quantity
    return replace(quantity, unit=name[0] + slash + per, end=quantity.end - len(name) + 1)


# 7:43:50, 4:3:2:1: shares of one whole; the value is that of the first two.
_CHAIN = re.compile(r"(?<![\d:])(\d{1,3}(?:\.\d{1,3})?):(\d{1,3}(?:\.\d{1,3})?)(?::\d{1,3}(?:\.\d{1,3})?){1,4}(?![\d:])")
_SHARED_OUT = re.compile(r"比|结构|比例|比重|构成")


def _join_ratios(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """Replace the parts of a ratio of three and more by one ratio."""
    for match in _CHAIN.finditer(text) if text.count(":") > 1 else ():
        around = text[max(0, match.start() - 12) : match.start()] + text[match.end() : match.end() + 4]
        if not float(match[2]) or not _SHARED_OUT.search(around):
            continue
        first, last = match.span()
        numbers = [quantity for quantity in numbers if not first <= quantity.start < last]
        numbers.append(Quantity(float(match[1]) / float(match[2]), None, "ratio", "eq", "ratio", first, last))
    return sorted(numbers, key=lambda quantity: quantity.start)


def _frames(layout: Layout, numbers: list[Quantity]) -> list[tuple[Layout, list[Quantity]]]:
    """The text with the numbers outside brackets, then each bracket with its own."""
    outside: list[Quantity] = []
    inside: dict[tuple[int, int], list[Quantity]] = {}
    for quantity in numbers:
        bracket = layout.enclosure(quantity.start, quantity.end, "([〔【")
        if bracket is None:
            outside.append(quantity)
        elif bracket.mark == "(" and not is_responsible_bracket(layout, bracket) and not _in_condition(layout, bracket):
            inside.setdefault((bracket.start + 1, bracket.end), []).append(quantity)
    frames = [(layout, outside)] if outside else []
    for (start, end), group in inside.items():
        frames.append((lay_out(layout.text, start, end, [(quantity.start, quantity.end) for quantity in group]), group))
    return frames


def _in_condition(layout: Layout, bracket: Enclosure) -> bool:
    """A bracket within a clause that ends in 的, says who is meant."""
    end = layout.clause(bracket.start)[1]
    return layout.skeleton[end - 1 : end] == "的" and layout.text[end : end + 1] == ","


def _split_quoted(
    layout: Layout, numbers: list[Quantity], reasons: list[str | None]
) -> list[tuple[Layout, list[Quantity], list[str | None]]]:
    """Numbers that count although they stand in quotation marks are read in the words of the quotation."""
    parts = []
    for index, quantity in enumerate(numbers):
        quote = layout.enclosure(quantity.start, quantity.end, "“")
        if reasons[index] is None and quote is not None and quote.start < quantity.start:
            reasons[index] = "quoted"
            parts.append((lay_out(layout.text, quote.start + 1, quote.end), [quantity], [None]))
    return [(layout, numbers, reasons), *parts]


def _described(
    layout: Layout, numbers: list[Quantity], reasons: list[str | None]
) -> list[tuple[Quantity, Indicator]]:
    """The numbers that count, each as its words bound it, with their indicators."""
    found: list[tuple[Quantity, Indicator]] = []
    earlier: Indicator | None = None
    earlier_sentence: tuple[int, int] | None = None
    every = ""
    floor = layout.base
    kept = [quantity for quantity, reason in zip(numbers, reasons, strict=True) if reason is None]
    lists = _list_lengths(layout, kept)
    shared = _share_bounds(layout, kept, lists)
    position = -1
    for index, quantity in enumerate(numbers):
        if reasons[index] is not None:
            if reasons[index] == "scope":
                floor = max(floor, numbers[index + 1].start)
            continue
        position += 1
        sentence = layout.sentence(quantity.start)
        if sentence != earlier_sentence:
            earlier, earlier_sentence, every = None, sentence, ""
        start, end = layout.clause(quantity.start)
        high, follows = end, False
        for later in kept[position + 1 :]:
            if later.start >= end:
                break
            if later.start > quantity.end:
                high, follows = later.start, True
                break
        place = Place(max(start, floor), high, follows, earlier, lists[position])
        indicator = find_indicator(layout, quantity, place)
        if indicator is None:
            continue
        earlier = indicator
        every = _time_denominator(layout, quantity, every)
        if quantity.kind == "money" and "/" in quantity.unit and _SELECTS.match(layout.skeleton, quantity.end - 2):
            quantity = replace(quantity, unit=quantity.unit.partition("/")[0])
        if every and "/" not in quantity.unit and quantity.kind == "count" and quantity.comparator != "gt":
            quantity = replace(quantity, unit=quantity.unit + every)
        quantity = replace(quantity, comparator=shared[position].comparator)
        if not (quantity.kind == "money" and _SELECTS.match(layout.skeleton, quantity.end - 2)):
            floor = max(quantity.end, indicator.span()[1]) if indicator.span()[1] < high else quantity.end
        found.append((quantity, indicator))
    return found


# A number without a unit that measures instead of counting.
_INDEX = re.compile(r"(?:指数|系数|水平|强度|密度|得分|评分|浓度|值|度)$")
_JOINT = re.compile(r"[、,和及与]{0,2}")
# 1000项亿元以上技术改造项目 each year: the size of a project has no time denominator.
_SELECTS = re.compile(r"以上[\u4e00-\u9fff]")
_EVERY = re.compile(r"每年(?:度)?")


def _list_lengths(layout: Layout, kept: list[Quantity]) -> list[int]:
    """For each number how many stand in one list from it on: 10%、20%和30% gives 3, 2, 1."""
    lengths = [1] * len(kept)
    for index in range(len(kept) - 2, -1, -1):
        gap = layout.skeleton[kept[index].end : kept[index + 1].start]
        if kept[index].kind == kept[index + 1].kind and gap and _JOINT.fullmatch(gap):
            lengths[index] = lengths[index + 1] + 1
    return lengths


def _time_denominator(layout: Layout, quantity: Quantity, every: str) -> str:
    """每年 at the head of a sentence holds for all its counts: the denominator for this number ("/年" or "")."""
    if "/" in quantity.unit:
        return "/年" if quantity.unit.endswith("/年") else ""
    clause = layout.skeleton[layout.clause(quantity.start)[0] : quantity.start]
    if "◇" in clause:
        return ""
    return "/年" if _EVERY.search(clause) else every


_OPEN = frozenset(["ge", "le", "gt", "lt", "approx"])


def _share_bounds(layout: Layout, kept: list[Quantity], lists: list[int]) -> list[Quantity]:
    """After 分别 with one verb a closing 以上, or a 不低于 before the first, holds for all numbers of the list."""
    bounded = {quantity.end: quantity for quantity in kept}
    for index in range(len(kept) - 1, 0, -1):
        first, last = kept[index - 1], kept[index]
        if lists[index - 1] < 2 or "分别" not in layout.skeleton[layout.clause(first.start)[0] : first.start]:
            continue
        one, other = bounded[first.end].comparator, bounded[last.end].comparator
        if one == "eq" and other in _OPEN:
            bounded[first.end] = replace(first, comparator=other)
    for index in range(1, len(kept)):
        first, last = kept[index - 1], kept[index]
        if lists[index - 1] > 1 and "分别" in layout.skeleton[layout.clause(first.start)[0] : first.start]:
            one, other = bounded[first.end].comparator, bounded[last.end].comparator
            if other == "eq" and one in _OPEN:
                bounded[last.end] = replace(last, comparator=one)
    return [bounded[quantity.end] for quantity in kept]


_FORBIDDEN = re.compile(r"(?:禁止|严禁|不得|不应|不可|不能)$")


def _bounded(layout: Layout, quantity: Quantity) -> str:
    """禁止超过100米 = le."""
    if quantity.comparator in ("gt", "lt") and _FORBIDDEN.search(layout.skeleton, max(0, quantity.start - 4), quantity.start):
        return "le" if quantity.comparator == "gt" else "ge"
    return quantity.comparator


def _target(layout: Layout, quantity: Quantity, indicator: Indicator, deadline: str | None) -> Target:
    text = layout.text
    first, last = indicator.span()
    start, end = min(first, quantity.start), max(last, quantity.end)
    written = text[quantity.start : quantity.end]
    value, value_max, unit = quantity.value, quantity.value_max, quantity.unit
    if not unit and written[-1:] in "万亿" and quantity.kind == "count":
        unit = written[-1]
        value /= _SCALES[unit]
    if unit == "‰" and "分之" in written:
        unit, value = "%", value / 10
    basis = indicator.basis
    if written.startswith("翻"):
        basis = "increase"
    elif "减半" in written:
        basis = "decrease"
    kind = quantity.kind
    name = indicator.read(text)
    if not unit and kind == "count" and _INDEX.search(name):
        kind = "other"
    value_base, unit_base = base_quantity(value, unit)
    clause = text[layout.clause(quantity.start)[0] : quantity.end]
    modal = _MODAL.search(clause)
    return Target(
        name,
        value,
        value_max,
        unit,
        value_base,
        unit_base,
        indicator.comparator or _bounded(layout, quantity),
        basis,
        kind,
        deadline,
        _MODALITY[modal.group()] if modal else None,
        start,
        end,
        indicator_code=indicator_code(name),
    )
