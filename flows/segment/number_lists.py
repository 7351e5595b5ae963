"""Numbers that share their words with others: lists, 分别, verbs and heads that stand before an earlier number."""

import re
from dataclasses import replace

from flows.model import Quantity
from flows.reference import alternatives, words_of
from flows.segment.clauses import HELD, TIME, Layout
from flows.segment.indicator import Indicator, Place, Range
from flows.segment.listed_classes import are_classes, past_class, past_thing, topic_of_class, with_class_swapped
from flows.segment.owners import (
    subject_of,
    with_clause_before,
    with_earlier_owner,
    with_owner,
    without_keep,
    without_state,
)
from flows.segment.parts import is_bare
from flows.segment.phrases_after import noun_after
from flows.segment.phrases_before import noun_before
from flows.segment.word_roles import (
    ACTING,
    ADVERB,
    COORDINATOR,
    REACH,
)
from flows.segment.words import Word

_MEASURE = re.compile(rf"(?:{alternatives('indicator_words', 'share')})$")
_MEASURE_BEFORE = re.compile(rf"[\u4e00-\u9fff]{{2,20}}?(?:{alternatives('indicator_words', 'share_head')})")
_MEASURE_WITHIN = re.compile(
    rf"([\u4e00-\u9fff]{{2,20}}(?:{alternatives('indicator_words', 'share_head')}))([\u4e00-\u9fff]{{2,8}})"
)
# 师生比小学达到1:19、初中达到1:13.5
_MEASURES_BEFORE = {"percent": _MEASURE_BEFORE, "ratio": re.compile(r"[一-鿿]{1,6}比(?:例)?")}
# 公用经费标准小学提高到720元: what is paid stands before for whom.
# 人均…, 单位…: for what a measure is reckoned.
_PER = words_of("indicator_words", "per")
_PAID = re.compile(r"[\u4e00-\u9fff]{2,20}(?:标准|工资|单价)")
_PAID_WITHIN = re.compile(r"([\u4e00-\u9fff]{2,20}(?:标准|工资|单价))([\u4e00-\u9fff]{2,6})")
_SHORT = 4
# 国家级、省级示范校: a member that needs the head of the last.
_MODIFIER = re.compile(r"(?:[级型类性属籍制内外办]|国家|全国)$")
# 其中蔬菜1个
_LONGEST_PART = 8
_TOWN_AND_COUNTRY = ("城镇", "农村")
_WHEN = REACH | ADVERB | {TIME, "到", "至", ",", "年", "底", "前"}
# 新能源、新材料两大产业集群
_SUMMED_UP = re.compile(r"(?P<list>[一-鿿“”、和]{4,60}?)(?:等)?[两二三四五六七八九十]大(?P<head>[一-鿿]{2,10})")
_MEMBER = re.compile(r"[^、和]+")
# 每千人口拥有, 每万名老人配备
_PER_HEAD = re.compile(r"每[一二三四五六七八九十百千万\d]*[一-鿿]{0,6}?(?:拥有|配备|配有|有)|每[百千万]人口?")
_STOCK = words_of("indicator_words", "stock")
_RANKED = re.compile(r"(?:(?:国家|[省市区县州镇乡校院]|自治区)级|(?:国家)?\d?A级)(?:及?以上)?")
# Another count, joined to a rank.
_NEXT_COUNT = re.compile(r"[、和及与]\d[\d.]*[个项所家名处座条门]")
_INVESTMENT = re.compile(r"(?:年度?)?(?:计划|总|完成)?投资(?:额)?")
_MEASURE_WORD = re.compile(rf"(?:{alternatives('indicator_words', 'amount')})$")
_CAPPED = re.compile(r"[一-鿿]{0,4}(?:额度|限额|金额|额)")
# 符合条件的: says for whom without naming them.
_ELIGIBLE = re.compile(alternatives("target_exclusions", "eligible"))
_PRICE = re.compile(r"[价费率薪资额标准]$")
_PRICED = re.compile(
    rf"(?:{alternatives('indicator_words', 'reprice')})[一-鿿]{{0,8}}?"
    rf"([一-鿿]{{2,6}}(?:{alternatives('indicator_words', 'price')})),"
)
_USED_FOR = re.compile(r"(?:专项)?用于[一-鿿]{2,16}")
_WORK = re.compile(rf"(?:项目|工程)(?:新?(?:{alternatives('target_exclusions', 'project_step')})|建设)?$")


def distribute(layout: Layout, found: Indicator, phrase: Range, listed: int) -> Indicator:
    """A和B达到x和y: one member of the phrase for each of the `listed` numbers; unchanged when they do not pair."""
    members = members_of(layout, phrase, listed)
    return replace(found, pieces=members[0], members=members) if members else found


def members_of(layout: Layout, phrase: Range, listed: int) -> tuple[tuple[Range | str, ...], ...]:
    """The joined members of a phrase, each with the head or modifier that they share; empty unless `listed` many."""
    if listed == len(_TOWN_AND_COUNTRY) and layout.text.startswith("城乡", phrase[0]):
        # 城乡居民收入分别增长7%和8%
        return tuple(((phrase[0], phrase[0]), word, (phrase[0] + 2, phrase[1])) for word in _TOWN_AND_COUNTRY)
    parts = _parts(layout.words(*phrase))
    if listed < 2 or len(parts) != listed:
        return ()
    return tuple(_shared(parts, index) for index in range(len(parts)))


def _parts(words: list[Word]) -> list[list[Word]]:
    parts: list[list[Word]] = [[]]
    for index, word in enumerate(words):
        # 本科及以上学历
        is_bound = word.text == "及" and words[index + 1 :] and words[index + 1].text.startswith(("以上", "以下"))
        if word.text in COORDINATOR and not is_bound:
            parts.append([])
        else:
            parts[-1].append(word)
    return [part for part in parts if part]


def _shared(parts: list[list[Word]], index: int) -> tuple[Range, ...]:
    """One part with the head of the last (城镇和农村居民收入) or the modifier of the first (增加值能耗、水耗)."""
    part, first, last = parts[index], parts[0], parts[-1]
    own = (part[0].start, part[-1].end)
    is_measure = _MEASURE_WORD.search(part[-1].text) is not None
    position = next((place for place, word in enumerate(last) if word.text == "的"), None)
    if part is not last and len(part) == 1 and len(last) > 1 and are_classes(part[0].text, last[0].text):
        # 小学、初中专任教师学历比例
        return own, (last[1].start, last[-1].end)
    same_end = next((place + 1 for place, word in enumerate(last[:-1]) if word.text[-1] == part[-1].text[-1]), None)
    if part is not last and same_end and not is_measure and len(part) == 1 and _MEASURE_WORD.search(last[-1].text):
        # 氮氧化物、挥发性有机物|排放总量
        return own, (last[same_end].start, last[-1].end)
    is_alike = bool(position) and last[position - 1].text == part[-1].text
    needs_head = is_alike or _MODIFIER.search(part[-1].text) or (not is_measure and _MEASURE_WORD.search(last[-1].text))
    if part is not last and needs_head and len(last) > 1:
        is_modifier = len(part) == 1 and _MODIFIER.search(part[-1].text)
        per_head = next((place for place, word in enumerate(last) if place and word.text in _PER), None)
        # 新认定的国家级、省级|企业技术中心
        both_ranked = _RANKED.fullmatch(part[-1].text) and _RANKED.fullmatch(last[0].text)
        tail = last[1 if both_ranked else min(len(part), len(last) - 1) :]
        if position and not is_modifier:
            tail = last[position:]
        elif per_head:
            # 居民医保和公共卫生服务经费|人均财政补助标准
            tail = last[per_head:]
        return own, (tail[0].start, last[-1].end)
    if part is not first and len(first) > 2 and first[0].text in _PER and part[0].text not in _PER:
        # 单位国内生产总值能耗、二氧化碳排放
        return (first[0].start, first[-2].end), own
    if part is not first and len(first) > 1 and first[0].text in _STOCK:
        # 出栏牛、羊、肉兔
        return (first[0].start, first[0].end), own
    led = next((place for place, word in enumerate(first[:-1]) if place and _MEASURE.search(word.text)), None)
    if part is not first and led is not None and not any(_MEASURE.search(word.text) for word in part):
        # 专职教师比例|小学和初中
        return own, (first[0].start, first[led].end)
    if part is not first and is_measure and len(first) > 1 and _length(first) > _length(part) + 1:
        return (first[0].start, first[-2].end), own
    return (own,)


def _length(words: list[Word]) -> int:
    return words[-1].end - words[0].start


def _head_ahead(layout: Layout, found: Indicator) -> Range | None:
    """What the next number counts, behind its rank."""
    following = _NEXT_COUNT.match(layout.skeleton, found.span()[1])
    if following is None:
        return None
    phrase = noun_after(layout, following.end(), layout.clause(following.end())[1])
    rank = _RANKED.match(layout.text, phrase.start, phrase.end)
    return (rank.end(), phrase.end) if rank and rank.end() < phrase.end else None


def complete(layout: Layout, quantity: Quantity, found: Indicator, place: Place) -> Indicator:
    """Add the words that stand before an earlier number: 新增班级138个,学位4950个; 比例高中达到40%、初中达到30%."""
    earlier = place.earlier
    noun = found.read(layout.text)
    if earlier is not None and _RANKED.fullmatch(noun) and (rank := _RANKED.match(layout.text, *earlier.noun)):
        # 省级以上示范社达到6家,区级以上达到10家
        return replace(found, pieces=(*found.pieces, (rank.end(), earlier.noun[1])), noun=earlier.noun)
    if _RANKED.fullmatch(noun) and (head := _head_ahead(layout, found)):
        # 2个国家级和22个省级区域医疗中心
        return replace(found, pieces=(*found.pieces, head))
    if receiver := _capped_receiver(layout, quantity, noun):
        return replace(found, pieces=(receiver, *found.pieces))
    is_said = found.linked or (
        quantity.kind == "percent"
        and (quantity.comparator in ("le", "ge", "lt", "gt") or _measured_nearby(layout, quantity, found, place))
    )
    needs_measure = is_said and found.basis == "level" and _lacks_measure(quantity, noun)
    if priced := _priced(layout, quantity, found, noun):
        return priced
    if earlier is not None and (part := _part_of_before(layout, quantity, found, earlier)):
        return part
    if topic := topic_of_class(layout, quantity, noun, earlier):
        return replace(found, pieces=(topic, *found.pieces))
    if swapped := with_class_swapped(layout, found, noun, earlier):
        return swapped
    if earlier is None and (owned := with_owner(layout, quantity, found, place.beside)):
        return _over_members(layout, quantity, owned, place.listed)
    if earlier is None and found.keep is not None and noun == found.keep.text:
        return with_clause_before(layout, quantity, found)
    if earlier is None:
        return _with_measure_before(layout, quantity, found) if needs_measure else found
    if found.keep is not None and noun == found.keep.text:
        return replace(found, pieces=(without_keep(layout, earlier.noun), *found.pieces), noun=earlier.noun)
    if earlier.keep is not None and found.unled and quantity.kind == "count" and noun in ACTING:
        # 新建5处停车场,改造10处
        return replace(found, pieces=(*found.pieces, without_keep(layout, earlier.noun)), noun=earlier.noun)
    if per := _per_of(layout, quantity, found, place):
        return replace(found, pieces=(per, *found.pieces))
    # 新建起降点159个,总规模达205个
    if owned := with_earlier_owner(layout, found, place):
        return owned
    opened = earlier.keep is not None and any(piece[0] == earlier.keep.start for piece in earlier.pieces if piece[0:1])
    # 在建项目20个,在营门店50家: each says its own state
    opened = opened and not noun.startswith("在")
    if found.unled and found.keep is None and opened and quantity.kind in ("count", "other"):
        gap = layout.skeleton[place.low : found.span()[0]]
        if not found.linked and not gap.strip("、,和及") and (gap or quantity.kind == "count"):
            return replace(found, pieces=((earlier.keep.start, earlier.keep.end), *found.pieces), keep=earlier.keep)
    if quantity.kind == "money" and _INVESTMENT.fullmatch(noun):
        thing = without_state(layout, earlier.noun)
        if _WORK.search(layout.text, *thing):
            return replace(found, pieces=(thing, *found.pieces), noun=thing)
    if needs_measure:
        for piece in reversed(earlier.pieces):
            if isinstance(piece, str):
                continue
            pattern = _MEASURES_BEFORE.get(quantity.kind, _PAID)
            if match := pattern.search(layout.text, *piece):
                measure = past_class(layout.text, match.span(), noun)
                shared = past_thing(layout.text, measure, noun)
                members = tuple((*member, shared) for member in found.members)
                return replace(found, pieces=(*found.pieces, shared), members=members)
    return found


def _over_members(layout: Layout, quantity: Quantity, owned: Indicator, listed: int) -> Indicator:
    """新能源、新材料两大产业集群,产值分别突破300亿元和200亿元: to each of those that a sum names its own number."""
    owner, *measure = owned.pieces
    clause, _ = layout.clause(quantity.start)
    if listed < 2 or isinstance(owner, str) or "分别" not in layout.text[clause : quantity.start]:
        return owned
    summed = _SUMMED_UP.fullmatch(layout.text, *owner)
    named = list(_MEMBER.finditer(layout.text, *summed.span("list"))) if summed else []
    if summed is None or len(named) != listed:
        return owned
    members = tuple((member.span(), summed.span("head"), *measure) for member in named)
    return replace(owned, pieces=members[0], members=members)


def _per_of(layout: Layout, quantity: Quantity, found: Indicator, place: Place) -> Range | None:
    """每千人口拥有医师3.2人、护士3.8人: for how many the first of a list is reckoned, so are the others."""
    first = place.earlier.pieces[0]
    gap = layout.skeleton[place.low : found.span()[0]].strip()
    if (
        isinstance(first, str)
        or quantity.kind != "count"
        or gap not in ("", "、")
        or "、" not in layout.skeleton[place.low - 1 : found.span()[0]]
    ):
        return None
    per = _PER_HEAD.match(layout.text, *first)
    return per.span() if per else None


def _measured_nearby(layout: Layout, quantity: Quantity, found: Indicator, place: Place) -> bool:
    """报销比例三级医院85%、二级医院87%, 报销比例为县外医疗机构45%: of whom a measure is, beside or behind it."""
    first, _ = found.span()
    if place.earlier is None:
        return _MEASURE_WITHIN.fullmatch(found.read(layout.text)) is not None or (
            layout.text[first - 1 : first] in ("为", ":") and _MEASURE.search(layout.text, 0, first - 1) is not None
        )
    # 县级医院75%(其中县中医院90%)、乡镇医院90%: past what stands in brackets
    measure = place.earlier.pieces[-1]
    is_composed = len(place.earlier.pieces) > 1 and not isinstance(measure, str)
    gap = layout.skeleton[place.low : first].strip(f"、,和及{HELD}")
    return is_composed and gap in ("", "其中") and _MEASURE.search(layout.text, *measure) is not None


def _capped_receiver(layout: Layout, quantity: Quantity, noun: str) -> Range | None:
    """合伙创业的,贷款额度最高不超过90万元: the clause before says for whom the cap holds."""
    start, _ = layout.clause(quantity.start)
    if quantity.kind != "money" or quantity.comparator != "le" or not _CAPPED.fullmatch(noun) or not start:
        return None
    first, last = layout.clause(start - 1)
    if layout.text[start - 1] != "," or not layout.text.endswith("的", first, last):
        return None
    return None if _ELIGIBLE.search(layout.text, first, last) else (first, last - 1)


def _priced(layout: Layout, quantity: Quantity, found: Indicator, noun: str) -> Indicator | None:
    """提高粮食最低收购价,早籼稻每50公斤提高3元,小麦提高3元: what is paid for each, from before in the sentence."""
    if quantity.kind != "money" or found.basis == "level" or len(noun) > _SHORT or _PRICE.search(noun):
        return None
    start, _ = layout.sentence(quantity.start)
    prices = list(_PRICED.finditer(layout.skeleton, start, layout.clause(quantity.start)[0]))
    if not prices:
        return None
    price = prices[-1].span(1)
    members = tuple((*member, price) for member in found.members)
    return replace(found, pieces=(*found.pieces, price), members=members)


def _lacks_measure(quantity: Quantity, noun: str) -> bool:
    if quantity.kind == "percent":
        return not _MEASURE.search(noun)
    if quantity.kind == "ratio":
        return "比" not in noun
    return quantity.kind == "money" and (
        len(noun.partition("(")[0]) <= _SHORT or _PAID_WITHIN.fullmatch(noun) is not None
    )


def _with_measure_before(layout: Layout, quantity: Quantity, found: Indicator) -> Indicator:
    """副高级岗位比例高中达到40%: the measure stands before what it is measured of."""
    if len(found.pieces) == 1 and not isinstance(found.pieces[0], str):
        pattern = _MEASURE_WITHIN if quantity.kind == "percent" else _PAID_WITHIN
        within = pattern.fullmatch(layout.text, *found.pieces[0])
        if within:
            return replace(found, pieces=(within.span(2), within.span(1)), noun=within.span(1))
    first = found.span()[0]
    start = max(layout.sentence(quantity.start)[0], first - 26)
    measures = list(_MEASURE_BEFORE.finditer(layout.skeleton, start, first))
    if measures and measures[-1].end() >= first - 3:
        phrase = noun_before(layout.words(*measures[-1].span()))
        if phrase:
            return replace(found, pieces=(*found.pieces, (phrase.start, phrase.end)))
    return found


def _part_of_before(layout: Layout, quantity: Quantity, found: Indicator, earlier: Indicator) -> Indicator | None:
    """项目投资增长6%,其中制造业占比70%; 生产基地2个,其中蔬菜1个: a part of what was said before; null for others."""
    start, _ = layout.clause(quantity.start)
    noun = found.read(layout.text)
    first, last = found.span()
    # The first part stands behind 其中; the next ones follow one that was found to be a part.
    follows = earlier.pieces[1:] == (earlier.noun,) and layout.text.startswith("其中", start)
    if found.keep is not None or not (follows or layout.text.endswith("其中", start, first)):
        return None
    if noun.endswith("占比") and not noun.endswith("的占比"):
        return replace(found, pieces=((first, last - 2), "占", earlier.noun), noun=earlier.noun)
    if quantity.kind not in ("count", "money"):
        return None
    counted = re.search(
        rf"[\d万亿多余]{re.escape(quantity.unit)}[^\d。;]{{0,2}}$", layout.text[max(0, start - 12) : start]
    )
    if not counted or not is_bare(noun, layout.text[slice(*earlier.noun)], _LONGEST_PART):
        return None
    return replace(found, pieces=(*found.pieces, earlier.noun), noun=earlier.noun)


def _of_term(layout: Layout, earlier: Indicator) -> Range | None:
    """单个项目贴息期不超过3年,最高500万元: the sum is of what the term before is."""
    first, last = earlier.noun
    if earlier.pieces != (earlier.noun,) or last - first < _SHORT or layout.text[last - 1] != "期":
        return None
    return first, last - 1


def _says_only_when(layout: Layout, quantity: Quantity) -> bool:
    """到2027年,力争达到|360亿元: nothing but when and how surely stands before the number in its sentence."""
    words = layout.words(layout.sentence(quantity.start)[0], quantity.start)
    reaches = quantity.comparator != "eq" or any(word.text in REACH for word in words)
    return bool(words) and reaches and all(word.text in _WHEN for word in words)


# 2.城乡配电网工程。全年力争完成0.4亿元: the unit's first sentence names the works.
_WORKS_NAMED = re.compile(r"(?:^|\n)[^。;:,\n\d]{2,20}(?:工程|项目|基地|园区)。$")


def inherit(layout: Layout, quantity: Quantity, basis: str, linked: bool, place: Place) -> Indicator | None:
    """A clause whose number lacks its thing takes it from the number or the clause before."""
    earlier = place.earlier
    if earlier is not None:
        gap = layout.skeleton[place.low : quantity.start]
        listed = not gap.strip("、,和及与") and ("," not in gap or bool(earlier.members))
        spent = _USED_FOR.match(layout.skeleton, quantity.end) if quantity.kind == "percent" and not linked else None
        if spent and not gap.strip("、,"):
            # 补助标准增加40元,一半用于大病保险
            return replace(earlier, pieces=(*earlier.pieces, spent.span()), basis="level", comparator=None)
        if listed and earlier.members:
            rest = earlier.members[1:]
            return replace(earlier, pieces=rest[0] if rest else earlier.pieces, members=rest)
        if linked and 1 < place.listed <= len(place.stated) and "分别" in gap:
            members = tuple(stated.pieces for stated in place.stated[-place.listed :])
            return replace(earlier, pieces=members[0], basis=basis, linked=True, comparator=None, members=members)
        if quantity.kind == "money" and (span := _of_term(layout, earlier)):
            return replace(earlier, pieces=(span,), basis=basis, linked=True, comparator=None, noun=span)
        pieces = earlier.pieces
        if quantity.kind == "money" and "占" in pieces[1:]:
            # 按购置额的12%给予补助,最高300万元: the sum has no base
            pieces = pieces[: pieces.index("占")]
        return replace(earlier, pieces=pieces, basis=earlier.basis if listed else basis, linked=True, comparator=None)
    if place.beside is not None and _says_only_when(layout, quantity):
        # 2026年产值达到300亿元;2027年达到360亿元
        return replace(place.beside, basis=basis, linked=True, comparator=None)
    start, end = layout.clause(quantity.start)
    is_cell = (start, end) == (quantity.start, quantity.end)
    named = linked and quantity.kind == "money" and _WORKS_NAMED.search(layout.text, 0, start) is not None
    if start == 0 or (layout.text[start - 1] not in (",:\n" if is_cell else ",:") and not named):
        return None
    noun = subject_of(layout.words(*layout.clause(start - 1)))
    if not noun:
        return None
    return Indicator(((noun.start, noun.end),), basis, linked, (noun.start, noun.end), noun.keep)
