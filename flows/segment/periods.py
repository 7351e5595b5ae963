"""Time limits: by when an item, a measure or a table row wants something done.

A point in time is a limit when the words around it make it one (`flows.segment.deadline_rules`). What merely dates
something (past events, baselines, cited documents, names of plans, the day a rule takes effect) is left alone.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from flows.model import Deadline, PlanContext
from flows.reference import alternatives, longest_first, read_table
from flows.segment.dates import find_dates, is_calendar_date, last_day, read_number
from flows.segment.deadline_rules import LIMIT_LABELS, Phrase, is_limit, is_retrospective
from flows.segment.points import Point, find_points, read_point
from flows.segment.word_roles import COORDINATOR

__all__ = ["find_dates", "find_deadlines", "is_retrospective", "limit_cell"]

_CLAUSE_MARKS = frozenset(",。;:!?()\n、【】[]")
_REACH = 24
# 6月20日18:00前
# 11月24日(星期三)12时前, 11月22日下班前
_CLOCK = (
    r"(?:\((?:星期|周)[一二三四五六日天]\))?"
    r"(?: ?(?:[上下]午)?\d{1,2}(?::\d{2}|[时点](?:\d{1,2}分|半)?)|[上下]?午?下班)?"
)
_IN_ADVANCE = re.compile(
    _CLOCK + r"(?:之前|以前|前(?![往期三一二两四五六七八九十\d端景瞻置沿提台列茅后述者身线进移来去年半款项夕任]))"
)
# 6月30日、9月30日、12月31日|前
_SHARED_ADVANCE = re.compile(r"(?:[、和](?:\d{4}年)?\d{1,2}月\d{1,2}日){1,5}(?:之?前|以前)")
# 完成时限:2026年10月
_LABELLED = re.compile(rf"(?:{longest_first(LIMIT_LABELS)})(?P<cell>[^:。;\n()\[\]〔〕【】]{{1,40}})")
# 公布时间:7月29日
_DATED = re.compile(r"(?:时间|日期|期限):$")
_TO = re.compile(r"(?:截至|截止到?|截止|到|至|不迟于|不晚于|最迟|至迟)(?:今后|未来)?$")
_RANGE = re.compile(r" ?(?:[-—~至到]{1,2}) ?")
_RANGE_DAY = re.compile(r"(\d{1,2}) ?[日号]")
_FROM_YEAR = re.compile(r"((?:19|20)\d{2}) ?年? ?[-—~至到]{1,2} ?$")
# 2024、2025年
_YEAR_BEFORE = re.compile(r"((?:19|20)\d{2})、$")
_SINCE_TO = re.compile(r"(?:自|从)?((?:19|20)\d{2})年(?:起|开始),?[至到]$")
# 第一年完成30%,第二年完成70%: of a plan for several years
_NTH_YEAR = re.compile(r"(?<![一-鿿])第([一二三四五])年(?=[,:要应须力完建达实新改开])")
_FROM_MONTH = re.compile(r"\d{1,2}月?[-—~至到]{1,2}$")
# 2012年起5年内; 从2020年起,用3年左右时间.
_DURATION = re.compile(
    r"(?:起|开始),?(?:利?用|力争|争取|在|通过)?(?:\d{1,2}[-—~至到])?(\d{1,2}|[一二两三四五六七八九十])个?年(?:左右)?(?:的?时间|之?内)"
)
# 从2020年起,每年2月底前
_SINCE = re.compile(r"((?:19|20)\d{2})年度?(?:起|开始),?[^,;。]{0,8}每年$")
# 2020年起,每年2月底前完成考核,3月底前公布
_SINCE_YEARLY = re.compile(r"((?:19|20)\d{2})年度?(?:起|开始),?[^,;。]{0,12}每年[^;。]{1,40}[,、]$")
# 2018年,实现…: a sentence that opens with a year, a step of several.
_STEP = re.compile(r"(?:^|[。;\n])(?:到)?((?:19|20)\d{2})年[,:]|,((?:19|20)\d{2})年至(?:19|20)\d{2}年")
# (一)准备阶段(1-4月份)
# 据某机构预测,到2030年,规模将达到…
_FORECAST = re.compile(r"(?<![监检])预测,[^。;\n]*$")
_STAGE = re.compile(r"(?:阶段|步骤|年时间) ?\($")
# Titles, numbers of documents, and what is quoted: names of programmes, goals of others.
_MASKED = re.compile(
    r"《[^《》\n]{1,120}(?:《[^《》\n]{1,80}》[^《》\n]{0,80})?》|〔[^〕\n]{1,12}〕|“[^“”\"\n]{7,60}[”\"]"
)
_CELL_DATE = re.compile(r"(?<![\d.])((?:19|20)\d{2}) ?([./-]) ?(\d{1,2})(?: ?\2 ?(\d{1,2}))?(?![\d.])")
_CELL_DAY = re.compile(r"(?<![\d.])(1[0-2]|[1-9])\.([12]?\d|3[01])(?![\d.])")
_CELL_YEAR = re.compile(r"((?:19|20)\d{2})(?:[-—~至到]{1,2}((?:19|20)\d{2}))?")
_LONGEST_CELL = 80
# 2021年|春节前
_EVENT_YEAR = re.compile(r"(?:((?:19|20)\d{2})年|今年)$")
_LONGEST_EVENT_YEAR = 5
_LONGEST_JOINER = max(map(len, COORDINATOR))


def find_deadlines(
    text: str, context: PlanContext, is_heading: bool = False, retrospective: bool = False
) -> list[Deadline]:
    """The time limits that folded `text` sets, in order; start/end are the shortest phrase (到2022年, 2019年6月底前).

    context.plan_year completes 6月底前 and 年内; without it only limits that name a year are found.
    is_heading: the text is a heading, whose years are no limits. retrospective: the text tells what was done.
    """
    if is_heading:
        return []
    found: list[Deadline] = []
    position = 0
    in_steps = context.plan_year_end is not None or _names_steps(text)
    for point in find_points(text):
        if point.start >= position:
            limit, position = _read_limit(text, point, context, retrospective, in_steps)
            shares = limit is None and found and point.is_year_only and point.year
            if shares and _is_joined(text, found[-1].end, point.start) and str(point.year) > found[-1].due:
                # 到2025年和2030年
                limit = _deadline(str(point.year), point.start, point.end)
            if limit:
                found.append(limit)
    found += _event_limits(text, context.plan_year, retrospective)
    if "年" in text and context.plan_year and context.plan_year_end and not retrospective:
        found += _years_of_plan(text, context.plan_year, context.plan_year_end)
    if any(label in text for label in LIMIT_LABELS):
        found = _with_labelled(text, context, found)
    if not found:
        return []
    masked = [match.span() for match in _MASKED.finditer(text)]
    found = [limit for limit in found if not any(start <= limit.start and limit.end <= end for start, end in masked)]
    return sorted(found, key=lambda limit: limit.start)


def _is_joined(text: str, end: int, start: int) -> bool:
    """Does a joiner alone (和, 以及) stand between?"""
    return start - end <= _LONGEST_JOINER and text[end:start] in COORDINATOR


def _with_labelled(text: str, context: PlanContext, found: list[Deadline]) -> list[Deadline]:
    """`found` with what stands behind 完成时限: in the text, read as such a cell."""
    for label in _LABELLED.finditer(text):
        start, end = label.span("cell")
        in_cell = [_moved(limit, start) for limit in limit_cell(label["cell"], context)]
        if in_cell:
            found = [limit for limit in found if limit.end <= start or limit.start >= end] + in_cell
    return found


def _moved(limit: Deadline, by: int) -> Deadline:
    return replace(limit, start=limit.start + by, end=limit.end + by)


def limit_cell(text: str, context: PlanContext) -> list[Deadline]:
    """The time limits of a 完成时限 cell (folded), in order: 长期坚持, 全年, 6月, 年底, 2016.6, 2021-2023年.

    Every point in time of the cell is a limit, those before the plan's year included; a cell without any is empty.
    """
    text = text[:_LONGEST_CELL]
    year = context.plan_year
    found: list[Deadline] = []
    position = 0
    for point in find_points(text):
        if point.start < position:
            continue
        start, end, due, _ = _extent(text, point, year)
        if due and not text.startswith(("起", "开始"), end):
            ahead = _IN_ADVANCE.match(text, end)
            position = ahead.end() if ahead else end
            to = _TO.search(text, 0, start)
            found.append(_deadline(due, to.start() if to else start, position))
    if not found:
        found = list(_numeric_cell(text, year))
    for kind in ("long_term", "whole_year"):
        match = _cell_words(kind).search(text)
        due = "long_term" if kind == "long_term" else str(year) if year and not found else None
        if match and due:
            found.append(_deadline(due, match.start(), match.end()))
    return found


def _numeric_cell(text: str, plan_year: int | None) -> Iterator[Deadline]:
    for match in _CELL_DATE.finditer(text):
        year, month, day = read_number(match[1]), read_number(match[3]), read_number(match[4])
        if is_calendar_date(year, month, day):
            yield _deadline(f"{year}-{month:02}" + (f"-{day:02}" if day else ""), match.start(), match.end())
            return
    match = _CELL_DAY.fullmatch(text.strip())
    if match and plan_year and is_calendar_date(plan_year, int(match[1]), int(match[2])):
        yield _deadline(f"{plan_year}-{int(match[1]):02}-{int(match[2]):02}", 0, len(text))
        return
    match = _CELL_YEAR.fullmatch(text.strip())
    if match:
        yield _deadline(match[1] + (f"/{match[2]}" if match[2] else ""), 0, len(text))


def _deadline(due: str, start: int, end: int) -> Deadline:
    return Deadline(due, last_day(due), start, end)


def _names_steps(text: str) -> bool:
    """Whether sentences of `text` open with different years, each a step of what is to be done."""
    return len({match[1] or match[2] for match in _STEP.finditer(text)}) > 1


def _read_limit(
    text: str, point: Point, context: PlanContext, retrospective: bool, in_steps: bool
) -> tuple[Deadline | None, int]:
    """The limit that `point` belongs to, null when the words around make it none; and where the words read end.

    in_steps: years of the plan or of the text are its steps, the first of which is the plan's own year.
    """
    plan_year = context.plan_year
    start, end, due, is_range = _extent(text, point, plan_year)
    if due is None:
        return None, end
    duration = _DURATION.match(text, end) if point.is_year_only and not point.is_within else None
    if duration and not is_range:
        years, first = read_number(duration[1].replace("两", "二")), int(due)
        return _deadline(f"{first}/{first + years - 1}", start, duration.end()), duration.end()
    clause_start = _clause_start(text, start)
    before = text[clause_start:start]
    to = _TO.search(before)
    ahead = _IN_ADVANCE.match(text, end)
    if ahead:
        end = ahead.end()
    shared = ahead is None and point.day is not None and _SHARED_ADVANCE.match(text, end) is not None
    is_yearly = before.endswith("每年") and ahead is not None and not point.is_year_only and not point.is_named_year
    if is_yearly:
        due = _first_of_yearly(text[max(0, start - _REACH) : start], point, due, context)
    elif ahead and point.month and not point.is_named_year:
        since = _SINCE_YEARLY.search(text, max(0, clause_start - 4 * _REACH), clause_start)
        due = point.due(int(since[1])) or due if since else due
    phrase = Phrase(
        point,
        before,
        _clause(text[end : end + _REACH]),
        due,
        to.start() if to else None,
        ahead is not None or shared,
        is_range,
        clause_start > 0 and text[clause_start - 1] == "(",
        retrospective,
        is_yearly,
        _STAGE.search(text, max(0, clause_start - 4), clause_start) is not None,
        clause_start == start and _DATED.search(text, max(0, start - 4), start) is not None,
    )
    if not is_limit(phrase, plan_year, in_steps) or _FORECAST.search(text, max(0, start - _REACH), start):
        return None, end
    return _deadline(due, clause_start + to.start() if to else start, end), end


def _first_of_yearly(before: str, point: Point, due: str, context: PlanContext) -> str:
    """When 每年2月底前 first comes about: in the year from which it holds, else the first time after the signature."""
    since = _SINCE.search(before)
    if since:
        return point.due(int(since[1])) or due
    written = context.written_date
    return point.due(context.plan_year + 1) or due if written and last_day(due) < written else due


def _clause_start(text: str, start: int) -> int:
    position = start
    while position > 0 and start - position < _REACH and text[position - 1] not in _CLAUSE_MARKS:
        position -= 1
    return position


def _clause(text: str) -> str:
    """`text` up to the end of its sentence or bracket; a leading comma belongs to it."""
    end = next((index for index, character in enumerate(text) if character in "。;!?)\n"), len(text))
    return text[:end]


def _extent(text: str, point: Point, plan_year: int | None) -> tuple[int, int, str | None, bool]:
    """Start, end and due of the point with what is joined to it (2021—2023年, 4-10月); whether two are joined."""
    start, end, due = point.start, point.end, point.due(plan_year)
    if due is None:
        return start, end, None, False
    join = _RANGE.match(text, end)
    if join and point.plan is None:
        second = read_point(text, join.end())
        day = _RANGE_DAY.match(text, join.end()) if point.day else None
        if second and second.plan is None and not second.is_within:
            later = second.due(point.year or int(due[:4]))
            if later and later[:4] >= due[:4]:
                return start, second.end, _joined(due, later), True
        elif day and is_calendar_date(int(due[:4]), point.month, int(day[1])):
            return start, day.end(), f"{due[:8]}{int(day[1]):02}", True
    since = _SINCE_TO.search(text, max(0, start - 16), start) if point.year and point.day is None else None
    if since and int(since[1]) < point.year and point.rest == "12-31":
        # 自2024年起至2029年底
        return since.start(), end, f"{since[1]}/{point.year}", True
    pair = _YEAR_BEFORE.search(text, max(0, start - 5), start) if point.is_year_only and point.year else None
    if pair and int(pair[1]) == point.year - 1:
        return pair.start(), end, f"{pair[1]}/{due}", True
    earlier = _FROM_YEAR.search(text, max(0, start - 12), start) if point.is_year_only and point.year else None
    if earlier and int(earlier[1]) < point.year:
        return earlier.start(), end, f"{earlier[1]}/{due}", True
    months = _FROM_MONTH.search(text, max(0, start - 6), start) if point.month and not point.is_named_year else None
    return (months.start(), end, due, False) if months else (start, end, due, False)


def _joined(first: str, last: str) -> str:
    """Due of two joined points: the years of a span of whole years, else the later point."""
    if first.endswith("-01-01") and last.endswith("-12-31"):
        first, last = first[:4], last[:4]
    if len(first) > 4 or len(last) > 4:
        return last
    return f"{first}/{last}" if first != last else first


@cache
def _cell_words(use: str) -> re.Pattern:
    return re.compile(alternatives("deadline_cues", use))


@cache
def _event_years() -> dict[str, str]:
    return {row["event"]: row["year"] for row in read_table("deadline_events")}


@cache
def _events() -> re.Pattern:
    return re.compile(
        rf"(?P<event>{longest_first(_event_years())})(?:召开|到来|开始)?(?:之前|以前|前)(?![后夕期往的一])"
    )


def _years_of_plan(text: str, first: int, last: int) -> Iterator[Deadline]:
    for match in _NTH_YEAR.finditer(text):
        year = first + read_number(match[1]) - 1
        if year <= last:
            yield _deadline(str(year), match.start(), match.end())


def _event_limits(text: str, plan_year: int | None, retrospective: bool) -> Iterator[Deadline]:
    if "前" in text:
        for match in _events().finditer(text):
            named = _EVENT_YEAR.search(text, max(0, match.start() - _LONGEST_EVENT_YEAR), match.start())
            year = (named and named[1]) or _event_years()[match["event"]] or (None if retrospective else plan_year)
            if year and (plan_year is None or int(year) >= plan_year):
                yield _deadline(str(year), named.start() if named else match.start(), match.end())
