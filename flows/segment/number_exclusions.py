"""Exclusions that a number's own form tells: dates, ordinals, identifiers, grades, slogans, articles, attributes."""

import re

from flows.reference import alternatives, words_of
from flows.segment.article_exclusions import ACT_BEFORE
from flows.segment.clauses import HELD, TIME
from flows.segment.exclusion_case import RESPECT_DEEDS, Case
from flows.segment.measures import counts_behind_acronym
from flows.segment.units import base_quantity

_ARC = re.compile(r"圆(?:曲线|弧|心)[^。;]{0,10}半径(?:为|是)?$")
_FINE = re.compile(r"[^,。;]{0,16}(?:罚款|罚金|滞纳金)")
_HALVING_POLICY = re.compile(r"征收[一-鿿]{2,8}(?:优惠)?政策的")
_CLASS_REACHED = re.compile(
    rf"(?:级?[、和及](?:[\d.]*[十百千万]?亿元))?级?(?:{alternatives('target_exclusions', 'class_reached')})"
)
# 每项扣2分, 完成的得10分; 90分以上的为优秀
_MARKED = re.compile(rf"(?:{alternatives('target_exclusions', 'mark_given')})$")
_GRADED = re.compile(rf"{HELD}*的?(?:为|即)?(?:{alternatives('target_exclusions', 'mark_named')})")
_FINED = re.compile(r"(?:并处|处以|处)$")
_NAME_HEAD = re.compile(rf"(?:{alternatives('target_exclusions', 'name_head')})$")
_TEAM_HEAD = re.compile(rf"(?:{alternatives('target_exclusions', 'team_head')})$")
_LEVEL = re.compile(rf"(?:达到?|{alternatives('target_exclusions', 'level_before')})$")
# 十一届九次、十次全会
_SESSION = re.compile(r"届(?:[一二三四五六七八九十]{1,3}次、){0,3}$")
# 举办千场专业性会议
_HELD_EVENT = re.compile(rf"(?:{alternatives('target_exclusions', 'hold_event')})$")
# 每3年举办一届
_EVERY_YEARS = re.compile(r"每[\d一二两三四五]?年")
# 建设百所特色学校, 抽调千名干部
_SET_UP = re.compile(rf"(?:{alternatives('target_exclusions', 'set_up')})(?:[^,;。]{{0,24}}[和、])?$")
_PLENARY = re.compile(
    r"(?:[、和][一二三四五六七八九]次){0,4}(?:中央|全体)?(?:全会|会议精神)|[、和][一二三四五六七八九]次"
)
# 实现“亩产提高到500元”目标, “干成20件大事”的目标任务
_GOAL_BEHIND = re.compile(r"的?[一-鿿]{0,8}目标")
# 1000万以上贫困人口, 约1亿人
_SCALED_BOUND = re.compile(r"\d[万亿](?:以上|左右|以内|以下|多|余)$")
# 新增千亿斤粮食生产能力建设规划
_PLAN_NAME = re.compile(r"(?:规划|计划|行动|(?:能力|产能|增产)提升工程|基地(?:建设)?|一体化)$")
# 解决6000万农村人口的安全饮水问题
_PEOPLE_BEHIND = re.compile(rf"[^,;。、的]{{0,10}}?(?:{alternatives('target_exclusions', 'people')})")
# 普职比6.8
_PROPORTION = re.compile(r"[一-鿿](?<![对相占同环正反评])比$")
_RANK = re.compile(rf"[前后]$|{alternatives('target_exclusions', 'rank')}|进入全[国省]|列全|居全")
_INSTALMENTS = words_of("target_exclusions", "instalment")
_STRUCTURE_UNITS = words_of("target_exclusions", "structure_unit")
_ORDINAL_BEHIND = words_of("target_exclusions", "ordinal_behind")
_IDENTIFIER_UNITS = words_of("target_exclusions", "identifier_unit")
_PAIRED = words_of("target_exclusions", "paired")
# 本方案: no count of books.
_THIS_DOCUMENT = re.compile(alternatives("document_words", "this_document"))
_NAME_FIRST = words_of("target_exclusions", "name_first")
_ASPECT = re.compile(alternatives("target_exclusions", "aspect"))
_RESPECT = re.compile(r"(?:方面|层面|维度)(?!的)")
# 每新增|1家|企业奖励10万元
_FOR_EACH_NEW = re.compile(rf"每(?:{alternatives('target_exclusions', 'each_new')})$")
_LIES = re.compile(rf"(?:{alternatives('target_exclusions', 'lies_at')})$")
_BEHIND_RESPECT = re.compile(r"个(?:方面|层面|维度)[、和共的]?$")
_EXCEPT = re.compile(r"除(?!险)[^,]*$")
_OUTSIDE = re.compile(r"[^,。;、]{0,8}(?<![内国])外(?![资贸])")
_USED = re.compile(r"(?:利用|用好)[^,;]{2,20}的$")
_POLICY = re.compile(r"[^,。;、的]{2,10}政策")
# 以上十四条,构成…; not 5000平方米以上3个
_LISTED_ABOVE = re.compile(r"^以上$")
# People, and square metres.
# 十条措施如下
_AS_FOLLOWS = re.compile(r"[^,;。、]{0,6}如下$")
_STANDARD = re.compile(r"\d{2,5}(?:\.\d{1,2})?[-—](?:19|20)\d\d")
_NATION, _TERRITORY = 1_000_000_000, 9_600_000_000_000
_REACHED = re.compile(r"全覆盖|覆盖率|(?:半径|服务)?范围|[以之]?内(?=[一-鿿])|半径")
_RECKONED = re.compile(r"计(?:算|,|\)|。|$)")
# 做到六个稳, 五个坚持的原则
_PRINCIPLE = re.compile(
    rf"(?:{alternatives('target_exclusions', 'principle')})(?:[,。;、:”]|$|原则|(?:重要)?要求|方针|的)"
)


_NATURE = re.compile(r"(?:预期性|约束性)(?=\d|$)")
_MEASURED_THING = re.compile(rf"(?:地区|国内)?(?:生产总值|GDP|{alternatives('target_exclusions', 'divided_by')})")
_FIRST_YEAR = 1900
# 899项目: the number of a project, where a count would be 899个项目.
_PROJECT_NUMBER = re.compile(r"目(?![标录])")
# 九个省级部门联合印发
_ISSUED_TOGETHER = re.compile(
    rf"[一-鿿]{{0,4}}(?:{alternatives('target_exclusions', 'joint_issuer')})(?:联合)?"
    rf"(?:{alternatives('target_exclusions', 'issued')})"
)
# 包括区域更新、民生改善等方面共22项任务
_IN_ALL = re.compile(r"(?:包括|分为|涉及|涵盖|梳理)[^。;]{2,60}共(?:计)?$")
_DIVIDED = re.compile(r"(?:分为|分成|划分为|包括|包含)[^,;。]{2,40}$")
_PARTS = re.compile(alternatives("target_exclusions", "plan_part"))
_RANKS = tuple(words_of("target_exclusions", "rank_behind"))
_OPERATORS = frozenset("×÷=*")


def is_calendar(case: Case) -> str | None:
    if case.unit.startswith("学年") and case.quantity.value >= _FIRST_YEAR:
        # 2016-2017学年度
        return "calendar"
    if case.unit in ("周年", "年度", "年代", "世纪") or (
        case.quantity.kind == "other" and case.unit in ("年", "月", "日", "号", "") and case.quantity.unit[:1] != "/"
    ):
        return "calendar"
    if case.quantity.unit == "日/月":
        # 每月逢8日、18日、28日
        return "calendar"
    masked = case.layout.skeleton[case.quantity.start : case.quantity.end]
    return "calendar" if TIME in masked else None


def is_formula(case: Case) -> str | None:
    """例数/总例数×100%, 按每天8学时计, 圆曲线中点,半径109米: how something is reckoned or drawn, not what is set."""
    is_reckoned = case.quantity.kind == "duration" and _RECKONED.match(case.layout.text, case.quantity.end)
    return (
        "formula"
        if is_reckoned or _ARC.search(case.text_before(16)) or case.text_before(3).rstrip("\n ")[-1:] in _OPERATORS
        else None
    )


def is_cell(case: Case) -> str | None:
    """7科技进步贡献率%60.264预期性: cells of an indicator table that ran together say no number for certain."""
    return "cell" if _NATURE.search(case.before) or _NATURE.search(case.after) else None


def is_ordinal(case: Case) -> str | None:
    if case.written[:1] == "第" or case.text_before(1) == "第":
        return "ordinal"
    is_held = case.is_arabic or _EVERY_YEARS.search(case.before)
    if case.unit.startswith("届") and ("/" in case.unit or (is_held and _HELD_EVENT.search(case.before))):
        return None
    if (
        case.unit in ("届", "章", "条款", "版")
        or (case.unit == "次" and _SESSION.search(case.before))
        or (case.unit == "次" and _PLENARY.match(case.layout.text, case.quantity.end))
    ):
        return "ordinal"
    if case.quantity.kind == "count" and _RANK.search(case.text_before(4)):
        return "ordinal"
    if not case.quantity.unit and case.text_after(1) in _ORDINAL_BEHIND:
        return "ordinal"
    return None


def is_named(case: Case) -> str | None:
    """Inside title marks, or inside quotation marks unless a team is sized or a goal quoted."""
    if case.enclosed("《〈"):
        return "title"
    quote = case.enclosed("“‘「『")
    if quote is None or case.unit == "清零":
        return None
    inside = case.layout.text[quote.start + 1 : quote.end]
    if is_team(inside) and case.quantity.value >= 10 and case.unit:
        return None
    is_goal = _GOAL_BEHIND.match(case.layout.text, quote.end + 1) is not None
    is_set = case.quantity.kind in ("percent", "money") or (
        case.quantity.kind == "count" and case.unit and (case.after or _LEVEL.search(case.before))
    )
    if is_goal and is_set and case.is_arabic and inside[:1] not in "0123456789":
        return None
    return "quoted"


def is_team(name: str) -> bool:
    return _TEAM_HEAD.search(name) is not None


def is_identifier(case: Case) -> str | None:
    """〔2021〕3号, 5G, G20, 1+X, 12345热线, 205国道, 专栏3."""
    before, after = case.text_before(1), case.text_after(1)
    # 建标144-2010
    if not case.quantity.unit and _STANDARD.fullmatch(case.written) and re.search("[一-鿿A-Z] ?$", case.text_before(2)):
        return "identifier"
    # 石门二路01单元, 0013地块; 安远路899项目
    if re.match(r"0\d", case.written) or (case.unit == "项" and _PROJECT_NUMBER.match(case.text_after(2))):
        return "identifier"
    if case.enclosed("〔") or case.text_before(2) in ("专栏", "附件", "附表", "附录"):
        return "identifier"
    # 3节技能课+2节活动课
    adds = before == "+" and case.unit and re.match("[一-鿿]", case.text_before(2))
    is_measured = case.quantity.kind in ("money", "percent") or counts_behind_acronym(
        case.layout.text, case.quantity.start, case.unit
    )
    glued = case.written[:1].isdigit() and not is_measured
    if glued and before and before.isascii() and (before.isalnum() or before in "+./") and not adds:
        return "identifier"
    if after == "+" or (not case.unit and after and after.isascii() and (after.isalnum() or after in "./")):
        return "identifier"
    # 如图1所示
    if before in ("图", "表") and case.unit == "所" and after == "示":
        return "identifier"
    if case.unit in _IDENTIFIER_UNITS:
        return "identifier"
    if case.unit == "本" and _THIS_DOCUMENT.match(case.text_after(3)):
        return "identifier"
    return "identifier" if case.layout.text.startswith(("国道", "省道", "县道"), case.quantity.end - 1) else None


def is_bare(case: Case) -> str | None:
    """A number without a unit, unless a verb or comparator makes it a level (指数达到65, 突破5亿)."""
    if (
        case.digits in ("万", "亿")
        and case.quantity.comparator == "eq"
        and case.text_before(1) not in ("过", "向", "破")
        and not (case.unit and _SET_UP.search(case.before))
    ):
        return "bare"
    if case.unit or case.quantity.kind == "ratio":
        return None
    if not case.is_arabic:
        return "bare"
    if case.text_before(1) in (":", "·", "、", "") and case.written.isdigit():
        return "bare"
    if _SCALED_BOUND.search(case.written) or (
        case.written[-1] in "万亿" and _PEOPLE_BEHIND.match(case.layout.skeleton, case.quantity.end)
    ):
        return None
    if case.text_after(1) and case.text_after(1) not in ",。;、)以左":
        return "bare"
    levelled = (
        _LEVEL.search(case.before)
        or _PROPORTION.search(case.before)
        or case.quantity.comparator != "eq"
        or case.written[-1] in "万亿"
    )
    return None if levelled else "bare"


def is_indefinite(case: Case) -> str | None:
    """数百家, 上千人, 零距离; 二次污染, 队伍 (伍 = 5), 长三角."""
    if case.written[:1] in "数几上成" and not case.is_arabic:
        return "indefinite"
    if case.written[:1] == "零":
        return "zero"
    # 千百亿元产业
    if not case.is_arabic and case.text_before(1) in ("百", "千", "万", "亿"):
        return "indefinite"
    if (case.quantity.kind == "count" and case.text_before(1) in ("这", "那", "该")) or case.text_before(2) in (
        "上述",
        "前述",
    ):
        return "structure"
    if _LISTED_ABOVE.search(case.before) and case.quantity.kind == "count":
        return "structure"
    if case.quantity.value == 56 and case.text_after(2) == "民族":
        return "structure"
    if case.unit.endswith(("人", "平方公里")) and _is_country(*base_quantity(case.quantity.value, case.unit)):
        return "structure"
    # 百年一遇 is said of a chance, 五十年一遇 of a flood.
    if case.unit == "等" or (case.unit == "年一遇" and case.digits in ("百", "千", "万")):
        return "structure"
    if case.written[:1] == "近" and case.text_before(1) == "最":
        return "structure"
    if case.written[:1] in "二壹贰叁肆伍陆柒捌玖" and len(case.digits) == 1:
        return "structure"
    if case.unit in ("角", "毛", "元") and not case.is_arabic and case.quantity.value < 10:
        return "structure"
    if case.written == "两" + case.unit and case.unit in _PAIRED:
        return None if case.unit == "次" and re.match(r"[\u4e00-\u9fff]", case.text_after(1)) else "structure"
    return None


def _is_country(value: float, unit: str) -> bool:
    """14亿人, 960多万平方公里: the people or the territory."""
    return value >= _NATION if unit == "人" else value == _TERRITORY


def is_grade_or_structure(case: Case) -> str | None:
    """四级网络, 4A级, 五位一体, 十大工程, 3岁以下."""
    if case.quantity.kind == "frequency":
        return None
    if case.unit[-1:] == "级" or case.text_after(1) == "级":
        return "structure"
    if case.unit == "个" and not case.is_arabic and _PRINCIPLE.match(case.text_after(10)):
        return "structure"
    if case.unit in ("期", "轮") and case.is_arabic and case.text_after(2) not in ("工程", "项目"):
        return None
    # 举办两期推介会
    if case.unit == "期" and _HELD_EVENT.search(case.before):
        return None
    # 分三批
    if case.quantity.comparator == "eq" and case.unit in _INSTALMENTS and re.search(r"(?<![一-鿿]部)分$", case.before):
        return "structure"
    # 至少完成一轮排查
    if case.unit == "轮" and (case.quantity.comparator == "ge" or ACT_BEFORE.search(case.before)):
        return None
    if case.unit in _STRUCTURE_UNITS and (case.quantity.kind == "count" or not case.is_arabic):
        return "structure"
    # 一式两份; 600分以下(不含600分)
    if case.text_before(2) in ("一式", "不含"):
        return "structure"
    # 满5年后, 工作满5年的人员
    if case.unit in ("年", "个月", "月") and case.quantity.comparator == "eq" and case.text_before(1) == "满":
        return "age"
    if case.quantity.kind == "count" and case.text_after(1) == "大" and not case.unit:
        return "structure"
    if case.before.endswith("相当于") or (case.quantity.kind == "count" and _AS_FOLLOWS.match(case.after)):
        return "structure"
    if case.quantity.kind == "count" and (
        _ISSUED_TOGETHER.match(case.after) or (_PARTS.match(case.after) and _IN_ALL.search(case.sentence_before()))
    ):
        return "structure"
    # 分为等级场所和社区场所2类, 包括6个等级
    if case.unit == "类" and _DIVIDED.search(case.before):
        return "structure"
    if case.quantity.kind == "count" and case.after.startswith(_RANKS):
        return "structure"
    # 三队即合唱队、器乐队、舞蹈队
    if case.quantity.kind == "count" and not case.is_arabic and case.text_after(1) == "即":
        return "structure"
    if case.unit in ("大类", "大领域", "大方面", "类") and not case.is_arabic and case.text_before(1) != "等":
        return "structure"
    if case.unit in ("岁", "周岁"):
        return None if re.search(r"寿命[^,]{0,6}$|年龄[^,]{0,4}$", case.before) else "age"
    return None


def is_aspect(case: Case) -> str | None:
    """4个方面, and 12类问题 or 19个重点领域 right behind: in how many respects something is looked at."""
    if case.quantity.kind != "count" or case.quantity.comparator != "eq":
        return None
    if _RESPECT.match(case.layout.text, case.quantity.end):
        return "aspect"
    is_deed = case.unit in ("项", "条") and case.after.startswith(RESPECT_DEEDS)
    return "aspect" if not is_deed and _BEHIND_RESPECT.search(case.text_before(6)) else None


def is_penalty(case: Case) -> str | None:
    """处二百元以上一千元以下的罚款, 处违法所得3倍以下罚款: what who breaks the rule has to pay; 每项扣2分: a mark."""
    if case.unit == "分" and (_MARKED.search(case.before) or _GRADED.match(case.after)):
        return "mark"
    is_fine = _FINE.match(case.text_after(24)) or _FINED.search(case.before)
    return "penalty" if is_fine and (case.quantity.kind == "money" or case.unit == "倍") else None


def is_set_aside(case: Case) -> str | None:
    """除落实上级6项措施外, 对企业3000亿元专项再贷款政策: what holds already, named in passing."""
    if _EXCEPT.search(case.before) and _OUTSIDE.match(case.after):
        return "existing"
    is_used = case.quantity.kind == "money" and (_POLICY.match(case.after) or _USED.search(case.before))
    # 扩大减半征收优惠政策范围, 进入百亿元和千亿元行列
    is_attribute = case.written.endswith("减半") and _HALVING_POLICY.match(case.after)
    is_class = case.quantity.kind == "money" and _CLASS_REACHED.match(case.text_after(12))
    return "existing" if is_used or is_attribute or is_class else None


def is_name_number(case: Case) -> str | None:
    """千校携手, 百名好家长评选活动, 十二项行动计划, 三项制度: a numeral in Chinese in the name of something."""
    if case.is_arabic or case.enclosed("“"):
        return None
    noun = case.noun_after()
    if case.quantity.kind in ("other", "money") and case.quantity.comparator == "eq" and _PLAN_NAME.search(noun):
        return "name"
    if case.quantity.kind != "count" or (case.unit in ("场", "次", "期") and _HELD_EVENT.search(case.before)):
        return None
    if re.match(r"工程|行动|计划|攻坚", noun):
        return "name"
    if case.digits in ("百", "千", "万", "亿"):
        if re.search(r"[百千万亿]", case.after[:8].partition("、")[0]):
            return "name"
        is_set_up = _SET_UP.search(case.before) and case.unit and not _NAME_HEAD.search(noun)
        return None if is_set_up or is_team(noun) else "name"
    if _ASPECT.match(noun):
        return "name"
    if case.quantity.value <= 20 and case.quantity.comparator == "eq" and not is_team(noun):
        first = case.word_after()
        return "name" if _NAME_HEAD.search(noun) or first in _NAME_FIRST else None
    return None


def is_reach(case: Case) -> str | None:
    """公交站点500米全覆盖, 站点50米范围内, 大桥上游800米至: how far something reaches, or where it lies."""
    is_length = case.quantity.kind == "other" and case.unit in ("米", "公里", "千米")
    return "attribute" if is_length and (_REACHED.match(case.after) or _LIES.search(case.before)) else None


def is_denominator(case: Case) -> str | None:
    """万元生产总值能耗, 每千人口托位: a number inside a measure."""
    if (
        case.text_before(1) == "每"
        or _FOR_EACH_NEW.search(case.before)
        or (case.written[:1] == "每" and "/" not in case.quantity.unit)
    ):
        return "denominator"
    if case.quantity.kind not in ("money", "count") or case.is_arabic:
        return None
    return "denominator" if _MEASURED_THING.match(case.text_after(8)) else None
