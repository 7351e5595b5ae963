"""What an amount of money is spent on: 安排5000万元用于老旧小区改造, 投入1.2亿元建设智慧校园."""

import re
from collections.abc import Sequence

from flows.model import Quantity
from flows.reference import alternatives, words_of
from flows.segment.clauses import Layout
from flows.segment.indicator import Place, Range
from flows.segment.phrases import Phrase
from flows.segment.phrases_after import noun_after
from flows.segment.word_roles import DO, KEEP, LIGHT, REACH
from flows.segment.words import Word

_FUND = re.compile(rf"(?:(?:{alternatives('indicator_words', 'fund_kind')})?资金|投入|投资|经费)")
_COUNTED = re.compile(r"[0-9.]+[^的,。]{0,8}的")
_ALLOCATING = words_of("indicator_words", "allocating")
_USED_FOR = re.compile(rf"(?:资金|经费)?(?:{alternatives('indicator_words', 'spent_how')})?(?:用于|用来)")
# 安排109亿元资金支持再就业
_SUPPORTS = re.compile(r"(?P<fund>(?:专项|财政|补助|建设)?(?:资金|经费)),?(?:支持|扶持)(?=[一-鿿])")
_DIGIT = re.compile(r"\d")
_LONGEST_PURPOSE = 24
_LATER = re.compile(rf",(?:{alternatives('indicator_words', 'spent_how')})?(?:用于|用来|支持|扶持)")


def find_spent_on(
    layout: Layout, quantity: Quantity, link: Word | None, left: Phrase, right: Phrase, place: Place
) -> tuple[Range, ...]:
    """The pieces of the indicator, the purpose first; empty when the words behind the amount name no purpose."""
    if quantity.kind in ("count", "duration"):
        # 保证6学分用于艺术类课程
        used = None if left or right else _USED_FOR.match(layout.skeleton, quantity.end)
        thing = noun_after(layout, used.end(), place.high) if used else None
        return ((thing.start, thing.end),) if thing else ()
    if quantity.kind != "money":
        return ()
    if supports := _SUPPORTS.match(layout.skeleton, quantity.end):
        thing = _all_said(layout, supports.end()) or noun_after(layout, supports.end(), place.high)
        if thing:
            return (thing.start, thing.end), supports.span("fund")
    words: Sequence[Word] = layout.words(quantity.end, place.high)
    after = right if right and _FUND.fullmatch(layout.text, right.start, right.end) else None
    before = left if left and _FUND.fullmatch(layout.text, left.start, left.end) else None
    opens_with_act = after is None and len(words) > 1 and words[0].text in LIGHT
    if right and after is None and not opens_with_act:
        return ()
    is_near = "," not in layout.skeleton[left.end : quantity.start]
    if left and is_near and before is None and (left.stop is None or left.stop.text not in ("从", "由")):
        return ()
    if before is None and (link is None or link.text not in _ALLOCATING):
        return ()
    purpose = _purpose(layout, after.end if after else quantity.end, place)
    fund = before or after
    pieces = ((_past_number(layout.text, purpose), purpose.end),) if purpose else ()
    return (*pieces, (fund.start, fund.end)) if pieces and fund else pieces


def _past_number(text: str, phrase: Phrase) -> int:
    """1500万人次的职工培训: where the thing begins behind a number of its own."""
    counted = _COUNTED.match(text, phrase.start, phrase.end)
    return counted.end() if counted else phrase.start


def _all_said(layout: Layout, start: int) -> Phrase | None:
    """用于促进就业: the purpose to the end of a short clause, acts included; null where another number stands in it."""
    end = layout.clause(start)[1]
    counted = _COUNTED.match(layout.text, start, end)
    first = counted.end() if counted else start
    if not 2 <= end - first <= _LONGEST_PURPOSE or _DIGIT.search(layout.skeleton, first, end):
        return None
    return Phrase(first, end)


def _purpose(layout: Layout, start: int, place: Place) -> Phrase | None:
    if later := _LATER.match(layout.skeleton, start):
        return _all_said(layout, later.end()) or noun_after(layout, later.end(), layout.clause(later.end())[1])
    if (used := _USED_FOR.match(layout.skeleton, start)) and (said := _all_said(layout, used.end())):
        return said
    words = layout.words(start, place.high)
    if len(words) < 2:
        return None
    verb = words[0]
    if verb.text in KEEP:
        return noun_after(layout, verb.start, place.high, place.follows)
    does = (verb.text in DO or verb.text in LIGHT) and verb.text not in REACH
    return noun_after(layout, verb.end, place.high, place.follows) if does else None
