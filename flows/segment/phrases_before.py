"""The noun phrase before a number or a verb: where it begins, going back word by word from its end."""

import re
from collections.abc import Sequence

from flows.reference import words_of
from flows.segment.clauses import HELD, TIME
from flows.segment.phrases import DONE_MEASURES, LONG_OBJECT, LONGEST, MANNER, MARKS, NOUN_ENDINGS, Phrase, is_stop
from flows.segment.word_roles import ADVERB, COMPOUND, COORDINATOR, DO, FALL, KEEP, LIGHT, RELATIVE, RISE, SCOPE
from flows.segment.words import Word

_PARTICLES = frozenset(["的", "等", "地", "了", "个", "一批", "可", "其", "为", "上", "以上", "以下", "+"])
_MODAL = frozenset(["可", "可以", "应", "应当", "须", "将", "要"])
# 建设基地: a verb and what is built; but 培训基地, 建设项目.
_BUILDING = frozenset(["建设", "创建", "改造"])
_BUILT = words_of("target_function_words", "built")
# 《规划》确定的
_STATED = words_of("target_function_words", "stated")
# 五年新增装机容量
_YEARS = re.compile(r"[一二三四五六七八九十两]+年")
# 改造年增长率: of what is done a rate of growth is no object.
_GROWTH = re.compile(r"(?:年均?|平均)?(?:增长率|增速|增幅)")
# 中央|对地方转移支付
_LEVELS = words_of("target_function_words", "level")
# 百户, 万人: for how many, without what
_MANY = 2
# 每条产业链引进, 每个乡镇建设: each of many gets something.
_ACQUIRED = words_of("target_exclusions", "set_up")
_RECEIVERS = 4
_HAVING = frozenset(["拥有", "有", "配备", "配置"])


def noun_before(words: Sequence[Word]) -> Phrase:
    """The noun phrase that ends with the last of `words`."""
    if not words:
        return Phrase(0, 0)
    first = len(words)
    keep = stop = None
    crossed = within = False
    while first > 0:
        word = words[first - 1]
        text = word.text
        if text in KEEP and keep is None:
            first, keep = _with_coordinated_keeps(words, first - 1)
            continue
        if (
            text == TIME
            or (text in MARKS and not _joins_letters(words, first - 1))
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
            elif (text == "在" and within) or (
                text == "内" and before == "范围" and len(words) - first > 1 and words[first].text not in DO
            ):
                # 门诊在医保政策范围内报销比例
                within = True
            elif text == "对" and before in _LEVELS:
                # 中央对地方转移支付
                pass
            elif text == "每" and first < len(words) and words[first].text[0] in "百千万十":
                first -= 1
                if words[-1].end - word.end <= _MANY and first and not is_stop(words, first - 1):
                    # 设施面积|每百户不低于30平方米
                    continue
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
        if words[-1].end - word.start > LONGEST:
            break
        first -= 1
    if stop is not None and stop.text[0] == "每":
        first = _past_receivers(words, first)
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


def _past_receivers(words: Sequence[Word], first: int) -> int:
    """每条|产业链引进|龙头项目: behind those who each do it and the verb; `first` without such a verb."""
    for index in range(first + 1, min(first + _RECEIVERS, len(words))):
        verb, last = words[index].text, index + 1 == len(words)
        if verb not in _ACQUIRED or (words[index + 1].text in DONE_MEASURES if not last else verb in _BUILDING):
            continue
        if last or _doing_at(words, index, len(words)):
            return index + 1
    return first


def _charged_from(words: Sequence[Word], verb: int) -> int | None:
    """对小微企业收取|的担保费率, 担保业务收取|的费率: where the clause before 的 begins; null without one."""
    addressed = next((index + 1 for index in range(verb - 1, -1, -1) if words[index].text == "对"), None)
    if addressed is not None:
        return addressed
    phrase = noun_before(words[:verb])
    if len(phrase) < LONG_OBJECT or phrase.end != words[verb].start:
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
    if text in COORDINATOR or text in _PARTICLES or text in MARKS or text in ADVERB:
        return True
    after = words[first + 1].text if first + 1 < last else ""
    return (text in MANNER and (after in LIGHT or after in DO)) or (text == "计划" and after in LIGHT)


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
    if after == "的" or after in COMPOUND or (len(after) == 1 and after in NOUN_ENDINGS):
        return 0
    return 1
