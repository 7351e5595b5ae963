"""Whose measure it is when the clause with the number does not say, and what leaves an indicator."""

import pytest

from flows.model import PlanContext
from flows.segment.targets import find_targets
from flows.text import fold

CONTEXT = PlanContext(plan_year=2026)
OWNERS = [
    # (text, [(indicator, value, unit)], why)
    (
        "生态观光园项目,计划完成年度投资1亿元。",
        [("生态观光园项目投资", 1, "亿元")],
        "how surely and when",
    ),
    (
        "做强柑橘加工企业,总体加工能力达到300万吨/年。",
        [("柑橘加工企业总体加工能力", 300, "万吨/年")],
        "the object of the clause before",
    ),
    (
        "新建城区硬化地面,可渗透面积要达到40%以上。",
        [("新建城区硬化地面可渗透面积", 40, "%")],
        "the clause before is nothing but the thing",
    ),
    ("完善大病保险,报销比例由50%提高到60%。", [("大病保险报销比例", 60, "%")], "a rate that says nothing alone"),
    (
        "养老保险试点,试点范围扩大到23%。",
        [("养老保险试点范围", 23, "%")],
        "what both end and begin with is said once",
    ),
    (
        "建设一支结构合理的“双师型”教师队伍,数量达到专任教师总数70%以上。",
        [("“双师型”教师队伍数量占专任教师总数", 70, "%")],
        "a share whose verb is no 占; the article and the praise are left out",
    ),
    (
        "甲地产业园项目:位于乙镇,总投资3亿元。",
        [("甲地产业园项目总投资", 3, "亿元")],
        "what labels the sentence",
    ),
    (
        "一般债券22.95亿元,占比45.3%;社会投资20.8亿元,占比40.9%。",
        [
            ("一般债券", 22.95, "亿元"),
            ("一般债券占比", 45.3, "%"),
            ("社会投资", 20.8, "亿元"),
            ("社会投资占比", 40.9, "%"),
        ],
        "a share of all is that of the sum before",
    ),
    (
        "年度计划投资19.36亿元,同比增加0.72亿元,比增3.8%。",
        [("年度计划投资", 19.36, "亿元"), ("年度计划投资", 0.72, "亿元"), ("年度计划投资", 3.8, "%")],
        "what it grows by, in money and in percent",
    ),
    ("省定普通高中生均公用经费不低于1000元/年。", [("省定普通高中生均公用经费", 1000, "元/年")], "生均, not 高中生"),
    (
        "共15个项目,主要有甲海科技中心、乙湖酒店群等12个项目。",
        [("项目", 15, "个"), ("甲海科技中心、乙湖酒店群等项目", 12, "个")],
        "主要有 opens a list",
    ),
    (
        "建设产业园等总投资20亿元的30个项目。",
        [("项目总投资", 20, "亿元"), ("项目", 30, "个")],
        "等 closes the examples",
    ),
    (
        "亿元项目开工9个,完成投资2亿元。",
        [("亿元项目开工", 9, "个"), ("亿元项目投资", 2, "亿元")],
        "not of their beginning",
    ),
    ("落实土地承包到期后再延长30年的政策。", [("土地承包", 30, "年")], "when is no part of what"),
    ("支持其行政区域内2家开发区升级。", [("开发区升级", 2, "家")], "where is no part of what"),
    ("探索在10%的服务站设置中医阁。", [("服务站设置中医阁", 10, "%")], "nor is 探索在"),
    ("每年为65岁以上老年人提供1次健康体检。", [("65岁以上老年人健康体检", 1, "次/年")], "for whom"),
    ("DIP支付方式改革医疗机构覆盖率达80%。", [("DIP支付方式改革医疗机构覆盖率", 80, "%")], "支付 is half of a noun"),
    ("被评为省级示范社的,奖励5万元。", [("省级示范社奖励", 5, "万元")], "what one became"),
    ("获得绿色工厂认定的,一次性奖励50万元。", [("绿色工厂一次性奖励", 50, "万元")], "and by which act"),
    (
        "对新认定的国家级、省级技术中心,分别给予100万元、50万元奖励。",
        [("新认定的国家级技术中心奖励", 100, "万元"), ("省级技术中心奖励", 50, "万元")],
        "both ranks have the same head",
    ),
    ("责任单位:市教育局,总投资5亿元。", [("总投资", 5, "亿元")], "who acts owns no measure"),
    ("该项目位于甲镇,总投资120万元。", [("总投资", 120, "万元")], "该 points to what is not said here"),
    (
        "新建5处以上停车场,改造10处。",
        [("新建停车场", 5, "处"), ("改造停车场", 10, "处")],
        "an act takes the thing",
    ),
    (
        "开始执行集中采购结果,周期为1年。",
        [("集中采购结果周期", 1, "年")],
        "a word that says little begins no topic",
    ),
    (
        "铁路里程达到3万公里,高铁覆盖80%以上的大城市。",
        [("铁路里程", 3, "万公里"), ("高铁覆盖大城市", 80, "%")],
        "who covers what",
    ),
    (
        "健全卫生服务网络,实现乡村、社区全覆盖。",
        [("卫生服务网络乡村、社区", 100, "%")],
        "a base alone in its clause",
    ),
    ("加强易致贫人口监测,实现动态清零。", [("易致贫人口监测", 0, "清零")], "动态 says how"),
    (
        "医保人均财政补助标准再增加40元,一半用于大病保险。",
        [("医保人均财政补助标准", 40, "元"), ("医保人均财政补助标准用于大病保险", 50, "%")],
        "half of the rise, for what",
    ),
    ("项目作为校级课题立项,经费为每项1万元。", [("经费", 1, "万元")], "for each of what is no thing"),
    (
        "提高粮食最低收购价,早籼稻、粳稻每50公斤分别提高3元和10元。",
        [("早籼稻粮食最低收购价", 3, "元"), ("粳稻粮食最低收购价", 10, "元")],
        "what rises stands before for whom",
    ),
    ("安排109亿元资金支持再就业。", [("再就业资金", 109, "亿元")], "what money supports"),
    (
        "贴息期不超过3年,单个项目贴息期不超过2年,最高500万元。",
        [("贴息期", 3, "年"), ("单个项目贴息期", 2, "年"), ("单个项目贴息", 500, "万元")],
        "the sum of what the term before is of",
    ),
    (
        "屋顶绿化计入绿地面积的比例,改造项目不超过10%。",
        [("改造项目屋顶绿化计入绿地面积的比例", 10, "%")],
        "the measure opens the sentence",
    ),
    ("每年对政务数据目录至少核查一次。", [("政务数据目录核查", 1, "次/年")], "what an act is done to"),
    ("对子企业每5年至少进行一次全面轮审。", [("子企业轮审", 1, "次/5年")], "behind the number, the act"),
]
NAMES = [
    ("运行经费(不含人员工资、绩效等经费)不少于2万元/年。", [("运行经费", 2, "万元/年")], "a bracket that explains"),
    ("新建商贸中心(含服务中心)20家。", [("新建商贸中心(含服务中心)", 20, "家")], "a bracket that names"),
    ("培育1家主业突出、经营规范、实力较强的龙头机构。", [("龙头机构", 1, "家")], "a chain of praise"),
    (
        "粮、经、饲比例调整为16:18:66。",
        [("粮、经、饲比例", 16 / 18, "ratio")],
        "经 between two joiners is no preposition",
    ),
    (
        "单位国内生产总值能耗、二氧化碳排放分别降低13.5%、18%。",
        [("单位国内生产总值能耗", 13.5, "%"), ("单位国内生产总值二氧化碳排放", 18, "%")],
        "what the first is reckoned for holds for the second",
    ),
    (
        "居民医保和公共卫生服务经费人均财政补助标准分别增加30元和5元。",
        [("居民医保人均财政补助标准", 30, "元"), ("公共卫生服务经费人均财政补助标准", 5, "元")],
        "the shared head begins at 人均",
    ),
    ("药品再注册费下降至1.7万元。", [("药品再注册费", 1.7, "万元")], "再 is half of a word"),
    ("超5000个已建成自然村的生活污水治理设施。", [("已建成自然村的生活污水治理设施", 5000, "个")], "已 opens a clause"),
    ("中央对地方转移支付增长10.9%。", [("中央对地方转移支付", 10.9, "%")], "对 between two levels"),
    (
        "预算编制、资金使用、项目安排等业务功能全覆盖。",
        [("预算编制、资金使用、项目安排等业务功能", 100, "%")],
        "verbs at the ends of a list",
    ),
    ("建设一个机场、五条高速公路。", [("高速公路", 5, "条")], "the article before belongs to another thing"),
    ("新谋划重大项目300个以上。", [("新谋划重大项目", 300, "个")], "a verb that says what is counted"),
    ("落实首年关税为零的2070种进口商品。", [("首年关税为零的进口商品", 2070, "种")], "the clause before says which"),
    ("做强13条重点产业链和先进制造业集群。", [("重点产业链", 13, "条")], "条 counts no 集群"),
    ("建设12条道路和桥梁连接线。", [("道路和桥梁连接线", 12, "条")], "条 counts both"),
    ("该项目占地10亩。", [("占地", 10, "亩")], "该 points to what is not said here"),
    ("完成8600亩的养殖清退任务。", [("养殖清退任务", 8600, "亩")], "a verb of doing that is half of a noun"),
    (
        "集中供养率水平不断提高,达到60%。",
        [("集中供养率水平", 60, "%")],
        "a verb of change ends the clause before",
    ),
    (
        "开工12个百亿元、70个30亿元以上项目。",
        [("开工项目", 12, "个"), ("项目", 1e10, "元"), ("项目", 70, "个"), ("项目", 30, "亿元")],
        "sizes listed before their thing",
    ),
    (
        "甲村、乙村、丙村等3个贫困村出列。",
        [("贫困村出列", 3, "个")],
        "a sum that is promised",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), OWNERS + NAMES)
def test_indicators(text, expected, why):
    found = find_targets(fold(text), CONTEXT)
    assert [(t.indicator, t.value, t.unit) for t in found] == expected, why


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("我国有9亿多劳动力、1亿多各类人才,这是我们最大的优势。", "what the country has"),
        ("凡涉及两个以上部门的事项,由主办部门会同办理。", "which matters"),
        ("到居住地居住半年以上,符合稳定就业条件的,可以申领居住证。", "who may apply"),
        ("逾期不改正的,处二百元以上一千元以下罚款。", "a fine"),
        ("处违法所得3倍以下罚款。", "a fine reckoned from the gain"),
        ("未持证上岗的每人扣50分,扣完为止。", "what an assessment takes off"),
        ("评定标准:600分以上达标,600分以下(不含600分)不达标。", "what a mark is worth"),
        ("本表一式2份,自评完成后报送。", "copies"),
        ("在该地区工作满5年的人员可以申请落户。", "how long somebody has to have worked"),
        ("推动高校构建全覆盖、分层次、有特色的课程体系。", "what the system is like"),
        ("场所类型分为等级场所和社区场所2类。", "how many kinds there are"),
        ("在保证65%绿化用地比例的前提下,布局设施。", "a premise"),
        ("推进石门二路01单元更新。", "the number of a plot"),
        ("推进安远路899项目。", "the number of a project"),
        ("贯彻落实省卫生健康委等九个省级部门联合印发的意见。", "who issued it"),
        ("分类梳理包括区域更新、民生改善等方面共22项任务。", "a sum of what is listed"),
        ("督导组分赴11个设区市。", "where they go"),
        ("推动更多企业进入百亿元和千亿元行列。", "classes of companies"),
        ("扩大减半征收所得税优惠政策的小微企业范围。", "a policy by its name"),
        ("本办法自发布之日起施行,有效期5年。", "how long the rules hold"),
    ],
)
def test_what_is_no_target(text, why):
    assert find_targets(fold(text), CONTEXT) == [], why


TERMS = [
    ("应当在五个工作日内完成目录更新。", [("目录更新", 5, "个工作日")], "in words as in digits"),
    ("应当在五个工作日内予以答复。", [("答复", 5, "个工作日")], "a short act of somebody who has to"),
    ("登记后三个工作日内,到派出所申报居住登记。", [("到派出所申报居住登记", 3, "个工作日")], "behind a comma"),
    ("申请人可以在60日内申请行政复议。", [], "what somebody may do"),
    ("发现后2小时内未报告的,予以问责。", [], "a condition"),
    ("对于重点人才5年内享受政府薪酬补贴。", [("享受政府薪酬补贴", 5, "年")], "how long a benefit lasts"),
]


@pytest.mark.parametrize(("text", "expected", "why"), TERMS)
def test_terms(text, expected, why):
    found = find_targets(fold(text), CONTEXT)
    assert [(t.indicator, t.value, t.unit) for t in found] == expected, why
