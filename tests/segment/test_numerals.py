"""What parse_numeral reads: the whole text is one numeral, or the answer is None."""

import math

import pytest

from flows.segment.numerals import normalize, parse_numeral

DIGITS = [
    ("7", 7, "one digit"),
    ("１２３", 123, "full-width digits"),
    ("1,122", 1122, "grouped by commas"),
    ("1，122", 1122, "grouped by full-width commas"),
    ("1 122", 1122, "grouped by spaces"),
    ("12,345,678.9", 12345678.9, "groups and decimals"),
    ("3.14", 3.14, "decimals"),
    (".5", 0.5, "no digit before the point"),
    ("2e5", 200000, "an exponent"),
    ("-3", -3, "a minus"),
    ("－3", -3, "a full-width minus"),
    ("+3", 3, "a plus"),
]
CHINESE = [
    ("零", 0, "zero"),
    ("〇", 0, "zero as a circle"),
    ("两", 2, "two before a count word"),
    ("十", 10, "ten without a one"),
    ("十五", 15, "ten and ones"),
    ("二十", 20, "tens"),
    ("廿五", 25, "a contracted twenty"),
    ("卅", 30, "a contracted thirty"),
    ("一百零五", 105, "a gap is filled by 零"),
    ("一百一十", 110, "the full form"),
    ("一百一", 110, "spoken short: the digit counts tenths of the unit before it"),
    ("三百五", 350, "spoken short"),
    ("一千六", 1600, "spoken short"),
    ("一万二", 12000, "spoken short"),
    ("三亿五", 350000000, "spoken short"),
    ("一千零六", 1006, "after 零 the digit is ones"),
    ("百三", 130, "no digit before the hundred"),
    ("两千零八十", 2080, "tens after a gap"),
    ("一万零三百", 10300, "hundreds after a gap"),
    ("十万零五十六", 100056, "a section of ten thousands"),
    ("一百零一万一千", 1011000, "a gap inside a section"),
    ("四亿五千六百四十二万零一十五", 456420015, "three sections"),
    ("五兆六十二亿四万五千二", 5006200045200, "兆 is a million millions"),
    ("一万亿", 10**12, "a scale of a scale"),
    ("三千万亿", 3 * 10**15, "a scale of a scale"),
    ("四万万", 4 * 10**8, "the older form of 亿"),
    ("千万", 10**7, "no digit before the thousand"),
    ("亿", 10**8, "a scale alone"),
    ("三点一四", 3.14, "decimals are spelled"),
    ("零点零五", 0.05, "zeros after the point"),
    ("三点五亿", 350000000, "decimals of a scale"),
    ("二十点一万", 201000, "decimals of a scale"),
    ("两千三点一", 2300.1, "spoken short, with decimals"),
    ("负三十二", -32, "a sign in words"),
    ("零下五", -5, "below zero"),
]
SPELLED = [
    ("二〇二一", 2021, "a year digit by digit"),
    ("二零二一", 2021, "with the other zero"),
    ("二○二一", 2021, "with a circle for zero"),
    ("二O二一", 2021, "with a letter for zero"),
    ("二0二一", 2021, "with a digit for zero"),
    ("一九九五", 1995, "a year digit by digit"),
    ("一七二零点一三四", 1720.134, "digits and decimals"),
    ("幺幺零", 110, "a telephone number"),
]
FORMAL = [
    ("壹佰贰拾叁", 123, "as on a cheque"),
    ("壹仟玖佰", 1900, "as on a cheque"),
    ("拾万零伍拾陆", 100056, "as on a cheque"),
    ("贰拾二", 22, "mixed with ordinary digits"),
    ("肆佰叁拾萬", 4300000, "a traditional scale"),
    ("兩千四百五", 2450, "traditional characters"),
    ("負三", -3, "traditional characters"),
]
MIXED = [
    ("3千", 3000, "digits before a unit"),
    ("1.5万", 15000, "decimals before a scale"),
    ("2亿5千万", 250000000, "digits before several"),
    ("10万5千", 105000, "digits before several"),
    ("5亿1万4千6百", 500014600, "digits before several"),
    ("1百23", 123, "digits after a unit"),
    ("3万5", 35000, "spoken short in digits"),
    ("12万3456", 123456, "the rest in digits"),
    ("4.78万亿", 4.78e12, "a scale of a scale"),
    ("7 万5 千4 百", 75400, "spaces are read over"),
]
FRACTIONS = [
    ("三分之一", 1 / 3, "a part"),
    ("一百分之二", 0.02, "one hundred written in full"),
    ("一又二分之一", 1.5, "a whole and a part"),
    ("1/4", 0.25, "a slash"),
    ("百分之五", 0.05, "a percentage is a fraction of one"),
    ("5%", 0.05, "a percentage is a fraction of one"),
    ("千分之五", 0.005, "per mille"),
    ("5‰", 0.005, "per mille"),
    ("半", 0.5, "a half"),
    ("一半", 0.5, "a half"),
]
OPEN = [
    ("两三百", 200, "the lower end of an open number"),
    ("十五六", 15, "the lower end of an open number"),
    ("七百三四十", 730, "the lower end of an open number"),
    ("三五", 35, "digit by digit where nothing is counted"),
]
NONE = [
    ("", "nothing"),
    (" ", "white space"),
    ("教育", "no digit"),
    ("三个", "more than a numeral"),
    ("第三", "an ordinal is no numeral"),
    ("十百", "units that do not descend"),
    ("一百百", "a unit twice"),
    ("零点点", "a point twice"),
    ("三分之", "a fraction without its numerator"),
    ("三分之零分", "a fraction and more"),
    ("五分之一之一", "a fraction twice"),
    ("零分之一", "a part of nothing"),
    ("1/0", "a part of nothing"),
    ("-", "a sign alone"),
    ("负", "a sign alone"),
    ("--3", "two signs"),
    ("1.2.3", "a version"),
    ("1" * 50, "an identifier"),
    ("一" * 50, "too long for a number"),
    ("\ud800", "a lone surrogate"),
    ("\0", "a control character"),
]


@pytest.mark.parametrize(("text", "value", "why"), DIGITS + CHINESE + SPELLED + FORMAL + MIXED + FRACTIONS + OPEN)
def test_numerals(text, value, why):
    parsed = parse_numeral(text)
    assert parsed is not None, why
    assert math.isclose(parsed, value, rel_tol=1e-12), why


@pytest.mark.parametrize(("text", "why"), NONE)
def test_no_numerals(text, why):
    assert parse_numeral(text) is None, why


def test_normalize_keeps_the_length():
    text = "Ｎ個二十億圓℃㎡①\ud800"
    assert len(normalize(text)) == len(text)
    assert normalize(text).startswith("N个二十亿圆")
