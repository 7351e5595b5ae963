"""Exclusions of absolute words (全覆盖, 清零) that describe instead of being set as a level."""

import re

from flows.reference import alternatives
from flows.segment.exclusion_case import Case

# 无禁区、全覆盖、零容忍
_SLOGAN = re.compile(r"无[^,。、]{1,4}、$")
_ABSOLUTE_END = re.compile(r"”?(?:[,。;、:!?\n)]|$|目标|要求|并|和|及|与)")
_DESCRIBES_TOO = re.compile(r"(?:、[^,。;、的]{2,10}){1,4}的[一-鿿]")
_CLEARING = re.compile(rf"(?:[一-鿿]{{0,6}}并)?(?:{alternatives('target_exclusions', 'clearing')})*")
_CLEARED = re.compile(
    rf"(?![一-鿿]{{0,4}}(?:{alternatives('target_exclusions', 'campaign')}))[一-鿿□]{{3,20}}(?:[,。;、]|$)"
)
_CARRIED_OUT = re.compile(r"(?:实行|实施|进行|开展)$")
_INTRODUCES = re.compile(rf",(?:{alternatives('target_exclusions', 'introduces')})")
FULL_ACT = re.compile(rf"(?:{alternatives('target_exclusions', 'full_act')})(?=[,。;、]|$)")


def is_attribute_word(case: Case) -> str | None:
    """全覆盖平台, 清零行动: an absolute word that describes instead of being set as a level."""
    if case.unit != "清零" and not case.written.strip("“”").startswith("全"):
        return None
    if case.written == "全部完成":
        return None
    if _INTRODUCES.search(case.text_after(60).partition("。")[0]):
        # 实现监管全覆盖,现提出如下意见
        return "purpose"
    if _SLOGAN.search(case.before) and case.text_after(1) == "、":
        return "attribute"
    if _DESCRIBES_TOO.match(case.text_after(40)):
        # 全覆盖、快速响应的公共服务网络
        return "attribute"
    if case.written == "清零" and _CLEARING.fullmatch(case.before):
        # 动态清零隐患点位
        return None if _CLEARED.match(case.after) else "attribute"
    if _CARRIED_OUT.search(case.before) and FULL_ACT.match(case.after):
        # 对生产单位进行全覆盖抽查
        return None
    return None if _ABSOLUTE_END.match(case.layout.text, case.quantity.end) else "attribute"
