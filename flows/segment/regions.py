"""Which administrative division a text names, and which one a plan covers.

Finding and resolving are two steps: a mention keeps every division that its words may mean; resolving chooses, and
leaves a name that several divisions carry unresolved unless the surroundings settle it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import ahocorasick

from flows.model import Region
from flows.reference import alternatives, column, longest_first, read_table
from flows.segment.divisions import (
    COUNTRY_CODE,
    full_names,
    lies_in,
    only_one,
    region_of_code,
    short_names,
)

# A name that ends in 区, 市 or 县 and goes on as another word: 河北区域, 磐石市场, 长沙县域.
_SWALLOWED = {"区": "域划间块", "市": "场", "县": "域"}
# How much of a text the inference reads, in characters.
_CONTEXT_REACH = 30_000
# A title names its region first, or behind a year and one of these.
_LEAD_IN = re.compile(
    rf"(?:(?:19|20)\d{{2}}年度?)?(?:关于)?(?:(?:{alternatives('document_words', 'issue')})[《〈“]?)?"
    r"(?:中共|中国共产党)?"
)
_MASK = r"(?:[XxＸ×✕*＊]{1,3}|某)"
# A body named without its region: 市教育局, XX市人民政府, 县委.
_BARE_LEVEL = re.compile(rf"(?:中共)?{_MASK}?(自治州|{alternatives('body_words', 'level')})(?!域|场|划)")
# How a plan speaks of its own territory: 全市, 我县; 全国 and 我国 speak against any.
_OWN_LEVEL = re.compile(rf"[全我](国|{alternatives('body_words', 'level')})(?!域|场|划|级)")
# 结合抚州实际,制定本方案
_OWN_CASE = re.compile(r"结合(?P<place>[一-鿿]{2,12}?)的?实际(?!情况的)")
# Bodies in charge, named by their level alone: (牵头单位:市教育局, 配合单位:市委组织部、市编办).
_OWN_BODY = re.compile(
    r"(?<=[(（、，,:：])(省|市|州|县|旗|区)(?=(?:委|政府|[一-鿿]{1,10}?[局委办厅部])[一-鿿]{0,4}[、，,;；)）])"
)
# 新县2022年…, 新县教育局; but 新县城建设, 老城区改造
_OPENS_AS_DIVISION = re.compile(
    r"(?P<name>[一-鿿]{1,2}县(?![城域市区])|[一-鿿]{1,3}区(?=人民政府|政府|委|(?:19|20)\d\d年|[一-鿿]{2,8}(?:局|办公室)$))"
)
_LEVELS = {
    "省": ("province",),
    "自治区": ("province",),
    "市": ("prefecture", "county", "province"),
    "州": ("prefecture",),
    "自治州": ("prefecture",),
    "盟": ("prefecture",),
    "县": ("county",),
    "旗": ("county",),
    "区": ("county",),
}
# A region is inferred when it has this much evidence (a name that only it explains counts 1) and this lead.
_MIN_EVIDENCE, _MIN_LEAD = 0.99, 1.4
# A plan that says neither title nor issuer speaks of its own territory at least so often.
_MIN_OWN_LEVEL = 3
_OWN_NAME_CAP = 4
_FEW_PARTS = 2


@dataclass(slots=True)
class RegionMention:
    """The name of a division in a text.

    start/end: characters of the text given to the finder, end exclusive.
    regions: the divisions that the words may mean, current ones first. is_short: without its kind (磐石, 宁夏).
    """

    name: str
    start: int
    end: int
    regions: tuple[Region, ...]
    is_short: bool


@cache
def _automaton() -> ahocorasick.Automaton:
    automaton = ahocorasick.Automaton()
    for is_short, table in ((True, short_names()), (False, full_names())):
        for name, regions in table.items():
            if len(name) > 1:
                automaton.add_word(name, (name, regions, is_short))
    automaton.make_automaton()
    return automaton


@cache
def _ordinary_words() -> frozenset[str]:
    return frozenset(column("region_words", "word"))


def find_regions(text: str) -> list[RegionMention]:
    """All division names in `text`, in order, the longest at each place, without overlaps.

    A name that is an ordinary word too (和平, 新城区) is found only right behind the division it lies in.
    """
    mentions: list[RegionMention] = []
    for last, (name, regions, is_short) in _automaton().iter_long(text):
        start, end = last + 1 - len(name), last + 1
        if not is_short and end < len(text) and text[end] in _SWALLOWED.get(name[-1], ""):
            name, end, is_short = name[:-1], end - 1, True
            regions = short_names().get(name, ())
        inside = _within(regions, mentions[-1].regions) if mentions and mentions[-1].end == start else ()
        if name in _ordinary_words() and not inside:
            continue
        if regions:
            mentions.append(RegionMention(name, start, end, inside or regions, is_short))
    return mentions


def _within(regions: Iterable[Region], parents: Sequence[Region]) -> tuple[Region, ...]:
    return tuple(
        region
        for region in regions
        if any(lies_in(region, parent) and region.code != parent.code for parent in parents)
    )


def resolve_region(
    issuers: Sequence[str],
    title: str | None = None,
    context: str = "",
    hints: Sequence[str] = (),
    year: int | None = None,
    number: str | None = None,
) -> Region | None:
    """The lowest division that a plan covers; null when nothing settles it.

    issuers: the bodies that sign or issue, most reliable first, as written (市教育局 and XX市 count as unresolved).
    title: the plan's title. context: the plan's text, from which a masked or omitted city is inferred: by its own
    name, or as the lowest common parent of the districts named. hints: further strings that name the place, such as
    the name of the site or the issuing body of the metadata block. year: the plan's year, for divisions since renamed.
    number: its 发文字号, whose letter names a province (津市场监管垄〔2021〕5号) when the plan speaks of one.
    """
    context = context[:_CONTEXT_REACH]
    issuing = [leading_region(issuer, year, (title or "", *hints, context)) for issuer in issuers]
    issued = next((region for region in issuing if region and region.code != COUNTRY_CODE), None)
    if issued is None and any(issuing):
        issued = region_of_code(COUNTRY_CODE)
    titled = leading_region(title, year, (*issuers, *hints, context)) if title else None
    if issued and titled and titled.code != COUNTRY_CODE and lies_in(titled, issued):
        return titled
    if issued:
        return issued
    word = _bare_level([*issuers, title or ""])
    if titled and _fits(titled, word):
        return titled
    for hint in hints:
        hinted = leading_region(hint, year)
        if hinted and hinted.code != COUNTRY_CODE and _fits(hinted, word):
            return hinted
    if word is None and title:
        named = [only_one(mention.regions, year=year) for mention in find_regions(title)]
        if named and named[0]:
            return named[0]
    word = word or _own_level(context) or _level_of_bodies(context)
    inferred = (infer_region(context, word) or _lettered(number, word)) if word else None
    return inferred or _own_case(context, year)


def _own_case(context: str, year: int | None) -> Region | None:
    for match in _OWN_CASE.finditer(context):
        region = leading_region(match["place"], year, (context,))
        if region and region.code != COUNTRY_CODE:
            return region
    return None


def _lettered(number: str | None, word: str) -> Region | None:
    """The province that a 发文字号 begins with; 宁 of a plan that speaks of 全市 is a city's and settles nothing."""
    letter = max((letter for letter in _letters() if (number or "").startswith(letter)), key=len, default=None)
    region = region_of_code(_letters()[letter]) if letter else None
    return region if region and _fits(region, word) else None


@cache
def _letters() -> dict[str, str]:
    return {row["letter"]: row["region_code"] for row in read_table("region_letters")}


def leading_region(text: str, year: int | None = None, surroundings: Sequence[str] = ()) -> Region | None:
    """The division whose name opens `text` (behind 中共, 关于印发 and the like); the lowest of a chain (福州市鼓楼区).

    A central body means the country. A name that several divisions carry is settled by those that `surroundings` name.
    """
    text = text.strip()
    start = _LEAD_IN.match(text).end()
    mentions = find_regions(text[start : start + 60])
    if (not mentions or mentions[0].start > 0) and (own := _named_by_word(text[start : start + 60])):
        return only_one(own, year=year) or _settled(own, surroundings)
    if not mentions or mentions[0].start > 0 or mentions[0].regions[0].code == COUNTRY_CODE:
        return region_of_code(COUNTRY_CODE) if _central_pattern().match(text) else None
    last = mentions[0]
    for mention in mentions[1:]:
        if mention.start != last.end or not _within(mention.regions, last.regions):
            break
        last = mention
    return only_one(last.regions, year=year) or _settled(last.regions, surroundings)


def _named_by_word(text: str) -> tuple[Region, ...]:
    """新县2022年…, 城东区人民政府: an ordinary word that opens a title or a body's name, and reads on as a division."""
    match = _OPENS_AS_DIVISION.match(text)
    return full_names().get(match["name"], ()) if match and match["name"] in _ordinary_words() else ()


def _settled(options: Sequence[Region], surroundings: Sequence[str]) -> Region | None:
    for text in surroundings:
        named = [only_one(mention.regions) for mention in find_regions(text)]
        scores = Counter(
            option
            for option in options
            for parent in named
            if parent and parent.code not in (option.code, COUNTRY_CODE) and lies_in(option, parent)
        )
        ranked = scores.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] > ranked[1][1]):
            return ranked[0][0]
    return None


@cache
def _central_pattern() -> re.Pattern:
    return re.compile(longest_first(column("central_bodies", "name")))


def _bare_level(texts: Iterable[str]) -> str | None:
    for text in texts:
        match = _BARE_LEVEL.match(text, _LEAD_IN.match(text).end())
        if match:
            return match[1]
    return None


def _fits(region: Region, word: str | None) -> bool:
    return word is None or region.name.endswith(word) or (word == "州" and region.name.endswith("自治州"))


def _own_level(context: str) -> str | None:
    """The word for its own territory that a text uses; the lowest of them, since 全省 is what a city compares with."""
    counts = Counter(match[1] for match in _OWN_LEVEL.finditer(context))
    most_common = max(counts, key=counts.__getitem__, default=None)
    for words in (
        (most_common,) if most_common == "区" else (),
        ("县", "旗"),
        ("市", "州", "盟"),
        ("省", "自治区", "区"),
    ):
        word = max(words, key=counts.__getitem__, default=None)
        if word and counts[word] >= max(_MIN_OWN_LEVEL, counts["国"] / 4):
            return word
    return None


def _level_of_bodies(context: str) -> str | None:
    ranked = Counter(match[1] for match in _OWN_BODY.finditer(context)).most_common(1)
    return ranked[0][0] if ranked and ranked[0][1] >= _MIN_OWN_LEVEL else None


def infer_region(context: str, word: str) -> Region | None:
    """The division of the kind `word` (省 市 县 区 …) that a text is about without saying so.

    Evidence is a division's own name, and the names of the divisions directly below it; a name that several divisions
    carry counts for each of them in part. Null unless one division stands out.
    """
    named = _named(context)
    own: Counter[Region] = Counter()
    below: dict[Region, dict[Region, float]] = {}
    for options, count in named:
        for region in options:
            own[region] += count / len(options)
            parent = region_of_code(region.parent_code or "")
            if parent and region.level != "province":
                below.setdefault(parent, {})[region] = 1 / len(options)
    scores = {
        region: min(own[region], _OWN_NAME_CAP) + sum(below.get(region, {}).values())
        for region in {*own, *below}
        if region.level in _LEVELS[word] and _fits(region, word)
    }
    # A city named again and again speaks of itself, not for the prefecture above it.
    for region, parts in below.items():
        if (
            region in scores
            and len(parts) <= _FEW_PARTS
            and any(own[part] > own[region] for part in parts if part in scores)
        ):
            del scores[region]
    ranked = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0].code))
    if not ranked or ranked[0][1] < _MIN_EVIDENCE:
        return None
    best, score = ranked[0]
    rivals = [value for region, value in ranked[1:] if not lies_in(region, best) and not lies_in(best, region)]
    return best if not rivals or score >= _MIN_LEAD * rivals[0] else None


def _named(context: str) -> list[tuple[tuple[Region, ...], int]]:
    """The divisions that each full name may mean, with how often it stands; a short name counts with its full one."""
    counts: Counter[tuple[Region, ...]] = Counter()
    short: Counter[tuple[Region, ...]] = Counter()
    for mention in find_regions(context):
        chosen = only_one(mention.regions)
        options = (chosen,) if chosen else mention.regions
        if options[0].code != COUNTRY_CODE:
            (short if mention.is_short and options[0].level == "county" else counts)[options] += 1
    return [(options, count + short[options]) for options, count in counts.items()]
