"""A length of time within which something is to be done: 1年内完成合同用量, 可在3—5年内预留工业用地."""

import re

from flows.model import Quantity
from flows.segment.clauses import Layout
from flows.segment.indicator import Range

_DIGIT = re.compile(r"\d")
# What is done, not what is given for so long (3年内享受补贴) nor to whom (1年内新入职的).
_DONE = re.compile(r"(?:,)?[一-鿿][^,;:。\n]{3,23}$")
# 近2个月内: the time gone by.
_PASSED = ("近", "过去", "前")
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
