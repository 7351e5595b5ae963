"""The one normalisation that the rules see, and the reading view of a stretch of text.

`fold` maps characters one to one (full-width to half-width, as Unicode NFKC does where it yields a single
character), so that an offset in the folded text is an offset in the text as extracted. A `Passage` is what a reader
reads: folded, without spaces and discarded spans; it knows the source offset of each of its characters.
"""

import re
import sys
import unicodedata
from collections.abc import Callable, Container, Iterable, Iterator
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


def replacer(table: dict[int, str]) -> Callable[[str], str]:
    """A function that does what str.translate does with `table` (single characters), several times as fast.

    Most characters of a text are not in such a table: a character class skips them, and only the others cost a call.
    """
    replacements = {chr(codepoint): replacement for codepoint, replacement in table.items()}
    listed = re.compile("[" + "".join(map(re.escape, sorted(replacements))) + "]")

    def replace(match: re.Match) -> str:
        return replacements[match[0]]

    return lambda text: listed.sub(replace, text)


_fold = replacer(FOLD_TABLE)
# The marks that stand in every text: replacing one mark everywhere costs less than a call at each place.
_USUAL = tuple((mark, FOLD_TABLE[ord(mark)]) for mark in "\uff0c\uff1a\uff1b\uff08\uff09\uff01\uff1f")
# A run of white space; zero-width marks count.
# U+E5E5 is the ideographic space of GB 18030 read as a private character.
_WHITE = re.compile(r"[\s\u200b-\u200f\ufeff\u00ad\ue5e5]+")
# White space that separates paragraphs: a line break, or the two ideographic spaces of an indent.
_BREAK = re.compile(r"[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]|[\u3000\ue5e5]{2}")


# Some page fonts draw the decimal point with a private character.
_DRAWN_POINT = re.compile(r"[\ue000-\uf8ff](?<=[0-9].)(?=[0-9])")


def fold(text: str) -> str:
    """Return `text` with full-width and compatibility forms replaced one to one; the length never changes."""
    for mark, folded in _USUAL:
        text = text.replace(mark, folded)
    return _DRAWN_POINT.sub(".", _fold(text))


def scan(
    anchors: re.Pattern, pattern: re.Pattern, text: str, start: int = 0, end: int = sys.maxsize
) -> Iterator[re.Match]:
    """The matches of pattern.finditer(text, start, end), for a pattern whose every match begins with an anchor.

    anchors: a character class. The engine skips to the next character of a class far faster than it tries a pattern
    with an optional beginning at every character. The pattern may not match an empty text.
    """
    find, match_at = anchors.search, pattern.match
    while anchor := find(text, start, end):
        start = anchor.start()
        if found := match_at(text, start, end):
            yield found
            start = found.end()
        else:
            start += 1


def _is_word(character: str) -> bool:
    return character.isascii() and character.isalnum()


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of source text as a reader reads it.

    text: folded; discarded spans left out; of white space only one "\\n" for each line or paragraph break and one
        " " between two Latin words or numbers.
    offsets: for each character of `text`, its offset in the source text (code points); ascending.
    """

    text: str
    offsets: tuple[int, ...]

    @classmethod
    def read(
        cls,
        source: str,
        ranges: Iterable[tuple[int, int]],
        breaks_before: Container[int] = (),
        wraps: Container[int] = (),
    ) -> "Passage":
        """Read the given (start, end) ranges of `source`, ascending and disjoint, as one passage.

        A range whose start is in `breaks_before` begins a new line; white space that begins in `wraps` breaks none.
        """
        pieces: list[str] = []
        offsets: list[int] = []
        gap: tuple[str, int] | None = None
        for range_start, range_end in ranges:
            if pieces and range_start in breaks_before:
                gap = ("\n", range_start - 1)
            position = range_start
            while position < range_end:
                white = _WHITE.search(source, position, range_end)
                stretch_end = white.start() if white else range_end
                if position < stretch_end:
                    if gap is not None:
                        if gap[0] == "\n" or (_is_word(pieces[-1][-1]) and _is_word(source[position])):
                            pieces.append(gap[0])
                            offsets.append(gap[1])
                        gap = None
                    pieces.append(source[position:stretch_end])
                    offsets.extend(range(position, stretch_end))
                if white is None:
                    break
                if pieces and (gap is None or gap[0] == " "):
                    breaks = stretch_end not in wraps and _BREAK.search(source, *white.span()) is not None
                    gap = ("\n" if breaks else " ", stretch_end)
                position = white.end()
        return cls(fold("".join(pieces)), tuple(offsets))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Source offsets (start, end exclusive) of the characters `start` to `end` (exclusive) of this passage."""
        return self.offsets[start], self.offsets[end - 1] + 1

    def slice(self, start: int, end: int) -> "Passage":
        """The part from character `start` to `end` (exclusive), without line breaks at its ends."""
        start, end = self.trimmed(start, end)
        return Passage(self.text[start:end], self.offsets[start:end])

    def trimmed(self, start: int, end: int) -> tuple[int, int]:
        """The bounds of text[start:end] without line breaks and blanks at its ends."""
        text = self.text
        end = min(end, len(text))
        while start < end and text[start] in "\n ":
            start += 1
        while end > start and text[end - 1] in "\n ":
            end -= 1
        return start, end

    def original(self, source: str) -> str:
        """The passage as written in `source`: not folded; breaks and blanks as in `text`, a tab between table cells."""
        pieces: list[str] = []
        done, previous = 0, 0
        for start, end in self.ranges():
            if done and "\t" in source[previous:start]:
                pieces.append("\t")
            pieces.append(self._written(source, start, end, done))
            done, previous = done + end - start, end
        return "".join(pieces)

    def _written(self, source: str, start: int, end: int, place: int) -> str:
        """The run source[start:end], which begins at character `place` of the passage, with the passage's marks."""
        text = self.text
        if text.find("\n", place, place + end - start) < 0 and text.find(" ", place, place + end - start) < 0:
            return source[start:end]
        marks = zip(text[place : place + end - start], source[start:end], strict=True)
        return "".join([mark if mark in "\n " else written for mark, written in marks])

    def ranges(self) -> list[tuple[int, int]]:
        """The source ranges (start, end) that this passage covers, ascending; white space inside a range is kept."""
        result: list[tuple[int, int]] = []
        offsets, start, count = self.offsets, 0, len(self.offsets)
        while start < count:
            # Offsets ascend: the run from `start` ends where they first are more than the steps taken.
            shift = offsets[start] - start
            end = count
            if offsets[-1] - (count - 1) != shift:
                low = start
                while end - low > 1:
                    middle = (low + end) // 2
                    if offsets[middle] - middle == shift:
                        low = middle
                    else:
                        end = middle
            result.append((offsets[start], offsets[end - 1] + 1))
            start = end
        return result
