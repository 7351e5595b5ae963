"""Words with numeral characters that are no numbers (统一, 一般), and words that are one by themselves (一半, 翻番)."""

from dataclasses import dataclass

from flows.reference import read_table
from flows.segment.runs import HAN


@dataclass(frozen=True, slots=True)
class NumberWord:
    """A word of numeral_idioms.csv (value None) or number_words.csv.

    at: index of its first numeral character. unless_before: with one of these after it, the word is not meant (十分钟);
    a unit that continues the number says so too (约合一万).
    """

    word: str
    at: int
    unless_before: str = ""
    value: float | None = None
    unit: str = ""
    kind: str = ""

    @property
    def ends_in_digit(self) -> bool:
        return self.value is None and self.word[-1] in HAN


def number_word_at(text: str, position: int, floor: int) -> tuple[int, NumberWord] | None:
    """The word that lies over the numeral character at `position`, and where it starts.

    A word with a value does not start before `floor`.
    """
    pairs = (text[position - 1 : position + 1] if position else "", text[position : position + 2])
    for pair in pairs:
        for word in _BY_PAIR.get(pair, ()):
            start = position - word.at
            if start < 0 or not text.startswith(word.word, start) or (word.value is not None and start < floor):
                continue
            following = text[start + len(word.word) : start + len(word.word) + 1]
            if following and (following in word.unless_before or (word.ends_in_digit and following in _UNITS)):
                continue
            return start, word
    return None


_UNITS = frozenset("十百千万亿")
# Characters at which a number or one of the words can be noticed.
NUMBER_CHARACTERS = "0123456789半几数每翻减折" + HAN


def _load() -> dict[str, tuple[NumberWord, ...]]:
    """The words by two characters: the first numeral character and the next, or the one before where it is the last."""
    words = [NumberWord(row["word"], _first(row["word"]), row["unless_before"]) for row in read_table("numeral_idioms")]
    for row in read_table("number_words"):
        if row["use"] == "quantity":
            at = _first(row["word"])
            words.append(NumberWord(row["word"], at, "", float(row["value"]), row["unit"], row["kind"]))
    table: dict[str, list[NumberWord]] = {}
    for word in sorted(words, key=lambda word: -len(word.word)):
        pair = word.word[word.at : word.at + 2] if word.at + 1 < len(word.word) else word.word[word.at - 1 :]
        table.setdefault(pair, []).append(word)
    return {pair: tuple(group) for pair, group in table.items()}


def _first(word: str) -> int:
    return next(index for index, character in enumerate(word) if character in NUMBER_CHARACTERS)


_BY_PAIR = _load()
