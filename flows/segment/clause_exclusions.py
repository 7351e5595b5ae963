"""Exclusions that the clause around a number tells: who and where, totals, baselines, forecasts and past results."""

import re
from itertools import pairwise

from flows.reference import alternatives, longest_first, words_of
from flows.segment.clauses import HELD, Enclosure, Layout
from flows.segment.exclusion_case import HAN, RESPECT_DEEDS, Case
from flows.segment.word_roles import DO, KEEP, LIGHT, RISE

# 演出场地:全镇22个社区
_PLACE_LABEL = re.compile(rf"(?:{alternatives('target_exclusions', 'place_label')}):[一-鿿]{{0,8}}$")
_SHOWN = re.compile(rf"(?:{alternatives('target_exclusions', 'survey')})[一-鿿]{{0,6}}(?:显示|表明),")
_SHOWN_REACH = 160
_PAST = re.compile(alternatives("target_exclusions", "past"))
_BODIES = re.compile(alternatives("target_exclusions", "issuing"))
_RESPONSIBLE = re.compile(rf"{alternatives('target_exclusions', 'responsible')}|时限:")
_MEASURED = re.compile(
    rf"[{HAN}]{{1,14}}(?:{alternatives('target_exclusions', 'measured')})"
    r"[均达到分别为是超过增长提高下降降低控制在]{0,6}"
)
_EXPECTED = re.compile(
    r"预计(?:[今明]年|全年|年[内底]|全[省市县区]|[^,;。]{2,16}?(?:增长|增速|下降))[^,;。目标]{0,24}(?:[、,][^。;目标]{0,24})?$"
)
_WOULD_DO = re.compile(r"(?:左右|以上)?的(?:增速|增长|增幅)[^,。;]{0,3}(?:能够|可以)")
_REPLACED = re.compile(rf"(?:{alternatives('target_exclusions', 'do_away')})[^,;。]{{0,16}}$")
_ABOLISHED = re.compile(r"取消[^,;。]{0,16}$")
_CUSTOM = re.compile(rf"[^,;。]{{0,6}}的(?:{alternatives('target_exclusions', 'custom')})")
_CHANGED_TO = re.compile(rf"[^,;。]{{0,8}}(?:{alternatives('target_exclusions', 'change_to')})了?[到至为]")
# The looks back stand behind a first character: the engine skips to a character, but tries each look back.
_COMPLETED = re.compile(r"了(?<![为除]了)(?![解然望])|连续[^,。]{1,3}次召开")
_FORESEEN = re.compile(
    r"(?:高达|将达|预计达|需求(?:总?量|规模|总数|人数)?(?:约|达|将达|为|超)?|^[^招聘引吸录]{0,8}毕业生)$"
)
_STARTS = re.compile(r"(?:[由从][^,;。]{0,12}|现行[^,;。]{0,4})$")
# 在12个省区的37个县开展了试点
_DID = re.compile(
    rf"(?:{longest_first(word for word in words_of('target_exclusions', 'past') if word.endswith('了'))})"
)
# 较上年, 其上年度实际缴纳的
# Of these, too, the words of the past say nothing of the number: 在已有基础上, 优化已建成自然村, 5000个已建成的村
_COMPARED_YEAR = re.compile(
    r"[去上](?<=[比较与同其按占以于][去上])年|[已现]有基础"
    rf"|(?:{alternatives('target_exclusions', 'tend')}|[对将把个所座处家])已建成?(?=的|[{HAN}])"
    r"|(?:加快|推进|推动|抓好)[去上]年"
)
_EXISTING = re.compile(r"[^,]{0,6}(?:共有|(?<!实)[现已]有(?!基础)|我[国省市县区州旗]有)")
_JOINER = re.compile(rf"、|(?<=[{HAN}{HELD}])(?:以及|和|与|及)(?=[{HAN}{HELD}])")
_YEAR = re.compile(r"([12](?<![到至比较在自从、—\-~][12])(?:(?<=1)9|(?<=2)0)\d\d)年(?!规划|度规划|计划|[—\-~至])")
_AHEAD = re.compile(r"今年(?!以来)|到20|力争|确保|将|要|目标|计划(?!的)")
_NEXT = re.compile(r",[^,。;]{0,6}(?:下半年|再[一-鿿]{1,4}(?:\d|$))[^。;]*$")
# A、B等5个贫困村出列: a sum with a commitment of its own
_COMMITTED = re.compile(rf"[一-鿿]{{1,5}}“?(?:减贫)?(?:{alternatives('target_exclusions', 'lifted')})")
# 督导组分赴11个设区市
# 医疗资源优先向两个新城区、三个城市副中心|配置
_TOWARDS = re.compile(r"向(?:[^,;。]{2,14}、)*$")
_FLOWS = re.compile(rf"[^,;。]{{2,40}}(?:{alternatives('target_exclusions', 'flow_to')})$")
_GOES = re.compile(rf"(?:{alternatives('target_exclusions', 'go_to')})$")
_LONG_LIST = 4
# 设区市、州所辖县各抽查2个项目: the list before is of those who act.
_EACH_DOES = re.compile(rf"[各均][{HAN}]{{1,3}}$")
_FOR_EACH = re.compile(rf"[{HAN}]{{1,16}}(?:最多|至多|可以?配备|负责|联系|结对|包保)[{HAN}]{{0,8}}")
# 100张床位以上的: the size of what was counted before.
_SIZE_BEHIND = re.compile(rf"[{HAN}]{{0,4}}(?:以上|以下|以内)")
_ON_TOP_REACH = 60
_ON_TOP = re.compile(rf"[{HAN}{HELD}]{{0,20}}基础上")


def is_responsible_bracket(layout: Layout, bracket: Enclosure) -> bool:
    """(责任单位:…), (市财政局、17个牵头单位具体负责)."""
    return _RESPONSIBLE.search(layout.text, bracket.start, bracket.end) is not None


def is_forecast(case: Case) -> str | None:
    """毕业生将高达765万人, 预计全年增长8%, 6.5%的增速可以实现就业: what is going to be or would do, not what is set."""
    if _WOULD_DO.match(case.after):
        return "forecast"
    if case.quantity.kind in ("percent", "percentage_point") and _EXPECTED.search(case.sentence_before()):
        return "forecast"
    return "forecast" if _FORESEEN.search(case.before) else None


def is_responsible(case: Case) -> str | None:
    """等4部门: bodies that issued or answer for something."""
    if case.unit == "部门" or (case.text_before(1) == "等" and _BODIES.match(case.text_after(4))):
        return "responsible"
    return "responsible" if not case.unit and re.match(r"部门|部委|单位", case.text_after(2)) else None


def is_scope(case: Case) -> str | None:
    """10个区县63所学校, 五项社会保险参保人数93万: a count that only says where or of what the next number is."""
    if case.quantity.kind == "count" and (
        _PLACE_LABEL.search(case.text_before(20))
        or _says_where(case)
        or (case.unit != "次" and _GOES.search(case.before))
        or (_TOWARDS.search(case.before) and _FLOWS.match(case.after))
    ):
        return "scope"
    if case.quantity.kind != "count" or case.following is None:
        return None
    if case.text_before(1) == "每":
        return None
    gap = case.layout.skeleton[case.quantity.end : case.following.start]
    # 搬迁1783户7378人: the same twice.
    if not gap and case.unit == "户" and case.following.unit == "人":
        return None
    if re.search(r"[,;、]", case.layout.text[case.quantity.end : case.following.start]):
        return None
    # 1名教师最多指导2个社团
    if case.quantity.value == 1 and case.before in ("", "每") and _FOR_EACH.fullmatch(gap):
        return "scope"
    if not case.is_arabic and len(gap) <= 18 and _MEASURED.fullmatch(gap):
        return "attribute"
    if (
        not case.follows
        or len(gap) > 6
        or case.quantity.comparator != "eq"
        or case.following.kind != "count"
        or case.following.comparator != "eq"
        or _SIZE_BEHIND.match(case.layout.skeleton, case.following.end)
    ):
        return None
    is_noun = re.fullmatch(rf"[{HAN}{HELD}]*", gap) and not re.search(r"[和及与的]|新|建|达|培|完|引|每", gap)
    return "scope" if is_noun else None


def _says_where(case: Case) -> bool:
    """在3个核心区域、8个重点区域建设中|加大应用: how many places something is done in."""
    clause = case.before + case.written + case.after
    if not clause.startswith("在") or case.quantity.comparator != "eq":
        return False
    words = case.layout.words(case.quantity.end, case.quantity.end + len(case.after))
    return any(
        word.text in ("中", "内") and following.text in DO | KEEP | LIGHT | RISE for word, following in pairwise(words)
    )


def sums_up(case: Case) -> str | None:
    """A、B、C等3项: the count of a complete enumeration just given."""
    quantity = case.quantity
    if quantity.kind != "count" or quantity.comparator != "eq" or quantity.value > 20:
        return None
    if _COMMITTED.match(case.text_after(16)):
        return None
    clause_start = quantity.start - len(case.before)
    if _EACH_DOES.search(case.before):
        return None
    if case.before.endswith("等"):
        return "total" if _list_before(case.layout, case.sentence_start, quantity.start - 1) >= quantity.value else None
    if case.before.endswith("方面") and case.unit == "项" and not case.after.startswith(RESPECT_DEEDS):
        return "total"
    # Of a list in two parts (甲、乙以及丙、丁2个) the number may sum up the last one.
    part_start = max(clause_start, case.layout.text.rfind("以及", clause_start, quantity.start) + 2)
    listed = {_list_before(case.layout, start, quantity.start) for start in (clause_start, part_start)} - {0, 1}
    # A member may hold an 和 of its own.
    marks = case.before.count("、") + 1
    listed |= {marks} if marks >= _LONG_LIST else set()
    counts = _has_count_before(case, clause_start)
    return "total" if quantity.value in listed and not counts and case.noun_after() else None


def _has_count_before(case: Case, start: int) -> bool:
    for index in range(case.index - 1, -1, -1):
        other = case.quantities[index]
        if other.start < start:
            return False
        if other.unit and other.unit not in ("年", "月", "日"):
            return True
    return False


def _list_before(layout: Layout, start: int, end: int) -> int:
    """How many joined members the list that ends at `end` has; quoted members side by side count singly."""
    stretch = layout.skeleton[start:end]
    quoted = [mark for mark in layout.enclosures_within(start, end) if mark.mark == "“"]
    if len(quoted) == 1 and quoted[0].end + 1 == end:
        return len(re.findall(r"[、,]", layout.text[quoted[0].start : end])) + 1
    last = max(stretch.rfind(mark) for mark in ",:")
    segment = stretch[last + 1 :]
    members = len(_JOINER.findall(segment)) + 1
    return max(members, len(quoted)) if members > 1 or len(quoted) > 1 else 0


def is_replaced(case: Case) -> str | None:
    """打破每年集中评审一次的做法, 取消7000元起付线: what is done away with."""
    if case.quantity.kind == "money" and _ABOLISHED.search(case.before):
        return "replaced"
    return "replaced" if _REPLACED.search(case.before) and _CUSTOM.match(case.after) else None


def is_baseline(case: Case) -> str | None:
    """由45%提高到60%, 在建立3家平价商店的基础上: where the change starts."""
    if _ON_TOP.fullmatch(case.after) and "在" in case.sentence_before()[-_ON_TOP_REACH:]:
        return "baseline"
    return "baseline" if _STARTS.search(case.before) and _CHANGED_TO.match(case.after) else None


def is_past(case: Case) -> str | None:
    """A sentence that tells what has been reached."""
    before = case.sentence_before()
    if "已" in before or "上年" in before or "去年" in before or "现有" in before:
        before = _COMPARED_YEAR.sub("□□", before)
    if _COMPLETED.search(case.before) or (case.quantity.kind == "count" and case.before.endswith("连续")):
        return "past"
    told = _PAST.search(before) or _COMPLETED.search(before)
    if told and not _AHEAD.search(before) and not _turns(before[told.end() :], case.plan_year):
        return "past"
    if case.plan_year:
        for match in _YEAR.finditer(before):
            around = before[max(0, match.start() - 2) : match.start()] + before[match.end() : match.end() + 5]
            ahead = _points_ahead(before[match.end() :], case.plan_year)
            if case.layout.skeleton[case.sentence_start + match.start()] == HELD:
                continue
            if int(match.group(1)) < case.plan_year and not re.search(r"基础上|[比较到至]", around) and not ahead:
                return "past"
    paragraph = case.layout.text[max(0, case.quantity.start - _SHOWN_REACH) : case.quantity.start].rpartition("。")[2]
    if (shown := _SHOWN.search(paragraph)) and not _turns(paragraph[shown.end() :], case.plan_year):
        # 普查数据显示,甲人;|乙人
        return "past"
    clause = case.before + case.written + case.after
    if (_EXISTING.match(clause) or _DID.search(case.after)) and not _AHEAD.search(clause):
        return "past"
    return None


def _turns(words: str, plan_year: int | None) -> bool:
    """截至目前,已建成1200个,|2025年再建: what is said behind the results is planned."""
    if _NEXT.search(words):
        return True
    return plan_year is not None and _points_ahead(words, plan_year)


def _points_ahead(words: str, plan_year: int) -> bool:
    later = (int(year) for year in re.findall(r"(20\d\d)年", words))
    return bool(re.search(r"今年|到20", words)) or any(year >= plan_year for year in later)
