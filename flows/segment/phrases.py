"""Noun phrases beside a number: where the words that say what is counted begin and end.

Verbs of doing (培育, 建成), scope words (全市, 年内), adverbs and prepositions end a phrase; verbs that decide what is
counted (新建, 新增) belong to it; verbs that are also nouns (建设, 培训) are dropped only at its left edge. The word
lists are seeds/reference/target_verbs.csv and target_function_words.csv.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.reference import alternatives, words_of
from flows.segment.clauses import HELD, TIME, Layout
from flows.segment.word_roles import (
    ACT,
    ACTING,
    ADVERB,
    COMPOUND,
    COORDINATOR,
    DO,
    FALL,
    KEEP,
    LIGHT,
    PREPOSITION,
    REACH,
    RELATIVE,
    RISE,
    SCOPE,
)
from flows.segment.words import Word

_STOPS = (DO | SCOPE | ADVERB | PREPOSITION | RISE | FALL) - KEEP
# After one of these a verb is the first half of a noun (安装率, 统筹区).
_NOUN_ENDINGS = frozenset("率费额量数员人者点区器权证期法性师生房地站所车岗力机型类式性比线面处班书款")
_RATE_ENDINGS = frozenset("率量额数")
_PARTICLES = frozenset(["的", "等", "地", "了", "个", "一批", "可", "其", "为", "上", "以上", "以下", "+"])
# 八条国省道在内的体系, 3名教师中的1名
_COUNTED_FROM = frozenset("的选有未")
_EVERYWHERE = frozenset(word for word in SCOPE if word.startswith("全") and len(word) == 2)
_MODAL = frozenset(["可", "可以", "应", "应当", "须", "将", "要"])
# How something is done, when a verb follows; else part of a noun (高标准农田).
_MANNER = words_of("target_function_words", "manner")
_ADJECTIVAL = re.compile(rf"(?:{alternatives('indicator_words', 'quality')}|[强好高大多优美全新])$")
# 增长目标, 提升工程: behind these a verb of change is half of a noun.
_CHANGE_NOUNS = words_of("target_function_words", "change_noun")
# 按300元标准发放补贴: what is given follows the verb.
_STANDARDS = words_of("target_function_words", "standard")
# 开办时间, 办结次数: behind these a verb of doing is half of a noun.
_DONE_MEASURES = words_of("target_function_words", "done_measure")
# 慢行交通专项提升项目: what is to be better, not more.
_IMPROVED = words_of("target_function_words", "improved")
_REACHES = frozenset(["达到", "实现", "完成"])
_ACT_MEASURES = words_of("target_function_words", "act_measure")
# 建设基地: a verb and what is built; but 培训基地, 建设项目.
_BUILDING = frozenset(["建设", "创建", "改造"])
_BUILT = words_of("target_function_words", "built")
# 有创新、有特色的品牌, 吸引力强、带动面广的消费场景
_PRAISE = (
    rf"(?:(?:有|可|具有|具备|能够?|{alternatives('indicator_words', 'praise')})[一-鿿]{{1,14}}"
    rf"|[一-鿿]{{1,8}}(?:[强好高优美广足浓大多]|{alternatives('indicator_words', 'praised')})"
    r"|在[一-鿿、]{4,24}方面[一-鿿]{0,4}|不以[一-鿿]{1,6}为目的)"
)
_PRAISED = re.compile(
    rf"(?:{_PRAISE}(?:[、且并]{_PRAISE}){{1,5}}|能够[一-鿿]{{2,14}}(?:、[一-鿿]{{2,12}})+|集[一-鿿、]{{4,24}}于一体"
    rf"|在[一-鿿、]{{4,24}}方面[一-鿿]{{2,4}})的(?=[一-鿿“])"
)
# 较好的, 更优的
_DEGREES = words_of("target_function_words", "degree")
# 《规划》确定的
_STATED = words_of("target_function_words", "stated")
# 五年新增装机容量
_YEARS = re.compile(r"[一二三四五六七八九十两]+年")
# 改造年增长率: of what is done a rate of growth is no object.
_GROWTH = re.compile(r"(?:年均?|平均)?(?:增长率|增速|增幅)")
# 中央|对地方转移支付
_LEVELS = words_of("target_function_words", "level")
# Of what the number counts it is done, and belongs to no name: 10个项目培育.
_FOLLOWS = words_of("target_function_words", "follows")
_HAVING = frozenset(["拥有", "有", "配备", "配置"])
_LONG_OBJECT = 6
_LONGEST_DEED = 8
_LONGEST = 60
_BREAKS = frozenset(",;:。!?\n、的")
_MARKS = frozenset(",;:。!?\n·—-*×")


@dataclass(slots=True)
class Phrase:
    """A run of words. start == end when it is empty.

    keep: the verb inside it that says what is counted (新建); stop: the word that ended it on its outer side, null at
    the limit.
    """

    start: int
    end: int
    keep: Word | None = None
    stop: Word | None = None

    def __bool__(self) -> bool:
        return self.end > self.start

    def __len__(self) -> int:
        return self.end - self.start


def is_stop(words: Sequence[Word], index: int) -> bool:
    """Does the word end a noun phrase: a verb of doing, a scope word, an adverb, a preposition?"""
    text = words[index].text
    if index and text in DO and _ends_member(words, index):
        return False
    if len(text) == 1 and 0 < index < len(words) - 1 and words[index - 1].text == words[index + 1].text == "、":
        # 粮、经、饲比例
        return False
    if text == "年均" and words[index + 1 :] and words[index + 1].text[-1] in _RATE_ENDINGS:
        # 仲裁年均结案率
        return False
    if text not in _STOPS:
        return text in _MANNER and index + 1 < len(words) and words[index + 1].text in DO
    if text in SCOPE or text in ADVERB or text in PREPOSITION or index + 1 >= len(words):
        return True
    following = words[index + 1].text
    if (
        following in _ACT_MEASURES
        or (text == "提升" and following in _IMPROVED)
        or (following in _DONE_MEASURES and text not in RISE | FALL | _REACHES)
        or ((text in RISE or text in FALL) and following in _CHANGE_NOUNS)
    ):
        return False
    return not (len(following) == 1 and following in _NOUN_ENDINGS)


def _ends_member(words: Sequence[Word], index: int) -> bool:
    """资金使用、项目安排等功能, 门窗修缮和卫生管理问题: a verb behind a noun, in a list that 等 or 问题 closes."""
    if index + 1 >= len(words) or words[index - 1].text in _BREAKS:
        return False
    if words[index + 1].text not in ("等", "、", "和", "及"):
        return False
    ends = ("等",) if words[index + 1].text in "等、" else ("问题",)
    closing = next((at for at in range(index + 1, min(len(words), index + 16)) if words[at].text in ends), None)
    if closing is None or any(word.text in _MARKS for word in words[index + 1 : closing]):
        return False
    return words[index - 1].text not in _STOPS and words[index - 1].text not in LIGHT


def noun_before(words: Sequence[Word]) -> Phrase:
    """The noun phrase that ends with the last of `words`."""
    if not words:
        return Phrase(0, 0)
    first = len(words)
    keep = stop = None
    crossed = False
    while first > 0:
        word = words[first - 1]
        text = word.text
        if text in KEEP and keep is None:
            first, keep = _with_coordinated_keeps(words, first - 1)
            continue
        if (
            text == TIME
            or (text in _MARKS and not _joins_letters(words, first - 1))
            or _numbers_a_list(words, first - 1)
            or _may_then(words, first - 1)
            or (text == "等" and words[first : first + 1] and words[first].text[0] == "各")
        ):
            stop = word
            break
        if text in KEEP or (keep is not None and keep.end < words[-1].end and (text in COORDINATOR or text in LIGHT)):
            stop = word
            break
        if is_stop(words, first - 1):
            before = words[first - 2].text if first > 1 else ""
            if text in SCOPE and before in ("占", "在", "比", "与", "和"):
                pass
            elif text == "对" and before in _LEVELS:
                # 中央对地方转移支付
                pass
            elif text == "每" and first < len(words) and words[first].text[0] in "百千万十":
                first -= 1
                stop = words[first - 1] if first > 0 else None
                break
            elif (
                words[first : first + 1] and words[first].text == "的" and (charged := _charged_from(words, first - 1))
            ):
                first = charged
                stop = words[first - 1]
                break
            elif (crossed and (text in RELATIVE or text in RISE or text in FALL or text == "对")) or (
                text == "比" and first == len(words)
            ):
                pass
            elif text in _HAVING and (per := _per_many(words, first - 1)) is not None:
                first = per
                stop = words[first - 1] if first > 0 else None
                break
            else:
                stop = word
                break
        crossed = crossed or text == "的"
        if words[-1].end - word.start > _LONGEST:
            break
        first -= 1
    if keep is not None and all(_joins_verbs(word.text) for word in words if word.start >= keep.end):
        keep = Word(keep.text, keep.start, words[-1].end)
    chosen = _strip_left(words[first:], keep is None)
    chosen = _without_source(chosen)
    while len(chosen) > 1 and chosen[-1].text == "基本":
        chosen = chosen[:-1]
    if not chosen:
        return Phrase(words[-1].end, words[-1].end, keep, stop)
    return Phrase(chosen[0].start, chosen[-1].end, keep, stop)


def _per_many(words: Sequence[Word], end: int) -> int | None:
    """每千名老人拥有|床位: where the measure begins that is reckoned for so many of them; null without one."""
    return next(
        (
            index
            for index in range(end - 1, -1, -1)
            if words[index].text == "每" and index + 1 < end and words[index + 1].text[0] in "百千万十"
        ),
        None,
    )


def _charged_from(words: Sequence[Word], verb: int) -> int | None:
    """对小微企业收取|的担保费率, 担保业务收取|的费率: where the clause before 的 begins; null without one."""
    addressed = next((index + 1 for index in range(verb - 1, -1, -1) if words[index].text == "对"), None)
    if addressed is not None:
        return addressed
    phrase = noun_before(words[:verb])
    if len(phrase) < _LONG_OBJECT or phrase.end != words[verb].start:
        return None
    return next((index for index in range(verb) if words[index].start == phrase.start), None) or None


def _may_then(words: Sequence[Word], index: int) -> bool:
    """尚未盈利的|可申请延长: who may do something, before what they may do."""
    return words[index].text == "的" and index + 1 < len(words) and words[index + 1].text in _MODAL


def _numbers_a_list(words: Sequence[Word], index: int) -> bool:
    """1.建设停车场3个: the mark behind the number of a list."""
    if words[index].text != "." or index == 0 or not words[index - 1].text.isdigit():
        return False
    return index + 1 < len(words) and not words[index + 1].text[0].isdigit()


def _joins_letters(words: Sequence[Word], index: int) -> bool:
    """Is the mark the hyphen of 5G-A?"""
    beside = words[index - 1 : index] and words[index + 1 : index + 2]
    return bool(beside) and (words[index - 1].text[-1] + words[index].text + beside[0].text[0]).isascii()


def _joins_verbs(text: str) -> bool:
    """新建和改造: what follows the verb that says what is counted only joins another verb to it."""
    return text in COORDINATOR or text in LIGHT


def _with_coordinated_keeps(words: Sequence[Word], first: int) -> tuple[int, Word]:
    """Include 新 before the verb and verbs joined to it (新建、改扩建); returns the first index and the first verb."""
    keep = words[first]
    while first > 0:
        before = words[first - 1].text
        if before in ("新", "净", "在建", "计划") or before in KEEP:
            first -= 1
        elif before in COORDINATOR and first > 1 and words[first - 2].text in KEEP:
            first -= 2
        else:
            break
    return first, Word(keep.text, words[first].start, keep.end)


def _without_source(words: Sequence[Word]) -> Sequence[Word]:
    """产量 of 作为关键指标的产量, 完成率 of 《规划》确定的完成率."""
    if not words or (words[0].text != "作为" and words[0].text[0] != HELD):
        return words
    said = words[0].text == "作为"
    ends = (
        index for index, word in enumerate(words) if word.text == "的" and (said or words[index - 1].text in _STATED)
    )
    return words[max(ends, default=-1) + 1 :] or words


def _strip_left(words: Sequence[Word], strip_light: bool) -> Sequence[Word]:
    """Drop joiners and doing verbs at the left edge; a lone verb-noun (投资) stays."""
    first, last = 0, len(words)
    while first < last:
        if _opens_nothing(words, first, last):
            first += 1
        elif strip_light and (length := _doing_at(words, first, last)):
            first += length
        else:
            break
    while last > first and (words[last - 1].text in COORDINATOR or words[last - 1].text in ("的", "了")):
        last -= 1
    return words[first:last]


def _opens_nothing(words: Sequence[Word], first: int, last: int) -> bool:
    text = words[first].text
    if _YEARS.fullmatch(text) and first + 1 < last:
        return True
    if text in COORDINATOR or text in _PARTICLES or text in _MARKS or text in ADVERB:
        return True
    after = words[first + 1].text if first + 1 < last else ""
    return text in _MANNER and (after in LIGHT or after in DO)


def _doing_at(words: Sequence[Word], first: int, last: int) -> int:
    """How many words of doing (建设, 生产和使用) open the phrase; 0 when they are part of a noun (建设项目)."""
    if words[first].text not in LIGHT or first + 1 >= last:
        return 0
    if _GROWTH.fullmatch("".join(word.text for word in words[first + 1 : last])):
        return 0
    after = words[first + 1].text
    if after in COORDINATOR:
        joined = first + 3 < last and words[first + 2].text in LIGHT and words[first + 3].text not in COORDINATOR
        return 3 if joined else 0
    if words[first].text in _BUILDING and after in _BUILT:
        return 1
    if after == "的" or after in COMPOUND or (len(after) == 1 and after in _NOUN_ENDINGS):
        return 0
    return 1


def noun_after(layout: Layout, start: int, end: int, numbers_ahead: bool = False) -> Phrase:
    """The noun phrase that begins at `start` and ends before `end` at the latest.

    numbers_ahead: another number follows at `end`, so that a joiner before it ends the phrase.
    """
    praised = _PRAISED.match(layout.skeleton, start, end)
    if praised:
        start = praised.end()
    words = layout.words(start, end)
    first = 0
    if words and words[0].text == "不等":
        first = 1
    if words[first:] and words[first].text == "的":
        first += 1
    if first < len(words) and words[first].text == HELD and layout.text[words[first].start] in "([〔":
        if numbers_ahead and layout.text.startswith(("含", "包括", "其中"), words[first].start + 1):
            return Phrase(start, start)
        first += 1
        if first < len(words) and words[first].text == "的":
            first += 1
    if first + 1 < len(words) and words[first].text in _STANDARDS and words[first + 1].text in LIGHT | DO:
        first += 2
    if first < len(words) and words[first].text in COORDINATOR:
        return Phrase(start, start)
    # 1次全市中小学美育报告会
    if first + 1 < len(words) and words[first].text in _EVERYWHERE and not is_stop(words, first + 1):
        first += 1
    last = _relative_end(words, first)
    if first < last < len(words) and is_stop(words, last) and words[-1].end - words[last].start <= _LONGEST_DEED:
        # 对成员的指导培训活动: behind 的 a verb is what is counted.
        return Phrase(words[first].start, words[-1].end)
    stop = None
    while last < len(words):
        word = words[last]
        text = word.text
        if (
            text in _MARKS
            or text == TIME
            or (text == "中" and last > first and words[last + 1 :] and words[last + 1].text[0] in _COUNTED_FROM)
            or (text == "在内" and last > first)
            or (text == "+" and numbers_ahead and last + 1 == len(words))
            or _builds(words, first, last)
        ):
            stop = word
            break
        if text in COORDINATOR:
            if _joins_no_noun(words, last, numbers_ahead):
                stop = word
                break
        elif text == "的":
            if last + 1 >= len(words) or all(_is_act(later.text) for later in words[last + 1 :]):
                stop = word
                break
        elif text == "突出" and first < last and last + 1 < len(words) and words[last + 1].text not in COORDINATOR:
            # 技能突出人才
            pass
        elif is_stop(words, last) or (text in REACH and text not in KEEP):
            stop = word
            break
        if word.end - words[first].start > _LONGEST:
            stop = word
            break
        last += 1
    chosen = list(words[first:last])
    while chosen and (
        chosen[-1].text in COORDINATOR
        or (len(chosen) > 1 and chosen[-1].text in _FOLLOWS)
        or chosen[-1].text in ("的", "等")
        or (chosen[-1].text == HELD and layout.text[chosen[-1].start] in "([" and len(chosen[-1]) > 8)
    ):
        chosen = chosen[:-1]
    if not chosen:
        return Phrase(start, start, None, stop)
    return Phrase(chosen[0].start, chosen[-1].end, None, stop)


def _builds(words: Sequence[Word], first: int, index: int) -> bool:
    """…10个托位建设照护服务设施: behind a noun, 建设 with a long object of its own is a verb."""
    if words[index].text != "建设" or index == first or index + 1 >= len(words):
        return False
    rest = words[index + 1 :]
    return (
        rest[0].text not in COMPOUND
        and rest[0].text not in COORDINATOR
        and rest[-1].end - rest[0].start >= _LONG_OBJECT
        and all(word.text != "的" and word.text not in _MARKS for word in rest)
    )


def _joins_no_noun(words: Sequence[Word], index: int, numbers_ahead: bool) -> bool:
    """Does the joiner at `index` lead to a verb, to the next number, or nowhere?"""
    if index + 1 >= len(words):
        return True
    after = words[index + 1].text
    if is_stop(words, index + 1) or after == TIME or after in KEEP:
        return True
    rest = words[index + 1 :]
    if (
        after in LIGHT
        and len(rest) > 1
        and rest[1].text not in COORDINATOR
        and rest[1].text not in COMPOUND
        and rest[1].text != "的"
    ):
        return not any(word.text in COORDINATOR for word in rest[1:3]) and len(rest) > 2
    return numbers_ahead and not any(word.text in COORDINATOR for word in rest)


def _relative_end(words: Sequence[Word], first: int) -> int:
    """Index after the 的 of a relative clause that opens at `first` (具有示范效应的…), else `first`."""
    # 以垃圾分类为主题的宣讲活动
    saw_verb = bool(words[first:]) and words[first].text == "以" and any(word.text == "为" for word in words[first:])
    # 对社团成员的指导活动
    saw_verb = saw_verb or (words[first + 1 :] and words[first].text == "对")
    for index in range(first, min(len(words), first + 30)):
        text = words[index].text
        saw_verb = saw_verb or (first < index < first + 4 and _ADJECTIVAL.search(text) is not None)
        if text == "已":
            # 已建成自然村的设施
            saw_verb = True
            continue
        becomes = text == "为" and index > first and all(word.text != "以" for word in words[first:index])
        if becomes or (text in _MARKS and text != "-"):
            return first
        if text in RELATIVE:
            saw_verb = True
        elif text == "的" and saw_verb:
            return index + 1 if index + 1 < len(words) else first
        elif text in _DEGREES and index > first and words[index + 1 :] and _ADJECTIVAL.search(words[index + 1].text):
            saw_verb = True
        elif is_stop(words, index) and text not in RELATIVE and not saw_verb:
            return first
    return first


def _is_act(text: str) -> bool:
    return text in ACT or text in ACTING or text in COORDINATOR


def is_act_only(layout: Layout, phrase: Phrase) -> bool:
    """Does the phrase name nothing but an act (重点培养)?"""
    words = layout.words(phrase.start, phrase.end)
    return all(word.text in ACTING or word.text in ACT or word.text == "重点" for word in words)
