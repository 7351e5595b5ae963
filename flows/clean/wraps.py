"""Hard-wrapped text: line breaks that a copied page put into sentences, where all lines are equally long."""

import re
from collections import Counter
from collections.abc import Iterator

_FEWEST_LINES = 20
# Shorter lines are titles, labels and last lines; widths in full characters.
_SHORTEST = 15
# Shares of the long lines and of all lines that are full, and of the full ones that no sentence ends with.
_USUAL, _OF_ALL, _OPEN = 0.6, 0.5, 0.6
# Hardly a line is wider than a page's.
_WIDER = 0.03
_SLACK = 2
_NARROW = re.compile(r"[\x00-\x7f]")
_CLOSES = tuple("。；！？：;!?:”")
_BEGINS = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]{1,4}[章节条篇]|[（(]?[一二三四五六七八九十]{1,3}[、）)]|[（(]?\d{1,3}[.．、）)]"
    r"|\d{1,2}(?:\.\d{1,2})+\s|附件|专栏)"
)


def find_wraps(text: str) -> frozenset[int]:
    """Where the white space begins that holds a break inside a sentence; empty for a text whose lines end anywhere.

    Offsets are those of `text`. A line wraps when it is as long as most lines, no sentence ends with it, and no unit
    begins behind it.
    """
    if text.count("\n") < _FEWEST_LINES:
        return frozenset()
    lines = list(_lines(text))
    long = [round(width) for _, _, width in lines if width >= _SHORTEST]
    if len(long) < _FEWEST_LINES:
        return frozenset()
    usual = Counter(long).most_common(1)[0][0]
    full = [(line, end) for line, end, width in lines if usual - _SLACK <= width <= usual + _SLACK]
    still_open = [end for line, end in full if not line.endswith(_CLOSES)]
    wider = sum(width > usual + _SLACK for _, _, width in lines)
    if wider > _WIDER * len(lines) or len(full) < max(_USUAL * len(long), _OF_ALL * len(lines)):
        return frozenset()
    if len(still_open) < _OPEN * len(full):
        return frozenset()
    return frozenset(end for end in still_open if not _BEGINS.match(text, text.find("\n", end) + 1))


def _lines(text: str) -> Iterator[tuple[str, int, float]]:
    """The lines with words but the last, each with where its words end and their width in full characters."""
    start = 0
    for line in text.rstrip().split("\n")[:-1]:
        words = line.rstrip()
        if words:
            bare = words.lstrip()
            wide = len(bare) - len(_NARROW.findall(bare)) / 2
            yield bare, start + len(words), wide
        start += len(line) + 1
