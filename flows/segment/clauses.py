"""The shape of a text as the target rules read it: enclosures, time phrases, sentences, clauses, words.

The skeleton has the length of the text. What stands in quotation marks, title marks and brackets is masked in it by
`HELD`, time phrases (2025年底前, “十四五”期间) by `TIME`: a rule that looks for a comma or a verb sees only those of the
sentence itself.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import cache

import rjieba

from flows.reference import read_table

HELD = "□"
TIME = "◇"
_PAIRS = {
    "“": "”",
    "‘": "’",
    "《": "》",
    "〈": "〉",
    "(": ")",
    "〔": "〕",
    "[": "]",
    "【": "】",
    "「": "」",
    "『": "』",
}
_LONGEST_ENCLOSURE = 300
_ENCLOSER = re.compile("[" + re.escape("".join(_PAIRS) + "".join(_PAIRS.values())) + "\n]")
_YEAR = r"(?:(?:19|20)\d{2}|[一二][〇零○九]?[〇零○一二三四五六七八九]{2,3})(?:[-—~至](?:(?:19|20)\d{2}|\d{2}))?年"
_TIME = re.compile(
    rf"(?:(?:力争)?到|至|截至|截止|自|从|于|在)?"
    rf"(?:{_YEAR}(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:年?[底末初中])?(?:上半年|下半年|第?[一二三四]季度)?"
    rf"|“?[一二十]{{1,3}}[三四五六七八九]?五”?(?:时期|期间|期末|末|规划期末)"
    rf"|(?<![\d.])\d{{1,2}}月(?:\d{{1,2}}日|[底末初中]|份)?(?:前|之前|以前|起)?"
    rf"|(?:上|下)半年|(?:第)?[一二三四]季度(?:末|底)?|(?:今年|明年|本年|当年)?年[底末](?:前|之前|以前)?)"
    rf"(?:之前|以前|前|起|以内|期间|以来)?"
)
_SENTENCE = re.compile(r"[。;!?\n]")
_CLAUSE = re.compile(r"[。;!?\n,:]|——")


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A bracketed or quoted stretch; start and end are the positions of its two marks."""

    start: int
    end: int
    mark: str


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a clause with its offsets in the text; masked stretches are one word HELD or TIME."""

    text: str
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


@dataclass(slots=True)
class Layout:
    """text with its enclosures, its skeleton and where its sentences and clauses end (positions of the marks)."""

    text: str
    skeleton: str
    enclosures: list[Enclosure]
    sentence_marks: list[int]
    clause_marks: list[int]
    base: int = 0
    words_seen: dict[tuple[int, int], list[Word]] = field(default_factory=dict)

    def sentence(self, position: int) -> tuple[int, int]:
        """(start, end) of the sentence that holds `position`, closing mark excluded."""
        return _between(self.sentence_marks, position, self.base, len(self.text))

    def clause(self, position: int) -> tuple[int, int]:
        """(start, end) of the clause that holds `position`, marks excluded."""
        return _between(self.clause_marks, position, self.base, len(self.text))

    def enclosure(self, start: int, end: int, marks: str) -> Enclosure | None:
        """The innermost enclosure with one of the opening `marks` around [start, end); null when there is none."""
        found = None
        for enclosure in self.enclosures:
            if enclosure.start >= start:
                break
            if enclosure.end >= end and enclosure.mark in marks:
                found = enclosure
        return found

    def words(self, start: int, end: int) -> list[Word]:
        """The words of [start, end) of the skeleton."""
        if end <= start:
            return []
        key = (start, end)
        if key not in self.words_seen:
            self.words_seen[key] = _words(self.skeleton, start, end)
        return self.words_seen[key]


def lay_out(text: str, start: int = 0, end: int | None = None, numbers: list[tuple[int, int]] | None = None) -> Layout:
    """Lay out text[start:end]; offsets stay those of `text`. Marks inside `numbers` (1,200; 4:6) do not end a clause."""
    end = len(text) if end is None else end
    enclosures = _enclosures(text, start, end)
    skeleton = list(text[:end])
    for enclosure in enclosures:
        first, last = enclosure.start, enclosure.end + 1
        skeleton[first:last] = HELD * (last - first)
    masked = "".join(skeleton)
    for match in _TIME.finditer(text, start, end):
        first, last = match.span()
        if HELD not in masked[first:last] or text[first] == "“" or "“" in match.group():
            skeleton[first:last] = TIME * (last - first)
    for first, last in numbers or ():
        for position in range(max(first, start), min(last, end)):
            if skeleton[position] in ",:;":
                skeleton[position] = "·"
    masked = "".join(skeleton)
    sentence_marks = [match.start() for match in _SENTENCE.finditer(masked, start)]
    clause_marks = [
        match.start() if match.end() - match.start() == 1 else match.end() - 1
        for match in _CLAUSE.finditer(masked, start)
    ]
    return Layout(text[:end], masked, enclosures, sentence_marks, clause_marks, start)


def _between(marks: list[int], position: int, first: int, last: int) -> tuple[int, int]:
    after = bisect_left(marks, position)
    before = bisect_right(marks, position - 1) - 1
    return (marks[before] + 1 if before >= 0 else first), (marks[after] if after < len(marks) else last)


def _enclosures(text: str, start: int, end: int) -> list[Enclosure]:
    """Matched pairs within one line, outermost first at equal starts, ascending by start."""
    open_marks: list[tuple[str, int]] = []
    found = []
    for match in _ENCLOSER.finditer(text, start, end):
        mark, position = match.group(), match.start()
        if mark == "\n":
            open_marks.clear()
        elif mark in _PAIRS:
            if len(open_marks) < 8:
                open_marks.append((mark, position))
        else:
            for depth in range(len(open_marks) - 1, -1, -1):
                opener, first = open_marks[depth]
                if _PAIRS[opener] == mark:
                    del open_marks[depth:]
                    if position - first <= _LONGEST_ENCLOSURE:
                        found.append(Enclosure(first, position, opener))
                    break
    found.sort(key=lambda enclosure: (enclosure.start, -enclosure.end))
    return found


@cache
def _segmenter() -> rjieba.Jieba:
    """A word segmenter that knows the verbs and function words of plans."""
    segmenter = rjieba.Jieba()
    for table in ("target_verbs", "target_function_words"):
        for row in read_table(table):
            if len(row["word"]) > 1:
                segmenter.add_word(row["word"], None, None)
    return segmenter


_MASKED = re.compile(f"{HELD}+|{TIME}+")


def _words(skeleton: str, start: int, end: int) -> list[Word]:
    words: list[Word] = []
    position = start
    cut = _segmenter().cut
    for match in _MASKED.finditer(skeleton, start, end):
        position = _cut_into(words, cut, skeleton, position, match.start())
        words.append(Word(match.group()[0], match.start(), match.end()))
        position = match.end()
    _cut_into(words, cut, skeleton, position, end)
    return words


def _cut_into(words: list[Word], cut, skeleton: str, position: int, end: int) -> int:
    if position < end:
        for word in cut(skeleton[position:end], False):
            words.append(Word(word, position, position + len(word)))
            position += len(word)
    return end
