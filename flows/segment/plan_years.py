"""Which years a plan is for: those its title names, those its opening names, else the year of its dates."""

import re
from datetime import date

from flows.reference import alternatives
from flows.segment.dates import read_number
from flows.segment.numerals import parse_numeral
from flows.text import Passage

_YEAR = re.compile(r"((?:19|20)\d{2})(?=年|[-—~至到]|\D)")
_HAN_YEAR = re.compile(r"([一二][〇○零一二三四五六七八九]{3})年")
_YEAR_SPAN = re.compile(r"((?:19|20)\d{2})年?(?:[-—~至到、]{1,2})((?:19|20)\d{2})年?")
_FIVE_YEAR_PLAN = re.compile(
    r"“?(十[一二三四五]|十)五”?(?:时期)?(?:规划|发展规划|专项规划|$)|“(十[一二三四五]|十)五”|第(十[一二三四五]|十)个五年规划"
)
_FIRST_FIVE_YEAR = {"十": 2001, "十一": 2006, "十二": 2011, "十三": 2016, "十四": 2021, "十五": 2026}
_YEAR_AHEAD = re.compile(
    r"((?:19|20)\d{2})年?(?:的)?(?:主要|重点|总体|政府)?(?:工作|任务|目标|预期目标)"
    rf"(?:{alternatives('deadline_cues', 'year_heading')}|是|为|:|(?<=[^年]工作)\n)"
)
_YEAR_REVIEWED = re.compile(
    r"((?:19|20)\d{2})年(?:(?:政府)?(?:主要)?工作)?[^\d。,;:\n]{0,12}(?:回顾|总结)|((?:19|20)\d{2})年是[^。,;\n]{0,30}的一年"
)
_PERIOD_REVIEWED = re.compile(r"“(十[一二三四五]|十)五”(?:时期|期间)?[^。,;:\n]{0,16}回顾")
_FIRST_YEAR_PLANNED = re.compile(r"第(十[一二三四五]|十)个五年规划")
_PERIOD_NAMED = re.compile(r"“(十[一二三四五]|十)五”时期")
# 到2020年 is ahead of any report.
_YEAR_PASSED = re.compile(r"(?<![到至前])(?<!\d)((?:19|20)\d{2})年(?!远景|目标|底前)")
# 规划期限为2021—2025年
_PERIOD = re.compile(
    r"(?:规划期|规划期限|实施期限?|计划期限?|建设期限?|行动期限?|实施时间)(?:为|是|:)?((?:19|20)\d{2})年?[-—~至到]{1,2}((?:19|20)\d{2})年"
)
# 2012年起5年内
_FROM = re.compile(r"(?<!\d)((?:19|20)\d{2})年起,?(?:用|利用)?([一二两三四五六1-6])年(?:内|时间)")
# 本措施自2026年1月1日起施行,有效期至2027年12月31日
_IN_FORCE = re.compile(r"自((?:19|20)\d{2})年[^。,;]{0,8}起(?:施行|实施|执行),有效期[至到]((?:19|20)\d{2})年")
# 到2014年, 2022年底前, 2012—2015年
_LIMIT = re.compile(
    r"[到至]((?:19|20)\d{2})年|(?<!\d)((?:19|20)\d{2})年(?:\d{1,2}月)?[底末]?(?:前|以前|之前)|(?<!\d)((?:19|20)\d{2})[-—~](?:19|20)\d{2}年"
)
_CITED = re.compile(r"《[^《》]{1,120}》|〔[^〔〕]{1,12}〕")
_PERIOD_REACH = 6_000
_OPENING_REACH = 400
# Within its first part a report says what it looks back on.
_REVIEW_REACH = 1_500
# A plan begins at most so many years after it was written.
_LATEST_START = 2
_LATE_IN_YEAR = 11


def plan_years(
    title: str | None, notice_title: str | None, body: Passage, written: date | None, published: date | None
) -> tuple[int | None, int | None]:
    """First and last year the plan is for: of its title, of the period it states, else of its dates."""
    reference = written.year if written else published.year if published else None
    for text in (title, notice_title):
        if not text:
            continue
        text = _HAN_YEAR.sub(lambda match: str(read_number(match[1])) + "年", text)
        span = _YEAR_SPAN.search(text)
        if span:
            return int(span[1]), int(span[2])
        five = _FIVE_YEAR_PLAN.search(text)
        if five and ("规划" in text or "行动计划" in text):
            first = _FIRST_FIVE_YEAR[five[1] or five[2] or five[3]]
            return first, first + 4
        # 2022年工作总结暨2023年工作思路: the last year named is the plan's; 教育现代化2035 is a vision's year.
        years = [int(match[1]) for match in _YEAR.finditer(text)]
        years = [year for year in years if reference is None or year <= reference + _LATEST_START]
        if years:
            return (years[0] if "规划" in text else max(years)), None
    period = _PERIOD.search(body.text, 0, _PERIOD_REACH)
    if period:
        return int(period[1]), int(period[2])
    in_force = _IN_FORCE.search(body.text)
    if in_force:
        return int(in_force[1]), int(in_force[2])
    begun = _FROM.search(body.text, 0, _PERIOD_REACH) if reference is None else None
    if begun:
        return int(begun[1]), int(begun[1]) + int(parse_numeral(begun[2])) - 1
    if reference is None and (title or "").endswith("报告"):
        return _year_of_report(body.text), None
    opening = body.text[:_OPENING_REACH]
    named = [int(m[1]) for m in re.finditer(r"(?<![\d到至])((?:19|20)\d{2})年(?=是|,|,?全[市省县区校]|工作)", opening)]
    if reference is None:
        ahead = [int(match[1]) for match in _YEAR_AHEAD.finditer(body.text)]
        said = max(ahead) if ahead else named[0] if named else _year_after_review(body.text)
        return said or _first_limit(body.text), None
    late = written is not None and written.month >= _LATE_IN_YEAR
    if late and (title or "").endswith("报告") and (_year_of_report(body.text) or 0) > reference:
        # Given in December, it looks back on the year that ends.
        return reference + 1, None
    if named and named[0] in (reference, reference + 1):
        return named[0], None
    return reference, None


def _first_limit(text: str) -> int | None:
    """The first year by which something is to be done, of a plan that names no other; years of cited plans are none."""
    years = [int(next(filter(None, match.groups()))) for match in _LIMIT.finditer(_CITED.sub("", text))]
    return min(years, default=None)


def _year_of_report(text: str) -> int | None:
    """The year that a report plans: the one it plans by name, else the year after the last that it looks back on."""
    reviewed = _year_after_review(text)
    ahead = [int(match[1]) for match in _YEAR_AHEAD.finditer(text)]
    years = [year for year in (reviewed, *ahead) if year]
    if years:
        return max(years)
    passed = [int(match[1]) for match in _YEAR_PASSED.finditer(text)]
    return max(passed) + 1 if passed else None


def _year_after_review(text: str) -> int | None:
    """The year after the one that a speech reviews: 2015年工作回顾 → 2016; the plan period that begins → its first."""
    reviewed = [int(match[1] or match[2]) for match in _YEAR_REVIEWED.finditer(text, 0, _REVIEW_REACH)]
    if reviewed:
        return max(reviewed) + 1
    begun = [_FIRST_FIVE_YEAR[match[1]] for match in _FIRST_YEAR_PLANNED.finditer(text, 0, _REVIEW_REACH)]
    ended = [_FIRST_FIVE_YEAR[match[1]] + 5 for match in _PERIOD_REVIEWED.finditer(text, 0, _REVIEW_REACH)]
    if begun or ended:
        return max(begun + ended)
    periods = [_FIRST_FIVE_YEAR[match[1]] for match in _PERIOD_NAMED.finditer(text)]
    return max(periods) if periods and f"{max(periods) - 1}年" in text else None
