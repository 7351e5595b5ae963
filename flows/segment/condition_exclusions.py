"""Exclusions of numbers that select: conditions of a benefit (对不足50%的区), thresholds of size (亿元以上项目)."""

import re

from flows.reference import alternatives, words_of
from flows.segment.bounds import SIZE_BEHIND
from flows.segment.clauses import HELD
from flows.segment.exclusion_case import HAN, Case
from flows.segment.number_exclusions import is_team
from flows.segment.time_limits import find_term
from flows.segment.word_roles import ADVERB, COORDINATOR, DO, FALL, KEEP, LIGHT, PREPOSITION, REACH, RISE

_CARRIER = re.compile(
    rf"(?:以上|以下|以内|及以上)?的?[^,;。、]{{0,14}}?(?:{alternatives('target_exclusions', 'carrier')})"
)
_BUILD = re.compile(alternatives("target_exclusions", "build"))
_FUNDED = re.compile(rf"的?(?:{alternatives('target_exclusions', 'funded')})")
_PLANT = re.compile(
    rf"[{HAN}A-Za-z]{{1,14}}(?:{alternatives('target_exclusions', 'plant')})"
    rf"(?=[、,。;及和等]|{alternatives('target_exclusions', 'plant_step')}|$)"
)
_NAMED_PLANT = re.compile(rf"[{HAN}]{{0,6}}(?:{alternatives('target_exclusions', 'named_plant')})")
_BOUNDED = re.compile(r"以上|以下|以内|级$|超|小于")
_CONDITIONS_BELOW = re.compile(r"(?:以下|下列)条件(?:之一)?的?[^。]{0,60}:(?:[^。]*;)?")
_CONDITION_REACH = 300
_CONDITIONS_END = re.compile(rf"[^。;]{{0,120}}?的,(?:{alternatives('target_exclusions', 'grant_behind')})")
_GRANTED = re.compile(alternatives("target_exclusions", "grant"))
_PROJECT_STEP = re.compile(rf"[^,;]{{0,10}}项目新?(?:{alternatives('target_exclusions', 'project_step')})")
# 亿元以上新建续建项目
_SIZED_PROJECT = re.compile(r"(?:以上)?的?(?:(?!企业|公司)[^,;。、]){0,8}项目")
_CONDITIONAL = re.compile(r"(?:对|凡|如|若|符合|属于)(?!于|口|接|外|标|照)|对于|凡是")
_RECEIVING = re.compile(r"(?:^|[可应要将并])对(?!于?接|外)[^,;]*$")
_GIVEN = re.compile(rf"[^,;]*?的(?!比例|标准|额度|幅度)[^,;]*(?:{alternatives('target_exclusions', 'given')})")
# 发放每月|不低于600元|的生活补贴, 给予每个团队|不低于100万元|的支持: the least that is given selects nobody.
_GIVING = re.compile(rf"(?:{alternatives('target_exclusions', 'giving')})(?:每[{HAN}]{{1,4}})?$")
_SUM = re.compile(rf"的[{HAN}]{{0,6}}(?:{alternatives('target_exclusions', 'funded')})")
_GIVES = re.compile(r"(?:进行|给予|予以)")
# 0—35000元按60%报销: the step of a scale
_STEP = re.compile(r"(?:的?部分)?的?,?按\d")
# 做1次经验分享,可计2个积分
_THEN = re.compile(rf"(?:{alternatives('target_exclusions', 'then')}|(?:符合|具备|满足|具有)[^,。;]{{1,24}}的,)")
_GIVEN_THEN = re.compile(rf",(?:分别|一次性)*(?:给予|予以|{alternatives('indicator_words', 'benefit')})")
# 在保证65%绿化用地比例…的前提下
_PROVIDED = re.compile(r"在[一-鿿]{0,6}$")
_PREMISE = re.compile(rf"[^。;]{{0,60}}(?:{alternatives('target_exclusions', 'premise')})[下上]")
# 按不低于100元的标准
_SET_BEHIND = re.compile(r"的(?:标准|比例|额度|幅度)(?!以上)")
_SHARE_OF = re.compile(r"(?:以[上下])?的(?:比例|占比|比率)(?:应当?|要|须)?(?:达到?|提[高升]到?|保持在|稳定在)?")
# 涉及两个以上部门的事项
_INVOLVED = re.compile(rf"(?:{alternatives('target_exclusions', 'involve')})$")
# 对地方转移支付增长7.8%
_GROWS = re.compile(rf"(?:{alternatives('target_exclusions', 'grow')})$")
# 两个以上省出现应急状态
_HAPPENS = re.compile(rf"(?:以上)?[省市县区州][^,;。]{{0,12}}(?:{alternatives('target_exclusions', 'happen')})")
_BOUND = re.compile(r"以上|以下|以内|以外|不足|超过|超|低于|高于|不满|不低于|不少于")
_SIZE_UNITS = words_of("target_exclusions", "size_unit")
_COUNTED_NEXT = re.compile(rf"[{HAN}]{{2,8}}(?:{alternatives('target_exclusions', 'stage')})")
_LESSONS = words_of("target_exclusions", "lesson")
_HELD_FOR = re.compile(rf"(?:{alternatives('target_exclusions', 'event_verb')})$")
_SELECTING_UNITS = words_of("target_exclusions", "selecting_unit")
# What a count of people, households or pieces cannot count itself: 500人以上的聚居点, 50户以上的村.
_PLACES = re.compile(rf"以?上?的?[^,;。、]{{0,8}}?(?:{alternatives('target_exclusions', 'sized_place')})")
# A size that a company or person to be attracted must have selects; that of a project is a target.
_ATTRACTED = re.compile(rf"(?:引进|招引|引入|引育)[^,;]{{0,20}}(?:{alternatives('target_exclusions', 'attracted')})")
# 56人以上大班额
_CLASS_SIZE = re.compile(r"(?:以上|及以上)?的?“?超?大班额")
_FOUNDED = re.compile(rf"(?:{alternatives('target_exclusions', 'found')})[^,;。]{{0,12}}$")
_MEASURE_OF = re.compile(rf"(?:以上)?[{HAN}]{{0,8}}")
_CHARGED = re.compile(alternatives("target_exclusions", "charge"))
# 高于50%的国有控股公司, 5%及以上的投资者: a share that selects who holds it.
_HOLDER = re.compile(rf"的[^,;。、的]{{0,10}}?(?:{alternatives('target_exclusions', 'holder')})")
# 60万吨钾肥项目, not 1.2万个项目
_SCALED_MEASURE = re.compile(r"[万亿](?![个家项户名人])")
_HOLDING = re.compile(r"股|出资|权益|持有")
# 50平方公里以上建设用地面积达到要求: of an area a bound is set, which selects nothing.
_AREA_REACHES = re.compile(rf"(?:以上)?的?[{HAN}]{{0,12}}(?:面积|里程)(?:达到|实现|完成|符合)")
_WORK = DO | KEEP | LIGHT | RISE | FALL | REACH | {"等"}
_EXTENT = re.compile(rf"(?:千瓦|兆瓦|{alternatives('indicator_words', 'extent_unit')})$")
_PROJECT = re.compile(r"[一-鿿]{2,14}项目新?[一-鿿]{2}")
_PROJECT_LIST = re.compile(r"[^,;。]{2,160}等[^,;。、]{0,6}(?:项目|工程|基地)")
# 提供总计10万平方米的空间载体
_SUMMED = re.compile(r"(?:总计|合计|共计|累计)$")
# 60万千瓦以上现役机组
_STANDING = re.compile(alternatives("target_exclusions", "standing"))
_BAN = re.compile(alternatives("target_exclusions", "ban"))


def is_condition(case: Case) -> str | None:
    """对不足50%的区; 从教10年以上的教师; 面积200平方米以上的,给予奖励."""
    if _listed_as_condition(case) or (_PROVIDED.search(case.before) and _PREMISE.match(case.after_sentence())):
        return "condition"
    if case.after.startswith(f"或{case.written}以上") or case.before.endswith(case.written.removesuffix("以上") + "或"):
        # 两个或两个以上
        return "condition"
    if case.quantity.kind == "money" and _STEP.match(case.after):
        return "condition"
    if case.quantity.kind == "money" and _GIVING.search(case.before) and _SUM.match(case.after):
        return None
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
    # 团组6家单位以上,给予3万元补助
    if (
        mark == ","
        and (case.quantity.comparator == "ge" or case.after.endswith("以上"))
        and _GIVEN_THEN.match(case.layout.text, case.quantity.end + len(case.after))
    ):
        return "condition"
    if _RECEIVING.search(case.before) and _GIVEN.match(case.after) and not re.search(r"给予|予以", case.before):
        return "condition"
    sized = SIZE_BEHIND.match(case.after)
    after = case.after[sized.end() :] if sized else case.after
    # 占地面积4万至10万平方米的公园,绿化占比不低于65%
    is_range = case.quantity.comparator == "between" and case.quantity.kind == "other"
    if not (sized or is_range or _BOUND.search(case.written)) or not re.match(r"(?:\([^)]{0,8}\))?的", after):
        return None
    if (case.quantity.kind == "duration" or case.unit in _LESSONS) and _HELD_FOR.search(case.before):
        # 进行为期不少于4周的培训
        return None
    # 成绩达到60分以上的比例不低于95%
    if (
        case.follows
        and case.following.kind == "percent"
        and _SHARE_OF.fullmatch(case.layout.text, case.quantity.end, case.following.start)
    ):
        return "condition"
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
    if (
        not _EXTENT.search(case.unit)
        or case.quantity.comparator not in ("eq", "ge", "approx")
        or _STANDING.match(case.after)
    ):
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
        f"[{HAN}]", case.text_after(1)
    ):
        return False
    words = case.layout.words(case.quantity.start - len(case.before), case.quantity.start)
    if not words or words[-1].text in _WORK or words[-1].text in PREPOSITION | ADVERB | COORDINATOR:
        return False
    return re.match(f"[{HAN}]", words[-1].text) is not None


def is_threshold(case: Case) -> str | None:
    """亿元以上项目, 存栏1500头以上养殖场: a size that selects; a target only on what is to be built."""
    quantity = case.quantity
    if _is_cap(case) or _sizes_what_is_counted(case):
        return None
    if _EXTENT.search(case.unit) and _AREA_REACHES.match(case.after):
        return None
    if quantity.kind == "count" and _SCALED_MEASURE.match(case.unit) and _PLANT.match(case.after):
        return "threshold"
    # 加快10万吨水厂建设: how it is called
    is_name = quantity.comparator == "eq" and case.unit.endswith("吨") and _NAMED_PLANT.match(case.after)
    if is_name and not case.before.endswith(("能力", "规模")):
        return "threshold"
    if quantity.kind not in ("money", "other", "duration") and case.unit not in _SELECTING_UNITS:
        return None
    if quantity.kind == "money" and case.text_after(1) == "级":
        return "threshold"
    if case.unit == "人" and _CLASS_SIZE.match(case.layout.text, quantity.end):
        return "threshold"
    bounded = _BOUNDED.search(case.written)
    if (
        bounded
        and quantity.kind == "money"
        and case.follows
        and case.following.kind == "count"
        and _COUNTED_NEXT.fullmatch(case.layout.skeleton, quantity.end, case.following.start)
    ):
        # 亿元以上项目开工97个
        return "threshold"
    if bounded and re.match(rf"的?[{HAN}“]", case.text_after(2)) and _CARRIER.match(case.text_after(18)):
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
        and re.match(f"[{HAN}]", case.after)
    ):
        gap = case.layout.skeleton[quantity.end : case.following.start]
        if re.fullmatch(rf"[{HAN}{HELD}]{{2,16}}", gap) and (
            case.following.kind == "count"
            or (case.following.kind == "percent" and gap.endswith(("占比", "比例", "率")))
        ):
            return "threshold"
    is_size = case.unit[:1] in ("万", "亿") or case.unit in _SIZE_UNITS
    if is_size and quantity.kind == "other" and _PLANT.match(case.after):
        return None if _is_to_be_built(case) else "threshold"
    if quantity.kind == "other" and not _is_to_be_built(case) and _in_project_name(case):
        return "threshold"
    if case.unit in _SIZE_UNITS and re.match(rf"(?![以左的])[{HAN}]", case.text_after(1)):
        return None if _is_to_be_built(case) else "threshold"
    return None
