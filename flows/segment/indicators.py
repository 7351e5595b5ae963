"""The indicator phrase of a quantity: which words of the text say what is counted.

The phrase stands before the number (普惠性幼儿园覆盖率达到80%), after it (20个党建示范点), on both sides
(新建3处公办幼儿园), or with a number or clause before (竣工36个). Shares and thresholds have shapes of their own
(flows.segment.shares), and so have lists of numbers (flows.segment.number_lists).
"""

import re
from dataclasses import replace

from flows.model import Quantity
from flows.reference import alternatives
from flows.segment.behind import phrase_behind
from flows.segment.benefits import name_receiver
from flows.segment.clauses import Layout
from flows.segment.each_of import find_each, find_each_place, with_holder_of_classes
from flows.segment.glosses import without_glosses
from flows.segment.indicator import CHANGE_KINDS, Indicator, Place
from flows.segment.indicator_choice import choose, done_wholly
from flows.segment.indicator_links import (
    basis_of_stop,
    drop_baseline,
    drop_comparison,
    drop_planned,
    drop_unit,
    take_link,
)
from flows.segment.number_lists import complete, distribute, inherit
from flows.segment.owners import in_other_state, own_share, with_whole
from flows.segment.phrases import Phrase
from flows.segment.phrases_after import noun_after
from flows.segment.phrases_before import noun_before
from flows.segment.shares import find_bounded_base, find_share, find_share_of_base, find_threshold
from flows.segment.spending import find_spent_on
from flows.segment.subjects import (
    ABSOLUTE,
    deed,
    growth,
    named_before,
    past_brackets,
    past_standard,
    strip_adverbs,
    whole_subject,
    whole_work,
    with_doer,
    with_holder,
    with_object,
    with_patient,
    with_setter,
)
from flows.segment.time_limits import find_term
from flows.segment.word_roles import ACTING, BY, DO, FALL, REACH, RISE
from flows.segment.words import Word

_AGENT = re.compile(r"(?:财政|政府|部门|财政部门|[省市县区]级)$")
_CHARGED = re.compile(alternatives("indicator_words", "charged"))
_CHARGE = re.compile(alternatives("target_exclusions", "levy"))
# 高新技术产业实现产值680亿元
_BARE_MEASURE = 4
# 引导约1亿人在中西部地区就近城镇化
_WHERE = re.compile(r"[在到向][一-鿿]{4,24}")
_NUMBER = re.compile(r"[0-9A-Za-z.%‰,、\s+-]*[0-9.%‰][0-9A-Za-z.%‰,、\s+-]*")
_WITHIN_REACH = 6
_WITHIN = re.compile(r"[其该本][一-鿿]{2,4}内$")
_RESPECTS = re.compile(r"(?<!\d)(?:\d{1,2}|[一二两三四五六七八九十]{1,2})个?(?:方面|层面|维度)$")
_PACE = re.compile(rf"的(?:{alternatives('indicator_words', 'pace')})")
_OF_MANY = re.compile(r"[十百千万]{1,2}[一-鿿]|[名位户家个所座条项支][一-鿿]{2}")
_POINTER = re.compile(r"[该本此](?:项目|工程|基地|园区)")
# 每3年举行1次: how often, not what.
_PERIOD = re.compile(r"每?[\d一二三四五六两半]{1,2}个?(?:年|月|学年|学期|季度)")
_AREA = re.compile(rf"(?:{alternatives('indicator_words', 'extent_unit')})$")
_BARE_RATE = re.compile(r"[一-鿿]{2,4}率")
_IMPROVED = re.compile(r"(?:水平|能力|质量)$")
_COMPARED = re.compile(r"(?<!不)[高低]于(?:(?!的)[一-鿿]){2,14}$")


def find_indicator(layout: Layout, quantity: Quantity, place: Place) -> Indicator | None:
    """The indicator of `quantity`; null when no words in reach say what is counted."""
    found = _find(layout, quantity, place)
    if found is not None and _NUMBER.fullmatch(found.read(layout.text)):
        return None
    found = _without_repeat(layout.text, name_receiver(layout, quantity, found, place))
    is_act = quantity.kind == "percent" and found is not None and found.read(layout.text) in DO | ACTING
    if found is not None and (quantity.kind == "frequency" or is_act):
        found = with_patient(layout, quantity, found)
    return found and without_glosses(layout, _of_each(layout.text, _without_pointer(layout.text, found)))


def _of_each(text: str, found: Indicator) -> Indicator:
    """每|名学生只能选择一所, 每|千名老人拥有床位: for each of whom belongs to what is counted."""
    first = found.pieces[0]
    if isinstance(first, str) or not first[0] or text[first[0] - 1] != "每" or not _OF_MANY.match(text, *first):
        return found
    return replace(found, pieces=((first[0] - 1, first[1]), *found.pieces[1:]))


def _without_pointer(text: str, found: Indicator) -> Indicator:
    """该项目占地: who that is, the clause does not say."""
    first = found.pieces[0]
    pointer = _POINTER.match(text, *first) if not isinstance(first, str) else None
    if pointer is None or pointer.end() == first[1]:
        return found
    return replace(found, pieces=((pointer.end(), first[1]), *found.pieces[1:]))


def _without_repeat(text: str, found: Indicator | None) -> Indicator | None:
    """经费|经费支持: what the next piece begins with is said once."""
    if found is None or len(found.pieces) != 2 or any(isinstance(piece, str) for piece in found.pieces):
        return found
    first, second = found.pieces
    is_repeated = text.startswith(text[slice(*first)], second[0], second[1])
    return replace(found, pieces=(second,)) if is_repeated else found


def _find(layout: Layout, quantity: Quantity, place: Place) -> Indicator | None:
    if special := find_term(layout, quantity) or find_each(layout, quantity):
        return special
    if at_pace := _at_pace(layout, quantity):
        return at_pace
    if in_each := find_each_place(layout, quantity, place):
        return in_each
    if halved := _halved_charge(layout, quantity, place):
        return halved
    words = layout.words(place.low, _before_respects(layout, quantity.start))
    if words and words[-1].text in ("以", "按") and layout.text.startswith("计", quantity.end):
        # 每个场所建设费用以10万元计
        reckoned = noun_before(words[:-1])
        if reckoned:
            return Indicator(((reckoned.start, reckoned.end),), "level", True, (reckoned.start, reckoned.end))
    if quantity.kind in CHANGE_KINDS and (compared := _compared_with(layout, quantity, place)):
        return compared
    if quantity.unit == "倍" and (bounded := find_bounded_base(layout, quantity, place)):
        return bounded
    if quantity.kind in CHANGE_KINDS:
        found = find_bounded_base(layout, quantity, place) or find_share(layout, quantity, words, place)
        if found is not None:
            return own_share(layout, quantity, found, place)
    is_charged = quantity.kind == "percent" and _CHARGED.match(layout.skeleton, quantity.end) is not None
    basis, link, subject = take_link(words, is_charged)
    if quantity.unit.startswith("次") and link is not None and link.text in RISE | FALL:
        # 可申请延长1次: how often an act is done, no change.
        act = noun_before(subject)
        return Indicator(((act.start if act else link.start, link.end),), "level", False, (link.start, link.end))
    if link is not None and link.text == "提升" and (quantity.kind == "count" or _AREA.search(quantity.unit)):
        # 绿化提升350亩: improved, not more
        basis = "level"
    subject = strip_adverbs(drop_unit(drop_comparison(drop_baseline(drop_planned(subject, link)))))
    if quantity.kind == "percent" and (share := find_share_of_base(layout, subject, basis, place)):
        return own_share(layout, quantity, share, place)
    left = growth(subject, link) or deed(layout, quantity, subject, link) or noun_before(subject)
    left = whole_work(subject, past_standard(subject, left, link))
    if quantity.kind == "percent" and (link is not None or not layout.text[quantity.start].isdigit()):
        left = whole_subject(subject, left, ABSOLUTE.match(layout.text, quantity.start) is not None)
    left = past_brackets(layout, left)
    if quantity.kind == "money" and link is not None and left.stop is not None and left.stop.text in BY:
        # 按照规定给予最高500万元的补助
        left = Phrase(left.end, left.end, None, left.stop)
    if (
        link is not None
        and link.text in DO
        and link.text not in REACH
        and _AGENT.search(layout.text, left.start, left.end)
    ):
        left = Phrase(left.end, left.end, None, left.stop)
    if layout.text.endswith("到期", left.start, left.end):
        # 第二轮土地承包|到期后再延长30年
        left = Phrase(left.start, left.end - 2, left.keep, left.stop)
    if _is_where(layout, quantity, left, place):
        left = Phrase(left.end, left.end, None, left.stop)
    right = phrase_behind(layout, quantity, left, place, link is not None)
    if (
        link is not None
        and link.end == quantity.start
        and right
        and _IMPROVED.search(layout.text, right.start, right.end)
    ):
        # 提高6000万农村人口供水保障水平: for how many, not by how much
        basis = "level"
    if _PERIOD.fullmatch(layout.text, left.start, left.end):
        left = Phrase(left.end, left.end, None, left.stop)
    if layout.text[quantity.start - 1 : quantity.start] not in ("至", "到"):
        basis = basis_of_stop(layout, quantity, basis, link, left)
    measure = Phrase(left.end, left.end) if link is not None and link.text in DO - REACH else left
    if threshold := find_threshold(layout, quantity, measure, right, basis, place):
        return threshold
    if link is not None and left and (done := done_wholly(layout, quantity, link, place)):
        return Indicator(((left.start, left.end), done), basis, False, (left.start, left.end))
    if covered := _covered(layout, quantity, words, right, place):
        return covered
    pieces = find_spent_on(layout, quantity, link, left, right, place) or choose(
        layout, quantity, subject, link, left, right, place
    )
    if not pieces and quantity.kind == "count" and (where := _WHERE.match(layout.skeleton, quantity.end, place.high)):
        return Indicator((where.span(),), "level", False, where.span())
    if not pieces:
        return in_other_state(layout, link, place) or inherit(layout, quantity, basis, link is not None, place)
    left_range = (left.start, left.end)
    with_left = left_range in pieces
    if quantity.kind == "frequency" and (named := named_before(layout, quantity, pieces)):
        pieces = (named,)
    found = Indicator(
        pieces,
        basis,
        link is not None,
        left_range if with_left and not right else pieces[-1],
        left.keep if with_left else None,
        with_left and left.stop is None,
    )
    if with_left and place.listed > 1:
        found = distribute(layout, found, left_range, place.listed)
    if left.stop is not None and (
        ABSOLUTE.match(layout.text, quantity.start)
        or (quantity.kind == "money" and pieces == (left_range,) and len(left) <= _BARE_MEASURE)
        or (
            quantity.kind == "percent"
            and pieces == (left_range,)
            and _BARE_RATE.fullmatch(layout.text[slice(*left_range)])
        )
    ):
        found = with_setter(layout, found, left, place)
        if ABSOLUTE.match(layout.text, quantity.start) and place.earlier is None:
            found = with_whole(layout, quantity, found)
    if "/" in quantity.unit and pieces == (left_range,):
        found = with_doer(layout, found, left, place)
    if quantity.kind == "count" and pieces == ((right.start, right.end),):
        found = with_holder_of_classes(layout, quantity, with_holder(layout, quantity, found))
    if quantity.kind == "count" and pieces == (left_range,) and layout.text[slice(*left_range)] in ACTING:
        found = with_object(layout, quantity, found)
    return complete(layout, quantity, found, place)


def _at_pace(layout: Layout, quantity: Quantity) -> Indicator | None:
    """按不低于5%的幅度压减一般性支出: what changes stands behind."""
    pace = _PACE.match(layout.skeleton, quantity.end) if quantity.kind in CHANGE_KINDS else None
    words = layout.words(pace.end(), layout.clause(quantity.end)[1]) if pace else []
    if not words or words[0].text not in RISE | FALL:
        return None
    thing = noun_after(layout, words[0].end, layout.clause(quantity.end)[1])
    basis = "increase" if words[0].text in RISE else "decrease"
    return Indicator(((thing.start, thing.end),), basis, True, (thing.start, thing.end)) if thing else None


def _before_respects(layout: Layout, start: int) -> int:
    """清理、整治等|3个方面|20项举措: where what is said of the things ends."""
    respects = _RESPECTS.search(layout.skeleton, max(0, start - 8), start)
    return respects.start() if respects else start


def _is_where(layout: Layout, quantity: Quantity, left: Phrase, place: Place) -> bool:
    """对其中的24公里进行修复, 其行政区域内1家开发区, 在10%的服务站设置中医阁: the words before say where, not what."""
    if layout.text[left.start : left.end] == "其中":
        return True
    if quantity.kind == "percent":
        return layout.skeleton.endswith("在", place.low, quantity.start) and layout.text.startswith("的", quantity.end)
    low = max(place.low, quantity.start - _WITHIN_REACH)
    return quantity.kind == "count" and _WITHIN.search(layout.skeleton, low, quantity.start) is not None


def _covered(layout: Layout, quantity: Quantity, words: list[Word], right: Phrase, place: Place) -> Indicator | None:
    """高铁覆盖80%以上的大城市: who covers, and of what a share; null for other verbs."""
    if quantity.kind != "percent" or not words or words[-1].text != "覆盖" or not right:
        return None
    coverer = noun_before(words[:-1])
    subject = (coverer.start, coverer.end) if coverer else place.earlier.noun if place.earlier else None
    verb, base = (words[-1].start, words[-1].end), (right.start, right.end)
    return Indicator((subject, verb, base) if subject else (verb, base), "level", True, base)


def _halved_charge(layout: Layout, quantity: Quantity, place: Place) -> Indicator | None:
    """对新能源汽车减半收取停车费: what is charged stands behind."""
    charge = _CHARGE.match(layout.skeleton, quantity.end) if layout.text.endswith("减半", 0, quantity.end) else None
    thing = noun_after(layout, charge.end(), place.high) if charge else None
    return Indicator(((thing.start, thing.end),), "decrease", False, (thing.start, thing.end)) if thing else None


def _compared_with(layout: Layout, quantity: Quantity, place: Place) -> Indicator | None:
    """研发投入增速高于全省平均2个百分点: the thing and what it is compared with."""
    compared = _COMPARED.search(layout.skeleton, place.low, quantity.start)
    thing = noun_before(layout.words(place.low, compared.start())) if compared else None
    return Indicator(((thing.start, compared.end()),), "level", True, (thing.start, thing.end)) if thing else None
