"""Targets that a table states by a number alone in its cell: the header says what it counts, and in which unit."""

import re

from flows.model import Target
from flows.segment.indicator_codes import indicator_code
from flows.segment.indicator_rows import BOUNDS, SIGNS, unit_kind
from flows.segment.numerals import parse_numeral
from flows.segment.tables import ValueHead
from flows.segment.units import base_quantity

_HEADER = re.compile(r"(?P<name>.+?)(?:\((?:单位:)?(?P<unit>[^()]{1,6})\))?$")
_NUMBER = re.compile(
    r"(?P<sign>[≥≤≧≦><]=?|&[gl][te];)?[\[〔]?(?P<digits>[\d.,]{1,16})(?::(?P<below>[\d.]{1,6}))?%?[\]〕]?(?P<bound>以上|以下|以内|左右)?"
)


def read_header(header: str) -> ValueHead:
    """What a column's header says: 总投资(万元) counts 总投资 in 万元."""
    parts = _HEADER.match(header)
    return ValueHead(parts["name"], parts["unit"] or "")


def find_value(text: str, head: ValueHead) -> Target | None:
    """The target of a value cell; null when it holds no plain number. text: the cell; offsets count its characters."""
    number = _NUMBER.fullmatch(head.number or text)
    value = parse_numeral(number["digits"]) if number else None
    if value is None:
        return None
    unit = "%" if "%" in number.group() else head.unit
    kind = unit_kind(unit) or "count" if unit else "count"
    if number["below"] and float(number["below"]):
        value, unit, kind = value / float(number["below"]), "ratio", "ratio"
    value_base, unit_base = base_quantity(value, unit)
    comparator = SIGNS.get(number["sign"] or "") or BOUNDS.get(number["bound"] or "") or "eq"
    return Target(
        head.name,
        value,
        None,
        unit,
        value_base,
        unit_base,
        comparator,
        head.basis,
        kind,
        head.due,
        None,
        0,
        len(text),
        indicator_code=indicator_code(head.name),
    )
