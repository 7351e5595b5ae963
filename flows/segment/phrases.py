"""Noun phrases beside a number: what they are, and the words at which they end on either side.

Verbs of doing (培育, 建成), scope words (全市, 年内), adverbs and prepositions end a phrase; verbs that decide what is
counted (新建, 新增) belong to it; verbs that are also nouns (建设, 培训) are dropped only at its left edge. The word
lists are seeds/reference/target_verbs.csv and target_function_words.csv.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from flows.reference import words_of
from flows.segment.clauses import Layout
from flows.segment.word_roles import ACT, ACTING, ADVERB, DO, FALL, KEEP, LIGHT, PREPOSITION, RISE, SCOPE
from flows.segment.words import Word

_STOPS = (DO | SCOPE | ADVERB | PREPOSITION | RISE | FALL) - KEEP
# After one of these a verb is the first half of a noun (安装率, 统筹区).
NOUN_ENDINGS = frozenset("率费额量数员人者点区器权证期法性师生房地站所车岗力机型类式性比线面处班书款")
_RATE_ENDINGS = frozenset("率量额数")
# How something is done, when a verb follows; else part of a noun (高标准农田).
MANNER = words_of("target_function_words", "manner")
# 增长目标, 提升工程: behind these a verb of change is half of a noun.
_CHANGE_NOUNS = words_of("target_function_words", "change_noun")
# 开办时间, 办结次数: behind these a verb of doing is half of a noun.
DONE_MEASURES = words_of("target_function_words", "done_measure")
# 慢行交通专项提升项目: what is to be better, not more.
_IMPROVED = words_of("target_function_words", "improved")
_REACHES = frozenset(["达到", "实现", "完成"])
_TIMELY = words_of("target_function_words", "timely")
_ACT_MEASURES = words_of("target_function_words", "act_measure")
LONG_OBJECT = 6
LONGEST = 60
_BREAKS = frozenset(",;:。!?\n、的")
MARKS = frozenset(",;:。!?\n·—-*×")


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
    if text in _TIMELY and words[index + 1 :] and _names_rate(words, index + 1):
        # 12345热线按期办复率
        return False
    if text == "年均" and words[index + 1 :] and words[index + 1].text[-1] in _RATE_ENDINGS:
        # 仲裁年均结案率
        return False
    if text not in _STOPS:
        return text in MANNER and index + 1 < len(words) and words[index + 1].text in DO
    if text in SCOPE or text in ADVERB or text in PREPOSITION or index + 1 >= len(words):
        return True
    following = words[index + 1].text
    if (
        following in _ACT_MEASURES
        or (text == "提升" and following in _IMPROVED)
        or (following in DONE_MEASURES and text not in RISE | FALL | _REACHES and not _is_bounded(words, index + 1))
        or ((text in RISE or text in FALL) and following in _CHANGE_NOUNS)
    ):
        return False
    return not (len(following) == 1 and following in NOUN_ENDINGS)


def _names_rate(words: Sequence[Word], index: int) -> bool:
    """A rate of one or two words: 办复率, 履约|率."""
    return any(word.text[-1] == "率" for word in words[index : index + 2])


def _is_bounded(words: Sequence[Word], index: int) -> bool:
    """确保|规模以上工业增加值: the measure belongs to what follows."""
    return index + 1 < len(words) and words[index + 1].text in ("以上", "以下")


def _ends_member(words: Sequence[Word], index: int) -> bool:
    """资金使用、项目安排等功能, 门窗修缮和卫生管理问题: a verb behind a noun, in a list that 等 or 问题 closes."""
    if index + 1 >= len(words) or words[index - 1].text in _BREAKS:
        return False
    if words[index + 1].text not in ("等", "、", "和", "及"):
        return False
    ends = ("等",) if words[index + 1].text in "等、" else ("问题",)
    closing = next((at for at in range(index + 1, min(len(words), index + 16)) if words[at].text in ends), None)
    if closing is None or any(word.text in MARKS for word in words[index + 1 : closing]):
        return False
    return words[index - 1].text not in _STOPS and words[index - 1].text not in LIGHT


def is_act_only(layout: Layout, phrase: Phrase) -> bool:
    """Does the phrase name nothing but an act (重点培养)?"""
    words = layout.words(phrase.start, phrase.end)
    return all(word.text in ACTING or word.text in ACT or word.text == "重点" for word in words)
