"""Quantities: every number of a text with its unit, bounds and comparator.

Rules that a reader should know:
- 万 and 亿 stay in the unit after digits when a unit follows (5.7万亩); a numeral in Chinese and a bare number are written out.
- An ordinal (第三) has its 第 inside the mention. Parts of a date (2021年3月15日, 2021-3-15) are kind "other" with the unit 年, 月,
  日, 号 or "", which no other quantity has: a duration in years is kind "duration".
- Clock times (8:30) are two numbers of kind "other".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.model import Quantity
from flows.reference import read_table
from flows.segment.numerals import HAN, RUN, Numeral, read_run
from flows.segment.units import Unit, match_unit, units
from flows.text import fold


def _words(position: str) -> tuple[dict[str, str], int]:
    rows = {fold(row["word"]): row["comparator"] for row in read_table("comparators") if row["position"] == position}
    return rows, max(map(len, rows))


_BEFORE, _LONGEST_BEFORE = _words("before")
_AFTER, _LONGEST_AFTER = _words("after")
_AFTER_PATTERN = re.compile(" ?(?:" + "|".join(map(re.escape, sorted(_AFTER, key=len, reverse=True))) + ")")
_NUMBER_WORDS = {row["word"]: row for row in read_table("number_words")}
_IDIOMS = sorted((row["word"] for row in read_table("numeral_idioms")), key=len, reverse=True)


def _alternatives(words: list[str]) -> str:
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))


_QUANTITY_WORDS = [word for word, row in _NUMBER_WORDS.items() if row["use"] == "quantity"]
_ABSOLUTE = re.compile(_alternatives([word for word, row in _NUMBER_WORDS.items() if row["use"] == "absolute"]))
_HALVED = "半(?=个|年|天|日|小时|公里|亩|里|学期|月|世纪|斤|吨|米)"
# Where a quantity can start.
_EVERY = rf"(?P<every>每(?:[0-9]{{1,3}}|[{HAN}]{{1,3}}|半)?(?:个)?(?:{_alternatives([unit.name for unit in units().values() if unit.period])}))"
_RATIO = re.compile(rf" ?(?:[:]|比) ?(?={RUN})")
_MENTION = re.compile(
    rf"{_EVERY}|(?P<idiom>{_alternatives(_IDIOMS)})|(?P<word>{_alternatives(_QUANTITY_WORDS)})|(?P<run>{RUN})|(?P<half>(?<![上下大])(?:{_HALVED}))|(?P<few>[数几](?=[十百千万亿]))"
)
_RANGE = re.compile(r" ?(?:[-—~至到]|——|--) ?")
_MORE = re.compile(r"[多余来几]")
_OPEN = {"多": "gt", "余": "gt", "几": "gt", "来": "approx"}
_FRACTION = re.compile(rf"分之(?P<minus>负)?(?P<above>{RUN})")
_SLASH = re.compile(r"/(?P<count>[0-9]{1,3}|[一二两三四五六七八九十])?")
_CLAUSE_END = frozenset(",;。!?\n:、")


@dataclass(slots=True)
class _Number:
    """A number with what touches it; offsets in the text."""

    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    kind: str = "count"
    known: Unit | None = None
    comparator: str = "eq"
    scale: int = 1
    scale_text: str = ""


@dataclass(frozen=True, slots=True)
class _Every:
    """A time denominator before its number (每2年 …)."""

    start: int
    end: int
    name: str
    comparator: str


def find_quantities(text: str) -> list[Quantity]:
    """Every number of `text` as a Quantity, ascending and disjoint; offsets count characters of `text`. Never raises."""
    folded = fold(text)
    return list(_find(folded))


def find_absolutes(text: str) -> list[Quantity]:
    """Words that set a level without a numeral (清零 = 0, 全覆盖 = 100 %), from the closed list in number_words.csv."""
    result = []
    for match in _ABSOLUTE.finditer(fold(text)):
        row = _NUMBER_WORDS[match.group()]
        result.append(Quantity(float(row["value"]), None, row["unit"], "eq", row["kind"], match.start(), match.end()))
    return result


def _find(text: str) -> Iterator[Quantity]:
    position = 0
    every: _Every | None = None
    while match := _MENTION.search(text, position):
        if match.lastgroup == "every":
            every, position = _period(text, match, position), match.end()
            continue
        if match.lastgroup == "idiom":
            position = match.end()
            continue
        numbers = list(_numbers_at(text, match))
        for index, number in enumerate(numbers):
            floor = position if index == 0 else numbers[index - 1].end
            last = index == len(numbers) - 1
            if last:
                _extend_range(text, number)
                _extend_ratio(text, number)
            _compare(text, number, floor, last)
            _rate(text, number, every)
            yield _quantity(number)
        position = max(match.end(), numbers[-1].end) if numbers else match.end()


def _quantity(number: _Number) -> Quantity:
    low, high = number.low, number.high
    if number.scale != 1:
        low, high = low / number.scale, high / number.scale
    if low > high:
        low, high = high, low
    if low == high:
        return Quantity(low, None, number.unit, number.comparator, number.kind, number.start, number.end)
    return Quantity(low, high, number.unit, "between", number.kind, number.start, number.end)


def _numbers_at(text: str, match: re.Match[str]) -> Iterator[_Number]:
    start, end = match.span()
    if match.lastgroup == "word":
        row = _NUMBER_WORDS[match.group()]
        yield _Number(start, end, float(row["value"]), float(row["value"]), row["unit"], row["kind"])
        return
    if match.lastgroup == "half":
        number = _Number(start, end, 0.5, 0.5)
        _take_unit(text, number)
        yield number
        return
    if match.lastgroup == "few":
        run = re.compile(RUN).match(text, end)
        number = _Number(start, end, 0, 0)
        if run and (numerals := read_run(run.group())):
            number = _Number(start, run.start() + numerals[0].end, numerals[0].low, numerals[0].low, comparator="gt")
            _take_unit(text, number)
            yield number
        return
    run = match.group()
    after = match.end()
    numerals = read_run(run, match_unit(text, after) is not None)
    for index, numeral in enumerate(numerals):
        is_last = index == len(numerals) - 1
        if is_last and (fraction := _FRACTION.match(text, after)):
            number = _fraction(start + numeral.start, numeral, fraction)
            if number is not None:
                yield number
                return
        number = _Number(start + numeral.start, start + numeral.end, numeral.low, numeral.high, scale=numeral.scale)
        number.scale_text = run[numeral.scale_start : numeral.end] if numeral.scale != 1 else ""
        _take_unit(text, number)
        yield number


def _fraction(start: int, below: Numeral, match: re.Match[str]) -> _Number | None:
    above = read_run(match["above"])
    if not above or not below.low:
        return None
    end = match.start("above") + above[0].end
    value = above[0].low * (-1 if match["minus"] else 1)
    for denominator, unit in ((100, "%"), (1000, "‰"), (10000, "‱")):
        if below.low == denominator:
            return _Number(start, end, value, value, unit, "percent")
    return _Number(start, end, value / below.low, value / below.low, "", "ratio")


def _take_unit(text: str, number: _Number) -> None:
    """Read 多, 余 and the unit after the number's end."""
    position = number.end
    more = _MORE.match(text, position)
    if more and not text.startswith(("来自", "来源", "余额", "多元", "多样", "多种", "多个", "几何"), position):
        number.comparator = _OPEN[more.group()]
        number.end = position = more.end()
        if number.scale == 1 and text[position : position + 1] in ("万", "亿") and text[position - 2].isdigit():
            number.scale_text = text[position]
            number.scale = {"万": 10**4, "亿": 10**8}[number.scale_text]
            number.low, number.high = number.low * number.scale, number.high * number.scale
            number.end = position = position + 1
        elif number.scale == 1 and text[position : position + 1] in ("万", "亿"):
            scale = {"万": 10**4, "亿": 10**8}[text[position]]
            number.low, number.high = number.low * scale, number.high * scale
            number.end = position = position + 1
    if text[position : position + 1] == " ":
        position += 1
    unit = match_unit(text, position)
    if unit is None:
        number.scale, number.scale_text = 1, ""
        return
    end = position + len(unit.name)
    number.known, number.unit, number.kind, number.end = unit, number.scale_text + unit.name, unit.kind, end
    if number.comparator == "eq" and (more := _MORE.match(text, end)) and unit.kind in ("duration", "money", "other"):
        number.comparator, number.end = _OPEN[more.group()], end + 1
    if text.startswith("半", end) and unit.period:
        number.low, number.high, number.end = number.low + 0.5, number.high + 0.5, end + 1
    if unit.name in ("年", "月", "日") and _is_date(text, number):
        number.kind = "other"


def _is_date(text: str, number: _Number) -> bool:
    name, value = number.unit, number.low
    if name == "年":
        return 1900 <= value <= 2100 and number.scale == 1
    before = text[max(0, number.start - 1) : number.start]
    if name == "月":
        return before != "个" and 1 <= value <= 12
    return before == "月"


def _extend_range(text: str, number: _Number) -> None:
    """Join a second number after a dash or 至: 10—15所, 80%—85%, 30-50亿元."""
    if number.comparator != "eq" or number.low != number.high:
        return
    separator = _RANGE.match(text, number.end)
    match = separator and _MENTION.match(text, separator.end())
    if not match or match.lastgroup != "run":
        return
    others = list(_numbers_at(text, match))
    if not others:
        return
    other = others[0]
    if other.low <= number.low and not number.unit and not other.scale > 1:
        return
    if number.unit and number.unit != other.unit:
        return
    if not number.unit and other.scale != 1:
        number.low, number.scale = number.low * other.scale, other.scale
    number.high, number.end, number.unit, number.kind, number.known = (
        other.high,
        other.end,
        other.unit,
        other.kind,
        other.known,
    )
    number.comparator = "between"


def _compare(text: str, number: _Number, floor: int, last: bool) -> None:
    """Take the sign and comparator before the number and the comparator after it."""
    start = number.start
    if (
        start > floor
        and text[start - 1] in "-负"
        and (start < 2 or not (text[start - 2].isascii() and text[start - 2].isalnum()))
    ):
        number.low, number.high, number.start = -number.low, -number.high, start - 1
    elif text.startswith("零下", max(floor, start - 2)) and start - 2 >= floor:
        number.low, number.high, number.start = -number.low, -number.high, start - 2
    elif start > floor and text[start - 1] == "第":
        number.start = start - 1
        return
    start = number.start
    for length in range(min(_LONGEST_BEFORE, start - floor), 0, -1):
        found = _BEFORE.get(text[start - length : start])
        if found:
            number.start = start - length
            number.comparator = found if number.comparator in ("eq", "approx", "gt") else number.comparator
            break
    if last and (after := _AFTER_PATTERN.match(text, number.end)):
        if number.comparator in ("eq", "approx", "gt"):
            number.comparator = _AFTER[after.group().strip()]
        number.end = after.end()


def _rate(text: str, number: _Number, every: "_Every | None") -> None:
    """Add the time denominator: 300元/月, 每月不低于300元, 每2年一批."""
    if number.kind in ("percent", "percentage_point", "ratio") or not number.unit:
        return
    if number.end < len(text) and text[number.end] == "/":
        slash = _SLASH.match(text, number.end)
        unit = match_unit(text, slash.end())
        if unit is not None:
            number.unit += text[number.end : slash.end() + len(unit.name)]
            number.end = slash.end() + len(unit.name)
            _as_rate(number)
            return
    if (
        every is None
        or any(mark in _CLAUSE_END for mark in text[every.end : number.start][:60])
        or number.start - every.end > 40
    ):
        return
    if number.kind == "other" and number.unit in ("年", "月", "日", "号"):
        return
    number.unit += "/" + every.name
    if every.comparator and number.comparator == "eq":
        number.comparator = every.comparator
    if every.end == number.start:
        number.start = every.start
    _as_rate(number)


def _period(text: str, match: re.Match[str], floor: int) -> "_Every":
    """The time denominator that 每月, 每2年, 每半年 names, with the comparator before it (至少每季度)."""
    name = match.group()[1:]
    if (name.startswith("个") and not name.startswith("个月")) or name == "个月":
        name = name[1:]
    run = re.compile(RUN).match(name)
    if run and (numerals := read_run(run.group())):
        value = numerals[-1].low
        name = ("" if value == 1 else f"{value:g}") + name[run.end() :]
    start = match.start()
    for length in range(min(_LONGEST_BEFORE, start - floor), 0, -1):
        if found := _BEFORE.get(text[start - length : start]):
            return _Every(start - length, match.end(), name, found)
    return _Every(start, match.end(), name, "")


def _extend_ratio(text: str, number: _Number) -> None:
    """Join a:b and a比b; the value is a/b."""
    if number.unit or not (separator := _RATIO.match(text, number.end)):
        return
    run = re.compile(RUN).match(text, separator.end())
    others = read_run(run.group())
    if not others or not others[0].low:
        return
    number.low = number.high = number.low / others[0].low
    number.end, number.unit, number.kind = run.start() + others[0].end, "ratio", "ratio"


def _as_rate(number: _Number) -> None:
    if number.kind == "count" and number.known and number.known.occasion:
        number.kind = "frequency"
