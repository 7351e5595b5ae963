"""So many of a thing, so many people in each, so many in all: 第一中学招收6个班,每班45人,共计270人."""

import re

from flows.model import Quantity
from flows.segment.clauses import TIME, Layout
from flows.segment.indicator import Indicator, Place, Range
from flows.segment.word_roles import ACTING, ADVERB, DO, KEEP, SCOPE

_NUMBER = r"[\d一二三四五六七八九十百]{1,5}"
_EACH = re.compile(r"每个?(?P<thing>[一-鿿]{1,6})")
_IN_EACH = re.compile(
    r"(?P<each>每(?![百千万十\d])个?[一-鿿]{1,6}?)(?:至少|均|都|应|要|须|建有|建成|设立|设置|配备|有)*"
)
_IN_ALL = re.compile(r"(?:共计?|合计|总计|计)")
_LONGEST_HOLDER, _EACH_REACH = 24, 8


def find_each(layout: Layout, quantity: Quantity) -> Indicator | None:
    """What 每班45人 and 共计270人 count behind a clause that counts the classes; null for any other number."""
    text, number = layout.text, quantity.start
    if text[number - 1 : number] not in ("计", "共") and text.find("每", max(0, number - _EACH_REACH), number) < 0:
        return None
    start, _ = layout.clause(quantity.start)
    if each := _EACH.fullmatch(layout.text, start, quantity.start):
        counting = _counting(layout, start, each["thing"])
        if counting is None:
            return None
        holder, _ = counting
        return Indicator((*holder, each.span()), "level", False, each.span())
    if _IN_ALL.fullmatch(layout.text, start, quantity.start) and start:
        first, _ = layout.clause(start - 1)
        each = _EACH.match(layout.text, first)
        counting = _counting(layout, first, each["thing"]) if each else None
        if counting is not None:
            holder, verb = counting
            return Indicator((*holder, verb), "level", False, verb)
    return None


def find_each_place(layout: Layout, quantity: Quantity, place: Place) -> Indicator | None:
    """新建养老服务中心10个,每个街道不少于1个: of what was counted before so many in each place; null for any other."""
    start, end = layout.clause(quantity.start)
    if place.earlier is None or quantity.kind != "count" or end != quantity.end or not start or not quantity.unit:
        return None
    each = _IN_EACH.fullmatch(layout.text, start, quantity.start)
    if each is None:
        return None
    counted = re.compile(rf"{_NUMBER}{re.escape(quantity.unit)}(?:以上|左右)?$").search(layout.text, 0, start - 1)
    if counted is None:
        return None
    return Indicator((each.span("each"), *place.earlier.pieces), "level", True, place.earlier.noun)


def with_holder_of_classes(layout: Layout, quantity: Quantity, found: Indicator) -> Indicator:
    """第一中学招收6个班: a name of one character says too little without who has it."""
    start, _ = layout.clause(quantity.start)
    first, last = found.span()
    if last - first > 1 or first < quantity.end:
        return found
    holder, _ = _holder_and_verb(layout, start, quantity.start) or ((), None)
    return Indicator((*holder, (first, last)), found.basis, found.linked, found.noun) if holder else found


def _counting(layout: Layout, end: int, thing: str) -> tuple[tuple[Range, ...], Range] | None:
    """Holder and verb of the clause before `end`, when it closes with a number of the thing."""
    if end == 0:
        return None
    start, stop = layout.clause(end - 1)
    counted = re.compile(rf"{_NUMBER}个?{re.escape(thing)}$").search(layout.text, start, stop)
    return _holder_and_verb(layout, start, counted.start()) if counted else None


def _holder_and_verb(layout: Layout, start: int, end: int) -> tuple[tuple[Range, ...], Range] | None:
    """Who does it, if the clause says who, and the verb right before the number."""
    words = layout.words(start, end)
    if not words or words[-1].text not in DO | KEEP | ACTING:
        return None
    verb, words = words[-1], words[:-1]
    while words and (words[-1].text in ADVERB or words[-1].text in ("拟", "计划")):
        words = words[:-1]
    while words and (words[0].text in SCOPE or words[0].text in ADVERB or words[0].text in (TIME, "、")):
        words = words[1:]
    if not words or words[-1].end - words[0].start > _LONGEST_HOLDER:
        return (), (verb.start, verb.end)
    return ((words[0].start, words[-1].end),), (verb.start, verb.end)
