"""The shape of a text as the target rules read it: enclosures, sentences, clauses, words.

The skeleton has the length of the text. What stands in quotation marks, title marks and brackets is masked in it by
HELD, time phrases (2025年底前, “十四五”期间) by TIME: a rule that looks for a comma or a verb sees only those of the
sentence.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.segment.time_phrases import find_time_phrases
from flows.segment.words import Word, cut_words

HELD = "□"
TIME = "◇"
_PAIRS = dict(zip("“‘《〈(〔[【「『", "”’》〉)〕]】」』", strict=True))
_LONGEST_ENCLOSURE = 300
_DEEPEST = 8
# Opens and closes; one that closes nothing near is taken for no mark.
_STRAIGHT, _LONGEST_STRAIGHT = '"', 40
_ENCLOSER = re.compile("[" + _STRAIGHT + re.escape("".join(_PAIRS) + "".join(_PAIRS.values())) + "\n]")
_SENTENCE_MARKS = frozenset("。;!?\n")
_CLAUSE = re.compile(r"[。;!?\n,:]|——")
_INNER_MARK = re.compile(r"[,:;]")
# A rule looks no further than this from a number, however long the sentence is.
_REACH = 400


@dataclass(slots=True)
class Enclosure:
    """A bracketed or quoted stretch; start and end are the positions of its two marks."""

    start: int
    end: int
    mark: str


@dataclass(slots=True)
class Layout:
    """text with its enclosures, its skeleton and where its sentences and clauses end (positions of the marks)."""

    text: str
    skeleton: str
    enclosures: list[Enclosure]
    opened_at: list[int]
    sentence_marks: list[int]
    clause_marks: list[int]
    words_seen: dict[tuple[int, int], list[Word]] = field(default_factory=dict)

    def sentence(self, position: int) -> tuple[int, int]:
        """(start, end) of the sentence around `position`, closing mark excluded, as far as rules look."""
        return self._between(self.sentence_marks, position)

    def sentence_number(self, position: int) -> int:
        """Which sentence holds `position`, counted from 0."""
        return bisect_left(self.sentence_marks, position)

    def clause(self, position: int) -> tuple[int, int]:
        """(start, end) of the clause around `position`, marks excluded, as far as rules look."""
        return self._between(self.clause_marks, position)

    def _between(self, marks: list[int], position: int) -> tuple[int, int]:
        after = bisect_left(marks, position)
        before = after - 1
        first = marks[before] + 1 if before >= 0 else 0
        last = marks[after] if after < len(marks) else len(self.text)
        return max(first, position - _REACH), min(last, position + _REACH)

    def enclosure(self, start: int, end: int, marks: str) -> Enclosure | None:
        """The innermost enclosure with one of the opening `marks` around [start, end); null when there is none."""
        index = bisect_left(self.opened_at, start) - 1
        while index >= 0 and self.opened_at[index] >= start - _LONGEST_ENCLOSURE:
            enclosure = self.enclosures[index]
            if enclosure.end >= end and enclosure.mark in marks:
                return enclosure
            index -= 1
        return None

    def enclosures_within(self, start: int, end: int) -> list[Enclosure]:
        """The enclosures that lie in [start, end), ascending by start."""
        first, last = bisect_left(self.opened_at, start), bisect_left(self.opened_at, end)
        return [enclosure for enclosure in self.enclosures[first:last] if enclosure.end < end]

    def words(self, start: int, end: int) -> list[Word]:
        """The words of [start, end) of the skeleton."""
        if end <= start:
            return []
        key = (start, end)
        if key not in self.words_seen:
            self.words_seen[key] = cut_words(self.skeleton, start, end, (HELD, TIME))
        return self.words_seen[key]


def lay_out(text: str, numbers: Sequence[tuple[int, int]]) -> Layout:
    """Lay out `text`.

    numbers: (start, end) of the quantities in it, ascending; a mark inside one (1,200; 4:6) ends no clause.
    """
    enclosures = _enclosures(text)
    skeleton = list(text)
    covered = 0
    for enclosure in enclosures:
        if enclosure.start >= covered:
            covered = enclosure.end + 1
            skeleton[enclosure.start : covered] = HELD * (covered - enclosure.start)
    for first, last in find_time_phrases(text, numbers):
        if text[first] == "“" or skeleton[first] != HELD:
            skeleton[first:last] = TIME * (last - first)
    for first, last in numbers:
        for match in _INNER_MARK.finditer(text, first, last):
            skeleton[match.start()] = "·"
    masked = "".join(skeleton)
    clause_marks = [match.end() - 1 for match in _CLAUSE.finditer(masked)]
    sentence_marks = [mark for mark in clause_marks if masked[mark] in _SENTENCE_MARKS]
    opened_at = [enclosure.start for enclosure in enclosures]
    return Layout(text, masked, enclosures, opened_at, sentence_marks, clause_marks)


def _enclosures(text: str) -> list[Enclosure]:
    """Matched pairs within one line, ascending by start."""
    open_marks: list[tuple[str, int]] = []
    found = []
    for match in _ENCLOSER.finditer(text):
        mark, position = match.group(), match.start()
        if mark == "\n":
            open_marks.clear()
        elif mark == _STRAIGHT:
            # “双随机"
            depth = next((depth for depth, (opener, _) in enumerate(open_marks) if opener in (_STRAIGHT, "“")), None)
            if depth is None:
                open_marks.append((mark, position))
            else:
                first = open_marks[depth][1]
                del open_marks[depth:]
                if position - first <= _LONGEST_STRAIGHT:
                    found.append(Enclosure(first, position, "“"))
        elif mark in _PAIRS:
            if len(open_marks) == _DEEPEST:
                del open_marks[0]
            open_marks.append((mark, position))
        else:
            for depth in range(len(open_marks) - 1, -1, -1):
                opener, first = open_marks[depth]
                if _PAIRS.get(opener) == mark:
                    del open_marks[depth:]
                    if position - first <= _LONGEST_ENCLOSURE:
                        found.append(Enclosure(first, position, opener))
                    break
    found.sort(key=lambda enclosure: enclosure.start)
    return found
