"""One measure: a number and what is written on to it, a fraction, 余 or 多, its unit, 半, a denominator.

`complete` starts from a measure that holds the bare number and takes in what follows it in the text.
"""

import math
import re
from dataclasses import dataclass

from flows.reference import column, longest_first
from flows.segment.numerals import parse_numeral
from flows.segment.runs import KEPT_SCALES, RUN, read_run
from flows.segment.units import Unit, match_unit, period_names, units


@dataclass(slots=True)
class Measure:
    """A number with its unit. Offsets in the text given to the finder.

    low, high: its value, 万 and 亿 multiplied in; they differ where the number is open (两三百).
    unit, kind: as in Quantity, but without scale_name. known: the unit of the reference data.
    scale, scale_name: 万 or 亿 after digits, which goes to the unit when there is one; 1 and "" otherwise.
    comparator: gt, approx, ge where 多, 余, 几, 来 or 上 stand in the number, else eq.
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

    def multiply(self, factor: float) -> None:
        self.low, self.high = self.low * factor, self.high * factor

    def add(self, value: float) -> None:
        self.low, self.high = self.low + value, self.high + value

    def use_unit(self, unit: Unit, end: int) -> None:
        self.known, self.unit, self.kind, self.end = unit, unit.name, unit.kind, end

    def rate_by(self, denominator: str) -> None:
        """Add a denominator to the unit; what counts happenings becomes a frequency."""
        self.unit += denominator
        if self.kind == "count" and self.known is not None and self.known.rate == "occasion":
            self.kind = "frequency"


def complete(text: str, measure: Measure) -> None:
    """Take in what follows the digits at `measure.end`; nothing when nothing belongs to them."""
    following = text[measure.end : measure.end + 1]
    if following not in _PARTS_OF_NUMBER:
        take_unit(text, measure)
        return
    if following == "/" and text.startswith(_PER_MANY, measure.end):
        # 死亡率10/10万
        measure.unit, measure.kind, measure.end = _PER_MANY, "other", measure.end + len(_PER_MANY)
        return
    if following in _FRACTION_STARTS and _take_fraction(text, measure):
        return
    if following in ("成", "折") and _take_tenths(text, measure):
        return
    if following == "打" and _DOZEN.match(text, measure.end):
        measure.multiply(12)
        measure.end += 1
    elif following == "个" and (found := _HUNDRED_MILLIONS.match(text, measure.end)):
        measure.multiply(10**8)
        measure.end = found.end()
    elif not _take_multiple(text, measure):
        _take_more(text, measure)
    take_unit(text, measure)


# --- fractions, tenths, multiples ------------------------------------------------------------------------------------

# What can follow the digits of a number and belong to it.
_PARTS_OF_NUMBER = frozenset("分又/^ 成折打个kKMw零几多余来")
_PER_MANY = "/10万"
_FRACTION_STARTS = frozenset("分又/^ ")
_PARTS = re.compile(rf"(?:又(?P<below>{RUN}))?分(?P<of>之)?(?P<sign>负)?(?P<above>{RUN})")
_SLASH = re.compile(r"(?: (?P<over>[1-9][0-9]{0,5}))?/(?P<under>[1-9][0-9]{0,5})(?![-0-9./])")
_POWER = re.compile(r"\^(?P<sign>[-+]{0,2})(?P<exponent>[0-9]{1,3})(?![0-9])")
_PER_HUNDRED = {100: "%", 1000: "‰", 10000: "‱"}
_TENTHS = re.compile(
    r"(?:成(?![员功果立为长效本就绩熟都分型品年人批交活套语因])|折(?![合旧算叠磨腾射线扣返回衷]))"
    r"(?P<half>半)?(?P<digit>[一二三四五六七八九](?![一-龥]))?"
)
_MULTIPLE = re.compile(r" ?(?P<letter>[kKMw])(?![0-9A-Za-z])")
_MULTIPLES = {"k": 10**3, "K": 10**3, "M": 10**6, "w": 10**4}
_DOZEN = re.compile("打(?![造击通好破赢算开响拼工印压假包车卡下分])")
_HUNDRED_MILLIONS = re.compile("个亿(?![元级])")


def _take_fraction(text: str, measure: Measure) -> bool:
    if found := _PARTS.match(text, measure.end):
        return _take_parts(text, measure, found)
    if found := _SLASH.match(text, measure.end):
        return _take_slash(text, measure, found)
    if found := _POWER.match(text, measure.end):
        exponent = int(found["exponent"]) * (-1 if found["sign"] == "-" else 1)
        try:
            measure.low = measure.high = measure.low**exponent
        except (OverflowError, ZeroDivisionError):
            return False
        measure.end = found.end()
        return True
    return False


def _take_parts(text: str, measure: Measure, found: re.Match[str]) -> bool:
    """三分之一, 一又二分之一; 百分之五, 千分之五 are percentages, so is 百分三十."""
    above = read_run(found["above"])
    below = read_run(found["below"]) if found["below"] else ()
    divisor, whole = (below[0].low, measure.low) if below else (measure.low, 0.0)
    if not above or not divisor or (not found["of"] and (divisor != 100 or below)):
        return False
    sign = -1 if found["sign"] else 1
    unit = _PER_HUNDRED.get(divisor) if not below and text[measure.start] in "百佰千仟万" else None
    measure.end = found.start("above") + above[0].end
    measure.shared = above[0].shared
    if unit:
        measure.low, measure.high, measure.prefixed = sign * above[0].low, sign * above[0].high, True
        _take_multiple(text, measure)
        measure.use_unit(units()[unit], measure.end)
    else:
        measure.low = measure.high = whole + sign * above[0].low / divisor
        measure.kind = "ratio"
        take_unit(text, measure)
    return True


def _take_slash(text: str, measure: Measure, found: re.Match[str]) -> bool:
    """1/3, 1 4/3; a pair of years (2020/2021) and a date (2021/3/15) are none."""
    written, under = text[measure.start : measure.end], int(found["under"])
    years = len(written) == 4 == len(found["under"])
    in_date = measure.start > 0 and text[measure.start - 1] == "/"
    if years or in_date or not written.isdigit() or len(written) > 6 or written[0] == "0":
        return False
    measure.low = measure.high = measure.low + int(found["over"]) / under if found["over"] else measure.low / under
    measure.kind, measure.end = "ratio", found.end()
    take_unit(text, measure)
    return True


def _take_tenths(text: str, measure: Measure) -> bool:
    """五成 = 50 %, 三成半 = 35 %, 八折 = 80 %, 八五折 and 85折 = 85 %."""
    found = _TENTHS.match(text, measure.end)
    if not found or not 0 < measure.low < 100:
        return False
    measure.multiply(1 if text[measure.end] == "折" and measure.low >= 11 else 10)
    measure.add(5 if found["half"] else (parse_numeral(found["digit"] or "") or 0))
    measure.use_unit(units()["%"], found.end())
    return True


def _take_multiple(text: str, measure: Measure) -> bool:
    """40k, 2.5 M, 30w (万); 4K is a kind of screen."""
    found = _MULTIPLE.match(text, measure.end) if text[measure.end - 1].isdigit() else None
    if not found or (found["letter"] == "K" and measure.low < 10):
        return False
    measure.shared = _MULTIPLES[found["letter"]]
    measure.multiply(measure.shared)
    measure.end = found.end()
    return True


# --- 多, 余, 几, 来 --------------------------------------------------------------------------------------------------

_MORE_STARTS = frozenset("零几多余来")
_MORE = re.compile("零?几|多(?![样元种次方维层边式渠出])|余(?![额下地热])|来(?![自源说看讲])")
_SCALES = re.compile("[万亿千百十]{1,2}")
_FACTORS = {"十": 10, "百": 100, "千": 1000, "万": 10**4, "亿": 10**8}
_COMPARATORS = {"多": "gt", "余": "gt", "几": "gt", "来": "approx"}


def _take_more(text: str, measure: Measure) -> None:
    """多, 余, 几, 来 after a round number, and the scale after them: 500余万, 二十几万, 十来个."""
    if text[measure.end : measure.end + 1] not in _MORE_STARTS or measure.low == 0:
        return
    found = _MORE.match(text, measure.end)
    if not found or not (measure.scale != 1 or measure.low % 10 == 0 or (measure.low >= 10 and found.group() == "余")):
        return
    word = found.group()[-1]
    scales = _SCALES.match(text, found.end())
    if word in "几来" and not scales and match_unit(text, found.end()) is None:
        return
    in_digits = text[measure.end - 1].isdigit()
    measure.comparator, measure.end = _COMPARATORS[word], found.end()
    if scales:
        factor = math.prod(_FACTORS[character] for character in scales.group())
        if in_digits and scales.group() in KEPT_SCALES:
            measure.scale, measure.scale_name = factor, scales.group()
        measure.multiply(factor)
        measure.end = scales.end()


# --- the unit --------------------------------------------------------------------------------------------------------

# How many units of time a rate is over: 批/2年, 每两年, 每半年.
COUNT = r"[0-9]{1,3}|[一二三四五六七八九十两]{1,3}|半"
_HALF_IN_UNIT = re.compile("个(?P<word>半|多)(?=月|小时|星期|钟头|钟|世纪|学期|礼拜|分钟|季度|百分点)")
_DENOMINATOR = re.compile(rf"/(?:(?P<count>{COUNT})|[百千万])")
_EACH = re.compile(rf"每(?P<name>{longest_first(period_names())})(?=$|[,。;、)的])")


_WORDS = longest_first(column("count_words", "word"))
_OTHER_UNIT = re.compile(rf"\((?:{_WORDS})(?:[、/](?:{_WORDS}))?\)")


def take_unit(text: str, measure: Measure) -> None:
    """Read the unit after the number, with 半, 多, 余 in or after it (一个半月, 三年多), and its denominator."""
    position = measure.end + (text[measure.end : measure.end + 1] == " ")
    inside = _HALF_IN_UNIT.match(text, position) if text[position : position + 1] == "个" else None
    unit = match_unit(text, inside.end() if inside else position)
    if unit is None:
        return
    if inside:
        # 一个半小时: the unit is 个小时, whatever stands in it.
        end = inside.end() + len(unit.name)
        measure.use_unit(units().get("个" + unit.name, unit), end)
        if inside["word"] == "半":
            measure.add(0.5)
        else:
            measure.comparator = "gt"
    else:
        measure.use_unit(unit, position + len(unit.name))
        if unit.kind == "count" and (other := _OTHER_UNIT.match(text, measure.end)):
            # 35000台(套): the unit as written
            measure.unit, measure.end = unit.name + other.group(), other.end()
    if unit.kind != "count":
        _take_after_unit(text, measure)
        if unit.kind == "duration":
            _mark_date(text, measure)
    _take_denominator(text, measure)


def _take_after_unit(text: str, measure: Measure) -> None:
    """三年多, 三斤半, 五分半钟."""
    following = text[measure.end : measure.end + 1]
    if following == "半" and text[measure.end + 1 : measure.end + 2] not in ("数", "径", "年"):
        measure.add(0.5)
        measure.end += 1
    elif following in ("多", "余") and measure.comparator == "eq" and _MORE.match(text, measure.end):
        measure.comparator = _COMPARATORS[following]
        measure.end += 1


def _take_denominator(text: str, measure: Measure) -> None:
    """元/月, 批/2年, 元/人·年, 公里/万人, 千米每小时."""
    following = text[measure.end : measure.end + 1]
    while following and following in ("/", "·") and (following == "/" or "/" in measure.unit):
        # 克/千瓦时 before 公里/万人: what begins like a scale may be a unit.
        position = measure.end + 1
        unit = match_unit(text, position)
        if unit is None and (scaled := _DENOMINATOR.match(text, measure.end)):
            position = scaled.end()
            unit = match_unit(text, position)
            if unit and scaled["count"] and not unit.period:
                return
        if unit is None:
            return
        end = position + len(unit.name)
        measure.rate_by(text[measure.end : end])
        measure.end = end
        following = text[end : end + 1]
    if following == "每" and (each := _EACH.match(text, measure.end)):
        measure.rate_by("/" + each["name"])
        measure.end = each.end()


_MONTH = re.compile("(?:[0-9]{1,2}|[一二三四五六七八九十]{1,2})月")
_DAY_FOLLOWERS = frozenset("前起至凌上下早晚中夜—-(")


def _mark_date(text: str, measure: Measure) -> None:
    """A calendar year, quarter, month or day is no duration: 2021年, 一季度, 3月, 15日 after a month."""
    name, value = measure.unit, measure.low
    if "年" in name:
        measure.date = (1900 <= value <= 2100 and measure.scale == 1) or _MONTH.match(text, measure.end) is not None
    elif name in ("季度", "季"):
        measure.date = value in (1, 2, 3, 4)
    elif name == "月":
        measure.date = 1 <= value <= 12
    elif name == "日" and 1 <= value <= 31:
        before = text[measure.start - 1] if measure.start else ""
        measure.date = before in ("月", "当", "本") or text[measure.end : measure.end + 1] in _DAY_FOLLOWERS
    if measure.date:
        measure.kind = "other"
