"""Subjects: the words before a number that say what is counted, where they reach further than one noun phrase."""

import re
from dataclasses import replace

from flows.model import Quantity
from flows.reference import alternatives, words_of
from flows.segment.clauses import HELD, TIME, Layout
from flows.segment.indicator import Indicator, Place, Range
from flows.segment.phrases import Phrase
from flows.segment.phrases_before import noun_before
from flows.segment.word_roles import (
    ACTING,
    ADVERB,
    CLOSING,
    COMPOUND,
    COORDINATOR,
    DO,
    FALL,
    KEEP,
    PREPOSITION,
    REACH,
    RISE,
    SCOPE,
    SETTING,
)
from flows.segment.words import Word

ABSOLUTE = re.compile(r"“?(?:全覆盖|清零|全部达标|全部完成)")
RATE_NAME = re.compile(r"[率比重例度]$")
# Verbs of work between a thing and its measure; what opens a clause that says what is done.
_HELPED = re.compile(rf"(?:{alternatives('target_exclusions', 'helping')})([一-鿿]{{2,14}}?)(?:实现|进行|参与|完成)$")
_WORKED, _LEADING = DO - KEEP - REACH, (DO | PREPOSITION | RISE | FALL) - KEEP
# 两年内实现…全覆盖
_WITHIN_YEARS = re.compile(r"[一二两三四五六七八九十]年[内间]")
_MEASURED = re.compile(rf"(?:{alternatives('indicator_words', 'work_measure')})$")
# Who acts is not what is worked on.
_WHO_ACTS = re.compile(rf"(?:{alternatives('indicator_words', 'actor')})$")
_SHORTEST_THING = 3
# Between a thing and the base of an absolute word: 计划实现行政村全覆盖.
_CLAUSE_MARKS = frozenset(",;:。!?\n")
_LONGEST_SUBJECT = 40
_PATIENT = re.compile(
    rf"(?:对(?![口接外])|(?<![成作认])[为给](?=[^,;。]{{2,24}}?提供))([一-鿿\d{HELD}]{{2,24}}?)"
    rf"(?=[每要应需{TIME}]|{alternatives('indicator_words', 'patient_end')})"
)
_HOLDER = re.compile(
    r"(?P<holder>[^,;。:]{2,24}?)(?<![没只仅现已共所拥设具建])(?:至少|原则上|[均都应要须各])*有(?:不少于|至少)?"
)
_UNHELD = DO | REACH | ADVERB | COORDINATOR | words_of("target_function_words", "unheld") | {TIME}
# 落实新建建筑安装面积比例不低于50%
_STANDARD_ENDS = tuple(words_of("indicator_words", "standard_end"))
_HELD_AT = words_of("target_function_words", "held_at") | CLOSING
_ACT_BEHIND = re.compile(r"(?:的|全面|集中|系统)*([一-鿿]{2,8})")
_LONGEST_ACT = 6


def strip_adverbs(words: list[Word]) -> list[Word]:
    # 货物贸易、对外投资和利用外资分别|占比达30%、20%和10%
    if len(words) > 2 and words[-2].text == "分别" and words[-1].text in ("占比", "比重", "比例"):
        words = words[:-2]
    while words and (
        words[-1].text in CLOSING
        # 达标率保持100%
        or (len(words) > 1 and words[-1].text == "保持" and RATE_NAME.search(words[-2].text))
    ):
        words = words[:-1]
    return words


def is_number(text: str) -> bool:
    return text[:1].isdigit() or text.startswith("百分之")


def growth(words: list[Word], link: Word | None) -> Phrase | None:
    """经济增长保持在6%: a growth that is held at a level is the phrase itself."""
    if link is None or not words or words[-1].text not in ("增长", "上涨"):
        return None
    inner = noun_before(strip_adverbs(words[:-1]))
    return Phrase(inner.start, words[-1].end, inner.keep, inner.stop) if inner else None


def deed(layout: Layout, quantity: Quantity, words: list[Word], link: Word | None) -> Phrase | None:
    """合作社质量提升整区推进实现全覆盖: before an absolute word a clause that ends in its verb is what is counted."""
    if link is None or link.text not in REACH or not ABSOLUTE.match(layout.text, quantity.start):
        return None
    if len(words) < 2 or words[-1].text not in DO or words[-1].text in KEEP:
        return None
    first = next((word for word in words if word.text not in PREPOSITION | SCOPE | ADVERB | {TIME, ","}), words[-1])
    return Phrase(first.start, words[-1].end)


def whole_subject(words: list[Word], phrase: Phrase, is_absolute: bool = False) -> Phrase:
    """救助对象住院费用政策范围内个人负担部分救助比例: a rate of which a level is said is named by all of its clause.

    Unless the clause opens with what is done to it (推动…覆盖率达到). is_absolute: so is what an absolute word is said
    of (毕业生继续接受教育全覆盖).
    """
    if phrase.stop is None or not phrase or not (is_absolute or RATE_NAME.search(words[-1].text)):
        return phrase
    before = [word for word in words if word.end <= phrase.start]
    last = max((i for i, word in enumerate(before) if word.text == TIME or word.text in _CLAUSE_MARKS), default=-1)
    named = before[last + 1 :]
    if named and _WITHIN_YEARS.fullmatch(named[0].text + "".join(word.text for word in named[1:2])):
        named = named[2:]
    while named and (named[0].text in SCOPE or named[0].text in ADVERB or named[0].text in _HELD_AT):
        named = named[1:]
    # 救助对象 begins no act.
    acts = named and named[0].text in ACTING and not (named[1:] and named[1].text in COMPOUND)
    if not named or acts or named[0].text in _LEADING:
        return phrase
    if phrase.end - named[0].start > _LONGEST_SUBJECT:
        return phrase
    if any(is_number(word.text) for word in named):
        return phrase
    return Phrase(named[0].start, phrase.end, phrase.keep, None)


def whole_work(words: list[Word], phrase: Phrase) -> Phrase:
    """老旧住房综合修缮改造面积100万平方米, 建筑修缮改造4处: what is worked on, where two verbs of work follow it.

    Also 设施建筑屋顶安装光伏面积: the measure of what is put somewhere.
    """
    if phrase.stop is None or not phrase or phrase.stop.text not in _WORKED or len(phrase.stop.text) < 2:
        return phrase
    inner = [word for word in words if word.start >= phrase.start] or words
    is_measured = _MEASURED.search(inner[-1].text) is not None
    if phrase.stop.end != phrase.start or not (is_measured or all(word.text in ACTING for word in inner)):
        return phrase
    if not is_measured and len(inner) > 1:
        return phrase
    thing = noun_before([word for word in words if word.end <= phrase.stop.start])
    name = "".join(word.text for word in words if thing.start <= word.start < thing.end)
    if len(thing) < _SHORTEST_THING or thing.end != phrase.stop.start or _WHO_ACTS.search(name):
        return phrase
    return Phrase(thing.start, phrase.end, thing.keep, thing.stop)


def past_standard(words: list[Word], phrase: Phrase, link: Word | None) -> Phrase:
    """收费按原标准降低20%: the thing stands before the standard by which it changes."""
    if link is None or phrase.stop is None or phrase.stop.text not in ("按", "按照", "在", "以") or not phrase:
        return phrase
    last = "".join(word.text for word in words[-2:])
    # 子女在公办学校就读比例 is a measure itself.
    if not last.endswith(_STANDARD_ENDS) or (phrase.stop.text == "在" and last.endswith("比例")):
        return phrase
    before = noun_before(strip_adverbs([word for word in words if word.end <= phrase.stop.start]))
    return before or phrase


def past_brackets(layout: Layout, phrase: Phrase) -> Phrase:
    """医疗(含急救中心)养老1个: brackets that open a phrase belong to what stands before it."""
    if not phrase or layout.text[phrase.start] not in "(〔":
        return phrase
    words = layout.words(phrase.start, phrase.end)
    if len(words) < 2 or words[0].text != HELD:
        return phrase
    return replace(noun_before(words[1:]), stop=phrase.stop)


def named_before(layout: Layout, quantity: Quantity, pieces: tuple[Range, ...]) -> Range | None:
    """联席会议制度,每季度召开一次会议: the clause before says which meeting."""
    noun = layout.text[pieces[-1][0] : pieces[-1][1]]
    start, _ = layout.clause(quantity.start)
    if len(pieces) > 1 or not 1 < len(noun) <= 3 or start == 0 or layout.text[start - 1] != ",":
        return None
    phrase = noun_before(layout.words(*layout.clause(start - 1)))
    position = layout.text.rfind(noun, phrase.start, phrase.end)
    return (phrase.start, position + len(noun)) if position > phrase.start else None


def with_object(layout: Layout, quantity: Quantity, found: Indicator) -> Indicator:
    """加大农村劳动力培训力度,年内培训2.5万人: a bare act takes its object from the clause before.

    Or from its own: 帮助困难人员实现就业600人.
    """
    start, _ = layout.clause(quantity.start)
    if helped := _HELPED.search(layout.skeleton, start, found.span()[0]):
        return replace(found, pieces=(helped.span(1), *found.pieces))
    if start == 0 or layout.text[start - 1] != ",":
        return found
    first, last = layout.clause(start - 1)
    named = layout.text.rfind(layout.text[slice(*found.noun)], first, last)
    # 发放创业担保贷款5000万元,扶持创业300人: a clause with a number of its own speaks of something else.
    is_counted = any(character.isdigit() for character in layout.skeleton[first:last])
    thing = noun_before(layout.words(first, named)) if named > first and not is_counted else None
    return replace(found, pieces=((thing.start, thing.end), *found.pieces)) if thing else found


def with_patient(layout: Layout, quantity: Quantity, found: Indicator) -> Indicator:
    """对目录至少全面核查一次, 对子企业每5年进行一次全面轮审: to what an act is done stands before it."""
    start, end = layout.clause(quantity.start)
    patient = _PATIENT.search(layout.skeleton, start, quantity.start)
    if patient is None:
        return found
    first, last = found.span()
    if layout.skeleton.startswith("对", first) and last <= quantity.start:
        behind = _ACT_BEHIND.fullmatch(layout.skeleton, quantity.end, end)
        return replace(found, pieces=(patient.span(1), behind.span(1))) if behind else found
    if first < patient.end() or last - first > _LONGEST_ACT:
        return found
    return replace(found, pieces=(patient.span(1), *found.pieces))


def with_doer(layout: Layout, found: Indicator, left: Phrase, place: Place) -> Indicator:
    """教师每年培训不少于72学时, 学生每天锻炼时间: how often stands between who does it and what is done."""
    if left.stop is None or left.stop.text[0] != "每":
        return found
    thing = noun_before(layout.words(place.low, left.stop.start))
    if not thing or thing.end != left.stop.start:
        return found
    return replace(found, pieces=((thing.start, thing.end), *found.pieces))


def with_holder(layout: Layout, quantity: Quantity, found: Indicator) -> Indicator:
    """城区每万人有3座公厕, 每个村庄至少有一座公厕: who is to have so many is part of what is counted."""
    start, _ = layout.clause(quantity.start)
    holder = _HOLDER.fullmatch(layout.skeleton, start, quantity.start)
    words = layout.words(start, holder.end("holder")) if holder else []
    while words and words[0].text in _UNHELD:
        words = words[1:]
    while words and words[-1].text in _UNHELD:
        words = words[:-1]
    if not words or any(word.text in ("的", "、") for word in words):
        return found
    return replace(found, pieces=((words[0].start, words[-1].end), *found.pieces))


def with_setter(layout: Layout, found: Indicator, left: Phrase, place: Place) -> Indicator:
    """“一村多名大学生计划”实现行政村全覆盖: all that is written before an absolute word, but the verb between."""
    if left.stop is None or left.stop.text not in SETTING:
        return found
    words = layout.words(place.low, left.stop.start)
    thing = noun_before(words[:-1] if words and words[-1].text == "共" else words)
    return replace(found, pieces=((thing.start, thing.end), *found.pieces)) if thing else found
