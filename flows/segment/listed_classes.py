"""Classes that a list goes through: 生均图书小学不低于15册,初中不低于25册; 城市…, 农村….

A class alone names little: what is measured of it stands before the first class, or is said with it.
"""

import re
from dataclasses import replace

from flows.model import Quantity
from flows.reference import alternatives, words_of
from flows.segment.clauses import Layout
from flows.segment.indicator import Indicator, Range
from flows.segment.phrases_before import noun_before
from flows.segment.word_roles import ADVERB, DO, SCOPE

_CLASSES = [
    sorted(words_of("indicator_words", use), key=lambda word: (-len(word), word))
    for use in ("place_class", "school_class")
]
_KINDS = {word: kind for kind, words in enumerate(_CLASSES) for word in words}
# One of a kind: also of ages (80周岁以上, 70—79岁) and sums (10万元以上).
AGE = r"\d{1,3}(?:[-—~至]\d{1,3})?周?岁(?:及?以[上下])?"
_SUM = r"[\d.]+[万亿]?元(?:及?以[上下])"
_ONE_CLASS = [re.compile("|".join(classes)) for classes in _CLASSES] + [re.compile(AGE), re.compile(_SUM)]
_SHARE_HEAD = re.compile(alternatives("indicator_words", "share_head"))


def are_classes(*nouns: str) -> bool:
    """小学 and 初中: classes of one kind."""
    kinds = {_KINDS.get(noun) for noun in nouns}
    return len(kinds) == 1 and None not in kinds


def topic_of_class(layout: Layout, quantity: Quantity, noun: str, earlier: Indicator | None) -> Range | None:
    """艺术课程,小学每周不少于4节,初中每周不少于2节: what the clause before a list of classes names."""
    if not _is_class(noun):
        return None
    if earlier is not None:
        topic = earlier.pieces[0]
        is_class = _is_class(layout.text[slice(*earlier.noun)])
        is_topic = is_class and len(earlier.pieces) > 1 and not isinstance(topic, str) and topic[1] <= earlier.noun[0]
        return topic if is_topic else None
    start, _ = layout.clause(quantity.start)
    if not start or layout.text[start - 1] not in ",:":
        return None
    words = layout.words(*layout.clause(start - 1))
    topic = noun_before(words)
    is_all = topic and topic.end == words[-1].end
    led = SCOPE | DO | ADVERB
    is_all = is_all and all(word.text in led for word in words if word.start < topic.start)
    return (topic.start, topic.end) if is_all else None


def _is_class(noun: str) -> bool:
    """小学; 小学、初中."""
    return are_classes(*re.split("[、和及与]", noun))


def with_class_swapped(layout: Layout, found: Indicator, noun: str, earlier: Indicator | None) -> Indicator | None:
    """生均图书小学不低于15册,初中不低于25册: the class alone stands for what was said of another class before."""
    if earlier is None:
        return None
    classes = next((pattern for pattern in _ONE_CLASS if pattern.fullmatch(noun)), None)
    if classes is None:
        return None
    for index, piece in enumerate(earlier.pieces):
        other = None if isinstance(piece, str) else _last_match(classes, layout.text, piece)
        if other is None:
            continue
        before, after = earlier.pieces[:index], earlier.pieces[index + 1 :]
        around = (*before, (piece[0], other.start()), *found.pieces, (other.end(), piece[1]), *after)
        pieces = tuple(span for span in around if isinstance(span, str) or span[0] < span[1])
        is_other = other.group() != noun and len(pieces) > len(found.pieces)
        return replace(found, pieces=pieces) if is_other else None
    return None


def _last_match(pattern: re.Pattern, text: str, span: Range) -> re.Match | None:
    return next(reversed(list(pattern.finditer(text, *span))), None)


def past_class(text: str, measure: Range, holder: str) -> Range:
    """体质合格率 of 小学体质合格率95%,初中93%: without the class that the holder is beside."""
    start, end = measure
    for classes in _CLASSES:
        own = next((word for word in classes if word in holder), None)
        other = next((word for word in classes if text.startswith(word, start, end)), None)
        if own and other:
            start += len(other)
            thing = holder.partition(own)[2]
            # 农村社区 beside 城市社区覆盖率
            start += len(thing) if thing and text.startswith(thing, start, end) else 0
            return (start, end) if end - start > 1 else measure
    return measure


def past_thing(text: str, measure: Range, holder: str) -> Range:
    """占比 of …以上的村占比: without the thing in which the holder ends as well (50万元以上的村达到30%)."""
    start, end = measure
    head = next((at for at in range(start + 1, end) if _SHARE_HEAD.fullmatch(text, at, end)), end)
    thing = text[start:head].rpartition("的")[2]
    return (head, end) if "的" in text[start:head] and thing and holder.endswith(thing) and head < end else measure
