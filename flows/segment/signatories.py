"""Who issues a document and to whom it is addressed (GB/T 9704: 发文机关, 主送机关).

Issuers are read from the signature or from the title; addressees from the line above the text. Mentions keep the
words as written; offsets count characters of the text given.
"""

import re

from flows.model import AgencyMention, PlanContext
from flows.reference import alternatives
from flows.segment.agency_names import CORPS, resolve_agency, with_resolution
from flows.segment.agency_vocabulary import vocabulary
from flows.segment.body_lists import join_incomplete, split_bodies
from flows.segment.body_names import Strength, owner_and_core, recognise

# Where the issuers at the head of a title end: 关于…, 印发…, 2020年…, 贯彻….
_TITLE_BODY = re.compile(
    rf"{alternatives('document_words', 'title_body')}|《|“|[\d〇零一二三四五六七八九十]{{2,4}}[-—至~]?\d{{0,4}}年|XX年"
    r"|[\d○]{4}|"
    rf"(?:年度)?(?:教育)?(?:工作)?(?:{alternatives('document_words', 'issued_kind')})"
    rf"|{alternatives('document_words', 'title_verb')}|对|的"
)
_DATE_LINE = re.compile(r"[\d〇○零一二三四五六七八九十×Xx]{2,4}年.{0,12}$|\d{4}[-./]\d{1,2}[-./]\d{1,2}.{0,10}$")
_NOT_SIGNED = re.compile(
    rf"\([^()]{{0,30}}(?:{alternatives('document_words', 'seal_note')})[^()]{{0,20}}\)|签发人?:.{{0,20}}|印发$"
    r"|抄送:.{0,300}|联系人:.{0,60}"
)
_ATTACHED = re.compile(rf"[^\n]{{2,60}}(?:{alternatives('document_words', 'attached')})")
_ADDRESSEE_MARK = re.compile(r"[、,;\n()\[\]〔〕“”《》]|(?:以及|[和及])(?=各|有关|相关|直属)")
# A title that ran into the line: …的通知各学院:
_NOTICE_BEFORE = re.compile(r"[^:\n]{0,60}?的(?:通知|函|批复|意见)(?=各)")
_IN_BRACKETS = re.compile(r"[(〔][^)〕]{0,20}[)〕]")
_TERRITORY_END = re.compile(r"(?:[省市县区州盟旗乡镇村]|街道|兵团|区块)$")
# A part that names a class of its own shares its head with nobody before it.
# 财政厅(局), 发展改革委: no owner in front.
_DEPARTMENT = re.compile(r".*(?:[厅局委办]|部门)")
_OWNERLESS = re.compile(rf"(?!{alternatives('body_words', 'not_local')})[一-鿿]{{2,12}}(?:[厅局委办]|部门)")
# 杨凌示范区|林业局
_HAS_OWNER = re.compile(r"[省市县区州盟旗][一-鿿]{2}")
# 各地级以上市|发展改革
_CLASS_OWNER = re.compile(r"^各[^、]{0,8}[省市县区州盟旗](?=[^、]{2})")
_LONG_FIELD = 4
_OWN_CLASS = re.compile(r"各|有关|相关|直属|^街道")


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
        pieces = split_bodies(text, start, end)
        # 市规划局, 投资促进办公室: words of a title within a name.
        if body_end and not all(recognise(text[a:b]) == Strength.KNOWN for a, b in pieces):
            pieces = split_bodies(text, start, _last_body_end(text, start, end))
        pieces = [_behind_attachment(text, piece) for piece in pieces]
        if pieces and all(_can_sign(text[a:b]) for a, b in pieces):
            found += pieces
    return [_resolved(text, piece, "issuer", context) for piece in found]


def _behind_attachment(text: str, piece: tuple[int, int]) -> tuple[int, int]:
    """2.某会议成员名单|某市人民政府办公厅, in run-on text: the body alone, where it is one that is known."""
    attached = _ATTACHED.match(text, *piece)
    is_body = attached is not None and recognise(text[attached.end() : piece[1]]) >= Strength.OWNED
    return (attached.end(), piece[1]) if is_body else piece


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
    start = _NOTICE_BEFORE.match(line)
    position, end, depth = start.end() if start else 0, len(line.rstrip(":\n ")), 0
    parts: list[tuple[int, int]] = []
    for mark in _ADDRESSEE_MARK.finditer(line, position, end):
        depth = max(0, depth + (mark.group() in "(〔[“《") - (mark.group() in ")〕]”》"))
        if depth == 0 and mark.group() not in "([〔“《)]〕”》":
            parts.append((position, mark.start()))
            position = mark.end()
    parts.append((position, end))
    parts = [part for part in parts if line[part[0] : part[1]].strip()]
    parts = _share_owners(line, join_incomplete(line, _share_heads(line, parts)))
    return [_resolved(line, part, "addressee", context) for part in parts]


def _share_owners(line: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """各省教育厅(教委)、财政厅(局),新疆生产建设兵团教育局、财政局: one without its owner is no entry."""
    result: list[tuple[int, int]] = []
    for part in parts:
        words = _IN_BRACKETS.sub("", line[slice(*part)])
        before = _IN_BRACKETS.sub("", line[slice(*result[-1])]) if result else ""
        is_owned = before.startswith(("各", CORPS)) and _DEPARTMENT.fullmatch(before)
        if (
            is_owned
            and line[result[-1][1] : part[0]] == "、"
            and _OWNERLESS.fullmatch(words)
            and not _HAS_OWNER.search(words)
            and not owner_and_core(words)[1:]
        ):
            result[-1] = (result[-1][0], part[1])
        else:
            result.append(part)
    return result


def _share_heads(line: str, parts: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Territories joined with the part whose head they share: 各省、自治区、直辖市人民政府; 甲市、乙市教育局."""
    result: list[tuple[int, int]] = []
    for part in reversed(parts):
        words = line[part[0] : part[1]]
        if result and line[part[1] : result[-1][0]] == "、" and (_lacks_head(words) or _is_field(words)):
            following = line[result[-1][0] : result[-1][1]]
            if not _OWN_CLASS.search(following.split("、", 1)[0]) and not _lacks_head(following):
                result[-1] = (part[0], result[-1][1])
                continue
        result.append(part)
    return result[::-1]


def _lacks_head(words: str) -> bool:
    """Only territories, no body: 各省, 武汉市, 北京, 国家税务总局各省, 临海经济开发区."""
    bare = _IN_BRACKETS.sub("", words)
    return _TERRITORY_END.search(bare) is not None or bare in vocabulary().short_regions


def _is_field(words: str) -> bool:
    """A field of work whose body stands behind the last of a list: 各省工业和信息化|、教育、科技主管部门."""
    known = vocabulary()
    cores = [core for _, core in owner_and_core(_CLASS_OWNER.sub("", words))]
    return (
        words in known.domains
        or any(core + ending in known.local for core in cores for ending in "局厅委")
        or any(words.endswith(field) for field in known.domains if len(field) >= _LONG_FIELD)
    )


def _resolved(text: str, piece: tuple[int, int], role: str, context: PlanContext) -> AgencyMention:
    words = text[piece[0] : piece[1]].replace("\n", "")
    return with_resolution(AgencyMention(words, role, *piece), resolve_agency(words, context))
