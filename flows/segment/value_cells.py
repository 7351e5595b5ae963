"""Targets that a table states by a number alone in its cell: the header says what it counts, and in which unit."""

import re

from flows.model import Target
from flows.segment.indicator_codes import indicator_code
from flows.segment.numerals import parse_numeral
from flows.segment.units import base_quantity, units

_HEADER = re.compile(r"(?P<name>.+?)(?:\((?:单位:)?(?P<unit>[^()]{1,6})\))?$")
_NUMBER = re.compile(r"[\d.,]{1,16}%?")


def find_value(text: str, header: str) -> Target | None:
    """The target of a value cell; null when it holds no plain number. text: the cell; offsets count its characters."""
    if not _NUMBER.fullmatch(text):
        return None
    parts = _HEADER.match(header)
    unit = "%" if text.endswith("%") else parts["unit"] or ""
    value = parse_numeral(text.rstrip("%"))
    if value is None:
        return None
    kind = units()[unit].kind if unit in units() else "count"
    value_base, unit_base = base_quantity(value, unit)
    name = parts["name"]
    return Target(
        name,
        value,
        None,
        unit,
        value_base,
        unit_base,
        "eq",
        "level",
        kind,
        None,
        None,
        0,
        len(text),
        indicator_code=indicator_code(name),
    )
