"""Finding measures: each number of a text with its unit, before ranges, bounds and rates are read.

`find_measures` scans a normalised text once, left to right, from one numeral character to the next.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.reference import alternatives, longest_first, words_of
from flows.segment.measure import COUNT, Measure, complete, take_unit
from flows.segment.number_words import NUMBER_CHARACTERS, number_word_at
from flows.segment.numerals import parse_numeral
from flows.segment.runs import HAN, LONGEST_RUN, RUN, read_run
from flows.segment.units import match_unit, period_names, units


@dataclass(frozen=True, slots=True)
class Period:
    """A time denominator before its numbers: 每月, 每2年; name without 每, as a unit denominator has it."""

    start: int
    end: int
    name: str


def find_measures(text: str) -> Iterator[Measure | Period]:
    """Every number and every 每 with a unit of time in the normalised text, ascending and disjoint."""
    position = taken = 0
    while match := _START.search(text, position):
        start, character = match.start(), match.group()
        position = start + 1
        found: list[Measure] | list[Period] = []
        if character.isascii():
            position, found = _read_digits(text, start, taken)
        elif character == "每":
            found = _read_period(text, start)
        elif word := number_word_at(text, start, taken):
            word_start, known = word
            position = word_start + len(known.word)
            if known.value is not None:
                unit = units().get(known.unit)
                found = [Measure(word_start, position, known.value, known.value, known.unit, known.kind, unit)]
        elif character == "半":
            found = _read_half(text, start)
        elif character in "几数":
            found = _read_few(text, start)
        elif text.startswith("零下", start):
            position = start + 2
        elif character in _HAN_VALUES and text[start + 1 : start + 2] not in _LENGTHENS:
            position, found = _read_single(text, start, taken)
        else:
            position, found = _read_run(text, start, taken)
        if found:
            yield from found
            taken = found[-1].end
            position = max(position, taken)


# --- runs of digits --------------------------------------------------------------------------------------------------

# A point begins a number where digits follow and neither a digit nor a point stands before.
_START = re.compile(rf"[{NUMBER_CHARACTERS}.](?:(?<!\.)|(?<![0-9.]\.)(?=[0-9]))")
# A number in digits that nothing can lengthen: most numbers are of this kind.
_SIMPLE = re.compile(rf"[0-9]{{1,9}}(?:\.[0-9]{{1,6}})?+(?![0-9.,eE点O{HAN}])(?! [0-9])")
_DATE = re.compile(
    r"(?<![0-9.])(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-/.])(?P<month>1[0-2]|0?[1-9])(?P=mark)(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])"
)
# The year in a document number: 国办发〔2018〕117号.
_YEAR_OF_NUMBER = re.compile(r"[\[〔(](?:19|20)[0-9]{2}[\]〕)]")
_HAN_VALUES = {digit: float(value) for value, digit in enumerate("零一二三四五六七八九十")} | {"两": 2.0}
_LENGTHENS = frozenset("0123456789点" + HAN)
_RUN = re.compile(RUN)
_REST_OF_RUN = re.compile(f"[0-9{HAN}]*+")
_SPOKEN_CLOCK = re.compile("[一二三四五六七八九十两]{1,3}(?=点零[一二三四五六七八九]分(?![钟之]))")
# One character that means a number only next to others (陆地, 队伍, 收拾), or before a unit (千人, 亿元).
_NO_NUMBER_ALONE = frozenset("陆伍拾佰仟壹贰叁肆柒捌玖俩仨○幺百千万亿兆") | {"万万"}
_METRIC_PREFIXES = frozenset("千兆百")
_LATIN = re.compile("[A-Za-z]")
_ACRONYM = re.compile(rf"(?<![A-Za-z0-9-])(?!(?:{alternatives('indicator_words', 'no_acronym')})$)[A-Z]{{2,6}}$")
_COUNTED_BEHIND = words_of("indicator_words", "behind_acronym")


def _read_single(text: str, start: int, floor: int) -> tuple[int, list[Measure]]:
    """Where to go on, and the measure of one Chinese digit that stands alone."""
    value = _HAN_VALUES[text[start]]
    measure = Measure(start, start + 1, value, value)
    complete(text, measure)
    if start > floor:
        _take_sign(text, measure, floor)
    return measure.end, [measure]


def _read_digits(text: str, start: int, floor: int) -> tuple[int, list[Measure]]:
    """Where to go on, and the measures of a run that begins with a digit."""
    if date := _DATE.match(text, start):
        return date.end(), _read_date(date, start)
    match = _SIMPLE.match(text, start)
    if match is None or (start and text[start - 1] == "." and start > 1 and text[start - 2].isdigit()):
        return _read_run(text, start, floor)
    value = float(match.group())
    measure = Measure(start, match.end(), value, value)
    complete(text, measure)
    if measure.kind == "count" and _is_in_name(text, measure):
        return match.end(), []
    if len(match.group()) == 4 and _YEAR_OF_NUMBER.match(text, max(0, start - 1)):
        measure.date, measure.kind = True, "other"
    _take_sign(text, measure, floor)
    return measure.end, [measure]


def _read_date(date: re.Match[str], start: int) -> list[Measure]:
    """The three numbers of 2021-03-15."""
    spans = [date.span(name) for name in ("year", "month", "day")]
    values = [float(date[name]) for name in ("year", "month", "day")]
    return [Measure(*span, value, value, "", "other", date=True) for span, value in zip(spans, values, strict=True)]


def _read_run(text: str, start: int, floor: int) -> tuple[int, list[Measure]]:
    """Where to go on, and the measures of the run of numeral characters at `start`."""
    match = _RUN.match(text, start)
    if match is None:
        return start + 1, []
    run, end = match.group(), match.end()
    if len(run) > LONGEST_RUN:
        return _REST_OF_RUN.match(text, end).end(), []
    if run[-1] in _METRIC_PREFIXES and _begins_unit(text, end - 1, run):
        run, end = run[:-1], end - 1
        if not run:
            return end + 1, []
    elif clock := _SPOKEN_CLOCK.match(text, start) if "点" in run else None:
        # 五点零二分 is no 5.02.
        run, end = clock.group(), clock.end()
    numerals = read_run(run, match_unit(text, end) is not None)
    found: list[Measure] = []
    for index, numeral in enumerate(numerals):
        measure = Measure(start + numeral.start, start + numeral.end, numeral.low, numeral.high)
        measure.scale, measure.shared = numeral.scale, numeral.shared
        if numeral.scale != 1:
            measure.scale_name = run[numeral.scale_start : numeral.end]
        if index == len(numerals) - 1:
            complete(text, measure)
        else:
            rest = run[numeral.end :]
            if rest == "两" and match_unit(text, end) is None:
                # 三千两百两: the weight.
                take_unit(text, measure)
                found.append(measure)
                break
            if rest[0] == "点":
                measure.unit, measure.kind, measure.date, measure.end = "点", "other", True, measure.end + 1
        if _is_number(text, measure, run[numeral.start : numeral.end]):
            found.append(measure)
    if found and found[0].start == start:
        _take_sign(text, found[0], floor)
    return end, found


def _begins_unit(text: str, at: int, run: str) -> bool:
    """Does 千, 百 or 兆 at `at` begin a unit (千瓦, 兆字节, 百分点)? Of a Chinese number, 三千米 is 3000 米."""
    unit = match_unit(text, at)
    if unit is None or unit.name[0] != text[at]:
        return False
    return unit.name != "千米" or len(run) == 1 or run[-2].isascii() or len(read_run(run)) > 1


def _is_number(text: str, measure: Measure, written: str) -> bool:
    if not math.isfinite(measure.low):
        return False
    is_time = measure.kind == "duration" or measure.unit == "年"
    if is_time and written[0].isascii() and measure.start and _LATIN.match(text, measure.start - 1):
        return False  # PM2.5年均浓度
    if measure.unit and not (measure.kind == "count" and written[0].isascii()):
        return True
    if written[0].isascii():
        return not _is_in_name(text, measure)
    return written not in _NO_NUMBER_ALONE or measure.end - measure.start > len(written)


def _is_in_name(text: str, measure: Measure) -> bool:
    """Are the digits part of a Latin name: K12, 5G, PM2.5, COVID-19?"""
    start = measure.start - (measure.start > 1 and text[measure.start - 1] == "-")
    if start and _LATIN.match(text, start - 1):
        return not (measure.kind == "count" and counts_behind_acronym(text, measure.start, measure.unit))
    return not measure.unit and _LATIN.match(text, measure.end) is not None


def counts_behind_acronym(text: str, start: int, unit: str) -> bool:
    """Is the number at `start` so many of what capital letters name: OPC100家, AED20台; not TOP10, PM10, C30?"""
    return unit in _COUNTED_BEHIND and _ACRONYM.search(text, max(0, start - 8), start) is not None


_NO_MINUS_AFTER = frozenset("担背抱肩欺辜胜自减增重税费债正")


def _take_sign(text: str, measure: Measure, floor: int) -> None:
    """Take 第, a minus, 负, 零下 or 上 (上百) that stands directly before the number; not before `floor`."""
    start = measure.start
    if start <= floor:
        return
    before, earlier = text[start - 1], text[start - 2] if start >= 2 else " "
    sign = 0
    if before == "第":
        measure.ordinal, measure.start, measure.kind = True, start - 1, "other"
    elif before == "-":
        # A dash that touches the number before it joins the two; one after a word needs a unit to be a minus.
        touches = floor and start - 1 == floor
        named = earlier.isascii() and (earlier.isalnum() or earlier in "-)%]")
        sign = int(not touches and not named and (bool(measure.unit) or not "一" <= earlier <= "龥"))
    elif before == "负":
        sign = int(earlier not in _NO_MINUS_AFTER)
    elif (before == "下" and earlier == "零") or (before == "的" and earlier == "负" and measure.prefixed):
        sign = 2
    elif before == "上" and text[start] in "百千万亿" and earlier not in "以之加":
        measure.comparator, measure.start = "ge", start - 1
    if sign and start - sign >= floor:
        measure.low, measure.high, measure.start = -measure.low, -measure.high, start - sign


# --- numbers that begin without a digit ------------------------------------------------------------------------------

_HALF = re.compile("半(?=[个年天日月亩里斤吨米升成价]|小时|公[里升斤顷]|学期|世纪|加仑|分钟|英里)")
_NOT_HALF_AFTER = frozenset("上下大前后多小两过一每对各")
_PERIOD = re.compile(rf"每(?P<count>{COUNT})?(?P<name>个?(?:{longest_first(period_names())}))")


def _read_half(text: str, start: int) -> list[Measure]:
    """半年, 半个月, 半小时, 半成."""
    if not _HALF.match(text, start) or (start and text[start - 1] in _NOT_HALF_AFTER):
        return []
    measure = Measure(start, start + 1, 0.5, 0.5)
    complete(text, measure)
    return [measure] if measure.unit else []


def _read_few(text: str, start: int) -> list[Measure]:
    """数十, 几百万, 数千万元: more than the round number."""
    match = _RUN.match(text, start + 1)
    if match is None or match.group()[0] not in "十百千万亿" or not (numerals := read_run(match.group())):
        return []
    numeral = numerals[0]
    measure = Measure(start, start + 1 + numeral.end, numeral.low, numeral.high, comparator="gt")
    take_unit(text, measure)
    return [measure]


def _read_period(text: str, start: int) -> list[Period]:
    """每月, 每2年, 每半年, 每个学期, 每年度."""
    match = _PERIOD.match(text, start)
    if match is None:
        return []
    count, name = match["count"], match["name"]
    if name.startswith("个") and not (count and name == "个月"):
        name = name[1:]
    if name in ("年度", "学年度"):
        name = name[:-1]
    value = parse_numeral(count) if count and count != "半" else None
    prefix = "半" if count == "半" else f"{value:g}" if value not in (None, 1) else ""
    return [Period(start, match.end(), prefix + name)]
