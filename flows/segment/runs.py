"""Runs of numeral characters, and the numbers that they hold.

Read are 1,122 · 1 122 · 1.5万 · 2亿5千万 · 三千五百 · 三百五 (350) · 一万二 (12000) · 壹佰贰拾叁 · 二〇二一 (digit by
digit) · 三点一四 · 两三百 (200 to 300) · 十五六 (15 to 16). The text must have gone through
`flows.segment.numerals.normalize`.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from flows.segment.composition import Composition

_ORDINARY = {digit: value for value, digit in enumerate("〇一二三四五六七八九")}
_ORDINARY |= {"零": 0, "○": 0, "O": 0, "两": 2, "幺": 1}
# The forms used on cheques and in contracts (大写), and the contractions 俩 (两个) and 仨 (三个).
_FORMAL = {digit: value for value, digit in enumerate("壹贰叁肆伍陆柒捌玖", 1)} | {"俩": 2, "仨": 3}
_DIGITS = _ORDINARY | _FORMAL
# They stand before a unit only: 两百, 二两 is no 22.
_BEFORE_UNITS = frozenset("两俩仨")
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30, "卌": 40}
_SCALES = {"万": 10**4, "亿": 10**8, "兆": 10**12}
# Scales that stay in the unit after a number in digits (5.7万亩).
KEPT_SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
# Numbers of more characters are identifiers.
LONGEST_RUN = 40

_HAN_DIGITS = "".join(_DIGITS).replace("O", "")
HAN = _HAN_DIGITS + "".join(_UNITS) + "".join(_SCALES)
_GROUPED = r"[0-9]{1,3}(?:(?:,[0-9]{3}){1,9}|(?: [0-9]{3}){1,9})(?![0-9])(?:\.[0-9]{1,30})?"
# Of 1.2.3 (a version, a date) each part is a number of its own.
_PLAIN = r"(?:(?<![0-9]\.)[0-9]++\.[0-9]++(?!\.[0-9])|(?<![0-9.])\.[0-9]++(?!\.[0-9])|[0-9]++)"
_ARABIC = rf"(?:{_GROUPED}|{_PLAIN}(?:[eE][-+]?[0-9]{{1,2}}(?![0-9A-Za-z.]))?)"
_POINT = rf"点(?=[{_HAN_DIGITS.replace('两', '')}])"
# A run holds one numeral, or several that touch.
RUN = rf"(?:{_ARABIC}|[{HAN}])(?:{_ARABIC}|(?!零几)[{HAN}]|(?<=[{_HAN_DIGITS}])O|{_POINT}){{0,{LONGEST_RUN}}}+"
_TOKEN = re.compile(
    rf"(?P<arabic>{_ARABIC})|(?P<digit>[{_HAN_DIGITS}O])|(?P<unit>[{''.join(_UNITS)}])"
    rf"|(?P<scale>[{''.join(_SCALES)}])|(?P<point>点)"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number of a run. Offsets count from the start of the run.

    low, high: its value; they differ where two neighbouring digits leave it open (两三百).
    scale: the 万 or 亿 (as a factor, contained in the value) that follows digits, else 1. scale_start: where it stands.
    shared: the factor (百 千 万 亿) that a smaller number before 至 shares with this one (两到三万), else 1.
    """

    start: int
    end: int
    low: float
    high: float
    scale: int = 1
    scale_start: int = 0
    shared: int = 1


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    written: str
    value: Decimal
    start: int
    end: int


_END = _Token("end", "", Decimal(0), 0, 0)


@lru_cache(maxsize=8192)
def read_run(run: str, before_unit: bool = False) -> tuple[Numeral, ...]:
    """The numerals in a text that matches RUN, ascending and disjoint; none when the run is too long for a number.

    before_unit: a unit follows the run, so that two neighbouring digits at its end are a range (三五个).
    """
    if len(run) > LONGEST_RUN:
        return ()
    tokens = []
    for match in _TOKEN.finditer(run):
        kind, written = match.lastgroup or "", match.group()
        value = _DIGITS.get(written) or _UNITS.get(written) or _SCALES.get(written) or 0
        if kind == "arabic":
            value = written.replace(",", "").replace(" ", "")
        tokens.append(_Token(kind, written, Decimal(value), *match.span()))
    numerals = []
    reader = _Reader(tokens, before_unit)
    while reader.position < len(tokens):
        if (numeral := reader.read()) is not None:
            numerals.append(numeral)
    return tuple(numerals)


class _Reader:
    """Reads the numerals of one run, the longest first."""

    def __init__(self, tokens: list[_Token], before_unit: bool) -> None:
        self.tokens = tokens
        self.before_unit = before_unit
        self.position = 0

    def token(self, ahead: int = 0) -> _Token:
        index = self.position + ahead
        return self.tokens[index] if index < len(self.tokens) else _END

    def read(self) -> Numeral | None:
        """The next numeral; None (and one token further) for a 点 between two."""
        first = self.token()
        if first.kind == "point":
            self.position += 1
            return None
        if first.kind == "arabic" and (numeral := self._read_arabic()) is not None:
            return numeral
        if first.kind == "digit" and (numeral := self._read_spelled()) is not None:
            return numeral
        return self._read_composed()

    def _read_arabic(self) -> Numeral | None:
        """A number in digits, alone or before 万, 亿, 万亿; None when more of the number follows (2亿5千万)."""
        first = self.token()
        scales = 0
        while self.token(1 + scales).kind == "scale":
            scales += 1
        name = "".join(self.token(1 + index).written for index in range(scales))
        after = self.token(1 + scales).kind
        if scales == 0 and after != "unit":
            self.position += 1
            return _numeral(first.start, first.end, first.value, first.value)
        if name in KEPT_SCALES and after in ("end", "point"):
            scale = KEPT_SCALES[name]
            value = first.value * scale
            end, scale_start = self.token(scales).end, self.token(1).start
            self.position += 1 + scales
            return _numeral(first.start, end, value, value, scale, scale_start, scale)
        return None

    def _read_spelled(self) -> Numeral | None:
        """Digits in a row, without units (二〇二一, 一七二零点一); None when they begin another form."""
        first = self.token()
        style = _FORMAL if first.written in _FORMAL else _ORDINARY
        count = 0
        while self._is_spelled_digit(self.token(count), style):
            count += 1
        if count < 2 or (count == 2 and self._is_pair(0) and self._pair_counts(2)):
            return None
        if count == 2 and first.value == 0 and self.token(2).kind in ("unit", "scale"):
            return None
        spelled = "".join(_spell(self.token(index)) for index in range(count))
        self.position += count
        value = Decimal(spelled) + (self._read_decimals() or 0)
        return _numeral(first.start, self.token(-1).end, value, value)

    def _is_spelled_digit(self, token: _Token, style: dict[str, int]) -> bool:
        if token.kind == "arabic":
            return set(token.written) == {"0"}
        return token.kind == "digit" and token.written in style and token.written not in _BEFORE_UNITS

    def _read_composed(self) -> Numeral:
        """A numeral of digits and units: 三千五百, 2亿5千万, 一百二三十, 三百五, 三点五亿."""
        first = self.token()
        number = Composition()
        while self._extend(number):
            pass
        number.close()
        last = self.token(-1)
        shared = number.shared if last.kind in ("unit", "scale") else 1
        return _numeral(first.start, last.end, *number.bounds(), shared=shared)

    def _extend(self, number: Composition) -> bool:
        """Take the token at the position into the number and step over it; False when it does not belong to it."""
        token = self.token()
        if token.kind == "point":
            number.close()
            decimals = None if number.has_fraction else self._read_decimals()
            if decimals is not None:
                number.add_fraction(decimals)
            return decimals is not None
        belongs = False
        if token.kind == "unit":
            belongs = number.add_unit(int(token.value))
        elif token.kind == "scale":
            belongs = number.add_scale(int(token.value))
        elif token.kind in ("digit", "arabic"):
            belongs = self._extend_by_digit(number, token)
        self.position += belongs
        return belongs

    def _extend_by_digit(self, number: Composition, token: _Token) -> bool:
        following = self.token(1)
        if number.has_digit:
            open_ended = self._pair_counts(1) or number.has_units
            return open_ended and self._is_pair(-1) and number.open_digit(token.value)
        if token.value == 0 and token.kind == "digit":
            return number.add_zero(alone=following.kind not in ("digit", "unit", "arabic"))
        if token.written in _BEFORE_UNITS and number.has_units and following.kind not in ("unit", "scale", "digit"):
            return False
        return number.add_digit(token.value, single=len(token.written) == 1)

    def _read_decimals(self) -> Decimal | None:
        """The digits after the 点 at the position, stepped over; None when there are none, or minutes (三点二十)."""
        count = 0
        while self.token(1 + count).kind == "digit" and self.token(1 + count).written not in _BEFORE_UNITS:
            count += 1
        if self.token().kind != "point" or count == 0 or self.token(1 + count).written in ("十", "拾"):
            return None
        digits = "".join(_spell(self.token(1 + index)) for index in range(count))
        self.position += 1 + count
        return Decimal("0." + digits)

    def _is_pair(self, ahead: int) -> bool:
        """Do the digits there and after name neighbouring numbers (两三, 七八, 三两), or three to five (三五)?"""
        first, second = self.token(ahead), self.token(ahead + 1)
        if first.kind != "digit" or second.kind != "digit" or first.value == 0:
            return False
        return second.value == first.value + 1 or first.written + second.written in ("三五", "三两")

    def _pair_counts(self, ahead: int) -> bool:
        """Does a unit follow, so that the pair before it leaves the number open?"""
        return self.token(ahead).kind in ("unit", "scale") or (self.before_unit and self.token(ahead) is _END)


def _spell(token: _Token) -> str:
    return token.written if token.kind == "arabic" else str(token.value)


def _numeral(
    start: int, end: int, low: Decimal, high: Decimal, scale: int = 1, scale_start: int = 0, shared: int = 1
) -> Numeral:
    return Numeral(start, end, float(low), float(high), scale, scale_start, shared)
