"""The values that the indicator rules pass among themselves."""

from dataclasses import dataclass

from flows.segment.words import Word

Range = tuple[int, int]
# Kinds of quantities by which a measure may change.
CHANGE_KINDS = ("percent", "percentage_point")


@dataclass(slots=True)
class Indicator:
    """What a number counts.

    pieces: ranges of the text in the order in which they are read, and literal words between them.
    basis: level, increase or decrease. linked: a verb such as 达到 stands between phrase and number.
    noun: the range that later numbers fall back on. keep: the verb that says what is counted (新建).
    unled: nothing but the number or the mark before opens the phrase.
    comparator: what the words before the phrase say (不超过投资额20%), else null.
    members: the pieces of each number of a list that 分别 distributes, this one's first; empty without 分别.
    """

    pieces: tuple[Range | str, ...]
    basis: str
    linked: bool
    noun: Range
    keep: Word | None = None
    unled: bool = False
    comparator: str | None = None
    members: tuple[tuple[Range | str, ...], ...] = ()

    def read(self, text: str) -> str:
        return "".join(piece if isinstance(piece, str) else text[piece[0] : piece[1]] for piece in self.pieces)

    def span(self) -> Range:
        ranges = [piece for piece in self.pieces if not isinstance(piece, str)]
        return min(first for first, _ in ranges), max(last for _, last in ranges)


@dataclass(slots=True)
class Place:
    """Where the phrase of a number may stand: [low, number) before it, (number, high) after it.

    follows: another number that counts follows at `high`. earlier: the indicator of the number before in the sentence.
    listed: how many numbers stand in one list from this one on (10%、20%和30%: 3).
    stated: the indicators of the numbers before in the sentence, in order.
    beside: that of the last number before the semicolon in front of the clause.
    """

    low: int
    high: int
    follows: bool
    earlier: Indicator | None
    listed: int = 1
    stated: tuple[Indicator, ...] = ()
    beside: Indicator | None = None
