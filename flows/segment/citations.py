"""Documents that a text names: laws, policies, plans, standards, notices in 《》, or by their number (发文字号).

Names of books, columns, courses, shows and forms stand in 《》 too and are left out, as are the document's own title,
an abbreviation that a title defines for itself (以下简称《规划》), and a page's own number.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from flows.model import Citation
from flows.reference import alternatives

# A number of a party or government body: 国办发〔2019〕15号, with whatever brackets, 号 possibly lost.
_ISSUE = r"[〔\[【(〈<{]\s?(?P<year>(?:19|20)\d{2})\s?[〕\])】〉>}]\s?(?P<serial>第?\d{1,5})\)?\s?号?"
_SHORTENED = re.compile(r"《(?P<title>[^《》\n]{4,60})》[^《》。\n]{0,30}简称:?《(?P<short>[^《》\n]{2,20})》")
_NUMBER = re.compile(r"(?P<body>[一-鿿A-Za-z]{1,20})" + _ISSUE)
_ISSUE_AT = re.compile(_ISSUE)
# 国务院令第412号, 住房城乡建设部公告2019年第237号: orders and announcements.
_ORDER = re.compile(r"[一-鿿、]{2,30}?(?:令|公告|通告)(?:第?(?:19|20)\d{2}年)?第?\d{1,5}号")
_OPENING = re.compile(r"\s?[(〔\[【]\s?")
_LONGEST_TITLE, _LONGEST_BODY, _LONGEST_UNMARKED, _LONGEST_ISSUER = 160, 15, 80, 24
_TITLE_BREAK = re.compile(r"[。;!?]")
_EDITION = re.compile(r"(?:\([^()]{1,24}\))+$")
_YEAR_ENDING = re.compile(r"(?:19|20)\d{2}(?:年?版)?$")
_ABBREVIATES = re.compile(r"(?:以下|下文|下)(?:统)?(?:简)?称(?:为|:)?[“\"]?$")
_ABBREVIATION = re.compile(r"(?:以下|下文|下)(?:统)?(?:简)?称(?:为|:)?[“\"]?《([^《》\n]{1,20})》")
_LABEL_END = re.compile(r"(?:\d{1,2}|[⑴-⒇①-⑳])[、.]$")
_UNMARKED_STOP = frozenset("\n。;:!?,《》[]【】")
_KEY_NOISE = re.compile(r"[\s\"'“”‘’「」『』《》〈〉<>,、。:;·—~()\[\]〔〕-]")
# What stands before the title inside a plan's own title without making it the plan's own.
_CARRIED_OUT = re.compile(rf"(?:{alternatives('citation_words', 'carried_out')})$")
# Titles of at most so many characters (方案, 实施意见) are abbreviations of the plan's own title if that ends so.
_LONGEST_ABBREVIATION = 6
_CLOSING = {"《": "》", "〈": "〉", "<": ">"}


def find_citations(text: str, own_titles: Sequence[str] = ()) -> list[Citation]:
    """The documents that folded `text` names, once per title, in order; start/end cover the name with its number.

    own_titles: titles of the document itself and of the notice that transmits it, which are no citations.
    """
    own = [title_key(title) for title in own_titles if title]
    abbreviations = {title_key(match[1]) for match in _ABBREVIATION.finditer(text)} if "称" in text else set()
    found: dict[str, Citation] = {}
    numbers: set[str] = set()
    for citation in sorted([*_marked(text), *_unmarked(text)], key=lambda citation: citation.start):
        key = title_key(citation.title)
        number = citation.document_number
        if not key or key in found or key in abbreviations or _is_own(key, own) or (number and number in numbers):
            continue
        found[key] = citation
        if number:
            numbers.add(number)
    return list(found.values())


@lru_cache(maxsize=1024)
def title_key(title: str) -> str:
    """What spelling variants of one title share: its characters without marks, brackets and spaces."""
    return _KEY_NOISE.sub("", title)


def short_names(text: str, titles: Sequence[str]) -> list[str]:
    """What `text` calls for short the documents that `titles` name: 《公平竞争审查制度实施细则》(简称《实施细则》)."""
    return [match["short"] for match in _SHORTENED.finditer(text) if any(match["title"] in title for title in titles)]


def read_document_number(text: str) -> str | None:
    """The 发文字号 that `text` begins with, brackets as 〔〕, 号 restored; null when it begins with none."""
    match = _NUMBER.match(text)
    return _normal(match["body"], match) if match else None


def _normal(body: str, match: re.Match) -> str:
    return f"{body}〔{match['year']}〕{match['serial']}号"


def _is_own(key: str, own: Sequence[str]) -> bool:
    for title in own:
        if key == title or (
            len(title) > _LONGEST_ABBREVIATION and key.endswith(title) and _is_issuer(key[: -len(title)])
        ):
            return True
        if title.endswith(key):
            prefix = title[: -len(key)]
            if len(key) <= _LONGEST_ABBREVIATION or not _CARRIED_OUT.search(prefix):
                return True
    return False


def _is_issuer(prefix: str) -> bool:
    return len(prefix) < _LONGEST_ISSUER and not re.search("贯彻|落实|印发", prefix)


@cache
def _pattern(use: str, form: str) -> re.Pattern:
    return re.compile(form.format(alternatives("citation_words", use)))


def _marked(text: str) -> Iterator[Citation]:
    """Titles in 《》."""
    position = text.find("《")
    while position >= 0:
        end = _closing(text, position)
        if end is None:
            position = text.find("《", position + 1)
            continue
        title = text[position + 1 : end].replace("\n", "").strip()
        if title and _is_document(title, text, position, end + 1):
            number, number_end = _number_behind(text, end + 1)
            yield Citation(title, number, position, number_end)
        position = text.find("《", end)


def _closing(text: str, start: int) -> int | None:
    """Where the 》 of the title that opens at `start` stands, null when lost; a 《 inside opens a nested title."""
    depth, stop = 1, min(len(text), start + _LONGEST_TITLE)
    if text.find("》", start + 1, stop) < 0:
        return None
    first = None
    for position in range(start + 1, stop):
        character = text[position]
        if character == "《":
            depth += 1
        elif character == "》":
            depth -= 1
            first = position if first is None else first
            if depth == 0:
                return position
        elif character in "。;!?" and depth:
            break
    # 《 stands once more than 》: the first 》 closes, unless another title opened before it.
    if first is None or "《" in text[start + 1 : first]:
        return None
    return first


def _is_document(title: str, text: str, start: int, end: int) -> bool:
    behind = text[end : end + 8].lstrip("\n)")
    before = text[max(0, start - 8) : start]
    if _ABBREVIATES.search(before):
        return False
    if _pattern("behind_document", "(?:等|的)?(?:{})").match(behind):
        return True
    if _pattern("behind_work", '(?:等)?[”"]?(?:{})').match(behind) or _pattern("before_work", '(?:{})[“"]?$').search(
        before
    ):
        return False
    return _ends_as_document(title) or bool(_number_behind(text, end)[0])


def _ends_as_document(title: str) -> bool:
    core = _EDITION.sub("", title).rstrip('”"’」〉>')
    return bool(_pattern("ending", "(?:{})$").search(core) or _YEAR_ENDING.search(core))


def _number_behind(text: str, end: int) -> tuple[str | None, int]:
    """The number in brackets right behind a title that ends before `end`, and the end of both."""
    opening = _OPENING.match(text, end)
    if opening:
        match = _NUMBER.match(text, opening.end())
        if match:
            return _normal(match["body"], match), _bracket_end(text, match.end())
        order = _ORDER.match(text, opening.end())
        if order:
            return order.group(), _bracket_end(text, order.end())
    return None, end


def _bracket_end(text: str, end: int) -> int:
    """Behind the bracket that closes a number, which may be followed by a date of amendment."""
    stop = text.find(")", end, end + 40)
    inside = text[end:stop] if stop >= 0 else ""
    return stop + 1 if stop >= 0 and "(" not in inside and "\n" not in inside and "。" not in inside else end


def _unmarked(text: str) -> Iterator[Citation]:
    """Documents without 《》: 工作要点(岚综委〔2016〕5号), 国办发〔1993〕71号文件."""
    for match in _ISSUE_AT.finditer(text):
        body_start = match.start()
        while body_start > 0 and match.start() - body_start < _LONGEST_BODY and _is_body(text[body_start - 1]):
            body_start -= 1
        before = text[body_start - 1 : body_start]
        if before and before in "(〔[【":
            yield from _titled_by_bracket(text, body_start, match)
        elif before != "》":
            yield from _named_by_number(text, body_start, match)


def _is_body(character: str) -> bool:
    return "一" <= character <= "鿿" or character.isalpha()


def _titled_by_bracket(text: str, body_start: int, match: re.Match) -> Iterator[Citation]:
    """TITLE(NUMBER) where the title has no marks."""
    bracket = body_start - 1
    body = text[body_start : match.start()]
    if not body or bracket == 0 or text[bracket - 1] in "》\n":
        return
    start = bracket
    while start > 0 and bracket - start < _LONGEST_UNMARKED and text[start - 1] not in _UNMARKED_STOP:
        if text[start - 1] == "、" and _LABEL_END.search(text, max(0, start - 3), start):
            break
        if text[start - 1] == ")" and _closes_number(text, start):
            break
        start -= 1
    title = text[start:bracket]
    leading = _pattern("leading", "^(?:{})+").match(title)
    while leading and leading.end() < len(title):
        start, title = start + leading.end(), title[leading.end() :]
        leading = _pattern("leading", "^(?:{})+").match(title)
    about = title.find("关于")
    if about > _LONGEST_ISSUER:
        start, title = start + about, title[about:]
    if _ends_as_document(title) and len(title) > 3:
        yield Citation(title.strip(), _normal(body, match), start, _bracket_end(text, match.end()))


def _closes_number(text: str, end: int) -> bool:
    return re.search(r"\d{1,5}号?\)$", text[max(0, end - 8) : end]) is not None


def _named_by_number(text: str, body_start: int, match: re.Match) -> Iterator[Citation]:
    """根据中发〔1994〕8号文件: the number is the title. A number without such words is the page's own."""
    run = text[body_start : match.start()]
    references = list(_pattern("reference", "(?:{})").finditer(run))
    start = body_start + references[-1].end() if references else body_start
    body = text[start : match.start()]
    if body and (references or _pattern("number_cue", "(?:的)?(?:{})").match(text, match.end())):
        number = _normal(body, match)
        yield Citation(number, number, start, match.end())
