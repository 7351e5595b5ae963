"""The topic of an item: the one whose key words its heading and text hold most often."""

import re
from collections import Counter
from functools import cache

import ahocorasick
import polars as pl

from flows.errors import ReferenceDataError
from flows.reference import read_table

_SEPARATORS = re.compile(r"[|;；、\s]+")
_HEADING_WEIGHT = 3


@cache
def _topics() -> tuple[ahocorasick.Automaton, tuple[str, ...]] | None:
    """(key words with the rank of their topic, topic codes by rank); null while there is no topics table."""
    try:
        rows = read_table("topics")
    except ReferenceDataError:
        return None
    automaton = ahocorasick.Automaton()
    for rank, row in enumerate(rows):
        for keyword in filter(None, _SEPARATORS.split(row["keywords"])):
            if keyword not in automaton:
                automaton.add_word(keyword, rank)
    automaton.make_automaton()
    return automaton, tuple(row["topic_code"] for row in rows)


def assign_topics(headings: list[str | None], texts: list[str]) -> pl.Series:
    """topic_code for each item (null: no key word); a key word in the heading counts three times, ties go by rank.

    Of key words that begin at the same place the longest counts.
    """
    topics = _topics()
    codes: list[str | None] = [None] * len(texts)
    if topics is not None:
        automaton, names = topics
        for row, (heading, text) in enumerate(zip(headings, texts, strict=True)):
            weights = Counter(rank for _, rank in automaton.iter_long(text))
            for _, rank in automaton.iter_long(heading or ""):
                weights[rank] += _HEADING_WEIGHT
            if weights:
                codes[row] = names[min(weights, key=lambda rank: (-weights[rank], rank))]
    return pl.Series("topic_code", codes, dtype=pl.String)
