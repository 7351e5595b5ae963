"""Divide a list of public bodies into its entries: one body, or one named class of bodies, each.

The separators are ambiguous: 、 stands inside 各市、县(区)人民政府, 和 inside 文化和旅游局, and a table cell may have
lost its line breaks (区经发局区环土局). Offsets count characters of the text given, end exclusive.
"""

import re
from functools import cache, lru_cache
from itertools import pairwise

from flows.reference import alternatives, column, longest_first, words_of
from flows.segment.agency_vocabulary import vocabulary
from flows.segment.body_names import TERRITORY_CLASS, Strength, recognise
from flows.segment.divisions import full_names, short_names

_OPENERS = "([〔【《“"
_CLOSERS = ")]〕】》”"
_MARK = re.compile(rf"[{re.escape(_OPENERS + _CLOSERS)}]|[、,;/\n ]|以及|[和及与并]")
# 岚城片区管理局(岚城乡政府)和|区林业局
_CLOSING_BRACKET = re.compile(r"\([^()]{2,16}\)$")
_OWN_LEVEL = re.compile(r"[省市区县州](?!级)[\u4e00-\u9fff]{2}")
_LEAD_IN = re.compile(r"(?:由|请|会同|商|联合|和|及|以及|与|并|其中|[:,、;。\s])+")
_MARKS = re.compile(r"[:,、;。\s]+")
_ACCORDING = (
    r"(?:(?:按照?|根据|依据?|在)?(?:各自|本单位|部门)?(?:的)?(?:职责|职能|权限|任务)(?:范围内?|分工|权限)?|按照?分工|分工|分别|共同|具体|联合|"
    r"协同|统一)"
)
_TAIL = re.compile(rf"(?:{_ACCORDING}|[:,、;。.\s])+$")
# 市教育局(张某); 市水利局(按职责分工).
_REMARK = re.compile(
    rf"\((?:{_ACCORDING}[^()]{{0,8}}|下同"
    rf"|(?!{alternatives('role_cues', 'assigning')})[^省市县区州旗盟乡镇村街局办委厅部室处科院所站会()]{{2,3}})\)$"
)
# 等有关部门; 等30部门; 等省直有关部门和单位.
_AND_OTHERS = re.compile(
    r"(?:等|等等)(?:\d+|[一二三四五六七八九十]+)?个?"
    rf"(?:[\u4e00-\u9fff]{{0,8}}?(?:{alternatives('body_words', 'and_others')}))?(?:\((?:单位|部门)\))?$"
)
_OPEN = re.compile(
    rf"(?:{alternatives('body_words', 'open_owner')})*"
    rf"(?:{alternatives('body_words', 'open')})+"
    rf"(?:{alternatives('body_words', 'open_rank')})*"
    rf"(?:{alternatives('body_words', 'open_function')})*"
    rf"(?:{alternatives('body_words', 'open_head')}|[部委]、?办、?局|企业)"
    r"(?:\((?:单位|部门|处室)\)|[和及、](?:单位|部门|地方|地区|处室))?$"
)
_BARE = words_of("body_words", "bare")
_CLASS_HEAD = re.compile(r"(?:各|有关|相关|其他|其它|全[省市区县]|所有|各有关|各相关)")
_NAMES_CLASS = re.compile(r"^(?:各|有关|相关)+")
# 区资源生态局区交通建设局: each with its level before it.
_OWNED_PART = re.compile(r"(?P<level>[省市县区])[^省市县区局厅部、,()]{2,10}(?:局|厅|部)(?=(?P=level)|$)")
_BARE_ENDING = re.compile(alternatives("body_words", "bare_ending"))
_LEVEL = r"(?:设区的?市|地级以?上?市|县级市|自治[区州县旗]|直辖市|街道|[省市县区州盟旗乡镇村])"
_LEVELS = re.compile(_LEVEL)
_IN_BRACKETS = re.compile(r"[(〔\[][^)〕\]]{0,12}[)〕\]]")
_ONE_LEVEL = re.compile(
    rf"(?:各|有关|相关|所有|全){{1,2}}{_LEVEL}(?:[(〔][^)〕]{{1,8}}[)〕])?(?:、{_LEVEL}(?:[(〔][^)〕]{{1,8}}[)〕])?){{0,5}}"
)
_DISTRICTS, _CITY_GOVERNMENT = re.compile(r"各[区县旗]{1,2}"), re.compile(r"市(?:人民)?政府")
# The second half of 各市、县(区)人民政府: a level and a head.
_LOWER_LEVEL = re.compile(
    rf"(?P<level>{_LEVEL})(?:级|{_LEVEL})?(?:[(〔\[][^)〕\]]{{0,12}}[)〕\]])?"
    rf"[\u4e00-\u9fff]{{0,14}}(?:{alternatives('body_words', 'lower_head')})(?:\([^)]{{1,8}}\))?$"
)
_INNER_CLASS = re.compile(rf"各(?:{alternatives('body_words', 'inner_class')})|(?:政府|机关|[直属级省市县区局])各")
_SHARED_HEAD = re.compile(rf"(?:{alternatives('body_words', 'shared_head')})$")


def split_bodies(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """The (start, end) of each entry of the list text[start:end], in order.

    等部门 and open classes (有关部门, 区直各相关单位) are left out; a named class (各市、县人民政府) is one entry.
    """
    end = len(text) if end is None else end
    result = []
    for piece_start, piece_end in join_incomplete(text, _cut(text, start, end)):
        if recognise(text[piece_start:piece_end]) == Strength.KNOWN:
            result.append((piece_start, piece_end))
            continue
        trimmed = _trim(text, piece_start, piece_end)
        if trimmed is None or is_open_class(text[trimmed[0] : trimmed[1]]):
            continue
        result.extend(part for part in _unglue(text, *trimmed) if not is_open_class(text[slice(*part)]))
    return result


@lru_cache(maxsize=4096)
def is_open_class(words: str) -> bool:
    """有关部门, 各相关单位, 省直有关部门: bodies that the text does not name."""
    return words in _BARE or bool(_OPEN.match(words))


def _cut(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Pieces between separators that stand outside brackets."""
    pieces, depth, piece_start = [], 0, start
    for mark in _MARK.finditer(text, start, end):
        character = mark.group()
        if character in _OPENERS:
            depth += 1
        elif character in _CLOSERS:
            depth = max(0, depth - 1)
        elif depth == 0 and _separates(text, piece_start, mark, end):
            pieces.append((piece_start, mark.start()))
            piece_start = mark.end()
    pieces.append((piece_start, end))
    return pieces


def _separates(text: str, piece_start: int, separator: re.Match, end: int) -> bool:
    """和 and its like separate only where a body ends before them and one may begin after."""
    words = separator.group()
    if words in "、,;/\n ":
        return True
    left = text[piece_start : separator.start()]
    if not left or len(left) < 2 or separator.end() >= end:
        return False
    if left.endswith("等") or _AND_OTHERS.search(left):
        return True
    right = text[separator.end() : separator.end() + 14]
    if recognise(left) >= Strength.CLASS:
        # 党委和政府, 住房和城乡建设局: the right side must begin a body of its own.
        return not re.match(r"(?:政府|人民政府)(?![办\u4e00-\u9fff])", right) or recognise(left) >= Strength.OWNED
    left = _CLOSING_BRACKET.sub("", left)
    return bool(left.endswith(vocabulary().strong) and (_CLASS_HEAD.match(right) or _OWN_LEVEL.match(right)))


def join_incomplete(text: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Put together what is one entry: 各乡|镇人民政府, 各市|县(区)政府, 机关各处|室, a name broken over two lines."""
    result: list[tuple[int, int]] = []
    for piece in pieces:
        if not text[piece[0] : piece[1]].strip():
            continue
        if result and _belongs_together(text, result[-1], piece):
            result[-1] = (result[-1][0], piece[1])
        else:
            result.append(piece)
    return result


def _belongs_together(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    between = text[left[1] : right[0]]
    left_words, right_words = text[left[0] : left[1]], text[right[0] : right[1]]
    if between == "\n":
        if right_words[0] in "(〔" and right_words[-1] in ")〕" and len(right_words) <= 10:
            return True
        whole = recognise(left_words + right_words)
        return recognise(left_words) == Strength.NONE and whole > max(Strength.SUFFIX, recognise(right_words))
    # 中央、省驻某单位
    if between == "、" and left_words == "中央" and "驻" in right_words:
        return True
    if between != "、" or _CLASS_HEAD.match(right_words):
        return False
    if _BARE_ENDING.fullmatch(_IN_BRACKETS.sub("", right_words)):
        return True
    # 各企业、事业单位
    if right_words == "事业单位" and left_words.endswith("企业"):
        return True
    # 各区、市政府 of a city with cities below it, whose own government leads nothing beside them
    if _DISTRICTS.fullmatch(left_words) and _CITY_GOVERNMENT.fullmatch(right_words):
        return True
    # 各市、县(区)人民政府; not 各区县、市政府各部门, nor 各县、市教育局.
    if not _ONE_LEVEL.fullmatch(left_words):
        return False
    if TERRITORY_CLASS.match(right_words):
        return _LEVELS.fullmatch(_IN_BRACKETS.sub("", right_words)) is not None
    lower = _LOWER_LEVEL.match(_AND_OTHERS.sub("", _TAIL.sub("", right_words)))
    return lower is not None and _rank(lower.group("level")) >= _rank(_LEVELS.findall(left_words)[-1])


def _rank(level: str) -> int:
    """省 0, 市 1, 县 2, 乡 3: a list of levels goes down."""
    if level == "县级市":
        return 2
    return next((rank for rank, words in enumerate(("省直辖", "市州盟地", "县区旗")) if level[-1] in words), 3)


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The piece without lead-in (由, 会同), tail (按职责分工) and 等部门; None when nothing is left."""
    while start < end:
        lead = _LEAD_IN.match(text, start, end)
        if lead and (_MARKS.fullmatch(lead.group()) or recognise(text[lead.end() : end]) > recognise(text[start:end])):
            start = lead.end()
            continue
        tail = _TAIL.search(text[start:end]) or _REMARK.search(text[start:end])
        others = _AND_OTHERS.search(text[start:end])
        if tail:
            end = start + tail.start()
        elif others and not text[start:end].startswith("等"):
            end = start + others.start()
        elif text[end - 1] in _CLOSERS and text[start:end].count(text[end - 1]) > sum(
            text[start:end].count(opener) for opener in _OPENERS[_CLOSERS.index(text[end - 1])]
        ):
            end -= 1
        elif text[start] in '“"' and text[end - 1] in '”"':
            start, end = start + 1, end - 1
        else:
            return start, end
    return None


@cache
def _branch() -> re.Pattern:
    """中国银保监会浙江监管局: a central body, a place, and what the body calls its branches."""
    bodies = longest_first(column("central_bodies", "name"))
    endings = "|".join(column("branch_endings", "ending"))
    return re.compile(rf"(?:{bodies})(?P<place>[^局厅委部办]{{2,6}}?)(?:{endings})")


def _is_branch(words: str) -> bool:
    found = _branch().fullmatch(words)
    return found is not None and (found["place"] in short_names() or found["place"] in full_names())


def _unglue(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Divide names that lost the mark between them: 区经发局区环土局 is two bodies, 区交建局 is one."""
    words = text[start:end]
    if len(words) < 5 or len(words) > 200 or recognise(words) == Strength.KNOWN:
        return [(start, end)]
    owned = list(_OWNED_PART.finditer(words))
    if len(owned) > 1 and "".join(part.group() for part in owned) == words:
        return [(start + part.start(), start + part.end()) for part in owned]
    endings = vocabulary().endings
    stops = [
        size for size in range(2, len(words) + 1) if words[:size].endswith(endings) and words[size : size + 1] != "("
    ]
    if len(stops) < 2:
        return [(start, end)]
    whole = recognise(words)
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for stop in stops if stops[-1] == len(words) else [*stops, len(words)]:
        for begin in sorted(best):
            if begin >= stop or stop - begin > 24:
                continue
            cost = best[begin][0] + _cost(words[begin:stop])
            if cost < best.get(stop, (9e9, 0))[0]:
                best[stop] = (cost, begin)
    if len(words) not in best:
        return [(start, end)]
    cuts, stop = [len(words)], len(words)
    while stop:
        stop = best[stop][1]
        cuts.append(stop)
    cuts.reverse()
    parts = [(start + a, start + b) for a, b in pairwise(cuts)]
    unsure = sum(recognise(text[a:b]) < Strength.CLASS for a, b in parts)
    is_plausible = _cost(words) < 9.0
    if len(parts) < 2 or (is_plausible and unsure and whole >= Strength.CLASS):
        return [(start, end)]
    if unsure * (2 if is_plausible else 1.5) > len(parts):
        return [(start, end)]
    return parts


def _cost(words: str) -> float:
    """How unlikely it is that `words` are one body."""
    strength = recognise(words)
    if strength == Strength.KNOWN or _is_branch(words):
        return 1.0
    if (
        strength in (Strength.OWNED, Strength.CLASS)
        and any(
            words[:cut].endswith(vocabulary().strong)
            # 各县(市、区)委组织部
            and f"{words[cut - 1]}{words[cut:]}" not in vocabulary().local
            and recognise(words[:cut]) >= (Strength.KNOWN if strength == Strength.OWNED else Strength.CLASS)
            and recognise(words[cut:]) >= (Strength.CLASS if strength == Strength.OWNED else Strength.KNOWN)
            for cut in range(2, len(words) - 1)
        )
    ):
        return 9.0
    every = words.find("各")
    if strength == Strength.CLASS and every > 0 and not _INNER_CLASS.search(words):
        if every > 2 and recognise(words[:every]):
            return 9.0  # 稽查支队|各分局, not 市教育局各科室
        if every == 1:
            return 4.0
    inner = sum(words[:-1].count(mark) for mark in "局厅办") - words.count("办事处") - words.count("办公")
    base = {Strength.OWNED: 1.6, Strength.CLASS: 1.3, Strength.SUFFIX: 3.0}.get(strength, 9.0)
    return base + 1.5 * max(0, inner)
