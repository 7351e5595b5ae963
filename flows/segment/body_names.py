"""Recognise, without context, that some words name a public body or a class of bodies.

A body is written as owner + core (市|教育局, 磐石市|教育局, 省|委宣传部) or as a core alone; a unit may follow its
parent (市教育局|基础教育科). Which body it is in a given plan is decided in `flows.segment.agency_names`.
"""

import re
from enum import IntEnum
from functools import lru_cache

from flows.reference import alternatives, words_of
from flows.segment.agency_vocabulary import vocabulary


class Strength(IntEnum):
    """How surely words name a body. CLASS: a class of bodies or a territory (各区县教育局, 越秀区)."""

    NONE = 0
    SUFFIX = 1  # ends like a body
    CLASS = 2
    OWNED = 3  # an owner (市, 磐石市) and the ending of a body
    KNOWN = 4  # in the vocabulary


LEVEL_WORDS = words_of("body_words", "level")
_TERRITORY = (
    rf"(?:设区的?市|地级以?上?市|省直管县|自治[州县区旗]|{alternatives('body_words', 'territory')}|"
    r"[省市县区州盟旗乡镇街村场]|(?<=[省市县区])[级直属])"
)
_IN_BRACKETS = rf"[(〔\[]{_TERRITORY}(?:[、,]?{_TERRITORY}){{0,5}}[)〕\]]"
_TERRITORIES = rf"(?:{_TERRITORY}|{_IN_BRACKETS})(?:[、和及]?(?:{_TERRITORY}|{_IN_BRACKETS})){{0,8}}"
_ANY = r"(?:各有关|各相关|各|有关|相关|其他|其它|全[省市区县]|所有|属地|辖区|各对口[\u4e00-\u9fff]{0,6})"
# 各市、县(区); 有关区县; 各设区市.
TERRITORY_CLASS = re.compile(rf"{_ANY}?{_TERRITORIES}$")
# 各基础电信企业; 市政府各部门; 专项工作组成员单位; 县级人民政府.
CLASS = re.compile(
    rf"(?:{_ANY}|涉及|基层|\d+个|[一二三四五六七八九十两]+[个市县区])[\u4e00-\u9fff()〔〕、,“”\d]{{1,30}}$"
    r"|[\u4e00-\u9fff]{1,12}各[\u4e00-\u9fff()、]{1,12}$"
    rf"|[\u4e00-\u9fff\d+]{{2,24}}(?:{alternatives('body_words', 'class_head')})(?:\((?:单位|部门)\))?$"
    rf"|[\u4e00-\u9fff]{{2,12}}(?:有关|相关|所属|下属|直属)(?:{alternatives('body_words', 'subordinate')})$"
    rf"|{_TERRITORIES}(?:级|直)?(?:{alternatives('body_words', 'territory_head')})"
    r"(?:\(管委会\))?$"
)
# Names with a grammar of their own: the Youth League, branches of the central bank, the power grid, zones.
LEAGUE = re.compile(
    r"(?:共青)?团(?P<owner>[\u4e00-\u9fff]{1,11}?)委(?:员会)?$"
    r"|(?P<named>[\u4e00-\u9fff]{2,10})?团(?P<level>[省市区县州旗盟])委$"
)
BANK = re.compile(
    rf"(?:中国)?人(?:民银)?行(?P<rest>[\u4e00-\u9fff]{{2,8}}(?:{alternatives('body_words', 'bank_branch')}))$"
)
GRID = re.compile(r"国网[\u4e00-\u9fff]{2,9}公司$")
ZONE = re.compile(
    rf"(?P<zone>[\u4e00-\u9fff]{{0,14}}?(?:{alternatives('body_words', 'zone')}))"
    r"(?P<core>[管执]委会|管理委员会|执行委员会)(?P<unit>办公室)?$"
)
# 茂林镇人民政府; not 各乡镇人民政府.
TOWNSHIP = re.compile(
    rf"(?:中共)?(?!{alternatives('body_words', 'unnamed')})(?![省市县区乡镇街道所属]+(?:人民|政府))"
    r"(?:(?!有关|相关)[^局厅委办部署各\W\d]){2,8}?"
    rf"(?:镇|乡|街道|苏木)(?:{alternatives('body_words', 'town_head')})$"
)
# 茂林派出所, named after the place it serves; not 辖区派出所.
STATION = re.compile(
    rf"(?!{alternatives('body_words', 'unnamed')}|基层|公安|[省市县区乡镇])[\u4e00-\u9fff]{{2,8}}"
    rf"(?:{alternatives('body_words', 'town_station')})$"
)
_OWNER = re.compile(r"全?(?:自治[区州县旗]|[省市区县州旗盟乡镇](?:本级|直属|[级直属](?=[^直各]))?|街道|兵团)")
# Cores that name nothing without an owner: 委, 政府, 工会.
_NEEDS_OWNER = re.compile(rf"委|(?:{alternatives('body_words', 'needs_owner')})$")
_UNIT = re.compile(
    rf"(?:{alternatives('body_words', 'staff_office')}|(?!有关|相关|下属|所属)[^局厅委部署各办司\W]{{1,6}}"
    rf"(?:{alternatives('body_words', 'inner_office')})|[^局厅委部署各办司\W]{{4,16}}分中心)$"
)
_BRANCH = re.compile(rf"[一-鿿]{{2}}(?:{alternatives('body_words', 'company_branch')})$")
_PARENT = re.compile(rf"(?:{alternatives('body_words', 'parent')})")
# Words that no body's name holds: the stretch runs into a sentence.
_SENTENCE = re.compile(rf"(?<!机)要|[请由了已让把]|牵头(?!单位|部门)|{alternatives('body_words', 'sentence')}")
_LETTERS = re.compile(r"[\u4e00-\u9fff()〔〕“”·、A-Za-z0-9]+$")
# 市市场监管局(市知识产权局): a body with the name of its second plate, or of several.
SECOND_NAME = re.compile(r"(?P<name>[\u4e00-\u9fff]{3,24})\([\u4e00-\u9fff、]{3,24}\)$")
# How the name of a class ends: 各金融机构, 各设区市; not 各成员单位组成.
_CLASS_NOUN = re.compile(
    rf"(?:[局厅委办部署会社院所站处科室队馆中心校园行司]|{alternatives('body_words', 'class_noun')}|"
    r"[省市县区州盟旗乡镇街村地级])$"
)
LONGEST = 40


@lru_cache(maxsize=8192)
def recognise(words: str) -> Strength:
    """How surely `words` (folded, no separators around them) name one body or one class of bodies."""
    known = vocabulary()
    if not 2 <= len(words) <= LONGEST or _SENTENCE.search(words) or not _LETTERS.match(words) or not _balanced(words):
        return Strength.NONE
    if words in known.national:
        return Strength.KNOWN
    if TERRITORY_CLASS.match(words) and words not in known.local:
        return Strength.CLASS
    readings = owner_and_core(words)
    for owner, core in readings:
        if owner.endswith("级") and (core in known.local or core.endswith(known.endings)):
            return Strength.CLASS
        if is_local(owner, core) or (owner and core in known.places):
            return Strength.KNOWN
    if _names_league(words) or any(pattern.match(words) for pattern in (BANK, GRID, ZONE, TOWNSHIP, STATION)):
        return Strength.KNOWN
    if any(words.startswith(start) and pattern.fullmatch(words) for start, pattern, _ in known.around):
        return Strength.KNOWN
    if CLASS.match(words) and _CLASS_NOUN.search(words.removesuffix(")")):
        return Strength.CLASS
    if parent_and_unit(words) or company_and_branch(words):
        return Strength.KNOWN
    if words.endswith(known.strong) and any(owner and len(core) > 1 for owner, core in readings):
        return Strength.OWNED
    if words in known.regions:
        return Strength.CLASS
    second_name = SECOND_NAME.match(words)
    if second_name:
        return recognise(second_name.group("name"))
    return Strength.SUFFIX if words.endswith(known.endings) else Strength.NONE


def owner_and_core(words: str) -> list[tuple[str, str]]:
    """The ways to read `words` as owner + core, the most likely first; the first has no owner."""
    known = vocabulary()
    result = [("", words)]
    plain = words.removeprefix("中共")
    level = _OWNER.match(plain)
    if level:
        owner = level.group()
        result.append((owner, plain[level.end() :]))
        inner = 2 if owner.endswith("直属") else int(len(owner) > 1 and owner[-1] in "级直属")
        if inner:
            # 市直机关工委 is 市 + 直机关工委.
            result.append((owner[:-inner], plain[level.end() - inner :]))
    for size in range(min(len(plain) - 1, 12), 1, -1):
        if plain[:size] in known.regions or plain[:size] in known.short_regions:
            result.append((plain[:size], plain[size:]))
    return result


def is_local(owner: str, core: str) -> bool:
    """The core is that of a local body, with the owner it needs."""
    return core in vocabulary().local and (bool(owner) or not _NEEDS_OWNER.match(core))


def parent_and_unit(words: str) -> tuple[str, str] | None:
    """A body of the vocabulary and a unit inside it: 江西省市场监管局|办公室, 市教育局|党委."""
    known = vocabulary()
    for found in reversed(list(_PARENT.finditer(words))):
        parent, unit = words[: found.end()], words[found.end() :]
        if not unit or not _UNIT.match(unit):
            continue
        if any(core in known.local for owner, core in owner_and_core(unit) if owner):
            continue  # two bodies run together
        if parent in known.unique or any(
            len(core) > 1 and is_local(owner, core) for owner, core in owner_and_core(parent)
        ):
            return parent, unit
    return None


def company_and_branch(words: str) -> tuple[str, str] | None:
    """A company or bank of the whole country and a branch of it: 中国建设银行|丽水分行, 人保财险|丽水市分公司."""
    if not _BRANCH.search(words):
        return None
    known = vocabulary().national
    heads = (words[:size] for size in range(len(words) - 4, 1, -1))
    company = next((head for head in heads if head in known and known[head].kind == "company"), None)
    return (company, words[len(company) :]) if company else None


def _names_league(words: str) -> bool:
    """团市委, 共青团磐石市委: a committee of the Youth League with its owner."""
    league = LEAGUE.match(words)
    owner = league and (league.group("owner") or league.group("named") or league.group("level"))
    return bool(owner) and (
        owner in LEVEL_WORDS or owner in vocabulary().regions or owner in vocabulary().short_regions
    )


def _balanced(words: str) -> bool:
    return words.count("(") == words.count(")") and words.count("〔") == words.count("〕")
