"""Why a quantity is no target: each rule of the guidelines' list of things that are not targets, under a name.

`exclusion` answers the name of the first rule that speaks against a quantity, or null. A rule sees the quantity, its
place in the layout of the text, and its neighbours.
"""

import re
from collections.abc import Sequence

from flows.model import Quantity
from flows.reference import read_table
from flows.segment.clauses import HELD, TIME, Enclosure, Layout
from flows.segment.phrases import noun_after


def _uses() -> dict[str, frozenset[str]]:
    words: dict[str, set[str]] = {}
    for row in read_table("target_exclusions"):
        words.setdefault(row["use"], set()).add(row["word"])
    return {use: frozenset(members) for use, members in words.items()}


_WORDS = _uses()


def _pattern(use: str) -> str:
    return "|".join(sorted(map(re.escape, _WORDS[use]), key=len, reverse=True))


_NAME_HEAD = re.compile(rf"(?:{_pattern('name_head')})$")
_TEAM_HEAD = re.compile(rf"(?:{_pattern('team_head')})$")
_PAST = re.compile(_pattern("past"))
_CONDITION = re.compile(rf"(?:{_pattern('condition')})")
_GRANT = re.compile(_pattern("grant"))
_CARRIER = re.compile(rf"(?:以上|以下|以内|及以上)?的?[^,;。、]{{0,14}}?(?:{_pattern('carrier')})")
_BUILD = re.compile(_pattern("build"))
_ARABIC = re.compile(r"[0-9]")
_BARE_HUNDREDS = re.compile(r"[百千万亿]")
_LEVEL = re.compile(r"(?:达到?|至|到|为|超过|突破|在|不低于|不少于|不超过|约|增长|增加|提高|下降|降低|减少)$")
_PLANT = re.compile(
    r"[\u4e00-\u9fffA-Za-z]{1,14}(?:生产线|项目|装置|机组|电站|工厂|水厂|码头|产业园|生产基地)(?=[、,。;及和等]|$)"
)
_COUNTED_RANK = re.compile(r"第|前$|排名|位列|位居|名列|跻身|进入全[国省]|列全|居全")
_RESPONSIBLE = re.compile(r"负责|责任单位|牵头|配合单位|分工|参与单位|完成时限|时限:|责任部门")
_YEARS_CUE = re.compile(
    r"(?:期限|时限|时间|期|周期|年限|寿命|工龄|过渡期|任期|聘期|有效期|满|为期|不少于|不超过|最长|至少|缩短|压缩|延长|每|享受|给予|免租|免收|免费|连续|保持|保留|减免|贴息|补助|补贴|奖励)"
)
_BENEFIT_AFTER = re.compile(
    r"(?:的)?[^,。;]{0,8}?(?:期|内[^,。;]{0,12}(?:补|奖|免|减|贴息|享受)|租金|房租|免租|贴息|补助|补贴|社保|过渡期|免费)"
)
_ATTRIBUTE_TIME = re.compile(
    r"(?:小时|天|分钟|年)(?:制|级|以上教|生活圈|交通圈|通勤圈|圈|不打烊|在线|值班|值守|热线|服务|自助|监控|应急|过境|免签|医保|闭环|健康|隔离|一贯制|义务教育|行动|规划|计划|期间|来|前|后|以来|内)"
)
_DENOMINATOR = re.compile(
    r"(?:每|单位|万元|亿元)$|^(?:地区)?(?:生产总值|GDP|国内生产总值|工业增加值|产值|人口|常住人口|户籍人口|居民|人)"
)
_MEASURED = re.compile(
    r"[\u4e00-\u9fff]{1,14}(?:人数|比重|比例|比|率|总额|额|面积|量|收入|规模|投资|总数|强度|指标)(?:[均达到分别为是超过增长提高下降降低控制在]{0,6})"
)


def exclusion(layout: Layout, quantities: Sequence[Quantity], index: int, plan_year: int | None) -> str | None:
    """The rule that speaks against quantities[index], or null when it can be a target."""
    quantity = quantities[index]
    for rule in _RULES:
        if name := rule(layout, quantities, index, plan_year, quantity):
            return name
    return None


def is_responsible_bracket(layout: Layout, bracket: Enclosure) -> bool:
    """(责任单位:…), (市财政局、17个牵头单位具体负责)."""
    return _RESPONSIBLE.search(layout.text, bracket.start, bracket.end) is not None


def _written(layout: Layout, quantity: Quantity) -> str:
    return layout.text[quantity.start : quantity.end]


def _is_calendar(layout, quantities, index, plan_year, quantity) -> str | None:
    if quantity.kind == "other" and quantity.unit in ("年", "月", "日", "号", ""):
        return "calendar"
    if quantity.unit in ("号", "日", "月", "年度", "周年") and quantity.kind != "count":
        return "calendar"
    masked = layout.skeleton[quantity.start : quantity.end]
    return "calendar" if TIME in masked else None


def _is_ordinal(layout, quantities, index, plan_year, quantity) -> str | None:
    text, start = layout.text, quantity.start
    if text[start : start + 1] == "第" or text[max(0, start - 1) : start] == "第":
        return "ordinal"
    if quantity.unit in ("届", "章", "条款", "版") or (quantity.unit == "次" and text.startswith("全会", quantity.end)):
        return "ordinal"
    if _COUNTED_RANK.search(text[max(0, start - 4) : start]) and quantity.kind == "count":
        return "ordinal"
    following = text[quantity.end : quantity.end + 2]
    return (
        "ordinal" if not quantity.unit and following[:1] in ("届", "中", "强", "期", "级", "版", "号", "阶") else None
    )


def _is_named(layout, quantities, index, plan_year, quantity) -> str | None:
    """Inside title marks, or inside quotation marks unless a team is sized or a goal quoted."""
    if layout.enclosure(quantity.start, quantity.end, "《〈"):
        return "title"
    quote = layout.enclosure(quantity.start, quantity.end, "“‘「『")
    if quote is None:
        return None
    inside = layout.text[quote.start + 1 : quote.end]
    if quantity.unit == "清零" or inside == _written(layout, quantity):
        return None if quantity.unit == "清零" or quantity.kind == "percent" else "quoted"
    if _TEAM_HEAD.search(inside) and quantity.value >= 10 and quantity.unit:
        return None
    if (
        layout.text.startswith("目标", quote.end + 1)
        and quantity.kind in ("percent", "money")
        and _ARABIC.search(_written(layout, quantity))
    ):
        return None
    return "quoted"


def _is_identifier(layout, quantities, index, plan_year, quantity) -> str | None:
    text, start, end = layout.text, quantity.start, quantity.end
    before, after = text[max(0, start - 1) : start], text[end : end + 1]
    if layout.enclosure(start, end, "〔"):
        return "identifier"
    if before and before.isascii() and (before.isalnum() or before in "+./"):
        return "identifier"
    if after == "+" or (not quantity.unit and after and after.isascii() and (after.isalnum() or after in "./")):
        return "identifier"
    if quantity.unit in ("号", "号文", "号令", "号楼", "代", "路", "度", "旗", "州"):
        return "identifier"
    return None


def _is_bare(layout, quantities, index, plan_year, quantity) -> str | None:
    if quantity.unit:
        return None
    written = _written(layout, quantity)
    if not _ARABIC.search(written):
        return "bare"
    if quantity.kind == "ratio":
        return None
    before = layout.skeleton[max(0, quantity.start - 4) : quantity.start]
    if layout.text[max(0, quantity.start - 1) : quantity.start] in (":", "·", "、") and written.isdigit():
        return "bare"
    following = layout.text[quantity.end : quantity.end + 1]
    if following and following not in ",。;、)以左":
        return "bare"
    return None if _LEVEL.search(before) or quantity.comparator != "eq" or written[-1] in "万亿" else "bare"


def _is_grade_or_structure(layout, quantities, index, plan_year, quantity) -> str | None:
    unit = quantity.unit
    following = layout.text[quantity.end : quantity.end + 2]
    if unit.split("/")[0] in _WORDS["unit"] and quantity.kind == "count":
        return "structure"
    if following[:1] == "大" and quantity.kind == "count" and not unit:
        return "structure"
    if unit == "位" and following[:1] == "一":
        return "structure"
    if unit == "岁":
        before = layout.skeleton[max(0, quantity.start - 8) : quantity.start]
        return None if re.search(r"寿命|年龄", before) else "age"
    return None


def _is_indefinite(layout, quantities, index, plan_year, quantity) -> str | None:
    written = _written(layout, quantity)
    if written[:1] in "二壹贰叁肆伍陆柒捌玖" and len(written.rstrip(quantity.unit) if quantity.unit else written) <= 1:
        return "structure"
    if quantity.unit in ("角", "毛", "元") and not _ARABIC.search(written) and quantity.value < 10:
        return "structure"
    if layout.text[max(0, quantity.start - 2) : quantity.start] in ("专栏", "附件", "附表", "附录"):
        return "structure"
    if layout.text.startswith(("国道", "省道", "县道", "国、省道"), quantity.end - 1):
        return "structure"
    if (
        quantity.unit.split("/")[0] in ("头", "次", "方", "边", "点")
        and written[:1] == "两"
        and not re.match(r"[\u4e00-\u9fff]", layout.text[quantity.end : quantity.end + 1] or "")
    ):
        return "structure"
    if written[:1] in "数几上成" and not _ARABIC.search(written):
        return "indefinite"
    if written[:1] == "零" or (quantity.value == 0 and written[:1] in "零〇"):
        return "zero"
    return None


def _is_article(layout, quantities, index, plan_year, quantity) -> str | None:
    """一支队伍, 一个环境: one written as a word, neither a rate nor a buildable institution."""
    written = _written(layout, quantity)
    if quantity.value != 1 or quantity.value_max is not None or _ARABIC.search(written) or "一" not in written:
        return None
    if "/" in quantity.unit and quantity.kind == "frequency":
        return None
    if quantity.comparator in ("ge",) or quantity.unit in ("清零", "%"):
        return None
    if quantity.kind != "count":
        return "article" if quantity.kind in ("duration", "other", "money") else None
    clause = layout.text[layout.clause(quantity.start)[0] : quantity.start]
    if re.search(r"每(?:个|所|校|县|市|区|镇|乡|村|社区|街道|一)", clause) and quantity.unit in (
        "个",
        "所",
        "名",
        "座",
        "家",
        "处",
        "支",
    ):
        return None
    if quantity.unit.split("/")[0] in ("所", "座", "家") and re.match(
        r"[^,。;、]{2,}", layout.text[quantity.end :][:12]
    ):
        before = layout.text[max(0, quantity.start - 1) : quantity.start]
        return None if before not in "第同另某每" else "article"
    if quantity.unit.split("/")[0] in ("批", "系列", "些", "套", "种", "支", "类", "段", "次"):
        return "article"
    for other in (index - 1, index + 1):
        if 0 <= other < len(quantities):
            neighbour = quantities[other]
            gap = layout.text[min(neighbour.end, quantity.end) : max(neighbour.start, quantity.start)]
            if (
                neighbour.kind == "count"
                and not re.search(r"[。;:!?\n]", gap)
                and len(gap) < 24
                and _ARABIC.search(_written(layout, neighbour))
                and re.search("[、,]", gap)
            ):
                return None
            if (
                neighbour.comparator == "ge"
                and neighbour.kind == "count"
                and not re.search(r"[。;:!?\n]", gap)
                and "、" in gap
            ):
                return None
    return "article"


def _is_name_number(layout, quantities, index, plan_year, quantity) -> str | None:
    """千校携手, 百名好家长评选活动, 十二项行动计划, 三项制度: a numeral in Chinese in the name of something."""
    written = _written(layout, quantity)
    if _ARABIC.search(written) or quantity.kind != "count":
        return None
    digits = written.rstrip(quantity.unit) if quantity.unit else written
    head = noun_after(layout, quantity.end, min(layout.clause(quantity.end)[1], quantity.end + 24))
    noun = layout.text[head.start : head.end]
    if digits in ("百", "千", "万", "亿"):
        tail = layout.text[quantity.end : quantity.end + 8]
        if _BARE_HUNDREDS.search(tail):
            return "name"
        return None if _TEAM_HEAD.search(noun.split("等")[0]) else "name"
    if re.match(r"方面|层面|环节|维度|要点|阶段|步骤|层次|领域", noun):
        return "name"
    noun = noun.split("等")[0]
    if _NAME_HEAD.search(noun) and quantity.value <= 20 and not _TEAM_HEAD.search(noun):
        return "name"
    return None


def _is_scope(layout, quantities, index, plan_year, quantity) -> str | None:
    """10个区县63所学校: a count that only says where the next one happens."""
    if quantity.kind != "count" or index + 1 >= len(quantities):
        return None
    following = quantities[index + 1]
    if following.kind not in ("count", "money", "other", "percent", "ratio"):
        return None
    gap = layout.skeleton[quantity.end : following.start]
    if not _ARABIC.search(_written(layout, quantity)) and len(gap) <= 18 and _MEASURED.fullmatch(gap):
        return "scope"
    if (
        len(gap) <= 6
        and re.fullmatch(rf"[\u4e00-\u9fff{HELD}]{{0,6}}", gap)
        and not re.search(r"[和及与的]|新|建|达|培|完|引", gap)
        and following.unit != "%"
    ):
        if following.comparator == "eq" and following.kind == "count":
            return "scope"
    return None


def _sums_up(layout, quantities, index, plan_year, quantity) -> str | None:
    """A、B、C等3项: the count of a complete enumeration just given."""
    if quantity.kind != "count" or quantity.comparator != "eq" or quantity.value > 20:
        return None
    start = layout.clause(quantity.start)[0]
    sentence = layout.sentence(quantity.start)[0]
    before = layout.text[start : quantity.start]
    if before.endswith("等"):
        listed = _list_before(layout, sentence, quantity.start - 1)
        return "total" if listed >= quantity.value else None
    listed = _list_before(layout, start, quantity.start)
    return (
        "total" if listed == quantity.value and listed >= 2 and not re.search(r"[建设立培育增完成]$", before) else None
    )


def _list_before(layout: Layout, start: int, end: int) -> int:
    """How many joined members the list that ends at `end` has; quoted members side by side count singly."""
    stretch = layout.skeleton[start:end]
    last = max(stretch.rfind(mark) for mark in ",:")
    quotes = sum(
        1
        for enclosure in layout.enclosures
        if enclosure.mark == "“" and start <= enclosure.start and enclosure.end < end
    )
    held = next((e for e in layout.enclosures if e.mark == "“" and e.end + 1 == end and e.start >= start), None)
    if held is not None and quotes == 1:
        inside = layout.text[held.start + 1 : held.end]
        return len(re.findall(r"[、,]", inside)) + 1
    if last >= 0 and "、" not in stretch[last:] and "和" not in stretch[last:] and quotes < 2:
        return 0
    segment = stretch[last + 1 :] if last >= 0 else stretch
    members = len(re.findall(r"、|(?<=[\u4e00-\u9fff□])(?:和|与|及|以及)(?=[\u4e00-\u9fff□])", segment)) + 1
    return max(members, quotes) if members > 1 or quotes > 1 else 0


def _is_baseline(layout, quantities, index, plan_year, quantity) -> str | None:
    """由45%提高到60%; 2020年为45%."""
    start, end = layout.clause(quantity.start)
    before, after = layout.skeleton[start : quantity.start], layout.skeleton[quantity.end : end]
    if re.search(r"[由从][^,;。]{0,12}$", before) and re.match(
        r"[^,;。]{0,8}(?:提高|增加|上升|提升|扩大|增长|下降|降低|降|减少|缩短|压缩|调整|精简|缩减|发展|增|升)[了]?[到至为]",
        after,
    ):
        return "baseline"
    return None


def _is_past(layout, quantities, index, plan_year, quantity) -> str | None:
    """A sentence that tells what has been reached."""
    first, last = layout.sentence(quantity.start)
    before = layout.text[first : quantity.start]
    start = layout.clause(quantity.start)[0]
    if re.search(r"(?:比|较|与|同)(?:去年|上年)", before):
        before = re.sub(r"(?:比|较|与|同)(?:去年|上年)", "", before)
    if _PAST.search(before) and not re.search(r"今年|到20|力争|确保|将|要", before):
        return "past"
    if plan_year:
        for match in re.finditer(r"(?<![到至比较在自从、—\-~])((?:19|20)\d\d)年(?!规划|度规划|计划|[—\-~至])", before):
            if int(match.group(1)) < plan_year and not re.search(
                r"(?:基础上|[比较到至])",
                before[max(0, match.start() - 2) : match.start()] + before[match.end() : match.end() + 5],
            ):
                if not re.search(r"今年|到20|20\d\d年", before[match.end() :]):
                    return "past"
    clause = layout.text[start : layout.clause(quantity.start)[1]]
    if re.match(r"[^,]{0,6}(?:共有|现有|已有|拥有)", clause) and not re.search("达到|确保|力争", clause):
        return "past"
    return None


def _is_condition(layout, quantities, index, plan_year, quantity) -> str | None:
    """对不足50%的区; 从教10年以上的教师; 面积200平方米以上的…,给予奖励."""
    start, end = layout.clause(quantity.start)
    before, after = layout.skeleton[start : quantity.start], layout.skeleton[quantity.end : end]
    clause = layout.skeleton[start:end]
    if clause.endswith("的") and end < len(layout.text) and layout.text[end] in ",:":
        return "condition"
    if (
        re.match(r"(?:对|凡|如|若|对于|凡是|符合|属于)", clause)
        and "的" in after
        and not re.search(r"给予|按|奖|补", before)
    ):
        return "condition"
    written = _written(layout, quantity)
    bounded = re.search(r"以上|以下|以内|以外|不足|超过|超|低于|高于|不满", written) is not None
    if bounded and re.match(r"(?:\([^)]{0,8}\))?的", after):
        if re.search(r"禁止|严禁|不得|杜绝", layout.text[layout.sentence(quantity.start)[0] : quantity.start]):
            return None
        if _BUILD.search(before) and re.search(r"项目|企业|园区|产业|镇|县", after):
            return None
        if quantity.kind == "count" and quantity.unit not in ("人", "张", "床", "户", "头", "名", "只", "台", "件"):
            return None
        return "condition"
    return None


def _is_threshold(layout, quantities, index, plan_year, quantity) -> str | None:
    """亿元以上项目, 存栏1500头以上养殖场: a size that selects; a target only on what is to be built."""
    written = _written(layout, quantity)
    start, end = layout.clause(quantity.start)
    before, after = layout.skeleton[start : quantity.start], layout.skeleton[quantity.end : end]
    text_after = layout.text[quantity.end : quantity.end + 16]
    bounded = re.search(r"以上|以下|以内|级$|超", written) is not None
    if quantity.kind == "count" and quantity.unit[:1] in "万亿" and _PLANT.match(layout.skeleton, quantity.end):
        return "threshold"
    kind_fits = quantity.kind in ("money", "other", "duration") or quantity.unit in (
        "头",
        "人",
        "床",
        "张",
        "户",
        "只",
        "张床位",
        "羽",
    )
    if not kind_fits:
        return None
    if quantity.kind == "money" and re.match(r"(?:级)", text_after):
        return "threshold"
    if (
        bounded
        and re.match(r"的?[\u4e00-\u9fff“]", text_after)
        and _CARRIER.match(text_after)
        and not re.match(r"的?(?:资金|投资|贷款|补|奖)", text_after)
    ):
        if quantity.kind == "money" and re.search(r"项目|企业", text_after) and _BUILD.search(before):
            return None
        return "threshold"
    if (quantity.unit[:1] in "万亿" or quantity.unit in _WORDS["size_unit"]) and _PLANT.match(
        layout.skeleton, quantity.end
    ):
        return "threshold"
    if (
        quantity.unit in _WORDS["size_unit"]
        and re.match(r"[\u4e00-\u9fff]", text_after)
        and not re.match(r"[以左的]", text_after)
    ):
        return "threshold"
    return None


def _is_attribute_time(layout, quantities, index, plan_year, quantity) -> str | None:
    if quantity.kind != "duration":
        return None
    text = layout.text
    unit_start = quantity.end - len(quantity.unit.split("/")[0])
    near = text[max(quantity.start, quantity.end - 4) : quantity.end + 6]
    before = layout.skeleton[max(layout.base, quantity.start - 12) : quantity.start]
    if quantity.unit in ("小时", "天", "分钟") and re.match(
        r"(?:生活圈|交通圈|通勤圈|经济圈|出行|圈|不打烊|在线|值班|值守|热线|自助|监控|应急|过境|免签|全天|服务圈)",
        text[quantity.end :][:6],
    ):
        return "attribute"
    if quantity.unit in ("小时",) and quantity.value == 24:
        return "attribute"
    if quantity.unit in (
        "年",
        "学年",
        "学期",
        "周",
        "季",
        "季度",
        "年度",
        "天",
        "个月",
        "月",
        "日",
        "世纪",
        "学时",
        "课时",
    ):
        after = text[quantity.end :][:10]
        if quantity.unit in ("学时", "课时"):
            return None
        if re.match(
            r"(?:制|级|期贷|一贯|义务教育|行动|规划|计划|来|前|后|以来|之久|之内|倍增|攻坚|滚动|任期|间|底|初|中)",
            after,
        ):
            return "attribute"
        if (
            _YEARS_CUE.search(before)
            or _BENEFIT_AFTER.match(after)
            or "/" in quantity.unit
            or quantity.comparator in ("ge", "le")
        ):
            return None
        if quantity.unit in ("个月", "天", "日") and re.search(r"至|到|为|时限|缩短|压缩", before):
            return None
        return "attribute"
    return None


def _is_denominator(layout, quantities, index, plan_year, quantity) -> str | None:
    """万元生产总值能耗, 每千人口托位: a number inside a measure."""
    text = layout.text
    before, after = text[max(0, quantity.start - 1) : quantity.start], text[quantity.end :][:8]
    written = _written(layout, quantity)
    if before == "每" or (written.startswith("每") and quantity.kind != "frequency" and "/" not in quantity.unit):
        return "denominator"
    if (
        quantity.kind in ("money", "count")
        and not _ARABIC.search(written)
        and re.match(r"(?:地区|国内)?(?:生产总值|GDP|工业增加值|产值|人口|常住人口|户籍人口|居民|人发明)", after)
    ):
        return "denominator"
    return None


def _is_responsible(layout, quantities, index, plan_year, quantity) -> str | None:
    """(市财政局、17个牵头单位具体负责); 等4部门."""
    if (
        re.match(r"(?:部门|单位|委办局|国家部委|部委)", layout.text[quantity.end :][:5])
        and layout.text[max(0, quantity.start - 1) : quantity.start] == "等"
    ):
        return "responsible"
    if quantity.unit in ("部门",) or (
        not quantity.unit and re.match("部门|部委|单位", layout.text[quantity.end :][:3])
    ):
        return "responsible"
    return None


def _is_attribute_word(layout, quantities, index, plan_year, quantity) -> str | None:
    """全覆盖平台, 清零行动: an absolute word that describes instead of being set as a level."""
    word = _written(layout, quantity)
    if quantity.unit != "清零" and not word.startswith("全"):
        return None
    if word.startswith("全部完成") and word == "全部完成":
        return None
    return None if _ABSOLUTE_END.match(layout.text, quantity.end) else "attribute"


_ABSOLUTE_END = re.compile(r"”?(?:[,。;、:!?\n)]|$|目标|要求|并|和|及|与)")
_RULES = (
    _is_attribute_word,
    _is_calendar,
    _is_ordinal,
    _is_named,
    _is_identifier,
    _is_bare,
    _is_indefinite,
    _is_article,
    _is_grade_or_structure,
    _is_responsible,
    _is_denominator,
    _is_name_number,
    _is_attribute_time,
    _is_baseline,
    _is_scope,
    _sums_up,
    _is_condition,
    _is_threshold,
    _is_past,
)
