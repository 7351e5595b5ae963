"""Points in time as a plan names them: 2019年6月底, 6月份, 年底, 明年上半年, 第二、三季度, “十四五”末.

A point knows what is written; `due` completes it with the plan's year.
"""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass

from flows.segment.dates import HAN_NUMBER, HAN_YEAR, HAN_ZERO, is_calendar_date, read_number

_HALF_END, _YEAR_END = "06-30", "12-31"
_QUARTER_ENDS = {1: "03-31", 2: "06-30", 3: "09-30", 4: "12-31"}
# From the sixth on (1981 to 1985) a five-year plan begins in a year that ends in 1 or 6: “十四五” is 2021 to 2025.
_SIXTH_PLAN_START, _PLAN_YEARS = 1981, 5
_RELATIVE = {"今": 0, "本": 0, "明": 1}

_NUMBER = rf"(?:\d{{1,2}}|{HAN_NUMBER})"
_HAN_DIGITS = "一二三四五六七八九十"
_JOINS = "、,和至到—~-"
# Where a point may begin; read_point decides.
_START = re.compile(
    rf"[\d{_HAN_DIGITS}今本明年上下第“\"](?:(?<=年)度?[底末内]|[\d{HAN_ZERO}{_HAN_DIGITS}]{{0,3}} ?(?:学?年|月)|半年"
    rf"|[一二三四1-4]?(?:[{_JOINS}]第?[一二三四1-4]){{0,3}}季度|十?[一二三四五六]五|[六七八九十]五”)"
)
_YEAR = rf"(?:(?P<year>(?:19|20)\d{{2}}|{HAN_YEAR}) ?学?年|(?P<relative>[今本明])年)"
_MONTH = rf"(?P<month>{_NUMBER}) ?月(?:(?P<part>[底末])|份|[初]|[上中下]旬| ?(?P<day>{_NUMBER}) ?[日号])?"
# 2026年1-3月: the first month of several
_MONTHS = rf"(?:{_NUMBER}[-—~至到]{{1,2}})?"
_QUARTER = rf"(?:第?[一二三四1-4][{_JOINS}]){{0,3}}第?(?P<quarter>[一二三四1-4])季度末?"
_POINT = re.compile(
    rf"{_YEAR}度?(?: ?{_MONTHS}{_MONTH}|(?P<end>年?[底末])|初|(?P<half>[上下])半年|{_QUARTER}|(?P<inside>内))?"
    rf"|(?P<bare_end>年[底末])|(?P<within>年(?:度)?内)"
    rf"|{_MONTH.replace('<month', '<m2').replace('<part', '<p2').replace('<day', '<d2')}"
    rf"|(?P<h2>[上下])半年|{_QUARTER.replace('<quarter', '<q2')}"
    r"|(?:[“\"]?十(?P<plan>[一二三四五六])五[”\"]?|“(?P<early>[六七八九十])五”)(?:规划|计划)?(?P<plan_part>期间|时期?末|时期|期末|末|内)"
)


@dataclass(slots=True)
class Point:
    """A point in time; start/end in characters of the text read.

    year: as written, null when omitted; relative: years from the plan's year (明年底: 1), null when a year is written
    or nothing says which. month, day: as written. rest: the end of a half, quarter or year as MM-DD. plan: the number
    of a five-year plan (14), of which `is_plan_end` names the end and not the whole. is_within: 年内.
    """

    start: int
    end: int
    year: int | None = None
    relative: int | None = None
    month: int | None = None
    day: int | None = None
    is_month_end: bool = False
    rest: str | None = None
    plan: int | None = None
    is_plan_end: bool = False
    is_within: bool = False

    @property
    def is_year_only(self) -> bool:
        """Whether nothing finer than a year is written."""
        return self.month is None and self.rest is None and self.plan is None

    @property
    def is_named_year(self) -> bool:
        """Whether the text says which year."""
        return self.year is not None or self.relative is not None

    def due(self, plan_year: int | None) -> str | None:
        """YYYY-MM-DD, YYYY-MM, YYYY or YYYY/YYYY; null when the year stays unknown or no calendar has the date."""
        if self.plan is not None:
            start = _SIXTH_PLAN_START + _PLAN_YEARS * (self.plan - 6)
            return str(start + 4) if self.is_plan_end else f"{start}/{start + 4}"
        year = self.year
        if year is None:
            if plan_year is None:
                return None
            year = plan_year + (self.relative or 0)
        if self.rest:
            return f"{year}-{self.rest}"
        if self.month is None:
            return str(year)
        if not is_calendar_date(year, self.month, self.day):
            return None
        if self.day:
            return f"{year}-{self.month:02}-{self.day:02}"
        if self.is_month_end:
            return f"{year}-{self.month:02}-{monthrange(year, self.month)[1]:02}"
        return f"{year}-{self.month:02}"


def find_points(text: str) -> Iterator[Point]:
    """All points in folded `text`, in order, without overlaps."""
    position = 0
    while match := _START.search(text, position):
        start = match.start()
        point = None if start and _runs_on(text[start - 1], text[start]) else read_point(text, start)
        if point:
            yield point
        position = point.end if point else start + 1


def _runs_on(before: str, first: str) -> bool:
    """Whether `first` continues a number or word that `before` belongs to (五年内, 去年底)."""
    if first == "年":
        return before.isdigit() or before in _HAN_DIGITS + "两几多半数去当每上历次往同近整全昨前后翌跨成学周新"
    if first.isdigit() and first.isascii():
        return before in "0123456789." or before == "第"
    return first in _HAN_DIGITS and before in _HAN_DIGITS + "第百千万零〇"


def read_point(text: str, start: int) -> Point | None:
    """The point that begins at `start` of folded `text`; null when none does."""
    match = _POINT.match(text, start)
    if match is None:
        return None
    end = match.end()
    if match["plan"] or match["early"]:
        number = read_number("十" + match["plan"] if match["plan"] else match["early"])
        return Point(start, end, plan=number, is_plan_end="末" in match["plan_part"])
    if match["bare_end"]:
        return Point(start, end, rest=_YEAR_END)
    if match["within"]:
        return Point(start, end, is_within=True)
    half, quarter = match["half"] or match["h2"], match["quarter"] or match["q2"]
    rest = None
    if half:
        rest = _HALF_END if half == "上" else _YEAR_END
    elif quarter:
        rest = _QUARTER_ENDS[read_number(quarter)]
    elif match["end"]:
        rest = _YEAR_END
    return Point(
        start,
        end,
        year=read_number(match["year"]),
        relative=_RELATIVE.get(match["relative"]),
        month=read_number(match["month"] or match["m2"]),
        day=read_number(match["day"] or match["d2"]),
        is_month_end=bool(match["part"] or match["p2"]),
        rest=rest,
        is_within=bool(match["inside"]),
    )
