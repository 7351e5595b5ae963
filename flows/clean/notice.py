"""The notice that transmits a plan (现将《…》印发给你们): its main sentence, and where the plan's title stands."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.clean import signatures
from flows.clean.patterns import DATE
from flows.clean.titles import BareText, closing_end, looks_like_title, transmitted_title
from flows.reference import alternatives
from flows.text import scan

_REACH = 12_000
_LONGEST_SENTENCE = 800
_HANDED_OVER = re.compile(
    rf"(?:{alternatives('document_words', 'hand_down')})给?你们"
    r"|(?:现|予以|现予)(?:以)?(?:印发|公布|发布|转发)(?=[,。;]|实施|执行)|现印发|予以印发"
    r"|(?:现将|予以)[^。\n]{0,40}?(?:进行|予以)?(?:责任|任务)分解(?=[,。;])"
)
_HANDED_OVER_BEGINS = re.compile("[印转下发批通现予]")
# 我局制定了《…实施方案》,请认真组织实施; 《…规划》已经县政府同意,请遵照执行
_TO_BE_CARRIED_OUT = re.compile(
    rf"(?:(?:{alternatives('document_words', 'drawn_up')})了?《[^》\n]{{4,120}}》"
    rf"|》已?经[^。\n]{{2,60}}(?:{alternatives('document_words', 'approved')}))"
    rf",请[^。\n]{{0,30}}(?:{alternatives('document_words', 'carried_out')})(?=[。;])"
)
# Not the short name: (以下简称《行动方案》).
_TITLE_IN_MARKS = re.compile(r"(?<!称)(?<!称为)《([^《》]{4,120}(?:[〈<《][^〉>》]{2,100}[〉>》][^《》]{0,60})?)》")
_REMARK = re.compile(r"\n?\([^()\n]{1,24}\)")
_REMARK_AT_END = re.compile(r"\([^()]{1,20}\)$")
# A title behind these is listed or mentioned, not printed.
_MENTIONED = re.compile(
    r"附件?\d{0,2}:\n?(?:\d{1,2}[.、])?[《“]?[^。\n:,;]{0,16}$|(?:^|[\n。])\d[.、]《?$|[,;《][^。\n]{0,24}$"
)
_MENTION_REACH = 30
# 附件:某某方案一、总体要求: an annex printed, not listed.
_PLAN_BEGINS = re.compile(r"[》\n]{0,2}(?:\([^()\n]{1,24}\))?[》\n]{0,3}(?:[一1]、|第一[章条]|\(一\)|1\.)")
_NO_LINE_HEAD = re.compile(rf"[。:;]|{DATE}")
_LONGEST_LINE_HEAD = 30
# 某区行动实施方案|为贯彻落实…: where a plan's text begins behind its title without a break.
_FIRST_WORDS = re.compile(rf"为(?:{alternatives('document_words', 'purpose')})|根据|按照|一、|第一[章条]")
_LONGEST_RUN_ON = 100
# 关于印发开展…的通知 hands over 关于开展….
_ABOUT = "关于"
_NO_TITLE = re.compile(r"[。;!?,:\n]")
_SHORTEST_PLAN = 60
_SIGNATURE_REACH = 400
_SHORTEST_UNTITLED = 120
# Prose or a first unit, neither an attachment list nor the page's foot.
_PLAN_TEXT = re.compile(r"\n(?![(附抄主关相上下])[^\n]{30,}|\n(?:一、|第一[章条])")


@dataclass(frozen=True, slots=True)
class TransmittedPlan:
    """title and title_span: of the (first) plan as printed. titles: of all plans that the notice hands over."""

    title: str
    title_span: tuple[int, int]
    titles: tuple[str, ...] = ()
    is_one_of_several: bool = False


def main_sentence(text: str, title: str | None = None) -> tuple[int, int] | None:
    """The sentence that hands a plan over, as (start, end); null when the text is no such notice.

    title: the notice's; where it says that a plan is issued (关于印发…的通知), the sentence need not say so again.
    """
    match = next(scan(_HANDED_OVER_BEGINS, _HANDED_OVER, text, 0, _REACH), None)
    if match is None and title and transmitted_title(title):
        match = _TO_BE_CARRIED_OUT.search(text, 0, _REACH)
    if not match:
        return None
    start = max(text.rfind(mark, 0, match.start()) for mark in "。:\n") + 1
    end = text.find("。", match.end())
    line = text.find("\n", match.end())
    if end < 0 or 0 <= line < end:
        end = line - 1 if line >= 0 else len(text) - 1
    return (start, end + 1) if end - start <= _LONGEST_SENTENCE else None


def names_a_plan(text: str, notice_title: str | None, sentence: tuple[int, int]) -> bool:
    """Whether a notice hands over a plan with a title of its own (rather than orders or figures)."""
    # What it is grounded on stands before 将: 根据《…》,现将目标任务下达给你们
    said = text[slice(*sentence)]
    handed = said[said.rfind(",现将") + 1 :]
    return "《" in handed or bool(notice_title and transmitted_title(notice_title))


def find_plan(text: str, bare: BareText, notice_title: str | None, sentence: tuple[int, int]) -> TransmittedPlan | None:
    """The plan behind a notice's main sentence; null when it is not in the source."""
    named = _TITLE_IN_MARKS.findall(text[slice(*sentence)])
    inner = transmitted_title(notice_title) if notice_title else None
    candidates = [*named, *([inner] if inner else [])]
    candidates += [shorter for title in candidates if (shorter := _REMARK_AT_END.sub("", title)) != title]
    places = []
    for candidate in candidates:
        for start, end in bare.occurrences(candidate, sentence[1]):
            is_mention = bool(_MENTIONED.search(text[max(0, start - _MENTION_REACH) : start]))
            is_mention = is_mention and not _PLAN_BEGINS.match(text, end)
            if len(text) - end > _SHORTEST_PLAN:
                places.append((is_mention, start, end, candidate))
    if not places:
        return _untold_plan(text, sentence[1]) or _untitled_plan(text, sentence[1], candidates)
    _, start, end, _ = min(places, key=lambda place: place[:2])
    end = closing_end(text, start, end)
    remark = _REMARK.match(text, end)
    if remark and "号" not in remark.group() and ":" not in remark.group():
        end = remark.end()
    start = _line_head(text, start, sentence[1])
    if text.endswith(_ABOUT, sentence[1], start):
        start -= len(_ABOUT)
    # 《政府工作报告》重点工作责任分解: the line goes on behind the title named.
    line_end = text.find("\n", end)
    if end < line_end <= end + _LONGEST_LINE_HEAD and looks_like_title(text[start:line_end]):
        end = line_end
    printed = dict.fromkeys(title for is_mention, _, _, title in places if not is_mention and title in named)
    title = _without_marks(text[start:end].replace("\n", ""))
    return TransmittedPlan(title, (start, end), (*printed, *([inner] if inner else [])), len(printed) > 1)


def find_printed(text: str, bare: BareText, notice_title: str | None) -> TransmittedPlan | None:
    """The plan printed right below a notice's title, without what the notice says; null when it is not."""
    inner = transmitted_title(notice_title) if notice_title else None
    notices = bare.occurrences(notice_title) if inner else []
    if not notices:
        return None
    floor = notices[0][1]
    start, end = next(iter(bare.occurrences(inner, floor)), (len(text), 0))
    if start - floor > _LONGEST_LINE_HEAD or text[start - 1] != "\n" or len(text) - end <= _SHORTEST_PLAN:
        return None
    end = closing_end(text, start, end)
    return TransmittedPlan(_without_marks(text[start:end].replace("\n", "")), (start, end), (inner,))


def _without_marks(title: str) -> str:
    """《某市规划》 without its marks; those inside a title stay (《政府工作报告》任务分解)."""
    if title.count("《") == 1 and title.startswith("《") and 0 < title.find("》") < len(title) - 1:
        return title
    return title.strip("《》")


def _untold_plan(text: str, start: int) -> TransmittedPlan | None:
    """A plan whose title the notice does not give: behind the signature's date stands a title, then text."""
    signed = signatures.signed_date(text, start, start + _SIGNATURE_REACH)
    if not signed or len(text) - signed.end() <= 200:
        return None
    at = signed.end() + len(text[signed.end() :]) - len(text[signed.end() :].lstrip("\n"))
    for first in _FIRST_WORDS.finditer(text, at, at + _LONGEST_RUN_ON):
        title = text[at : first.start()]
        if _NO_TITLE.search(title):
            break
        if looks_like_title(title):
            return TransmittedPlan(title, (at, first.start()))
    lines = text[at : at + 400].split("\n", 2)
    for count in (1, 2):
        title = "".join(lines[:count])
        if looks_like_title(title):
            return TransmittedPlan(title, (at, at + len("\n".join(lines[:count]))))
    return None


def _untitled_plan(text: str, start: int, titles: Sequence[str]) -> TransmittedPlan | None:
    """A plan whose title only the notice gives: its text begins right behind the signature's date."""
    signed = signatures.signed_date(text, start, start + _SIGNATURE_REACH) if titles else None
    if not signed or len(text) - signed.end() <= _SHORTEST_UNTITLED or not _PLAN_TEXT.match(text, signed.end()):
        return None
    at = signed.end() + len(text[signed.end() :]) - len(text[signed.end() :].lstrip("\n"))
    return TransmittedPlan(titles[0], (at, at), (titles[0],))


def _line_head(text: str, start: int, floor: int) -> int:
    """A title's start moved to the beginning of its line when the line's head is short (the issuer's name)."""
    line = text.rfind("\n", floor, start) + 1
    if line > floor and 0 < start - line <= _LONGEST_LINE_HEAD and not _NO_LINE_HEAD.search(text[line:start]):
        return line
    return start
