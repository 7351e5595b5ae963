"""The forms in which a plan may write a whole number below 10^16; each function renders one."""

_DIGITS = "零一二三四五六七八九"
_FORMAL = str.maketrans("一二三四五六七八九十百千", "壹贰叁肆伍陆柒捌玖拾佰仟")
_SCALES = ("", "万", "亿", "兆")


def _section(number: int) -> str:
    """A number below 10,000 as Chinese writes it inside a longer one: 0305 → 三百零五."""
    written, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            written += ("零" if gap and written else "") + _DIGITS[digit] + name
        gap = digit == 0
    return written


def standard(number: int) -> str:
    """10305 → 一万零三百零五."""
    if number == 0:
        return "零"
    sections = []
    while number:
        number, section = divmod(number, 10**4)
        sections.append(section)
    written = ""
    for index in range(len(sections) - 1, -1, -1):
        section = sections[index]
        if section == 0:
            continue
        lacks_thousands = section < 1000 or (index + 1 < len(sections) and sections[index + 1] == 0)
        written += ("零" if written and lacks_thousands else "") + _section(section) + _SCALES[index]
    return written


def formal(number: int) -> str:
    """305 → 叁佰零伍."""
    return standard(number).translate(_FORMAL)


def colloquial(number: int) -> str:
    """350 → 三百五, 12000 → 一万二, 15 → 十五, 200 → 两百."""
    written = standard(number)
    if written.startswith("一十"):
        written = written[1:]
    if written[:1] == "二" and written[1:2] in ("百", "千", "万", "亿"):
        written = "两" + written[1:]
    for longer, unit in (("千", "万"), ("百", "千"), ("十", "百")):
        if written.endswith(longer) and written[-3:-2] == unit and written[-2] in _DIGITS:
            return written[:-1]
    return written


def mixed(number: int) -> str:
    """250_000_000 → 2亿5000万, 10305 → 1万零305."""
    if number == 0:
        return "0"
    parts = []
    for factor, name in ((10**8, "亿"), (10**4, "万"), (1, "")):
        part, number = divmod(number, factor)
        if part:
            parts.append(("零" if parts and part < 1000 else "") + f"{part}{name}")
    return "".join(parts)


def in_ten_thousands(number: int) -> str:
    """57000 → 5.7万."""
    return f"{number // 10**4}.{number % 10**4:04d}".rstrip("0").rstrip(".") + "万"


def full_width(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def grouped(number: int) -> str:
    return f"{number:,}"


def spaced(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def spelled(number: int) -> str:
    """2021 → 二〇二一; ten digits and more would still be one number."""
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(number))
