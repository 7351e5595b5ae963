"""The words that name public bodies, read from seeds/reference and indexed for look-up.

A body is written as owner + core: 市|教育局, 磐石市|教育局, 省委|宣传部, or a core alone. The core is looked up here;
whose body it is (which city is 市) is the business of `flows.segment.agency_names`.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from flows.model import Region
from flows.reference import column, read_table, words_of
from flows.segment.divisions import full_names

# A national body's short form that no local body shares may be used in any document (教育部, 国家发展改革委).
_NATIONAL_STARTS = tuple(words_of("body_words", "national"))
_NATIONAL_ENDS = ("部", "署", "总局", "电网")
# Written as one character these suffixes make a body out of a domain only together with a longer word.


@dataclass(frozen=True, slots=True)
class Body:
    """One way to be a body: `template` is the full name, with {region}, {party} (中共…市委) or {place} to fill.

    level: national, local (any level), province, prefecture, county, or place (named after a town: 南昌海关).
    """

    template: str
    short_name: str
    function_code: str
    kind: str
    level: str


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """national: bodies of the centre by written form. unique: those forms that no local body shares.

    local: bodies by written core. places: cores named after a town. own: (region code, core) with an irregular name;
    own_names: those names with their region. former: cores that had another name, with the last year that they had it.
    around: full names that enclose their region (国家税务总局…税务局). domains: what offices deal with, written out
    (发展和改革). suffixes, strong: endings of bodies' names; strong ones are proof enough beside an owner.
    branch_endings: of a central body's branches. regions: by official and short name.
    """

    national: dict[str, Body]
    unique: dict[str, Body]
    local: dict[str, tuple[Body, ...]]
    places: dict[str, Body]
    own: dict[tuple[str, str], Body]
    own_names: dict[str, tuple[str, Body]]
    former: dict[str, tuple[int, Body]]
    around: tuple[tuple[str, re.Pattern, Body], ...]
    domains: frozenset[str]
    suffixes: dict[str, dict[str, str]]
    strong: tuple[str, ...]
    branch_endings: tuple[str, ...]
    endings: tuple[str, ...]
    regions: dict[str, tuple[Region, ...]]
    short_regions: dict[str, tuple[Region, ...]]
    by_code: dict[str, Region]


def _composed() -> dict[str, list[Body]]:
    """Domain × organ: 发展改革 × 委 = 发展和改革委员会."""
    suffixes = {row["suffix"]: row["full"] for row in read_table("agency_suffixes") if row["composes"] == "yes"}
    result: dict[str, list[Body]] = defaultdict(list)
    for row in read_table("agency_domains"):
        shorts = [form for form in row["short_forms"].split("|") if form]
        # Abbreviations of a longer name come after the name that is written so in full (文化旅游 is not 文化).
        for form in [row["domain"], *shorts]:
            for suffix, full in suffixes.items():
                body = Body(
                    "{region}" + row["domain"] + full,
                    (shorts or [row["domain"]])[-1] + _short_organ(suffix),
                    row["function_code"],
                    row["kind"],
                    "local",
                )
                if not any(known.template == body.template for known in result[form + suffix]):
                    result[form + suffix].append(body)
    return result


def _short_organ(suffix: str) -> str:
    return {"委员会": "委", "办公室": "办"}.get(suffix, suffix)


def _regions() -> tuple[dict, dict, dict]:
    by_name: dict[str, list[Region]] = defaultdict(list)
    by_short: dict[str, list[Region]] = defaultdict(list)
    by_code: dict[str, Region] = {}
    for row in read_table("regions"):
        region = Region(row["code"], row["name"], row["level"], row["parent_code"] or None)
        if not row["valid_to"] or row["code"] not in by_code:
            by_code[row["code"]] = region
        if row["valid_to"] or row["level"] == "country":
            continue
        by_name[row["name"]].append(region)
        if len(row["short_name"]) > 1:
            by_short[row["short_name"]].append(region)
    for name, regions in full_names().items():
        # 延边州, 三江县
        if name not in by_name and any("自治" in region.name for region in regions):
            by_name[name] = list(regions)
    return (
        {name: tuple(regions) for name, regions in by_name.items()},
        {name: tuple(regions) for name, regions in by_short.items()},
        by_code,
    )


def _full_cores(template: str) -> list[str]:
    """What stands behind the owner when the name is written in full: {party}宣传部 is 委宣传部 and 委员会宣传部."""
    if template.startswith("{party}"):
        rest = template.removeprefix("{party}")
        return ["委" + rest, "委员会" + rest, "党委" + rest]
    if template.count("{") == 1 and template.startswith(("{region}", "中共{region}")):
        return [template[template.index("}") + 1 :]]
    return []


def _around(bodies: Iterable[Body]) -> list[tuple[str, re.Pattern, Body]]:
    result = []
    for body in bodies:
        start = body.template.partition("{")[0]
        if not start or _full_cores(body.template) or body.level == "national":
            continue
        words = re.escape(body.template).replace(r"\{region\}", "{region}").replace(r"\{place\}", "{region}")
        words = words.replace("{region}", r"(?P<owner>[\u4e00-\u9fff]{2,12})", 1).replace("{region}", "(?P=owner)")
        result.append((start, re.compile(words), body))
    return result


def _former() -> dict[str, tuple[int, Body]]:
    return {
        row["written"]: (
            int(row["until"]),
            Body(row["name"], row["written"], row["function_code"], row["kind"], "local"),
        )
        for row in read_table("agency_former_names")
    }


@cache
def vocabulary() -> Vocabulary:
    """The vocabulary, read once per process."""
    national: dict[str, Body] = {}
    local: dict[str, list[Body]] = defaultdict(list)
    places: dict[str, Body] = {}
    for row in read_table("agencies"):
        shorts = [form for form in row["short_names"].split("|") if form]
        body = Body(row["name"], (shorts or [row["name"]])[0], row["function_code"], row["kind"], row["level"])
        forms = [row["name"], *shorts] if row["level"] == "national" else shorts
        for form in forms:
            if row["level"] == "national":
                national.setdefault(form, body)
            elif row["level"] == "place":
                places.setdefault(form, body)
            else:
                local[form].append(body)
    listed = [body for bodies in [*local.values(), [*places.values()]] for body in bodies]
    for body in listed:
        for form in _full_cores(body.template):
            if body not in local[form]:
                local[form].append(body)
    for form, bodies in _composed().items():
        if form not in local:
            # The form written in full names itself; else the first domain that is so abbreviated.
            local[form] = sorted(bodies, key=lambda body: body.template != "{region}" + form)[:1]
    own, own_names = {}, {}
    for row in read_table("agency_local_names"):
        body = Body(row["name"], row["written"], row["function_code"], row["kind"], "local")
        own[row["region_code"], row["written"]] = body
        own_names.setdefault(row["name"], (row["region_code"], body))
    unique = {
        form: body
        for form, body in national.items()
        if form.startswith(_NATIONAL_STARTS) or (form.endswith((*_NATIONAL_ENDS, "公司", "集团")) and form not in local)
    }
    suffixes = {row["suffix"]: row for row in read_table("agency_suffixes")}
    by_name, by_short, by_code = _regions()
    return Vocabulary(
        national=national,
        unique=unique,
        local={form: tuple(bodies) for form, bodies in local.items()},
        places=places,
        own=own,
        own_names=own_names,
        former=_former(),
        around=tuple(_around(dict.fromkeys(listed))),
        domains=frozenset(column("agency_domains", "domain")),
        suffixes=suffixes,
        strong=tuple(suffix for suffix, row in suffixes.items() if row["strength"] == "strong"),
        branch_endings=tuple(column("branch_endings", "ending")),
        endings=tuple(suffixes),
        regions=by_name,
        short_regions=by_short,
        by_code=by_code,
    )
