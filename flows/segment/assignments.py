"""Find the passages that assign work to bodies, and who leads: the cue grammar.

Forms: labels (牵头单位:A;配合单位:B), bracketed sentences (A牵头,B、C配合; A、B按职责分工负责; A会同B负责), bare
brackets of bodies that close a sentence, table cells, and in running text X牵头 with X a named body.
Offsets count characters of the text given, end exclusive.
"""

import re
from dataclasses import dataclass

from flows.reference import read_table
from flows.segment.agency_names import Strength, recognise
from flows.segment.body_lists import is_open_class, split_bodies

LEAD, SUPPORT = "lead", "support"


@dataclass(frozen=True, slots=True)
class Assignment:
    """A body's words with the role that the text gives it."""

    role: str
    start: int
    end: int


def _cues(form: str) -> dict[str, str]:
    return {row["cue"]: row["role"] for row in read_table("role_cues") if row["form"] == form}


def _alternatives(words: list[str] | dict[str, str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_LABELS, _VERBS, _RELATIONS = _cues("label"), _cues("verb"), _cues("relation")
_NOUN = _alternatives(_cues("noun"))
# 牵头单位: 市级责任部门(单位): 牵头: — and any other label (完成时限:, 责任人:), which ends a list.
_LABEL = re.compile(
    rf"(?:(?:第一|主要|具体|市级|省级|县级|区级|国家|校内|局内|市直|省直)?(?P<cue>{_alternatives(_LABELS)})"
    rf"(?:(?:{_NOUN})(?:\((?:单位|部门|处室)\))?|(?<=牵头|责任|配合|协办|主办|承办))(?:名称)?|(?P<other>[\u4e00-\u9fff()]{{2,10}})):"
)
_LABEL_CUE = re.compile(rf"(?:{_alternatives(_LABELS)})(?:{_NOUN})?(?:\((?:单位|部门|处室)\))?(?:名称)?:")
_MANNER = (
    r"(?:(?:按照?|根据|依据?|在)(?:各自|部门)?(?:的)?(?:职责|职能|权限|任务)?(?:范围内?|分工|权限)?|职责分工|分工|分别|共同|具体|积极|密切|联合|协同|统一|"
    r"各自|做好|要|应当?|负责)"
)
_VERB = re.compile(
    rf"{_MANNER}{{0,4}}(?P<verb>{_alternatives(_VERBS)})(?:工作|等工作)?(?=[,;、。.:\s()\[\]〔〕【】]|$|会同|商)"
)
_RELATION = re.compile(rf"(?:{_alternatives(_RELATIONS)})(?=[\u4e00-\u9fff])")
# 列第一位的为牵头单位, 排在第一位的部门为牵头部门,下同.
FIRST_LEADS = re.compile(
    r"[,;。:]?(?:注:)?[^,;。:\n()]{0,14}?(?:排|列)?(?:在|名)?(?:第一|首)(?:位|个|名)?的?(?:者|部门|单位|责任单位|部门单位|部门\(单位\))?"
    r"(?:即?为|是|系)(?:总|主要|第一)?(?:牵头|主办|主责|责任|负责)(?:单位|部门|处室|者)?[^()\[\]〔〕【】\n。]{0,24}"
)
_NOTE = re.compile(r"[,;、。]?(?:以?下同|下同)[。]?$")
_ANY_CUE = re.compile(
    r"牵头|负责|配合|[办实任与加合助同导责体担管]单位|部门:|单位:|[)\]】〕][。;]?(?:\n|$)|责任[^人]{0,6}:|落实\)|参与\)|处室"
)
_PAIRS = {"(": ")", "[": "]", "〔": "〕", "【": "】"}
_CLOSERS = {closer: opener for opener, closer in _PAIRS.items()}
_LEADS_IN_TEXT = re.compile(
    r"(?:按照?(?:各自)?(?:职责|职能)?分工|分别|共同|具体|负责|统一|要|应当?)?牵头(?!单位|部门|人|作用|者|机构|处室|领导|考核|责任|地区|校|院)"
)
_BOUNDARY = re.compile(r"[。;:!?\n(“”《》〔【\[]")
_IS_LEADER = re.compile(r"([\u4e00-\u9fff]{2,20}?)(?:为|是|作为)(?:第一|总|主要)?牵头(?:单位|部门)")
_FOLLOWS = re.compile(
    r"[,、;]?(?P<list>[^。;:!?\n]{2,120}?)(?:等(?:有关|相关)?(?:部门|单位)?)?(?:积极|密切|共同|协同)?(?:配合|参加|参与|协助)"
)
_STOP_WORDS = re.compile(
    r"[年月日]|完成|推进|坚持|取得|持续|落实|时限|负责|牵头|建设|加强|开展|责任人|同志|领导|主任$|局长$|校长$|书记$|[a-z]{3}|\d{3}"
)


def says_first_leads(text: str) -> bool:
    """The text states that the first body of a list leads (列第一位的为牵头单位)."""
    return any("第一" in found.group() or "首" in found.group() for found in FIRST_LEADS.finditer(text))


def find_assignments(text: str, column_role: str | None = None, first_leads: bool = False) -> list[Assignment]:
    """The bodies that `text` (one unit, folded) gives work to, in text order.

    column_role: lead, support or lead_first when the text is a cell of a table's column of bodies.
    first_leads: the document says that the first body of a list leads and the others support.
    """
    if column_role:
        return _read_cell(text, column_role, first_leads)
    if not _ANY_CUE.search(text):
        return []
    first_leads = first_leads or says_first_leads(text)
    found: list[Assignment] = []
    taken: list[tuple[int, int]] = []
    for start, end in _outer_brackets(text):
        bodies = _read_bracket(text, start + 1, end - 1, first_leads)
        if bodies:
            found += bodies
            taken.append((start, end))
    found += _read_lines(text, taken, first_leads)
    found += _read_running_text(text, taken)
    return _in_order(found)


def _in_order(found: list[Assignment]) -> list[Assignment]:
    result: list[Assignment] = []
    for assignment in sorted(found, key=lambda one: (one.start, one.end)):
        if not result or assignment.start >= result[-1].end:
            result.append(assignment)
    return result


def _outer_brackets(text: str) -> list[tuple[int, int]]:
    """Spans of brackets that stand in no other bracket, brackets included; an unclosed one is passed over."""
    spans, stack = [], []
    for mark in re.finditer(r"[()\[\]〔〕【】\n]", text):
        character = mark.group()
        if character in _PAIRS:
            stack.append((character, mark.start()))
        elif character in _CLOSERS:
            # The mark that opens may be of another kind: 〔…) occurs.
            if any(opener == _CLOSERS[character] for opener, _ in stack):
                while stack[-1][0] != _CLOSERS[character]:
                    stack.pop()
                _, start = stack.pop()
                if not stack:
                    spans.append((start, mark.end()))
            elif stack:
                _, start = stack.pop()
                if not stack:
                    spans.append((start, mark.end()))
        elif len(stack) > 4 or (stack and mark.start() - stack[0][1] > 800):
            stack.clear()
    return spans


def _read_bracket(text: str, start: int, end: int, first_leads: bool) -> list[Assignment]:
    """Assignments of a bracket's content, or nothing when the bracket says something else."""
    if end - start > 800 or end - start < 2:
        return []
    statement = FIRST_LEADS.search(text, start, end)
    if statement:
        end = statement.start()
    note = _NOTE.search(text[start:end])
    if note:
        end = start + note.start()
    if _LABEL_CUE.search(text, start, end):
        return _read_labels(text, start, end, first_leads, bracketed=True)
    verbs = list(_VERB.finditer(text, start, end))
    if verbs:
        return _read_verbs(text, start, end, verbs, first_leads)
    closes_sentence = (start < 2 or text[start - 2] in "。;!?\n…)") and (
        end + 1 >= len(text) or text[end + 1] in "\n。;"
    )
    if closes_sentence:
        pieces = split_bodies(text, start, end)
        if (
            pieces
            and all(recognise(_words(text, *piece)) >= Strength.OWNED for piece in pieces)
            and (sum(b - a for a, b in pieces) + len(pieces) - 1 >= (end - start) - 6)
        ):
            return _give_roles(pieces, LEAD, first_leads)
    return []


def _words(text: str, start: int, end: int) -> str:
    return text[start:end].replace("\n", "")


def _give_roles(pieces: list[tuple[int, int]], role: str, first_leads: bool) -> list[Assignment]:
    return [
        Assignment(SUPPORT if first_leads and role == LEAD and rank else role, *piece)
        for rank, piece in enumerate(pieces)
    ]


def _read_labels(text: str, start: int, end: int, first_leads: bool, bracketed: bool) -> list[Assignment]:
    """牵头单位:A;责任单位:B、C: a 责任单位 list behind a 牵头单位 list supports."""
    labels = [label for label in _LABEL.finditer(text, start, end)]
    found: list[Assignment] = []
    has_leader = any(
        label.group("cue") and label.group("cue").startswith(("牵头", "主办", "总牵头")) for label in labels
    )
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        if not label.group("cue"):
            continue
        role = _LABELS[label.group("cue")]
        if role == LEAD and has_leader and not label.group("cue").startswith(("牵头", "主办", "总牵头")):
            role = SUPPORT
        list_end = following.start() if following else end
        pieces = _accept(text, split_bodies(text, label.end(), list_end), strict=not bracketed)
        found += _give_roles(pieces, role, first_leads and not any(one.role == LEAD for one in found))
    return found


def _accept(text: str, pieces: list[tuple[int, int]], strict: bool) -> list[tuple[int, int]]:
    """The pieces that can be bodies; a strict reading stops at the first that cannot."""
    result = []
    for piece in pieces:
        words = _words(text, *piece)
        strength = recognise(words)
        fits = (
            strength > Strength.NONE
            or (
                2 <= len(words) <= (8 if strict else 14)
                and not _STOP_WORDS.search(words)
                and re.match(r"[\u4e00-\u9fff(]", words) is not None
            )
            or (len(words) <= 40 and re.match(r"(?:各|有关|相关)", words) is not None)
        )
        if fits and not (strength < Strength.CLASS and _STOP_WORDS.search(words) and len(words) > 8):
            result.append(piece)
        elif strict:
            break
    return result


def _read_verbs(text: str, start: int, end: int, verbs: list[re.Match], first_leads: bool) -> list[Assignment]:
    """A牵头,B、C配合: each verb takes the list before it; after a leader everyone supports."""
    found: list[Assignment] = []
    position, led = start, False
    for verb in verbs:
        role = _VERBS[verb.group("verb")]
        if led and "牵头" not in verb.group("verb"):
            role = SUPPORT
        found += _read_clause(text, position, verb.start(), role, first_leads)
        led = led or "牵头" in verb.group("verb")
        position = verb.end()
    if found and led and position < end:
        rest = _accept(text, split_bodies(text, position, end), strict=True)
        found += [Assignment(SUPPORT, *piece) for piece in rest if recognise(_words(text, *piece)) >= Strength.CLASS]
    sure = [one for one in found if recognise(_words(text, one.start, one.end)) > Strength.NONE]
    return found if len(sure) * 2 > len(found) else []


def _read_clause(text: str, start: int, end: int, role: str, first_leads: bool) -> list[Assignment]:
    """The list that one verb takes; A会同B: B supports."""
    while start < end and text[start] in ",;、。 \n":
        start += 1
    for relation in _RELATION.finditer(text, start, end):
        left, right = text[start : relation.start()], text[relation.end() : end]
        if relation.start() == start:
            return _give_roles(_clause_bodies(text, relation.end(), end), SUPPORT, False)
        if recognise(left.rsplit("、", 1)[-1]) >= Strength.CLASS and right:
            return _give_roles(_clause_bodies(text, start, relation.start()), role, first_leads) + _give_roles(
                _clause_bodies(text, relation.end(), end), SUPPORT, False
            )
    return _give_roles(_clause_bodies(text, start, end), role, first_leads)


def _clause_bodies(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = split_bodies(text, start, end)
    if any(len(_words(text, *piece)) > 40 for piece in pieces):
        return []
    return [
        piece
        for piece in _accept(text, pieces, strict=False)
        if recognise(_words(text, *piece)) > Strength.NONE or len(pieces) > 1
    ]


def _read_lines(text: str, taken: list[tuple[int, int]], first_leads: bool) -> list[Assignment]:
    """Labels outside brackets, to the end of their line or sentence (责任单位:市教育局、市财政局)."""
    found: list[Assignment] = []
    position = 0
    for cue in _LABEL_CUE.finditer(text):
        if cue.start() < position or _inside(cue.start(), taken):
            continue
        start = cue.start()
        end = _line_end(text, cue.end())
        found += _read_labels(text, max(0, start - 2), end, first_leads, bracketed=False)
        position = end
    return found


def _line_end(text: str, position: int) -> int:
    """Where a labelled list ends: the sentence's end, or a line's end unless a label or a list goes on behind it."""
    while True:
        stop = re.compile(r"[。\n]").search(text, position)
        if stop is None:
            return len(text)
        before, after = text[stop.start() - 1], text[stop.end() : stop.end() + 16]
        if stop.group() == "\n" and (before in "、,:;" or _LABEL_CUE.match(after)):
            position = stop.end()
        elif stop.group() == "。" and _LABEL_CUE.match(after.lstrip("\n")):
            position = stop.end()
        else:
            return stop.start()


def _inside(position: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= position < end for start, end in spans)


def _read_running_text(text: str, taken: list[tuple[int, int]]) -> list[Assignment]:
    """X、Y牵头 in a sentence, X and Y named bodies; 由A牵头商B and A牵头,B配合 name who supports."""
    found: list[Assignment] = []
    for verb in _LEADS_IN_TEXT.finditer(text):
        if _inside(verb.start(), taken):
            continue
        bodies = _named_before(text, verb.start())
        if not bodies:
            continue
        found += [Assignment(LEAD, *body) for body in bodies]
        partner = re.compile(r"[,、]?商").match(text, verb.end())
        follow = re.compile(r"[^。;:!?\n,(]{2,80}").match(text, partner.end()) if partner else None
        if follow:
            found += [Assignment(SUPPORT, *piece) for piece in _named_list(text, *follow.span())]
            continue
        behind = _FOLLOWS.match(text, verb.end()) if text[verb.end() : verb.end() + 1] in (",", "、", ";") else None
        if behind:
            pieces = split_bodies(text, *behind.span("list"))
            if pieces and all(recognise(_words(text, *piece)) >= Strength.CLASS for piece in pieces):
                found += [Assignment(SUPPORT, *piece) for piece in pieces]
    for statement in _IS_LEADER.finditer(text):
        if not _inside(statement.start(), taken):
            found += [Assignment(LEAD, *body) for body in _named_before(text, statement.end(1))]
    return found


def _is_named(words: str) -> bool:
    return (
        recognise(words) >= Strength.OWNED and not is_open_class(words) and not words.endswith(("部门", "单位", "企业"))
    )


def _named_list(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The named bodies with which text[start:end] begins; the last one may run into the sentence."""
    result = []
    for piece in split_bodies(text, start, end):
        words = _words(text, *piece)
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
    start = max(0, end - 200)
    for boundary in _BOUNDARY.finditer(text, start, end):
        start = boundary.end()
    by = text.rfind("由", start, end)
    if by >= 0:
        start = by + 1
    pieces = split_bodies(text, start, end)
    if not pieces or not _reaches(text, pieces[-1][1], end):
        return []
    result: list[tuple[int, int]] = []
    for piece in reversed(pieces):
        words = _words(text, *piece)
        if _is_named(words):
            result.append(piece)
            continue
        if recognise(words) == Strength.CLASS and result:
            result.append(piece)
            continue
        size = next((size for size in range(min(len(words) - 1, 16), 2, -1) if _is_certain(words[-size:])), 0)
        if size:
            result.append((piece[1] - size, piece[1]))
        break
    return result[::-1]


def _reaches(text: str, last: int, end: int) -> bool:
    """Between the list and its verb stands nothing but 等部门 or a manner (按职责分工)."""
    between = text[last:end]
    return (
        len(between) <= 24
        and re.fullmatch(
            rf"(?:等[\u4e00-\u9fff]{{0,10}}(?:部门|单位)?(?:\((?:单位|部门)\))?)?{_MANNER}{{0,4}}", between
        )
        is not None
    )


def _is_certain(words: str) -> bool:
    return (
        recognise(words) == Strength.KNOWN and re.match(r"[省市县区州旗]|国家|国务院|中央|全国|团", words) is not None
    )


def _read_cell(text: str, column_role: str, first_leads: bool) -> list[Assignment]:
    """A table's cell of bodies: one a line, separated, or glued; labels inside the cell take precedence."""
    if _LABEL_CUE.search(text):
        return _in_order(_read_labels(text, 0, len(text), first_leads, bracketed=True))
    first = column_role == "lead_first" or (column_role == LEAD and first_leads)
    role = SUPPORT if column_role == SUPPORT else LEAD
    pieces = [piece for piece in split_bodies(text) if len(_words(text, *piece)) <= 40]
    return _give_roles(pieces, role, first)
