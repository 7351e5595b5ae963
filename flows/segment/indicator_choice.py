"""The choice among the phrases on both sides of a number: which of them say what is counted, and what is done to it."""

import re

from flows.model import Quantity
from flows.reference import alternatives, words_of
from flows.segment.absolute_exclusions import FULL_ACT
from flows.segment.behind import with_predicate
from flows.segment.clauses import Layout
from flows.segment.indicator import CHANGE_KINDS, Place, Range
from flows.segment.phrases import Phrase, is_act_only
from flows.segment.subjects import RATE_NAME
from flows.segment.word_roles import ACTING, ADVERB, COORDINATOR, DO, GENERIC, KEEP, REACH, SCOPE
from flows.segment.words import Word

_AIMS = re.compile(rf"(?:{alternatives('indicator_words', 'aim')})$")
# What a thing has a number of; without the thing it says little.
_HELD_NOUNS = words_of("indicator_words", "held")
_MONEY_ACTS = words_of("indicator_words", "money_act")
# 建成区40%以上的面积: of what it is a share stands before.
_WHOLES = words_of("indicator_words", "whole")
# How long what stands right before a number may be to belong to what stands behind it: 省属|11所|职业学校.
_ADJACENT = 8
_IS = frozenset(["为", "是"])
_TOWARDS = frozenset("对向由")
_PREDICATE = re.compile(r"(?:显著|突出|明显|[较最]?[大小高低多少强好快]|零)$")
_LONGEST_DESCRIBED = 16
_NO_PART = re.compile(r"[、可各“]|每(?![百千万])|[一二三四五六七八九十两][个条座所家项]")
_PREDICATE_LIMIT = 16


def choose(
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
    if quantity.kind in CHANGE_KINDS or quantity.kind == "ratio":
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
    if link is not None and link.text == "完成" and quantity.kind == "other" and right.start == quantity.end:
        # 三年行动完成2300亩违法用地整治
        return (after,)
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
    if adjacent.text == "任务" and len(left) > len(adjacent) and right.start == quantity.end:
        # 绿色村镇任务2000亩结合美丽乡村建设
        return (before,)
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


_CARRYING = frozenset(["实行", "实施", "进行", "开展"])


def done_wholly(layout: Layout, quantity: Quantity, link: Word, place: Place) -> Range | None:
    """公交班线实现100%应用新能源汽车, 对生产单位进行全覆盖抽查: what all of them do stands behind the number."""
    if link.text in _CARRYING and not layout.text[quantity.start].isdigit():
        act = FULL_ACT.match(layout.skeleton, quantity.end)
        return act.span() if act else None
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
