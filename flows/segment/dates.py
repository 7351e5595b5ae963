"""Calendar dates as plans write them: 2021年3月15日, 2021-3-15, 2021/03/15, 2021.3.15, 二〇二一年三月十五日."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from flows.text import fold

# The zero of a year written in Chinese numerals has many shapes; writers use the letter O and the digit for it as well.
HAN_ZERO = "〇○零OoО0"
_HAN_DIGITS = {
    **dict.fromkeys(HAN_ZERO, 0),
    **{numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)},
}
HAN_YEAR = rf"[一二][{HAN_ZERO}一二三四五六七八九]{{3}}"
HAN_NUMBER = "(?:三十[一]?|[一二]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_WRITTEN = re.compile(
    rf"(?P<year>(?<!\d)(?:19|20)\d{{2}}|{HAN_YEAR}) ?年"
    rf"(?: ?(?P<month>\d{{1,2}}|{HAN_NUMBER}) ?月(?: ?(?P<day>\d{{1,2}}|{HAN_NUMBER})(?: ?[日号]|$))?)?"
    r"|(?<![\d./-])(?P<year2>(?:19|20)\d{2}) ?(?P<mark>[-/.]) ?(?P<month2>\d{1,2}) ?(?P=mark) ?(?P<day2>\d{1,2})"
    r"(?![\d/-]|\.\d)"
)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date in a text; month and day are null when not written.

    start/end: characters of the text given, end exclusive.
    """

    start: int
    end: int
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def value(self) -> date | None:
        """The calendar date; null unless a day is written."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


def find_dates(text: str) -> list[DateMention]:
    """All dates with a year in `text`, in order; one that is in no calendar (2021年13月, 2021年2月30日) is left out."""
    found = []
    for match in _WRITTEN.finditer(fold(text)):
        year = read_number(match["year"] or match["year2"])
        month = read_number(match["month"] or match["month2"])
        day = read_number(match["day"] or match["day2"])
        if year is not None and is_calendar_date(year, month, day):
            found.append(DateMention(match.start(), match.end(), year, month, day))
    return found


def is_calendar_date(year: int, month: int | None, day: int | None) -> bool:
    """Whether a calendar has the date; a missing month or day is no fault."""
    if month is None:
        return True
    return 1 <= month <= 12 and (day is None or 1 <= day <= monthrange(year, month)[1])


def last_day(due: str) -> date | None:
    """The last day of a due form (YYYY-MM-DD, YYYY-MM, YYYY, YYYY/YYYY); null for long_term."""
    if due == "long_term":
        return None
    parts = [int(part) for part in due.split("/")[-1].split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else monthrange(year, month)[1])


def read_number(numeral: str | None) -> int | None:
    """A year, month or day written in digits, digit by digit (二〇二一) or as a word (十二, 三十一)."""
    if not numeral:
        return None
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if "十" in numeral:
        tens, _, ones = numeral.partition("十")
        return _HAN_DIGITS.get(tens, 1) * 10 + _HAN_DIGITS.get(ones, 0)
    value = 0
    for character in numeral:
        value = value * 10 + _HAN_DIGITS[character]
    return value
