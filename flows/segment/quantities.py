"""Quantities: every number of a text with its unit, bounds and comparator.

Rules that a reader should know:

- 万 and 亿 stay in the unit after digits when a unit follows (5.7万亩: 5.7, 万亩). A numeral in Chinese (三千万元)
  and a number without a unit (5.7万) are written out.
- Percentages: 20%, 百分之二十, 二成, 八折 (80) and 一半 (50) have the unit %. ‰ and ‱ stay what they are. A fraction
  (三分之一) is a bare number of kind ratio; a:b is a/b with the unit "ratio".
- 30多, 数十, 几百 are gt the round number; 三五个, 两三百 are between; 上百 is ge.
- The time denominator of a rate is part of the unit (每2年选树一批: 批/2年); a later number of the clause has it too
  if its unit is the same.
- Numbers that count nothing are kind "other": parts of a date and times of day, with the unit 年, 月, 日, 号, 季度, 点
  or "" (a duration in years is kind "duration"), and ordinals (第三批; the mention begins with 第).
- Digits inside a Latin name (K12, 5G, PM2.5), in an address (http://…) and words such as 一般, 统一 are no numbers.
"""

import re
from collections.abc import Iterable

from flows.model import Quantity
from flows.reference import longest_first, read_table
from flows.segment.bounds import comparator_after, comparator_before, comparator_in_front, comparison
from flows.segment.joins import join_measures
from flows.segment.measure import Measure
from flows.segment.measures import Period, find_measures
from flows.segment.numerals import normalize
from flows.segment.rates import Rate
from flows.segment.units import units


def find_quantities(text: str) -> list[Quantity]:
    """Every number of `text` as a Quantity, ascending and disjoint; offsets count characters of `text`. Never raises.

    White space next to a Chinese character is read over (一 百 五 十 个).
    """
    reading, offsets = _without_gaps(_without_addresses(normalize(text)))
    quantities = _merge_bounds(reading, _bounded(reading, join_measures(reading, find_measures(reading))))
    found = [_quantity(measure) for measure in quantities]
    if offsets is None:
        return found
    return [_moved(quantity, offsets) for quantity in found]


def find_absolutes(text: str) -> list[Quantity]:
    """Words that set a level without a numeral (清零 = 0, 全覆盖 = 100 %), from the closed list in number_words.csv."""
    result = []
    for match in _ABSOLUTE.finditer(normalize(text)):
        row = _ABSOLUTES[match.group()]
        result.append(Quantity(float(row["value"]), None, row["unit"], "eq", row["kind"], match.start(), match.end()))
    return result


_ABSOLUTES = {row["word"]: row for row in read_table("number_words") if row["use"] == "absolute"}
_ABSOLUTE = re.compile(longest_first(_ABSOLUTES))

# --- the text to read ------------------------------------------------------------------------------------------------

_ADDRESS = re.compile(r"(?:https?://|www\.)[!-~]{1,2000}")
_GAP = re.compile(r"[ \t]+")


def _without_addresses(text: str) -> str:
    if "://" not in text and "www." not in text:
        return text
    return _ADDRESS.sub(lambda match: "\0" * len(match.group()), text)


def _without_gaps(text: str) -> tuple[str, list[int] | None]:
    """The text without white space beside Chinese characters, and the offset of each character left (None: all are)."""
    if " " not in text and "\t" not in text:
        return text, None
    pieces, offsets, position = [], [], 0
    for gap in _GAP.finditer(text):
        if _is_latin(text[gap.start() - 1 : gap.start()]) and _is_latin(text[gap.end() : gap.end() + 1]):
            continue
        pieces.append(text[position : gap.start()])
        offsets.extend(range(position, gap.start()))
        position = gap.end()
    if not pieces:
        return text, None
    pieces.append(text[position:])
    offsets.extend(range(position, len(text)))
    return "".join(pieces), offsets


def _is_latin(character: str) -> bool:
    return not character or "!" <= character <= "~" or character.isspace()


def _moved(quantity: Quantity, offsets: list[int]) -> Quantity:
    start, end = offsets[quantity.start], offsets[quantity.end - 1] + 1
    value = (quantity.value, quantity.value_max, quantity.unit, quantity.comparator, quantity.kind)
    return Quantity(*value, start, end)


def _quantity(measure: Measure) -> Quantity:
    low, high = sorted((measure.low, measure.high))
    unit = measure.unit
    if measure.scale != 1 and unit:
        low, high, unit = low / measure.scale, high / measure.scale, measure.scale_name + unit
    if low == high:
        return Quantity(low, None, unit, measure.comparator, measure.kind, measure.start, measure.end)
    return Quantity(low, high, unit, "between", measure.kind, measure.start, measure.end)


# --- bounds and rates ------------------------------------------------------------------------------------------------

_MARKS = {normalize(row["mark"]): row["unit"] for row in read_table("unit_marks")}
_MARK = re.compile(f"(?:{longest_first(_MARKS)}) ?$")
_MARK_ENDS = frozenset(mark[-1] for mark in _MARKS) | {" "}


def _bounded(text: str, parts: Iterable[Measure | Period]) -> list[Measure]:
    """The measures of `parts` with comparators, currency marks and time denominators."""
    result: list[Measure] = []
    rate: Rate | None = None
    floor = 0
    for part in parts:
        if isinstance(part, Period):
            rate = Rate(text, part, comparator_before(text, part.start, floor))
        else:
            if not part.ordinal and not part.date:
                _take_mark(text, part, floor)
                _take_comparator(text, part, floor)
            if rate is not None:
                rate.apply_to(part)
            result.append(part)
        floor = part.end
    return result


def _take_mark(text: str, measure: Measure, floor: int) -> None:
    """人民币100元, ¥100, 华氏98度: the mark before the number says or completes the unit."""
    if measure.start <= floor or text[measure.start - 1] not in _MARK_ENDS:
        return
    window = text[max(floor, measure.start - 6) : measure.start]
    found = _MARK.search(window)
    if found is None or measure.unit not in ("", "元", "圆", "块", "度", "°"):
        return
    unit = units()[_MARKS[found.group().rstrip()]]
    measure.known, measure.unit, measure.kind = unit, unit.name, unit.kind
    measure.start -= len(window) - found.start()


def _take_comparator(text: str, measure: Measure, floor: int) -> None:
    open_number = measure.low != measure.high
    if found := comparator_before(text, measure.start, floor):
        measure.comparator, measure.start = found
    elif compared := comparison(text, measure.start, measure.end):
        measure.comparator, start, measure.end = compared
        measure.start = max(start, floor)
    elif measure.comparator == "eq" and (distant := comparator_in_front(text, measure.start, floor)):
        measure.comparator = distant
    if found := comparator_after(text, measure.end, measure.kind == "duration"):
        after, measure.end = found
        if measure.comparator in ("eq", "approx"):
            measure.comparator = after
    if open_number:
        measure.comparator = "between"


_BETWEEN_BOUNDS = frozenset(("", ",", "、", "且", "并且", "的同时", ",且", ",并且", "但", ",但"))
_LOWER, _UPPER = ("ge", "gt"), ("le", "lt")


def _merge_bounds(text: str, measures: list[Measure]) -> list[Measure]:
    """Two bounds of one number are one range: 5万元以上10万元以下, 大于10小于20."""
    result: list[Measure] = []
    for measure in measures:
        previous = result[-1] if result else None
        if previous is not None and _are_bounds_of_one(text, previous, measure):
            lower, upper = (previous, measure) if previous.comparator in _LOWER else (measure, previous)
            scale, unit = (upper.scale, upper) if lower.scale == upper.scale else (1, upper if upper.unit else lower)
            previous.low, previous.high = lower.low, upper.high
            previous.unit, previous.kind, previous.known = unit.unit, unit.kind, unit.known
            previous.scale, previous.scale_name, previous.comparator = scale, unit.scale_name, "between"
            previous.end = measure.end
        else:
            result.append(measure)
    return result


def _are_bounds_of_one(text: str, first: Measure, second: Measure) -> bool:
    if first.comparator in _LOWER:
        lower, upper = first, second
    elif first.comparator in _UPPER:
        lower, upper = second, first
    else:
        return False
    if lower.comparator not in _LOWER or upper.comparator not in _UPPER or lower.low >= upper.high:
        return False
    same_unit = lower.unit == upper.unit or first.unit == ""
    return same_unit and text[first.end : second.start].strip() in _BETWEEN_BOUNDS
