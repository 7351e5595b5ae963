"""Titles: what a line must look like to be one, which document type it names, and where a title occurs in a text."""

import re
from bisect import bisect_right
from functools import cache

from flows.clean.furniture import is_furniture
from flows.clean.patterns import DOCUMENT_NUMBER
from flows.reference import alternatives, column, read_table

_LONGEST_TITLE = 160
# A title may be followed by one remark in brackets: (试行) (2021-2023年) (征求意见稿).
_REMARK = r"(?:\([^()\n]{1,20}\)){0,2}"
_OPENING_OF = {"》": "《", "〉": "〈", ")": "(", "”": "“", '"': '"'}
# A title stands among the first lines, before the first sentence of prose.
_HEAD_REACH = 12_000
_TITLE_LINES = 80
_RUN_ON_LINES = 12
_LONGEST_TITLE_LINE = 60
_PROSE = re.compile(r"[^。\n]{45,}。")
_TITLE_BEGINNING = re.compile(r"关于|人民政府|委员会|[局委厅办部院会]$|\d{4}年|《|工委")
_LABELLED = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、]")
_LETTERHEAD = re.compile(r"[^。]{0,40}?文件(?=[^。]{0,20}〔)")
# A line that begins so is the text of a document without a title.
_IN_A_SENTENCE = re.compile(r"为|根据|按照|依据|现将|经|各|按|自|在|附件?:")
_ANNEX_MARK = re.compile(r"^附件\d{0,2}:(?!\d)")
_ANNEX_LINE = re.compile(r"附件\d{0,2}")
# (2021-2023年) on the line below the title
_YEARS_LINE = re.compile(r"\((?:19|20)\d\d年?(?:[-—~至]{1,2}(?:19|20)\d\d)?年?(?:度)?\)")
# Behind what is only a part of a sentence.
_GOES_ON = re.compile(r"[,、;和与及的]")
_DRAFT = re.compile(rf"\([^()]{{0,20}}(?:{alternatives('document_words', 'draft')})\)$")
# 2017年,全县计划|实现…: the verb.
_PLANS = re.compile(r",.*计划$")
# 2022年,我镇要坚持“规划|引领”: a sentence, and a word in the middle of a quotation.
_SENTENCE = re.compile(r",[我要将]|“[^”]*$")
_TYPE_AHEAD = re.compile(
    rf"[^。;!?\n]{{4,100}}?(?:{alternatives('document_words', 'kind')})(?:\([^()\n]{{1,20}}\))?"
    r"(?:》?的(?:通知|决定|函))?"
)
# A government work report often has no title line: it has that title (GUIDELINES).
SPEECH_TITLE = "政府工作报告"
_SPEECH_REACH = 800
# Its own title stands on a line of its own, whatever the page calls it.
_SPEECH_LINE = re.compile(r"(?:^|\n)政府工作报告(?=\n[—(\d一二在])")
_IS_SPEECH = re.compile(
    r"代表[^。]{0,14}(?:政府|国务院)[^。]{0,12}?(?:作|报告)[^。]{0,8}工作|各位代表:|今年[^。]{0,4}政府工作的?总体(?:要求|思路)|"
    r"年重点工作[^。]{0,40}。政府工作的总体要求"
)
_STRETCH, _BETWEEN = re.compile(r"[^\W_]+"), re.compile(r"[\W_]+")
_SITE_SUFFIX = re.compile(r"[_|]|-(?=[^-]{2,20}$)|--")
_WRAPPING = re.compile(
    rf"(?:关于)?(?:{alternatives('document_words', 'issue')})(?:了)?《?(.{{4,120}}?)》?(?:的(?:通知|函|公告|决定))\)?$"
)


@cache
def _type_patterns() -> tuple[tuple[str, re.Pattern], ...]:
    rows = sorted(read_table("document_types"), key=lambda row: int(row["rank"]))
    return tuple((row["document_type"], re.compile(row["pattern"])) for row in rows)


@cache
def _type_ending() -> re.Pattern:
    types = [row["pattern"].replace("$", "") for row in read_table("document_types")]
    return re.compile(rf"(?:{'|'.join([*types, *column('title_endings', 'ending')])}){_REMARK}$")


@cache
def _other_ending() -> re.Pattern:
    endings = [row["ending"] for row in read_table("title_endings") if row["is_type_of_its_own"]]
    return re.compile(rf"(?:{'|'.join(endings)}){_REMARK}$")


def document_type(title: str | None) -> str:
    """The document type a title names (GUIDELINES value set); 其他 when it names none or there is no title.

    The type that stands last counts (关于落实…工作要点的实施意见 is an 实施意见); of types that end together the more
    specific one does; a title that ends in another kind of document (…方案的批复) or explains one names none. For a
    通知 that transmits a plan, ask with the plan's own title.
    """
    if not title or title.startswith("解读") or _other_ending().search(title):
        return "其他"
    best: tuple[int, str] | None = None
    # …行动计划(2026-2028年)(征求意见稿) is no 意见.
    named = _DRAFT.sub("", title)
    for name, pattern in _type_patterns():
        for match in pattern.finditer(named):
            if best is None or match.end() > best[0]:
                best = (match.end(), name)
    return best[1] if best else "其他"


def looks_like_title(line: str) -> bool:
    """Whether a line of folded text reads like a document title: a noun phrase that ends in a document type."""
    if not 4 <= len(line) <= _LONGEST_TITLE or line[-1] in "。;:,!?、":
        return False
    if (
        "。" in line
        or line.count("|") > 1
        or line.startswith(("附件", "来源", "(", "各"))
        or line.endswith(("征集意见", "征求意见"))
        or _LABELLED.match(line)
        or re.search(r"[。;!?]|印发给你们|^\d{1,3}[.、]", line)
    ):
        return False
    return bool(_type_ending().search(line))


def transmitted_title(title: str) -> str | None:
    """The title of the plan that a notice transmits, from the notice's title; null when it transmits none."""
    match = _WRAPPING.search(title)
    if not match:
        return None
    inner = match[1].strip("《》")
    return inner if _type_ending().search(inner.rstrip("》")) else None


def strip_site_name(title: str) -> str:
    """A page title without the site's name: `X_某某市人民政府` → `X`."""
    pieces = [piece.strip() for piece in _SITE_SUFFIX.split(title) if piece.strip()]
    return max(pieces, key=len) if pieces else title.strip()


# 岚综管综〔2015〕48号某区管委会|关于…的通知: run-on text prints the issuer between number and title, a page that leaves
# the issuers out of its own title prints them before the document's.
_ISSUER_BEFORE = re.compile(rf"(?:\d号|\n)([一-鿿]{{3,36}}(?:{alternatives('document_words', 'issuer_end')})\n?)\Z")
# [重庆]重庆市人民政府办公厅关于…: where a collection files it
_PLACE_TAG = re.compile(r"^[\[【][一-鿿]{2,8}[\]】](?=[一-鿿])")
# …的通知(发改价格〔2025〕65号)
_NUMBER_BEHIND = re.compile(r"\([^()\n]{2,20}〔\d{4}〕\d{1,5}号\)")


_JOINERS = ("和", "及", "暨", "与")


def find_title(text: str, page_title: str | None, bare: "BareText", prose: str | None = None) -> str | None:
    """The title of a document: what the page calls it, else the first lines that read like one.

    text: folded, line breaks as "\\n". page_title: from the page's head or metadata block. bare: `text` reduced.
    prose: `text` without its metadata; a line of it may be a title.
    """
    if SPEECH_TITLE in text and _SPEECH_LINE.search(text, 0, _HEAD_REACH):
        return SPEECH_TITLE
    if page_title:
        page_title = _PLACE_TAG.sub("", _NUMBER_BEHIND.sub("", page_title))
    page_titles = [page_title, strip_site_name(page_title)] if page_title else []
    for candidate in page_titles:
        found = bare.occurrences(candidate)
        if found:
            return _signed(text, found) + text[found[0][0] : closing_end(text, *found[0])].replace("\n", "")
    if page_title and looks_like_title(page_titles[1]):
        return page_titles[1]
    lines = [_unwrapped(line) for line in (prose or text)[:_HEAD_REACH].split("\n")[:_TITLE_LINES]]
    # A file that holds an annex alone begins with it: 附件:某区…分解表
    lines[0] = _ANNEX_MARK.sub("", lines[0])
    if _ANNEX_LINE.fullmatch(lines[0]) and len(lines) > 1:
        lines = lines[1:]
    for index, line in enumerate(lines):
        if _PROSE.search(line):
            break
        joined = _joined_title(lines[index : index + 3])
        if joined:
            following = lines[index + 1] if joined == lines[index] and index + 1 < len(lines) else ""
            joined += following if _YEARS_LINE.fullmatch(following) else ""
            bracketed = _NUMBER_BEHIND.search(joined)
            if bracketed:
                joined = joined[: bracketed.start()].lstrip("【")
                return _signed(text, bare.occurrences(joined)) + joined
            number = DOCUMENT_NUMBER.search(joined)
            return joined[number.end() :] if number and looks_like_title(joined[number.end() :]) else joined
    if _IS_SPEECH.search(text[:_SPEECH_REACH]):
        return SPEECH_TITLE
    return _run_on_title(lines[:_RUN_ON_LINES]) or (page_titles[1] if page_title and len(page_title) >= 6 else None)


def _signed(text: str, printings: list[tuple[int, int]]) -> str:
    """The issuers that one of a title's printings has before it; empty when none has."""
    ahead = (_ISSUER_BEFORE.search(text, max(0, start - 60), start) for start, _ in printings)
    found = next(filter(None, ahead), None)
    return found[1].replace("\n", "") if found else ""


def _unwrapped(line: str) -> str:
    """A line without the title marks around the whole of it: 《某市关于印发〈…〉的通知》, behind a number or not."""
    line = line.lstrip("#")
    number = DOCUMENT_NUMBER.match(line)
    bare = line[number.end() :] if number else line
    return bare[1:-1] if bare.startswith("《") and bare.endswith("》") and "《" not in bare[1:] else line


def _run_on_title(lines: list[str]) -> str | None:
    """A title that run-on text goes on behind without a break, after a document number or a 文件 head."""
    for line in lines:
        if _LABELLED.match(line) or line.count("|") > 1:
            break
        head = DOCUMENT_NUMBER.match(line) or _LETTERHEAD.match(line)
        run_on = _TYPE_AHEAD.match(line[head.end() :] if head else line)
        if run_on and (
            _PLANS.search(run_on.group())
            or _SENTENCE.search(run_on.group())
            or _IN_A_SENTENCE.match(run_on.group())
            or _GOES_ON.match(line, (head.end() if head else 0) + run_on.end())
            or run_on.group().rfind("《") > max(0, run_on.group().rfind("》"))
            or line.count("《", 0, run_on.end()) > line.count("》")
        ):
            continue
        if run_on and len(line) > len(run_on.group()):
            number = DOCUMENT_NUMBER.search(run_on.group())
            return run_on.group()[number.end() if number else 0 :]
    return None


def _joined_title(lines: list[str]) -> str | None:
    """The title that the first of `lines` is or begins; a title may be broken over up to three lines."""
    if is_furniture(lines[0]):
        return None
    if looks_like_title(lines[0]):
        # …第十四个五年规划 | 和二〇三五年远景目标纲要
        goes_on = len(lines) > 1 and lines[1].startswith(_JOINERS) and len(lines[1]) <= _LONGEST_TITLE_LINE
        return lines[0] + lines[1] if goes_on and looks_like_title(lines[0] + lines[1]) else lines[0]
    if not _TITLE_BEGINNING.search(lines[0]) or len(lines[0]) > _LONGEST_TITLE_LINE:
        return None
    for count in (2, 3):
        if len(lines) < count or len(lines[count - 1]) > _LONGEST_TITLE_LINE or _LABELLED.match(lines[count - 1]):
            return None
        joined = "".join(lines[:count])
        if looks_like_title(joined):
            return joined
    return None


def closing_end(text: str, start: int, end: int) -> int:
    """The end of the title text[start:end] including the marks that close it: 》 ) ”."""
    while end < len(text) and text[end] in _OPENING_OF and _OPENING_OF[text[end]] in text[start:end]:
        end += 1
    return end


class BareText:
    """A text reduced to letters, digits and Han characters, in which titles are found whatever their punctuation."""

    def __init__(self, text: str) -> None:
        self.text = "".join(_STRETCH.findall(text))
        # Stretches of the text, as far as a place was asked for: where each begins here and in the reduced text.
        self._stretches = _STRETCH.finditer(text)
        self._starts: list[int] = []
        self._bare_starts: list[int] = []
        self._bare_end = 0

    def occurrences(self, title: str, start: int = 0) -> list[tuple[int, int]]:
        """(start, end exclusive) in the full text of every occurrence of `title` from character `start` on."""
        bare = _BETWEEN.sub("", title)
        found: list[tuple[int, int]] = []
        if len(bare) < 4:
            return found
        at = self.text.find(bare)
        while at >= 0:
            first = self._position(at)
            if first >= start:
                found.append((first, self._position(at + len(bare) - 1) + 1))
            at = self.text.find(bare, at + len(bare))
        return found

    def _position(self, bare_index: int) -> int:
        while self._bare_end <= bare_index:
            first, end = next(self._stretches).span()
            self._starts.append(first)
            self._bare_starts.append(self._bare_end)
            self._bare_end += end - first
        stretch = bisect_right(self._bare_starts, bare_index) - 1
        return self._starts[stretch] + bare_index - self._bare_starts[stretch]
