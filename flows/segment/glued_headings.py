"""Headings that lost their mark: 保障建设用地各相关单位要…, 组建招商小分队组建招商小分队,其中….

Only in text whose line breaks are lost, and only where several units of a document show it: a verb with its object,
then a word that opens a sentence (seeds/reference/sentence_openers.csv), or the heading's own words again. Where most
units of one section show it, weaker signs do: a noun that headings end in before a verb, halves of one length
(提高认识,加强领导|…), the first word of its object again.
"""

import re
from collections.abc import Mapping

from flows.reference import alternatives, column, words_of
from flows.segment.word_roles import ACTING, ADVERB, COORDINATOR, DO, FALL, KEEP, PREPOSITION, RISE
from flows.segment.words import Word, cut_words

SHORTEST, LONGEST = 4, 24
# So many units, and one in so many of those without a heading.
_FEWEST, _SHARE = 2, 4
# So many units of a section, and how large a part of them, where the signs are weaker.
_FEWEST_ALIKE, _SHARE_ALIKE = 3, 0.6
# A line break to so many characters is none of a text that lost its breaks.
_RUN_ON = 300
_FEWEST_BEHIND = 12
_YEAR = re.compile(r"20\d\d年")
_DOUBLED = re.compile(rf"(?P<heading>[一-鿿“”]{{2,{LONGEST - 4}}}?)各?(?P=heading)")
# 区财政金融局负责安排…
_BODY_ACTS = re.compile(
    rf"[省市区县州][一-鿿]{{2,8}}(?:{alternatives('body_words', 'acting')})(?:负责|牵头|要|应当?|会同)"
)
_CLAUSE = re.compile(r"(?:“[^”]*”|[^。,;:!?])*")
_HALF = (4, 8)
_MARKS = frozenset(",。;:!?、()《》“”的")
# 发展适度规模经营|鼓励…
_NOUNS = tuple(words_of("document_words", "heading_noun"))
# Openers that are cut in two: 总体要求.
_OPENERS = tuple(word for word in column("sentence_openers", "word") if len(word) > 2)
_DOING = DO | ACTING | KEEP | RISE | FALL
_ENDS_OPEN = frozenset("的和与及、“(对在为以向从于把将由是不")


def lost_breaks(text: str) -> bool:
    """Whether a text has hardly any line breaks left."""
    return text.count("\n") * _RUN_ON < len(text)


def find_glued_headings(texts: Mapping[int, str]) -> dict[int, int]:
    """The length of the heading at the start of each text, by its key; none where too few of them show one.

    texts: units without a heading, after their labels, folded.
    """
    found = {key: length for key, text in texts.items() if (length := _heading_length(text))}
    return found if len(found) >= _FEWEST and len(found) * _SHARE >= len(texts) else {}


def find_alike(texts: Mapping[int, str], found: Mapping[int, int]) -> dict[int, int]:
    """The lengths of the headings of the units of one section, by weaker signs too; none where few show one.

    found: the lengths that are known already.
    """
    lengths = {key: length for key, text in texts.items() if (length := found.get(key) or _weak_length(text))}
    is_way = len(lengths) >= _FEWEST_ALIKE and len(lengths) >= _SHARE_ALIKE * len(texts)
    return lengths if is_way else {}


def _weak_length(text: str) -> int:
    line = text.partition("\n")[0]
    if paired := next((size for size in range(_HALF[1], _HALF[0] - 1, -1) if _is_pair(line, size)), None):
        return 2 * paired + 1
    clause = _CLAUSE.match(line, 0, 2 * LONGEST).group()
    words = cut_words(clause, 0, len(clause), ("#",))
    if not words or not (words[0].text in ADVERB or words[0].text[-2:] in _DOING):
        return 0
    for index in range(2, len(words)):
        length = words[index].start
        if length > min(LONGEST, len(line) - _FEWEST_BEHIND):
            return 0
        before = words[:index]
        # …体系建设|农村经营机构承担着: a noun that is a verb elsewhere belongs to the heading.
        is_verb = words[index].text not in _NOUNS and _goes_on(line, words[index])
        ends = before[-1].text.endswith(_NOUNS) and is_verb
        again = len(before) > 2 and len(before[1]) > 1 and words[index].text == before[1].text
        if (ends or again) and length >= SHORTEST + 2 and _is_whole(clause[:length]):
            return length
    return 0


def _is_pair(line: str, size: int) -> bool:
    """提高认识,加强领导|…: two halves of one length, then a sentence."""
    if line[size : size + 1] != "," or len(line) - 2 * size - 1 < _FEWEST_BEHIND:
        return False
    halves, behind = line[:size] + line[size + 1 : 2 * size + 1], line[2 * size + 1 :]
    words = cut_words(line, 0, min(len(line), 2 * size + 9), ("#",))
    return (
        not any(mark in halves for mark in _MARKS)
        and behind[0] not in _MARKS
        and any(word.start == 2 * size + 1 for word in words)
        # 经营城市,全面改善|经济发展环境
        and not any(word.start == size + 1 and word.text in ADVERB | PREPOSITION for word in words)
    )


def _heading_length(text: str) -> int:
    line = text.partition("\n")[0]
    doubled = _DOUBLED.match(line)
    if doubled and len(line) - doubled.end() >= _FEWEST_BEHIND:
        return len(doubled["heading"])
    clause = _CLAUSE.match(line, 0, 2 * LONGEST).group()
    if length := _clause_length(line, 0, clause):
        return length
    # 实施“…”行动,做优…品质|建立…: two clauses, the second with a verb of its own.
    second = len(clause) + 1
    if line[len(clause) : second] != "," or second > LONGEST + 1:
        return 0
    length = _clause_length(line, second, _CLAUSE.match(line, second, second + 2 * LONGEST).group())
    return second + length if length else 0


def _clause_length(line: str, start: int, clause: str) -> int:
    """How much of a clause is heading; 0 when nothing in it opens a sentence. A second clause does something."""
    words = cut_words(clause, 0, len(clause), ("#",))
    acts = bool(words) and words[0].text in _DOING | ADVERB
    endings = _NOUNS if start else column("heading_endings", "ending")
    for index in range(1, len(words)):
        length = words[index].start
        if length > min(LONGEST, len(line) - start - _FEWEST_BEHIND):
            return 0
        before = words[:index]
        opener = Word(words[index].text, start + length, start + words[index].end)
        does = acts and _opens_sentence(line, opener, words[0]) and _ends_heading(before)
        names = (acts or not start) and before[-1].text.endswith(endings) and _goes_on(line, opener)
        if (does or (names and length >= SHORTEST)) and _is_whole(clause[:length]):
            return length
    return 0


def _ends_heading(words: list[Word]) -> bool:
    """A verb with an object of two characters or more, which may end here."""
    last = words[-1].text
    return (
        words[-1].end >= SHORTEST
        and words[-1].end - words[0].end >= 2
        and last[-1] not in _ENDS_OPEN
        and last not in ADVERB | PREPOSITION | COORDINATOR
        and not all(word.text in _DOING | ADVERB for word in words)
    )


def _goes_on(line: str, word: Word) -> bool:
    """建设标准|新建的垃圾站要按…: behind a heading without a verb a verb opens the sentence, too."""
    return word.text in _DOING | PREPOSITION or _opens_sentence(line, word, word)


def _opens_sentence(line: str, word: Word, verb: Word) -> bool:
    return (
        word.text in column("sentence_openers", "word")
        or line.startswith(_OPENERS, word.start)
        or (len(verb) > 1 and word is not verb and word.text == verb.text)
        or _YEAR.match(line, word.start) is not None
        or _BODY_ACTS.match(line, word.start) is not None
    )


def _is_whole(heading: str) -> bool:
    return heading.count("“") == heading.count("”") and heading.count("(") == heading.count(")")
