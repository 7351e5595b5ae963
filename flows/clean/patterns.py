"""Forms that several cleaners look for (GB/T 9704): the date of a signature and the 发文字号."""

import re

_CHINESE_DIGITS = "〇○零一二三四五六七八九十"

# A full date in Arabic or Chinese digits, as under a signature.
DATE = (
    rf"(?:\d{{4}}年\d{{1,2}}月\d{{1,2}}日"
    rf"|[{_CHINESE_DIGITS}]{{4}}年[{_CHINESE_DIGITS}]{{1,3}}月[{_CHINESE_DIGITS}]{{1,3}}日)"
)
# 二〇二五年十二月三十一日
LONGEST_DATE = 13

# 海教〔2021〕1号, in any kind of brackets, 号 possibly lost.
DOCUMENT_NUMBER = re.compile(r"\(?[一-鿿][一-鿿()、]{0,14}[〔\[(【]\s?\d{4}\s?[〕\])】]\s?(?:第)?\d{1,5}号?\)?")
