"""The words between an indicator phrase and its number: the verb that links them (达到, 增长), and its basis.

Baselines (从45%), comparisons (比上年) and words of planning before that verb belong to no phrase.
"""

import re

from flows.model import Quantity
from flows.reference import words_of
from flows.segment.clauses import HELD, TIME, Layout
from flows.segment.phrases import Phrase, is_act_only
from flows.segment.subjects import RATE_NAME, is_number
from flows.segment.word_roles import ACTING, ADVERB, DO, FALL, KEEP, REACH, RISE, SCOPE
from flows.segment.words import Word

_PASSED_OVER = frozenset(["了", "近", "约", "为", "达", "共", "总", "左右", "同比", "环比", "可", "的", "一般"])
_COMPARED_TO = words_of("indicator_words", "compared_to")
_PLANNED = frozenset(["计划", "预期", "预计", "平均"])
_LEVEL_BEFORE = (["基础", "上"], ["水平", "上"])
_COMPARING = frozenset(["比", "较", "在", "与", "同"])
_DIFFERENCE = {"高": "increase", "多": "increase", "低": "decrease", "少": "decrease"}
_STRIVING = words_of("indicator_words", "striving")
_EACH = re.compile(r"每[个项人名家户处所件村校班台]")


def take_link(words: list[Word], is_charged: bool) -> tuple[str, Word | None, list[Word]]:
    """Strip what stands between phrase and number (均增长, 力争达到); the basis that the verb gives, and the verb.

    is_charged: the number is a rate that is charged (税按7.5%征收), so that 按 links.
    """
    link = None
    basis = "level"
    last = len(words)
    while last:
        text = words[last - 1].text
        before = words[last - 2].text if last > 1 else ""
        if text == "的" and last == len(words):
            break
        if last == len(words) and (each := _distributed(words)):
            # 经费为每项1万元
            last -= each - 1
        elif (
            (text == "实际" and link is not None)
            or (text == "按" and link is not None and (link.text in RISE or link.text in FALL))
            or text in ADVERB
            or text in SCOPE
            or (text in _PASSED_OVER and text != "的")
            or (text == TIME and last > 1 and before not in _COMPARING)
        ):
            pass
        elif link is None and text in KEEP:
            break
        elif link is None and text in _DIFFERENCE and any(word.text in ("比", "较") for word in words[:last]):
            link, basis = words[last - 1], _DIFFERENCE[text]
        elif link is None and (text in RISE or text in FALL):
            link, basis = words[last - 1], "increase" if text in RISE else "decrease"
        elif link is None and (
            text in REACH or text in DO or (is_charged and text in ("按", "按照") and last == len(words))
        ):
            link = words[last - 1]
        elif link is None and last == len(words) and text[-1] == "达" and RATE_NAME.search(text[:-1]):
            # 报销比达
            link = Word("达", words[last - 1].end - 1, words[last - 1].end)
            words = [*words[: last - 1], Word(text[:-1], words[last - 1].start, link.start)]
            break
        elif (link is not None and link.text in ("到", "至", "为", "在") and last == len(words) - 1 and (
            text in RISE or text in FALL or text in DO or text in ACTING
        )) or (link is not None and (text in _STRIVING or (text in REACH and len(text) > 1))):  # fmt: skip
            pass
        else:
            break
        last -= 1
    return basis, link, words[:last]


def _distributed(words: list[Word]) -> int:
    """How many words at the end say for each of what the number holds (为|每项, 为|每|人); 0 without a verb before."""
    length = 1 if _EACH.fullmatch(words[-1].text) else 2 if _EACH.fullmatch("".join(w.text for w in words[-2:])) else 0
    return length if length and words[:-length] and words[-length - 1].text in ("为", "是", "达到", "按") else 0


def drop_unit(words: list[Word]) -> list[Word]:
    """Strip 以乡镇为单位 at the end of `words`: for what the level is reckoned."""
    if len(words) > 4 and [word.text for word in words[-2:]] == ["为", "单位"]:
        start = next(
            (index for index in range(len(words) - 3, max(-1, len(words) - 8), -1) if words[index].text == "以"), 0
        )
        return words[:start] if start else words
    return words


def drop_baseline(words: list[Word]) -> list[Word]:
    """Strip 从45%, 由380元: where a change starts."""
    for index in range(len(words) - 1, max(-1, len(words) - 12), -1):
        if (
            words[index].text == "每"
            and index
            and len(words) - index <= 4
            and words[index + 1 :]
            and words[index + 1].text[:1].isdigit()
        ):
            return words[:index]
        if words[index].text in ("从", "由") and any(is_number(word.text) for word in words[index + 1 :]):
            return words[:index]
    return words


def drop_comparison(words: list[Word]) -> list[Word]:
    """Strip 比2010年, 较上年, 在2020年基础上, 在现有水平上 at the end of `words`."""
    if [word.text for word in words[-2:]] in _LEVEL_BEFORE:
        start = next(
            (index for index in range(len(words) - 2, max(0, len(words) - 7), -1) if words[index].text == "在"), 0
        )
        if start:
            return words[:start]
    for index in range(len(words) - 1, max(-1, len(words) - 8), -1):
        text = words[index].text
        tail = words[index + 1 :]
        if text in ("比", "较", "同", "与") and any(
            word.text in (TIME, HELD) or word.text in _COMPARED_TO for word in tail
        ):
            return words[:index]
        if text == TIME and all(word.text in _COMPARED_TO for word in tail):
            return words[: index - 1 if index and words[index - 1].text in _COMPARING else index]
    return words


def drop_planned(words: list[Word], link: Word | None) -> list[Word]:
    """国民生产总值计划增长8%, 2018年计划完成4座: before a verb of change or reaching 计划 says that it is to happen."""
    if not words or link is None or words[-1].text not in _PLANNED:
        return words
    if any(word.text in ("比", "较") for word in words[-4:]):
        # 比原计划增加2公里: the plan is what it is compared with
        return words
    changes = len(words) > 1 and (link.text in RISE or link.text in FALL)
    return words[:-1] if changes or (link.text in DO | REACH and words[-1].text == "计划") else words


def basis_of_stop(layout: Layout, quantity: Quantity, basis: str, link: Word | None, left: Phrase) -> str:
    """增加公办学位5000个: the verb that opens the phrase tells the basis when no verb stands before the number."""
    if link is not None or left.stop is None or not left or is_act_only(layout, left):
        return basis
    if left.stop.text == "提升" and quantity.kind == "count":
        # 整治提升11条道路
        return basis
    if left.stop.text in RISE:
        return "increase"
    return "decrease" if left.stop.text in FALL else basis
