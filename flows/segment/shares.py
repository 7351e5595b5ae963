"""Indicators of shares and thresholds, which name a thing and its base: 占总人口, 项目投资额奖补, 项目年业务量."""

import re

from flows.model import Quantity
from flows.reference import alternatives, longest_first
from flows.segment.bounds import BEFORE, SIZE_BEHIND
from flows.segment.clauses import Layout
from flows.segment.indicator import Indicator, Place, Range
from flows.segment.number_lists import members_of
from flows.segment.phrases import Phrase
from flows.segment.phrases_after import noun_after
from flows.segment.phrases_before import noun_before
from flows.segment.subjects import strip_adverbs
from flows.segment.word_roles import ACTING
from flows.segment.words import Word

_COMPARATOR = {
    word: comparator
    for word, comparator in BEFORE.items()
    if re.fullmatch("(?:应?不[得应能]?)?(?:超过|[高低大小多少]于)", word)
}
_BOUNDED_BASE = re.compile(rf"({longest_first(_COMPARATOR)})([\u4e00-\u9fff]{{2,24}}?)的?$")
_SHARE_TAIL = re.compile(
    rf"(?:以上|左右)?(?:的?(?:比例|标准|额度|幅度))?(?:{alternatives('indicator_words', 'at_rate')})?(?:企业|单位)?"
)
_OF = frozenset(["达到", "达", "占", "占到", "为", "不低于", "超过", "相当于"])
_BY = frozenset(["按", "按照"])
_TOTALS = frozenset(["总数", "总量", "总额", "总人数", "总人口"])
_SETTLED = re.compile(rf"(?:的?(?:比例|标准))?(?:{alternatives('indicator_words', 'settled')}|[,。;]|、不|$)")
_COUNTED_LATER = re.compile(r"的?[^,;。]{0,12}?[\d一二三四五六七八九十百千万]{1,8}[个项家户所座]")
_AMOUNT = re.compile(rf"(?:{alternatives('indicator_words', 'amount')})$")
_GRANTED_TOGETHER = re.compile(
    rf"[、,][^,;。、]{{2,12}}?的?({alternatives('indicator_words', 'benefit')})(?![\u4e00-\u9fff])"
)
_SUMMED_UP = re.compile(r".*等(?=[一-鿿]{2,6}$)")
_BENEFIT = re.compile(rf"[一-鿿]{{0,5}}(?:{alternatives('indicator_words', 'benefit')})")
_AIM = re.compile(r"(?:目标|要求|任务)$")
_DIGIT = re.compile(r"\d")
_PREDICATE_LIMIT = 24


def find_bounded_base(layout: Layout, quantity: Quantity, place: Place) -> Indicator | None:
    """不超过项目投资额30%的比例给予奖补: the comparator stands before the base of the share."""
    match = _BOUNDED_BASE.search(layout.skeleton, max(place.low, quantity.start - 32), quantity.start)
    if match is None or quantity.comparator != "eq":
        return None
    comparator = _COMPARATOR[match.group(1)]
    thing = _settled_thing(layout, quantity, place.low, match.start())
    if thing is None and place.earlier is not None and layout.text[place.low : match.start()] == "、":
        # 按不低于合同金额的40%、不高于合同金额的70%
        thing = place.earlier.noun
    if quantity.unit == "倍":
        # 基本生活标准不低于最低生活保障标准的1.6倍
        return Indicator((thing,), "level", True, thing, comparator=comparator) if thing else None
    if thing:
        return Indicator((thing, "占", match.span(2)), "level", True, thing, comparator=comparator)
    predicate = _predicate(layout, quantity.end, place.high)
    # 不超过总投入30%、最高3000万元的经费支持
    if granted := _GRANTED_TOGETHER.match(layout.skeleton, quantity.end):
        predicate = granted.span(1)
    return Indicator(_of_base(layout, match.span(2), predicate), "level", True, match.span(2), comparator=comparator)


def _settled_thing(layout: Layout, quantity: Quantity, low: int, end: int) -> Range | None:
    """底价可按不低于最低价标准的70%执行: what is set at the share."""
    if not _SETTLED.match(layout.skeleton, quantity.end):
        return None
    words = layout.words(low, end)
    while words and words[-1].text in ("可", "应", "按", "按照", "时", "以"):
        words = words[:-1]
    thing = noun_before(strip_adverbs(words))
    if not thing and low and layout.text[low - 1] == ",":
        # 再担保业务收费,原则上不高于风险责任的0.5%
        thing = noun_before(layout.words(*layout.clause(low - 1)))
    return (thing.start, thing.end) if thing else None


def find_share(layout: Layout, quantity: Quantity, words: list[Word], place: Place) -> Indicator | None:
    """人数达到总人口的45%; 按购置额的10%给予奖补: a thing and its base, which ends in 的."""
    if not words or words[-1].text != "的":
        return None
    base_words = words[:-1]
    for index in range(len(base_words) - 2, max(-1, len(base_words) - 12), -1):
        if base_words[index].text in _OF:
            base = (base_words[index + 1].start, base_words[-1].end)
            thing = noun_before(strip_adverbs(base_words[:index]))
            if thing:
                return Indicator(((thing.start, thing.end), "占", base), "level", True, (thing.start, thing.end))
            if place.earlier is not None and base_words[index].text in ("占", "占到"):
                return Indicator((place.earlier.noun, "占", base), "level", True, place.earlier.noun)
            break
        if base_words[index].text in _BY:
            base = (base_words[index + 1].start, base_words[-1].end)
            settled = _settled_thing(layout, quantity, place.low, base_words[index].start)
            if settled:
                return Indicator((settled, "占", base), "level", True, settled)
            break
    base = noun_before(base_words)
    if not base:
        return None
    predicate = _predicate(layout, quantity.end, place.high)
    pieces = _of_base(layout, (base.start, base.end), predicate)
    return Indicator(pieces, "level", False, (base.start, base.end))


def _of_base(layout: Layout, base: Range, predicate: Range | None) -> tuple[Range | str, ...]:
    """计税价格的30%给予补助: a benefit that is a share of its base, 补助占计税价格; else the base with what it does."""
    if predicate is None:
        return (base,)
    if layout.text.startswith("的", predicate[0]):
        predicate = (predicate[0] + 1, predicate[1])
    return (predicate, "占", base) if _BENEFIT.fullmatch(layout.text, *predicate) else (base, predicate)


def find_share_of_base(layout: Layout, words: list[Word], basis: str, place: Place) -> Indicator | None:
    """X占Y比重超过50%: everything from the thing to the number, or the thing of the number before."""
    for index in range(len(words) - 2, -1, -1):
        reached = words[index].text in ("达到", "达") and words[-1].text in _TOTALS
        if words[index].text not in ("占", "占到") and not reached:
            continue
        thing = noun_before(strip_adverbs(words[:index]))
        tail: Range = (words[index].start, words[-1].end)
        if reached:
            return _reached_share(thing, (words[index + 1].start, tail[1]), basis)
        if thing and (members := members_of(layout, (thing.start, thing.end), place.listed)):
            shares = tuple((*member, tail) for member in members)
            return Indicator(shares[0], basis, True, (thing.start, thing.end), members=shares)
        if thing:
            # 教学课时原则上|占总课时
            pieces = ((thing.start, thing.end), tail) if thing.end < tail[0] else ((thing.start, tail[1]),)
            return Indicator(pieces, basis, True, (thing.start, thing.end))
        if place.earlier is not None:
            return Indicator((place.earlier.noun, tail), basis, True, place.earlier.noun)
        return Indicator((tail,), basis, True, tail)
    return None


def _reached_share(thing: Phrase, base: Range, basis: str) -> Indicator | None:
    """数量达到教师总数70%: a share although the verb is not 占."""
    pieces = ((thing.start, thing.end), "占", base) if thing else (base,)
    return Indicator(pieces, basis, True, (thing.start, thing.end) if thing else base)


def _predicate(layout: Layout, start: int, high: int) -> Range | None:
    """What is done with a share: the words after the number up to the clause's end (专项用于…, 奖补)."""
    end = min(high, start + _PREDICATE_LIMIT)
    match = _SHARE_TAIL.match(layout.skeleton, start, end)
    first = match.end() if match else start
    if first >= end and layout.clause(start)[1] == end and layout.text[end : end + 1] == ",":
        following = _SHARE_TAIL.match(layout.skeleton, end + 1)
        if following is not None and following.end() > end + 1:
            first = following.end()
            end = min(layout.clause(first)[1], first + 12)
    return (first, end) if end - first >= 2 else None


def find_threshold(
    layout: Layout, quantity: Quantity, left: Phrase, right: Phrase, basis: str, place: Place
) -> Indicator | None:
    """年业务量超千万件的项目: the head after 的 and what is measured of it before the number."""
    if sized := SIZE_BEHIND.match(layout.text, quantity.end):
        # 100张床位以上的养老机构
        is_said = layout.text.startswith("的", sized.end())
        head = noun_after(layout, sized.end() + 1, place.high, place.follows) if is_said else None
        pieces = ((head.start, head.end), (quantity.end, sized.start(1))) if head else ()
        return Indicator(pieces, basis, False, pieces[0]) if pieces else None
    if quantity.kind == "duration" and basis != "level":
        # 再延长30年的政策
        return None
    if layout.text[quantity.end : quantity.end + 1] != "的" or quantity.kind in (
        "percent",
        "percentage_point",
        "ratio",
    ):
        return None
    head = right
    if not head and place.follows:
        counted = _COUNTED_LATER.match(layout.skeleton, quantity.end)
        if counted:
            end = layout.clause(counted.end())[1]
            digit = _DIGIT.search(layout.skeleton, counted.end(), end)
            head = noun_after(layout, counted.end(), digit.start() if digit else end, digit is not None)
    if not head:
        return None
    if _AIM.search(layout.text, head.start, head.end):
        # 面积达到60平方公里的大城市目标
        return None
    measure: Range | str | None = (left.start, left.end) if left else None
    if left and (summed := _SUMMED_UP.match(layout.text, left.start, left.end)):
        # 推进甲厂等总投资2000亿元的300个项目
        measure = (summed.end(), left.end)
    if quantity.kind == "count" and left and not _AMOUNT.search(layout.text, left.start, left.end):
        # 机构设置不少于2名的专管员
        return None
    if measure is None and place.earlier is not None and len(place.earlier.pieces) == 2:
        measure = place.earlier.pieces[-1]
    if measure is None:
        return None
    thing = (head.start, head.end)
    is_given = quantity.kind == "money" and layout.text[left.start : left.end] == "申请"
    if left and (is_given or (quantity.kind == "duration" and layout.text[left.start : left.end] in ACTING)):
        # 组织不少于8周的跟岗访学, 申请15万元以下的贷款: what is done with it is not what it is of
        return Indicator((thing,), basis, False, thing)
    return Indicator((thing,) if measure == thing else (thing, measure), basis, False, thing)
