"""Glosses: brackets inside an indicator that explain it at length instead of naming it."""

import re
from collections.abc import Iterator
from dataclasses import replace

from flows.segment.clauses import Layout
from flows.segment.indicator import Indicator, Range

# 新建商贸中心(含服务中心) names; 运行经费(不含人员工资、绩效等经费) explains.
_LONGEST_NAMING = 8
# 总课时(1047课时)
_AMOUNT = re.compile(r"[\d.]+[一-鿿]{1,3}")


def without_glosses(layout: Layout, found: Indicator) -> Indicator:
    """The indicator without brackets that are longer than a name or hold an amount; unchanged without any."""
    if not any(layout.text.find("(", *piece) >= 0 for piece in found.pieces if not isinstance(piece, str)):
        return found
    pieces = [part for piece in found.pieces for part in _parts(layout, piece)]
    return replace(found, pieces=tuple(pieces)) if any(not isinstance(piece, str) for piece in pieces) else found


def _parts(layout: Layout, piece: Range | str) -> Iterator[Range | str]:
    if isinstance(piece, str):
        yield piece
        return
    start, end = piece
    for bracket in layout.enclosures_within(start, end):
        inside = layout.text[bracket.start + 1 : bracket.end]
        is_gloss = len(inside) > _LONGEST_NAMING or _AMOUNT.fullmatch(inside)
        if bracket.mark == "(" and bracket.start >= start and is_gloss:
            if bracket.start > start:
                yield start, bracket.start
            start = bracket.end + 1
    if end > start:
        yield start, end
