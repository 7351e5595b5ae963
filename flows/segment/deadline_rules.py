"""Whether the words around a point in time make it a limit.

到2020年, 6月底前 and 年内 are limits by themselves; 年底, 10月, 2025年 need a verb of doing behind them or a word of
aiming before them; baselines (比2010年), starts (4月份起), conditions (6月底仍未完成的) and recurring times (每月底)
never are, but 每年2月底前 is, the first time that it comes about.
"""

import re
from dataclasses import dataclass
from functools import cache

from flows.reference import alternatives, words_of
from flows.segment.points import Point

# 完成时限: what follows is a limit, whatever its words.
LIMIT_LABELS = tuple(f"{word}:" for word in words_of("deadline_cues", "limit_label"))
_UNMET = re.compile(r"[^,。;\n]{0,12}(?:未|没|不能|仍|逾期)[^,。;\n]{0,16}的")
_RELATIVE_CLAUSE = re.compile(r"[^,。;:\n]{1,12}的")
_CONDITION = re.compile(r"(?:凡|如|若)[^,。;\n]{0,16}$")
_START = re.compile(r" ?(?:起|开始(?!交付|验收)|以来|以后|之后|后(?!续|期)|之日)")
_EFFECT = re.compile(r"[^,。;\n]{0,8}(?:施行|生效|废止|停止执行)")
_NUMBERED = re.compile(r" ?(?:第 ?\d{1,5} ?(?:号|次)|版|〕)")
# 制定2030年前碳排放达峰行动方案: the limit is part of a name.
_NAME = re.compile(r"[^,。;:\n]{0,16}(?:方案|规划|计划|目标)")
_RECURRING = re.compile(r"(?:每个?(?:年|学年|学期|月)?|[上次往历同]一?年度?)的?$")
# 2008年我市经济社会发展的主要预期目标为:
_GOAL_STATED = re.compile(
    rf"[^,。;:]{{0,24}}(?:{alternatives('deadline_cues', 'goal_kind')})目标[^,。;:]{{0,8}}[为是:]"
)
# 2016-2017学年度覆盖率达到40%
_LEVEL_SET = re.compile(
    rf"[^,。;:]{{2,30}}(?:{alternatives('deadline_cues', 'measure')})(?:要|应)?(?:达|提[高升]到|不低于|超过)|全覆盖"
)
# 甲区“十四五”期间新增公园9座
_TERRITORY = re.compile(r"[一-鿿]{1,6}[省市区县州镇乡旗]")
_NUMBER = re.compile(r"\d")
_TALLIED = re.compile(r"[年期每间]|,(?!是)")


# What may stand between the beginning of a clause and its point in time.
_OPENERS = frozenset(["", "从", "自"])


@dataclass(slots=True)
class Phrase:
    """A point in time with its surroundings, all within its clause.

    before: the clause before it, 到 and 至 included; to: where 到 or 至 begins in `before`, null without.
    has_before: 前, 之前 or 以前 follows. after: what follows the point and its 前. is_range: two points joined.
    bracketed: the clause opens with a bracket. is_past: the text around tells what was done. is_yearly: 每年 before.
    dates_stage: the bracket stands behind a stage of the work (准备阶段(1-4月份)). is_dated: a label asks for the time
    (公布时间:7月29日).
    """

    point: Point
    before: str
    after: str
    due: str
    to: int | None = None
    has_before: bool = False
    is_range: bool = False
    bracketed: bool = False
    is_past: bool = False
    is_yearly: bool = False
    dates_stage: bool = False
    is_dated: bool = False


@cache
def _cue(use: str) -> re.Pattern:
    return re.compile(f"(?:{alternatives('deadline_cues', use)})")


@cache
def _cue_at_end(use: str) -> re.Pattern:
    return re.compile(_cue(use).pattern + "$")


@cache
def _will_do() -> re.Pattern:
    """2017年|本区绿色账户要新增: what is to be done, behind its subject."""
    return re.compile(rf"[^,。;:的是\n]{{0,14}}[要将拟须再]{_cue('verb').pattern}")


@cache
def _milestone() -> re.Pattern:
    """古动物馆10月|开馆: a step that a work takes at one time."""
    return re.compile(rf"(?:正式|全面|基本|开始)?{_cue('milestone').pattern}")


def is_retrospective(heading: str) -> bool:
    """Whether a heading announces what was done (2015年工作回顾, 发展成就), below which 年底 and 年内 are no limits."""
    return _cue("retrospect").search(heading) is not None


def is_limit(phrase: Phrase, plan_year: int | None, in_steps: bool = False) -> bool:
    """Whether the phrase sets a time limit in a plan for `plan_year` (`in_steps`: the first of several years)."""
    if _is_excluded(phrase, plan_year):
        return False
    # 2016年,新增公交线路3条: the first step of a plan for 2016 to 2018.
    # 2026年12月,各区总结: and the last.
    one_step = in_steps and phrase.point.is_named_year and not phrase.point.day and not phrase.before
    if phrase.point.month and "了" in phrase.after:
        one_step = False
    return _is_set(phrase, plan_year) or (one_step and phrase.after.startswith((",", ":")) and not phrase.is_past)


def _is_excluded(phrase: Phrase, plan_year: int | None) -> bool:
    before, after = phrase.before, phrase.after
    if plan_year and int(phrase.due.split("/")[-1][:4]) < plan_year:
        return True
    if (_RECURRING.search(before) and not phrase.is_yearly) or _cue("validity").search(before[-12:]):
        return True
    if not phrase.has_before and (_START.match(after) or _NUMBERED.match(after)):
        return True
    if _EFFECT.match(after) or _UNMET.match(after):
        return True
    if phrase.point.relative == 0 and phrase.point.is_year_only and not phrase.point.is_within:
        return True
    if _NAME.match(after) and _cue_at_end("comparison").search(before):
        return True
    if _CONDITION.match(before) and "的" in after:
        return True
    if phrase.is_range:
        return _RELATIVE_CLAUSE.match(after) is not None
    return before.endswith(("自", "从")) and not phrase.has_before


def _is_set(phrase: Phrase, plan_year: int | None) -> bool:
    point, after = phrase.point, phrase.after
    if phrase.is_past and not point.is_named_year:
        return False
    if phrase.has_before or (point.day and phrase.is_range):
        return True
    if phrase.dates_stage and (point.month or phrase.is_range) and not phrase.before and not phrase.after:
        return True
    if phrase.to is not None:
        return not after.startswith("的")
    if point.is_within:
        return not phrase.is_past and not after.startswith("的")
    if phrase.is_past:
        return False
    if point.month and not point.day and _milestone().match(after):
        return True
    # 2027年、2028年分别建成甲、乙铁路
    acts = _cue("verb").match(after.removeprefix("分别")) is not None
    # “十三五”时期经济年均增长保持在6.5%以上
    is_level = bool(point.plan) and _LEVEL_SET.match(after) is not None
    if _cue("attribute").match(after) and not (acts and after.startswith("分别")) and not is_level:
        return False
    aimed = _cue_at_end("aim").search(phrase.before) is not None
    opens = aimed or phrase.before.strip('“" ') in _OPENERS or _cue_at_end("lead").search(phrase.before) is not None
    if not opens and _cue_at_end("comparison").search(phrase.before):
        return False
    if point.day:
        return phrase.is_dated
    if point.plan:
        opens = opens or _TERRITORY.fullmatch(phrase.before) is not None
        if point.is_plan_end:
            return aimed or (opens and after.startswith(","))
        return opens and (acts or _opens_task(after, aimed))
    if point.rest or point.is_month_end:
        return opens or acts
    if point.month:
        # 4月中旬,各区组织签约: what is done stands behind the comma.
        task = after[1:] if after.startswith(",") and not phrase.before and "了" not in after else after
        return aimed or (opens and (after.startswith(":") or _cue("verb").search(task.split(",")[0]) is not None))
    return _year_is_set(phrase, plan_year, aimed, opens, acts)


def _opens_task(after: str, aimed: bool) -> bool:
    """Whether a period (“十四五”期间, 2021—2023年) is followed by what is to be done in it."""
    if after.startswith(","):
        return "是" not in after[1:3]
    return aimed or _NUMBER.search(after) is not None


def _year_is_set(phrase: Phrase, plan_year: int | None, aimed: bool, opens: bool, acts: bool) -> bool:
    after = phrase.after
    if phrase.is_range:
        closed = phrase.bracketed and not after
        stated = _TALLIED.match(after) is not None or _LEVEL_SET.match(after) is not None
        return opens and not closed and (acts or aimed or stated)
    if phrase.point.relative is not None:
        return phrase.point.relative > 0 and (aimed or (opens and (acts or _cue("modal").match(after) is not None)))
    if plan_year is None:
        return aimed
    if phrase.point.year > plan_year:
        does = acts or _cue("modal").match(after) is not None
        stated = after.startswith(",") or _cue("territory").match(after) or _NUMBER.search(after)
        return does or aimed or (opens and bool(stated))
    return aimed or acts or (opens and bool(_GOAL_STATED.match(after) or _will_do().match(after)))
