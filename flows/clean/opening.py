"""What stands between a title and the plan's first sentence, and the addressees before a notice's main sentence."""

import re
from dataclasses import dataclass
from functools import cache

from flows.clean.furniture import head_furniture, is_furniture, opening_furniture
from flows.clean.patterns import DATE, DOCUMENT_NUMBER
from flows.clean.press import FULL_TEXT
from flows.reference import alternatives, column

_ADDRESSEES = re.compile(r"[^。;!?\n]{2,300}?(?:\n[^。;!?\n]{2,200}?){0,2}?:")
_ADDRESSEE_WORD = re.compile(rf"{alternatives('document_words', 'addressee')}|[局委办厅]|[部署院](?=[:、])|你们?")
_NO_ADDRESSEE = re.compile(r"代表|同志们|[一二三四五六七八九十]、|\(一\)|如下|为[^委]|根据|按照|指导思想|要求|\d{4}年")
_LONGEST_LIST = 400
_LIST_REACH = 700
_NOTICE_ENDING = re.compile(r"的?通知(?:\([^()]{0,10}\))?")
# —2012年1月14日在某某市第五届人民代表大会第二次会议上 / (2018年1月2日第五次会议通过)
_SPOKEN = re.compile(
    r"(?:[—-]{1,3}|在)[^。\n]{4,60}(?:\n[^。\n]{0,30})?会议?(?:上|\)|(?=\n))"
    rf"|\(?[^。\n]{{0,40}}{DATE}[^。\n]{{0,50}}(?:\n[^。\n]{{2,30}})?(?:会议上|(?:批准|通过)(?=\)|\n))\)?"
)
_SPOKEN_REACH = 140
# 某省人民政府令 | 第223号
_ORDER = re.compile(r"[一-鿿]{2,20}令\n?第?\d{1,4}号(?=\n)")
_DATE_ALONE = re.compile(rf"\(?{DATE}\)?(?=\n|[一-鿿]{{2}})")
_TIME_LINE = re.compile(r"\(?(?:时间|日期)?:?\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?: ?\d{1,2}:\d{2}(?::\d{2})?)?\)?(?=\n)")
# 时间: or 来源: on a line of its own, what it names on the next
_LABEL_ABOVE = re.compile(rf"(?:{alternatives('document_words', 'byline')}):\n[^\n。]{{2,30}}(?=\n)")
_SALUTATION = re.compile(r"各位(?:代表|委员|同志)[^。]{0,12}[:!,]")
_DRAFT_REMARK = re.compile(rf"\([^()]{{0,20}}(?:{alternatives('document_words', 'draft')})\)")
_LONGEST_FURNITURE = 200


@dataclass(frozen=True, slots=True)
class Opening:
    """end: where the plan's first sentence begins; the ranges of 主送机关 and 发文字号 passed on the way."""

    end: int
    addressees: tuple[int, int] | None = None
    document_number: tuple[int, int] | None = None


@cache
def _speaker() -> re.Pattern:
    offices = "|".join(column("speaker_offices", "office"))
    return re.compile(rf"[一-鿿]{{0,24}}(?:{offices})[一-鿿]{{2,4}}(?=\n|各位)")


def skip_opening(text: str, start: int) -> Opening:
    """Pass over number, dates, speaker, salutation, addressees and furniture from `start` on."""
    addressees = document_number = None
    while start < len(text):
        if text[start] in "\n》)】”:":
            start += 1
            continue
        number = DOCUMENT_NUMBER.match(text, start)
        if number:
            document_number = document_number or number.span()
            start = number.end()
            continue
        line_end = text.find("\n", start)
        line_end = len(text) if line_end < 0 else line_end
        formal = _formal_line(text, start, line_end)
        if formal:
            start = formal
            continue
        if line_end - start < _LONGEST_FURNITURE and is_furniture(text[start:line_end]):
            start = line_end
            continue
        if (past := opening_furniture(text, start)) > start:
            start = past
            continue
        listed = _ADDRESSEES.match(text, start, start + _LIST_REACH)
        if listed and addressees is None and is_addressee_list(listed.group()):
            addressees = (start, listed.end() - 1)
            start = listed.end()
            continue
        break
    return Opening(start, addressees, document_number)


def _formal_line(text: str, start: int, line_end: int) -> int | None:
    """The end of the date, subtitle, speaker, salutation or draft remark at `start`; null for anything else."""
    longer = (
        _LABEL_ABOVE.match(text, start)
        or _ORDER.match(text, start)
        or _SPOKEN.match(text, start, start + _SPOKEN_REACH)
    )
    if longer and longer.end() > start:
        return longer.end()
    bound = min(line_end + 1, len(text))
    for pattern in (_DATE_ALONE, _TIME_LINE, _speaker(), _SALUTATION, _DRAFT_REMARK, FULL_TEXT):
        match = pattern.match(text, start, bound)
        if match and match.end() > start:
            return match.end()
    return None


def is_addressee_list(text: str) -> bool:
    """Whether a stretch that ends in a colon lists 主送机关 rather than beginning the text."""
    return not _NO_ADDRESSEE.search(text) and bool(_ADDRESSEE_WORD.search(text))


def addressees_before(text: str, sentence_start: int) -> tuple[int, int] | None:
    """The 主送机关 before a notice's main sentence; in run-on text title and number stand before them."""
    floor = max(0, sentence_start - _LIST_REACH)
    head = text[floor:sentence_start]
    colon = head.rfind(":")
    if colon < 0:
        return None
    start = max(head.rfind("\n", 0, colon), head.rfind("。", 0, colon)) + 1
    numbers = list(DOCUMENT_NUMBER.finditer(head, start, colon + 1))
    if numbers:
        start = numbers[-1].end()
    endings = list(_NOTICE_ENDING.finditer(head, start, colon))
    if endings:
        start = endings[-1].end()
    start = head_furniture(head, start, colon)
    listed = head[start:colon].strip("\n")
    if not listed or len(listed) > _LONGEST_LIST or not is_addressee_list(listed + ":"):
        return None
    start = head.find(listed, start)
    return floor + start, floor + start + len(listed)
