"""Where an indicator ends and what a number stands for, in the forms that fresh documents showed in November 2026."""

import pytest

from flows.model import PlanContext
from flows.segment.targets import find_targets
from flows.text import fold

CONTEXT = PlanContext(plan_year=2026)


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("选树10家有特色、能创新、彰显文化的老店。", [("老店", 10, "家", "eq")], "praise says not what is counted"),
        (
            "打造2个集农业生产、休闲观光于一体的示范点。",
            [("示范点", 2, "个", "eq")],
            "what is brought together in a thing says not what it is",
        ),
        ("评选两个以上基础较好的村庄。", [("基础较好的村庄", 2, "个", "ge")], "a degree before an adjective"),
        (
            "开展1场以“垃圾分类”为主题的宣讲活动。",
            [("以“垃圾分类”为主题的宣讲活动", 1, "场", "eq")],
            "a theme stands before its event",
        ),
        (
            "打造10所中小学校为具有文化内涵的示范学校。",
            [("中小学校", 10, "所", "eq")],
            "what they become is no part of it",
        ),
        (
            "住院医保政策范围内报销比例三级医院85%左右、二级医院87%左右。",
            [
                ("三级医院住院医保政策范围内报销比例", 85, "%", "approx"),
                ("二级医院住院医保政策范围内报销比例", 87, "%", "approx"),
            ],
            "a measure before the classes that it is measured of",
        ),
        (
            "门诊报销比例为县级医院75%(其中中医院90%)、乡镇卫生院90%。",
            [
                ("县级医院门诊报销比例", 75, "%", "eq"),
                ("中医院", 90, "%", "eq"),
                ("乡镇卫生院门诊报销比例", 90, "%", "eq"),
            ],
            "behind 为, and past a bracket",
        ),
        ("职工门诊在医保政策范围内报销比例为60%。", [("职工门诊在医保政策范围内报销比例", 60, "%", "eq")], "范围内"),
        (
            "退休职工报销比例高于在职职工5%。",
            [("退休职工报销比例高于在职职工", 5, "%", "eq")],
            "with what it is compared",
        ),
        (
            "将艺术课程纳入公共基础必修课,并确保72学时。",
            [("艺术课程", 72, "学时", "eq")],
            "what is made part of another",
        ),
        ("按照《课程方案》的规定,保证6学分用于艺术类课程。", [("艺术类课程", 6, "学分", "eq")], "what it is used for"),
        ("对生产单位进行全覆盖抽查。", [("生产单位抽查", 100, "%", "eq")], "a check of all"),
        ("实施全覆盖平台。", [], "an attribute of a thing"),
        (
            "突破百项关键技术,打造百家领军企业,实施百名好家长评选活动。",
            [("关键技术", 100, "项", "eq"), ("领军企业", 100, "家", "eq")],
            "a hundred that is set, and one in a name; what one breaks through is no bound",
        ),
        (
            "建设百支管乐团、千支舞蹈队、万个艺术社。",
            [("管乐团", 100, "支", "eq"), ("舞蹈队", 1000, "支", "eq"), ("艺术社", 10000, "个", "eq")],
            "a list of such numbers",
        ),
        (
            "0—35000元按60%报销,取消7000元起付线。",
            [("报销", 60, "%", "eq")],
            "the step of a scale, and what is done away with",
        ),
        ("加快120万吨/年以下球团设备、1200立方米以下高炉等升级改造。", [], "equipment that a size selects"),
        ("资源优先向两个新城区、三个城市副中心配置。", [], "where something flows to"),
        ("抓好甲纤维等3500多个拟竣工投产项目。", [("拟竣工投产项目", 3500, "个", "gt")], "what is planned"),
        ("编排不少于1套、具有本校特色的健身操。", [("健身操", 1, "套", "ge")], "praise apart from its number"),
        (
            "合同预付款支付比例按不低于合同金额的40%、不高于合同金额的70%设定。",
            [
                ("合同预付款支付比例占合同金额", 40, "%", "ge"),
                ("合同预付款支付比例占合同金额", 70, "%", "le"),
            ],
            "two bounds of one share",
        ),
        ("对农户生产性贷款利息按7%予以贴息。", [("农户生产性贷款利息贴息", 7, "%", "eq")], "the rate of a benefit"),
        (
            "每年安排180万元资金扶持600户农户。",
            [("资金扶持", 180, "万元/年", "eq"), ("农户", 600, "户/年", "eq")],
            "money for households is no benefit of the clause before",
        ),
        (
            "对各类企业,三年内给予定额税费减免。",
            [("给予定额税费减免", 3, "年", "eq")],
            "for how long something is given",
        ),
        ("对其房产可继续免征五年房产税。", [("免征房产税", 5, "年", "eq")], "for how long something is waived"),
        ("将辖区划分为五个网格。", [("网格", 5, "个", "eq")], "the verb before 为"),
        ("推进下立交积水改善工程52个。", [("下立交积水改善工程", 52, "个", "eq")], "a verb inside a noun"),
        ("从29个岗位中选择安置。", [("岗位", 29, "个", "eq")], "中 behind what is chosen from"),
        ("帮扶1所薄弱县中。", [("薄弱县中", 1, "所", "eq")], "中 at the end of a noun"),
        ("县域医共体建设全覆盖。", [("县域医共体建设", 100, "%", "eq")], "a noun that holds an adverb"),
        ("推动10家龙头企业担任助理单位。", [("龙头企业", 10, "家", "eq")], "what they do is no part of it"),
        (
            "打造2个国家级和22个省级区域医疗中心。",
            [("国家级区域医疗中心", 2, "个", "eq"), ("省级区域医疗中心", 22, "个", "eq")],
            "a rank alone takes its head from the next number",
        ),
        ("景区绿化提升350亩。", [("景区绿化", 350, "亩", "eq")], "an area is made better"),
        (
            "50%中心卫生院达到二级医院标准。",
            [("中心卫生院达到二级医院标准", 50, "%", "eq")],
            "a share reaches a standard",
        ),
        (
            "新建公园9个(东部新城5个、其他区域4个)。",
            [
                ("新建公园", 9, "个", "eq"),
                ("东部新城新建公园", 5, "个", "eq"),
                ("其他区域新建公园", 4, "个", "eq"),
            ],
            "parts that add up to what stands before the bracket",
        ),
        (
            "改造公厕40座(其中旧城区7座)。",
            [("公厕", 40, "座", "eq"), ("旧城区公厕", 7, "座", "eq")],
            "a part in the bracket",
        ),
        (
            "新建停车场5个(含充电车位200个)。",
            [("新建停车场", 5, "个", "eq"), ("充电车位", 200, "个", "eq")],
            "what a thing holds is no part of a count",
        ),
        (
            "基本公共卫生服务项目达到11大类37项。",
            [("基本公共卫生服务项目", 37, "项", "eq")],
            "classes and their members",
        ),
    ],
)
def test_indicators(text: str, expected: list, why: str) -> None:
    found = find_targets(fold(text), CONTEXT)
    assert [(t.indicator, t.value, t.unit, t.comparator) for t in found] == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "新认定为“老字号”的企业,给予一次性奖励50万元。",
            [("“老字号”的企业一次性奖励", 50, "万元", "eq")],
            "who receives it, without how they came to it",
        ),
        (
            "对年营业收入首次突破1亿元、5亿元的企业,分别给予10万元、50万元奖励。",
            [("年营业收入奖励", 10, "万元", "eq"), ("年营业收入奖励", 50, "万元", "eq")],
            "a condition by what it measures",
        ),
        (
            "对当年自营出口额300万美元以上,且增长10%以上的,给予1万元奖励。",
            [("自营出口额奖励", 1, "万元", "eq")],
            "of two conditions the first",
        ),
        (
            "对获批国家级、省级服务平台的,分别给予最高100万元、50万元奖励。",
            [("国家级服务平台奖励", 100, "万元", "le"), ("省级服务平台奖励", 50, "万元", "le")],
            "a cap holds for all sums of a list, each for one of the ranks",
        ),
        (
            "为符合条件的OPC主体提供最高500万元、最长2年的创业担保贷款。",
            [("符合条件的OPC主体创业担保贷款", 500, "万元", "le"), ("创业担保贷款", 2, "年", "le")],
            "a sum and a term of one loan",
        ),
        (
            "省级安排2000万元对产业园等平台予以算力支持。",
            [("产业园等平台算力支持", 2000, "万元", "eq")],
            "for whom and what stands behind the sum",
        ),
        (
            "给予“数据券”补贴,每家企业每年最高50万元。",
            [("每家企业补贴", 50, "万元/年", "le")],
            "a cap that says only for whom",
        ),
        (
            "加大支持力度,给予最高100万元股权投资支持。",
            [("股权投资支持", 100, "万元", "le")],
            "a force receives nothing",
        ),
        ("组团参展,团组6家单位以上,给予商协会3万元补助。", [("商协会补助", 3, "万元", "eq")], "to whom it is given"),
        (
            "在市级奖励的基础上,再给予一次性奖励100万元。",
            [("一次性奖励", 100, "万元", "eq")],
            "on top of what is nobody",
        ),
        (
            "取得卫星通信基础电信业务经营许可证的企业,给予5000万元的一次性奖励。",
            [("一次性奖励", 5000, "万元", "eq")],
            "who may receive it is told at length",
        ),
        (
            "按照规定给予不超过总投入30%、最高3000万元的经费支持。",
            [("经费支持占总投入", 30, "%", "le")],
            "a share and a sum of one benefit",
        ),
        ("对相关投入的10%给予奖励。", [("奖励占相关投入", 10, "%", "eq")], "the base behind 对 is no condition"),
        (
            "三年安排450亿元支持新质生产力发展。",
            [("新质生产力发展", 450, "亿元", "eq")],
            "what the money is for stands behind it",
        ),
        (
            "按照规定给予最高500万元的开办经费。",
            [("开办经费", 500, "万元", "le")],
            "by what it is given is not what is given",
        ),
        (
            "给予最高500万元的开办经费,并每年给予不超过总运营支出30%、最高200万元的经费支持。",
            [
                ("开办经费", 500, "万元", "le"),
                ("经费支持占总运营支出", 30, "%", "le"),
                ("经费支持", 200, "万元/年", "le"),
            ],
            "what the next word begins with is said once",
        ),
        (
            "绿色园区给予30万元的补贴,市级绿色园区、绿色工厂给予25万元的补贴。",
            [("绿色园区补贴", 30, "万元", "eq"), ("市级绿色园区、绿色工厂补贴", 25, "万元", "eq")],
            "市级 before a noun is no giver",
        ),
        (
            "新认定为国家、省级高新技术的企业,分别给予企业30万元、10万元奖励。",
            [("国家高新技术的企业奖励", 30, "万元", "eq"), ("省级高新技术的企业奖励", 10, "万元", "eq")],
            "who receives it stands in the clause before, and 分别 parts them",
        ),
        (
            "依次给予5000元、1万元创业补贴。",
            [("创业补贴", 5000, "元", "eq"), ("创业补贴", 1, "万元", "eq")],
            "the last of several sums names what all are",
        ),
        (
            "基于绩效分别给予最高不超过50万元、200万元一次性后补助。",
            [("一次性后补助", 50, "万元", "le"), ("一次性后补助", 200, "万元", "le")],
            "and bounds them as the first does",
        ),
        ("人才租住公寓可享受2年的租金减免。", [("租金减免", 2, "年", "eq")], "享受 is an act"),
        ("或申请40~80万元不等的货币补贴。", [("货币补贴", 40, "万元", "between")], "asking for it is an act"),
        ("环卫设施建设共需资金约2亿元。", [("环卫设施建设资金", 2, "亿元", "approx")], "who needs a bare sum names it"),
    ],
)
def test_benefits(text: str, expected: list, why: str) -> None:
    found = find_targets(fold(text), CONTEXT)
    assert [(t.indicator, t.value, t.unit, t.comparator) for t in found][: len(expected)] == expected, why


@pytest.mark.parametrize(
    ("text", "values", "why"),
    [
        ("建设百所特色学校。", [100], "to be built, so a number"),
        ("开展百名好家长评选活动。", [], "the name of an activity"),
        ("举办两期推介会。", [2], "editions that are held"),
        ("分三批组织实施。", [], "in instalments"),
        ("完善15分钟生活圈功能。", [], "the name of an area"),
        ("推行联合监管,实现监管领域全覆盖,现提出如下意见。", [], "what a document is for"),
        ("左岸大桥上游800米至下游400米,岸线长630米。", [630], "where it lies"),
        ("确保亿元以上项目开工97个。", [97], "a size that says which are counted"),
        ("2020年普查数据显示,全区60岁以上人口65448人;65岁以上人口47678人。", [], "what a census shows"),
        ("实现有条件的乡镇公共服务能力全覆盖。", [100], "no 现有"),
        ("进行为期不少于4周的专项培训。", [4], "how long what is held lasts"),
        ("参加不少于72学时的培训。", [72], "in lessons"),
        ("培育6小时汽车耐力赛品牌。", [], "the name of a race"),
        ("站点50米范围内设置标识。", [], "how far something reaches"),
        ("每天一小时校园体育活动。", [1], "one, as a rate"),
        ("建设30公里以上环公园绿道。", [30], "a length right behind the verb is built"),
        ("亿元以上项目达到100个以上。", [100_000_000, 100], "the size of projects is set too"),
        ("提供总计10万平方米的空间载体。", [10], "a sum that is provided"),
        ("组建一支不少于30人的志愿者队伍。", [30], "the size of a team"),
        ("加快去年85个签约项目落地,工业增加值增长8%以上。", [85, 8], "what is left of last year is done now"),
        ("按每天8学时计算培训费。", [], "how it is reckoned"),
        ("执行CJJ 14-2005标准。", [], "the number of a standard"),
        ("推动60万千瓦以上现役煤电机组改造。", [], "what is there already is not built"),
        ("完成40万千瓦现役机组节能改造。", [], "nor is its size"),
        ("建设40万千瓦风电项目。", [40], "a size right behind the verb is built"),
        ("新增5000万千瓦光伏装机。", [5000], "so is one before what is no plant"),
        ("到2025年建成投产约300万千瓦新型储能。", [300], "about so much"),
        ("推广30万千瓦供热机组。", [], "a kind of it"),
        ("推动120万吨/年及以上煤矿智能化改造。", [], "a size that selects mines"),
        ("对服役8年以上老旧设施进行更新。", [], "an age selects"),
    ],
)
def test_what_counts(text: str, values: list[float], why: str) -> None:
    assert [target.value for target in find_targets(fold(text), CONTEXT)] == values, why


def test_a_sum_of_money_may_leave_out_its_unit() -> None:
    (found,) = find_targets("总营业收入超1000万。", CONTEXT)
    assert (found.indicator, found.value, found.unit, found.kind) == ("总营业收入", 1000, "万", "money")
    (people,) = find_targets("带动就业超1000万。", CONTEXT)
    assert people.kind == "count"


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("PM2.5年均浓度控制在35微克/立方米以下。", "PM2.5年均浓度", "the digits of a name are no years"),
        ("细颗粒物年均浓度降至30微克/立方米。", "细颗粒物年均浓度", "年均 inside a measure is no adverb"),
        ("九年义务教育巩固率达到98%。", "九年义务教育巩固率", "nor are the years of schooling"),
        ("确保规模以上企业100家。", "规模以上企业", "规模 belongs to 以上, not to the verb"),
        ("地表水达到或好于Ⅲ类水体比例50%。", "地表水达到或好于Ⅲ类水体比例", "a class that is reached"),
        ("县域内就诊率达到90%。", "县域内就诊率", "where patients are treated is what is measured"),
        ("信访事项及时受理率100%。", "信访事项及时受理率", "how fast is what is measured"),
        ("开展送戏下乡50场。", "送戏下乡", "one word"),
        ("GDP达到30亿元,GDP30亿元。", "GDP", "money behind letters"),
        ("公交站点500米覆盖率达到90%。", "公交站点500米覆盖率", "how far it reaches is no target of its own"),
    ],
)
def test_names_of_common_measures(text: str, expected: str, why: str) -> None:
    assert {target.indicator for target in find_targets(fold(text), CONTEXT)} == {expected}, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "投资额原则上不得低于每公顷2006万元。",
            [("投资额", 2006, "万元", "ge")],
            "what the number is divided by stands behind its bound",
        ),
        ("报告数达到每百万人口800份以上。", [("报告数", 800, "份", "ge")], "and behind a verb of reaching"),
        (
            "力争完成投资92亿元,比年度计划增加14亿元。",
            [("投资", 92, "亿元", "eq"), ("投资", 14, "亿元", "eq")],
            "a plan that is compared with is not what grows",
        ),
        (
            "新增泊位510个,比原计划增加200个。",
            [("新增泊位", 510, "个", "eq"), ("新增泊位", 200, "个", "eq")],
            "原计划 is one too",
        ),
        ("收到报告的24小时内启动核查处置。", [("启动核查处置", 24, "小时", "le")], "a term with what is done in it"),
        ("提供24小时服务。", [], "round the clock"),
        (
            "建设新客运站,占地60亩,建筑面积3万平方米。",
            [("新客运站占地", 60, "亩", "eq"), ("新客运站建筑面积", 3, "万平方米", "eq")],
            "two measures of one thing",
        ),
        (
            "建设3条农村公路,总里程45公里,投资1.2亿元。",
            [("农村公路", 3, "条", "eq"), ("农村公路总里程", 45, "公里", "eq"), ("农村公路投资", 1.2, "亿元", "eq")],
            "the second is not of the first",
        ),
        (
            "引进亿元以上项目12个,其中5亿元以上3个、10亿元以上1个。",
            [
                ("项目", 100_000_000, "元", "ge"),
                ("亿元以上项目", 12, "个", "eq"),
                ("项目", 5, "亿元", "ge"),
                ("5亿元以上项目", 3, "个", "eq"),
                ("项目", 10, "亿元", "ge"),
                ("10亿元以上项目", 1, "个", "eq"),
            ],
            "a size without a noun takes that of the whole, without the size of the whole",
        ),
        (
            "城市清洁取暖率达到100%,农村达到75%以上。",
            [("城市清洁取暖率", 100, "%", "eq"), ("农村清洁取暖率", 75, "%", "ge")],
            "a measure is told of one class of places after the other",
        ),
        (
            "城市社区覆盖率达到100%,农村社区达到90%。",
            [("城市社区覆盖率", 100, "%", "eq"), ("农村社区覆盖率", 90, "%", "eq")],
            "with what both classes are of",
        ),
        (
            "小学体质合格率达到95%,初中达到93%。",
            [("小学体质合格率", 95, "%", "eq"), ("初中体质合格率", 93, "%", "eq")],
            "and of one kind of schools after the other",
        ),
        (
            "项目内新建面积原则上不应大于现状总面积的20%。",
            [("新建面积占现状总面积", 20, "%", "le")],
            "the bound of a share stands before its base",
        ),
        ("研发投入不应低于营业收入的3%。", [("研发投入占营业收入", 3, "%", "ge")], "whatever its words"),
        ("公共建筑总体能效在现有水平上提升10%。", [("公共建筑总体能效", 10, "%", "eq")], "and not where it begins"),
        ("培育100个智能建造产业基地。", [("智能建造产业基地", 100, "个", "eq")], "a way of building is no act"),
        ("没有提出两个或两个以上方案的不决策。", [], "how many there must be"),
        ("落实三个着力重要要求。", [], "the number of a slogan"),
        ("6月底前完成60%年度任务量。", [("任务量", 60, "%", "eq")], "the year's own, said between"),
        ("构建总体框架(如图1所示)。", [], "the number of a figure"),
        ("实施六盘山、罗山生态修复。", [], "the name of a mountain"),
        ("每家企业至少走访2次。", [("走访", 2, "次", "ge")], "visits are counted, not places"),
    ],
)
def test_what_a_number_is_of(text: str, expected: list, why: str) -> None:
    found = find_targets(fold(text), CONTEXT)
    assert [(t.indicator, t.value, t.unit, t.comparator) for t in found] == expected, why
