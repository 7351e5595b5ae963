"""Which parts of a plan look back: a review of results, of the starting point, of what is still missing.

Numbers in them are no targets. A unit is recognised by its heading (2020年工作回顾, 发展基础) or by how its text opens
(过去五年,我们…); what stands below such a unit looks back too, which the caller hands down.
"""

import re

from flows.model import PlanContext
from flows.reference import column, read_table

_LOOKING_BACK = re.compile("|".join(row["word"] for row in read_table("target_exclusions") if row["use"] == "review"))
_LOOKING_AHEAD = re.compile(r"下一步|今后|未来|目标|任务|计划|安排|打算|部署|措施|举措|要求|建议|重点工作|思路|规划")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_OPENING = re.compile(
    r"(?:各位代表[!,:])?(?:——)?(?:(?:过去|刚刚过去|这|近|五|一|几|两|三|四|本届政府|回顾)[^。]{0,12}年|一年来|五年来|近年来|“[^”]{2,4}五”(?:时期|期间|以来)[^。]{0,6},我们|20\d\d年(?:是|,是)[^。]{0,40}(?:极不平凡|不平凡|一年))"
)
_DONE = re.compile(
    r"我们(?:[^。]{0,20})?(?:坚持|全面|深入|认真|主要)?(?:做了|完成|实现|取得)|取得(?:了)?[^。]{0,12}(?:成效|成绩|成就|进展|突破)|不断增强的|成绩来之不易"
)


def is_past_results(heading: str | None, text: str, context: PlanContext) -> bool:
    """Does a unit look back? heading: as found, null when the unit has none; text: the unit's own text."""
    title = heading or text[:40].split("。")[0].split("\n")[0]
    if len(title) <= 40 and _LOOKING_BACK.search(title) and not _LOOKING_AHEAD.search(title):
        return True
    if heading and len(heading) <= 30 and context.plan_year:
        years = [int(year) for year in _YEAR.findall(heading)]
        if (
            years
            and max(years) < context.plan_year
            and re.search(r"工作|情况|完成|发展", heading)
            and not _LOOKING_AHEAD.search(heading)
        ):
            return True
    return bool(_OPENING.match(text) and _DONE.search(text[:400]))


def yields_no_targets(context: PlanContext) -> bool:
    """Is the document one that sets rules or reports instead of planning (办法, 批复, 预算), by its title?"""
    title = (context.title or "").rstrip("。 ")
    title = re.sub(r"[(（][^)）]{1,12}[)）]$", "", title)
    title = re.sub(r"的?(?:通知|印发)$", "", title).rstrip("》”")
    return any(title.endswith(word) for word in column("non_plan_titles", "word"))
