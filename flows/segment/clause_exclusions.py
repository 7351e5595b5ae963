"""Exclusions that the clause around a number tells: scope, totals, baselines, past results, conditions, thresholds."""

import re
from itertools import pairwise

from flows.reference import alternatives, longest_first, words_of
from flows.segment.bounds import SIZE_BEHIND
from flows.segment.clauses import HELD, Enclosure, Layout
from flows.segment.exclusion_case import Case
from flows.segment.number_exclusions import is_team
from flows.segment.time_limits import find_term
from flows.segment.word_roles import ADVERB, COORDINATOR, DO, FALL, KEEP, LIGHT, PREPOSITION, REACH, RISE

_HAN = "\u4e00-\u9fff"
# 演出场地:全镇22个社区
_PLACE_LABEL = re.compile(rf"(?:{alternatives('target_exclusions', 'place_label')}):[一-鿿]{{0,8}}$")
_PAST = re.compile(alternatives("target_exclusions", "past"))
_CARRIER = re.compile(
    rf"(?:以上|以下|以内|及以上)?的?[^,;。、]{{0,14}}?(?:{alternatives('target_exclusions', 'carrier')})"
)
_BUILD = re.compile(alternatives("target_exclusions", "build"))
_BODIES = re.compile(alternatives("target_exclusions", "issuing"))
_FUNDED = re.compile(rf"的?(?:{alternatives('target_exclusions', 'funded')})")
_RESPONSIBLE = re.compile(rf"{alternatives('target_exclusions', 'responsible')}|时限:")
_MEASURED = re.compile(
    rf"[{_HAN}]{{1,14}}(?:{alternatives('target_exclusions', 'measured')})"
    r"[均达到分别为是超过增长提高下降降低控制在]{0,6}"
)
_PLANT = re.compile(
    rf"[{_HAN}A-Za-z]{{1,14}}(?:{alternatives('target_exclusions', 'plant')})"
    rf"(?=[、,。;及和等]|{alternatives('target_exclusions', 'plant_step')}|$)"
)
_EXPECTED = re.compile(
    r"预计(?:[今明]年|全年|年[内底]|全[省市县区]|[^,;。]{2,16}?(?:增长|增速|下降))[^,;。目标]{0,24}(?:[、,][^。;目标]{0,24})?$"
)
_WOULD_DO = re.compile(r"(?:左右|以上)?的(?:增速|增长|增幅)[^,。;]{0,3}(?:能够|可以)")
_REPLACED = re.compile(rf"(?:{alternatives('target_exclusions', 'do_away')})[^,;。]{{0,16}}$")
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
    rf"|(?:{alternatives('target_exclusions', 'tend')}|[对将把个所座处家])已建成?(?=的|[{_HAN}])"
    r"|(?:加快|推进|推动|抓好)[去上]年"
)
_EXISTING = re.compile(r"[^,]{0,6}(?:共有|[现已]有(?!基础)|我[国省市县区州旗]有)")
_JOINER = re.compile(rf"、|(?<=[{_HAN}{HELD}])(?:以及|和|与|及)(?=[{_HAN}{HELD}])")
_BOUNDED = re.compile(r"以上|以下|以内|级$|超")
_CONDITIONS_BELOW = re.compile(r"(?:以下|下列)条件(?:之一)?的?[^。]{0,60}:(?:[^。]*;)?")
_CONDITION_REACH = 300
_CONDITIONS_END = re.compile(rf"[^。;]{{0,120}}?的,(?:{alternatives('target_exclusions', 'grant_behind')})")
_GRANTED = re.compile(alternatives("target_exclusions", "grant"))
_YEAR = re.compile(r"([12](?<![到至比较在自从、—\-~][12])(?:(?<=1)9|(?<=2)0)\d\d)年(?!规划|度规划|计划|[—\-~至])")
_AHEAD = re.compile(r"今年|到20|力争|确保|将|要|目标|计划")
_PROJECT_STEP = re.compile(rf"[^,;]{{0,10}}项目新?(?:{alternatives('target_exclusions', 'project_step')})")
# 亿元以上新建续建项目
_SIZED_PROJECT = re.compile(r"(?:以上)?的?(?:(?!企业|公司)[^,;。、]){0,8}项目")
_CONDITIONAL = re.compile(r"(?:对|凡|如|若|符合|属于)(?!于|口|接|外|标|照)|对于|凡是")
_RECEIVING = re.compile(r"(?:^|[可应要将并])对(?!于?接|外)[^,;]*$")
_GIVEN = re.compile(rf"[^,;]*?的(?!比例|标准|额度|幅度)[^,;]*(?:{alternatives('target_exclusions', 'given')})")
_GIVES = re.compile(r"(?:进行|给予|予以)")
# 做1次经验分享,可计2个积分
_THEN = re.compile(rf"(?:{alternatives('target_exclusions', 'then')}|(?:符合|具备|满足|具有)[^,。;]{{1,24}}的,)")
# 按不低于100元的标准
_SET_BEHIND = re.compile(r"的(?:标准|比例|额度|幅度)(?!以上)")
# A、B等5个贫困村出列: a sum with a commitment of its own
_COMMITTED = re.compile(rf"[一-鿿]{{1,5}}“?(?:减贫)?(?:{alternatives('target_exclusions', 'lifted')})")
# 涉及两个以上部门的事项
_INVOLVED = re.compile(rf"(?:{alternatives('target_exclusions', 'involve')})$")
# 对地方转移支付增长7.8%
_GROWS = re.compile(rf"(?:{alternatives('target_exclusions', 'grow')})$")
# 督导组分赴11个设区市
_GOES = re.compile(rf"(?:{alternatives('target_exclusions', 'go_to')})$")
# 两个以上省出现应急状态
_HAPPENS = re.compile(rf"(?:以上)?[省市县区州][^,;。]{{0,12}}(?:{alternatives('target_exclusions', 'happen')})")
_BOUND = re.compile(r"以上|以下|以内|以外|不足|超过|超|低于|高于|不满|不低于|不少于")
_SIZE_UNITS = words_of("target_exclusions", "size_unit")
_SELECTING_UNITS = words_of("target_exclusions", "selecting_unit")
# What a count of people, households or pieces cannot count itself: 500人以上的聚居点, 50户以上的村.
_PLACES = re.compile(rf"以?上?的?[^,;。、]{{0,8}}?(?:{alternatives('target_exclusions', 'sized_place')})")
_PEOPLE = re.compile(rf"(?:的)?[^,;。、的]{{0,12}}?(?:{alternatives('target_exclusions', 'receiver')})")
# A size that a company or person to be attracted must have selects; that of a project is a target.
_ATTRACTED = re.compile(rf"(?:引进|招引|引入|引育)[^,;]{{0,20}}(?:{alternatives('target_exclusions', 'attracted')})")
# 56人以上大班额
_CLASS_SIZE = re.compile(r"(?:以上|及以上)?的?“?超?大班额")
_FOUNDED = re.compile(rf"(?:{alternatives('target_exclusions', 'found')})[^,;。]{{0,12}}$")
_LONG_LIST = 4
# 设区市、州所辖县各抽查2个项目: the list before is of those who act.
_EACH_DOES = re.compile(rf"[各均][{_HAN}]{{1,3}}$")
_MEASURE_OF = re.compile(rf"(?:以上)?[{_HAN}]{{0,8}}")
_FOR_EACH = re.compile(rf"[{_HAN}]{{1,16}}(?:最多|至多|可以?配备|负责|联系|结对|包保)[{_HAN}]{{0,8}}")
# 100张床位以上的: the size of what was counted before.
_SIZE_BEHIND = re.compile(rf"[{_HAN}]{{0,4}}(?:以上|以下|以内)")
_CHARGED = re.compile(alternatives("target_exclusions", "charge"))
# 高于50%的国有控股公司, 5%及以上的投资者: a share that selects who holds it.
_HOLDER = re.compile(rf"的[^,;。、的]{{0,10}}?(?:{alternatives('target_exclusions', 'holder')})")
_ON_TOP = re.compile(rf"[{_HAN}{HELD}]{{0,20}}基础上")
# 60万吨钾肥项目, not 1.2万个项目
_SCALED_MEASURE = re.compile(r"[万亿](?![个家项户名人])")
_HOLDING = re.compile(r"股|出资|权益|持有")
# 50平方公里以上建设用地面积达到要求: of an area a bound is set, which selects nothing.
_AREA_REACHES = re.compile(rf"(?:以上)?的?[{_HAN}]{{0,12}}(?:面积|里程)(?:达到|实现|完成|符合)")
_WORK = DO | KEEP | LIGHT | RISE | FALL | REACH | {"等"}
_EXTENT = re.compile(rf"(?:千瓦|兆瓦|{alternatives('indicator_words', 'extent_unit')})$")
_PROJECT = re.compile(r"[一-鿿]{2,14}项目新?[一-鿿]{2}")
_PROJECT_LIST = re.compile(r"[^,;。]{2,160}等[^,;。、]{0,6}(?:项目|工程|基地)")
# 提供总计10万平方米的空间载体
_SUMMED = re.compile(r"(?:总计|合计|共计|累计)$")
_BAN = re.compile(alternatives("target_exclusions", "ban"))


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
        _PLACE_LABEL.search(case.text_before(20)) or _says_where(case) or _GOES.search(case.before)
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
    is_noun = re.fullmatch(rf"[{_HAN}{HELD}]*", gap) and not re.search(r"[和及与的]|新|建|达|培|完|引|每", gap)
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
    if case.before.endswith("方面") and case.unit == "项":
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
    """打破每年集中评审一次的做法: what is done away with."""
    return "replaced" if _REPLACED.search(case.before) and _CUSTOM.match(case.after) else None


def is_baseline(case: Case) -> str | None:
    """由45%提高到60%, 在建立3家平价商店的基础上: where the change starts."""
    if "在" in case.before and _ON_TOP.fullmatch(case.after):
        return "baseline"
    return "baseline" if _STARTS.search(case.before) and _CHANGED_TO.match(case.after) else None


def is_past(case: Case) -> str | None:
    """A sentence that tells what has been reached."""
    before = case.sentence_before()
    if "已" in before or "上年" in before or "去年" in before or "现有" in before:
        before = _COMPARED_YEAR.sub("□□", before)
    if _COMPLETED.search(case.before) or (case.quantity.kind == "count" and case.before.endswith("连续")):
        return "past"
    if (_PAST.search(before) or _COMPLETED.search(before)) and not _AHEAD.search(before):
        return "past"
    if case.plan_year:
        for match in _YEAR.finditer(before):
            around = before[max(0, match.start() - 2) : match.start()] + before[match.end() : match.end() + 5]
            ahead = _points_ahead(before[match.end() :], case.plan_year)
            if case.layout.skeleton[case.sentence_start + match.start()] == HELD:
                continue
            if int(match.group(1)) < case.plan_year and not re.search(r"基础上|[比较到至]", around) and not ahead:
                return "past"
    clause = case.before + case.written + case.after
    if (_EXISTING.match(clause) or _DID.search(case.after)) and not _AHEAD.search(clause):
        return "past"
    return None


def _points_ahead(words: str, plan_year: int) -> bool:
    later = (int(year) for year in re.findall(r"(20\d\d)年", words))
    return bool(re.search(r"今年|到20", words)) or any(year >= plan_year for year in later)


def is_condition(case: Case) -> str | None:
    """对不足50%的区; 从教10年以上的教师; 面积200平方米以上的,给予奖励."""
    if _listed_as_condition(case):
        return "condition"
    clause = case.before + case.written + case.after
    mark = case.layout.text[case.quantity.end + len(case.after) :][:1]
    if clause.endswith("的") and mark in (",", ":"):
        return "condition"
    # 对相关投入的10%给予奖励
    is_base_shared = case.quantity.kind == "percent" and case.before.endswith("的") and _GIVES.match(case.after)
    is_conditional = not is_base_shared and (
        _CONDITIONAL.match(clause) or (clause.startswith("针对") and _BOUND.search(case.written))
    )
    is_change = case.quantity.kind == "percent" and _GROWS.search(case.before) is not None
    given = re.search(r"给予|按|奖|补", case.before) or is_change or find_term(case.layout, case.quantity)
    if is_conditional and not given:
        sentence_end = case.layout.sentence(case.quantity.start)[1]
        if "的" in case.after or _GRANTED.search(case.layout.text, case.quantity.end, sentence_end):
            return "condition"
    if (
        "是否" in case.before
        or _INVOLVED.search(case.before)
        or _HAPPENS.match(case.after)
        or (mark == "," and _THEN.match(case.layout.text, case.quantity.end + len(case.after) + 1))
    ):
        return "condition"
    if _RECEIVING.search(case.before) and _GIVEN.match(case.after) and not re.search(r"给予|予以", case.before):
        return "condition"
    sized = SIZE_BEHIND.match(case.after)
    after = case.after[sized.end() :] if sized else case.after
    if not (sized or _BOUND.search(case.written)) or not re.match(r"(?:\([^)]{0,8}\))?的", after):
        return None
    if case.quantity.kind == "percent" and _HOLDER.match(after) and _HOLDING.search(clause):
        return "condition"
    if case.unit in ("人", "名") and is_team(case.noun_after()):
        # 不少于30人的志愿者队伍
        return None
    if _BAN.search(case.sentence_before()) or _CHARGED.search(case.before) or _SET_BEHIND.match(case.after):
        return None
    if _SUMMED.search(case.before):
        return None
    if _is_cap(case) or _sizes_what_is_counted(case):
        return None
    if (
        _BUILD.search(case.before)
        and not _GRANTED.search(case.before)
        and not _ATTRACTED.search(case.before + case.after)
    ):
        return None
    if case.quantity.kind == "percent" or (
        case.quantity.kind == "count" and case.unit.lstrip("万亿") not in _SELECTING_UNITS
    ):
        return None
    return "condition"


def _listed_as_condition(case: Case) -> bool:
    """满足以下条件之一的,…:(1)销售额达到500万元; 对…店,面积800平方米以上,入驻率超过80%的,给予…."""
    text, start = case.layout.text, case.quantity.start
    paragraph = max(text.rfind(mark, 0, start) for mark in "。\n") + 1
    if "条件" in text and _CONDITIONS_BELOW.search(text, max(paragraph, start - _CONDITION_REACH), start):
        return True
    before = case.sentence_before()
    if not _CONDITIONAL.match(before) or _GRANTED.search(before):
        return False
    end = case.layout.sentence(start)[1]
    return _CONDITIONS_END.match(text, case.quantity.end, end) is not None


def _is_cap(case: Case) -> bool:
    """可申请最高不超过15万元的贷款: the most that is given selects nobody."""
    return case.quantity.kind == "money" and (case.written.startswith("最高") or case.before.endswith("最高"))


def _sizes_what_is_counted(case: Case) -> bool:
    """260个投资超5000万元的项目, 5个1000平方米以上用房: the size of what the number before it counts."""
    if case.index == 0 or case.quantity.comparator not in ("gt", "ge"):
        return False
    counted = case.quantities[case.index - 1]
    gap = case.layout.skeleton[counted.end : case.quantity.start]
    if case.quantity.kind == "duration":
        # 每天开展一次时间不少于30分钟的大课间活动
        return counted.kind in ("count", "frequency") and gap in ("时间", "时长", "为期")
    if case.quantity.kind not in ("money", "other"):
        return False
    return counted.kind == "count" and "/" not in counted.unit and _MEASURE_OF.fullmatch(gap) is not None


def _is_to_be_built(case: Case) -> bool:
    """布局建设700万千瓦新型储能项目: a length, area or power right behind the verb, or behind 等, is built itself."""
    if not _EXTENT.search(case.unit) or case.quantity.comparator not in ("eq", "ge"):
        return False
    if case.quantity.comparator == "ge" and case.unit.endswith("平方米"):
        # 建设1000平方米以上厂房: what is built has to be so large
        return False
    if case.following and case.follows and case.following.start <= case.quantity.end + len(case.after):
        return False
    if case.index and case.quantities[case.index - 1].end == case.quantity.start:
        return False
    words = case.layout.words(case.quantity.start - len(case.before), case.quantity.start)
    return bool(words) and (words[-1].text in DO | KEEP or words[-1].text in ("建设", "等"))


def _in_project_name(case: Case) -> bool:
    """甲化工60万吨钾肥复合造粒、乙电子扩产等项目: the size in the name of one of the projects listed."""
    if not (_PROJECT_LIST.match(case.after) or _PROJECT.match(case.after)) or not re.match(
        f"[{_HAN}]", case.text_after(1)
    ):
        return False
    words = case.layout.words(case.quantity.start - len(case.before), case.quantity.start)
    if not words or words[-1].text in _WORK or words[-1].text in PREPOSITION | ADVERB | COORDINATOR:
        return False
    return re.match(f"[{_HAN}]", words[-1].text) is not None


def is_threshold(case: Case) -> str | None:
    """亿元以上项目, 存栏1500头以上养殖场: a size that selects; a target only on what is to be built."""
    quantity = case.quantity
    if _is_cap(case) or _sizes_what_is_counted(case):
        return None
    if _EXTENT.search(case.unit) and _AREA_REACHES.match(case.after):
        return None
    if quantity.kind == "count" and _SCALED_MEASURE.match(case.unit) and _PLANT.match(case.after):
        return "threshold"
    if quantity.kind not in ("money", "other", "duration") and case.unit not in _SELECTING_UNITS:
        return None
    if quantity.kind == "money" and case.text_after(1) == "级":
        return "threshold"
    if case.unit == "人" and _CLASS_SIZE.match(case.layout.text, quantity.end):
        return "threshold"
    bounded = _BOUNDED.search(case.written)
    if bounded and re.match(rf"的?[{_HAN}“]", case.text_after(2)) and _CARRIER.match(case.text_after(18)):
        if _FUNDED.match(case.text_after(4)):
            return None
        if case.unit in ("名", "台", "件", "间") or (
            case.unit == "户" and re.match(r"的?[^,]{0,8}(?:企业|家庭|农户)", case.after)
        ):
            return None
        if case.unit == "人" and not _PLACES.match(case.after):
            return None
        is_work = re.search(r"项目|企业", case.text_after(16))
        is_built = (
            _is_to_be_built(case)
            or (case.unit not in _SIZE_UNITS and _FOUNDED.search(case.before))
            or (is_work and (_BUILD.search(case.before) or _PROJECT_STEP.match(case.after)))
            or (quantity.kind == "money" and _SIZED_PROJECT.match(case.after))
        )
        return None if is_built else "threshold"
    if (
        bounded
        and case.follows
        and case.following.start - quantity.end <= 16
        and case.after
        and re.match(f"[{_HAN}]", case.after)
    ):
        gap = case.layout.skeleton[quantity.end : case.following.start]
        if re.fullmatch(rf"[{_HAN}{HELD}]{{2,16}}", gap) and (
            case.following.kind == "count"
            or (case.following.kind == "percent" and gap.endswith(("占比", "比例", "率")))
        ):
            return "threshold"
    is_size = case.unit[:1] in ("万", "亿") or case.unit in _SIZE_UNITS
    if is_size and quantity.kind == "other" and _PLANT.match(case.after):
        return None if _is_to_be_built(case) else "threshold"
    if quantity.kind == "other" and not _is_to_be_built(case) and _in_project_name(case):
        return "threshold"
    if case.unit in _SIZE_UNITS and re.match(rf"(?![以左的])[{_HAN}]", case.text_after(1)):
        return "threshold"
    return None
