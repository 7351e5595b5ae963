"""Residue inside the text: markup that a scraper left behind, injected tag soup and injected search bait.

Works on the text as extracted, before anything else is read, since residue stands in the middle of words.
"""

import re

from flows.model import Span
from flows.reference import column

_TAG = re.compile(r"</?(?!U\+)[A-Za-z][A-Za-z0-9]{0,14}[^<>\n一-鿿]{0,120}>|<!--[^<>]{0,200}-->")
# Written-out blanks; entities that stand for visible characters are text.
_BLANK = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#12288);?|<U\+(?:00A0|3000|2002|2003|FEFF|200B)>")
_BLOCK = re.compile(r"</?(?:p|div|br|h\d|li|tr|td|table|ul|section)\b|<div", re.IGNORECASE)
_IDENTICAL_ID = re.compile(r'\bid="([^"]{3,12})"')
# Short leftovers between injected tags: list bullets and numbers.
_SOUP_FILLING = 12
# One piece of a bait list, which joins its pieces by "_" or "|".
_JOINT = re.compile(r"[_|]")
_PIECE_REACH = 40
_HAN_STOP = re.compile(r"[,。;:、!?“”()《》\n,。;:!?()\s]")


def find_residue(text: str) -> list[Span]:
    """Spans of residue in `text` as extracted, ascending and disjoint: kind spam, or whitespace for layout residue."""
    spans = []
    if "<" in text or "&" in text:
        spans += _find_markup(text)
    if "_" in text or "|" in text:
        spans += [
            span for span in _find_bait(text) if not any(s.start < span.end and span.start < s.end for s in spans)
        ]
    return sorted(spans, key=lambda span: span.start)


def breaks_line(text: str, span: Span) -> bool:
    """Whether this residue stood between paragraphs (block tags, tag soup) rather than inside a word."""
    return text[span.start] == "<" and bool(_BLOCK.search(text, span.start, span.end) or span.kind == "spam")


def _find_markup(text: str) -> list[Span]:
    tags = list(_TAG.finditer(text))
    spans = [Span(match.start(), match.end(), "whitespace") for match in _BLANK.finditer(text)]
    if not tags:
        return spans
    ids = [match.group(1) for match in _IDENTICAL_ID.finditer(text)]
    if not (len(ids) >= 5 and len(set(ids)) * 3 <= len(ids)):
        return sorted(spans + [Span(match.start(), match.end(), "whitespace") for match in tags], key=lambda s: s.start)
    soup: list[Span] = []
    for match in tags:
        if soup and len(text[soup[-1].end : match.start()].strip()) <= _SOUP_FILLING:
            soup[-1] = Span(soup[-1].start, match.end(), "spam")
        else:
            soup.append(Span(match.start(), match.end(), "spam"))
    return [span for span in spans if not any(s.start <= span.start < s.end for s in soup)] + soup


def _find_bait(text: str) -> list[Span]:
    """Search bait such as `A怎么办_B官方电话_C网址`: from the first bait word to the last one of the joined pieces."""
    spans: list[Span] = []
    for joint in _JOINT.finditer(text):
        if spans and joint.start() < spans[-1].end:
            continue
        left = max(joint.start() - _PIECE_REACH, spans[-1].end if spans else 0)
        stops = [match.end() for match in _HAN_STOP.finditer(text, left, joint.start())]
        left = stops[-1] if stops else left
        right = joint.end()
        while True:
            stop = _HAN_STOP.search(text, right, right + _PIECE_REACH)
            right = stop.start() if stop else min(len(text), right + _PIECE_REACH)
            further = _JOINT.search(text, joint.end(), right)
            if stop or not further or right >= len(text):
                break
        window = text[left:right].lower()
        hits = [(at, at + len(token)) for token in column("spam_tokens", "token") for at in _occurrences(window, token)]
        if len({text[left + a : left + b] for a, b in hits}) >= 3:
            start, end = min(a for a, _ in hits), max(b for _, b in hits)
            if start <= joint.start() - left < end:
                spans.append(Span(left + start, left + end, "spam"))
    return spans


def _occurrences(text: str, token: str) -> list[int]:
    found, at = [], text.find(token)
    while at >= 0:
        found.append(at)
        at = text.find(token, at + 1)
    return found
