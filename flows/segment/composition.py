"""Putting a number together from digits, units (十 百 千) and scales (万 亿 兆), as Chinese writes it."""

from dataclasses import dataclass
from decimal import Decimal


@dataclass(slots=True)
class _Term:
    low: Decimal
    high: Decimal
    factor: int


class Composition:
    """A number under construction. Each add_… method says whether the part could follow; if not, nothing changes.

    has_digit: a digit waits for its unit. has_units: a unit or scale has been read. has_fraction: digits after 点 have.
    """

    def __init__(self) -> None:
        self._terms: list[_Term] = []
        self._digit: tuple[Decimal, Decimal] | None = None
        self._digit_is_single = False
        self._section = 0  # the first term that the next scale multiplies
        self._unit = 10**4  # the next unit must be smaller
        self._scale = 0  # the largest scale so far
        self._step = 0  # what the unit or scale read last is worth
        self._after_zero = False
        self._after_fraction = False

    @property
    def has_digit(self) -> bool:
        return self._digit is not None

    @property
    def has_units(self) -> bool:
        return self._step > 0

    @property
    def has_fraction(self) -> bool:
        return self._after_fraction

    @property
    def shared(self) -> int:
        """The factor of the whole number that its last word names (两百: 100, 二百三十万: 10000), else 1."""
        if self._step >= 10**4:
            return self._step if len(self._terms) == self._section else 1
        return self._step if len(self._terms) == 1 and self._step >= 100 else 1

    def add_digit(self, value: Decimal, single: bool) -> bool:
        """A digit (single) or a number in Arabic digits (3千, 1.5万)."""
        if self._after_fraction or (self._terms and self._step in (0, 1)):
            return False
        self._digit, self._digit_is_single = (value, value), single
        return True

    def open_digit(self, value: Decimal) -> bool:
        """A second digit that leaves the number open: 两三百, 十五六."""
        if self._digit is None or self._digit[0] != self._digit[1]:
            return False
        self._digit = (self._digit[0], value)
        return True

    def add_zero(self, alone: bool) -> bool:
        """零 between two parts; alone: nothing follows that it could connect, so it must be the whole number."""
        if alone:
            if self._terms:
                return False
            self._digit, self._digit_is_single = (Decimal(0), Decimal(0)), True
            return True
        if self._after_zero or self._after_fraction:
            return False
        self._after_zero = bool(self._terms)
        return True

    def add_unit(self, unit: int) -> bool:
        rank = 10 if unit < 100 else unit
        if rank >= self._unit or self._after_fraction or (self._digit is not None and unit not in (10, 100, 1000)):
            return False
        if self._digit is None and self._terms and not self._after_zero and rank != 10:
            return False
        low, high = self._digit or (Decimal(1), Decimal(1))
        self._terms.append(_Term(low, high, unit))
        self._digit, self._unit, self._step, self._after_zero = None, rank, rank, False
        return True

    def add_scale(self, scale: int) -> bool:
        """万, 亿 or 兆: a larger one than before multiplies all, a smaller one what came since the last one."""
        waiting = len(self._terms) > self._section or self._digit is not None
        if not waiting and (self._terms or self._scale) and scale < self._scale:
            return False
        if scale == self._scale and waiting:
            return False
        if self._digit is not None:
            self._terms.append(_Term(*self._digit, 1))
        elif not self._terms:
            self._terms.append(_Term(Decimal(1), Decimal(1), 1))
        for term in self._terms if scale >= self._scale else self._terms[self._section :]:
            term.factor *= scale
        self._digit, self._unit, self._step, self._after_zero = None, 10**4, scale, False
        self._scale, self._section = max(scale, self._scale), len(self._terms)
        return True

    def add_fraction(self, fraction: Decimal) -> None:
        """Digits after 点; only a scale can follow (三点五亿)."""
        self._terms.append(_Term(fraction, fraction, 1))
        self._section = min(self._section, len(self._terms) - 1)
        self._after_fraction = True

    def close(self) -> None:
        """The waiting digit is the last one: ones, or a tenth of the unit before it (三百五, 一万二)."""
        if self._digit is None:
            return
        low, high = self._digit
        spoken_short = self._step >= 100 and not self._after_zero and self._digit_is_single and low != 0
        self._terms.append(_Term(low, high, self._step // 10 if spoken_short else 1))
        self._digit, self._unit = None, 1

    def bounds(self) -> tuple[Decimal, Decimal]:
        """The lower and upper value; the same unless a digit was left open."""
        low = sum((term.low * term.factor for term in self._terms), Decimal(0))
        return low, sum((term.high * term.factor for term in self._terms), Decimal(0))
