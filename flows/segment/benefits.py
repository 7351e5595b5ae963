"""Indicators of benefits: who receives what (对省级示范园给予一次性奖补50万元 = 省级示范园一次性奖补)."""

import re
from dataclasses import replace

from flows.model import Quantity
from flows.reference import alternatives, words_of
from flows.segment.clauses import TIME, Layout
from flows.segment.indicator import Indicator, Place, Range
from flows.segment.number_lists import members_of
from flows.segment.phrases import Phrase
from flows.segment.phrases_after import noun_after
from flows.segment.phrases_before import noun_before
from flows.segment.word_roles import ADVERB, REACH

_BENEFIT = re.compile(rf"(?:一次性)?(?:{alternatives('indicator_words', 'benefit')})(?:资金|经费|标准)?")
# 30万元、10万元奖励, 50万元、20万元创业补贴
_SUM = r"(?:[、和及]\d[\d.]*[万亿]?元)"
_BENEFIT_AFTER = re.compile(
    rf"{_SUM}{{0,4}}的?(?:{_BENEFIT.pattern})"
    rf"|{_SUM}{{0,4}}的?(?P<named>(?:一次性)?(?:(?!标准|发放|不等|[给予用按进的])[一-鿿“”]){{1,6}}?"
    rf"(?:{alternatives('indicator_words', 'benefit')}))"
    r"(?=[,。;、:()和及并]|$)"
)
# 对贷款利息按7%予以贴息: a rate without a base of its own.
_RATE_AFTER = re.compile(
    rf"(?:的(?:标准|比例))?(?:给予|予以|进行)(?:[一-鿿]{{2,8}}?(?:最高|不超过|最多)[\d.]+[万亿]?元的?)?(?P<benefit>{_BENEFIT.pattern})"
)
_FOR = re.compile(
    r"(?:^|(?<=[,;:。!?\n]))(?:[\u4e00-\u9fff]{0,4}(?:财政|政府|资金))?对(?:于)?(?!接|外|标)([^,;]{2,60}?)"
    rf"(?=,|[省市县区]级(?:财政)?(?:{alternatives('indicator_words', 'giving')})|财政|由"
    rf"|{alternatives('indicator_words', 'giving')}|$)"
)
_SUM_NAME = re.compile(r"(?:金额|总额|额度)$")
_GIVER = re.compile(
    rf"[省市县区]级(?:财政|(?=再|安排|补助|奖励|{alternatives('indicator_words', 'giving')}))|由[^,;]{{2,10}}?|按照?"
    r"|给予|予以"
)
# Not 每个分别, 单次.
_EACH = re.compile(
    rf"(?:{alternatives('indicator_words', 'each_receiver')})(?!分别|最高|累计)[\u4e00-\u9fffA-Za-z]{{1,10}}$"
)
# ,每家OPC每年最高50万元: a cap with nothing but for whom
_EACH_ALONE = re.compile(
    rf"(?:{alternatives('indicator_words', 'each_receiver')})[\u4e00-\u9fffA-Za-z]{{1,8}}?"
    rf"(?:{TIME}|每年|年度|累计|合计|最高)*"
)
# 每家企业每年补助最高…, 单个企业年度资助最高…: who receives it stands before the benefit.
_EACH_BEFORE = re.compile(
    rf"(?:{alternatives('indicator_words', 'each_receiver')})(?!分别)[\u4e00-\u9fffA-Za-z]{{1,8}}?"
    rf"(?={TIME}|每年|年度|每个|每家|给予|最高|累计|(?:{alternatives('indicator_words', 'benefit')}))"
)
# 安排109亿元资金支持再就业, 180万元资金扶持600户: no benefit, but what the money supports.
_SUPPORTED = re.compile(r"[支扶]持(?![并和及或以且同用政等])[一-鿿\d]")
# 加大支持力度,给予…: nobody who could receive anything
_NO_RECEIVER = re.compile(rf"(?:{alternatives('indicator_words', 'no_receiver')})$")
_AGENT = re.compile(rf"(?:{alternatives('indicator_words', 'giver')})$")
# 最高30万元|、最长3年的|创业担保贷款
_TERM_BEHIND = re.compile(r"[、,](?:期限)?(?:最长|不超过|最多)?[\d一二两三四五六十]{1,2}(?:年|个月)期?的(?=[一-鿿])")
_PROVIDED = re.compile(r"[为向对给](?P<who>[^,;。]{2,30}?)(?:提供|发放|给予)(?:最高)?$")
_ADDRESSED_BEHIND = re.compile(
    r"(?:资金)?对(?P<who>[^,;。]{2,20}?)(?:予以|给予|进行)"
    rf"(?P<what>[一-鿿]{{0,4}}(?:{alternatives('indicator_words', 'benefit')}|支持))"
)
_BECOME = re.compile(rf"(?:首次|新|成功)?被?(?:{alternatives('target_exclusions', 'become')})(?=[一-鿿“])")
_BECAME = re.compile(
    rf"(?:对|经)?(?:首次|新|成功)?被?(?:{alternatives('target_exclusions', 'become')})"
    r"(?P<what>[一-鿿A-Za-z“”]{2,24}?)(?:认定|称号|荣誉|评定|命名)?的(?:企业|单位)?"
)
_JOINS = words_of("indicator_words", "joins_condition")
_FIRST = words_of("indicator_words", "before_reached")
_TOTALS = tuple(words_of("indicator_words", "benefit_total"))
# …的, …的企业
_CONDITION_END = re.compile(r"\d[^,;]*的[一-鿿]{0,6}$")
_SHORTEST_MEASURE = 3
_GIVEN_TO = re.compile(
    rf"(?:给予|{alternatives('indicator_words', 'benefit')})(?!最高|一次性|不超过|总额|金额|标准|资金)"
    r"(?P<who>[一-鿿]{2,10})$"
)
_DIGIT = re.compile(r"\d")
_LONGEST_NAME = 10
_LONGEST_RECEIVER, _LONGEST_DESCRIBED = 24, 17


def name_receiver(layout: Layout, quantity: Quantity, found: Indicator | None, place: Place) -> Indicator | None:
    """`found` with the receiver of the benefit before it, when the number is money, or its rate, that is given."""
    if found is not None and quantity.kind == "percent" and found.pieces[1:2] == ("占",):
        return _of_receiver(layout, quantity, found)
    if quantity.kind != "money" and _rate(layout, quantity) is None:
        return found
    if told := _told_behind(layout, quantity):
        return told
    start, _ = layout.sentence(quantity.start)
    benefit = _benefit(layout, quantity, found, start)
    if benefit is None:
        return found
    receiver = _receiver(layout, quantity, start, benefit)
    if receiver is not None:
        receiver = _named_receiver(layout, receiver)
    if receiver is None:
        receiver = _condition_measure(layout, quantity, start) or _person(layout, quantity, benefit)
    listed = not layout.skeleton[place.low : quantity.start].strip("、,和及与")
    if listed and place.earlier is not None and place.earlier.members:
        rest = place.earlier.members[1:]
        return replace(place.earlier, pieces=rest[0] if rest else place.earlier.pieces, members=rest)
    is_inherited = place.earlier is not None and found is not None and found.pieces == place.earlier.pieces
    if is_inherited and not _FOR.search(layout.skeleton, start, quantity.start):
        return found
    if receiver is None:
        covers = found is not None and any(
            piece[0] <= benefit[0] and benefit[1] <= piece[1] for piece in found.pieces if not isinstance(piece, str)
        )
        return found if covers or (found and found.members) else Indicator((benefit,), "level", True, benefit)
    if receiver[1] > benefit[0] >= receiver[0]:
        return found
    if found is not None and receiver[1] < layout.clause(quantity.start)[0] and _names_sum(layout, found):
        # …给予补助,年度补助金额不超过50万元: the clause has a name of its own.
        return found
    found = Indicator((receiver, benefit), "level", True, benefit)
    clause = layout.skeleton[layout.clause(quantity.start)[0] : quantity.start]
    if place.listed > 1 and "分别" in clause and "或" not in layout.text[slice(*receiver)]:
        members = members_of(layout, receiver, place.listed)
        if members:
            members = tuple((*member, benefit) for member in members)
            return replace(found, pieces=members[0], members=members)
    return found


def _told_behind(layout: Layout, quantity: Quantity) -> Indicator | None:
    """提供最高30万元、最长3年的创业担保贷款; 安排2000万元对平台予以算力支持: what the sum is for, behind it."""
    if quantity.kind != "money":
        return None
    clause, end = layout.clause(quantity.start)
    if term := _TERM_BEHIND.match(layout.skeleton, quantity.end, end):
        thing = noun_after(layout, term.end(), end)
        given = _PROVIDED.search(layout.skeleton, clause, quantity.start)
        receiver = noun_before(layout.words(*given.span("who"))) if given else None
        pieces = ((receiver.start, receiver.end),) if receiver else ()
        span = (thing.start, thing.end)
        return Indicator((*pieces, span), "level", True, span) if thing else None
    if addressed := _ADDRESSED_BEHIND.match(layout.skeleton, quantity.end, end):
        return Indicator((addressed.span("who"), addressed.span("what")), "level", True, addressed.span("what"))
    return None


def _of_receiver(layout: Layout, quantity: Quantity, share: Indicator) -> Indicator:
    """新能源公交车,按照计税价格的30%给予补助: a benefit's share of its base, with who receives it where said."""
    benefit, base = share.pieces[0], share.pieces[-1]
    if isinstance(benefit, str) or isinstance(base, str) or benefit[0] < base[0]:
        # 人数占总人口: the thing before its base
        return share
    receiver = _receiver(layout, quantity, layout.sentence(quantity.start)[0], benefit)
    receiver = _named_receiver(layout, receiver) if receiver is not None else None
    is_other = receiver is not None and receiver[1] <= base[0]
    return replace(share, pieces=(receiver, *share.pieces)) if is_other else share


def _named_receiver(layout: Layout, receiver: Range) -> Range | None:
    """The receiver without how it became one (新认定为|“老字号”企业); null where it is told at length, or by a number.

    取得基础电信业务经营许可证的企业, 新建5家以上门店.
    """
    become = _BECOME.match(layout.text, *receiver)
    start = become.end() if become else receiver[0]
    name = layout.text[start : receiver[1]]
    longest = _LONGEST_DESCRIBED if "的" in name else _LONGEST_RECEIVER
    return (start, receiver[1]) if len(name) <= longest and not _DIGIT.search(name) else None


def _condition_measure(layout: Layout, quantity: Quantity, start: int) -> Range | None:
    """对年营业收入首次突破1亿元、5亿元的,分别给予…: of the condition before the clause what it measures."""
    own, _ = layout.clause(quantity.start)
    end = own
    while end > start and layout.text[end - 1] == ",":
        first, last = layout.clause(end - 1)
        words = layout.words(first, last)
        joins = bool(words) and words[0].text in _JOINS
        if end == own and not (joins or _CONDITION_END.search(layout.skeleton, first, last)):
            return None
        number = _DIGIT.search(layout.skeleton, first, last)
        if number and not joins:
            words = layout.words(first, number.start())
            while words and (words[-1].text in REACH or words[-1].text in ADVERB or words[-1].text in _FIRST):
                words = words[:-1]
            measure = noun_before(words)
            is_named = _SHORTEST_MEASURE <= len(measure) <= _LONGEST_RECEIVER
            is_named = is_named and not _BENEFIT.search(layout.text, measure.start, measure.end)
            return (measure.start, measure.end) if is_named else None
        if not joins:
            return None
        end = first
    return None


def _person(layout: Layout, quantity: Quantity, benefit: Range) -> Range | None:
    """给予商协会3万元补助, 奖励运营主体10万元: who stands between the giving and the sum."""
    start, _ = layout.clause(quantity.start)
    given = _GIVEN_TO.search(layout.skeleton, start, quantity.start)
    return given.span("who") if given and given.start() <= benefit[0] else None


def _names_sum(layout: Layout, found: Indicator) -> bool:
    return _SUM_NAME.search(found.read(layout.text)) is not None


def _rate(layout: Layout, quantity: Quantity) -> Range | None:
    """Where the benefit is named that is given at the rate; null where no rate is."""
    if quantity.kind != "percent" or not layout.text.endswith(("按", "按照"), 0, quantity.start):
        return None
    after = _RATE_AFTER.match(layout.skeleton, quantity.end)
    return after.span("benefit") if after else None


def _benefit(layout: Layout, quantity: Quantity, found: Indicator | None, start: int) -> Range | None:
    """Where the benefit is named: in the indicator, right after the number, or before it in the sentence."""
    if rate := _rate(layout, quantity):
        return rate
    own_clause = layout.clause(quantity.start)[0]
    after = _BENEFIT_AFTER.match(layout.skeleton, quantity.end)
    if after and not _SUPPORTED.match(layout.skeleton, after.end() - 2):
        named = _BENEFIT.search(layout.skeleton, quantity.end, after.end())
        return after.span("named") if after["named"] else named.span() if named else None
    before = [
        match
        for match in _BENEFIT.finditer(layout.skeleton, start, quantity.start)
        if not layout.text.startswith(_TOTALS, match.end())
    ]
    if not before:
        return None
    last = before[-1]
    if found is None:
        return last.span()
    first, end = found.span()
    subject = layout.skeleton[max(first, own_clause) : quantity.start]
    if last.start() >= own_clause:
        return last.span() if end - first <= _LONGEST_NAME else None
    is_cap = quantity.comparator == "le"
    own = layout.skeleton[own_clause : quantity.start]
    each = _EACH.search(subject.removesuffix("最高")) or _EACH_ALONE.fullmatch(own)
    return last.span() if is_cap and (each or end <= own_clause) else None


def _receiver(layout: Layout, quantity: Quantity, start: int, benefit: Range) -> Range | None:
    """Who receives it: 单个企业 before the number, 对X before the benefit, or what stands before the giver."""
    own_clause = layout.clause(quantity.start)[0]
    words = layout.skeleton[own_clause : quantity.start]
    each = _EACH_BEFORE.search(words) or _EACH.search(words)
    if each:
        return own_clause + each.start(), own_clause + each.end()
    addressed = list(_FOR.finditer(layout.skeleton, start, quantity.start))
    if addressed:
        phrase = noun_before(layout.words(*addressed[-1].span(1)))
        return (phrase.start, phrase.end) if phrase else None
    clause_start, _ = layout.clause(min(benefit[0], quantity.start))
    giver = _GIVER.search(layout.skeleton, clause_start, max(benefit[1], quantity.start))
    if giver is None:
        return _who_became(layout, clause_start, start)
    has_words = giver.start() > clause_start + 1
    phrase = (
        noun_before(layout.words(clause_start, giver.start())) if has_words else Phrase(giver.start(), giver.start())
    )
    if not phrase and clause_start > start and layout.text[clause_start - 1] == ",":
        # …的企业,分别给予30万元奖励
        phrase = noun_before(layout.words(*layout.clause(clause_start - 1)))
    if not phrase or _AGENT.search(layout.text, phrase.start, phrase.end):
        return None
    if _NO_RECEIVER.search(layout.text, phrase.start, phrase.end):
        return None
    if layout.text.startswith("在", phrase.start) and layout.text.endswith("基础上", phrase.start, phrase.end):
        return None
    return phrase.start, phrase.end


def _who_became(layout: Layout, clause_start: int, start: int) -> Range | None:
    """被评为省级示范社的,奖励5万元: what one became, in the condition before the clause; null for any other."""
    if clause_start <= start or layout.text[clause_start - 1] != ",":
        return None
    first, last = layout.clause(clause_start - 1)
    became = _BECAME.fullmatch(layout.skeleton, first, last)
    return became.span("what") if became else None
