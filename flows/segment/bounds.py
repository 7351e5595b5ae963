"""Comparator words: 不低于, 超过, 约 before a number, 以上, 以内, 左右 after it (seeds/reference/comparators.csv)."""

import re

from flows.reference import alternatives, longest_first, read_table
from flows.segment.numerals import normalize


def _words(position: str) -> dict[str, str]:
    """Comparators by word, the longest word first."""
    rows = [
        (normalize(row["word"]), row["comparator"]) for row in read_table("comparators") if row["position"] == position
    ]
    return dict(sorted(rows, key=lambda row: -len(row[0])))


# 新签约|230个: behind these characters the word is the end of another.
_NOT_BEHIND = {row["word"]: row["not_behind"] for row in read_table("comparators") if row["not_behind"]}
BEFORE, _AFTER, _ADVERBS = _words("before"), _words("after"), _words("adverb")
_LONGEST = max(map(len, BEFORE))
_LAST_CHARACTERS = frozenset(word[-1] for word in BEFORE)
_AFTER_PATTERN = re.compile(f" ?(?P<word>{longest_first(_AFTER)})(?P<bound>[(]不?含(?:本数|本级|本身)?[)])?")
_AFTER_BEGINNINGS = frozenset(word[0] for word in _AFTER) | {" "}
# 3000套(间)以上: what else is counted stands between number and bound.
_REMARK = re.compile(rf"\([^()\n]{{1,8}}\)(?={longest_first(_AFTER)})")
_STRICT = {"ge": "gt", "le": "lt"}
_WITHIN = re.compile("内(?![容部涵外控设地陆涝需生在参环])")
_ADVERB_PATTERN = re.compile(rf"(?P<word>{longest_first(_ADVERBS)})(?!的)[^,。;:!?、()\n0-9至最]{{1,8}}$")
# 至少配备音乐、美术教师各1名
_SHARED_PATTERN = re.compile(rf"(?P<word>{longest_first(_ADVERBS)})(?!的)[^,。;:!?()\n0-9至最]{{1,28}}各$")
_SHARED_REACH = 32
# 100张床位以上: the bound stands behind the noun of a size.
SIZE_BEHIND = re.compile(rf"(?:{alternatives('indicator_words', 'size')})(以上|以下|以内)")
_COMPARED = re.compile("(?P<more>[大高多长])|[小低少短]")


def comparator_before(text: str, start: int, floor: int) -> tuple[str, int] | None:
    """The comparator whose word ends at `start`, and where the word begins; never before `floor`."""
    if start > floor and text[start - 1] == " ":
        start -= 1
    if start <= floor or text[start - 1] not in _LAST_CHARACTERS:
        return None
    for length in range(min(_LONGEST, start - floor), 0, -1):
        word = text[start - length : start]
        if found := BEFORE.get(word):
            before = text[start - length - 1 : start - length]
            return None if before and before in _NOT_BEHIND.get(word, "") else (found, start - length)
    return None


def comparator_in_front(text: str, start: int, floor: int) -> str | None:
    """The comparator of an adverb some words before `start` in the same clause (至少召开一次, 至少每季度一次)."""
    is_shared = start > floor and text[start - 1] == "各"
    window = text[max(floor, start - (_SHARED_REACH if is_shared else 12)) : start]
    if "至" not in window and "最" not in window and "起" not in window:
        return None
    found = (_SHARED_PATTERN if is_shared else _ADVERB_PATTERN).search(window)
    return _ADVERBS[found["word"]] if found else None


def comparator_after(text: str, end: int, is_time: bool) -> tuple[str, int] | None:
    """The comparator whose word begins at `end`, and where the word ends; 内 only after a length of time (30日内)."""
    if text[end : end + 1] == "(" and (remark := _REMARK.match(text, end)):
        end = remark.end()
    if text[end : end + 1] in _AFTER_BEGINNINGS and (found := _AFTER_PATTERN.match(text, end)):
        comparator = _AFTER[found["word"]]
        if found["bound"] and found["bound"][1] == "不":
            comparator = _STRICT.get(comparator, comparator)
        return comparator, found.end()
    return ("le", end + 1) if is_time and _WITHIN.match(text, end) else None


def comparison(text: str, start: int, end: int) -> tuple[str, int, int] | None:
    """比三十大: the comparator, where 比 begins and where 大 ends."""
    found = _COMPARED.match(text, end) if start and text[start - 1] == "比" else None
    return ("gt" if found["more"] else "lt", start - 1, found.end()) if found else None
