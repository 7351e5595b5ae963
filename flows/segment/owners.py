"""Whose measure: what a bare measure (面积, 总投资), rate or sum is of, when its own clause does not say."""

import re
from dataclasses import replace

from flows.model import Quantity
from flows.reference import alternatives, words_of
from flows.segment.clauses import TIME, Layout
from flows.segment.indicator import Indicator, Place, Range
from flows.segment.phrases import MANNER, Phrase, is_stop
from flows.segment.phrases_before import noun_before
from flows.segment.word_roles import (
    ADVERB,
    COORDINATOR,
    DO,
    FALL,
    KEEP,
    LIGHT,
    PREPOSITION,
    REACH,
    RISE,
    SCOPE,
    SETTING,
)
from flows.segment.words import Word

_MODIFIERS, _MEASURES = alternatives("indicator_words", "bare_modifier"), alternatives("indicator_words", "bare")
_BARE_MEASURE = re.compile(rf"(?:[年总]|{_MODIFIERS}){{0,3}}(?:{_MEASURES})")
_GENERIC_RATE = re.compile(alternatives("indicator_words", "generic_rate"))
_MEASURE_END = re.compile(rf"(?:{_MODIFIERS}){{0,4}}(?:{_MEASURES})$")
# 建成一支结构合理的|教师队伍
_BUILT_ONE = re.compile(r"一[支批个所家](?:[^,;。]*的(?=[^的]{3}))?")
_THEME = re.compile(rf"[一-鿿、]{{2,12}}?(?:{alternatives('indicator_words', 'theme')})")
_LABELLED = "|".join(alternatives("indicator_words", use) for use in ("work", "facility", "place"))
_LABEL = re.compile(rf"(?:\d{{1,2}}[.、]|\(\d{{1,2}}\))?(?P<thing>[一-鿿、]{{2,24}}?(?:{_LABELLED})):")
_PREDICATES = frozenset(["应", "应当", "要", "须", "必须", "不断", "优先", "全部", "进行", "的"])
_OPENERS = DO | LIGHT | SCOPE | ADVERB | PREPOSITION | SETTING | {TIME}
# How surely and when, between the mark and the measure: 计划完成年度|投资.
_LED = REACH | ADVERB | SETTING | SCOPE | {TIME, "预计", "预估", "预期", "共", "年度"}
# Who acts owns no measure of what is done.
_DOER = re.compile(r"(?:部门|机[关构]|单位|政府|[局厅委]|各地|财政)$")
_OF_ALL = words_of("indicator_words", "of_all")
_SHORTEST_TOPIC, _LONGEST_TOPIC = 2, 40
_OF_THINGS = re.compile(rf"(?:{alternatives('indicator_words', 'of_things')})")
_PEOPLE = re.compile(rf"(?:{alternatives('target_exclusions', 'people')})$")
# What is covered, without what covers it.
_AREAS = re.compile(rf"(?:(?:[县乡镇村街]|{alternatives('indicator_words', 'area')})[、和]?){{1,4}}")
# 该项目位于…,总投资120万元: who that is, the text does not say here.
_POINTING = re.compile(r"[该此其这本]")
_DIGIT = re.compile(r"\d")


def own_share(layout: Layout, quantity: Quantity, found: Indicator, place: Place) -> Indicator:
    """产业实现产值680亿元,增加值占GDP的10%: a share of a bare measure is of what the number before measured."""
    first = found.pieces[0]
    if isinstance(first, str) or not _BARE_MEASURE.fullmatch(layout.text, *first):
        return found
    if place.earlier is not None:
        return _with_earlier(layout, found, place.earlier) or found
    # 教师队伍,数量达到教师总数70%
    return _with_topic(layout, quantity, found) or found


def with_earlier_owner(layout: Layout, found: Indicator, place: Place) -> Indicator | None:
    """The measure of what the number before in the sentence measured; null for one that says so itself.

    改造小区25个,惠及居民3200户,建筑面积28万平方米: people have no area, so it is of what was counted before them.
    """
    noun = found.read(layout.text)
    if place.earlier is None or not found.unled or not _BARE_MEASURE.fullmatch(noun):
        return None
    earlier = place.earlier
    if _OF_THINGS.search(noun):
        stated = (one for one in reversed(place.stated) if not _PEOPLE.search(layout.text, *one.noun))
        earlier = next(stated, earlier)
    return _with_earlier(layout, found, earlier)


def with_owner(layout: Layout, quantity: Quantity, found: Indicator, beside: Indicator | None) -> Indicator | None:
    """The first measure of a sentence with what it is of; null for one that says so itself.

    beside: the indicator of the last number before the semicolon in front of the clause.
    """
    noun = found.read(layout.text)
    is_rate = quantity.kind == "percent" and _GENERIC_RATE.fullmatch(noun) is not None
    if not (is_rate or _BARE_MEASURE.fullmatch(noun)) or not (found.unled or _is_only_led(layout, found)):
        return None
    if is_rate:
        return _with_topic(layout, quantity, found)
    if owned := _with_label(layout, found) or _with_topic(layout, quantity, found):
        return owned
    of_beside = _with_earlier(layout, found, beside) if beside is not None else None
    return of_beside or _with_theme(layout, quantity, found)


def with_whole(layout: Layout, quantity: Quantity, found: Indicator) -> Indicator:
    """四级卫生服务网络,实现乡村、社区全覆盖: what covers a base that stands alone in its clause."""
    first, last = found.span()
    start, _ = layout.clause(quantity.start)
    if len(found.pieces) > 1 or not _AREAS.fullmatch(layout.text, first, last) or not _is_only_led(layout, found):
        return found
    if start == 0 or layout.text[start - 1] != ",":
        return found
    words = layout.words(*layout.clause(start - 1))
    is_thing = all(not is_stop(words, index) for index in range(1, len(words)))
    return (_with_topic(layout, quantity, found) if is_thing else None) or found


def _is_only_led(layout: Layout, found: Indicator) -> bool:
    """,力争完成年度交易额: only how surely and when stands before the measure in its clause."""
    first, _ = found.span()
    start, _ = layout.clause(first)
    words = layout.words(start, first)
    return bool(words) and all(word.text in _LED for word in words)


def _with_earlier(layout: Layout, found: Indicator, earlier: Indicator) -> Indicator | None:
    """规模以上工业总产值230亿元,增加值92亿元: the measure of what the number before measured; null without one."""
    owner, *measure = earlier.pieces
    spans = [piece for piece in measure if not isinstance(piece, str)]
    if len(spans) == 1 and _BARE_MEASURE.fullmatch(layout.text, *spans[0]) and not isinstance(owner, str):
        # 高新技术产业实现产值680亿元
        return replace(found, pieces=(owner, *found.pieces))
    noun = without_state(layout, earlier.noun)
    thing = layout.text[slice(*noun)]
    if found.read(layout.text) not in _OF_ALL:
        # 社会投资20亿元,占比40%: what has the share is the sum, with its measure.
        thing = _MEASURE_END.sub("", thing)
    if len(thing) < 2:
        return None
    owner = (noun[0], noun[0] + len(thing))
    return replace(found, pieces=(owner, *found.pieces), noun=(owner[0], noun[1]))


def _with_topic(layout: Layout, quantity: Quantity, found: Indicator) -> Indicator | None:
    """整治项目,用地面积210亩; 农药使用量零增长,利用率提高到40%: of what the clause before speaks; null without one."""
    start, _ = layout.clause(quantity.start)
    if not start or layout.text[start - 1] != ",":
        return None
    topic = _topic(layout, layout.words(*layout.clause(start - 1)))
    if topic is None or _POINTING.match(layout.text, topic.start):
        return None
    first, last = found.span()
    name = layout.text[first:last]
    shared = next(
        (size for size in range(len(name), 1, -1) if layout.text.endswith(name[:size], topic.start, topic.end)), 0
    )
    end = topic.end - shared
    return replace(found, pieces=((topic.start, end), *found.pieces)) if end > topic.start else None


def _with_label(layout: Layout, found: Indicator) -> Indicator | None:
    """甲地产业园项目:位于乙镇,总投资3亿元: of what labels the sentence; null where no work or place does."""
    start, _ = layout.sentence(found.span()[0])
    first = found.span()[0]
    label = _LABEL.match(layout.skeleton, start, first)
    if label is None or _POINTING.match(layout.text, label.end()):
        return None
    return replace(found, pieces=(label.span("thing"), *found.pieces))


def _topic(layout: Layout, words: list[Word]) -> Phrase | None:
    """What a clause is about: what it begins with; where it opens with a verb of doing, what that ends with."""
    opens_doing = False
    while words and (words[0].text in _OPENERS or words[0].text in COORDINATOR):
        verb, *words = words
        # 建设一支…的队伍
        opens_doing = (
            opens_doing or verb.text in DO or (verb.text in LIGHT and bool(words) and words[0].text[0] == "一")
        )
    if opens_doing:
        topic = _built(layout, subject_of(words))
        return topic if 1 < len(topic) <= _LONGEST_TOPIC else None
    end = next(
        (index for index in range(1, len(words)) if is_stop(words, index) or words[index].text in _PREDICATES | REACH),
        len(words),
    )
    topic = noun_before(words[:end])
    says_little = len(topic) <= _SHORTEST_TOPIC or _DOER.search(layout.text, topic.start, topic.end)
    if topic and says_little:
        return _topic(layout, words[end:]) if end < len(words) else None
    if not 1 < len(topic) <= _LONGEST_TOPIC or _DIGIT.search(layout.text, topic.start, topic.end):
        return None
    return topic


def with_clause_before(layout: Layout, quantity: Quantity, found: Indicator) -> Indicator:
    """棚户区改造计划,今年开工580万套: what is begun stands in the clause before."""
    start, _ = layout.clause(quantity.start)
    if start == 0 or layout.text[start - 1] != ",":
        return found
    noun = _built(layout, subject_of(layout.words(*layout.clause(start - 1))))
    return replace(found, pieces=((noun.start, noun.end), *found.pieces)) if noun else found


def _built(layout: Layout, phrase: Phrase) -> Phrase:
    built = _BUILT_ONE.match(layout.skeleton, phrase.start, phrase.end)
    return replace(phrase, start=built.end()) if built else phrase


_MADE_PART = frozenset(["纳入", "列入"])


def subject_of(words: list[Word]) -> Phrase:
    """What a clause without a number speaks of: its last noun, its first when it ends in who acts (由学校组织), or
    what is made part of something (将艺术课程|纳入必修课)."""
    taken = next((index for index, word in enumerate(words) if word.text in ("将", "把")), None)
    joins = next((index for index, word in enumerate(words) if word.text in _MADE_PART), None)
    if taken is not None and joins is not None and joins > taken + 1:
        return noun_before(words[taken + 1 : joins])
    while words and (
        words[-1].text in DO | RISE | FALL
        or words[-1].text in ADVERB
        or words[-1].text in ("的", "基础上", "基础", "上")
    ):
        words = words[:-1]
    counted = max((index for index, word in enumerate(words) if word.text.isdigit()), default=None)
    words = words if counted is None else words[counted + 2 :]
    phrase = noun_before(words)
    if phrase and not (phrase.stop is not None and phrase.stop.text in ("由", "对", "向", "给")):
        return phrase
    for index, word in enumerate(words):
        if word.text in ("由", "对", "向", "给"):
            return noun_before(words[:index])
    return phrase


def _with_theme(layout: Layout, quantity: Quantity, found: Indicator) -> Indicator:
    """石化产业…。产值1300亿元: of what opens the paragraph."""
    start, _ = layout.clause(quantity.start)
    if start and layout.text[start - 1] == ",":
        return found
    paragraph = layout.text.rfind("\n", 0, start) + 1
    theme = _THEME.match(layout.text, paragraph)
    return replace(found, pieces=(theme.span(), *found.pieces)) if theme and theme.end() < start else found


def in_other_state(layout: Layout, link: Word | None, place: Place) -> Indicator | None:
    """棚户区改造新开工3000套,基本建成2000套: what was begun is now built; null where nothing was."""
    earlier = place.earlier
    if link is None or earlier is None or earlier.keep is None or link.text not in DO | LIGHT:
        return None
    gap = layout.words(place.low, link.start)
    if any(word.text in (TIME, "其中") for word in gap):
        # 新建公厕10座,其中2026年完成4座: a part of what is begun
        return None
    thing = without_keep(layout, earlier.noun)
    before = [word for word in gap if word.text in MANNER]
    verb = (before[-1].start if before and before[-1].end == link.start else link.start, link.end)
    return replace(earlier, pieces=(thing, verb), basis="level", linked=True, comparator=None, noun=thing)


def without_state(layout: Layout, noun: Range) -> Range:
    """亿元以上项目开工97个,完成投资278亿元: of the projects, not of their beginning."""
    words = layout.words(*noun)
    return (noun[0], words[-2].end) if len(words) > 1 and words[-1].text in KEEP else noun


def without_keep(layout: Layout, noun: Range) -> Range:
    """The thing of an earlier number without its verb: 项目 of 开工项目 and of 项目开工."""
    words = layout.words(*noun)
    while len(words) > 1 and words[0].text in KEEP:
        words = words[1:]
    while len(words) > 1 and words[-1].text in KEEP:
        words = words[:-1]
    return (words[0].start, words[-1].end) if words else noun
