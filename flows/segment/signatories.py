"""Who issues a document and to whom it is addressed (GB/T 9704: 发文机关, 主送机关).

Issuers are read from the signature or from the title; addressees from the line above the text. Mentions keep the
words as written; offsets count characters of the text given.
"""

import re

from flows.model import AgencyMention, PlanContext
from flows.segment.agency_names import resolve_agency, with_resolution
from flows.segment.agency_vocabulary import vocabulary
from flows.segment.body_lists import join_incomplete, split_bodies
from flows.segment.body_names import Strength, recognise

# Where the issuers at the head of a title end: 关于…, 印发…, 2020年…, 贯彻….
_TITLE_BODY = re.compile(
    r"关于|印发|转发|批转|发布|公布|贯彻|落实|《|“|[\d〇零一二三四五六七八九十]{2,4}[-—至~]?\d{0,4}年|XX年|[\d○]{4}|"
    r"(?:年度)?(?:教育)?(?:工作)?(?:要点|意见|计划|方案|办法|通知|通告|规划)|进一步|深入|推进|加强|促进|支持|对|的"
)
_DATE_LINE = re.compile(r"[\d〇○零一二三四五六七八九十×Xx]{2,4}年.{0,12}$|\d{4}[-./]\d{1,2}[-./]\d{1,2}.{0,10}$")
_NOT_SIGNED = re.compile(
    r"\([^()]{0,30}(?:公开|印发|盖章|章|代章|删减)[^()]{0,20}\)|签发人?:.{0,20}|印发$|抄送:.{0,300}|联系人:.{0,60}"
)
_ADDRESSEE_MARK = re.compile(r"[、,;\n]")


def find_issuers(text: str, context: PlanContext) -> list[AgencyMention]:
    """The bodies that sign: `text` is the signature (lines of bodies, with or without a date) or a title.

    A title names its issuers at its head (磐石市人民政府办公室关于…); it names none where no body stands there.
    """
    found: list[tuple[int, int]] = []
    position = 0
    for line in text.split("\n"):
        start, end = position, position + len(line)
        position = end + 1
        note = _NOT_SIGNED.search(line)
        if note:
            end = start + note.start()
        date = _DATE_LINE.search(text[start:end])
        if date:
            end = start + date.start()
        body_end = _TITLE_BODY.search(text, start, end)
        if body_end and body_end.start() == start:
            continue
        stop = _last_body_end(text, start, end) if body_end else end
        pieces = split_bodies(text, start, stop)
        if pieces and all(_can_sign(text[a:b]) for a, b in pieces):
            found += pieces
    return [_resolved(text, piece, "issuer", context) for piece in found]


def _last_body_end(text: str, start: int, end: int) -> int:
    """Where the bodies at the head of a title end: the first break of the title before which only bodies stand."""
    for mark in _TITLE_BODY.finditer(text, start, end):
        pieces = split_bodies(text, start, mark.start())
        if pieces and all(_can_sign(text[a:b]) for a, b in pieces):
            return mark.start()
    return start


def _can_sign(words: str) -> bool:
    return recognise(words) >= Strength.OWNED or (
        recognise(words) == Strength.SUFFIX and 4 <= len(words) <= 30 and words.endswith(vocabulary().strong)
    )


def find_addressees(line: str, context: PlanContext) -> list[AgencyMention]:
    """The addressees of 主送机关 as listed, one entry for each part that is complete by itself (有关单位 included)."""
    end = len(line.rstrip(":\n "))
    pieces, start, depth = [], 0, 0
    for position in range(end):
        depth += (line[position] in "(〔[“《") - (line[position] in ")〕]”》")
        if depth == 0 and _ADDRESSEE_MARK.match(line, position):
            pieces.append((start, position))
            start = position + 1
    pieces.append((start, end))
    joined = join_incomplete(line, pieces, every_part=True)
    return [_resolved(line, piece, "addressee", context) for piece in joined if line[piece[0] : piece[1]].strip()]


def _resolved(text: str, piece: tuple[int, int], role: str, context: PlanContext) -> AgencyMention:
    words = text[piece[0] : piece[1]].replace("\n", "")
    return with_resolution(AgencyMention(words, role, *piece), resolve_agency(words, context))
