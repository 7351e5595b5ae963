"""The noun phrase behind a number or a verb: relative clauses and praise passed over, where it ends."""

import re
from collections.abc import Sequence

from flows.reference import alternatives, words_of
from flows.segment.clauses import HELD, TIME, Layout
from flows.segment.phrases import LONG_OBJECT, LONGEST, MARKS, Phrase, is_stop
from flows.segment.word_roles import ACT, ACTING, ADVERB, COMPOUND, COORDINATOR, DO, KEEP, LIGHT, REACH, RELATIVE, SCOPE
from flows.segment.words import Word

# 八条国省道在内的体系, 3名教师中的1名
_COUNTED_FROM = frozenset("的选有未")
_SKIPPED = frozenset(word for word in SCOPE if word.startswith("全") and len(word) == 2) | {"年度"}
_ADJECTIVAL = re.compile(rf"(?:{alternatives('indicator_words', 'quality')}|[强好高大多优美全新])$")
# 按300元标准发放补贴: what is given follows the verb.
_STANDARDS = words_of("target_function_words", "standard")
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
# 不少于1套、具有本校特色的健身操
_PRAISED_APART = re.compile(r"、(?:具有|具备|富有|符合|适合)[一-鿿]{2,14}的(?=[一-鿿“])")
# 与艺术相关的社团活动, 以人工智能为主业的企业
_RELATED = re.compile(r"(?:与[一-鿿、]{2,14}相[一-鿿]{1,3}|以[一-鿿、“”]{2,14}为[一-鿿]{1,4})的(?=[一-鿿“])")
# 3500个拟竣工投产项目
_PLANNED = re.compile(r"[拟待][一-鿿]{2,8}?(?:项目|工程)")
# 较好的, 更优的
_DEGREES = words_of("target_function_words", "degree")
# Of what the number counts it is done, and belongs to no name: 10个项目培育.
_FOLLOWS = words_of("target_function_words", "follows")
_LONGEST_DEED = 8


def noun_after(layout: Layout, start: int, end: int, numbers_ahead: bool = False) -> Phrase:
    """The noun phrase that begins at `start` and ends before `end` at the latest.

    numbers_ahead: another number follows at `end`, so that a joiner before it ends the phrase.
    """
    praised = _PRAISED.match(layout.skeleton, start, end) or _PRAISED_APART.match(layout.skeleton, start, end)
    if praised:
        start = praised.end()
    if related := _RELATED.match(layout.skeleton, start, end):
        head = noun_after(layout, related.end(), end, numbers_ahead)
        return Phrase(start, head.end, head.keep, head.stop) if head else head
    if planned := _PLANNED.match(layout.skeleton, start, end):
        return Phrase(*planned.span())
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
    # 1次全市中小学美育报告会, 20%年度任务量
    if first + 1 < len(words) and words[first].text in _SKIPPED and not is_stop(words, first + 1):
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
            text in MARKS
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
        elif last == first and text in ADVERB and _is_done(words, last + 1):
            # 一次全面检查
            pass
        elif is_stop(words, last) or (text in REACH and text not in KEEP):
            stop = word
            break
        if word.end - words[first].start > LONGEST:
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
        and rest[-1].end - rest[0].start >= LONG_OBJECT
        and all(word.text != "的" and word.text not in MARKS for word in rest)
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
        if becomes or (text in MARKS and text != "-"):
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


def _is_done(words: Sequence[Word], index: int) -> bool:
    return index < len(words) and words[index].text in ACT | ACTING


def _is_act(text: str) -> bool:
    return text in ACT or text in ACTING or text in COORDINATOR
