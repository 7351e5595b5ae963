"""Lengths of time for an act: within which it is to be done (1年内完成合同用量), for which something holds
(3年内保留人事关系), by which it is put off (有效期顺延至…后3个月) or comes before (提前一周报备)."""

import re

from flows.model import Quantity
from flows.segment.clauses import Layout
from flows.segment.indicator import Range
from flows.segment.phrases import noun_before

_DIGIT = re.compile(r"\d")
# What is done, not what is given for so long (3年内享受补贴) nor to whom (1年内新入职的).
_DONE = re.compile(r"(?:,)?[一-鿿][^,;:。\n]{3,23}$")
# 近2个月内: the time gone by.
_PASSED = ("近", "过去", "前")
# What holds for so long: 3年内保留人事关系, 5年内免征房产税, 两年内对企业实行直通车机制.
_HELD = re.compile(r"(?:对[一-鿿]{2,20}?)?(?:保留|免[征缴收租交]|减免|免除|实行|执行)[一-鿿“][^,;:。\n]{1,23}$")
_PUT_OFF = re.compile(r"(?:顺延|延长|延期|展期)(?=[至到][^,;]{0,20}$)")
_BENEFIT = re.compile(r"补|奖|免|减|贴息|享受|租|的$|有效|不得|不再|予以|给予|保留")


def within(layout: Layout, quantity: Quantity) -> Range | None:
    """Where the text says what is to be done within `quantity`; null when it is no such limit.

    The act stands behind 内 up to the end of the clause and holds no number of its own.
    """
    if quantity.kind != "duration" or "/" in quantity.unit:
        return None
    if layout.text[quantity.start] == "近" or layout.text.endswith(_PASSED, 0, quantity.start):
        return None
    start = quantity.end - (layout.text[quantity.end - 1] == "内")
    if layout.text[start : start + 1] != "内":
        return None
    first, last = start + 1, layout.clause(quantity.start)[1]
    if not _DONE.match(layout.skeleton, first, last) or _DIGIT.search(layout.skeleton, first, last):
        return None
    return None if _BENEFIT.search(layout.skeleton, first, last) else (first, last)


def held_for(layout: Layout, quantity: Quantity) -> Range | None:
    """Where the text says what is kept or granted for the length `quantity`; null when it says no such thing."""
    if quantity.kind != "duration" or "/" in quantity.unit or layout.text[quantity.end - 1] != "内":
        return None
    if layout.text[quantity.start] == "近" or layout.text.endswith(_PASSED, 0, quantity.start):
        return None
    first, last = quantity.end, layout.clause(quantity.start)[1]
    if not _HELD.match(layout.skeleton, first, last) or _DIGIT.search(layout.skeleton, first, last):
        return None
    return first, last


def moved_by(layout: Layout, quantity: Quantity) -> tuple[Range, ...]:
    """What is put off by, or to be done before, the length `quantity`; empty when it is no such length."""
    if quantity.kind != "duration" or "/" in quantity.unit:
        return ()
    start, end = layout.clause(quantity.start)
    if layout.text.endswith("提前", start, quantity.start):
        return ((quantity.start - 2, quantity.start), (quantity.end, end)) if end > quantity.end + 1 else ()
    put_off = _PUT_OFF.search(layout.skeleton, start, quantity.start)
    phrase = noun_before(layout.words(start, put_off.start())) if put_off else None
    return ((phrase.start, put_off.end()),) if phrase else ()
