"""The numbers of a text as targets count them: quantities and absolute words, narrowed, joined and framed."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import prod

from flows.model import Quantity
from flows.reference import alternatives, words_of
from flows.segment.bounds import comparator_before
from flows.segment.clause_exclusions import is_responsible_bracket
from flows.segment.clauses import Enclosure, Layout, lay_out
from flows.segment.quantities import find_absolutes, find_quantities
from flows.segment.units import units

# After digits these are count words whatever follows (100家具有…的平台).
_SCALE_END = re.compile(r"(?<=\d)[万亿]{1,2}$")
_SURE_CLASSIFIERS = frozenset("名家所项户")
_CLASSIFIERS = frozenset("个家支张条所门部处块名场项件口座户")
_COUNTED_NOUNS = frozenset(["企业", "队伍", "培训"])
# Before a number: 每公顷, 每百万人口.
_DIVISOR = re.compile(rf"每[十百千万]{{0,3}}(?:{alternatives('indicator_words', 'divisor')})(?=\d)")
_DIVISOR_REACH = 12
_REACHING = sorted(words_of("target_verbs", "reach"), key=len, reverse=True)
SCALES = {"万": 10**4, "亿": 10**8}
# 7:43:50, 4:3:2:1: shares of one whole; the value is that of the first two.
_PART = r"\d{1,3}(?:\.\d{1,3})?"
_CHAIN = re.compile(rf"(?<![\d:])({_PART}):({_PART})(?::{_PART}){{1,4}}(?![\d:])")
_SHARED_OUT = re.compile(r"比|结构|构成")


@dataclass(slots=True)
class Frame:
    """A stretch of text that is read by itself: its layout, the numbers in it, and where it starts in the whole text.

    Offsets of layout and numbers count from the start of the stretch.
    """

    layout: Layout
    numbers: list[Quantity]
    offset: int


def find_numbers(text: str, quantities: Sequence[Quantity] | None) -> list[Quantity]:
    """Quantities and absolute words of `text`, ascending and disjoint.

    quantities: those of `text`, when they are already known.
    """
    numbers = list(find_quantities(text) if quantities is None else quantities)
    absolutes = find_absolutes(text)
    if absolutes:
        covered = {position for word in absolutes for position in range(word.start, word.end)}
        numbers = sorted(
            [*(number for number in numbers if number.start not in covered), *absolutes],
            key=lambda number: number.start,
        )
    numbers = [_narrowed(text, number) for number in numbers]
    if "每" in text:
        numbers = [_with_divisor(text, number) for number in numbers]
    return _join_ratios(text, _with_listed_unit(text, numbers))


def _with_divisor(text: str, number: Quantity) -> Quantity:
    """不低于每公顷2006万元, 达到每百万人口800份: what the number is divided by stands behind its bound."""
    divisor = _DIVISOR.search(text, max(0, number.start - _DIVISOR_REACH), number.end)
    if divisor is None or not divisor.start() <= number.start <= divisor.end():
        return number
    bound = comparator_before(text, divisor.start(), max(0, divisor.start() - _DIVISOR_REACH))
    if bound:
        return replace(number, start=bound[1], comparator=bound[0])
    reached = next((word for word in _REACHING if text.endswith(word, 0, divisor.start())), None)
    return replace(number, start=divisor.start() - len(reached)) if reached else number


def _with_listed_unit(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """1.28万亿、1.18万亿、8200亿元: sums of which only the last has its unit written."""
    result = list(numbers)
    for index in range(len(result) - 2, -1, -1):
        number, following = result[index], result[index + 1]
        if number.unit or following.kind != "money" or not following.unit.endswith("元"):
            continue
        scaled = _SCALE_END.search(text, number.start, number.end)
        if scaled and text[number.end : following.start] in ("、", "和", "及", "与"):
            scale = prod(SCALES[mark] for mark in scaled.group())
            result[index] = replace(number, value=number.value / scale, unit=scaled.group() + "元", kind="money")
    return result


def outside(numbers: list[Quantity], ranges: Sequence[tuple[int, int]]) -> list[Quantity]:
    """The numbers that start in none of the ascending, disjoint `ranges`."""
    if not ranges:
        return numbers
    starts = [first for first, _ in ranges]
    kept = []
    for number in numbers:
        index = bisect_right(starts, number.start) - 1
        if index < 0 or number.start >= ranges[index][1]:
            kept.append(number)
    return kept


def find_frames(text: str, numbers: list[Quantity]) -> list[Frame]:
    """The text with the numbers outside brackets, then each bracket with its own.

    Left out are brackets that name responsible bodies and those within a condition.
    """
    layout = lay_out(text, _spans(numbers))
    without: list[Quantity] = []
    within: dict[tuple[int, int], list[Quantity]] = {}
    for number in numbers:
        bracket = layout.enclosure(number.start, number.end, "([〔【")
        if bracket is None:
            without.append(number)
        elif bracket.mark == "(" and not is_responsible_bracket(layout, bracket) and not _in_condition(layout, bracket):
            within.setdefault((bracket.start + 1, bracket.end), []).append(number)
    frames = [Frame(layout, without, 0)]
    frames += [_part(text, start, end, group) for (start, end), group in within.items()]
    return frames


def quotation_frame(frame: Frame, number: Quantity) -> Frame | None:
    """The quotation that holds the number as a frame, when it stands in one with words of its own."""
    quote = frame.layout.enclosure(number.start, number.end, "“")
    if quote is None or quote.start >= number.start:
        return None
    part = _part(frame.layout.text, quote.start + 1, quote.end, [number])
    return replace(part, offset=part.offset + frame.offset)


def _part(text: str, start: int, end: int, numbers: Sequence[Quantity]) -> Frame:
    moved = [replace(number, start=number.start - start, end=number.end - start) for number in numbers]
    return Frame(lay_out(text[start:end], _spans(moved)), moved, start)


def _spans(numbers: Sequence[Quantity]) -> list[tuple[int, int]]:
    return [(number.start, number.end) for number in numbers]


def _in_condition(layout: Layout, bracket: Enclosure) -> bool:
    """Does the clause around the bracket end in 的, so that it says who is meant?"""
    end = layout.clause(bracket.start)[1]
    return layout.skeleton[end - 1 : end] == "的" and layout.text[end : end + 1] == ","


def _narrowed(text: str, number: Quantity) -> Quantity:
    """The mention as targets count it.

    An absolute word takes the quotation marks around it (“清零”). 三分之一 is 33.33 %. 100家具有 is counted in 家,
    5个岗位 in 个: a unit that holds its noun gives the noun back to the text.
    """
    if number.unit == "清零" or text.startswith("全", number.start):
        quoted = text.startswith("”", number.end) and text.endswith("“", 0, number.start)
        return replace(number, start=number.start - 1, end=number.end + 1) if quoted else number
    if number.kind == "ratio" and not number.unit and "分之" in text[number.start : number.end]:
        return replace(number, value=round(number.value * 100, 2), unit="%", kind="percent")
    if number.kind != "count":
        return number
    name, slash, per = number.unit.partition("/")
    following = text[number.end : number.end + 1]
    if name in ("", "万") and following in _SURE_CLASSIFIERS and following:
        last = text[number.end - 1]
        if last.isdigit():
            return replace(number, unit=following + slash + per, end=number.end + 1)
        if not name and last in SCALES and text[number.end - 2].isdigit():
            value = number.value / SCALES[last]
            return replace(number, value=value, unit=last + following + slash + per, end=number.end + 1)
    if len(name) < 2 or name[0] not in _CLASSIFIERS or not text.endswith(name, number.start, number.end):
        return number
    if name[0] != "个" and (len(name) == 2 or (name[1:] not in units() and name[1:] not in _COUNTED_NOUNS)):
        return number
    return replace(number, unit=name[0] + slash + per, end=number.end - len(name) + 1)


def _join_ratios(text: str, numbers: list[Quantity]) -> list[Quantity]:
    """Replace the parts of a ratio of three and more by one ratio."""
    if text.count(":") < 2:
        return numbers
    joined = []
    for match in _CHAIN.finditer(text):
        around = text[max(0, match.start() - 12) : match.start()] + text[match.end() : match.end() + 4]
        if float(match[2]) and _SHARED_OUT.search(around):
            value = float(match[1]) / float(match[2])
            joined.append(Quantity(value, None, "ratio", "eq", "ratio", match.start(), match.end()))
    if not joined:
        return numbers
    apart = outside(numbers, [(ratio.start, ratio.end) for ratio in joined])
    return sorted([*apart, *joined], key=lambda number: number.start)
