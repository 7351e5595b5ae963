"""Numbers as a word processor prints them: the formats of ECMA-376 part 1, 17.18.59 that Chinese documents use."""

from collections.abc import Callable

_DIGITS = "〇一二三四五六七八九"
_BANKING_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"))
_ROMAN_SMALL = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def number_text(number: int, number_format: str) -> str:
    """`number` in the named format; in decimals where the format is not known or does not reach so far."""
    write = _FORMATS.get(number_format)
    return (write(number) if write else None) or str(number)


def _counting(digits: str, units: str, says_one_before_ten: bool) -> Callable[[int], str | None]:
    """一百二十三, 一百零三; 十二 and not 一十二, except in banking numerals. 1 to 99,999."""

    def write(number: int) -> str | None:
        if not 0 < number < 100_000:
            return None
        written, has_gap = "", False
        for power in range(4, -1, -1):
            digit = number // 10**power % 10
            if digit:
                written += ("零" if has_gap else "") + digits[digit] + (units[power - 1] if power else "")
            has_gap = not digit and bool(written)
        return written[1:] if 10 <= number < 20 and not says_one_before_ten else written

    return write


def _single(first: int, count: int) -> Callable[[int], str | None]:
    """One character for each number, from code point `first`: ① to ⑳."""
    return lambda number: chr(first + number - 1) if 1 <= number <= count else None


def _from(characters: str) -> Callable[[int], str | None]:
    return lambda number: characters[number - 1] if 1 <= number <= len(characters) else None


def _translated(digits: str) -> Callable[[int], str]:
    table = {ord(str(value)): digit for value, digit in enumerate(digits)}
    return lambda number: str(number).translate(table)


def _letters(first: str) -> Callable[[int], str | None]:
    """a … z, aa, bb …: Word repeats the letter."""
    return lambda number: (
        chr(ord(first) + (number - 1) % 26) * ((number - 1) // 26 + 1) if 1 <= number <= 26 * 30 else None
    )


def _roman(number: int) -> str | None:
    if not 0 < number < 4000:
        return None
    written = ""
    for value, letters in _ROMAN + _ROMAN_SMALL:
        written += letters * (number // value)
        number %= value
    return written


_COUNTING = _counting(_DIGITS, "十百千万", says_one_before_ten=False)
_BANKING = _counting(_BANKING_DIGITS, "拾佰仟万", says_one_before_ten=True)
_CIRCLED = _single(0x2460, 20)
_DIGIT_BY_DIGIT = _translated(_DIGITS)
_FULL_WIDTH = _translated("０１２３４５６７８９")

_FORMATS: dict[str, Callable[[int], str | None]] = {
    "chineseCounting": _COUNTING,
    "chineseCountingThousand": _COUNTING,
    "japaneseCounting": _COUNTING,
    "taiwaneseCounting": _COUNTING,
    "taiwaneseCountingThousand": _COUNTING,
    "chineseLegalSimplified": _BANKING,
    "ideographLegalTraditional": _BANKING,
    "ideographDigital": _DIGIT_BY_DIGIT,
    "taiwaneseDigital": _DIGIT_BY_DIGIT,
    "decimalEnclosedCircle": _CIRCLED,
    "decimalEnclosedCircleChinese": _CIRCLED,
    "decimalEnclosedParen": _single(0x2474, 20),
    "decimalEnclosedFullstop": _single(0x2488, 20),
    "ideographEnclosedCircle": _single(0x3280, 10),
    "decimalFullWidth": _FULL_WIDTH,
    "decimalFullWidth2": _FULL_WIDTH,
    "ideographTraditional": _from("甲乙丙丁戊己庚辛壬癸"),
    "ideographZodiac": _from("子丑寅卯辰巳午未申酉戌亥"),
    "decimalZero": "{:02d}".format,
    "numberInDash": "- {} -".format,
    "lowerLetter": _letters("a"),
    "upperLetter": _letters("A"),
    "upperRoman": _roman,
    "lowerRoman": lambda number: (_roman(number) or "").lower() or None,
}
