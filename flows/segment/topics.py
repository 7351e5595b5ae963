"""The topic of a unit: the one whose key words its text holds most often."""

from collections import Counter
from functools import cache

import ahocorasick

from flows.reference import read_table

# A key word in the heading counts as often as this many in the text.
_HEADING_WEIGHT = 3


def topic_of(text: str, heading: str | None = None) -> str | None:
    """The topic_code of folded `text` (and its heading, which weighs more); null when no key word occurs.

    The longest key word counts at each place; a tie goes to the topic that stands first in topics.csv.
    """
    counts = Counter(_topics_in(text))
    for rank in _topics_in(heading or ""):
        counts[rank] += _HEADING_WEIGHT
    if not counts:
        return None
    best = min(counts, key=lambda rank: (-counts[rank], rank))
    return _codes()[best]


def _topics_in(text: str) -> list[int]:
    return [rank for _, rank in _automaton().iter_long(text)]


@cache
def _codes() -> tuple[str, ...]:
    return tuple(row["topic_code"] for row in read_table("topics"))


@cache
def _automaton() -> ahocorasick.Automaton:
    """Key word to the rank of its topic; of several topics with one key word the first."""
    automaton = ahocorasick.Automaton()
    for rank, row in enumerate(read_table("topics")):
        for keyword in row["keywords"].split("|"):
            if not automaton.exists(keyword):
                automaton.add_word(keyword, rank)
    automaton.make_automaton()
    return automaton
