"""What numbers of one sentence hold in common: lists, bounds after 分别, 每年 at the head."""

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.model import Quantity
from flows.segment.clauses import TIME, Layout
from flows.segment.subjects import ABSOLUTE
from flows.segment.units import units

_JOINT = re.compile(r"[、,和及与]{1,2}")
_EVERY_YEAR = re.compile(r"每年(?:度)?")
_OPEN = frozenset(["ge", "le", "gt", "lt", "approx"])
# 1000项亿元以上技术改造项目: the size of what is counted.
_SELECTS = re.compile(r"以上[\u4e00-\u9fff]")


def list_lengths(layout: Layout, numbers: Sequence[Quantity]) -> list[int]:
    """For each number how many stand in one list from it on: 10%、20%和30% gives 3, 2, 1."""
    lengths = [1] * len(numbers)
    for index in range(len(numbers) - 2, -1, -1):
        first, second = numbers[index], numbers[index + 1]
        # 达30%以上,95%的村得到治理: the second has a thing of its own.
        if layout.text.startswith("的", second.end) and layout.text[second.start - 1] == ",":
            continue
        if first.kind == second.kind and _JOINT.fullmatch(layout.skeleton, first.end, second.start):
            lengths[index] = lengths[index + 1] + 1
    return lengths


def share_bounds(layout: Layout, numbers: Sequence[Quantity], lengths: Sequence[int]) -> list[Quantity]:
    """After 分别 with one verb a closing 以上, or a 不低于 before the first, holds for all numbers of the list."""
    shared = list(numbers)
    for index, length in enumerate(lengths):
        if length < 2 or (index and lengths[index - 1] > 1):
            continue
        first, last = shared[index], shared[index + length - 1]
        # A、B占比45%和32%左右: of shares side by side the bound holds without 分别 too.
        # 最高50万元、30万元: a cap holds for a list of sums.
        is_capped = first.kind == "money" and first.comparator == "le"
        clause = layout.skeleton[layout.clause(first.start)[0] : first.start]
        if first.kind != "percent" and not is_capped and "分别" not in clause:
            continue
        comparator = last.comparator if last.comparator in _OPEN else first.comparator
        for place in range(index, index + length):
            if shared[place].comparator == "eq" and comparator in _OPEN and not _is_absolute(layout, shared[place]):
                shared[place] = replace(shared[place], comparator=comparator)
    return shared


def _is_absolute(layout: Layout, number: Quantity) -> bool:
    return ABSOLUTE.match(layout.text, number.start) is not None


def selects(layout: Layout, number: Quantity) -> bool:
    """Is the number a size that the thing counted must have (亿元以上项目)?"""
    return number.kind == "money" and _SELECTS.match(layout.skeleton, number.end - 2) is not None


def time_denominator(layout: Layout, number: Quantity, earlier: str) -> str:
    """ "/年" when 每年 at the head of the sentence holds for this number too, else "".

    earlier: the answer for the number before in the sentence.
    """
    if "/" in number.unit:
        return "/年" if number.unit.endswith("/年") else ""
    clause = layout.skeleton[layout.clause(number.start)[0] : number.start]
    if TIME in clause:
        return ""
    return "/年" if _EVERY_YEAR.search(clause) else earlier


def with_denominator(layout: Layout, number: Quantity, denominator: str) -> Quantity:
    """The number as a yearly rate where 每年 holds; a size has no time denominator."""
    if selects(layout, number):
        return replace(number, unit=number.unit.partition("/")[0])
    if denominator and "/" not in number.unit and number.kind == "count" and number.comparator != "gt":
        known = units().get(number.unit)
        kind = "frequency" if known is not None and known.rate == "occasion" else "count"
        return replace(number, unit=number.unit + denominator, kind=kind)
    return number
