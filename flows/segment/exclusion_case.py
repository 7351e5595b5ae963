"""What an exclusion rule sees of a quantity: its words, its clause before and after, and its neighbours."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.model import Quantity
from flows.reference import words_of
from flows.segment.clauses import Enclosure, Layout
from flows.segment.phrases_after import noun_after

# 3个方面20项举措: what is done in so many respects counts.
RESPECT_DEEDS = tuple(words_of("target_exclusions", "respect_deed"))
ARABIC = re.compile(r"[0-9]")
# Inside a class of characters.
HAN = "\u4e00-\u9fff"


@dataclass(slots=True)
class Case:
    """A quantity in its place.

    written: the mention. is_arabic: it holds a digit. unit: without a time denominator.
    before, after: the skeleton of its clause to both sides.
    following: the next quantity, null when there is none; follows: it has not been excluded itself.
    """

    layout: Layout
    quantities: Sequence[Quantity]
    index: int
    plan_year: int | None
    quantity: Quantity
    written: str
    unit: str
    before: str
    after: str
    sentence_start: int
    following: Quantity | None
    follows: bool
    is_arabic: bool

    @property
    def digits(self) -> str:
        """The mention without its unit at the end."""
        return self.written.removesuffix(self.unit) if self.unit else self.written

    def text_before(self, length: int) -> str:
        return self.layout.text[max(0, self.quantity.start - length) : self.quantity.start]

    def text_after(self, length: int) -> str:
        return self.layout.text[self.quantity.end : self.quantity.end + length]

    def sentence_before(self) -> str:
        return self.layout.text[self.sentence_start : self.quantity.start]

    def after_sentence(self) -> str:
        """What follows the number in its sentence."""
        return self.layout.text[self.quantity.end : self.layout.sentence(self.quantity.start)[1]]

    def enclosed(self, marks: str) -> Enclosure | None:
        return self.layout.enclosure(self.quantity.start, self.quantity.end, marks)

    def noun_after(self) -> str:
        """The noun phrase that follows, without what 等 sums up behind it."""
        end = min(self.quantity.end + len(self.after), self.quantity.end + 24)
        ahead = self.following is not None and self.quantity.end < self.following.start < end
        phrase = noun_after(self.layout, self.quantity.end, self.following.start if ahead else end, ahead)
        for word in self.layout.words(phrase.start, phrase.end):
            if word.text in ("等", "在内"):
                return self.layout.text[phrase.start : word.start]
        return self.layout.text[phrase.start : phrase.end]

    def word_after(self) -> str:
        """The word that follows the mention."""
        words = self.layout.words(self.quantity.end, min(self.quantity.end + len(self.after), self.quantity.end + 24))
        return words[0].text if words else ""


def make_case(layout: Layout, quantities: Sequence[Quantity], index: int, plan_year: int | None, follows: bool) -> Case:
    quantity = quantities[index]
    written = layout.text[quantity.start : quantity.end]
    start, end = layout.clause(quantity.start)
    return Case(
        layout,
        quantities,
        index,
        plan_year,
        quantity,
        written,
        quantity.unit.partition("/")[0],
        layout.skeleton[start : quantity.start],
        layout.skeleton[quantity.end : end],
        layout.sentence(quantity.start)[0],
        quantities[index + 1] if index + 1 < len(quantities) else None,
        follows,
        ARABIC.search(written) is not None,
    )
