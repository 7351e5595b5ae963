"""The one normalisation that the rules see, and the reading view of a stretch of text.

`fold` maps characters one to one (full-width to half-width, as Unicode NFKC does where it yields a single
character), so that an offset in the folded text is an offset in the text as extracted. A `Passage` is what a reader
reads: folded, without spaces and discarded spans; it knows the source offset of each of its characters.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Marks that NFKC leaves alone and that writers use for one another.
_VARIANTS = {"∶": ":", "〜": "~", "–": "—", "―": "—", "‐": "-", "‑": "-", "−": "-"}
# ① … ⓿ stay: they are labels of an outline level.
_ENCLOSED = range(0x2460, 0x2500)


def _build_fold_table() -> dict[int, str]:
    table = {}
    for codepoint in range(0x80, 0x10000):
        if 0xD800 <= codepoint <= 0xDFFF or codepoint in _ENCLOSED:
            continue
        folded = unicodedata.normalize("NFKC", chr(codepoint))
        if len(folded) == 1 and folded != chr(codepoint):
            table[codepoint] = folded
    table.update({ord(character): folded for character, folded in _VARIANTS.items()})
    return table


FOLD_TABLE = _build_fold_table()
# A run of white space, or one visible stretch.
_STRETCH = re.compile(r"\s+|\S+")
# White space that separates paragraphs: a line break, or the two ideographic spaces of an indent.
_BREAK = re.compile(r"[\n\r\x0b\x0c\x85\u2028\u2029]|\u3000\u3000")


def fold(text: str) -> str:
    """Return `text` with full-width and compatibility forms replaced one to one; the length never changes."""
    return text.translate(FOLD_TABLE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of source text as a reader reads it.

    text: folded; no white space but one "\\n" for each line or paragraph break inside; discarded spans left out.
    offsets: for each character of `text`, its offset in the source text (code points); ascending.
    """

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def read(cls, source: str, ranges: Iterable[tuple[int, int]]) -> "Passage":
        """Read the given (start, end) ranges of `source`, ascending and disjoint, as one passage."""
        pieces: list[str] = []
        offsets: list[int] = []
        for range_start, range_end in ranges:
            for match in _STRETCH.finditer(source, range_start, range_end):
                stretch = match.group()
                if stretch.isspace():
                    if pieces and pieces[-1] != "\n" and _BREAK.search(stretch):
                        pieces.append("\n")
                        offsets.append(match.start())
                else:
                    pieces.append(stretch)
                    offsets.extend(range(match.start(), match.end()))
        while pieces and pieces[-1] == "\n":
            pieces.pop()
            offsets.pop()
        return cls(fold("".join(pieces)), tuple(offsets))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets (start, end exclusive) of the characters `start` to `end` (exclusive) of this passage."""
        return self.offsets[start], self.offsets[end - 1] + 1
