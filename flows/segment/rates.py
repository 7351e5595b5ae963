"""Rates: the time denominator that 每月 or 每2年 gives to the numbers after it."""

import re

from flows.segment.measure import Measure
from flows.segment.measures import Period

_CLAUSE_END = re.compile(r"[,。;:!?\n]")
_REACH = 40
# The denominators that go on into the next clauses (每年遴选20个方案,培育100个应用).
_LASTING = frozenset(("年", "年度", "学年"))
_LASTING_REACH = 80


class Rate:
    """The denominator of one 每 … and how far it reaches.

    It holds for the first number of its clause, and for later ones with the same unit; not for percentages. Where
    每年 has counted something, it holds for what the next clauses of the sentence count.
    """

    def __init__(self, text: str, period: Period, comparator: tuple[str, int] | None) -> None:
        """comparator: that before 每 (至少每季度), with its start."""
        self._text = text
        self._name = period.name
        self._end = self._position = period.end
        self._start = comparator[1] if comparator else period.start
        self._comparator = comparator[0] if comparator else None
        self._unit = ""
        self._in_own_clause = True
        self._lasts = False

    def apply_to(self, measure: Measure) -> None:
        """Give `measure`, the next number of the text, the denominator if it reaches so far."""
        self._move_to(measure.start)
        if measure.date and not self._in_own_clause:
            self._name = ""
        if self._name and self._fits(measure):
            self._unit = self._unit or measure.unit
            self._lasts = self._name in _LASTING and measure.kind == "count"
            measure.rate_by("/" + self._name)
            if measure.start == self._end:
                measure.start = self._start
            if self._comparator and measure.comparator == "eq" and self._in_own_clause:
                measure.comparator = self._comparator
        self._position = measure.end

    def _move_to(self, start: int) -> None:
        passed = _CLAUSE_END.findall(self._text, self._position, max(start, self._position))
        if not passed:
            return
        if any(mark != "," for mark in passed) or not self._lasts:
            self._name = ""
        self._in_own_clause, self._unit = False, ""

    def _fits(self, measure: Measure) -> bool:
        if measure.kind in ("percent", "percentage_point", "ratio") or not measure.unit or "/" in measure.unit:
            return False
        if measure.ordinal or measure.date or (measure.known is not None and measure.known.rate == "none"):
            return False
        if (self._unit and measure.unit != self._unit) or (measure.known is not None and measure.known.base == "岁"):
            # 每年为65岁以上老年人提供一次服务
            return False
        distance = measure.start - self._end
        return distance <= _REACH if self._in_own_clause else measure.kind == "count" and distance <= _LASTING_REACH
