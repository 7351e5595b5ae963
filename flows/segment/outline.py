"""The outline of a plan: which candidates are labels, and how the units nest.

A label is accepted for its place in a sequence (the next number of an open level, the first of a new one), the more
easily the stronger its position: at a line start, after a sentence end, or in run-on text where all breaks are lost.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.reference import column, longest_first
from flows.segment.labels import RANKS, Candidate
from flows.segment.role_cues import LABEL_CUE

# How far (characters) a heading in run-on text may reach before its first sub-label.
_HEADING_REACH = 60
_GAP_ALLOWED = 2
# 责任单位:区公安局、区交建局三、保障措施
_BODIES_LISTED = re.compile(
    rf"{LABEL_CUE.pattern}[^。;\n]{{2,70}}(?:{longest_first(column('body_endings', 'ending'))}|[处科]室|村)$"
)
# (二)年内所有…
_TIME = re.compile("年[内底末初度]|月底")
_UNITS = frozenset("年月日%")
# Words that running text uses too (依据第三条): they need a stronger position.
_DIVISION_TYPES = ("part", "chapter", "joint", "article")


@dataclass(slots=True)
class Unit:
    """A numbered unit: its label, its level in the nesting, its parent's index, and where its own text ends."""

    label: Candidate
    parent: int | None
    level: int
    end: int = 0


@dataclass(slots=True)
class _Level:
    type: str
    number: int
    unit: int


class _Selector:
    """Walks over the candidates once and keeps the open levels as a stack, outermost first."""

    def __init__(self, text: str, candidates: Sequence[Candidate]) -> None:
        self.text = text
        self.candidates = candidates
        self.stack: list[_Level] = []
        self.last_number: dict[str, int] = {}
        self.units: list[Unit] = []
        self.has_breaks = sum(c.strength == 3 for c in candidates) >= max(3, len(candidates) // 3)

    def select(self) -> list[Unit]:
        for index, candidate in enumerate(self.candidates):
            depth = next((d for d, level in enumerate(self.stack) if level.type == candidate.type), None)
            if depth is None:
                if self._opens(index, candidate):
                    self._open(index, candidate)
            elif self._continues(index, candidate, self.stack[depth].number):
                del self.stack[depth + 1 :]
                self._push(candidate, depth)
        return self.units

    def _push(self, candidate: Candidate, depth: int) -> None:
        del self.stack[depth:]
        parent = self.stack[-1].unit if self.stack else None
        self.units.append(Unit(candidate, parent, depth + 1))
        self.stack.append(_Level(candidate.type, candidate.number, len(self.units) - 1))
        self.last_number[candidate.type] = candidate.number

    def _open(self, index: int, candidate: Candidate) -> None:
        depth = len(self.stack)
        while depth and RANKS[self.stack[depth - 1].type] > RANKS[candidate.type]:
            inner = self.stack[depth - 1]
            runs_through = inner.type == "article"  # as articles do through chapters
            if self._is_numbered_by(candidate, inner):
                break
            if not runs_through and self._next_number(index, inner.type) == inner.number + 1:
                break  # the inner-ranked series goes on behind this one: this document nests the other way
            depth -= 1
        if self._is_republished(index, candidate):
            depth = 0
        self._push(candidate, depth)

    def _is_numbered_by(self, candidate: Candidate, level: _Level) -> bool:
        """3.1 below 3."""
        if candidate.type != "decimal2" or level.type != "digit":
            return False
        return self.text[candidate.start : candidate.end].partition(".")[0] == str(level.number)

    def _is_republished(self, index: int, candidate: Candidate) -> bool:
        """Is it the first article of rules, reprinted behind the closed list of what was changed in them?"""
        if candidate.type != "article" or candidate.number != 1 or candidate.strength < 3 or not self.stack:
            return False
        outer = self.stack[0]
        is_closed = self._next_number(index, "han") != outer.number + 1
        return outer.type == "han" and outer.number > 1 and is_closed and "article" not in self.last_number

    def _next_number(self, index: int, kind: str) -> int | None:
        return next((c.number for c in self.candidates[index + 1 :] if c.type == kind and c.strength > 1), None)

    def _opens(self, index: int, candidate: Candidate) -> bool:
        continues = candidate.number == self.last_number.get(candidate.type, 0) + 1
        if candidate.number != 1 and not continues:
            if candidate.type == "article":
                return candidate.strength == 3 and self._goes_on_in_lines(index, candidate)
            return candidate.strength == 3 and candidate.number <= 60
        if candidate.strength == 3:
            return True
        if candidate.type in _DIVISION_TYPES and candidate.strength < 2:
            # 第一章总则第一条…: only glued to the heading of the division above it.
            above = self.units[-1].label if self.units else None
            return above is not None and above.type in _DIVISION_TYPES and candidate.start - above.end <= 24
        if not self._followed_by_text(candidate):
            return False
        near_heading = bool(self.units) and candidate.start - self.units[-1].label.end <= _HEADING_REACH
        if candidate.strength == 2 and (continues and candidate.number > 1):
            return True
        if candidate.strength == 1 and (self.has_breaks or (self.units and not near_heading)):
            return self._is_glued(index, candidate)
        # A series that runs on through the sections (二、…(一)…7.) needs no successor before the next section.
        return (continues and candidate.number > 1 and near_heading) or self._has_successor(index, candidate)

    def _goes_on_in_lines(self, index: int, candidate: Candidate) -> bool:
        """An excerpt of rules begins in the middle: the next article opens a line, too."""
        following = next((c for c in self.candidates[index + 1 :] if c.type == "article"), None)
        return following is not None and following.strength == 3 and following.number == candidate.number + 1

    def _is_glued(self, index: int, candidate: Candidate) -> bool:
        """一、明确任务,加快发展1、发展目标。: glued to a heading, where other labels stand at line starts."""
        if not self.units or candidate.type != "digit":
            return False
        heading = self.text[self.units[-1].label.end : candidate.start]
        if not 4 <= len(heading) <= _HEADING_REACH or any(mark in heading for mark in "。;:!?\n"):
            return False
        following = next((c for c in self.candidates[index + 1 :] if c.type == candidate.type), None)
        return following is not None and following.number == candidate.number + 1 and following.strength == 3

    def _has_successor(self, index: int, candidate: Candidate) -> bool:
        """The next number of the same type follows before an outer series goes on, or right behind the next heading."""
        outer: Candidate | None = None
        for later in self.candidates[index + 1 :]:
            if later.type == candidate.type:
                if later.number == candidate.number + 1:
                    reach = later.start - (outer or candidate).end >= 2
                    return reach and (outer is None or later.start - outer.end <= _HEADING_REACH)
                if later.number == candidate.number:
                    return False
            elif later.strength > 1 and any(
                later.type == level.type and later.number == level.number + 1 for level in self.stack
            ):
                if outer is not None:
                    return False
                outer = later
        return False

    def _continues(self, index: int, candidate: Candidate, last: int) -> bool:
        if candidate.strength < 3 and not self._followed_by_text(candidate):
            return False
        if candidate.number == last + 1:
            return candidate.strength > 1 or self._continues_weakly(candidate) or self._is_glued(index, candidate)
        if candidate.number == 1:
            return candidate.strength == 3 or (candidate.strength == 2 and self._has_successor(index, candidate))
        if candidate.strength == 3:
            return last <= candidate.number <= last + 1 + _GAP_ALLOWED
        return candidate.strength == 2 and candidate.type in ("han", "paren_han") and candidate.number == last + 2

    def _continues_weakly(self, candidate: Candidate) -> bool:
        """The next number in mid-sentence: only where all breaks are lost, and 举一反三、 goes on a sentence."""
        if self.has_breaks or candidate.type in _DIVISION_TYPES:
            return False
        near_heading = candidate.start - self.units[-1].label.end <= _HEADING_REACH
        if candidate.type == "han" and _BODIES_LISTED.search(self.text, max(0, candidate.start - 80), candidate.start):
            return True
        return candidate.type != "han" or near_heading or not "一" <= self.text[candidate.start - 1] <= "鿿"

    def _followed_by_text(self, candidate: Candidate) -> bool:
        following = self.text[candidate.end : candidate.end + 1]
        if following in _UNITS:  # ②日处理污水6万吨 is no 2日
            return candidate.type == "circled" or _TIME.match(self.text, candidate.end) is not None
        return following not in ("", ")", "、", ",", "。", ";", "\n")


def find_units(text: str, candidates: Sequence[Candidate]) -> list[Unit]:
    """The numbered units of `text` in order; unit.end is where the next label (or the text) begins."""
    units = _Selector(text, candidates).select()
    for unit, following in pairwise(units):
        unit.end = following.label.start
    if units:
        units[-1].end = len(text)
    return units
