"""Which parts of a plan look back: a review of results, of the starting point, of what is still missing.

Numbers in them are no targets. A unit is recognised by its heading (2020年工作回顾, 发展基础) or by how its text opens
(过去五年,我们…); what stands below such a unit looks back too, which the caller hands down.
"""

import re

from flows.model import PlanContext
from flows.segment.exclusion_case import WORDS, alternatives

_LOOKING_BACK = re.compile(rf"(?:{alternatives('review')})$|回顾")
_WORKED_ON = re.compile(rf"(?:{alternatives('review_verb')})")
_LOOKING_AHEAD = re.compile(r"下一步|今后|未来|目标|任务|计划|安排|打算|部署|措施|举措|要求|建议|重点工作|思路|规划")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_FIVE_YEARS = re.compile(r"(?:过去|刚刚过去的?|这|近|最近|回顾)[^。,;]{0,6}年|[一二三四五几]年来|近年来")
_GOOD_YEAR = re.compile(r"(?:(?:19|20)\d\d年|去年),?是[^。;]{0,60}(?:不平凡|一年|之年|五年)")
_DONE = re.compile(
    r"取得了?[^。]{0,14}(?:成效|成绩|成就|进展|突破|胜利)|成绩来之不易|圆满完成|较好完成|全面完成了|(?<![为除])了(?![解然望])"
)


def is_past_results(heading: str | None, text: str, context: PlanContext) -> bool:
    """Does a unit look back? heading: as found, null when it has none; text: its own text."""
    title = (heading or text[:40].split("。")[0].split("\n")[0]).rstrip("。:; ")
    if len(title) <= 40:
        ahead = _LOOKING_AHEAD.search(title)
        if _LOOKING_BACK.search(title) and not _WORKED_ON.search(title) and not ahead:
            return True
        years = [int(year) for year in _YEAR.findall(title)]
        if heading and years and context.plan_year and max(years) < context.plan_year and not ahead:
            return re.search(r"工作|情况|完成|发展", heading) is not None
    opening = text[:60]
    if (match := _GOOD_YEAR.match(opening)) and context.plan_year:
        years = [int(year) for year in _YEAR.findall(match.group())]
        return not years or max(years) < context.plan_year
    return _FIVE_YEARS.match(opening.lstrip("—各位代表!,: ")) is not None and _DONE.search(text[:600]) is not None


def yields_no_targets(context: PlanContext) -> bool:
    """Is the document one that sets rules, answers or reports instead of planning (办法, 批复, 预算), by its title?"""
    title = re.sub(r"[(（][^)）]{1,12}[)）]$", "", (context.title or "").rstrip("。 "))
    title = re.sub(r"的?通知$", "", title).rstrip("》”")
    return title.endswith(tuple(WORDS["no_plan"]))
