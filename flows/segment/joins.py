"""Joining measures that stand side by side into one: ranges, ratios, 3元5角, 一年两次."""

import re
from collections.abc import Callable, Iterable

from flows.segment.measure import Measure
from flows.segment.measures import Period
from flows.segment.units import units

_RANGE = re.compile(r" ?(?:[(]不?含[)])?(?:[-—~─]{1,2}|至|到)(?:[(]不?含[)])? ?")
_ENDS_OF_RANGE = frozenset("和与跟、")
_RATIO = frozenset((":", "比", ": ", " : "))


def join_measures(text: str, parts: Iterable[Measure | Period]) -> list[Measure | Period]:
    """`parts` with neighbouring measures joined; ascending and disjoint as before."""
    return _joined(text, _joined(text, parts, _join_touching), _join_apart)


def _joined(
    text: str, parts: Iterable[Measure | Period], join: Callable[[str, Measure, Measure], bool]
) -> list[Measure | Period]:
    """Take each measure into the one before it where `join` does so (it changes the first and answers True)."""
    result: list[Measure | Period] = []
    for part in parts:
        previous = result[-1] if result else None
        if isinstance(part, Period) or not isinstance(previous, Measure) or not join(text, previous, part):
            result.append(part)
    return result


def _join_touching(text: str, first: Measure, second: Measure) -> bool:
    if text[first.end : second.start] not in ("", "又"):
        return False
    return _join_parts(text, first, second) or _join_frequency(first, second) or _join_fraction(text, first, second)


def _join_apart(text: str, first: Measure, second: Measure) -> bool:
    gap = text[first.end : second.start] if second.start - first.end <= 8 else ""
    if gap in _RATIO:
        return _join_ratio(text, first, second)
    if _RANGE.fullmatch(gap) or (gap in _ENDS_OF_RANGE and text.startswith("之间", second.end)):
        return _join_range(text, first, second)
    return False


def _join_range(text: str, first: Measure, second: Measure) -> bool:
    """10—15所, 5000万元至1亿元, 两到三万, 百分之五十至八十."""
    if first.low != first.high or first.comparator != "eq" or second.comparator not in ("eq", "gt"):
        return False
    if _is_code(text, first) or _is_code(text, second):
        return False
    take_from_first = not second.unit and first.prefixed
    if not take_from_first and first.unit not in ("", second.unit):
        return False
    low = first.low
    if not first.unit and second.shared > 1 and low < second.high / second.shared:
        low *= second.shared
        first.scale = second.scale
    if low >= second.high or (first.date and not first.unit) or (_is_year(first) and second.high > 2100):
        return False
    if first.ordinal != second.ordinal and second.ordinal:
        return False
    first.low, first.high, first.comparator = low, second.high, "between"
    if first.scale != second.scale:
        first.scale = 1
    else:
        first.scale_name = second.scale_name
    if not take_from_first:
        first.unit, first.known = second.unit, second.known
        first.date = first.date or second.date or (second.unit == "日" and text[first.start - 1 : first.start] == "月")
        first.kind = "other" if first.ordinal or first.date else second.kind
    first.end = second.end + 2 * text.startswith("之间", second.end)
    return True


def _is_year(measure: Measure) -> bool:
    return not measure.unit and 1900 <= measure.low <= 2100


def _is_code(text: str, measure: Measure) -> bool:
    """A number with a leading zero is part of a telephone number or code."""
    return text[measure.start] == "0" and measure.end > measure.start + 1 and text[measure.start + 1].isdigit()


_CLOCK = re.compile(r"(?P<hour>[01]?[0-9]|2[0-4]):(?P<minute>[0-5][0-9])(?::(?P<second>[0-5][0-9]))?(?![0-9.%])")
_BEFORE_CLOCK = re.compile("(?:[日午晚早晨间夜时号点 ]|[0-9][-—~至到])$")
_AFTER_CLOCK = re.compile("[-—~至到前后起以开点分]")


def _join_ratio(text: str, first: Measure, second: Measure) -> bool:
    """4:6, 3比1; of 4:3:2:1 the value is that of the first two; a time of day (8:30) stays apart."""
    if first.unit == "ratio" and not second.unit:
        first.end = second.end
        return True
    if first.unit or second.unit or first.kind == "ratio" or first.comparator != "eq":
        return False
    if first.date or (text[first.end] == ":" and _is_clock(text, first)):
        first.kind = second.kind = "other"
        first.date = second.date = True
        return False
    if second.date or first.low != first.high or second.low != second.high or first.low < 0 or second.low <= 0:
        return False
    first.low = first.high = first.low / second.low
    first.end, first.unit, first.kind, first.scale = second.end, "ratio", "ratio", 1
    return True


def _is_clock(text: str, measure: Measure) -> bool:
    """Is it the hour of a time of day? Parts that add up to 100, and what follows 比, are a ratio."""
    clock = _CLOCK.match(text, measure.start)
    if clock is None:
        return False
    hour, minute = int(clock["hour"]), int(clock["minute"])
    if hour + minute + int(clock["second"] or 0) == 100 or "比" in text[max(0, measure.start - 8) : measure.start]:
        return False
    if clock["minute"][0] == "0" or _BEFORE_CLOCK.search(text[max(0, measure.start - 2) : measure.start]):
        return True
    return hour >= 6 and (minute % 5 == 0 or _AFTER_CLOCK.match(text, clock.end()) is not None)


_SPOKEN_MONEY = frozenset(("块", "毛", "角"))


def _join_parts(text: str, first: Measure, second: Measure) -> bool:
    """3元5角, 两年零三个月, 1小时30分, 3斤半: one measure in the larger unit; 十二块五 = 12.5 块."""
    if first.known is None or first.date or first.scale != 1 or second.scale != 1 or first.comparator != "eq":
        return False
    if not second.unit:
        return _join_spoken_money(text, first, second)
    smaller = second.known
    if second.unit == "分" and first.kind in ("money", "duration"):
        smaller = units()["分钱" if first.kind == "money" else "分钟"]
    larger = units()["元"] if first.unit == "块" and second.kind == "money" else first.known
    if first.unit == "块" and second.unit == "分":
        larger, smaller = units()["元"], units()["分钱"]
    if first.unit == "分" and second.unit in ("秒", "秒钟"):
        larger = units()["分钟"]
    if smaller is None or larger.base != smaller.base or larger.factor <= smaller.factor or larger.kind == "count":
        return False
    if second.low != second.high or second.date or second.low * smaller.factor >= larger.factor:
        return False
    first.low = first.high = float((first.low * larger.factor) + second.low * smaller.factor) / float(larger.factor)
    first.kind, first.known, first.end, first.comparator = larger.kind, larger, second.end, second.comparator
    return True


def _join_spoken_money(text: str, first: Measure, second: Measure) -> bool:
    written = text[second.start : second.end]
    before = text[second.start - 1]
    if (
        before not in _SPOKEN_MONEY
        or len(written.lstrip("零")) != 1
        or len(written) > 2
        or (first.kind != "money" and first.unit != "块")
    ):
        return False
    first.kind = "money"
    in_tenths = first.unit == before and not written.startswith("零")
    first.low = first.high = first.low + second.low / (10 if in_tenths else 100)
    first.end = second.end
    return True


def _join_frequency(first: Measure, second: Measure) -> bool:
    """一年两次, 5年一周期: the second number over the first one's time."""
    if first.kind != "duration" or first.known is None or not first.known.period or first.comparator != "eq":
        return False
    if second.known is None or second.known.rate != "occasion" or second.ordinal or "/" in first.unit + second.unit:
        return False
    count = {1: "", 0.5: "半"}.get(first.low, f"{first.low:g}")
    name = first.unit if count else first.unit.removeprefix("个")
    start = first.start
    first.low, first.high, first.known = second.low, second.high, second.known
    first.unit, first.kind, first.comparator = f"{second.unit}/{count}{name}", "frequency", second.comparator
    first.scale, first.scale_name, first.start, first.end = second.scale, second.scale_name, start, second.end
    return True


def _join_fraction(text: str, first: Measure, second: Measure) -> bool:
    """1又1/5."""
    if text[first.end] != "又" or second.kind != "ratio" or first.kind != "count" or first.unit:
        return False
    first.low = first.high = first.low + second.low
    first.kind, first.end = "ratio", second.end
    return True
