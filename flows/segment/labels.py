"""Outline labels: finding everything that could be one (第一章 一、 (一) 1. (1) ①) and what number it carries.

Mistyped labels that occur in real documents are read as what they stand for: `2,` `4..` `１．` `(一、` `一.`.
Finding says nothing yet about whether a candidate is a label: `flows.segment.outline` selects.
"""

import re
from dataclasses import dataclass

from flows.text import scan

_CHINESE = "一二三四五六七八九十百零〇"
_CHINESE_DIGIT = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {"零": 0}

# Levels of GB/T 9704 (一、 (一) 1. (1)) with the chapters of regulations above them; a smaller rank is further out.
# decimal1 … decimal4: 1 总则, 1.1 编制目的, 1.1.1 of emergency plans and technical plans.
RANKS = {
    "part": 0,
    "chapter": 1,
    "joint": 2,
    "han": 3,
    "decimal1": 3,
    "paren_han": 4,
    "article": 4,
    "decimal2": 4,
    "decimal3": 5,
    "decimal4": 5,
    "digit": 5,
    "paren_digit": 6,
    "circled": 7,
}

_LABEL = re.compile(
    rf"第(?P<numbered>[{_CHINESE}]{{1,4}}|\d{{1,3}})(?P<division>部分|[章节条篇编])"
    rf"|[(〔\[]?(?P<paren_han>[{_CHINESE}]{{1,3}})\)[、.]?"
    r"|(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,3})[.、]?(?=[一-鿿“《(〔])"
    rf"|(?P<han>[{_CHINESE}]{{1,3}})(?:、|[.,](?=[^\d{_CHINESE}])|:(?=.))"
    r"|[(](?P<paren_digit>\d{1,2})\)[、.]?"
    r"|(?P<half_digit>\d{1,2})\)(?!\d)"
    r"|(?P<digit>\d{1,3})(?:[.]{1,2}|[、,])(?!\d(?!\d{3}年))"
    r"|(?P<circled>[①-⑳])"
)
# The first character of a label with one of those that may follow it.
_BEGINS = re.compile(rf"[第(〔\[{_CHINESE}\d①-⑳](?=[{_CHINESE}\d)、.,:]|(?<=[①-⑳]))")
# A decimal number in front of these is a quantity.
_QUANTITY = re.compile(r"[万亿元倍个吨米亩克度人次分年月公平立]|百分|千米")
_CHAPTER = re.compile(r"(?:^|\n)(?P<number>\d{1,2})(?P<title>[一-鿿][^\n。;,:]{1,24})(?=\n)")
_FEWEST_DECIMALS = 3
_BARE = re.compile(rf"(?:^|\n)(?P<number>[{_CHINESE}]{{1,3}})(?=[一-鿿“])")
_FEWEST_BARE = 3
# 1加快解决师资短缺问题。…; no quantity, and no cell of a table.
_BARE_DIGIT = re.compile(
    r"\n(?P<number>\d{1,2})(?![万亿元倍个吨米亩克度次分年月日公平立项名所家场处条件批户期至到岁级号楼室])"
    r"(?=[一-鿿“][^\n。]{3,60}。[^\n]{8})"
)
# 11.121人才梯队项目: between 10. and 12.
_BEFORE_NUMBER = re.compile(r"(?:^|\n)(?P<number>\d{1,2})\.(?=\d{3,4}[一-鿿])")
_DASH = re.compile(r"(?:^|(?<=[\n。;:]))(?P<dash>[—-])、(?=[一-鿿])")
_DIVISIONS = {"部分": "part", "篇": "part", "编": "part", "章": "chapter", "节": "joint", "条": "article"}
_ENUMERATED = frozenset(_CHINESE)
_SENTENCE_END = frozenset("。;!?:”)》】…")


@dataclass(slots=True)
class Candidate:
    """A possible label in a text. strength: 3 at a line start, 2 after a sentence end or a gap, 1 elsewhere."""

    start: int
    end: int
    type: str
    number: int
    strength: int


def parse_ordinal(text: str) -> int:
    """Value of an outline number written in Chinese or Arabic digits: 十二 → 12, 二十 → 20, 一百零三 → 103."""
    if text.isdigit():
        return int(text)
    total = current = 0
    for character in text:
        if character == "十":
            total, current = total + (current or 1) * 10, 0
        elif character == "百":
            total, current = total + (current or 1) * 100, 0
        else:
            current = _CHINESE_DIGIT[character]
    return total + current


def find_candidates(text: str, offsets: tuple[int, ...]) -> list[Candidate]:
    """Everything in `text` (folded) that could be an outline label, ascending and disjoint.

    offsets: source offset of each character; a jump tells that white space stood there.
    """
    found = []
    for match in scan(_BEGINS, _LABEL, text):
        start, end = match.span()
        previous = text[start - 1] if start else "\n"
        kind = match.lastgroup
        if kind == "division":
            kind, digits = _DIVISIONS[match["division"]], match["numbered"]
        else:
            digits = match[kind]
        has_gap = start > 0 and offsets[start] != offsets[start - 1] + 1
        # Only Chinese numbers are told from a number before them by a gap: 300 二、
        is_apart = kind == "han" and has_gap
        is_glued = (previous.isascii() and previous.isalnum()) or previous in ".第"
        if kind in ("digit", "half_digit", "han", "decimal") and is_glued and not is_apart:
            continue
        if kind == "paren_han" and text[start] not in "(〔[" and previous != "\n":
            continue
        if previous == "\n":
            strength = 3
        elif previous in _SENTENCE_END or has_gap:
            strength = 2
        else:
            strength = 1
        # Inside a line 一、二、三 enumerates, and 一: or 一. is no label.
        if kind == "han" and strength < 3 and (text[end - 1] in ".,:" or text[end : end + 1] in _ENUMERATED):
            continue
        if kind == "decimal":
            if strength < 2 or _QUANTITY.match(text, end):
                continue
            kind, digits = f"decimal{digits.count('.') + 1}", digits.rpartition(".")[2]
        if kind == "half_digit":
            if strength < 3:
                continue
            kind = "paren_digit"
        elif kind == "circled":
            digits = str(ord(digits) - 0x245F)
        number = parse_ordinal(digits)
        if number:
            found.append(Candidate(start, end, kind, number, strength))
    found = _with_bare_digits(text, _with_numbers_behind(text, found))
    return _with_chapters(text, _with_bare(text, offsets, _with_dash(text, found)))


def _with_numbers_behind(text: str, found: list[Candidate]) -> list[Candidate]:
    """With labels before a name that begins with a number, where the labels before and after it open lines."""
    lines = {candidate.number for candidate in found if candidate.type == "digit" and candidate.strength == 3}
    labels = [
        Candidate(match.start("number"), match.end(), "digit", number, 3)
        for match in _BEFORE_NUMBER.finditer(text)
        if {(number := int(match["number"])) - 1, number + 1} <= lines
    ]
    return sorted(found + labels, key=lambda candidate: candidate.start) if labels else found


def _with_bare_digits(text: str, found: list[Candidate]) -> list[Candidate]:
    """With labels that lost their dots: lines that begin with 1, 2, 3 in order, right before a sentence."""
    labels: list[Candidate] = []
    run: list[Candidate] = []
    for match in _BARE_DIGIT.finditer("\n" + text):
        number = int(match["number"])
        if number != len(run) + 1:
            labels += run if len(run) >= _FEWEST_BARE else []
            run = []
        if number == len(run) + 1:
            run.append(Candidate(match.start("number") - 1, match.end("number") - 1, "digit", number, 3))
    labels += run if len(run) >= _FEWEST_BARE else []
    return sorted(found + labels, key=lambda candidate: candidate.start) if labels else found


def _with_dash(text: str, found: list[Candidate]) -> list[Candidate]:
    """With 一、 written with a dash: —、 at a line start or behind a sentence, before a 二、."""
    if not any(candidate.type == "han" and candidate.number == 2 for candidate in found):
        return found
    dashes = [
        Candidate(
            match.start("dash"), match.end(), "han", 1, 3 if text[match.start() - 1 : match.start()] in "\n" else 2
        )
        for match in _DASH.finditer(text)
    ]
    return sorted(found + dashes, key=lambda candidate: candidate.start) if dashes else found


def _with_bare(text: str, offsets: tuple[int, ...], found: list[Candidate]) -> list[Candidate]:
    """With labels that lost their marks: 一 强化规划…, 二 抓好项目… at line starts, a gap behind the number.

    Below 一、 they stand for (一).
    """
    bare = [
        match
        for match in _BARE.finditer(text)
        if offsets[match.end()] != offsets[match.end() - 1] + 1 and parse_ordinal(match["number"])
    ]
    numbers = [parse_ordinal(match["number"]) for match in bare]
    if len(bare) < _FEWEST_BARE or 1 not in numbers or 2 not in numbers:
        return found
    kind = "paren_han" if any(candidate.type == "han" for candidate in found) else "han"
    labels = [
        Candidate(match.start("number"), match.end("number"), kind, number, 3)
        for match, number in zip(bare, numbers, strict=True)
    ]
    return sorted(found + labels, key=lambda candidate: candidate.start)


def _with_chapters(text: str, found: list[Candidate]) -> list[Candidate]:
    """With the chapters (1 总则) of a text that numbers its units 1.1, 1.2, 2.1; a few decimals are no labels."""
    series = [candidate for candidate in found if candidate.type.startswith("decimal")]
    if len(series) < _FEWEST_DECIMALS or series[0].number != 1:
        return [candidate for candidate in found if not candidate.type.startswith("decimal")] if series else found
    firsts = {text[c.start : c.end].partition(".")[0] for c in series}
    chapters = [
        Candidate(match.start("number"), match.end("number"), "decimal1", int(match["number"]), 3)
        for match in _CHAPTER.finditer(text)
        if match["number"] in firsts or int(match["number"]) == len(firsts) + 1
    ]
    return sorted(found + chapters, key=lambda candidate: candidate.start)
