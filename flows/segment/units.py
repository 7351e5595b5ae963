"""Units and count words: which one stands at a place, and what it is worth in base units.

The words are those of seeds/reference/units.csv and count_words.csv.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from math import isfinite

from flows.reference import read_table
from flows.segment.numerals import normalize
from flows.segment.runs import KEPT_SCALES


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or count word.

    name: as reference data spells it, normalised. kind: that of the quantity it makes.
    base, factor: 1 unit = factor base. period: it can be the time denominator of a rate (每月).
    rate: "occasion" where it counts happenings (次, 期), whose rate is a frequency; "none" where it has no rate (级).
    not_before: what, following, shows that the word is the beginning of another one (3支部).
    """

    name: str
    kind: str
    base: str
    factor: Fraction
    period: bool = False
    rate: str = ""
    not_before: tuple[str, ...] = ()


@lru_cache(maxsize=8192)
def base_quantity(value: float, unit: str) -> tuple[float, str]:
    """Express a value in base units: 16 亿元 → (1600000000, 元), 5.7 万亩 → (57000, 亩), 3 公里 → (3000, 米).

    A time denominator stays as it is (0.3 万元/月 → (3000, 元/月)); an unknown unit is its own base.
    """
    name, slash, per = unit.partition("/")
    scale = 1
    known = units().get(name)
    if known is None:
        written = next((word for word in ("万亿", "万", "亿") if name.startswith(word)), "")
        scale, name = KEPT_SCALES.get(written, 1), name[len(written) :]
        known = units().get(name)
    factor = scale * (known.factor if known else 1)
    converted = float(Fraction(Decimal(repr(float(value)))) * factor) if isfinite(value) else value
    return converted, (known.base if known else name) + slash + per


@cache
def units() -> dict[str, Unit]:
    """All units and count words by name."""
    table = {}
    for row in read_table("count_words"):
        name = normalize(row["word"])
        not_before = tuple(row["not_before"].split())
        table[name] = Unit(name, "count", name, Fraction(1), False, row["rate"], not_before)
    for row in read_table("units"):
        name = normalize(row["unit"])
        table[name] = Unit(
            name,
            row["kind"],
            row["base_unit"],
            Fraction(row["factor"]),
            row["period"] == "yes",
            "",
            tuple(row["not_before"].split()),
        )
    return table


def period_names() -> list[str]:
    """The units that can be the time denominator of a rate, the longest first."""
    return sorted((unit.name for unit in units().values() if unit.period), key=len, reverse=True)


def match_unit(text: str, start: int) -> Unit | None:
    """The longest unit that is written at `start` of the normalised text; Latin ones are whole words in any case."""
    first = text[start : start + 1]
    if first.isascii() and first.isalpha():
        word = _LATIN_WORD.match(text, start)
        return None if word is None else _LATIN.get(word.group()) or _LATIN_IN_ANY_CASE.get(word.group().lower())
    for unit in _BY_FIRST_CHARACTER.get(first, ()):
        if text.startswith(unit.name, start) and not text.startswith(unit.not_before, start + len(unit.name)):
            return unit
    return None


def _group_by_first_character() -> dict[str, tuple[Unit, ...]]:
    groups: dict[str, list[Unit]] = {}
    for unit in sorted(units().values(), key=lambda unit: -len(unit.name)):
        groups.setdefault(unit.name[0], []).append(unit)
    return {first: tuple(group) for first, group in groups.items()}


# m2 and km3 end in a digit.
_LATIN_WORD = re.compile(r"[A-Za-z]{1,20}[23]?(?![0-9A-Za-z_])")
_BY_FIRST_CHARACTER = _group_by_first_character()
_LATIN = {unit.name: unit for unit in units().values() if unit.name.isascii() and unit.name[0].isalpha()}
_LATIN_IN_ANY_CASE = {name.lower(): unit for name, unit in _LATIN.items() if len(name) > 1}
