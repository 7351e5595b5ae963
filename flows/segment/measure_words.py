"""Words of measures and benefits that the indicator rules know (seeds/reference/indicator_words.csv)."""

import re

from flows.reference import read_table


def words_used_as(use: str) -> list[str]:
    """The words with one use, the longest first. Raises KeyError for a use that no row has."""
    words = [row["word"] for row in read_table("indicator_words") if row["use"] == use]
    if not words:
        raise KeyError(use)
    return sorted(words, key=len, reverse=True)


def measure_words(use: str) -> str:
    """A pattern of the words with one use: alternatives without a group around them."""
    return "|".join(map(re.escape, words_used_as(use)))


# 100张床位以上: the bound stands behind the noun of a size.
SIZE_BEHIND = re.compile(rf"(?:{measure_words('size')})(以上|以下|以内)")
