"""Measures: each number of a text with the unit that is written with it, before ranges, bounds and rates are read.

`find_measures` scans a normalised text once, left to right, from one numeral character to the next.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from flows.reference import read_table
from flows.segment.numerals import HAN, KEPT_SCALES, LONGEST_RUN, RUN, Numeral, parse_numeral, read_run
from flows.segment.units import Unit, match_unit, period_names, units


@dataclass(slots=True)
class Measure:
    """A number with its unit. Offsets in the text given to the finder.

    low, high: its value, 万 and 亿 multiplied in; they differ where the number is open (两三百).
    scale, scale_name: 万 or 亿 after digits, which stays in the unit when there is one; 1 and "" otherwise.
    unit, kind, known: as in Quantity; `known` is the reference data's unit.
    comparator: gt, approx where 多, 余, 几 or 来 stand in the number, else eq.
    shared: the factor that a smaller number before 至 shares with this one (Numeral.shared).
    ordinal: 第 stands before it. date: it is part of a date or time of day. prefixed: the unit came before it (百分之).
    """

    start: int
    end: int
    low: float
    high: float
    unit: str = ""
    kind: str = "count"
    known: Unit | None = None
    scale: int = 1
    scale_name: str = ""
    comparator: str = "eq"
    shared: int = 1
    ordinal: bool = False
    date: bool = False
    prefixed: bool = False


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
        if character == "每":
            found: list[Measure | Period] = _read_period(text, start)
        elif (length := _idiom(text, start)) or text.startswith("零下", start):
            position = start + (length or 2)
            continue
        elif word := _number_word(text, start, taken):
            found = [word]
        elif character == "半":
            found = _read_half(text, start)
        elif character in "几数":
            found = _read_few(text, start)
        else:
            position, found = _read_run_at(text, start, taken)
            yield from found
            taken = found[-1].end if found else taken
            continue
        position = found[-1].end if found else start + 1
        yield from found
        taken = found[-1].end if found else taken


# --- words -----------------------------------------------------------------------------------------------------------


def _anchor(words: list[str]) -> dict[str, list[tuple[int, str]]]:
    """Words by the two characters at their first numeral character: that and the next one, or the one before."""
    table: dict[str, list[tuple[int, str]]] = {}
    for word in sorted(words, key=len, reverse=True):
        at = next(index for index, character in enumerate(word) if character in _START_CHARACTERS)
        pair = word[at : at + 2] if at + 1 < len(word) else word[at - 1 : at + 1]
        table.setdefault(pair, []).append((at, word))
    return table


def _anchored(table: dict[str, list[tuple[int, str]]], text: str, start: int) -> Iterator[tuple[int, str]]:
    """The (start, word) of the table's words that lie over the character at `start`."""
    for pair in (text[start : start + 2], text[start - 1 : start + 1] if start else ""):
        for at, word in table.get(pair, ()):
            if at <= start and text.startswith(word, start - at):
                yield start - at, word


_START_CHARACTERS = frozenset("0123456789半几数每翻减折" + HAN)
_START = re.compile(f"[0-9半几数每翻减折{HAN}]|(?<![0-9.])[.](?=[0-9])")
_IDIOMS = {row["word"]: row["unless_before"] for row in read_table("numeral_idioms")}
_IDIOM_ANCHORS = _anchor(list(_IDIOMS))
_NUMBER_WORDS = {row["word"]: row for row in read_table("number_words") if row["use"] == "quantity"}
_NUMBER_WORD_ANCHORS = _anchor(list(_NUMBER_WORDS))


def _idiom(text: str, start: int) -> int:
    """How many characters from `start` on belong to a word that only looks like a number (统一, 一般); 0 when none does."""
    for word_start, word in _anchored(_IDIOM_ANCHORS, text, start):
        end = word_start + len(word)
        if text[end : end + 1] not in _IDIOMS[word] or end == len(text) or not _IDIOMS[word]:
            return end - start
    return 0


def _number_word(text: str, start: int, floor: int) -> Measure | None:
    """一半, 减半, 翻番 and the like, from number_words.csv."""
    for word_start, word in _anchored(_NUMBER_WORD_ANCHORS, text, start):
        if word_start >= floor:
            row = _NUMBER_WORDS[word]
            value = float(row["value"])
            return Measure(word_start, word_start + len(word), value, value, row["unit"], row["kind"], units().get(row["unit"]))
    return None


# --- numbers ---------------------------------------------------------------------------------------------------------

_RUN = re.compile(RUN)
_SPOKEN_CLOCK = re.compile("[一二三四五六七八九十两]{1,3}(?=点零[一二三四五六七八九]分(?![钟之]))")
# One character that means a number only next to others: 陆地, 队伍, 收拾.
_FORMAL_ALONE = frozenset("陆伍拾佰仟壹贰叁肆柒捌玖俩仨○幺")
_SCALE_ALONE = re.compile("[百千万亿兆佰仟]{1,2}")
_METRIC_PREFIX = "千兆百"
_LATIN_LETTER = re.compile("[A-Za-z]")


def _read_run_at(text: str, start: int, floor: int) -> tuple[int, list[Measure]]:
    """Where to go on, and the measures of the run of numeral characters at `start`."""
    match = _RUN.match(text, start)
    if match is None:
        return start + 1, []
    run, end = match.group(), match.end()
    if len(run) > LONGEST_RUN:
        return _end_of_digits(text, end), []
    if run[-1] in _METRIC_PREFIX and _has_metric_unit(text, end - 1, run):
        run, end = run[:-1], end - 1
        if not run:
            return end + 1, []
    if clock := _SPOKEN_CLOCK.match(text, start):
        # 五点零二分 is no 5.02.
        run, end = clock.group(), clock.end()
    numerals = read_run(run, match_unit(text, end) is not None)
    found: list[Measure] = []
    for index, numeral in enumerate(numerals):
        written = run[numeral.start : numeral.end]
        last = index == len(numerals) - 1
        measure = Measure(
            start + numeral.start, start + numeral.end, numeral.low, numeral.high, scale=numeral.scale, shared=numeral.shared
        )
        measure.scale_name = run[numeral.scale_start : numeral.end] if numeral.scale != 1 else ""
        if last:
            _complete(text, measure)
        elif run[numeral.end : numerals[index + 1].start] == "点":
            measure.unit, measure.kind, measure.date, measure.end = "点", "other", True, measure.end + 1
        elif run[numerals[index + 1].start :] == "两" and match_unit(text, end) is None:
            # 三千两百两: the weight.
            take_unit(text, measure)
            found.append(measure)
            return max(end, measure.end), found
        if _is_number(text, measure, written):
            found.append(measure)
    for measure in found[:1]:
        _sign(text, measure, floor)
    return max(end, found[-1].end) if found else end, found


def _end_of_digits(text: str, end: int) -> int:
    """The end of an over-long run of numeral characters."""
    rest = re.compile(f"[0-9{HAN}]*+").match(text, end)
    return rest.end()


def _has_metric_unit(text: str, at: int, run: str) -> bool:
    """Does 千, 百 or 兆 at `at` begin a unit (千瓦, 兆字节, 百分点)? Of a Chinese number 三千米 is 3000 米."""
    unit = match_unit(text, at)
    if unit is None or unit.name[0] != text[at]:
        return False
    return unit.name != "千米" or len(run) == 1 or run[-2] in "0123456789十百万亿"


def _is_number(text: str, measure: Measure, written: str) -> bool:
    """Is it one, and not part of a name (K12, 5G, PM2.5) or of a word (陆地, 千万要)?"""
    if not math.isfinite(measure.low):
        return False
    if not measure.unit:
        before = text[measure.start - 1 : measure.start] if measure.start else ""
        after = text[measure.end : measure.end + 1]
        if written[0].isascii():
            if before == "-" and measure.start > 1:
                before = text[measure.start - 2]
            return not _LATIN_LETTER.match(before) and not _LATIN_LETTER.match(after)
        if measure.end - measure.start == len(written):
            return written not in _FORMAL_ALONE and not _SCALE_ALONE.fullmatch(written)
    return True


_NOT_NEGATIVE_AFTER = frozenset("担背抱肩欺辜胜自减增重")


def _sign(text: str, measure: Measure, floor: int) -> None:
    """Take 第, a minus, 负 or 零下 that stands directly before the number."""
    start = measure.start
    if start <= floor:
        return
    before = text[start - 1]
    earlier = text[start - 2] if start >= 2 else " "
    negative = 0
    if before == "第":
        measure.ordinal, measure.start, measure.kind = True, start - 1, "other"
    elif before == "-" and (start - 1 > floor or not floor) and earlier != "-" and not (earlier.isascii() and (earlier.isalnum() or earlier in ")%]")):
        negative = 1 if measure.unit or not ("一" <= earlier <= "龥") else 0
    elif before == "负" and earlier not in _NOT_NEGATIVE_AFTER:
        negative = 1
    elif before == "的" and earlier == "负" and measure.prefixed:
        negative = 2
    elif before == "下" and earlier == "零":
        negative = 2
    elif before == "上" and text[start] in "百千万亿" and earlier not in "以之加":
        measure.comparator, measure.start = "ge", start - 1
    if negative and start - negative >= floor:
        measure.low, measure.high, measure.start = -measure.low, -measure.high, start - negative


# --- what follows the number -----------------------------------------------------------------------------------------

_FRACTION = re.compile(rf"(?:又(?P<below>{RUN}))?分之?(?P<sign>负)?(?P<above>{RUN})")
_SLASH_FRACTION = re.compile(r"(?: (?P<over>[0-9]{1,9}))?/(?P<under>[0-9]{1,9})(?![0-9./])")
_PER_HUNDRED = {100: "%", 1000: "‰", 10000: "‱"}
_POWER = re.compile(r"\^(?P<sign>[-+]{0,2})(?P<exponent>[0-9]{1,3})(?![0-9])")
_MULTIPLE = re.compile(r" ?(?P<letter>[kKMw])(?![0-9A-Za-z])")
_MULTIPLES = {"k": 10**3, "K": 10**3, "M": 10**6, "w": 10**4}
_TENTHS = re.compile(r"(?:成(?![员功果立为长效本就绩熟都分型品年人批交活套语品因])|折(?![合旧算叠磨腾射线扣返回衷]))(?P<half>半)?(?P<digit>[一二三四五六七八九](?![一-龥]))?")
_MORE = re.compile(r"零?(?:几|多(?![样元种次方维层边式渠]))|余(?![额下地热])|来(?![自源说看讲])")
_SCALES = re.compile("[万亿千百十]{1,2}")
_FACTORS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_HUNDREDS_OF_MILLIONS = re.compile("个亿(?![元级])")
_MORE_COMPARATORS = {"多": "gt", "余": "gt", "几": "gt", "来": "approx"}
_DOZEN = re.compile("打(?![造击通好破赢算开响拼工印压假包车卡下分])")


def _complete(text: str, measure: Measure) -> None:
    """Read what belongs to the number after its digits: a fraction, 成, 余, the unit, 半."""
    end = measure.end
    following = text[end : end + 1]
    if following and following in "分又 /^":
        if _read_fraction(text, measure):
            return
    if following and following in "成折" and (tenths := _TENTHS.match(text, end)) and 0 < measure.low < 100:
        _take_tenths(measure, tenths, following)
        return
    if _take_multiple(text, measure):
        pass
    elif following == "打" and _DOZEN.match(text, end):
        measure.low, measure.high, measure.end = measure.low * 12, measure.high * 12, end + 1
    elif following == "个" and (match := _HUNDREDS_OF_MILLIONS.match(text, end)):
        measure.low, measure.high, measure.end = measure.low * 10**8, measure.high * 10**8, match.end()
    else:
        _take_more(text, measure)
    take_unit(text, measure)


def _take_multiple(text: str, measure: Measure) -> bool:
    """40k, 2.5 M, 30w (万); 4K is a kind of screen."""
    found = _MULTIPLE.match(text, measure.end) if text[measure.end - 1].isdigit() else None
    if not found or (found["letter"] == "K" and measure.low < 10):
        return False
    factor = _MULTIPLES[found["letter"]]
    measure.low, measure.high, measure.end = measure.low * factor, measure.high * factor, found.end()
    measure.shared = factor
    return True


def _read_fraction(text: str, measure: Measure) -> bool:
    """N分之M, A又N分之M, M/N, A M/N; 百分之M is a percentage."""
    end = measure.end
    if found := _FRACTION.match(text, end):
        above = read_run(found["above"])
        below = read_run(found["below"])[:1] if found["below"] else None
        between = text[found.start() : found.start("above")]
        divisor, whole = (below[0].low, measure.low) if below else (measure.low, 0.0)
        if not above or not divisor or (not below and "之" not in between and divisor != 100):
            return False
        value = above[0].low * (-1 if found["sign"] else 1)
        measure.end = found.start("above") + above[0].end
        measure.shared = above[0].shared
        unit = None if below else _PER_HUNDRED.get(divisor) if text[measure.start : measure.start + 1] in "百佰千仟万" else None
        if unit:
            measure.low, measure.high = value, above[0].high * (-1 if found["sign"] else 1)
            measure.unit, measure.kind, measure.known, measure.prefixed = unit, "percent", units()[unit], True
            _take_multiple(text, measure)
        else:
            measure.low = measure.high = whole + value / divisor
            measure.kind = "ratio"
            take_unit(text, measure)
        return True
    if found := _SLASH_FRACTION.match(text, end):
        over, under = found["over"], int(found["under"])
        written = text[measure.start : end]
        years = len(found["under"]) == 4 and len(written) == 4
        if not written.isdigit() or not under or years or match_unit(text, end) or text[measure.start - 1 : measure.start] == "/":
            return False
        value = measure.low + int(over) / under if over else measure.low / under
        measure.low = measure.high = value
        measure.kind, measure.end = "ratio", found.end()
        take_unit(text, measure)
        return True
    if found := _POWER.match(text, end):
        exponent = int(found["exponent"]) * (-1 if found["sign"] == "-" else 1)
        try:
            measure.low = measure.high = measure.low**exponent
        except (OverflowError, ZeroDivisionError):
            return False
        measure.end = found.end()
        return True
    return False


def _take_tenths(measure: Measure, match: re.Match[str], word: str) -> None:
    """五成 = 50 %, 三成半 = 35 %, 八折 = 80 %, 八五折 and 85折 = 85 %."""
    factor = 1 if word == "折" and measure.low >= 11 else 10
    add = 5 if match["half"] else (parse_numeral(match["digit"]) or 0) if match["digit"] else 0
    measure.low, measure.high = measure.low * factor + add, measure.high * factor + add
    measure.unit, measure.kind, measure.known, measure.end = "%", "percent", units()["%"], match.end()


def _take_more(text: str, measure: Measure) -> None:
    """多, 余, 几, 来 inside a number, and the scale after it: 500余万, 二十几万, 十来个."""
    match = _MORE.match(text, measure.end)
    round_number = measure.scale != 1 or measure.low % 10 == 0 or (measure.low >= 10 and match and match.group() == "余")
    if not match or not round_number or measure.low == 0:
        return
    word = match.group()[-1]
    scales = _SCALES.match(text, match.end())
    if word in "几来" and not scales and match_unit(text, match.end()) is None:
        return
    measure.comparator, measure.end = _MORE_COMPARATORS[word], match.end()
    if scales:
        factor = math.prod(_FACTORS[character] for character in scales.group())
        if text[measure.start : measure.start + 1].isdigit() and scales.group() in KEPT_SCALES and measure.scale == 1:
            measure.scale, measure.scale_name = factor, scales.group()
        measure.low, measure.high, measure.end = measure.low * factor, measure.high * factor, scales.end()


# --- units -----------------------------------------------------------------------------------------------------------

_COUNT = r"[0-9]{1,3}|[一二三四五六七八九十两]{1,3}|半"
_HALF_AFTER_COUNT = re.compile("个(?P<word>半|多)(?=月|小时|星期|钟头|钟|世纪|学期|礼拜|分钟|季度|百分点)")
_DATE_UNITS = frozenset(("年", "月", "日", "号", "年度", "学年", "学年度"))
_DAY_FOLLOWERS = frozenset("前起至凌上下早晚中夜—-(")
_CLOCK_FOLLOWER = re.compile("[0-9一二三四五六七八九十零半整钟]")
_BEFORE_CLOCK = re.compile("(?:上午|下午|早上|早晨|晚上|凌晨|中午|傍晚|[日晚早晨])$")


def take_unit(text: str, measure: Measure) -> None:
    """Read the unit after the number, with 多, 余, 几, 来 or 半 after or inside it (三年多, 一个半月, 三斤半)."""
    position = measure.end + (text[measure.end : measure.end + 1] == " ")
    half = _HALF_AFTER_COUNT.match(text, position)
    if half:
        unit = match_unit(text, half.end())
        name = "个" + unit.name if unit else ""
        end = half.end() + len(unit.name) if unit else 0
        if half["word"] == "半":
            measure.low, measure.high = measure.low + 0.5, measure.high + 0.5
        else:
            measure.comparator = "gt"
    else:
        unit = match_unit(text, position)
        name = unit.name if unit else ""
        end = position + len(name)
    if unit is None:
        return
    measure.known, measure.unit, measure.kind, measure.end = units().get(name, unit), name, unit.kind, end
    if unit.kind == "count":
        _read_denominator(text, measure)
        return
    following = text[end : end + 1]
    if following == "半" and text[end + 1 : end + 2] not in ("数", "径", "年"):
        measure.low, measure.high, measure.end = measure.low + 0.5, measure.high + 0.5, end + 1
        if text.startswith("钟", end + 1) and name == "分":
            measure.end = end + 2
    elif following and following in "多余来" and measure.comparator == "eq" and _MORE.match(text, end):
        measure.comparator, measure.end = _MORE_COMPARATORS[following], end + 1
    if name in _DATE_UNITS:
        _mark_date(text, measure, name)
    if not measure.date:
        _read_denominator(text, measure)


_SLASH = re.compile(rf"/(?P<count>{_COUNT})?")
_EACH = re.compile(rf"每(?P<name>{'|'.join(map(re.escape, period_names()))})(?=$|[,。;、)的])")


def _read_denominator(text: str, measure: Measure) -> None:
    """A denominator after the unit: 元/月, 批/2年, 元/人·年, 千米每小时."""
    for separator in ("/", "/·"):
        if measure.end >= len(text) or text[measure.end] not in separator:
            break
        slash = _SLASH.match(text, measure.end) if text[measure.end] == "/" else None
        position = slash.end() if slash else measure.end + 1
        unit = match_unit(text, position)
        if unit is None:
            break
        end = position + len(unit.name)
        measure.unit += text[measure.end : end]
        measure.end = end
        if measure.kind == "count" and measure.known and measure.known.occasion:
            measure.kind = "frequency"
    if each := _EACH.match(text, measure.end):
        measure.unit, measure.end = f"{measure.unit}/{each['name']}", each.end()


def _mark_date(text: str, measure: Measure, name: str) -> None:
    """A calendar year, month or day is no duration: 2021年, 3月, 15日 after a month."""
    value, before = measure.low, text[max(0, measure.start - 1) : measure.start]
    if "年" in name:
        measure.date = 1900 <= value <= 2100 and measure.scale == 1
    elif name == "月":
        measure.date = 1 <= value <= 12
    elif name == "日":
        measure.date = 1 <= value <= 31 and (before in ("月", "当", "本") or text[measure.end : measure.end + 1] in _DAY_FOLLOWERS)
    if measure.date:
        measure.kind = "other"


# --- numbers without a digit at their beginning ----------------------------------------------------------------------

_HALF = re.compile("半(?=个|年|天|日|小时|公里|亩|里|学期|月|世纪|斤|吨|米|公升|升|加仑|成|折|公斤|分钟|英里|价|公顷)")
_NOT_HALF_AFTER = frozenset("上下大前后多小两过一每对各")
_PERIOD = re.compile(rf"每(?P<count>{_COUNT})?(?P<name>个?(?:{'|'.join(map(re.escape, period_names()))}))")


def _read_half(text: str, start: int) -> list[Measure]:
    """半年, 半个月, 半小时, 半成."""
    if not _HALF.match(text, start) or text[start - 1 : start] in _NOT_HALF_AFTER and start:
        return []
    measure = Measure(start, start + 1, 0.5, 0.5)
    _complete(text, measure)
    return [measure] if measure.unit else []


def _read_few(text: str, start: int) -> list[Measure]:
    """数十, 几百万, 数千万元: more than the round number."""
    match = _RUN.match(text, start + 1)
    numerals: tuple[Numeral, ...] = ()
    if match and text[start + 1] in "十百千万亿" and len(match.group()) <= LONGEST_RUN:
        numerals = read_run(match.group())
    if not numerals:
        return []
    numeral = numerals[0]
    measure = Measure(start, start + 1 + numeral.end, numeral.low, numeral.high, comparator="gt")
    take_unit(text, measure)
    return [measure]


def _read_period(text: str, start: int) -> list[Measure | Period]:
    """每月, 每2年, 每半年, 每个学期."""
    match = _PERIOD.match(text, start)
    if match is None:
        return []
    count, name = match["count"], match["name"]
    if name.startswith("个") and not (count and name == "个月"):
        name = name[1:]
    value = parse_numeral(count) if count and count != "半" else None
    prefix = "半" if count == "半" else f"{value:g}" if value not in (None, 1) else ""
    return [Period(start, match.end(), prefix + name)]
