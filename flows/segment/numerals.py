"""Numerals: reading the number that a stretch of Arabic, Chinese or mixed digits stands for.

What counts as a numeral: 1,122 · 1 122 · 1.5万 · 2亿5千万 · 三千五百 · 三百五 (350) · 一万二 (12000) · 壹佰贰拾叁 · 二〇二一
(digit by digit) · 三点一四 · 两三百 (200 to 300). Signs, fractions and percentages are read by `parse_numeral` for a whole
text and by `flows.segment.quantities` inside one.

All functions expect folded text (`flows.text.fold`) except `parse_numeral`, which folds by itself.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from flows.text import fold

_DIGITS = {
    **{character: value for value, character in enumerate("零一二三四五六七八九")},
    **{character: value for value, character in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    **dict.fromkeys("○O", 0), **dict.fromkeys("两俩兩", 2), "幺": 1, "仨": 3, "弌": 1, "貳": 2, "贰": 2, "參": 3, "叄": 3, "陸": 6,
}  # fmt: skip
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "廿": 20, "卅": 30, "卌": 40}
_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
# Scales that stay in the unit after a number in digits (5.7万亩).
KEPT_SCALES = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "萬": 10**4, "億": 10**8}

_HAN_DIGITS = "".join(_DIGITS).replace("O", "")
HAN = _HAN_DIGITS + "".join(_UNITS) + "".join(_SCALES)
# A longer run of digits is an identifier, not a number.
LONGEST_RUN = 40
_GROUPED = (
    r"[0-9]{1,3}(?:,[0-9]{3}){1,9}(?![0-9])(?:\.[0-9]{1,30})?|[0-9]{1,3}(?: [0-9]{3}){1,9}(?![0-9])(?:\.[0-9]{1,30})?"
)
_ARABIC = rf"(?:{_GROUPED}|[0-9]++(?:\.[0-9]++)?)"
_POINT = rf"点(?=[{_HAN_DIGITS}])"
# A run holds one numeral or several that touch: 2亿5千万, 十四五 (14 and 5).
RUN = rf"(?:{_ARABIC}|[{HAN}])(?:{_ARABIC}|[{HAN}]|(?<=[{_HAN_DIGITS}])O|{_POINT}){{0,{LONGEST_RUN}}}+"
_TOKEN = re.compile(
    rf"(?P<arabic>{_ARABIC})|(?P<digit>[{_HAN_DIGITS}O])|(?P<unit>[{''.join(_UNITS)}])|(?P<scale>[万萬亿億兆])|点"
)
_SIGN = re.compile(r"[-+]|[负正]|零下")


@dataclass(frozen=True, slots=True)
class Numeral:
    """One number of a run. Offsets count from the start of the run.

    low, high: its value; they differ for two neighbouring digits that leave the number open (两三百).
    scale: 万 or 亿 (as a factor, contained in the value) written after a number in digits, else 1; it starts at `scale_start`.
    open: the number ends in two neighbouring digits, which count as a range only before a unit (三五个, not 三五).
    """

    start: int
    end: int
    low: float
    high: float
    scale: int = 1
    scale_start: int = 0
    arabic: bool = False


@dataclass(slots=True)
class _Term:
    low: Decimal
    high: Decimal
    factor: int


def parse_numeral(text: str) -> float | None:
    """The number that the whole of `text` stands for; None when it is no numeral. Never raises.

    Signs (-3, 负三, 零下五), fractions (三分之一, 1/3, 一又二分之一), percentages as fractions of one (百分之五 = 0.05, 5% = 0.05),
    一半 and 半 (0.5) are understood. Of an open number (两三百) the lower end is given.
    """
    text = "".join(fold(text).split()) if len(text) < 4 * LONGEST_RUN else ""
    sign = 1
    if marked := _SIGN.match(text):
        if len(text) == marked.end():
            return None
        sign, text = -1 if marked.group() in ("-", "负", "零下") else 1, text[marked.end() :]
    value = _parse_unsigned(text)
    return None if value is None else sign * value


_WHOLE = re.compile(RUN)
_FRACTION = re.compile(
    rf"(?:(?P<whole>{RUN})又)?(?P<below>{RUN})分之(?P<above>{RUN})|(?P<over>[0-9]{{1,15}})/(?P<under>[0-9]{{1,15}})"
)
_PERCENT = {"%": 100, "‰": 1000, "‱": 10000}


def _parse_unsigned(text: str) -> float | None:
    if text in ("半", "一半"):
        return 0.5
    if text and text[-1] in _PERCENT:
        value = _parse_run(text[:-1])
        return None if value is None else value / _PERCENT[text[-1]]
    if matched := _FRACTION.fullmatch(text):
        below = _parse_run(matched["below"] or matched["under"])
        above = _parse_run(matched["above"] or matched["over"])
        whole = _parse_run(matched["whole"]) if matched["whole"] else 0
        return None if not below or above is None or whole is None else whole + above / below
    return _parse_run(text)


def _parse_run(text: str) -> float | None:
    if not _WHOLE.fullmatch(text):
        return None
    numerals = read_run(text)
    return numerals[0].low if len(numerals) == 1 and numerals[0].end == len(text) else None


@lru_cache(maxsize=65536)
def read_run(run: str, before_unit: bool = False) -> tuple[Numeral, ...]:
    """The numerals in a text that matches RUN, ascending and disjoint; empty when the run is too long for a number.

    before_unit: a unit follows the run, so that two neighbouring digits at its end are a range (三五个).
    """
    if len(run) > LONGEST_RUN:
        return ()
    tokens = [(match.lastgroup or "point", match.group(), match.start(), match.end()) for match in _TOKEN.finditer(run)]
    numerals = []
    position = 0
    while position < len(tokens):
        if tokens[position][0] == "point":
            position += 1
            continue
        numeral, position = _read_numeral(tokens, position, before_unit)
        numerals.append(numeral)
    return tuple(numerals)


def _read_numeral(tokens: list[tuple[str, str, int, int]], first: int, before_unit: bool) -> tuple[Numeral, int]:
    """The longest numeral that starts at token `first`, and the token after it."""
    start = tokens[first][2]
    kinds = [token[0] for token in tokens] + ["end"] * 4
    if kinds[first] == "arabic":
        number = _decimal(tokens[first][1])
        after = first + 1
        scales = "".join(token[1] for token in tokens[after : after + 2] if token[0] == "scale")
        if kinds[after] != "scale" and kinds[after] != "unit" and kinds[after] != "digit":
            return _numeral(start, tokens[first][3], number, number, arabic=True), after
        if scales in KEPT_SCALES and kinds[after + len(scales)] in ("end", "point"):
            scale = KEPT_SCALES[scales]
            end = tokens[after + len(scales) - 1][3]
            value = number * scale
            return _numeral(start, end, value, value, scale, tokens[after][2], True), after + len(scales)
    digits = first
    while kinds[digits] == "digit" or (kinds[digits] == "arabic" and digits > first):
        digits += 1
    lone_pair = digits - first == 2 and _is_pair(tokens, first) and (
        kinds[digits] in ("unit", "scale") or (before_unit and digits == len(tokens))
    )  # fmt: skip
    if (
        digits - first > 1
        and not lone_pair
        and not (kinds[digits] in ("unit", "scale") and digits - first == 2 and _digit(tokens, first) == 0)
    ):
        spelled = "".join(str(_digit(tokens, index)) for index in range(first, digits))
        number, position = _with_decimals(Decimal(spelled), tokens, kinds, digits)
        return _numeral(start, tokens[position - 1][3], number, number), position
    return _read_composed(tokens, kinds, first, before_unit)


def _read_composed(tokens: list, kinds: list[str], first: int, before_unit: bool) -> tuple[Numeral, int]:
    """A numeral built of digits and units (三千五百, 2亿5千万, 一百二三十, 三百五, 三点五亿)."""
    terms: list[_Term] = []
    section = 0
    smallest, largest, last_factor = 10**4, 0, 0
    pending: _Term | None = None
    zero = False
    position = first
    while position < len(tokens):
        kind, written = kinds[position], tokens[position][1]
        if kind in ("digit", "arabic"):
            number = Decimal(_digit(tokens, position)) if kind == "digit" else _decimal(written)
            if pending is not None:
                is_range = pending.low == pending.high and kind == "digit" and _is_pair(tokens, position - 1) and (
                    kinds[position + 1] in ("unit", "scale") or (before_unit and position + 1 == len(tokens))
                )  # fmt: skip
                if not is_range:
                    break
                pending.high = number
            elif number == 0 and kind == "digit" and kinds[position + 1] != "point":
                if zero or smallest == 1:
                    break
                if position == first and kinds[position + 1] not in ("digit", "unit"):
                    terms.append(_Term(number, number, 1))
                    position += 1
                    break
                zero = True
            elif smallest == 1 or (last_factor == 0 and terms):
                break
            else:
                pending = _Term(number, number, 1)
                if kinds[position + 1] == "point":
                    value, after = _with_decimals(number, tokens, kinds, position + 1)
                    if after > position + 1:
                        pending = _Term(value, value, 1)
                        position = after - 1
        elif kind == "unit":
            factor = _UNITS[written]
            rank = 10 if factor < 100 else factor
            if rank >= smallest or (pending is not None and rank != factor):
                break
            if pending is None and terms and not zero and last_factor <= rank:
                break
            low, high = (pending.low, pending.high) if pending else (Decimal(1), Decimal(1))
            terms.append(_Term(low, high, factor))
            pending, smallest, last_factor, zero = None, rank, rank, False
        elif kind == "scale":
            factor = _SCALES[written]
            if pending is not None:
                terms.append(pending)
                pending = None
            if not terms:
                terms.append(_Term(Decimal(1), Decimal(1), 1))
            if factor >= largest:
                if largest and factor == largest and len(terms) > section:
                    break
                multiplied = terms
            elif len(terms) > section:
                multiplied = terms[section:]
            else:
                break
            for term in multiplied:
                term.factor *= factor
            section, largest, smallest, last_factor, zero = len(terms), factor, 10**4, factor, False
        else:
            break
        position += 1
    if pending is not None:
        if (
            last_factor >= 100
            and not zero
            and pending.low == int(pending.low)
            and 0 < pending.low < 10
            and len(tokens[position - 1][1]) == 1
        ):
            pending.factor = last_factor // 10
        terms.append(pending)
    low = sum((term.low * term.factor for term in terms), Decimal(0))
    high = sum((term.high * term.factor for term in terms), Decimal(0))
    return _numeral(tokens[first][2], tokens[position - 1][3], low, high), position


def _with_decimals(number: Decimal, tokens: list, kinds: list[str], point: int) -> tuple[Decimal, int]:
    """Append the digits after 点 at token `point`; none when they are minutes (三点二十)."""
    end = point + 1
    while kinds[end] == "digit":
        end += 1
    if kinds[point] != "point" or end == point + 1 or (kinds[end] == "unit" and _UNITS[tokens[end][1]] < 100):
        return number, point
    return number + Decimal("0." + "".join(str(_digit(tokens, index)) for index in range(point + 1, end))), end


def _is_pair(tokens: list, position: int) -> bool:
    """Do the digits at `position` and after it name neighbouring numbers (两三, 七八), or three to five (三五)?"""
    if tokens[position][0] != "digit" or tokens[position + 1][0] != "digit":
        return False
    first, second = _digit(tokens, position), _digit(tokens, position + 1)
    return first > 0 and (second == first + 1 or (first, second) == (3, 5))


def _digit(tokens: list, position: int) -> int | str:
    kind, written = tokens[position][:2]
    return _DIGITS[written] if kind == "digit" else written.replace(",", "").replace(" ", "").replace(".", "")


def _decimal(written: str) -> Decimal:
    return Decimal(written.replace(",", "").replace(" ", ""))


def _numeral(
    start: int, end: int, low: Decimal, high: Decimal, scale: int = 1, scale_start: int = 0, arabic: bool = False
) -> Numeral:
    return Numeral(start, end, float(low), float(high), scale, scale_start, arabic)
