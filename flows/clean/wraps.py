"""Line breaks that a copied page put into sentences: in hard-wrapped text, around lone marks and numbers."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from flows.reference import alternatives, column, longest_first

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
# Pages whose words each have a tag: 1 | . | 加强 | 油气供应保障。
_LONE_MARK = re.compile(r"\n[ \t\u3000]*([。，、；：）》】”.．])(?=[ \t\u3000]*\n)")
_NUMBER = re.compile(r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})\Z")
_LONGEST_NUMBER = 4
_HEADING = re.compile(r"\s*(?:[^\n。；：]{1,30}\n){0,4}?[^\n。；：]{0,30}(?:\n[ \t\u3000]*)?。")
# 建成 | 3 | 个国家级示范区, 低于 | 120 | 万吨 | / | 年
_LONE_NUMBER = re.compile(r"\n[ \t\u3000]*\d[\d.]*[%％]?[ \t\u3000]*\n")
_PIECE = re.compile(r"(?:\d[\d.]*[%％]?|/)\Z")
_GOES_ON = re.compile(
    rf"[年月日万亿，、；。]|{longest_first({*column('units', 'unit'), *column('comparators', 'word')})}"
    rf"|{alternatives('document_words', 'behind_number')}"
)
_CLAUSE = re.compile(r"[，；。]")
_FEWEST_LONE = 3
_SHORT_LINES = re.compile(
    r"[。；）)]\s*\n\s*(?P<lines>(?:[一-鿿“”]{2,14}[ \t\u3000]*\n\s*){1,3}(?:[一-鿿“”]{1,14}[ \t\u3000]*\n?\s*)?。)"
    r"(?=[ \t\u3000]*\n)"
)
_BROKEN_QUOTE = re.compile(r"“(?=[^“”]{0,30}\n)[^“”。；：]{2,30}”")


def find_wraps(text: str) -> frozenset[int]:
    """Where the white space begins that holds a break inside a sentence; offsets are those of `text`."""
    broken = (*_around_marks(text), *_around_numbers(text), *_within_headings(text), *_within_quotes(text))
    return _full_lines(text) | frozenset(broken)


def _full_lines(text: str) -> frozenset[int]:
    """Of text whose lines are as long as most lines, where no sentence ends with them and no unit begins behind."""
    if text.count("\n") < _FEWEST_LINES:
        return frozenset()
    # A paragraph may end anywhere: the last line tells nothing.
    lines = list(_lines(text))[:-1]
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


def _around_marks(text: str) -> Iterator[int]:
    """Before a mark on a line of its own; behind a label's mark, up to the end of the unit's heading."""
    for match in _LONE_MARK.finditer(text):
        end = _words_end(text, match.start())
        yield end
        line = text[max(text.rfind("\n", 0, end) + 1, end - _LONGEST_NUMBER) : end].strip()
        if match[1] not in ".．、" or not _NUMBER.match(line) or text[end - len(line) - 1 : end - len(line)].strip():
            continue
        yield match.end()
        heading = _HEADING.match(text, match.end())
        first = text.find("\n", match.end())
        if heading:
            yield from _breaks(text, first + 1, heading.end())


def _around_numbers(text: str) -> Iterator[int]:
    """Before and behind a number on a line of its own that a sentence with several clauses goes through."""
    if not _LONE_NUMBER.search(text):
        return
    is_prose = is_joined = False
    before_end = 0
    for (line, end, _), (behind, _, _) in pairwise(_lines(text)):
        if _PIECE.match(line):
            is_joined = is_prose = is_prose and bool(_GOES_ON.match(behind))
            if is_joined:
                yield before_end
                yield end
        else:
            # 年下降 | 10% | 以上: behind a joined number the sentence has its clauses already.
            is_prose = (is_joined or bool(_CLAUSE.search(line))) and not line.endswith(_CLOSES)
            is_joined = False
        before_end = end


def _within_headings(text: str) -> Iterator[int]:
    """合理建设先进 | 支撑 | 煤电。: between short lines up to one that ends a sentence, on a page with lone marks."""
    if len(_LONE_MARK.findall(text)) < _FEWEST_LONE:
        return
    for match in _SHORT_LINES.finditer(text):
        yield from _breaks(text, match.start("lines"), match.end())


def _within_quotes(text: str) -> Iterator[int]:
    """“煤矸石井下充填 | + | 地面回填”: a short quotation ends where its mark does."""
    for match in _BROKEN_QUOTE.finditer(text):
        yield from _breaks(text, *match.span())


def _breaks(text: str, start: int, end: int) -> Iterator[int]:
    """Where the words end before each line break in text[start:end]."""
    at = text.find("\n", start, end)
    while at >= 0:
        yield _words_end(text, at)
        at = text.find("\n", at + 1, end)


def _words_end(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _lines(text: str) -> Iterator[tuple[str, int, float]]:
    """The lines with words, each with where its words end and their width in full characters."""
    start = 0
    for line in text.rstrip().split("\n"):
        words = line.rstrip()
        if words:
            bare = words.lstrip()
            wide = len(bare) - len(_NARROW.findall(bare)) / 2
            yield bare, start + len(words), wide
        start += len(line) + 1
