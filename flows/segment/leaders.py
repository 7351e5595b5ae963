"""Find who leads in running text: X牵头 with X a named body.

由市教委牵头 names a leader; X部门要…, X负责 in a sentence and bodies merely mentioned do not. Who supports is named
by 由A牵头商B and by A牵头,B配合 with B named; 会同 adds nobody here. Offsets count characters of the text given.
"""

import re

from flows.reference import alternatives
from flows.segment.body_lists import is_open_class, split_bodies
from flows.segment.body_names import Strength, recognise
from flows.segment.role_cues import LEAD, MANNER, SUPPORT

_LEADS = re.compile(rf"牵头(?!{alternatives('role_cues', 'leading_noun')})")
_MANNER_BEFORE = re.compile(rf"{MANNER}{{1,4}}$")
_IS_LEADER = re.compile(r"(?:为|是|作为)(?:第一|总|主要)?牵头(?:单位|部门)")
_LEADER_IS = re.compile(
    rf"(?P<cue>{alternatives('role_cues', 'named_role')})(?:单位|部门)(?:为|是)(?P<list>[\u4e00-\u9fff、]{{2,60}})"
)
_FOLLOWING = re.compile(
    r"[,、;](?P<list>[^。;:!?\n]{2,120}?)(?:等(?:有关|相关)?(?:部门|单位)?)?"
    r"(?:积极|密切|共同|协同)?(?:配合|参加|参与|协助)(?=[,。;、\n]|$)"
)
_PARTNER = re.compile(r"[,、]?商(?P<list>[^。;:!?\n,(]{2,80})")
_BOUNDARY = re.compile(r"[。;:!?\n(“”《》〔【\[]")
_CLOSING = {"(": ")", "〔": "〕", "【": "】", "[": "]"}
_AND_OTHERS = r"(?:等[\u4e00-\u9fff]{0,10}(?:部门|单位)?(?:\((?:单位|部门)\))?)?"
_GAP = re.compile(rf"{_AND_OTHERS}{MANNER}{{0,4}}")
# A body found inside a sentence must begin with an owner.
_OWNED = re.compile(rf"[省市县区州旗]|{alternatives('body_words', 'leader_owner')}")
_FARTHEST = 200
_DUTY_HEAD = re.compile(
    r"(?P<list>[\u4e00-\u9fff()、]{2,80}?)"
    rf"(?:[:。\n]|$|(?:主要|具体|牵头)?(?:{alternatives('role_cues', 'takes_on')})|的?主要?职责)"
)


def find_leaders(text: str, taken: list[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """(role, start, end) of bodies that lead or support in the sentences of `text`, outside the spans `taken`."""
    found: list[tuple[str, int, int]] = []
    for verb in _LEADS.finditer(text):
        if _inside(verb.start(), taken):
            continue
        leaders = _named_before(text, verb.start())
        if leaders:
            found += [(LEAD, *leader) for leader in leaders]
            found += [(SUPPORT, *body) for body in _supporters(text, verb.end())]
    for statement in _IS_LEADER.finditer(text):
        if not _inside(statement.start(), taken):
            found += [(LEAD, *body) for body in _named_before(text, statement.start())]
    for statement in _LEADER_IS.finditer(text):
        if not _inside(statement.start(), taken):
            role = SUPPORT if statement.group("cue") in ("配合", "协办") else LEAD
            found += [(role, *body) for body in _named_list(text, *statement.span("list"))]
    return found


def duty_head(text: str) -> list[tuple[int, int]]:
    """The named bodies at the head of a unit that lists a body's duties (市教育局:负责…; 市教育局负责…)."""
    head = _DUTY_HEAD.match(text)
    pieces = split_bodies(text, *head.span("list")) if head else []
    return pieces if pieces and pieces[0][0] == 0 and all(_is_named(text[a:b]) for a, b in pieces) else []


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _supporters(text: str, position: int) -> list[tuple[int, int]]:
    """Named bodies behind 牵头 at `position`: 商B, or ,B、C配合."""
    partner = _PARTNER.match(text, position)
    if partner:
        return _named_list(text, *partner.span("list"))
    following = _FOLLOWING.match(text, position)
    pieces = split_bodies(text, *following.span("list")) if following else []
    return pieces if all(_is_named(text[start:end]) for start, end in pieces) else []


def _is_named(words: str) -> bool:
    return (
        recognise(words) >= Strength.OWNED
        and not is_open_class(words)
        and "的" not in words
        and not words.endswith(("部门", "单位", "企业"))
    )


def _named_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The named bodies with which text[start:end] begins; the last one may run into the sentence."""
    result = []
    for piece in split_bodies(text, start, end):
        words = text[piece[0] : piece[1]]
        if _is_named(words):
            result.append(piece)
            continue
        size = next((size for size in range(min(len(words), 20), 2, -1) if _is_named(words[:size])), 0)
        if size:
            result.append((piece[0], piece[0] + size))
        break
    return result


def _named_before(text: str, end: int) -> list[tuple[int, int]]:
    """The list of named bodies that ends at `end`; the first one may begin inside a sentence (请市教育局)."""
    manner = _MANNER_BEFORE.search(text[max(0, end - 24) : end])
    end -= len(manner.group()) if manner else 0
    start = max(0, end - _FARTHEST)
    start = text.rfind("牵头", start, end) + 1 or start
    for boundary in _BOUNDARY.finditer(text, start, end):
        closing = _CLOSING.get(boundary.group())
        if closing is None or closing not in text[boundary.end() : end]:
            start = boundary.end()
    start = text.rfind("由", start, end) + 1 or start
    pieces = split_bodies(text, start, end)
    if not pieces or len(text[pieces[-1][1] : end]) > 24 or not _GAP.fullmatch(text, pieces[-1][1], end):
        return []
    result: list[tuple[int, int]] = []
    for piece in reversed(pieces):
        words = text[piece[0] : piece[1]]
        if _is_named(words) or (result and recognise(words) == Strength.CLASS):
            result.append(piece)
            continue
        size = next((size for size in range(min(len(words) - 1, 16), 2, -1) if _is_certain(words[-size:])), 0)
        if size:
            result.append((piece[1] - size, piece[1]))
        break
    return result[::-1]


def _is_certain(words: str) -> bool:
    return recognise(words) == Strength.KNOWN and _OWNED.match(words) is not None
