"""Recognise the name of a public body and resolve it to the official full name with its region.

Two steps: `recognise` says, without context, how surely some words name a body; `resolve_agency` says which body it
is in a given plan (市教育局 in a plan of 磐石 = 磐石市教育局). What could be two bodies stays unresolved.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from flows.model import AgencyMention, PlanContext, Region
from flows.segment.agency_vocabulary import Body, vocabulary


class Strength(IntEnum):
    """How surely words name a body. CLASS: a class of bodies or a territory (各区县教育局, 越秀区)."""

    NONE = 0
    SUFFIX = 1  # ends like a body
    CLASS = 2
    OWNED = 3  # an owner (市, 磐石市) and the ending of a body
    KNOWN = 4  # in the vocabulary


@dataclass(frozen=True, slots=True)
class Resolved:
    """The body behind a mention; all null when unresolved."""

    name: str | None = None
    short_name: str | None = None
    region_code: str | None = None
    level: str | None = None
    function_code: str | None = None
    kind: str | None = None


UNRESOLVED = Resolved()

# Owners by administrative level, longest first: 省教育厅, 市级…, 自治区党委….
_OWNER = re.compile(r"(?:全)?(?:自治[区州县旗]|[省市区县州旗盟乡镇](?:本级|[级直属](?=[^直各]))?|街道|兵团)")
# A core that needs an owner: alone 委, 政府, 公司 name nothing.
_NEEDS_OWNER = re.compile(r"委|(?:党委|政府|人民政府|管委会|管理委员会|工会|共青团)$")
_LEAGUE = re.compile(
    r"(?:共青)?团(?P<owner>[\u4e00-\u9fff]{1,11}?)委(?:员会)?$|(?P<named>[\u4e00-\u9fff]{2,10})?团(?P<level>[省市区县州旗盟])委$"
)
_TERRITORY = (
    r"(?:设区的?市|地级以?上?市|省直管县|自治[州县区旗]|直辖市|街道|苏木|嘎查|社区|园区|开发区|功能区|片区|新区|地区|兵团|"
    r"农场|林场|管理区|[省市县区州盟旗乡镇村场]|(?<=[省市县区])[级直属])"
)
_IN_BRACKETS = rf"[(〔\[]{_TERRITORY}(?:[、,]?{_TERRITORY}){{0,5}}[)〕\]]"
_BARE_TERRITORY = rf"(?:{_TERRITORY}|{_IN_BRACKETS})(?:[、和及]?(?:{_TERRITORY}|{_IN_BRACKETS})){{0,8}}"
# 各市、县(区); 有关区县; 各设区市.
TERRITORY_CLASS = re.compile(
    rf"(?:各|有关|相关|其他|其它|全[省市区县]|所有|各有关|各相关|各对口[\u4e00-\u9fff]{{0,6}})?{_BARE_TERRITORY}$"
)
_CLASS = re.compile(
    r"(?:各|有关|相关|其他|其它|全[省市区县]|所有|涉及|属地|辖区|基层|\d+个|[一二三四五六七八九十两]+个)[\u4e00-\u9fff()〔〕、,“”\d]{1,30}$"
    r"|[\u4e00-\u9fff]{1,12}各[\u4e00-\u9fff()、]{1,12}$"
    r"|[\u4e00-\u9fff\d+]{2,24}(?:成员单位|责任单位|牵头单位|部门|单位|机构|企业)(?:\((?:单位|部门)\))?$"
    rf"|{_BARE_TERRITORY}(?:级|直)?(?:人民政府|政府|党委|党委和政府|教育局|教体局|管委会|办事处|党工委|党委政府)(?:\(管委会\))?$"
)
_BANK = re.compile(r"(?:中国)?人(?:民银)?行(?P<rest>[\u4e00-\u9fff]{2,8}(?:分行|支行|营管部|营业管理部|总部))$")
_GRID = re.compile(r"国网(?P<place>[\u4e00-\u9fff]{2,8}?)(?:省|市)?(?:电力)?公司$")
_ZONE = re.compile(
    r"(?P<zone>[\u4e00-\u9fff]{2,14}?(?:开发区|实验区|新区|园区|保税区|高新区|示范区|度假区|管理区|港区|新城|经开区|合作区|高新技术产业园))"
    r"(?P<core>管委会|管理委员会)(?P<unit>办公室)?$"
)
_UNIT = re.compile(
    r"(?:办公室|办|党委|党组|机关|[^局厅委部署各办\W]{1,6}(?:办公室|处|科|室|分局|中心|所|站|支队|大队))$"
)
_MEMBER = re.compile(r"(?:局|厅|委员会|委|部|署|会|院|社|办公室|办|台|公司|政府|学院|大学)")
_CJK = re.compile(r"[\u4e00-\u9fff()“”·A-Za-z0-9]+$")


@lru_cache(maxsize=8192)
def recognise(words: str) -> Strength:
    """How surely `words` (folded, no separators around them) name one body or one class of bodies."""
    words_known = vocabulary()
    if len(words) < 2 or len(words) > 40 or not _CJK.match(words.replace("、", "").replace("〔", "").replace("〕", "")):
        return Strength.NONE
    if words in words_known.national:
        return Strength.KNOWN
    if TERRITORY_CLASS.match(words) and words not in words_known.local:
        return Strength.CLASS
    for owner, core in _splits(words):
        if core in words_known.local and (owner or not _NEEDS_OWNER.match(core)):
            return Strength.KNOWN
        if owner and core in words_known.places:
            return Strength.KNOWN
    if _LEAGUE.match(words) or _BANK.match(words) or _GRID.match(words) or _ZONE.match(words):
        return Strength.KNOWN
    if _CLASS.match(words):
        return Strength.CLASS
    if _parent_and_unit(words):
        return Strength.KNOWN
    ends = words.endswith(words_known.endings)
    if words.endswith(words_known.strong):
        for owner, core in _splits(words):
            if owner and len(core) > 1:
                return Strength.OWNED
    if words in words_known.regions:
        return Strength.CLASS
    return Strength.SUFFIX if ends else Strength.NONE


def resolve_agency(mention: str, context: PlanContext, known_bodies: Mapping[str, str] | None = None) -> Resolved:
    """Say which body `mention` is in the plan that `context` describes.

    known_bodies: written form → full name, for names that the document itself defines (以下简称) or writes out.
    Returns UNRESOLVED for classes, territories, and words that may be two bodies or none.
    """
    if known_bodies and mention in known_bodies:
        resolved = _resolve(mention, context.region, own_name(context))
        return Resolved(
            known_bodies[mention],
            mention,
            resolved.region_code or _code(context.region),
            resolved.level or (context.region.level if context.region else None),
            resolved.function_code,
            resolved.kind,
        )
    return _resolve(mention, context.region, own_name(context))


def own_name(context: PlanContext) -> str | None:
    """The name the plan's own region goes by: a functional zone named in the title stands for its county."""
    region = context.region
    if region is None:
        return None
    known = vocabulary().by_code.get(region.code)
    short = re.sub(r"[省市县区]$", "", known.name if known else region.name)
    zone = re.search(rf"{re.escape(short)}(?:综合实验区|新区)", context.title or "")
    return zone.group() if zone and region.level != "province" else region.name


def _code(region: Region | None) -> str | None:
    return region.code if region else None


def _splits(words: str) -> list[tuple[str, str]]:
    """The ways to read `words` as owner + core, the most likely first; the owner may be empty."""
    known = vocabulary()
    result = [("", words)]
    plain = words.removeprefix("中共")
    level = _OWNER.match(plain)
    if level:
        if len(level.group()) > 1 and level.group()[-1] in "级直属":
            result.append((level.group(), plain[level.end() :]))
            result.append((level.group()[:-1], plain[level.end() - 1 :]))
        else:
            result.append((level.group(), plain[level.end() :]))
    for size in range(min(len(plain) - 1, 12), 1, -1):
        head = plain[:size]
        if head in known.regions or (head in known.short_regions and size < len(plain)):
            result.append((head, plain[size:]))
    return result


def _region_of(owner: str, region: Region | None) -> Region | None:
    """Whose body: a level word (市) means the plan's own region or the division above it at that level."""
    known = vocabulary()
    if not owner:
        return region
    named = known.regions.get(owner) or known.short_regions.get(owner)
    if named and not (len(owner) == 1):
        if region:
            for candidate in _line(region):
                if candidate.code in {other.code for other in named}:
                    return candidate
        if len(named) == 1:
            return named[0]
        return Region("", named[0].name, named[0].level) if owner in known.regions else None
    word = owner.removeprefix("全").removesuffix("本级").rstrip("级直属") or owner
    for candidate in _line(region) if region else ():
        name = candidate.name
        if name.endswith(word) or (word == "省" and candidate.level == "province" and name.endswith("省")):
            if word == "市" and name.endswith("自治区"):
                continue
            return candidate
        if word in ("区", "自治区") and name.endswith("区"):
            return candidate
    return None


def _line(region: Region) -> list[Region]:
    """The region and the divisions above it, the country excluded."""
    known, result, current = vocabulary().by_code, [region], region
    while True:
        parent = current.parent_code or (known[current.code].parent_code if current.code in known else None)
        current = known.get(parent or "")
        if current is None or current.level == "country" or len(result) > 3:
            return result
        result.append(current)


@lru_cache(maxsize=8192)
def _resolve(mention: str, region: Region | None, name: str | None) -> Resolved:
    known = vocabulary()
    mention = mention.strip("“”\"'")
    national_plan = region is not None and region.level == "country"
    if national_plan and mention in known.national:
        return _national(known.national[mention])
    if mention in known.unique:
        return _national(known.unique[mention])
    local_region = None if region is None or national_plan else region
    own = local_region and Region(
        local_region.code, name or local_region.name, local_region.level, local_region.parent_code
    )
    if TERRITORY_CLASS.match(mention) and mention not in known.local:
        return UNRESOLVED
    for owner, core in _splits(mention):
        body_region = _region_of(owner, own)
        if body_region is None:
            continue
        irregular = known.own.get((body_region.code, core))
        if irregular:
            return _local(irregular, body_region)
    for owner, core in _splits(mention):
        if not owner and _NEEDS_OWNER.match(core):
            continue
        body_region = _region_of(owner, own)
        if body_region is None:
            continue
        if core in known.places and (owner or core not in known.local) and owner not in ("省", "市", "区", "县"):
            return _local(known.places[core], body_region, owner)
        bodies = [body for body in known.local.get(core, ()) if body.level in ("local", body_region.level)]
        if bodies:
            return _local(bodies[0], body_region)
        if core in known.places:
            return _local(known.places[core], body_region)
    return _irregular(mention, own) or _generic(mention, own)


def _national(body: Body) -> Resolved:
    return Resolved(body.template, body.short_name, "100000", "national", body.function_code, body.kind)


def _local(body: Body, region: Region, owner: str = "") -> Resolved:
    # 中共磐石市委…, but 中共广西壮族自治区委员会….
    party = f"中共{region.name}" + ("委员会" if region.name.endswith("自治区") else "委")
    place = owner or re.sub(r"(?:省|市|县|区|自治州|地区|盟)$", "", region.name)
    full = body.template.format(region=region.name, party=party, place=place)
    short = re.sub(r"^委(?=.{2})", "", body.short_name)
    return Resolved(full, short, region.code or None, region.level, body.function_code, body.kind)


def _irregular(mention: str, own: Region | None) -> Resolved | None:
    """Names with a grammar of their own: the Youth League, branches of the central bank, zones, the power grid."""
    known = vocabulary()
    league = _LEAGUE.match(mention)
    if league:
        owner = league.group("owner") or league.group("named") or league.group("level")
        region = _region_of(owner, own)
        if region:
            return Resolved(
                f"共青团{region.name}委员会",
                "团委",
                region.code or None,
                region.level,
                "youth_league",
                "mass_organisation",
            )
        return UNRESOLVED
    bank = _BANK.match(mention)
    if bank:
        rest = bank.group("rest").replace("营管部", "营业管理部")
        return Resolved(f"中国人民银行{rest}", mention, None, None, "central_bank", "government")
    if _GRID.match(mention) and mention.endswith("电力公司"):
        return Resolved(mention.removesuffix("公司") + "有限公司", mention, None, None, "company", "company")
    zone = _ZONE.match(mention)
    if zone:
        name = zone.group("zone")
        start = next(
            (
                size
                for size in range(len(name), 1, -1)
                if name[:size] in known.regions or name[:size] in known.short_regions
            ),
            0,
        )
        if own and name == own.name:
            start = len(name)
        if start:
            full = f"{name}管理委员会{zone.group('unit') or ''}"
            code = own.code if own and name.startswith(re.sub(r"[省市县区]$", "", own.name)) else None
            return Resolved(full, zone.group("core"), code, None, "management_committee", "government")
        return UNRESOLVED
    # 国家外汇管理局江西省分局, 国家税务总局磐石市税务局: written out, carries its own region.
    for size in range(len(mention) - 2, 3, -1):
        body = known.national.get(mention[:size])
        if body and mention[:size] == body.template and mention.endswith(known.strong) and len(mention) - size > 2:
            return Resolved(mention, mention, None, None, body.function_code, body.kind)
    return None


def _parent_and_unit(mention: str) -> tuple[str, str] | None:
    """A body of the vocabulary and a unit inside it: 江西省市场监管局|办公室, 市教育局|党委."""
    known = vocabulary()
    for found in reversed(list(_MEMBER.finditer(mention))):
        parent, unit = mention[: found.end()], mention[found.end() :]
        if not unit or not _UNIT.match(unit) or any(core in known.local for owner, core in _splits(unit) if owner):
            continue
        for owner, core in _splits(parent):
            if core in known.local and len(core) > 1 and (owner or not _NEEDS_OWNER.match(core)):
                return parent, unit
        if parent in known.unique:
            return parent, unit
    return None


def _generic(mention: str, own: Region | None) -> Resolved:
    """A body that the vocabulary does not list: its unit's parent is known, or owner and ending make it certain."""
    known = vocabulary()
    parts = _parent_and_unit(mention)
    if parts:
        parent = _resolve(parts[0], own, own.name if own else None)
        if parent.name is None:
            return UNRESOLVED
        if parts[1] in ("党委", "党组"):
            full = f"中共{parent.name}" + ("委员会" if parts[1] == "党委" else "党组")
            return Resolved(full, parts[0] + parts[1], parent.region_code, parent.level, parent.function_code, "party")
        unit = parts[1] + "公室" if parts[1] == "办" else parts[1]
        return Resolved(
            parent.name + unit,
            parent.short_name and parent.short_name + unit,
            parent.region_code,
            parent.level,
            parent.function_code,
            parent.kind,
        )
    if _CLASS.match(mention) or not mention.endswith(known.endings):
        return UNRESOLVED
    suffix = max((ending for ending in known.endings if mention.endswith(ending)), key=len)
    kind = known.suffixes[suffix]["kind"] or None
    if kind in ("company", None) and suffix not in ("部", "领导小组", "指挥部"):
        return UNRESOLVED
    for owner, core in _splits(mention):
        if not owner or len(core) <= len(suffix):
            continue
        region = _region_of(owner, own)
        if region is None:
            continue
        domain = core.removesuffix(suffix)
        if domain not in known.domains and len(domain) < 4:
            return UNRESOLVED
        prefix = owner if owner in known.short_regions and owner not in known.regions else region.name
        return Resolved(
            prefix + domain + known.suffixes[suffix]["full"], core, region.code or None, region.level, None, kind
        )
    return UNRESOLVED


def with_resolution(mention: AgencyMention, resolved: Resolved) -> AgencyMention:
    """`mention` with the fields of the body it was resolved to."""
    return AgencyMention(
        mention.mention,
        mention.role,
        mention.start,
        mention.end,
        resolved.name,
        resolved.short_name,
        resolved.region_code,
        resolved.level,
        resolved.function_code,
        resolved.kind,
        mention.item,
    )
