"""Is 一 a number or an article? 一支队伍, 一个环境; but 每个街道一处, 新建一所学校."""

import re
from itertools import pairwise

from flows.reference import alternatives, words_of
from flows.segment.exclusion_case import ARABIC, Case

# 进行一次检查, 完成一轮培训, 轮训一遍
ACT_BEFORE = re.compile(rf"(?:{alternatives('target_exclusions', 'held_once')})$")
# 每年为老年人提供一次健康管理服务
_YEARLY = re.compile(r"每(?:年|月|季度|周|学期|学年|半年)[^每]{0,24}$")
_ONLY = re.compile(r"[只仅](?:能|需|要)?[一-鿿]{0,3}$")
_EACH_UNITS = words_of("target_exclusions", "each_unit")
_EACH_PLACE = re.compile(rf"每(?:{alternatives('target_exclusions', 'each_place')})")
_EACH_HAS = re.compile(r"每[^,;。]{1,20}(?:拥有|配备|配置|配有|有)$")
# 新建一个标准化的劝导站
_BUILT_ONE = tuple(words_of("target_exclusions", "built_one"))
_FACILITY = re.compile(rf"(?:{alternatives('indicator_words', 'facility')})$")
_LISTED = re.compile(r"[一-鿿]{1,10}[、和]")
_SINGLE_UNITS = words_of("target_exclusions", "single_unit")


def is_article(case: Case) -> str | None:
    """一支队伍, 一个环境: one written as a word, neither a rate nor one to be built nor one of a list of counts."""
    quantity = case.quantity
    if quantity.value != 1 or quantity.value_max is not None or case.is_arabic or "一" not in case.written:
        return None
    if quantity.kind == "duration" and case.before.endswith(("延长", "缩短", "顺延", "为期")):
        return None
    if "/" in quantity.unit or quantity.comparator == "ge" or case.unit in ("清零", "%"):
        return None
    if quantity.kind != "count":
        return "article" if quantity.kind in ("duration", "other", "money") and case.unit != "倍" else None
    if case.unit in ("次", "轮", "遍") and (_YEARLY.search(case.before) or ACT_BEFORE.search(case.before)):
        return None
    if case.unit not in _SINGLE_UNITS:
        return "article"
    if case.text_before(1) in ("第", "同", "另", "某", "这", "那"):
        return "article"
    if _ONLY.search(case.before):
        return None
    # 每百名老年人拥有一名健身辅导员
    if _EACH_HAS.search(case.before):
        return None
    if case.unit in _EACH_UNITS and _EACH_PLACE.search(case.before):
        return None
    if case.before.endswith(_BUILT_ONE) and (case.unit == "处" or _FACILITY.search(case.noun_after())):
        return None
    if case.unit in ("所", "座") and re.match(r"[^,。;、]{2}", case.after):
        return None
    return None if _counted_neighbour(case) else "article"


def _counted_neighbour(case: Case) -> bool:
    """Does a count stand beside it in the same list (一片以上篮球场、一个健身苑,4张乒乓球台)?"""
    following = case.quantities[case.index + 1 : case.index + 3]
    ends = [case.quantity, *following]
    if len(following) == 2 and all(
        after.kind == "count" and after.value > 1 and _LISTED.fullmatch(case.layout.text, before.end, after.start)
        for before, after in pairwise(ends)
    ):
        # 一个机场、五条高速公路、六条铁路
        return True
    for other in (case.index - 1, case.index + 1):
        if not 0 <= other < len(case.quantities):
            continue
        neighbour = case.quantities[other]
        first, last = sorted((neighbour, case.quantity), key=lambda quantity: quantity.start)
        gap = case.layout.text[first.end : last.start]
        if neighbour.kind != "count" or len(gap) > 24 or re.search(r"[。;:!?\n]", gap) or not re.search(r"[、,]", gap):
            continue
        if neighbour.comparator == "ge" and "、" in gap:
            return True
        if ARABIC.search(case.layout.text[neighbour.start : neighbour.end]) and neighbour.unit:
            return True
    return False
