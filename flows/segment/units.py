"""Units and count words: which one stands at a place, and what it is in base units (seeds/reference/units.csv, count_words.csv)."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache

from flows.reference import read_table
from flows.segment.numerals import KEPT_SCALES
from flows.text import fold


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit or count word.

    kind: that of the quantity it makes. base, factor: 1 unit = factor base.
    period: it can be the time denominator of a rate (每月). occasion: it counts happenings (次, 期), so that a rate of it is a
    frequency. not_before: characters that, following, show that the word is the beginning of another one (3支部).
    """

    name: str
    kind: str
    base: str
    factor: Fraction
    period: bool = False
    occasion: bool = False
    not_before: str = ""


@cache
def units() -> dict[str, Unit]:
    """All units and count words by name."""
    table = {}
    for row in read_table("count_words"):
        name = row["word"]
        table[name] = Unit(
            name, "count", name, Fraction(1), False, row["occasion"] == "yes", row["not_before"].replace(" ", "")
        )
    for row in read_table("units"):
        name = row["unit"]
        table[name] = Unit(name, row["kind"], row["base_unit"], Fraction(row["factor"]), row["period"] == "yes")
    return table


@cache
def _by_first_character() -> dict[str, tuple[Unit, ...]]:
    """Units by the first character of their name, the longest first; names are folded, as texts are."""
    table: dict[str, list[Unit]] = {}
    for unit in units().values():
        table.setdefault(fold(unit.name[0]), []).append(unit)
    return {first: tuple(sorted(group, key=lambda unit: -len(unit.name))) for first, group in table.items()}


_BY_FIRST = _by_first_character()


def match_unit(text: str, start: int) -> Unit | None:
    """The longest unit that is written at `start` of the folded text."""
    for unit in _BY_FIRST.get(text[start : start + 1], ()):
        if text.startswith(unit.name, start):
            end = start + len(unit.name)
            following = text[end : end + 1]
            if following and (
                following in unit.not_before or (following.isascii() and following.isalpha() and unit.name.isascii())
            ):
                continue
            return unit
    return None


def base_quantity(value: float, unit: str) -> tuple[float, str]:
    """Express a value in base units: 16 亿元 → (1600000000, 元), 5.7 万亩 → (57000, 亩), 3 公里 → (3000, 米).

    A time denominator stays as it is (0.3 万元/月 → (3000, 元/月)); an unknown unit is its own base.
    """
    name, slash, per = unit.partition("/")
    scale = 1
    if name not in units():
        for written in ("万亿", "万", "亿"):
            if name.startswith(written):
                scale, name = KEPT_SCALES[written], name[len(written) :]
                break
    known = units().get(name)
    factor = scale * (known.factor if known else 1)
    exact = Decimal(repr(float(value))) if value == value and abs(value) != float("inf") else None
    converted = value * float(factor) if exact is None else float(Fraction(exact) * factor)
    return converted, (known.base if known else name) + slash + per
