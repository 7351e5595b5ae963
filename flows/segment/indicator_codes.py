"""Comparable indicators: one code for the same measure whatever its wording.

Known measures are in seeds/reference/indicators.csv, each with a pattern over the normalised phrase; any other phrase
gets a key derived from its normalised wording, so that equal phrases of two documents still meet.
"""

import hashlib
import re
from collections import Counter
from functools import lru_cache

import ahocorasick

from flows.reference import alternatives, column, read_table
from flows.text import fold

_QUOTES = str.maketrans("", "", " “”‘’\"'「」『』《》〈〉·")
_SCOPE = re.compile(rf"^(?:(?:{alternatives('indicator_words', 'within')}|辖区内?|市域内?)的?|年均|累计){{1,3}}")
_TAIL = re.compile(r"(?:的?(?:年均)?(?:增长|增速|增幅)|建设任务|创建任务|建设工作|等)$")
_ALIKE = 0.75
_DERIVED = "derived-"


@lru_cache(maxsize=16384)
def indicator_code(indicator: str) -> str:
    """The code of an indicator phrase: a known measure's, else `derived-` and 12 hexadecimal digits of its key."""
    key = normalise_indicator(indicator)
    for row in sorted({row for _, rows in _ANCHORS.iter(key) for row in rows}):
        code, pattern = _KNOWN[row]
        if pattern.fullmatch(key):
            return code
    return _DERIVED + hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:12]


def normalise_indicator(indicator: str) -> str:
    """The phrase without quotation marks, scope words and words of growth at its ends: what two wordings share."""
    key = fold(indicator).translate(_QUOTES)
    key = _SCOPE.sub("", key) or key
    shorter = _TAIL.sub("", key)
    return shorter if len(shorter) > 1 else key


def alike(one: str, other: str) -> bool:
    """Do two phrases name the same thing, by most of their characters (在建重点项目, 在建重点项目建设)?"""
    first, second = Counter(normalise_indicator(one)), Counter(normalise_indicator(other))
    shared = (first & second).total()
    return 2 * shared >= _ALIKE * (first.total() + second.total())


def known_codes() -> tuple[str, ...]:
    """The codes of the known measures, in file order."""
    return column("indicators", "indicator_code")


def _anchors() -> ahocorasick.Automaton:
    """From each anchor to the rows that it may belong to: one of a row's anchors is in every phrase that fits it."""
    rows: dict[str, list[int]] = {}
    for number, row in enumerate(read_table("indicators")):
        for anchor in row["anchors"].split():
            rows.setdefault(anchor, []).append(number)
    automaton = ahocorasick.Automaton()
    for anchor, numbers in rows.items():
        automaton.add_word(anchor, tuple(numbers))
    automaton.make_automaton()
    return automaton


# In file order: the first row whose pattern fits counts.
_KNOWN = [(row["indicator_code"], re.compile(row["pattern"])) for row in read_table("indicators")]
_ANCHORS = _anchors()
