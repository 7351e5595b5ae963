"""Bodies and their roles in a unit of a plan: who leads, who supports.

`find_agencies` reads one unit; `settle_agencies` looks once more at all mentions of a document, for a short form is
certain when the document also writes the name out (文广旅局 beside 市文化广播电视和旅游局).
"""

import re
from collections.abc import Iterable, Mapping

from flows.model import AgencyMention, PlanContext
from flows.reference import alternatives
from flows.segment.agency_names import UNRESOLVED, Resolved, resolve_agency, with_resolution
from flows.segment.agency_vocabulary import vocabulary
from flows.segment.assignments import find_assignments
from flows.segment.leaders import duty_head
from flows.segment.role_cues import lead_rule

__all__ = [
    "agency_context",
    "find_agencies",
    "find_duty_bodies",
    "is_duty_section",
    "lead_rule",
    "settle_agencies",
]

_DUTY_SECTION = re.compile(
    rf"(?:{alternatives('role_cues', 'divided')})分工|(?:部门|单位|工作|主要)职责|^职责$|职责任务"
)
_LEVELS = ("自治区", "省", "市", "州", "盟", "县", "区", "旗")
_OWNER = re.compile(r"^(?:自治区|[省市县区州旗](?![局委办]))")
# 茂林镇党政办公室: 镇 in its plans is 茂林镇.
_TOWNSHIP = re.compile(r"[一-鿿]{1,8}?(镇|乡|街道)(?=[一-鿿]{2,8}$)")
_OWN_ORGANS = frozenset(level + organ for level in _LEVELS for organ in "局厅")
_UNIT = re.compile(r"(?!各|机关|有关|相关|[省市县区州旗盟镇乡])[一-鿿]{2,14}(?:[处科室股局]|中心|支队|总队|大队)")
_DIVISION = re.compile(rf"(?={_UNIT.pattern}$)[一-鿿]{{2,14}}[处科室股]")
_FEWEST_DIVISIONS = 2
# 环境与国土资源局(以下简称“区环土局”).
_DEFINITION = re.compile(
    r"(?P<full>[\u4e00-\u9fff]{4,30})\((?:以下)?(?:统一)?简称:?[“\"]?(?P<short>[\u4e00-\u9fff]{2,14})[”\"]?(?:,下同)?\)"
)


def find_agencies(
    text: str, context: PlanContext, column_role: str | None = None, known_bodies: Mapping[str, str] | None = None
) -> list[AgencyMention]:
    """The bodies with a role in `text` (one unit's folded text), in text order; offsets count its characters.

    column_role: lead, support or lead_first (the first body leads) when the text is such a cell of a task table.
    known_bodies: written form → full name as the document gives them (`agency_context`).
    """
    return [
        _mention(text, assignment.role, assignment.start, assignment.end, context, known_bodies)
        for assignment in find_assignments(text, column_role, context.lead_rule)
    ]


def find_duty_bodies(
    text: str, context: PlanContext, known_bodies: Mapping[str, str] | None = None
) -> list[AgencyMention]:
    """The named bodies that head a unit of a 职责分工 section (see `is_duty_section`): they lead it."""
    return [_mention(text, "lead", start, end, context, known_bodies) for start, end in duty_head(text)]


def is_duty_section(heading: str | None) -> bool:
    """The heading says that the units below list the duties of one body each."""
    return bool(heading) and _DUTY_SECTION.search(heading) is not None


def _mention(
    text: str, role: str, start: int, end: int, context: PlanContext, known_bodies: Mapping[str, str] | None
) -> AgencyMention:
    words = text[start:end].replace("\n", "")
    return with_resolution(AgencyMention(words, role, start, end), resolve_agency(words, context, known_bodies))


def agency_context(text: str, context: PlanContext, issuers: Iterable[AgencyMention] = ()) -> dict[str, str]:
    """What the document says about its own names of bodies: written form → full name, for `known_bodies`.

    Holds the short forms that `text` (the whole document, folded) defines (…局(以下简称区环土局)), the issuing
    department by the kind of its organ alone (省局 in a notice of 江西省市场监管局), the township that issues it as 镇.
    """
    result = {}
    for issuer in issuers:
        if issuer.name and issuer.region_code and issuer.name.endswith(("局", "厅")):
            region = vocabulary().by_code[issuer.region_code].name
            # 平潭综合实验区…局 stands for a county.
            level = next(level for level in _LEVELS if region.endswith(level)) if region in issuer.name else "区"
            result[level + issuer.name[-1]] = issuer.name
        if township := _TOWNSHIP.match(issuer.mention):
            result[township[1]] = township.group()
    for found in _DEFINITION.finditer(text) if "简称" in text else ():
        full = resolve_agency(found.group("full"), context).name
        if full and found.group("short") not in ("省", "市", "区", "县"):
            result[found.group("short")] = full
    return result


def settle_agencies(
    mentions: Iterable[AgencyMention], context: PlanContext, known_bodies: Mapping[str, str] | None = None
) -> list[AgencyMention]:
    """Resolve short forms by the full names that the same document writes; everything else is unchanged.

    known_bodies: as `agency_context` gives them; where a department gives work to its own divisions (基教科、人事科),
    they are units of it. Territories listed before a government (徐汇区、嘉定区政府) are governments.
    """
    mentions = _with_territories(_with_divisions(list(mentions), context, known_bodies or {}), context)
    written_out: dict[str, Resolved] = {}
    for mention in mentions:
        bare = _bare(mention.mention)
        if bare not in written_out and mention.name and mention.name.endswith(bare) and len(bare) > 4:
            written_out[bare] = resolve_agency(mention.mention, context)
    settled: dict[str, Resolved] = {}
    result = []
    for mention in mentions:
        if mention.mention not in settled:
            settled[mention.mention] = _settle(mention, written_out)
        found = settled[mention.mention]
        result.append(mention if found is UNRESOLVED else with_resolution(mention, found))
    return result


def _with_divisions(
    mentions: list[AgencyMention], context: PlanContext, known_bodies: Mapping[str, str]
) -> list[AgencyMention]:
    """With the divisions of the issuing department resolved: 登记注册局 beside 行政审批处 and 计量处."""
    own = next((written for written in known_bodies if written in _OWN_ORGANS), None)
    unresolved = {one.mention for one in mentions if one.name is None}
    if own is None or sum(_DIVISION.fullmatch(words) is not None for words in unresolved) < _FEWEST_DIVISIONS:
        return mentions
    inside = {
        words: resolve_agency(own + words, context, known_bodies) for words in unresolved if _UNIT.fullmatch(words)
    }
    return [
        with_resolution(one, inside[one.mention]) if one.name is None and one.mention in inside else one
        for one in mentions
    ]


def _with_territories(mentions: list[AgencyMention], context: PlanContext) -> list[AgencyMention]:
    """With the governments of territories in a list that ends in one: 浦东新区、徐汇区、嘉定区政府."""
    result: list[AgencyMention] = []
    following: AgencyMention | None = None
    for mention in reversed(mentions):
        is_listed = following is not None and following.start == mention.end + 1 and following.role == mention.role
        if mention.name is None and is_listed and following.function_code == "government":
            mention = with_resolution(mention, resolve_agency(f"{mention.mention}人民政府", context))
        following = mention
        result.append(mention)
    return result[::-1]


def _bare(words: str) -> str:
    return _OWNER.sub("", words)


def _settle(mention: AgencyMention, written_out: Mapping[str, Resolved]) -> Resolved:
    """The one body written out of which the mention is an abbreviation: its characters in order, same function."""
    short = _bare(mention.mention)
    if short in written_out or len(short) > 8 or len(short) < 3:
        return UNRESOLVED
    candidates = [
        full
        for words, full in written_out.items()
        if _abbreviates(short, words)
        and (mention.function_code in (None, full.function_code))
        and mention.region_code in (None, full.region_code)
    ]
    return candidates[0] if len({full.name for full in candidates}) == 1 else UNRESOLVED


def _abbreviates(short: str, full: str) -> bool:
    """The characters of `short` stand in `full` in order, with the first and the last in the same place."""
    if len(short) >= len(full) or short[0] != full[0] or short[-1] != full[-1]:
        return False
    rest = iter(full)
    return all(character in rest for character in short)
