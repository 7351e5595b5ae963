"""Resolve the name of a public body, as a plan writes it, to the official full name with its region.

市教育局 in a plan of 磐石 is 磐石市教育局, 团市委 is 共青团磐石市委员会. What could be two bodies, a class of bodies
and words that look like a misprint stay unresolved.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from flows.model import AgencyMention, PlanContext, Region
from flows.reference import alternatives, words_of
from flows.segment.agency_vocabulary import Body, vocabulary
from flows.segment.body_names import (
    BANK,
    CLASS,
    GRID,
    LEAGUE,
    LEVEL_WORDS,
    SECOND_NAME,
    STATION,
    TERRITORY_CLASS,
    TOWNSHIP,
    ZONE,
    company_and_branch,
    is_local,
    owner_and_core,
    parent_and_unit,
)


@dataclass(frozen=True, slots=True)
class Resolved:
    """The body behind a mention; all null when unresolved.

    identity: its name in a plan of its own (越秀区人民政府), where `name` is another (广州市越秀区人民政府).
    """

    name: str | None = None
    short_name: str | None = None
    region_code: str | None = None
    level: str | None = None
    function_code: str | None = None
    kind: str | None = None
    identity: str | None = None


UNRESOLVED = Resolved()
_TOWN = re.compile(r"[一-鿿]{2,4}?(?:街道|[乡镇])")
# It stands beside the provinces without being one, and lies in the region with this code.
CORPS, _CORPS_REGION = "新疆生产建设兵团", "650000"
# The department's own superior, named by the kind of organ alone: 省局, 市厅.
_OWN_ORGAN = re.compile(r"[省市区县州](?:局|厅)(?!$)")
_STAFF = ("会机关", "委机关", "局机关")
_PARTY_COMMITTEE = "党工委"
_LAST_WORD = re.compile(rf"(?:{alternatives('body_words', 'division')})$")
_ZONE_KINDS = {"高新区": "高新技术产业开发区", "经开区": "经济技术开发区"}
# 呼和浩特经济技术开发区, but 抚州市东临新区.
_ZONES_OF_PLACES = ("开发区", "保税区", "保税港区")
_SHORTEST_ZONE = 4
# A domain of so few characters, unknown to the vocabulary, is an abbreviation or a misprint (财经局).
_SHORTEST_FULL_DOMAIN = 4
_OWN_UNITS = frozenset(words_of("body_words", "own_unit"))
_OTHERS_UNIT = re.compile(rf"{alternatives('body_words', 'others_unit')}|[一-鿿]{{1,6}}?(?:街道|[镇乡])")


def resolve_agency(mention: str, context: PlanContext, known_bodies: Mapping[str, str] | None = None) -> Resolved:
    """Say which body `mention` is in the plan that `context` describes; UNRESOLVED when that is not certain.

    known_bodies: written form → full name, for names that the document itself defines (以下简称) or its issuer
    explains (省局); it goes before the vocabulary, also as the head of a longer name (省局计量处).
    """
    own = _own_region(context.region, context.title)
    year = context.plan_year
    resolved = _in_city(_in_county(_resolve(mention, own, year), own, context.title), own)
    for written, full in (known_bodies or {}).items():
        if mention.startswith((written + "各", written + "(", written + "属")):
            return UNRESOLVED  # 省局各机构, 镇(街), 镇属单位: classes
        if mention.startswith(written) and (mention == written or resolved.name is None):
            return replace(_resolve(full, own, year), name=full + mention.removeprefix(written), short_name=mention)
    return resolved


def _in_county(resolved: Resolved, own: Region | None, title: str | None) -> Resolved:
    """彭浦镇人民政府 in a plan of 静安区 is 静安区彭浦镇人民政府; in one of the town's own it has its own name."""
    if resolved.level != "township" or resolved.name is None or own is None or own.level != "county":
        return resolved
    town = _TOWN.match(resolved.name)
    if town is None or town.group() in (title or "") or resolved.name.startswith(own.name):
        return resolved
    return replace(resolved, name=own.name + resolved.name, region_code=own.code)


def _in_city(resolved: Resolved, own: Region | None) -> Resolved:
    """越秀区人民政府 in a plan of 广州 is 广州市越秀区人民政府; counties and cities of a city go by their own names."""
    district = vocabulary().by_code.get(resolved.region_code or "")
    if resolved.name is None or own is None or district is None or district.code == own.code:
        return resolved
    if (
        not district.name.endswith("区")
        or not resolved.name.startswith(district.name)
        or own not in _line(district)[1:2]
    ):
        return resolved
    return replace(resolved, name=own.name + resolved.name, identity=resolved.name)


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
        resolved.identity,
    )


@lru_cache(maxsize=256)
def _own_region(region: Region | None, title: str | None) -> Region | None:
    """The plan's region by the name it goes by: a functional zone in the title stands for its county."""
    if region is None or region.level in ("country", "province"):
        return region
    known = vocabulary().by_code.get(region.code)
    short = _LAST_WORD.sub("", known.name if known else region.name)
    zone = re.search(rf"{re.escape(short)}(?:综合实验区|新区)", title or "")
    return replace(region, name=zone.group()) if zone else region


def _line(region: Region | None) -> list[Region]:
    """The region and the divisions above it, the country excluded."""
    known, result = vocabulary().by_code, []
    while region is not None and region.level != "country" and len(result) < 4:
        result.append(region)
        parent = region.parent_code or (known[region.code].parent_code if region.code in known else None)
        region = known.get(parent or "")
    return result


def _region_of(owner: str, own: Region | None) -> Region | None:
    """Whose body: a level word (市) means the plan's own region or the division above it at that level."""
    known = vocabulary()
    if not owner:
        return own
    line = _line(own)
    if owner in known.regions or owner in known.short_regions:
        named = known.regions.get(owner) or known.short_regions[owner]
        codes = {region.code for region in named}
        inside = next((region for region in line if region.code in codes), None)
        # 普陀区 of two cities, in a plan of one of them.
        inside = inside or next((region for region in named if line and region.parent_code == line[0].code), None)
        if inside or owner in known.regions:
            # A name that several divisions share (鼓楼区) is kept as written, without a code.
            return inside or (named[0] if len(named) == 1 else Region("", owner, named[0].level))
        return named[0] if len(named) == 1 and named[0].level == "province" else None
    word = owner.removeprefix("全").removesuffix("本级")
    word = word.rstrip("级直属") or word
    for region in line:
        if region.name.endswith(word) and not (word == "区" and region.level == "province" and len(line) > 1):
            return region
    # 县审计局 in a plan of 平潭综合实验区, which stands for 平潭县
    official = known.by_code.get(own.code) if own else None
    return official if official and official.name.endswith(word) else None


@lru_cache(maxsize=2048)
def _resolve(mention: str, own: Region | None, year: int | None = None) -> Resolved:
    """year: of the plan, in which a body may have had a former name."""
    known = vocabulary()
    mention = mention.strip("“”\"'")
    in_national_plan = own is not None and own.level == "country"
    if in_national_plan and mention in known.national:
        return _national(known.national[mention])
    if mention in known.unique:
        return _national(known.unique[mention])
    if mention.startswith(CORPS) and (of_corps := _of_corps(mention)):
        return of_corps
    if mention in known.own_names:
        code, body = known.own_names[mention]
        return _local(body, known.by_code[code])
    own = None if in_national_plan else own
    if mention.endswith(_STAFF):
        # 市总工会机关: its own staff
        return _resolve(mention[:-2], own, year)
    if ("、" in mention and not SECOND_NAME.match(mention)) or (
        TERRITORY_CLASS.match(mention) and mention not in known.local
    ):
        return UNRESOLVED
    readings = [(owner, core, _region_of(owner, own)) for owner, core in owner_and_core(mention)]
    for _, core, region in readings:
        # Its own name, or what all districts of its city call it.
        for code in (region.code, f"{region.code[:4]}00") if region else ():
            body = known.own.get((code, core))
            if body and (code == region.code or "{region}" in body.template or "{place}" in body.template):
                return _local(body, region)
        former = known.former.get(core)
        if region and former and year and year <= former[0]:
            return _local(former[1], region)
    for owner, core, region in readings:
        if core in known.places and (owner not in LEVEL_WORDS or core not in known.local):
            place = owner if owner and owner not in LEVEL_WORDS else None
            if place or (region and core not in known.local):
                return _local(known.places[core], region or Region("", place or "", ""), place)
        if region is None or not is_local(owner, core):
            continue
        for body in known.local[core]:
            if body.level in ("local", region.level) and (owner or body.kind != "institution"):
                return _local(body, region)
        if owner and all(body.level not in ("local", region.level) for body in known.local[core]):
            return UNRESOLVED  # 市中级人民法院 in a county
    if _OWN_ORGAN.match(mention):
        return UNRESOLVED
    second_name = SECOND_NAME.match(mention)
    if second_name:
        return _resolve(second_name.group("name"), own, year)
    return _irregular(mention, own) or _unit(mention, own) or _of_district(mention, year) or _unlisted(mention, own)


def _of_district(mention: str, year: int | None) -> Resolved | None:
    """上海市静安区人民政府: a body of a district, written with its city."""
    known = vocabulary()
    for size in range(3, min(len(mention) - 4, 12)):
        for city in known.regions.get(mention[:size], ()):
            body = _resolve(mention[size:], city, year)
            district = known.by_code.get(body.region_code or "")
            if body.name and district and district.parent_code == city.code and body.name.startswith(district.name):
                return replace(body, name=mention[:size] + body.name, identity=body.name)
    return None


def _of_corps(mention: str) -> Resolved | None:
    """新疆生产建设兵团发展改革委: its offices are called as those of the region it lies in."""
    region = vocabulary().by_code[_CORPS_REGION]
    body = _resolve(mention.removeprefix(CORPS), region)
    if body.name is None or not body.name.startswith(region.name):
        return None
    return replace(body, name=CORPS + body.name.removeprefix(region.name))


def _national(body: Body) -> Resolved:
    return Resolved(body.template, body.short_name, "100000", "national", body.function_code, body.kind)


def _local(body: Body, region: Region, place: str | None = None) -> Resolved:
    # 中共磐石市委…, but 中共广西壮族自治区委员会….
    party = f"中共{region.name}" + ("委员会" if region.name.endswith("自治区") else "委")
    full = body.template.format(region=region.name, party=party, place=place or _LAST_WORD.sub("", region.name))
    short = re.sub(r"^委(?=.{2})", "", body.short_name)
    return Resolved(full, short, region.code or None, region.level or None, body.function_code, body.kind)


def _irregular(mention: str, own: Region | None) -> Resolved | None:
    """Names with a grammar of their own; None when `mention` is not one of them."""
    known = vocabulary()
    league = LEAGUE.match(mention)
    if league:
        region = _region_of(league.group("owner") or league.group("named") or league.group("level"), own)
        if region is None:
            return UNRESOLVED
        full = f"共青团{region.name}委员会"
        return Resolved(full, "团委", region.code or None, region.level, "youth_league", "mass_organisation")
    bank = BANK.match(mention)
    if bank:
        full = "中国人民银行" + bank.group("rest").replace("营管部", "营业管理部")
        return Resolved(full, mention, None, None, "central_bank", "government")
    if GRID.match(mention) and mention.endswith("电力公司"):
        # Its full name before it became 国网甲省电力有限公司.
        return Resolved(mention, mention, None, None, "company", "company")
    if TOWNSHIP.match(mention):
        full = re.sub(r"(?<!人民)政府$", "人民政府", mention)
        is_party = mention.endswith(("委", "委员会"))
        code, kind = ("party_committee", "party") if is_party else ("government", "government")
        return Resolved(full, mention, None, "township", code, kind)
    if STATION.match(mention):
        return Resolved(mention, mention, None, "township", None, "government")
    zone = ZONE.match(mention)
    if zone:
        name = _full_kind(zone.group("zone"))
        is_own = own is not None and name.startswith(_LAST_WORD.sub("", own.name))
        heads = [name[:size] for size in range(len(name), 1, -1)]
        if not is_own and not any(
            head in known.regions or len(known.short_regions.get(head, ())) == 1 for head in heads
        ):
            name, is_own = _own_zone(name, own), True
            if name is None:
                return UNRESOLVED
        kind = "执行" if zone.group("core").startswith("执") else "管理"
        full = f"{name}{kind}委员会{zone.group('unit') or ''}"
        code = own.code if own and is_own else None
        return Resolved(full, zone.group("core"), code, None, "management_committee", "government")
    if branch := company_and_branch(mention):
        body = known.national[branch[0]]
        return Resolved(body.template + branch[1], mention, None, None, body.function_code, body.kind)
    for start, pattern, body in known.around:
        enclosed = pattern.fullmatch(mention) if mention.startswith(start) else None
        region = _region_of(enclosed.group("owner"), own) if enclosed else None
        if enclosed and region:
            return _local(body, region, enclosed.group("owner"))
    # 国家外汇管理局江西省分局, 证监会广东监管局: carries its own region.
    for size in range(len(mention) - 3, 2, -1):
        body = known.national.get(mention[:size])
        if (
            body
            and "各" not in mention
            and mention.endswith(known.strong if mention[:size] == body.template else known.branch_endings)
        ):
            full = body.template + mention[size:]
            return Resolved(full, mention, None, None, body.function_code, body.kind)
    return None


def _full_kind(zone: str) -> str:
    for short, full in _ZONE_KINDS.items():
        zone = f"{zone.removesuffix(short)}{full}" if zone.endswith(short) else zone
    return zone


def _own_zone(zone: str, own: Region | None) -> str | None:
    """稀土高新技术产业开发区 in a plan of 包头市 is 包头…, 县工业园区 of 象州县 is 象州县…; null for any zone."""
    if own is None or own.level not in ("prefecture", "county"):
        return None
    zone = zone.removeprefix(own.name[-1])
    if len(zone) < _SHORTEST_ZONE:
        return None
    return (_LAST_WORD.sub("", own.name) if zone.endswith(_ZONES_OF_PLACES) else own.name) + zone


def _unit(mention: str, own: Region | None) -> Resolved | None:
    """A unit of a body that the vocabulary lists (江西省市场监管局|办公室, 市教育局|党委)."""
    parts = parent_and_unit(mention)
    if parts is None:
        return None
    parent, unit = _resolve(parts[0], own), parts[1]
    if parent.name is None or parent.short_name is None:
        return UNRESOLVED
    if unit in ("党委", "党组"):
        full = f"中共{parent.name}" + ("委员会" if unit == "党委" else "党组")
        return replace(parent, name=full, short_name=parent.short_name + unit, kind="party")
    unit = "办公室" if unit == "办" else unit
    return replace(parent, name=parent.name + unit, short_name=parent.short_name + unit)


def _unlisted(mention: str, own: Region | None) -> Resolved:
    """A body that the vocabulary does not list: its owner and its ending make it certain (区环境监测站)."""
    known = vocabulary()
    if CLASS.match(mention) or not mention.endswith(known.endings):
        return UNRESOLVED
    suffix = max((ending for ending in known.endings if mention.endswith(ending)), key=len)
    kind = known.suffixes[suffix]["kind"]
    if kind == "company" and mention.endswith("有限公司") and len(mention) > 8:
        return Resolved(mention, mention, None, None, None, kind)
    readings = owner_and_core(mention)[1:]
    if not readings and mention not in known.local and suffix in _OWN_UNITS and not _OTHERS_UNIT.match(mention):
        # 海洋与渔业执法支队 in a plan of the zone: its own
        readings = [("", mention)] if len(mention) >= len(suffix) + _SHORTEST_FULL_DOMAIN else []
    is_university = suffix == "大学" and len(mention) > len(suffix) + 1
    if kind == "school" and (
        any(owner not in LEVEL_WORDS for owner, _ in readings) or (is_university and not readings)
    ):
        return Resolved(mention, mention, None, None, "education", kind)
    for owner, core in readings:
        region = _region_of(owner, own)
        if region is None or len(core) <= len(suffix):
            continue
        full_suffix = known.suffixes[suffix]["full"]
        domain = core.removesuffix(full_suffix if core.endswith(full_suffix) else suffix)
        if domain not in known.domains and len(domain) < _SHORTEST_FULL_DOMAIN and kind not in ("school", "company"):
            return UNRESOLVED
        # 重庆警备区政治工作局 is the full name; 市… takes the region's, 市直属… keeps its 直属.
        is_short = owner in known.short_regions and owner not in known.regions
        head = owner if is_short else region.name + ("直属" if owner.endswith("直属") else "")
        # 市社会组织党工委 is the party's.
        full = ("中共" if suffix == _PARTY_COMMITTEE else "") + head + domain + full_suffix
        return Resolved(full, core, region.code or None, region.level, None, kind or None)
    return UNRESOLVED
