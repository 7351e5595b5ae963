"""What stands behind a number: the thing counted, past a size of it, without what is counted otherwise."""

import re
from dataclasses import replace
from functools import cache

from flows.model import Quantity
from flows.reference import alternatives, longest_first, read_table, words_of
from flows.segment.clauses import TIME, Layout
from flows.segment.indicator import Place, Range
from flows.segment.listed_classes import AGE
from flows.segment.phrases import Phrase
from flows.segment.phrases_after import noun_after
from flows.segment.subjects import RATE_NAME
from flows.segment.word_roles import ADVERB, COORDINATOR, DO, FALL, GENERIC, REACH, RISE, STATUS

_GENERAL_UNITS = words_of("target_exclusions", "general_unit")
_OTHER_WORKS = re.compile(r"([^、]{2,16})、.{2,40}等(?:项目|工程)$")
# 千亿元大关: what a number is called, not what it counts.
_MARKS_REACHED = (*words_of("target_exclusions", "mark_reached"), *words_of("target_exclusions", "class_reached"))
# 5家100张床位以上的…, 260个固定资产投资超5000万元的…
_OVER = "超过|不少于|不低于|不小于|大于"
_SIZE = re.compile(
    r"[一-鿿]{0,10}(?<!的)(?:超|超过|达|达到)?\d[\d.]{0,9}[万亿]?[一-鿿A-Za-z]{1,6}?(?:以上|以下|以内)的?(?=[一-鿿A-Za-z“])"
    rf"|[十百千万]{{1,2}}(?:{alternatives('indicator_words', 'extent_unit')})(?:以上|以下)的?(?=[一-鿿])"
    rf"|[一-鿿]{{2,10}}(?:超|达到|{_OVER})\d[\d.]{{0,9}}[万亿]?[一-鿿]{{1,4}}的(?=[一-鿿A-Za-z“])"
)
# 每个乡镇建设1个不少于200平方米的|物流中转站: whatever stands before the number, the thing stands behind its size.
_SIZED_THING = re.compile(rf"[一-鿿]{{0,8}}(?:{_OVER})\d[\d.]{{0,9}}[万亿]?[一-鿿]{{1,4}}的(?=[一-鿿A-Za-z“])")
# 12个百亿元、70个30亿元以上|项目: what is counted stands behind the last size.
_SUM = r"(?:超|近)?[\d.]*(?:[十百千]?亿元|[十百千万]{0,2}亩)(?:以上|级)?的?"
_SIZES = re.compile(rf"(?:{_SUM})?[、和及](?:\d{{1,5}}[个项家户])?{_SUM}(?!以上|级|的)(?=[一-鿿])")
# 资金纳入直达机制、规模明显大于去年
_ANOTHER_STATEMENT = re.compile(r"、[^、]{1,8}(?:大于|高于|多于|好于|超过)")
_JOINED = re.compile(r"[和及与](?=[一-鿿□])")
_JOINT_DEED = re.compile(
    rf"[与同和][一-鿿]{{2,12}}(?:{alternatives('target_function_words', 'joint_deed')})(?=[,。;]|$)"
)
# 8万名65岁以上老年人: how old they are belongs to who is counted.
_AGED = re.compile(rf"{AGE}的?(?=[一-鿿])")
_YIELD = re.compile(rf"(?:{alternatives('indicator_words', 'sum_of_money')})$")
_OWNERS = frozenset("村镇乡县区户家企社园")
_NEXT_NUMBER = re.compile(r"[、和及]\d")
_PREDICATE_LIMIT, _STATUS_LIMIT = 24, 40
# 重点, 着力: no longer than a word that says how.
_ADVERB = 2


def phrase_behind(layout: Layout, quantity: Quantity, left: Phrase, place: Place, linked: bool = False) -> Phrase:
    """The phrase behind the number: of 5家100张床位以上的养老院 the thing behind the size, of 突破千亿元大关 none.

    linked: a verb stands before the number (行政村有1个100平方米以上的活动站).
    """
    if layout.text.startswith(_MARKS_REACHED, quantity.end):
        return Phrase(quantity.end, quantity.end)
    if quantity.kind == "count" and (aged := _AGED.match(layout.skeleton, quantity.end)):
        head = _thing_of_size(layout, aged.end())
        return Phrase(quantity.end, head.end) if head else head
    if quantity.kind == "count" and (sized := _SIZED_THING.match(layout.skeleton, quantity.end)):
        return _thing_of_size(layout, sized.end())
    names_act = linked or not left or (left.keep is not None and left.keep.end == left.end) or len(left) <= _ADVERB
    if quantity.kind in ("count", "frequency") and names_act and (size := _SIZE.match(layout.skeleton, quantity.end)):
        head = _thing_of_size(layout, size.end())
        if head:
            return head
    right = noun_after(layout, quantity.end, place.high, place.follows)
    # 产值超百亿元企业3家、超50亿元企业5家: each has its own thing before it.
    is_sized = names_act and quantity.kind in ("count", "money") and layout.text[left.start : left.end] not in GENERIC
    if not right and is_sized and (sizes := _SIZES.match(layout.skeleton, quantity.end)):
        return _thing_of_size(layout, sizes.end())
    # 10所新建学校、理工学院二期等项目: the list goes on with what is counted otherwise.
    if quantity.unit not in _GENERAL_UNITS and (rest := _OTHER_WORKS.match(layout.text, right.start, right.end)):
        return replace(right, end=rest.end(1), keep=None)
    return _counted_alone(layout, quantity, _without_yield(layout, quantity, right))


def _thing_of_size(layout: Layout, start: int) -> Phrase:
    """What stands behind a size, up to the next number of a list (万亩以上|产业基地、50个千亩以上示范片)."""
    end = layout.clause(start)[1]
    following = _NEXT_NUMBER.search(layout.skeleton, start, end)
    return noun_after(layout, start, following.start() if following else end)


@cache
def _heads() -> dict[str, re.Pattern[str]]:
    """What some count words count, by the endings of its names; others count anything."""
    endings: dict[str, list[str]] = {}
    for row in read_table("count_word_heads"):
        endings.setdefault(row["unit"], []).append(row["ending"])
    return {unit: re.compile(f"(?:{longest_first(words)})$") for unit, words in endings.items()}


def _without_yield(layout: Layout, quantity: Quantity, right: Phrase) -> Phrase:
    """237个行政村|集体经济收入全部达到…: what those counted earn or turn over is no part of their name."""
    if quantity.kind != "count" or (right.stop is not None and right.stop.text not in REACH | RISE | ADVERB):
        return right
    if not _YIELD.search(layout.text, right.start, right.end):
        return right
    words = layout.words(right.start, right.end)[:-1]
    owner = next((word for word in words if word.text in GENERIC or word.text[-1] in _OWNERS), None)
    return replace(right, end=owner.end, stop=None) if owner else right


def _counted_alone(layout: Layout, quantity: Quantity, right: Phrase) -> Phrase:
    """13条产业链和“5+5”产业集群: of joined things only the first, where the count word does not fit the last."""
    fits = _heads().get(quantity.unit.lstrip("万亿"))
    joiner = _JOINED.search(layout.skeleton, right.start, right.end) if fits else None
    if joiner is None or not fits.search(layout.text, right.start, joiner.start()):
        return right
    if joint := _JOINT_DEED.match(layout.skeleton, joiner.start()):
        # 6条道路与邻市连通
        return replace(right, end=joint.end())
    return right if fits.search(layout.text, right.start, right.end) else replace(right, end=joiner.start())


def with_predicate(layout: Layout, right: Phrase, high: int, of_share: bool = False) -> Range:
    """A bare head (项目, 企业) keeps its predicate: 项目如期完工投入使用; any head that gets a status: 产品通过认证.

    of_share: the phrase is the base of a share, of which the predicate is said (70%的地市|开展试点).
    """
    of_share = of_share and not RATE_NAME.search(layout.text, right.start, right.end)
    if right.stop is not None and (right.stop.text in STATUS or (of_share and right.stop.text in DO | REACH)):
        other = _ANOTHER_STATEMENT.search(layout.skeleton, right.end, high)
        return _up_to(layout, right.start, other.start() if other else high, _STATUS_LIMIT)
    noun = layout.text[right.start : right.end]
    if right.stop is None:
        return right.start, right.end
    if of_share and right.stop.text == "由":
        # 50%以上的专利由企业申请
        return _up_to(layout, right.start, high, _PREDICATE_LIMIT)
    if noun.endswith("面积") and right.stop.text in REACH and high == layout.clause(right.start)[1]:
        # 40%以上的面积达到建设要求
        return _up_to(layout, right.start, high, _STATUS_LIMIT)
    if noun not in GENERIC and len(noun) > 1:
        return right.start, right.end
    stop = right.stop.text
    if stop in COORDINATOR or stop in (",", "的", TIME, "分别", "均"):
        return right.start, right.end
    if high < layout.clause(right.start)[1] and (stop in REACH or stop in RISE or stop in FALL):
        return right.start, right.end
    return _up_to(layout, right.start, high, _PREDICATE_LIMIT)


def _up_to(layout: Layout, start: int, high: int, limit: int) -> Range:
    """From `start` to `high`, at most `limit` characters; a joiner before the next number belongs to neither."""
    end = min(high, start + limit)
    return start, end - layout.text.startswith("、", end - 1)
