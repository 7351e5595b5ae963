"""Which parts of a plan look back: a review of results, of the starting point, of what is still missing.

Numbers in them are no targets. A unit is recognised by its heading (2020年工作回顾, 发展基础) or by how its text opens
(过去五年,我们…); what stands below such a unit looks back too, which the caller hands down. Reports whose sections are
not numbered change direction at a heading line inside a text (`past_ranges`).
"""

import re

from flows.model import PlanContext
from flows.reference import alternatives, words_of

_LONGEST_HEADING, _LONGEST_OPENING = 40, 12
_SETS_NONE = tuple(words_of("target_exclusions", "no_plan"))
_LOOKING_BACK = re.compile(
    rf"(?:{alternatives('target_exclusions', 'review')})$|回顾"
    rf"|取得[^。]{{0,10}}(?:{alternatives('target_exclusions', 'result')})的"
)
_WORKED_ON = re.compile(rf"(?:{alternatives('target_exclusions', 'review_verb')})")
_LOOKING_AHEAD = re.compile(alternatives("target_exclusions", "ahead"))
_AHEAD_TITLE = re.compile(rf"(?:{alternatives('target_exclusions', 'ahead_title')})(?:[和与及、][^。]{{2,8}})?$")
_AHEAD_OPENING = re.compile(
    rf"(?:各位代表[!,:])?(?:(?:今年|明年|新的一年)[^。]{{0,20}}(?:{alternatives('target_exclusions', 'this_year')})"
    r"|做好今年|今后[一二三四五几]年|未来[一二三四五几]年|下一步)"
)
_LINE = re.compile(r"[^\n]+")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_FIVE_YEAR_PLAN = re.compile(r"“?(十[一二三四五六七八]?)五”?(?:时期|期间|末|规划)")
_YEARS_BACK = re.compile(r"(?:过去|刚刚过去的?|这|近|最近|回顾)[^。,;]{0,6}年|[一二三四五六七八九十几]年来|近年来")
_GOOD_YEAR = re.compile(r"(?:(?:19|20)\d\d年|去年),?是[^。;]{0,60}(?:不平凡|一年|之年|五年)")
# 2024年,我区…; 编制背景“十三五”时期,全区…
_TIME_TOLD = re.compile(
    r"(?:(?:编制|规划|发展|现实)?(?:背景|基础|现状|成就))?(?:(?P<year>20\d\d)年,(?!力争|计划|将|要)|“(?P<plan>十[一二三四五六七]?)五”(?:时期|期间)(?=,))"
)
_DONE = re.compile(
    rf"取得了?[^。]{{0,14}}(?:{alternatives('target_exclusions', 'result')})|来之不易|圆满完成|较好完成|全面完成了"
    r"|了(?<![为除]了)(?![解然望])"
)


def is_past_results(heading: str | None, text: str, context: PlanContext) -> bool:
    """Does a unit look back? heading: as found, null when it has none; text: its own text."""
    title = (heading or text[:_LONGEST_HEADING].split("。")[0].split("\n")[0]).rstrip("。:; ")
    # 基本情况:该区位于…
    opens, colon, _ = text[:_LONGEST_OPENING].partition(":")
    title = opens if colon and heading is None else title
    if (direction := _direction(title, context, heading is not None)) is not None:
        return direction
    opening = text[:60].lstrip("—各位代表!,: ")
    if (match := _GOOD_YEAR.match(opening)) and context.plan_year:
        years = [int(year) for year in _YEAR.findall(match.group())]
        return not years or max(years) < context.plan_year
    if context.plan_year and (told := _TIME_TOLD.match(opening)):
        last = int(told["year"]) if told["year"] else _last_year(told["plan"])
        if last < context.plan_year:
            return True
    return _YEARS_BACK.match(opening) is not None and _DONE.search(text[:600]) is not None


def looks_ahead(heading: str, context: PlanContext) -> bool:
    """Does a heading turn to what is planned (脱贫目标, 2021年工作安排)?"""
    return _direction(heading.rstrip("。:; "), context, True) is False


def past_ranges(text: str, context: PlanContext, before: bool = False) -> list[tuple[int, int]]:
    """Ranges (start, end) of `text` that look back, by its heading lines and paragraph openings.

    before: what stands before the text looks back.
    """
    ranges: list[tuple[int, int]] = []
    past, start = before, 0
    for match in _LINE.finditer(text):
        turned = _line_direction(match.group(), context)
        if turned is None or turned == past:
            continue
        if past:
            ranges.append((start, match.start()))
        past, start = turned, match.start()
    if past:
        ranges.append((start, len(text)))
    return ranges


def section_looks_back(text: str, context: PlanContext, before: bool = False) -> bool:
    """Does what follows the text look back, by the last unnumbered heading line in it? before: what precedes does."""
    for line in text.split("\n"):
        if len(line) <= _LONGEST_HEADING and line[-1:] not in "。;,":
            direction = _direction(line.rstrip(":"), context, True)
            before = before if direction is None else direction
    return before


def _line_direction(line: str, context: PlanContext) -> bool | None:
    """True when the line turns to the past, False when it turns to the plan, null when it changes nothing."""
    if len(line) <= _LONGEST_HEADING and line[-1:] not in "。;,":
        return _direction(line.rstrip(":"), context, True)
    if _AHEAD_OPENING.match(line):
        return False
    opening = line[:60].lstrip("—各位代表!,: ")
    if (plan := _FIVE_YEAR_PLAN.match(opening)) and context.plan_year:
        if _last_year(plan.group(1)) < context.plan_year:
            return True
        return None if _DONE.search(line[:300]) or "不平凡" in opening else False
    if (match := _GOOD_YEAR.match(opening)) and context.plan_year:
        years = [int(year) for year in _YEAR.findall(match.group())]
        if years and max(years) < context.plan_year:
            return True
    return True if _YEARS_BACK.match(opening) and _DONE.search(line[:600]) else None


def _last_year(ordinal: str) -> int:
    """The last year of a five-year plan, named as 十四 (五): 2025."""
    return 2005 + 5 * ["十", "十一", "十二", "十三", "十四", "十五", "十六", "十七", "十八"].index(ordinal)


def _direction(title: str, context: PlanContext, is_heading: bool) -> bool | None:
    if len(title) > _LONGEST_HEADING:
        return None
    ahead = _LOOKING_AHEAD.search(title) is not None
    if (back := _LOOKING_BACK.search(title)) and not _WORKED_ON.search(title):
        return True if back.end() == len(title) or not ahead else None
    years = [int(year) for year in _YEAR.findall(title)]
    if is_heading and years and context.plan_year and re.search(r"工作|情况|完成|发展", title):
        return max(years) < context.plan_year and not ahead
    return False if is_heading and _AHEAD_TITLE.search(title) else None


def yields_no_targets(context: PlanContext) -> bool:
    """Does the document answer, list or report instead of setting anything (批复, 预算, 名单), by its title?"""
    title = (context.title or "").rstrip("。 ")
    title = re.sub(r"的?通知$", "", title).rstrip("》”")
    title = re.sub(r"[(（][^)）]{1,12}[)）]$", "", title).rstrip("》”")
    return title.endswith(_SETS_NONE) or "解读" in title
