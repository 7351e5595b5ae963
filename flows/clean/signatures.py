"""Signatures: the bodies that sign, and the date under them, at the end of a notice, of a plan, or before an annex."""

import re

from flows.clean.patterns import DATE, LONGEST_DATE
from flows.reference import column

# Not the limit in a sentence: 于2022年2月15日前
_SIGNED_DATE = re.compile(rf"(?:^|\n|(?<=[。:)\w]))({DATE})(?=$|\n|[^\d前起至之以])")
_DATE_LINE = re.compile(rf"({DATE})(?=\n|$)")
_DAY_AT_END = re.compile(r"日(?=\n|$)")
_FINAL_DATE = re.compile(rf"({DATE})\s*(?:\([^()\n]{{2,40}}\))?$")
_NAME_LINE = re.compile(r"[一-鿿()、]{3,40}")
_NAME_ENDING = re.compile(r"[一-鿿()、]{3,60}$")
_NO_NAME = re.compile(r"[:,;]|^附|^\d")
_ATTACHMENT_LIST = re.compile(r"\n附(?:件)?:[^\n。]{2,120}(?:\n\d{1,2}[.、][^\n。]{2,120}){0,20}")
_CONTACT = re.compile(r"(?:电话|传真|手机):?[\d\-—、() ]{6,40}")
# 附件:某区2015年项目一览表|某区管委会, in run-on text
_ATTACHED = re.compile(r"附(?:件)?:[^\n。]{2,120}(?:表|清单|名单)(?=[一-鿿()、]{4,40}$)")
_ATTACHMENT = re.compile(r"附(?:件)?:[^\n。]{2,120}")
_SENTENCE_END = "。!);》"
_LONGEST_NAMES = 60
# The note on publication closes a notice; what it signs stands right before it.
_NOTE = "(此件"
_PUBLISHED = re.compile(rf"[一-鿿]{{3,60}}{DATE}\(此件[^()\n]{{2,12}}\)")
_LONGEST_SIGNED = 60 + LONGEST_DATE
_TAIL_REACH = 260
_LINES_OF_NAMES = 4
# A joint notice of many: lines that end as bodies do.
_MOST_NAMES = 40


def signed_date(text: str, start: int, end: int) -> re.Match | None:
    """The date in the range that closes a signature: the last at the end of a line, else the first; group 1 is it."""
    dates = list(_SIGNED_DATE.finditer(text, start, end))
    at_line_end = (date for date in reversed(dates) if text[date.end() : min(end, date.end() + 1)] in ("", "\n"))
    return next(at_line_end, dates[0] if dates else None)


def between(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The signature between a notice's last sentence (ends at `start`) and the plan's title (begins at `end`)."""
    signed = signed_date(text, start, end)
    if signed:
        first = max(text.rfind("。", start, signed.start(1)) + 1, start)
        before = text[first : signed.start(1)]
        attachments = _ATTACHMENT_LIST.search("\n" + before)
        if attachments:
            first += min(len(before), attachments.end() - 1)
        return first, signed.end(1)
    names = text[start:end].strip("\n")
    if 3 <= len(names) <= _LONGEST_NAMES and "。" not in names and not names.startswith("附"):
        at = text.find(names, start)
        return at, at + len(names)
    return None


def trailing(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The signature that closes text[start:end]: lines of bodies (none is needed behind a full stop) and a date."""
    window = max(start, end - _TAIL_REACH)
    tail = text[window:end]
    match = _FINAL_DATE.search(tail)
    if not match:
        return None
    before = tail[: match.start(1)].rstrip("\n")
    names = before[max(before.rfind(mark) for mark in _SENTENCE_END) + 1 :]
    # …联系电话:24375668某市人民政府办公室: the name runs on behind a number.
    names = names[max((contact.end() for contact in _CONTACT.finditer(names)), default=0) :]
    if attached := _ATTACHED.match(names):
        names = names[attached.end() :]
    kept: str | None = None
    for line in reversed([line for line in names.split("\n") if line]):
        if len(line) > 40 or _NO_NAME.search(line) or not _NAME_ENDING.search(line):
            break
        kept = line
    is_behind = tail[: match.start(1)].endswith(("\n", "。", ")")) or _ATTACHMENT.fullmatch(names)
    if kept is None and not is_behind:
        return None
    first = match.start(1) if kept is None else before.rfind(kept)
    return window + first, window + match.end(1)


def above_dates(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Signatures inside a body: lines of bodies right above a date that ends its line, with more text behind."""
    found = []
    position = start
    for last in _DAY_AT_END.finditer(text, start, end):
        match = _DATE_LINE.search(text, max(position, last.end() - LONGEST_DATE), last.end())
        if match is None:
            continue
        position = match.end()
        first = _names_above(text, start, match.start(1))
        if first is not None and match.end() < end:
            found.append((first, match.end(1)))
    return found


def run_on(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Signatures inside a body without line breaks: 某市教育局2022年12月23日(此件主动公开)."""
    found = []
    note = text.find(_NOTE, start, end)
    while note >= 0:
        signed = _PUBLISHED.search(text, max(start, note - _LONGEST_SIGNED), end)
        if signed and signed.start() > start and text[signed.start() - 1] != "\n":
            found.append(signed.span())
        note = text.find(_NOTE, note + 1, end)
    return found


def _names_above(text: str, floor: int, date_start: int) -> int | None:
    first = None
    at = date_start
    endings = column("body_endings", "ending")
    for count in range(_MOST_NAMES):
        line_end = at - 1 if at > floor and text[at - 1] == "\n" else at
        line_start = max(text.rfind("\n", floor, line_end), text.rfind("。", floor, line_end)) + 1
        line_start = max(line_start, floor)
        if not _NAME_LINE.fullmatch(text, line_start, line_end):
            break
        if count >= _LINES_OF_NAMES and not text.endswith(endings, line_start, line_end):
            break
        first = at = line_start
        if line_start == floor or text[line_start - 1] != "\n":
            break
    return first
