"""The indicator phrase of a quantity: which words of the text say what is counted.

The phrase stands before the number (普惠性幼儿园覆盖率达到80%), after it (20个党建示范点), on both sides
(新建3处公办幼儿园), or with a number or clause before (竣工36个). Shares and thresholds have shapes of their own
(flows.segment.shares), and so have lists of numbers (flows.segment.number_lists).
"""

import re
from dataclasses import replace

from flows.model import Quantity
from flows.reference import alternatives, words_of
from flows.segment.behind import phrase_behind, with_predicate
from flows.segment.benefits import name_receiver
from flows.segment.clauses import HELD, TIME, Layout
from flows.segment.each_of import find_each, with_holder_of_classes
from flows.segment.glosses import without_glosses
from flows.segment.indicator import Indicator, Place, Range
from flows.segment.number_lists import complete, distribute, inherit
from flows.segment.owners import own_share, with_whole
from flows.segment.phrases import Phrase, is_act_only, noun_after, noun_before
from flows.segment.shares import find_bounded_base, find_share, find_share_of_base, find_threshold
from flows.segment.spending import find_spent_on
from flows.segment.subjects import (
    ABSOLUTE,
    RATE_NAME,
    deed,
    growth,
    is_number,
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
from flows.segment.word_roles import ACTING, ADVERB, BY, COORDINATOR, DO, FALL, GENERIC, KEEP, REACH, RISE, SCOPE
from flows.segment.words import Word

_CHANGE_KINDS = ("percent", "percentage_point")
_PASSED_OVER = frozenset(["了", "近", "约", "为", "达", "共", "总", "左右", "同比", "环比", "可", "的", "一般"])
_COMPARED_TO = words_of("indicator_words", "compared_to")
_PLANNED = frozenset(["计划", "预期", "预计", "平均"])
_COMPARING = frozenset(["比", "较", "在", "与", "同"])
_DIFFERENCE = {"高": "increase", "多": "increase", "低": "decrease", "少": "decrease"}
_AIMS = re.compile(rf"(?:{alternatives('indicator_words', 'aim')})$")
_STRIVING = words_of("indicator_words", "striving")
_AGENT = re.compile(r"(?:财政|政府|部门|财政部门|[省市县区]级)$")
_CHARGED = re.compile(alternatives("indicator_words", "charged"))
# What a thing has a number of; without the thing it says little.
_HELD_NOUNS = words_of("indicator_words", "held")
_CHARGE = re.compile(alternatives("target_exclusions", "levy"))
_MONEY_ACTS = words_of("indicator_words", "money_act")
# 高新技术产业实现产值680亿元
_BARE_MEASURE = 4
# 建成区40%以上的面积: of what it is a share stands before.
_WHOLES = words_of("indicator_words", "whole")
# 引导约1亿人在中西部地区就近城镇化
_WHERE = re.compile(r"[在到向][一-鿿]{4,24}")
_NUMBER = re.compile(r"[0-9A-Za-z.%‰,、\s+-]*[0-9.%‰][0-9A-Za-z.%‰,、\s+-]*")
# How long what stands right before a number may be to belong to what stands behind it: 省属|11所|职业学校.
_ADJACENT = 8
_IS = frozenset(["为", "是"])
_TOWARDS = frozenset("对向由")
_PREDICATE = re.compile(r"(?:显著|突出|明显|[较最]?[大小高低多少强好快]|零)$")
_LONGEST_DESCRIBED = 16
_OF_MANY = re.compile(r"[十百千万]{1,2}[一-鿿]|[名位户家个所座][一-鿿]{2}")
_POINTER = re.compile(r"[该本此](?:项目|工程|基地|园区)")
_NO_PART = re.compile(r"[、可各“]|每(?![百千万])|[一二三四五六七八九十两][个条座所家项]")
# 每3年举行1次: how often, not what.
_PERIOD = re.compile(r"每?[\d一二三四五六两半]{1,2}个?(?:年|月|学年|学期|季度)")
_PREDICATE_LIMIT = 16
_AREA = re.compile(rf"(?:{alternatives('indicator_words', 'extent_unit')})$")
_BARE_RATE = re.compile(r"[一-鿿]{2,4}率")
_EACH = re.compile(r"每[个项人名家户处所件村校班台]")
_COMPARED = re.compile(r"[高低]于[一-鿿]{2,14}$")


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
    if halved := _halved_charge(layout, quantity, place):
        return halved
    words = layout.words(place.low, quantity.start)
    if quantity.kind == "percentage_point" and (compared := _compared_with(layout, quantity, place)):
        return compared
    if quantity.unit == "倍" and (bounded := find_bounded_base(layout, quantity, place)):
        return bounded
    if quantity.kind in _CHANGE_KINDS:
        found = find_bounded_base(layout, quantity, place) or find_share(layout, quantity, words, place)
        if found is not None:
            return own_share(layout, quantity, found, place)
    is_charged = quantity.kind == "percent" and _CHARGED.match(layout.skeleton, quantity.end) is not None
    basis, link, subject = _take_link(words, is_charged)
    if quantity.unit.startswith("次") and link is not None and link.text in RISE | FALL:
        # 可申请延长1次: how often an act is done, no change.
        act = noun_before(subject)
        return Indicator(((act.start if act else link.start, link.end),), "level", False, (link.start, link.end))
    if link is not None and link.text == "提升" and (quantity.kind == "count" or _AREA.search(quantity.unit)):
        # 绿化提升350亩: improved, not more
        basis = "level"
    subject = strip_adverbs(_drop_comparison(_drop_baseline(_drop_planned(subject, link))))
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
    right = phrase_behind(layout, quantity, left, place, link is not None)
    if _PERIOD.fullmatch(layout.text, left.start, left.end):
        left = Phrase(left.end, left.end, None, left.stop)
    if layout.text[quantity.start - 1 : quantity.start] not in ("至", "到"):
        basis = _basis_of_stop(layout, quantity, basis, link, left)
    measure = Phrase(left.end, left.end) if link is not None and link.text in DO - REACH else left
    if threshold := find_threshold(layout, quantity, measure, right, basis, place):
        return threshold
    if link is not None and left and (done := _done_wholly(layout, quantity, link, place)):
        return Indicator(((left.start, left.end), done), basis, False, (left.start, left.end))
    if covered := _covered(layout, quantity, words, right, place):
        return covered
    pieces = find_spent_on(layout, quantity, link, left, right, place) or _choose(
        layout, quantity, subject, link, left, right, place
    )
    if not pieces and quantity.kind == "count" and (where := _WHERE.match(layout.skeleton, quantity.end, place.high)):
        return Indicator((where.span(),), "level", False, where.span())
    if not pieces:
        return inherit(layout, quantity, basis, link is not None, place)
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


def _take_link(words: list[Word], is_charged: bool) -> tuple[str, Word | None, list[Word]]:
    """Strip what stands between phrase and number (均增长, 力争达到); the basis that the verb gives, and the verb.

    is_charged: the number is a rate that is charged (税按7.5%征收), so that 按 links.
    """
    link = None
    basis = "level"
    last = len(words)
    while last:
        text = words[last - 1].text
        before = words[last - 2].text if last > 1 else ""
        if text == "的" and last == len(words):
            break
        if last == len(words) and (each := _distributed(words)):
            # 经费为每项1万元
            last -= each - 1
        elif (
            (text == "实际" and link is not None)
            or (text == "按" and link is not None and (link.text in RISE or link.text in FALL))
            or text in ADVERB
            or text in SCOPE
            or (text in _PASSED_OVER and text != "的")
            or (text == TIME and last > 1 and before not in _COMPARING)
        ):
            pass
        elif link is None and text in KEEP:
            break
        elif link is None and text in _DIFFERENCE and any(word.text in ("比", "较") for word in words[:last]):
            link, basis = words[last - 1], _DIFFERENCE[text]
        elif link is None and (text in RISE or text in FALL):
            link, basis = words[last - 1], "increase" if text in RISE else "decrease"
        elif link is None and (
            text in REACH or text in DO or (is_charged and text in ("按", "按照") and last == len(words))
        ):
            link = words[last - 1]
        elif link is None and last == len(words) and text[-1] == "达" and RATE_NAME.search(text[:-1]):
            # 报销比达
            link = Word("达", words[last - 1].end - 1, words[last - 1].end)
            words = [*words[: last - 1], Word(text[:-1], words[last - 1].start, link.start)]
            break
        elif (link is not None and link.text in ("到", "至", "为", "在") and last == len(words) - 1 and (
            text in RISE or text in FALL or text in DO or text in ACTING
        )) or (link is not None and (text in _STRIVING or (text in REACH and len(text) > 1))):  # fmt: skip
            pass
        else:
            break
        last -= 1
    return basis, link, words[:last]


def _distributed(words: list[Word]) -> int:
    """How many words at the end say for each of what the number holds (为|每项, 为|每|人); 0 without a verb before."""
    length = 1 if _EACH.fullmatch(words[-1].text) else 2 if _EACH.fullmatch("".join(w.text for w in words[-2:])) else 0
    return length if length and words[:-length] and words[-length - 1].text in ("为", "是", "达到", "按") else 0


def _drop_baseline(words: list[Word]) -> list[Word]:
    """Strip 从45%, 由380元: where a change starts."""
    for index in range(len(words) - 1, max(-1, len(words) - 12), -1):
        if (
            words[index].text == "每"
            and index
            and len(words) - index <= 4
            and words[index + 1 :]
            and words[index + 1].text[:1].isdigit()
        ):
            return words[:index]
        if words[index].text in ("从", "由") and any(is_number(word.text) for word in words[index + 1 :]):
            return words[:index]
    return words


def _drop_comparison(words: list[Word]) -> list[Word]:
    """Strip 比2010年, 较上年, 在2020年基础上 at the end of `words`."""
    for index in range(len(words) - 1, max(-1, len(words) - 8), -1):
        text = words[index].text
        tail = words[index + 1 :]
        if text in ("比", "较", "同", "与") and any(
            word.text in (TIME, HELD) or word.text in _COMPARED_TO for word in tail
        ):
            return words[:index]
        if text == TIME and all(word.text in _COMPARED_TO for word in tail):
            return words[: index - 1 if index and words[index - 1].text in _COMPARING else index]
    return words


def _drop_planned(words: list[Word], link: Word | None) -> list[Word]:
    """国民生产总值计划增长8%, 2018年计划完成4座: before a verb of change or reaching 计划 says that it is to happen."""
    if not words or link is None or words[-1].text not in _PLANNED:
        return words
    changes = len(words) > 1 and (link.text in RISE or link.text in FALL)
    return words[:-1] if changes or (link.text in DO | REACH and words[-1].text == "计划") else words


def _basis_of_stop(layout: Layout, quantity: Quantity, basis: str, link: Word | None, left: Phrase) -> str:
    """增加公办学位5000个: the verb that opens the phrase tells the basis when no verb stands before the number."""
    if link is not None or left.stop is None or not left or is_act_only(layout, left):
        return basis
    if left.stop.text == "提升" and quantity.kind == "count":
        # 整治提升11条道路
        return basis
    if left.stop.text in RISE:
        return "increase"
    return "decrease" if left.stop.text in FALL else basis


def _choose(
    layout: Layout, quantity: Quantity, words: list[Word], link: Word | None, left: Phrase, right: Phrase, place: Place
) -> tuple[Range, ...]:
    """The pieces of the indicator from the phrases on both sides; empty when neither tells."""
    before = (left.start, left.end)
    summed_up = bool(words) and words[-1].text == "等"
    # 组织2次培训: of two acts the second is what is counted.
    acts = right and left and link is None and not summed_up and is_act_only(layout, right)
    if (
        quantity.kind == "percent"
        and link is None
        and left
        and (done := _done_by_share(layout, quantity, left, right, place))
    ):
        return (before, done)
    if not right or (acts and not is_act_only(layout, left)):
        return (before,) if left else ()
    of_share = (
        not left
        and quantity.kind == "percent"
        and (layout.text.startswith("的", quantity.end) or right.start == quantity.end)
    )
    after = with_predicate(layout, right, place.high, of_share)
    if quantity.kind == "count" and link is None and (described := _described(layout, quantity, words)):
        return (described, after)
    if not left:
        return (after,)
    by_doing = link is not None and link.text in DO and link.text not in REACH
    if quantity.kind in _CHANGE_KINDS or quantity.kind == "ratio":
        is_of = (
            link is None
            and layout.text[quantity.end : quantity.end + 1] == "的"
            and not _AIMS.search(layout.text, right.start, right.end)
        )
        if is_of and not by_doing and layout.text[right.start : right.end] in _WHOLES:
            return (before, after)
        if layout.text.startswith("比例", right.start):
            # 按照师生比不低于1:350的比例核定岗位
            is_of = False
        return (after,) if is_of or by_doing else (before,)
    if link is not None and by_doing and layout.text[right.start : right.end] in _HELD_NOUNS:
        return (before, after)
    if link is not None:
        return (after,) if by_doing or quantity.kind == "count" else (before,)
    if layout.text[quantity.start - 1] == "共" and layout.text[right.start] in _TOWARDS:
        # 内部厕所共20处对外开放
        return (before,)
    if left.keep is not None and left.keep.end == left.end:
        return (before, after)
    adjacent = words[-1]
    if adjacent.text in COORDINATOR:
        # 以甲为龙头、50个品牌: another thing stands before the joiner.
        return (after,)
    if adjacent.text in ACTING and len(adjacent) == len(left):
        return (before,) if quantity.kind == "money" and adjacent.text in _MONEY_ACTS else (after,)
    if quantity.kind == "money":
        return (before,)
    noun = layout.text[right.start : right.end]
    if noun in _HELD_NOUNS:
        # 美育类必修课程的6个学分
        return (before, after)
    if adjacent.text in ACTING or (adjacent.text in GENERIC and len(right) > 4) or adjacent.text == "的":
        return (after,)
    if adjacent.text == "等":
        has_predicate = after[1] - after[0] > len(noun) + 2
        return (after,) if has_predicate or len(noun) > 3 or len(left) > 40 else (before, after)
    is_part = (
        len(left) <= _ADJACENT and not _NO_PART.search(layout.text, *before) and not _opens_with_keep(layout, right)
    )
    return (before, after) if is_part or len(right) <= 2 else (after,)


def _described(layout: Layout, quantity: Quantity, words: list[Word]) -> Range | None:
    """落实首年关税为零的|2070种进口商品: the clause that says which; null where it is none or tells more."""
    if not words or words[-1].text != "的":
        return None
    start, _ = layout.clause(quantity.start)
    own = [word for word in words if word.start >= start][:-1]
    while own and (own[0].text in DO or own[0].text in ADVERB or own[0].text in SCOPE):
        own = own[1:]
    if len(own) < 2 or (not _PREDICATE.search(own[-1].text) and not any(word.text in _IS for word in own[1:])):
        return None
    length = own[-1].end - own[0].start
    return (own[0].start, words[-1].end) if 4 <= length <= _LONGEST_DESCRIBED else None


def _opens_with_keep(layout: Layout, phrase: Phrase) -> bool:
    """新建学校: says by itself what is counted."""
    words = layout.words(phrase.start, phrase.end)
    return bool(words) and words[0].text in KEEP


def _done_wholly(layout: Layout, quantity: Quantity, link: Word, place: Place) -> Range | None:
    """公交班线实现100%应用新能源汽车: what all of them do stands behind the number."""
    if (
        (quantity.value, quantity.unit) != (100, "%")
        or link.text not in ("实现", "做到")
        or place.high < layout.clause(quantity.end)[1]
    ):
        return None
    following = layout.words(quantity.end, place.high)[:2]
    if len(following) < 2 or len(following[0]) < 2 or following[0].text not in DO | ACTING:
        return None
    return (quantity.end, place.high) if place.high - quantity.end <= _PREDICATE_LIMIT else None


def _done_by_share(layout: Layout, quantity: Quantity, left: Phrase, right: Phrase, place: Place) -> Range | None:
    """市场100%完成数字化改造, 港口50%以上泊位具备…: what a share of the thing before it does; null behind a rate."""
    if RATE_NAME.search(layout.text, left.start, left.end) or layout.text.startswith("的", quantity.end):
        return None
    if not any(character.isdigit() for character in layout.text[quantity.start : quantity.end]):
        return None
    if right:
        return with_predicate(layout, right, place.high) if right.start == quantity.end else None
    following = layout.words(quantity.end, place.high)[:1]
    if not following or len(following[0]) < 2 or following[0].text not in DO | REACH:
        return None
    return quantity.end, min(place.high, quantity.end + _PREDICATE_LIMIT)
