"""The administrative divisions of GB/T 2260: lookup by code and name, and what stands above what."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from flows.model import Region
from flows.reference import read_table

COUNTRY_CODE = "100000"
# What a bare 省, 市 … in a plan may stand for: the endings of the division's name.
_WORD_ENDINGS = {
    "省": ("省",),
    "自治区": ("自治区",),
    "市": ("市",),
    "州": ("自治州",),
    "地区": ("地区",),
    "盟": ("盟",),
    "县": ("县",),
    "旗": ("旗",),
    "区": ("区",),
}
_SHORT_FORM_ENDINGS = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


@dataclass(frozen=True, slots=True)
class Division:
    """One name of one code; `valid_from`, `valid_to` are YYYY or YYYY-MM, empty when open."""

    region: Region
    short_name: str
    valid_from: str
    valid_to: str
    successor_code: str

    def exists_in(self, year: int) -> bool:
        """Whether the name was in force at some time of `year`."""
        return (not self.valid_from or int(self.valid_from[:4]) <= year) and (
            not self.valid_to or int(self.valid_to[:4]) >= year
        )


@cache
def divisions() -> tuple[Division, ...]:
    """All divisions, abolished ones included, in the order of their codes."""
    return tuple(
        Division(
            Region(row["code"], row["name"], row["level"], row["parent_code"] or None),
            row["short_name"],
            row["valid_from"],
            row["valid_to"],
            row["successor_code"],
        )
        for row in read_table("regions")
    )


@cache
def _current() -> dict[str, Region]:
    return {division.region.code: division.region for division in divisions() if not division.valid_to}


@cache
def _latest() -> dict[str, Region]:
    return {division.region.code: division.region for division in divisions()} | _current()


def region_of_code(code: str) -> Region | None:
    """The division that carries `code`, today if any does, else the last one that did."""
    return _latest().get(code)


def ancestors(region: Region) -> tuple[Region, ...]:
    """The divisions above `region`, nearest first, the country last."""
    above: list[Region] = []
    code = region.parent_code
    while code and (parent := _latest().get(code)):
        above.append(parent)
        code = parent.parent_code
    return tuple(above)


def lies_in(region: Region, other: Region) -> bool:
    """Whether `region` is `other` or lies in it."""
    return region.code == other.code or any(above.code == other.code for above in ancestors(region))


def lowest_common(regions: Iterable[Region]) -> Region | None:
    """The lowest division in which all of `regions` lie; null for none."""
    shared: list[Region] | None = None
    for region in regions:
        chain = [region, *ancestors(region)]
        codes = {above.code for above in chain}
        shared = chain if shared is None else [above for above in shared if above.code in codes]
    return shared[0] if shared else None


@cache
def full_names() -> dict[str, tuple[Region, ...]]:
    """Every full way to write a division, with the divisions it may mean, current ones first.

    Official names, names of functional areas, and the customary forms of autonomous divisions (延边州, 三江县).
    """
    found: dict[str, list[Region]] = {}
    for division in sorted(divisions(), key=lambda division: bool(division.valid_to)):
        found.setdefault(division.region.name, []).append(division.region)
        ending = _SHORT_FORM_ENDINGS.get(division.region.name[-3:])
        if ending and not division.valid_to:
            found.setdefault(division.short_name + ending, []).append(division.region)
    for row in read_table("region_aliases"):
        covered = _current()[row["region_code"]]
        named = Region(covered.code, row["alias"], covered.level, covered.parent_code) if row["valid_from"] else covered
        found.setdefault(row["alias"], []).append(named)
    return {name: tuple(regions) for name, regions in found.items()}


@cache
def short_names() -> dict[str, tuple[Region, ...]]:
    """Short names (磐石, 宁夏) with the current divisions they may mean."""
    found: dict[str, list[Region]] = {}
    for division in divisions():
        if not division.valid_to and division.region.level != "country" and division.short_name not in full_names():
            found.setdefault(division.short_name, []).append(division.region)
    return {name: tuple(regions) for name, regions in found.items()}


def region_named(name: str, parent: Region | None = None, year: int | None = None) -> Region | None:
    """The one division called `name` (official, customary or short); null when none or several are.

    parent: a division that the one sought is or lies in; it settles names that several carry (朝阳区, 鼓楼区).
    year: when given and the name was carried by a division of that year, only those are considered.
    """
    return only_one(full_names().get(name) or short_names().get(name) or (), parent, year)


def only_one(options: Iterable[Region], parent: Region | None = None, year: int | None = None) -> Region | None:
    """The one of `options` that a name means; null when none or several remain.

    Current divisions win over abolished ones, a province over whatever else has its short name (吉林), a prefecture
    over counties and districts (大同).
    """
    left = [region for region in options if parent is None or lies_in(region, parent)]
    if year is not None:
        left = [region for region in left if _existed(region, year)] or left
    left = [region for region in left if is_current(region)] or left
    for level in ("province", "prefecture"):
        left = [region for region in left if region.level == level] or left
    return left[0] if len({region.code for region in left}) == 1 else None


def is_current(region: Region) -> bool:
    """Whether the division exists today under this code (names of functional areas count)."""
    today = _current().get(region.code)
    return today is not None and (today == region or region.name not in _former_names())


@cache
def _former_names() -> frozenset[str]:
    return frozenset(division.region.name for division in divisions() if division.valid_to)


@cache
def _of_region() -> dict[Region, list[Division]]:
    known: dict[Region, list[Division]] = {}
    for division in divisions():
        known.setdefault(division.region, []).append(division)
    return known


def _existed(region: Region, year: int) -> bool:
    known = _of_region().get(region)
    return not known or any(division.exists_in(year) for division in known)


def own_division(region: Region, word: str) -> Region | None:
    """The division that a bare `word` (省 市 州 县 区 旗 盟 地区 自治区) means in a plan of `region`.

    The nearest of the division and those above it whose name ends so: 市 is 磐石市 in a plan of 磐石市 and
    福州市 in one of 鼓楼区; 区 in a plan of 宁夏 is the autonomous region; null when there is none.
    """
    endings = _WORD_ENDINGS.get(word)
    if not endings:
        return None
    for candidate in (region, *ancestors(region)):
        if candidate.name.endswith(endings) and not (word == "区" and candidate.name.endswith("地区")):
            return candidate
    return None


def region_prefix(region: Region, word: str) -> str | None:
    """The official name that replaces a bare `word` before a body's name: 市 + 教育局 in 磐石 is 磐石市 + 教育局."""
    own = own_division(region, word)
    return own.name if own else None
