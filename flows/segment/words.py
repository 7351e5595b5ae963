"""The words of a clause, with their offsets: a segmenter that knows the verbs and function words of plans."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

import rjieba

from flows.reference import read_table


@dataclass(slots=True)
class Word:
    """A word of a clause with its offsets in the text; a masked stretch is one word, its mask."""

    text: str
    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start


def cut_words(skeleton: str, start: int, end: int, masks: tuple[str, ...]) -> list[Word]:
    """The words of skeleton[start:end], in order and without gaps; a run of one of the `masks` is one word."""
    words: list[Word] = []
    position = start
    cut = _segmenter().cut
    for match in _runs(masks).finditer(skeleton, start, end):
        position = _append(words, cut, skeleton, position, match.start())
        words.append(Word(match.group()[0], match.start(), match.end()))
        position = match.end()
    _append(words, cut, skeleton, position, end)
    return words


@cache
def _runs(masks: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"{re.escape(mask)}+" for mask in masks))


# How a word is weighed against longer ones: 占比 before 较 is no half of 比较, and 占比达 is no word.
_FREQUENCIES = {"misleading": 0, "firm": 20_000}


@cache
def _segmenter() -> rjieba.Jieba:
    segmenter = rjieba.Jieba()
    for table in ("target_verbs", "target_function_words"):
        for row in read_table(table):
            if len(row["word"]) > 1:
                segmenter.add_word(row["word"], _FREQUENCIES.get(row["use"]), None)
    return segmenter


def _append(words: list[Word], cut: Callable, skeleton: str, position: int, end: int) -> int:
    """Cut skeleton[position:end] by the dictionary alone: guessed words are unstable at the edges of names."""
    if position < end:
        # A lone surrogate has no UTF-8 form, which the segmenter needs; "?" has its length.
        legible = skeleton[position:end].encode("utf-8", "replace").decode()
        for word in cut(legible, False):
            words.append(Word(word, position, position + len(word)))
            position += len(word)
    return end
