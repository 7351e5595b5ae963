"""The indicator phrase of a quantity: which words of the text say what is counted.

The phrase stands before the number (普惠性幼儿园覆盖率达到80%), after it (20个党建示范点), on both sides (新建3处公办幼儿园), or
with a number or clause before (竣工36个). Shares, thresholds (年业务量超千万件的项目) and 分别 have their own shapes.
"""

import re
from dataclasses import dataclass, replace

from flows.model import Quantity
from flows.segment.clauses import HELD, TIME, Layout, Word
from flows.segment.phrases import (
    ADVERB,
    COORDINATOR,
    DO,
    FALL,
    GENERIC,
    KEEP,
    LIGHT,
    REACH,
    RISE,
    Phrase,
    noun_after,
    noun_before,
)

Range = tuple[int, int]

_MEASURE = re.compile(r"(?:率|比例|比重|占比|比|覆盖面|指数|系数|度|水平|时间|投入|强度|份额|成数|幅|速)$")
_MEASURE_BEFORE = re.compile(r"[\u4e00-\u9fff]{2,20}?(?:率|比例|比重|占比|覆盖面)")
_BOUNDED_BASE = re.compile(
    r"(不超过|不得超过|不高于|不得高于|不低于|不得低于|不少于|不得少于|超过|高于|低于)([\u4e00-\u9fff]{2,14}?)的?$"
)
_COMPARATOR = {
    "不超过": "le",
    "不得超过": "le",
    "不高于": "le",
    "不得高于": "le",
    "超过": "gt",
    "高于": "gt",
    "低于": "lt",
}
_COMPARATOR |= dict.fromkeys(("不低于", "不得低于", "不少于", "不得少于"), "ge")
_PREDICATE_LIMIT = 24
_CHANGE_KINDS = ("percent", "percentage_point")
_PASSED_OVER = frozenset(["了", "近", "约", "为", "达", "共", "总", "左右"])
_COMPARED_TO = frozenset(
    ["上年", "去年", "同期", "基础", "基础上", "平均水平", "末", "底", "水平", "上", "期", "初", "前", "期末"]
)


@dataclass(frozen=True, slots=True)
class Indicator:
    """What a number counts.

    pieces: ranges of the text in the order in which they are read, and literal words between them.
    basis: level, increase or decrease. linked: a verb such as 达到 stands between phrase and number.
    comparator: what the words before the phrase say (不超过投资额20%), else null.
    keep: the verb that says what is counted (新建). noun: the range that later numbers fall back on.
    unled: nothing but the number or the mark before opens the phrase.
    """

    pieces: tuple[Range | str, ...]
    basis: str
    linked: bool
    noun: Range
    keep: Word | None = None
    stop: Word | None = None
    unled: bool = False
    comparator: str | None = None

    def read(self, text: str) -> str:
        return "".join(piece if isinstance(piece, str) else text[piece[0] : piece[1]] for piece in self.pieces)

    def span(self) -> Range:
        ranges = [piece for piece in self.pieces if not isinstance(piece, str)]
        return min(first for first, _ in ranges), max(last for _, last in ranges)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the phrase of a number may stand: [low, number) before it, (number, high) after it.

    follows: another number that counts follows at `high`. earlier: the indicator of the number before in the sentence.
    """

    low: int
    high: int
    follows: bool
    earlier: Indicator | None


def find_indicator(layout: Layout, quantity: Quantity, place: Place) -> Indicator | None:
    """The indicator of `quantity`; null when no words in reach say what is counted."""
    words = layout.words(place.low, quantity.start)
    if quantity.kind in _CHANGE_KINDS:
        found = _bounded_base(layout, quantity, place) or _share(layout, quantity, words, place)
        if found is not None:
            return found
    basis, link, words = _take_link(words)
    words = _drop_comparison(words)
    if quantity.kind == "percent" and (share := _share_of_base(layout, words, basis, place)):
        return share
    left = noun_before(words)
    right = noun_after(layout, quantity.end, place.high, place.follows)
    basis = _basis_of_stop(basis, link, left)
    if threshold := _threshold(layout, quantity, left, right, basis, place):
        return threshold
    pieces = _choose(layout, quantity, words, link, left, right, place)
    if not pieces:
        return _inherit(layout, quantity, basis, link, place)
    left_range = (left.start, left.end)
    with_left = left_range in pieces
    found = Indicator(
        pieces, basis, link is not None, left_range if with_left and not right else pieces[-1],
        left.keep if with_left else None, left.stop, with_left and left.stop is None,
    )  # fmt: skip
    return _complete(layout, quantity, found, place)


def _take_link(words: list[Word]) -> tuple[str, Word | None, list[Word]]:
    """Strip what stands between phrase and number (均增长, 力争达到); the basis that the verb gives, and the verb."""
    link = None
    basis = "level"
    last = len(words)
    while last:
        text = words[last - 1].text
        if text in ADVERB or text in _PASSED_OVER or text in ("同比", "环比") or (text == TIME and last > 1):
            pass
        elif link is None and text in KEEP:
            break
        elif link is None and (text in RISE or text in FALL):
            link, basis = words[last - 1], "increase" if text in RISE else "decrease"
        elif link is None and (text in REACH or text in DO):
            link = words[last - 1]
        elif (
            link is not None
            and link.text in ("到", "至", "为", "在")
            and (text in RISE or text in FALL or text in DO or (text in LIGHT and last == len(words) - 1))
        ):
            basis = "level"
        elif link is not None and text in REACH and text not in COORDINATOR and len(text) > 1:
            pass
        else:
            break
        last -= 1
    return basis, link, words[:last]


def _drop_comparison(words: list[Word]) -> list[Word]:
    """Strip 比2010年, 较上年, 在2020年基础上 at the end of `words`."""
    for index in range(len(words) - 1, max(-1, len(words) - 8), -1):
        text = words[index].text
        if (
            text in ("比", "较", "同", "与")
            and index + 1 < len(words)
            and any(word.text in (TIME, HELD) or word.text in _COMPARED_TO for word in words[index + 1 :])
        ):
            return words[:index]
        if text == TIME and all(word.text in _COMPARED_TO for word in words[index + 1 :]):
            before = index - 1 if index and words[index - 1].text in ("比", "较", "在", "与", "同") else index
            return words[:before]
    return words


def _bounded_base(layout: Layout, quantity: Quantity, place: Place) -> Indicator | None:
    """不超过项目投资额30%的比例给予奖补: the comparator stands before the base of the share."""
    match = _BOUNDED_BASE.search(layout.skeleton, max(place.low, quantity.start - 22), quantity.start)
    if match is None or quantity.comparator != "eq":
        return None
    predicate = _predicate(layout, quantity.end, place.high)
    pieces = (match.span(2), predicate) if predicate else (match.span(2),)
    return Indicator(pieces, "level", True, match.span(2), comparator=_COMPARATOR[match.group(1)])


def _share(layout: Layout, quantity: Quantity, words: list[Word], place: Place) -> Indicator | None:
    """人数达到总人口的45%; 按购置额的10%给予奖补: a thing and its base, which ends in 的."""
    if not words or words[-1].text != "的":
        return None
    base_words = words[:-1]
    for index in range(len(base_words) - 1, max(-1, len(base_words) - 12), -1):
        if base_words[index].text in ("达到", "达", "占", "占到", "为", "不低于", "超过", "相当于"):
            thing = noun_before(base_words[:index])
            if index + 1 >= len(base_words):
                break
            base = (base_words[index + 1].start, base_words[-1].end)
            if thing:
                return Indicator(((thing.start, thing.end), "占", base), "level", True, (thing.start, thing.end))
            if place.earlier is not None and base_words[index].text in ("占", "占到"):
                return Indicator((place.earlier.noun, "占", base), "level", True, place.earlier.noun)
            break
    base = noun_before(base_words)
    if not base:
        return None
    predicate = _predicate(layout, quantity.end, place.high)
    pieces = ((base.start, base.end), predicate) if predicate else ((base.start, base.end),)
    return Indicator(pieces, "level", False, (base.start, base.end))


def _share_of_base(layout: Layout, words: list[Word], basis: str, place: Place) -> Indicator | None:
    """X占Y比重超过50%: everything from the thing to the number, or the thing of the number before."""
    for index in range(len(words) - 1, -1, -1):
        if words[index].text not in ("占", "占到"):
            continue
        if index + 1 >= len(words):
            return None
        thing = noun_before(words[:index])
        if thing:
            return Indicator(((thing.start, words[-1].end),), basis, True, (thing.start, thing.end))
        if place.earlier is not None:
            tail = (words[index].start, words[-1].end)
            return Indicator((place.earlier.noun, tail), basis, True, place.earlier.noun)
        return Indicator(((words[index].start, words[-1].end),), basis, True, (words[index].start, words[-1].end))
    return None


def _predicate(layout: Layout, start: int, high: int) -> Range | None:
    """What is done with a share: the words after the number up to the clause's end (专项用于…, 奖补)."""
    end = min(high, start + _PREDICATE_LIMIT)
    match = _SHARE_TAIL.match(layout.skeleton, start, end)
    first = match.end() if match else start
    if first >= end:
        clause_end = layout.clause(start)[1]
        if (
            clause_end == end
            and layout.text[end : end + 1] == ","
            and (next_match := _SHARE_TAIL.match(layout.skeleton, end + 1))
        ):
            first = next_match.end()
            end = min(layout.clause(first)[1], first + 12) if next_match.end() > end + 1 else first
    return (first, end) if end - first >= 2 else None


_SHARE_TAIL = re.compile(
    r"(?:以上|左右)?(?:的?(?:比例|标准|额度|幅度))?(?:进行|给予|予以|标准|确定|执行|计提)?(?:企业|单位)?"
)


def _basis_of_stop(basis: str, link: Word | None, left: Phrase) -> str:
    """增加公办学位5000个: the verb that opens the phrase tells the basis when no verb stands before the number."""
    if link is not None or left.stop is None or not left:
        return basis
    if left.stop.text in RISE:
        return "increase"
    return "decrease" if left.stop.text in FALL else basis


def _threshold(
    layout: Layout, quantity: Quantity, left: Phrase, right: Phrase, basis: str, place: Place
) -> Indicator | None:
    """年业务量超千万件的项目: the head after 的 and what is measured of it before the number."""
    if layout.text[quantity.end : quantity.end + 1] != "的" or quantity.kind in _CHANGE_KINDS:
        return None
    head = right
    if not head and place.follows:
        after = re.compile(r"的?[^,;。]{0,12}?[\d一二三四五六七八九十百千万]+[个项家户所座]").match(
            layout.skeleton, quantity.end
        )
        head = noun_after(layout, after.end(), layout.clause(after.end())[1]) if after else right
    if not head:
        return None
    measure: Range | None = (left.start, left.end) if left else None
    if measure is None and place.earlier is not None and len(place.earlier.pieces) == 2:
        measure = place.earlier.pieces[-1] if not isinstance(place.earlier.pieces[-1], str) else None
    if measure is None:
        return None
    return Indicator(((head.start, head.end), measure), basis, False, (head.start, head.end), stop=left.stop)


def _choose(
    layout: Layout, quantity: Quantity, words: list[Word], link: Word | None, left: Phrase, right: Phrase, place: Place
) -> tuple[Range, ...]:
    """The pieces of the indicator from the phrases on both sides; empty when neither tells."""
    before, after = (left.start, left.end), (right.start, right.end)
    if quantity.kind in _CHANGE_KINDS or quantity.kind == "ratio":
        if left and not (right and link is not None and link.text in DO and link.text not in REACH):
            return (before,)
        if right:
            return (_with_predicate(layout, right, place.high),)
        return (before,) if left else ()
    if not right:
        return (before,) if left else ()
    if not left:
        return (_with_predicate(layout, right, place.high),)
    adjacent = words[-1].text
    if left.keep is not None and left.keep.end == left.end and link is None:
        return (before, _with_predicate(layout, right, place.high))
    if link is not None:
        if (link.text in DO and link.text not in REACH) or quantity.kind == "count":
            return (_with_predicate(layout, right, place.high),)
        return (before,)
    if adjacent in LIGHT and len(words[-1]) == len(left):
        return (
            (before,)
            if quantity.kind == "money" and adjacent in _MONEY_ACTS
            else (_with_predicate(layout, right, place.high),)
        )
    if quantity.kind == "money":
        return (before,)
    if adjacent in LIGHT or (adjacent in GENERIC and len(right) > 4) or adjacent in ("的",):
        return (_with_predicate(layout, right, place.high),)
    if adjacent == "等":
        noun = layout.text[right.start : right.end]
        whole = _with_predicate(layout, right, place.high)
        if whole[1] - whole[0] > len(noun) + 2 or len(noun) > 3:
            return (whole,)
        return (before, after) if before[1] - before[0] < 40 else (after,)
    if len(left) <= 4 or len(right) <= 2:
        return (before, after)
    return (_with_predicate(layout, right, place.high),)


_MONEY_ACTS = frozenset(
    ["投资", "融资", "投入", "补助", "补贴", "奖励", "奖补", "资助", "贷款", "授信", "担保", "减免", "贴息"]
)


def _with_predicate(layout: Layout, right: Phrase, high: int) -> Range:
    """A bare head (项目, 企业) keeps its predicate: 项目如期完工投入使用."""
    noun = layout.text[right.start : right.end]
    if len(noun) > 4 or (noun not in GENERIC and len(noun) > 2) or right.stop is None:
        return right.start, right.end
    if right.stop.text in COORDINATOR or right.stop.text in (",", "的", TIME):
        return right.start, right.end
    end = min(high, right.start + _PREDICATE_LIMIT)
    return right.start, end


def _complete(layout: Layout, quantity: Quantity, found: Indicator, place: Place) -> Indicator:
    """Add the words that stand before an earlier number: 新增班级138个,学位4950个; 比例高中达到40%、初中达到30%."""
    earlier = place.earlier
    noun = found.read(layout.text)
    needs_measure = quantity.kind == "percent" and found.linked and found.basis == "level" and not _MEASURE.search(noun)
    if earlier is None:
        if needs_measure:
            first = found.span()[0]
            start = max(layout.sentence(quantity.start)[0], first - 26)
            measures = list(_MEASURE_BEFORE.finditer(layout.skeleton, start, first))
            if measures and measures[-1].end() >= first - 3:
                phrase = noun_before(layout.words(*measures[-1].span()))
                if phrase:
                    return replace(found, pieces=(*found.pieces, (phrase.start, phrase.end)))
        return found
    if found.keep is not None and noun == found.keep.text:
        return replace(found, pieces=(_without_keep(layout, earlier), *found.pieces), noun=earlier.noun)
    if (
        found.keep is None
        and found.unled
        and earlier.keep is not None
        and quantity.kind == "count"
        and not found.linked
    ):
        gap = layout.skeleton[place.low : found.span()[0]]
        if not gap.strip("、,和及"):
            return replace(found, pieces=((earlier.keep.start, earlier.keep.end), *found.pieces), keep=earlier.keep)
    if needs_measure:
        for piece in reversed(earlier.pieces):
            if not isinstance(piece, str) and (match := _MEASURE_BEFORE.search(layout.text, *piece)):
                return replace(found, pieces=(*found.pieces, match.span()))
    return found


def _without_keep(layout: Layout, earlier: Indicator) -> Range:
    first, last = earlier.noun
    for word in reversed(layout.words(first, last)):
        if word.text not in KEEP:
            return first, word.end
    return first, last


def _inherit(layout: Layout, quantity: Quantity, basis: str, link: Word | None, place: Place) -> Indicator | None:
    """A clause whose number lacks its thing takes it from the number or the clause before."""
    if place.earlier is not None:
        return replace(place.earlier, basis=basis, linked=True, comparator=None)
    start, _ = layout.clause(quantity.start)
    if start <= layout.base or layout.text[start - 1] not in ",:":
        return None
    noun = noun_before(layout.words(*layout.clause(start - 1)))
    if not noun:
        return None
    return Indicator(((noun.start, noun.end),), basis, link is not None, (noun.start, noun.end), noun.keep, noun.stop)
