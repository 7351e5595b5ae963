"""The deadline of a target: the time limit of its sentence, else the one under which its list stands."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from flows.model import Deadline, PlanContext
from flows.reference import words_of
from flows.segment.clauses import Layout
from flows.segment.deadline_rules import LIMIT_LABELS
from flows.segment.word_roles import COORDINATOR

# Limits that say no more than the plan year itself.
_PLAN_YEAR_WORDS = words_of("deadline_cues", "plan_year")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d[\d.]*")
_LABEL = re.compile(r"(?:(?<=[。\n])|^)(?:(?:专栏\d{1,2}[一-鿿、]{2,20}?)?[一-鿿、]{2,10}:|[一-鿿、]{4,16}。)")
# A box stands apart from the text around it.
_BOX = re.compile(r"专栏\d{1,2}")
_CLOSING_BRACKET = re.compile(r"\([^()]{3,120}\)[。;]?\s*\Z")
# 2009年全市主要预期目标为:
_GOALS = re.compile(r"[^。;:]{0,40}(?:目标|任务|指标)[^。;:,]{0,6}:")
# So far into its sentence (characters) a horizon opens it: 。力争到2025年,
_OPENING = 10
_HORIZON = ("到", "至", "“")


def find_limit(layout: Layout, position: int, deadlines: Sequence[Deadline], context: PlanContext) -> str | None:
    """The `due` of the limit that holds for the number at `position`; null when none does or it is the plan year.

    deadlines: those of the text, ascending. A limit of the number's own clause holds, the nearest before it first; else
    the nearest before it in its sentence that opens a clause (6月底前建成A10个,B20个); else a horizon (到2025年) named
    before in the same line, or one that opens an earlier line: it stands over the list that follows; else a limit that
    is a clause behind the number in its sentence (…10所,6月底前完成); else one that opens the bracket at the end, or
    that is labelled (完成时限:). Years joined to one another are shared out by 分别 in their order.
    """
    if not deadlines:
        return None
    if each := _respective(layout, position, deadlines):
        return _written(layout, each, context)
    start, end = layout.sentence(position)
    first, last = layout.clause(position)
    own = [limit for limit in deadlines if first <= limit.start < last]
    if own:
        return _written(
            layout, max((limit for limit in own if limit.start < position), default=own[0], key=_start), context
        )
    before = [limit for limit in deadlines if start <= limit.start < first and not _counts_before(layout, limit)]
    if before:
        return _written(layout, before[-1], context)
    line_start = layout.text.rfind("\n", 0, position) + 1
    over = [
        limit
        for limit in deadlines
        if limit.start < start
        and _is_horizon(layout, limit)
        and _reaches(layout, limit, position, line_start)
        and not _ends_at_label(layout.text, limit.start, position)
    ]
    if over:
        return _written(layout, over[-1], context)
    behind = [limit for limit in deadlines if last <= limit.start < end and not _counts(layout, limit)]
    behind = behind or [limit for limit in deadlines[-1:] if _closes(layout.text, limit)]
    return _written(layout, behind[0], context) if behind else None


def _reaches(layout: Layout, limit: Deadline, position: int, line_start: int) -> bool:
    """One that opens its line reaches over the lines below; “十一五”期末 in the middle of a sentence ends with it."""
    if limit.start < line_start:
        return _opens(layout, limit)
    if not layout.text.startswith("“", limit.start):
        return True
    opens = limit.start - layout.text.rfind("。", 0, limit.start) <= _OPENING
    return opens or "。" not in layout.text[limit.start : position]


def _respective(layout: Layout, position: int, deadlines: Sequence[Deadline]) -> Deadline | None:
    """到2025年、2030年,比例分别达到25%、30%: each number has its own limit, by its place; null where none do."""
    shared_out = layout.skeleton.rfind("分别", layout.sentence(position)[0], position)
    joined: list[Deadline] = []
    for limit in deadlines:
        if limit.end > shared_out:
            break
        is_next = joined and layout.text[joined[-1].end : limit.start] in COORDINATOR
        joined = [*joined, limit] if is_next else [limit]
    place = len(_DIGITS.findall(layout.skeleton, shared_out, position))
    return joined[place] if len(joined) > 1 and place < len(joined) else None


def _start(limit: Deadline) -> int:
    return limit.start


def _counts_before(layout: Layout, limit: Deadline) -> bool:
    """新开工项目47个10月底前开工: the limit is that of the number before it in its clause."""
    return _DIGIT.search(layout.skeleton, layout.clause(limit.start)[0], limit.start) is not None


def _counts(layout: Layout, limit: Deadline) -> bool:
    """Does the clause of the limit hold a number of its own, or is it a horizon over the next clause (,到2010年,…)?"""
    first, last = layout.clause(limit.start)
    return _DIGIT.search(layout.skeleton, first, last) is not None or (limit.end == last and _is_horizon(layout, limit))


def _is_horizon(layout: Layout, limit: Deadline) -> bool:
    if layout.text.startswith(_HORIZON, limit.start):
        return "-" not in limit.due
    return limit.due.isdigit() and _GOALS.match(layout.text, limit.end) is not None


def _ends_at_label(text: str, limit: int, position: int) -> bool:
    """柑橘产业:到2025年,…。渔业:…: a paragraph with a label in run-on text, whose limit does not reach the next one."""
    if _BOX.search(text, limit, position):
        return True
    labels = _labels(text)
    first, own, last = (bisect_right(labels, (at, "\uffff")) for at in (text.rfind("\n", 0, position), limit, position))
    return first < own and any(mark == labels[own - 1][1] for _, mark in labels[own:last])


@lru_cache(maxsize=4)
def _labels(text: str) -> list[tuple[int, str]]:
    """Where each label of a paragraph begins, and the mark that ends it."""
    return [(label.start(), label[0][-1]) for label in _LABEL.finditer(text)]


def _closes(text: str, limit: Deadline) -> bool:
    """…5处。(责任单位:市教育局,8月底完成), 完成时限:8月: does it stand in the last bracket, or have a label?"""
    opening = text.rfind("(", 0, limit.start)
    bracket = _CLOSING_BRACKET.match(text, opening) if opening >= 0 else None
    in_bracket = bracket is not None and limit.start < bracket.end()
    return in_bracket or text.endswith(LIMIT_LABELS, 0, limit.start)


def _opens(layout: Layout, limit: Deadline) -> bool:
    """Does the limit open its line (力争到2025年,…)?"""
    return limit.start - (layout.text.rfind("\n", 0, limit.start) + 1) <= 6


def _written(layout: Layout, limit: Deadline, context: PlanContext) -> str | None:
    words = layout.text[limit.start : limit.end]
    is_plan_year = limit.due == str(context.plan_year) and any(word in words for word in _PLAN_YEAR_WORDS)
    return None if is_plan_year else limit.due
