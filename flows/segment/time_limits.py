"""Lengths of time for an act: within which it is to be done (1年内完成合同用量), for which something holds
(3年内保留人事关系), by which it is put off (有效期顺延至…后3个月) or comes before (提前一周报备)."""

import re

from flows.model import Quantity
from flows.reference import alternatives
from flows.segment.clauses import Layout
from flows.segment.indicator import Indicator
from flows.segment.phrases_after import noun_after
from flows.segment.phrases_before import noun_before

_DIGIT = re.compile(r"\d")
# Who has to act, before the term.
_DOER = re.compile(r"(?:部门|机[关构]|单位|政府|[局厅委院会]|者|人员?|企业)$")
# What is done, not what is given for so long (3年内享受补贴) nor to whom (1年内新入职的).
_DONE = re.compile(rf",?(?:{alternatives('deadline_cues', 'term_act')})?(?P<act>[一-鿿][^,;:。\n]{{1,39}})$")
# 信息要在决定作出之日起7个工作日内公开: what it is done to stands before; 应当在五个工作日内答复: or who has to.
_SHORT_ACT = 3
# 申请人可以在60日内申请复议: what somebody may do.
_MAY = re.compile(r"(?<![许认])可以?(?:在|自|于)")
_OBLIGED = re.compile(r"[应须需]|必须|之日起")
# 一年内, 两个月内: in words no length that is kept to the day.
_LONG = frozenset(["年", "学年", "个月", "月", "周", "学期"])
_TERM_BEGINS = re.compile(r"(?:[要应须需]|应当|必须|原则上)?(?:在|自|于|从)")
# 近2个月内: the time gone by.
_PASSED = ("近", "过去", "前")
# What holds for so long: 3年内保留人事关系, 5年内免征房产税, 两年内对企业实行直通车机制, 三年内给予税费减免.
_HELD = re.compile(
    r"(?:对[一-鿿]{2,20}?)?(?:(?:保留|享受|免[征缴收租交]|减免|免除|实行|执行)[一-鿿“][^,;:。\n]{1,23}"
    r"|(?:给予|予以)[一-鿿]{2,10}(?:减免|补贴|补助|优惠))$"
)
# 继续免征五年企业所得税
_WAIVED = re.compile(r"(?:免[征缴收交]|减征)$")
_PUT_OFF = re.compile(r"(?:顺延|延长|延期|展期)(?=[至到][^,;]{0,20}$)")
_SPREAD = ("分", "连续")
_GIVEN = re.compile(rf"(?:每年)?(?:{alternatives('target_exclusions', 'paid_out')})")
_BENEFIT = re.compile(
    rf"{alternatives('target_exclusions', 'relief_sign')}|租|的$|有效|不得|不再|保留|未"
    r"|(?:予以|给予)(?!(?:初步)?答复|回复|反馈|办理|受理|公[开布示]|处理|告知|说明)"
)


def find_term(layout: Layout, quantity: Quantity) -> Indicator | None:
    """What the text says of the act for which `quantity` is a term; null when it is no length of time of an act."""
    if quantity.kind != "duration" or "/" in quantity.unit:
        return None
    return (
        _spread_over(layout, quantity)
        or _moved_by(layout, quantity)
        or _held_for(layout, quantity)
        or _done_within(layout, quantity)
    )


def _spread_over(layout: Layout, quantity: Quantity) -> Indicator | None:
    """分2年给予安家补助, 连续3年每年给予经费资助: what is given in so many years."""
    given = _GIVEN.match(layout.skeleton, quantity.end) if layout.text.endswith(_SPREAD, 0, quantity.start) else None
    thing = noun_after(layout, given.end(), layout.clause(quantity.end)[1]) if given else None
    return Indicator(((thing.start, thing.end),), "level", False, (thing.start, thing.end)) if thing else None


def _behind(layout: Layout, quantity: Quantity) -> tuple[int, int] | None:
    """The rest of the clause behind 内; null without 内, for a time gone by, and where another number stands there."""
    start = quantity.end - (layout.text[quantity.end - 1] == "内")
    if layout.text[start : start + 1] != "内" or layout.text[quantity.start] == "近":
        return None
    if layout.text.endswith(_PASSED, 0, quantity.start):
        return None
    first, last = start + 1, layout.clause(quantity.start)[1]
    if layout.text[first : first + 1] == ",":
        # 登记后三个工作日内,到派出所申报
        first, last = layout.clause(first + 1)
    return None if _DIGIT.search(layout.skeleton, first, last) else (first, last)


def _done_within(layout: Layout, quantity: Quantity) -> Indicator | None:
    act = _behind(layout, quantity)
    if act is None or (quantity.unit in _LONG and not _DIGIT.search(layout.text, quantity.start, quantity.end)):
        return None
    if quantity.unit in ("年", "学年") and quantity.value > 1:
        # 3年内解决教师短缺问题: by when, without a day that it counts from.
        return None
    start, _ = layout.clause(quantity.start)
    if _BENEFIT.search(layout.skeleton, *act) or _MAY.search(layout.skeleton, start, quantity.start):
        return None
    done = _DONE.match(layout.skeleton, *act)
    if done is None:
        return None
    place = done.span("act")
    if place[1] - place[0] > _SHORT_ACT:
        return Indicator((place,), "level", False, place)
    begins = _TERM_BEGINS.search(layout.skeleton, start, quantity.start)
    thing = noun_before(layout.words(start, begins.start())) if begins else None
    if thing and not _DOER.search(layout.text, thing.start, thing.end):
        return Indicator(((thing.start, thing.end), place), "level", False, place)
    obliged = _OBLIGED.search(layout.skeleton, start, quantity.start)
    return Indicator((place,), "level", False, place) if obliged else None


def _held_for(layout: Layout, quantity: Quantity) -> Indicator | None:
    start, end = layout.clause(quantity.start)
    waived = _WAIVED.search(layout.skeleton, start, quantity.start)
    thing = noun_after(layout, quantity.end, end) if waived else None
    if waived and thing:
        return Indicator((waived.span(), (thing.start, thing.end)), "level", False, waived.span())
    act = _behind(layout, quantity)
    if act is None or not _HELD.match(layout.skeleton, *act):
        return None
    return Indicator((act,), "level", False, act, comparator="eq")


def _moved_by(layout: Layout, quantity: Quantity) -> Indicator | None:
    start, end = layout.clause(quantity.start)
    if layout.text.endswith("提前", start, quantity.start):
        early = (quantity.start - 2, quantity.start)
        return Indicator((early, (quantity.end, end)), "level", False, early) if end > quantity.end + 1 else None
    put_off = _PUT_OFF.search(layout.skeleton, start, quantity.start)
    thing = noun_before(layout.words(start, put_off.start())) if put_off else None
    if not thing:
        return None
    place = thing.start, put_off.end()
    return Indicator((place,), "level", False, place)
