"""Exclusions of lengths of time that describe instead of being set: 三年行动, 五年内, 24小时热线."""

import re

from flows.reference import alternatives, words_of
from flows.segment.exclusion_case import Case
from flows.segment.time_limits import find_term

_BENEFIT_AFTER = re.compile(
    r"(?:的)?[^,。;]{0,8}?"
    rf"(?:(?<![定长近])期(?!以上|贷)|内[^,。;]{{0,12}}(?:{alternatives('target_exclusions', 'relief_sign')})"
    rf"|{alternatives('target_exclusions', 'relief')})"
)
# 15分钟便民生活圈
_CIRCLE = re.compile(rf"{alternatives('target_exclusions', 'time_attribute')}|[一-鿿“”]{{1,10}}[圈赛]")
# 3—12个月的就业见习
_COURSE = re.compile(rf"的[^,。;、的]{{0,8}}(?:{alternatives('target_exclusions', 'course')})(?!计划|行动|期)")
# 本届政府任期的五年是…
_ITS_YEARS = re.compile(r"[一二三四五六七八九十]年")
# 本办法自发布之日起施行,有效期5年
_VALIDITY = re.compile(r"有效期(?:为|至)?$")
_IN_FORCE = re.compile(r"施行|实施|执行|印发")
# 服役8年以上老旧设施
_IN_USE = re.compile(rf"(?:{alternatives('target_exclusions', 'in_use')})(?:时间)?$")
_EXPERIENCE = re.compile(
    rf"(?:[及或]?以上)?的?[^,。;]{{0,10}}?(?:{alternatives('target_exclusions', 'experience')})(?:经历|经验)"
)
_LIMIT_CUE = re.compile(alternatives("target_exclusions", "limit_cue"))
_LONG_DURATIONS = words_of("target_exclusions", "long_duration")
_POLICY_NAMED = re.compile("试点|整[省市县]|工作")
_SPAN_AFTER = re.compile(alternatives("target_exclusions", "span_head"))
_YEARS_CUE = re.compile(rf"{alternatives('target_exclusions', 'duration_cue')}|[期满]$")


def is_attribute_time(case: Case) -> str | None:
    """三年行动, 五年内, 24小时热线, 十五分钟生活圈; but 贴息期不超过3年, 每天1小时, 办理时限压缩至3个工作日."""
    quantity = case.quantity
    if quantity.kind != "duration":
        return None
    if _EXPERIENCE.match(case.after):
        # 具有5年以上工作经历的人才
        return "condition"
    if case.text_after(1) == "一" and not case.is_arabic:
        # 每季一通报,半年一考核
        return "attribute"
    if (
        case.unit in ("小时", "分钟", "天")
        and not (case.written.endswith("内") and (quantity.value not in (24, 7) or find_term(case.layout, quantity)))
        and (_CIRCLE.match(case.after) or (quantity.value in (24, 7) and case.unit == "小时"))
    ):
        return "attribute"
    if case.before.endswith("再延长") and _POLICY_NAMED.match(case.text_after(2)):
        # 第二轮土地承包到期后再延长三十年试点
        return "attribute"
    if case.text_before(1) == "的" and _ITS_YEARS.fullmatch(case.written):
        return "attribute"
    if _VALIDITY.search(case.before) and _IN_FORCE.search(case.sentence_before()):
        return "attribute"
    if quantity.comparator in ("ge", "gt") and _IN_USE.search(case.before) and re.match("的?[一-鿿]", case.after):
        return "condition"
    if find_term(case.layout, case.quantity) or _COURSE.match(case.text_after(16)):
        return None
    if (
        case.text_after(1) == "内"
        and not _LIMIT_CUE.search(case.before)
        and not _BENEFIT_AFTER.match(case.text_after(14))
    ):
        return "attribute"
    if case.before[-1:] in ("后", "起", "前") or case.text_after(3) == "无异议":
        return "attribute"
    if case.unit not in _LONG_DURATIONS:
        return None
    if case.text_after(3) == "过渡期":
        # 设立5年过渡期 sets it; 五年过渡期政策 names it.
        return None if case.before.endswith(("设立", "设置")) else "attribute"
    if _SPAN_AFTER.match(case.text_after(10)) and not _BENEFIT_AFTER.match(case.text_after(14)):
        return "attribute"
    near = case.before[-12:]
    if _YEARS_CUE.search(near) or _BENEFIT_AFTER.match(case.text_after(14)) or "/" in quantity.unit:
        return None
    if quantity.comparator in ("ge", "le") and not re.search(r"[内前后]", case.written):
        return None
    if case.unit in ("个月", "天", "日") and re.search(r"[至到为]$", near):
        return None
    return "attribute"
