"""Find the passages that assign work to bodies, and in which role.

Forms: labels (牵头单位:A;配合单位:B), bracketed sentences (A牵头,B、C配合; A、B按职责分工负责; A会同B负责), bare
brackets of bodies that close a sentence, table cells; running text is read in `flows.segment.leaders`.
Offsets count characters of the text given, end exclusive.
"""

import re
from dataclasses import dataclass

from flows.model import LeadRule
from flows.reference import alternatives
from flows.segment.body_lists import split_bodies
from flows.segment.body_names import LONGEST, Strength, recognise
from flows.segment.leaders import find_leaders
from flows.segment.role_cues import (
    LABEL,
    LABEL_CUE,
    LABEL_ROLES,
    LABEL_WITHOUT_COLON,
    LEAD,
    LEADING_LABELS,
    RELATION,
    ROLE_MARK,
    SAME_BELOW,
    SUPPORT,
    VERB,
    VERB_ROLES,
    has_cue,
    label_role,
    lead_rule,
    lead_statement,
)

_PAIRS = {"(": ")", "[": "]", "〔": "〕", "【": "】"}
_BRACKET = re.compile(r"[()\[\]〔〕【】\n]")
_LONGEST_BRACKET = 800
# In run-on text the next point begins right behind the list: 各乡镇|二是…, 区卫计局|“互联网+”教育:….
_LINE_END = re.compile(r"[。\n]|(?=[二三四五六七八九]是)|(?=“[^”。,;\n]{1,12}”[^。,;:\n]{0,12}:)")
_LINE = re.compile(r"[^\n。]{2,60}(?=\n|$)")
_CLAUSE = re.compile(r"[^,;。]+")
# 各区政府(含某新区管委会,下同)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_TIME_LIMIT = re.compile(rf"[年月日]|{alternatives('role_cues', 'limit')}")
# In a labelled list a piece that no word marks as a body (教科室, 进修校) is one unless it speaks of the task.
_STOP_WORDS = re.compile(
    rf"[年月日]|{alternatives('role_cues', 'no_body')}|(?:主任|局长|校长|书记)$|"
    r"[a-z]{3}|\d{3}"
)
# Of a body to which a label is glued.
_SHORTEST = 3
_NOUN_END = re.compile(r"(?:单位|部门|[处科股]室|机[关构]|主体|地区|\))(?:名称)?$")
_CJK_START = re.compile(r"[\u4e00-\u9fff(]")
# 市公安局为第一责任单位: the others of its clause support.
_LEADS_OTHERS = re.compile(alternatives("role_cues", "leading_verb"))
# An office of a department: 基教科, 人事处.
_OFFICE = re.compile(rf"[\u4e00-\u9fff]{{1,10}}(?:{alternatives('body_words', 'own_office')})")
_NAMED_CLASS = re.compile(r"各|有关|相关")


@dataclass(slots=True)
class Assignment:
    """A body's words with the role that the text gives it."""

    role: str
    start: int
    end: int


def find_assignments(text: str, column_role: str | None = None, rule: LeadRule | None = None) -> list[Assignment]:
    """The bodies that `text` (one unit, folded) gives work to, in text order.

    column_role: lead, support or lead_first when the text is a cell of a table's column of bodies.
    rule: who of a list leads, as the document states it.
    """
    if column_role:
        return _read_cell(text, column_role, rule)
    if not has_cue(text):
        return []
    rule = rule or lead_rule(text)
    found: list[Assignment] = []
    taken: list[tuple[int, int]] = []
    for start, end in _outer_brackets(text):
        bodies = _read_bracket(text, start + 1, end - 1, rule)
        if bodies:
            found += bodies
            taken.append((start, end))
    found += _read_lines(text, taken, rule)
    found += [Assignment(*leader) for leader in find_leaders(text, taken)]
    return _in_order(found)


def _in_order(found: list[Assignment]) -> list[Assignment]:
    result: list[Assignment] = []
    for assignment in sorted(found, key=lambda one: (one.start, one.end)):
        if not result or assignment.start >= result[-1].end:
            result.append(assignment)
    return result


def _outer_brackets(text: str) -> list[tuple[int, int]]:
    """Spans, brackets included, of brackets that stand in no other; the closing mark may be of another kind."""
    spans: list[tuple[int, int]] = []
    stack: list[tuple[str, int]] = []
    for mark in _BRACKET.finditer(text):
        character = mark.group()
        if character in _PAIRS:
            stack.append((_PAIRS[character], mark.start()))
        elif character != "\n":
            # 〔…(自治县)…) : an inner pair closes first, else whatever is open.
            while len(stack) > 1 and stack[-1][0] != character and any(closer == character for closer, _ in stack):
                stack.pop()
            if stack:
                _, start = stack.pop()
                if not stack:
                    spans.append((start, mark.end()))
        if stack and (len(stack) > 4 or mark.start() - stack[0][1] > _LONGEST_BRACKET):
            stack.clear()
    return spans


def _read_bracket(text: str, start: int, end: int, rule: LeadRule | None) -> list[Assignment]:
    """Assignments of a bracket's content, or nothing when the bracket says something else."""
    if not 2 <= end - start <= _LONGEST_BRACKET:
        return []
    statement = lead_statement(text, start, end)
    end = end if statement is None else statement
    note = SAME_BELOW.search(text[start:end])
    end = start + note.start() if note else end
    if LABEL_CUE.search(text, start, end):
        return _read_labels(text, list(LABEL.finditer(text, start, end)), end, rule, strict=False)
    bare_labels = list(LABEL_WITHOUT_COLON.finditer(text, start, end))
    if bare_labels:
        return _read_labels(text, bare_labels, end, rule, strict=True)
    verbs = list(VERB.finditer(text, start, end))
    if verbs:
        return _read_verbs(text, start, end, verbs, rule)
    before = text[max(0, start - 4) : start - 1].rstrip("\n")[-1:]
    if statement is not None or before in ("。", ";", "!", "?", "…"):
        return _read_bare_list(text, start, end, rule)
    return []


def _read_bare_list(text: str, start: int, end: int, rule: LeadRule | None) -> list[Assignment]:
    """(市教育局、市财政局;6月底前) behind a sentence: an assignment when it holds bodies, or a time limit.

    Of the bodies one must be certain (区政府), unless all are offices of the department's own (基教科) or all begin as
    classes (各市能源主管部门,有关储能企业); others may be classes, half may have only a body's ending.
    """
    pieces: list[tuple[int, int]] = []
    for clause in _CLAUSE.finditer(_IN_BRACKETS.sub(_blank, text[start:end])):
        bodies = split_bodies(text, start + clause.start(), start + clause.end())
        if bodies and all(_strength(text, piece) >= Strength.SUFFIX for piece in bodies):
            pieces += bodies
        elif not _TIME_LIMIT.search(clause.group()):
            return []
    strengths = [_strength(text, piece) for piece in pieces]
    unsure = sum(strength < Strength.CLASS for strength in strengths)
    is_certain = any(strength >= Strength.OWNED for strength in strengths) and unsure * 2 <= len(pieces)
    offices = [_OFFICE.fullmatch(text, *piece) is not None for piece in pieces]
    classes = [_NAMED_CLASS.match(text, *piece) is not None for piece in pieces]
    is_certain = (
        is_certain
        or (len(pieces) > 1 and all(classes) and unsure == 0)
        or (
            all(office or strength >= Strength.CLASS for office, strength in zip(offices, strengths, strict=True))
            and any(offices)
        )
    )
    return _give_roles(text, pieces, LEAD, rule) if is_certain else []


def _blank(match: re.Match) -> str:
    return "□" * len(match.group())


def _strength(text: str, piece: tuple[int, int]) -> Strength:
    words = text[piece[0] : piece[1]].replace("\n", "")
    return max(recognise(words), recognise(_IN_BRACKETS.sub("", words)))


def _give_roles(text: str, pieces: list[tuple[int, int]], role: str, rule: LeadRule | None) -> list[Assignment]:
    """One role for all, but the first leads where the document says so, and 市教育局(牵头) where the body is marked."""
    found = []
    marks = [ROLE_MARK.search(text[start:end]) if text[end - 1] == ")" else None for start, end in pieces]
    is_marked = any(mark and LABEL_ROLES[mark.group("cue")] == LEAD for mark in marks)
    for rank, ((start, end), mark) in enumerate(zip(pieces, marks, strict=True)):
        if mark:
            found.append(Assignment(LABEL_ROLES[mark.group("cue")], start, start + mark.start()))
        else:
            supports = role == SUPPORT or is_marked or (rank > 0 and not _leads_too(text, pieces[0][1], start, rule))
            found.append(Assignment(SUPPORT if supports else LEAD, start, end))
    return found


def _leads_too(text: str, first_end: int, start: int, rule: LeadRule | None) -> bool:
    """Whether a later body of a list leads beside the first."""
    if rule == LeadRule.GROUP:
        return not any(mark in text[first_end:start] for mark in ",;")
    return rule is None


def _read_labels(text: str, labels: list[re.Match], end: int, rule: LeadRule | None, strict: bool) -> list[Assignment]:
    """牵头单位:A;责任单位:B、C: a 责任单位 list beside a 牵头单位 list supports."""
    has_leader = any((label.group("cue") or "").startswith(LEADING_LABELS) for label in labels)
    found: list[Assignment] = []
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        role = label_role(label)
        if role is None:
            continue
        if has_leader and not label.group("cue").startswith(LEADING_LABELS):
            role = SUPPORT
        stop = _list_stop(text, label.end(), following) if following else end
        verbs = list(VERB.finditer(text, label.end(), stop)) if role == LEAD else []
        led = _read_verbs(text, label.end(), stop, verbs, rule) if verbs else []
        if led:
            # 责任单位:A、B负责,C参与
            found += led
            continue
        pieces = split_bodies(text, label.end(), stop)
        first = None if any(one.role == LEAD for one in found) else rule
        only_sure = (strict and not _NOUN_END.search(label.group("cue"))) or "人" in label.group("cue")
        found += _give_roles(text, _accept(text, pieces, strict, only_sure), role, first)
    return found


def _list_stop(text: str, start: int, label: re.Match) -> int:
    """Where a list before another label ends: ;市级责任部门: is one label, 经济发展处|配合处室: a body and a label."""
    cue = label.start("cue") if label.group("cue") else label.start()
    for stop in range(cue, label.start(), -1):
        last = next(reversed(split_bodies(text, start, stop)), None)
        if last and last[1] == stop and last[1] - last[0] >= _SHORTEST and _strength(text, last) >= Strength.SUFFIX:
            return stop
    return label.start()


def _accept(text: str, pieces: list[tuple[int, int]], strict: bool, only_sure: bool = False) -> list[tuple[int, int]]:
    """The pieces that can be bodies; a strict reading stops at the first that cannot.

    only_sure: words that nothing marks as a body are none (persons stand in the list, or the label is short).
    """
    result = []
    for piece in pieces:
        words = ROLE_MARK.sub("", text[piece[0] : piece[1]].replace("\n", ""))
        strength = max(recognise(words), recognise(_IN_BRACKETS.sub("", words)))
        speaks_of_task = _STOP_WORDS.search(words) is not None
        fits = (
            strength >= Strength.CLASS
            or (strength == Strength.SUFFIX and not (speaks_of_task and len(words) > 8))
            or (not only_sure and not speaks_of_task and _is_short_name(words, 8 if strict else 14))
            or (len(words) <= LONGEST and bool(_NAMED_CLASS.match(words)))
        )
        if fits:
            result.append(piece)
        elif strict:
            break
    return result


def _is_short_name(words: str, longest: int) -> bool:
    return 2 <= len(words) <= longest and _CJK_START.match(words) is not None


def _read_verbs(text: str, start: int, end: int, verbs: list[re.Match], rule: LeadRule | None) -> list[Assignment]:
    """A牵头,B、C配合: each verb takes the list before it; after a leader everyone supports."""
    found: list[Assignment] = []
    position, is_led = start, False
    for verb in verbs:
        leads = _LEADS_OTHERS.search(verb.group("verb")) is not None
        role = SUPPORT if is_led and not leads else VERB_ROLES.get(verb.group("verb"), LEAD)
        found += _read_clause(text, position, verb.start(), role, rule)
        is_led, position = is_led or leads, verb.end()
    if found and is_led:
        rest = _accept(text, split_bodies(text, position, end), strict=True)
        found += [Assignment(SUPPORT, *piece) for piece in rest if _strength(text, piece) >= Strength.CLASS]
    sure = sum(_strength(text, (one.start, one.end)) > Strength.NONE for one in found)
    return found if sure * 2 > len(found) else []


def _read_clause(text: str, start: int, end: int, role: str, rule: LeadRule | None) -> list[Assignment]:
    """The list that one verb takes; A会同B: B supports."""
    while start < end and text[start] in ",;、。 \n":
        start += 1
    for relation in RELATION.finditer(text, start, end):
        words = re.split("[、,和等]", text[relation.start() : end], maxsplit=1)[0]
        if recognise(words) >= Strength.OWNED:
            continue  # 商务部
        left = text[start : relation.start()].rsplit("、", 1)[-1].removeprefix("由")
        if relation.start() == start or recognise(left) >= Strength.CLASS:
            partners = _give_roles(text, _clause_bodies(text, relation.end(), end), SUPPORT, None)
            return _give_roles(text, _clause_bodies(text, start, relation.start()), role, rule) + partners
    return _give_roles(text, _clause_bodies(text, start, end), role, rule)


def _clause_bodies(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = split_bodies(text, start, end)
    if any(stop - begin > LONGEST for begin, stop in pieces):
        return []
    return [
        piece
        for piece in _accept(text, pieces, strict=False)
        if _strength(text, piece) > Strength.NONE or len(pieces) > 1
    ]


def _read_lines(text: str, taken: list[tuple[int, int]], rule: LeadRule | None) -> list[Assignment]:
    """Labels outside brackets, to the end of their line or sentence (责任单位:市教育局、市财政局)."""
    found: list[Assignment] = []
    position = 0
    for cue in LABEL_CUE.finditer(text):
        if cue.start() < position or any(start <= cue.start() < end for start, end in taken):
            continue
        position = _list_end(text, cue.end())
        labels = list(LABEL.finditer(text, max(0, cue.start() - 6), position))
        found += _read_labels(text, labels, position, rule, strict=True)
    return found


def _list_end(text: str, position: int) -> int:
    """Where a labelled list ends: the sentence's end, or a line's end unless a list or a label goes on behind it."""
    while stop := _LINE_END.search(text, position):
        after = stop.end() + (text[stop.end() : stop.end() + 1] == "\n")
        line = _LINE.match(text, after)
        goes_on = stop.group() == "\n" and (text[stop.start() - 1] in "、,:;" or (line and _holds_bodies(line.group())))
        if not goes_on and not LABEL_CUE.match(text, after):
            return stop.start()
        position = after
    return len(text)


def _holds_bodies(line: str) -> bool:
    pieces = split_bodies(line)
    return bool(pieces) and all(_strength(line, piece) >= Strength.CLASS for piece in pieces)


def _read_cell(text: str, column_role: str, rule: LeadRule | None) -> list[Assignment]:
    """A table's cell of bodies: one a line, separated, or glued; labels inside the cell take precedence."""
    if LABEL_CUE.search(text):
        return _in_order(_read_labels(text, list(LABEL.finditer(text)), len(text), rule, strict=False))
    first = LeadRule.FIRST if column_role == "lead_first" else rule if column_role == LEAD else None
    pieces = _accept(text, [piece for piece in split_bodies(text) if piece[1] - piece[0] <= LONGEST], strict=False)
    return _give_roles(text, pieces, SUPPORT if column_role == SUPPORT else LEAD, first)
