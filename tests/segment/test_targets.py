"""Targets, rule by rule of the annotation guidelines: a sentence, what counts in it, and why."""

import pytest

from flows.model import PlanContext
from flows.segment.targets import find_targets

CONTEXT = PlanContext(plan_year=2026)


def read(text: str) -> list[tuple]:
    """(indicator, value, unit, comparator, basis) of each target, ascending."""
    return [
        (target.indicator, target.value, target.unit, target.comparator, target.basis)
        for target in find_targets(text, CONTEXT)
    ]


def level(indicator: str, value: float, unit: str, comparator: str = "eq") -> tuple:
    return indicator, value, unit, comparator, "level"


def rise(indicator: str, value: float, unit: str, comparator: str = "eq") -> tuple:
    return indicator, value, unit, comparator, "increase"


def fall(indicator: str, value: float, unit: str, comparator: str = "eq") -> tuple:
    return indicator, value, unit, comparator, "decrease"


ONE_ENTRY_PER_NUMBER = [
    (
        "培育30个示范村和12个示范镇。",
        [level("示范村", 30, "个"), level("示范镇", 12, "个")],
        "two numbers are two targets",
    ),
    (
        "公办园和普惠性民办园在园幼儿占比达到85%。",
        [level("公办园和普惠性民办园在园幼儿占比", 85, "%")],
        "one number over joined nouns is one target, with the whole phrase",
    ),
    (
        "建设25个实训基地、大师工作室。",
        [level("实训基地、大师工作室", 25, "个")],
        "one verb and number before joined nouns",
    ),
    (
        "遴选县级名师80名、骨干教师240名。",
        [level("县级名师", 80, "名"), level("骨干教师", 240, "名")],
        "each number has its own noun",
    ),
    ("开展12场家长课堂和亲子阅读活动。", [level("家长课堂和亲子阅读活动", 12, "场")], "joined nouns after one number"),
]

WHAT_IS_COUNTED = [
    ("全年新改扩建中小学28所。", [level("新改扩建中小学", 28, "所")], "新改扩建 says what is counted"),
    ("新建4所乡镇公办幼儿园。", [level("新建乡镇公办幼儿园", 4, "所")], "a number between verb and noun"),
    ("力争净增规上服务业企业18户。", [level("净增规上服务业企业", 18, "户")], "净增 stays, 力争 goes"),
    (
        "年内建成市级劳动教育基地25所。",
        [level("市级劳动教育基地", 25, "所")],
        "verbs of doing and scope words are dropped",
    ),
    ("推进县属6所高中顺利搬迁。", [level("县属高中", 6, "所")], "the number is taken out of the middle"),
    (
        "组织160名城区骨干教师到边远乡镇支教。",
        [level("城区骨干教师", 160, "名")],
        "the phrase ends where the act begins",
    ),
    (
        "完成3所标准化学校和7所特色学校的评估验收。",
        [level("标准化学校", 3, "所"), level("特色学校", 7, "所")],
        "of an act",
    ),
    ("选派90名干部驻村。", [level("干部驻村", 90, "名")], "a bare head keeps its predicate"),
    ("确保15个项目按期竣工投用。", [level("项目按期竣工投用", 15, "个")], "a bare head keeps its predicate"),
    (
        "打造2个功能齐全、特色鲜明的服务综合体。",
        [level("功能齐全、特色鲜明的服务综合体", 2, "个")],
        "a relative clause",
    ),
    ("建设一所本科层次职业大学。", [level("本科层次职业大学", 1, "所")], "one to be built is a number"),
    ("对320户困难家庭开展走访。", [level("困难家庭", 320, "户")], "the size of a set named as the object of work"),
]

LEVELS_AND_CHANGES = [
    ("高中阶段毛入学率达到97%以上。", [level("高中阶段毛入学率", 97, "%", "ge")], "a closing 以上"),
    ("城镇登记失业率控制在4%以内。", [level("城镇登记失业率", 4, "%", "le")], "以内"),
    ("生均用地面积不低于22平方米。", [level("生均用地面积", 22, "平方米", "ge")], "不低于"),
    ("单位用电成本不超过0.5元。", [level("单位用电成本", 0.5, "元", "le")], "不超过"),
    ("示范带动农户900户左右。", [level("农户", 900, "户", "approx")], "左右"),
    ("工业总产值突破600亿元。", [level("工业总产值", 600, "亿元", "gt")], "突破"),
    ("全市生产总值增长7%左右。", [rise("生产总值", 7, "%", "approx")], "a rate of change"),
    (
        "居民消费价格涨幅控制在2.5%左右。",
        [level("居民消费价格涨幅", 2.5, "%", "approx")],
        "a rate named as the indicator",
    ),
    (
        "中小学生近视率比上年降低0.8个百分点。",
        [fall("中小学生近视率", 0.8, "个百分点")],
        "a change, the baseline dropped",
    ),
    ("城镇化率在2025年基础上提高1个百分点。", [rise("城镇化率", 1, "个百分点")], "the baseline is no target"),
    ("普职比调整到5:5。", [level("普职比", 1, "ratio")], "a ratio is a/b"),
    ("增加公办幼儿园学位3600个。", [rise("公办幼儿园学位", 3600, "个")], "增加 is a change"),
    ("新增公办幼儿园学位3600个。", [level("新增公办幼儿园学位", 3600, "个")], "新增 is a level of the new"),
    ("农村居民收入比2020年翻一番。", [rise("农村居民收入", 100, "%")], "翻番 doubles"),
    ("义务教育巩固率巩固在98%以上。", [level("义务教育巩固率", 98, "%", "ge")], "a level to be kept"),
    (
        "城镇居民人均可支配收入由3.8万元提高到4.2万元。",
        [level("城镇居民人均可支配收入", 4.2, "万元")],
        "the start is a baseline",
    ),
    ("人均预期寿命达到80岁。", [level("人均预期寿命", 80, "岁")], "an age counts only as a measure"),
    ("创新指数达到72。", [level("创新指数", 72, "")], "an index has no unit"),
]

SHARES = [
    (
        "参加社团的学生达到在校生的60%。",
        [level("参加社团的学生占在校生", 60, "%")],
        "a thing and its base, joined by 占",
    ),
    ("服务业增加值占地区生产总值比重提高到55%。", [level("服务业增加值占地区生产总值比重", 55, "%")], "占 in the text"),
    (
        "服务业增加值380亿元,占地区生产总值比重超过52%。",
        [level("服务业增加值", 380, "亿元"), level("服务业增加值占地区生产总值比重", 52, "%", "gt")],
        "a share of the thing before",
    ),
    (
        "确保90%以上学校设立心理辅导室。",
        [level("学校设立心理辅导室", 90, "%", "ge")],
        "a share of subjects that do something",
    ),
    ("安排不少于15%的骨干教师轮岗。", [level("骨干教师轮岗", 15, "%", "ge")], "a share before its thing"),
    ("劳动课时不少于一半。", [level("劳动课时", 50, "%", "ge")], "一半 is 50 %"),
]

RATES = [
    (
        "按每月不低于500元标准发放生活补贴。",
        [level("生活补贴", 500, "元/月", "ge")],
        "a time denominator belongs to the unit",
    ),
    ("保证每天校内锻炼时间不少于2小时。", [level("校内锻炼时间", 2, "小时/天", "ge")], "per day"),
    ("每两年评选一批德育成果。", [level("德育成果", 1, "批/2年")], "a cycle is a frequency"),
    ("每月举办一期名师讲堂。", [level("名师讲堂", 1, "期/月")], "one a month is a number"),
    (
        "推动各县区新建2所以上寄宿制学校。",
        [level("新建寄宿制学校", 2, "所", "ge")],
        "a distributive scope is no denominator",
    ),
    (
        "每年推广节水设备600台以上,智能水表2000只以上。",
        [level("节水设备", 600, "台/年", "ge"), level("智能水表", 2000, "只/年", "ge")],
        "每年 holds for the list",
    ),
]

ABSOLUTE_WORDS = [
    ("确保超大班额“清零”。", [level("超大班额", 0, "清零")], "清零 is 0"),
    ("实现学校午休服务全覆盖。", [level("学校午休服务", 100, "%")], "全覆盖 is 100 %"),
    ("推进校园直饮水改造,全部完成达标。", [level("校园直饮水改造", 100, "%")], "the thing stands in the clause before"),
    ("搭建全覆盖的公共服务平台。", [], "全覆盖 as an attribute"),
    ("配齐专职教师,消除危房,做到应助尽助、零容忍。", [], "the list of absolute words is closed"),
    ("全面完成第三期行动计划。", [], "全面完成 is not in the list"),
]

CARRIED_OVER = [
    (
        "新增班级60个,学位2700个。",
        [level("新增班级", 60, "个"), level("新增学位", 2700, "个")],
        "the verb stands before an earlier number",
    ),
    (
        "全年开工项目35个,竣工20个。",
        [level("开工项目", 35, "个"), level("项目竣工", 20, "个")],
        "the thing stands before an earlier number",
    ),
    (
        "副高级岗位比例高中达到40%、初中达到30%。",
        [level("高中副高级岗位比例", 40, "%"), level("初中副高级岗位比例", 30, "%")],
        "a head before the first member",
    ),
    (
        "小麦播种面积达到90万亩、产量达到45万吨。",
        [level("小麦播种面积", 90, "万亩"), level("小麦产量", 45, "万吨")],
        "a bare measure is that of the thing before",
    ),
    (
        "城镇、农村居民收入分别增长6%、8%。",
        [rise("城镇居民收入", 6, "%"), rise("农村居民收入", 8, "%")],
        "分别 pairs members and numbers",
    ),
    (
        "国家级、省级示范校分别达到3所、15所以上。",
        [level("国家级示范校", 3, "所", "ge"), level("省级示范校", 15, "所", "ge")],
        "a closing 以上 after 分别 holds for all",
    ),
    ("工业投资、技改投资均增长12%以上。", [rise("工业投资、技改投资", 12, "%", "ge")], "均 keeps the phrase whole"),
]

THRESHOLDS = [
    (
        "培育年产值超亿元的企业6家。",
        [level("企业年产值", 100000000, "元", "gt"), level("企业", 6, "家")],
        "a count and the size of what is built are two targets",
    ),
    ("建设5座220千伏变电站。", [level("220千伏变电站", 5, "座")], "a size in a name is none"),
    ("完成存栏500头以上养殖场粪污治理。", [], "a size that selects existing objects"),
    ("引进500强企业。", [], "a rank is a name"),
]

BENEFITS = [
    (
        "对新认定的省级示范园给予一次性奖励20万元。",
        [level("新认定的省级示范园一次性奖励", 20, "万元")],
        "the receiver belongs to the indicator",
    ),
    (
        "按设备购置额的12%给予补助,最高300万元。",
        [level("补助占设备购置额", 12, "%"), level("补助", 300, "万元", "le")],
        "cap",
    ),
    ("贷款贴息期限不超过2年。", [level("贷款贴息期限", 2, "年", "le")], "how long something is paid"),
    ("对从教20年以上的教师颁发证书。", [], "a condition"),
    ("面积300平方米以上的,可申请补助。", [], "a condition of receiving"),
]

LEFT_EDGE = [
    ("1.建设停车场4个。", [level("停车场", 4, "个")], "the number of a list"),
    ("建设学校(含教学点)14所。", [level("学校(含教学点)", 14, "所")], "a verb before what is built"),
    ("建设项目14个。", [level("建设项目", 14, "个")], "a verb that is half of the noun"),
    ("五年新增装机容量650万千瓦。", [level("新增装机容量", 650, "万千瓦")], "a span of years"),
    (
        "教育类7个(含职教园区)、卫生类2个(含急救中心)。",
        [level("教育类", 7, "个"), level("卫生类", 2, "个")],
        "brackets between two numbers",
    ),
    (
        "小学阶段、初中阶段的辍学率分别控制在0.1%、0.3%以内。",
        [level("小学阶段的辍学率", 0.1, "%", "le"), level("初中阶段的辍学率", 0.3, "%", "le")],
        "a head that 的 joins to both",
    ),
    ("收费标准由每人每年60元提高到80元。", [level("收费标准", 80, "元/年")], "where a change starts"),
    ("财政收入计划增长7%。", [rise("财政收入", 7, "%")], "计划 before a verb"),
]

SPENDING = [
    ("市财政安排6000万元用于危旧房改造。", [level("危旧房改造", 6000, "万元")], "what an allotment is for"),
    ("投入2.3亿元建设智慧医院。", [level("智慧医院投入", 2.3, "亿元")], "what is built with it"),
    ("安排5000万元专项资金支持冷链物流。", [level("冷链物流专项资金", 5000, "万元")], "the fund is named too"),
    ("安排800万元,用于校舍维修。", [level("校舍维修", 800, "万元")], "the purpose in a clause of its own"),
    ("设立2亿元创业投资基金。", [level("创业投资基金", 2, "亿元")], "a fund with a name needs no purpose"),
]

TOTALS_AND_SCOPES = [
    ("完成8个乡镇45所学校改造。", [level("学校改造", 45, "所")], "the first count only says where"),
    ("开展读书、演讲、征文等三项活动。", [], "a total that sums up a complete list"),
    ("落实校长、书记等六项培训。", [level("校长、书记等培训", 6, "项")], "a number after an incomplete list"),
    ("财政局等5部门印发方案。", [], "bodies that issued something"),
]

NAMES = [
    ("实施十大工程、五项行动。", [], "N大X and numbered actions are names"),
    ("开展“万名教师进万家”活动。", [], "a slogan"),
    ("组织百日攻坚行动和千校结对活动。", [], "names of campaigns"),
    ("评选百名好教师活动。", [], "the name of a selection"),
    ("举办千人骨干教师培训班。", [level("骨干教师培训班", 1000, "人")], "the size of a class to be formed"),
    ("组建“青年百人宣讲团”。", [level("青年宣讲团", 100, "人")], "the size of a team even inside quotation marks"),
    ("推出百堂精品课。", [level("精品课", 100, "堂")], "the size of a set of works"),
    ("打造八个产业联盟。", [level("产业联盟", 8, "个")], "a numeral in Chinese"),
    ("完善县乡村三级网络,建设五位一体机制。", [], "structure words"),
    ("启动第四批试点,召开第十次会议。", [], "ordinals"),
    ("贯彻党的二十大和二十届三中全会精神。", [], "congresses"),
    ("落实《2021—2025年三年行动计划》和政发〔2023〕12号文件。", [], "titles and numbers of documents"),
    ("2026年3月15日前完成,2030年基本实现现代化。", [], "dates"),
    ("创建4A级景区,推广5G应用和1+X证书。", [], "grades and identifiers"),
    ("拨打12345热线,提供24小时服务,建设15分钟生活圈。", [], "attributes"),
    ("建设一支高素质队伍,形成一批成果,营造一个良好环境。", [], "articles"),
    ("惠及数百家企业、上千名群众。", [], "indefinite numbers"),
    ("实行零门槛、零距离服务。", [], "zero as an attribute"),
    ("加强学生、家长、教师三方协作。", [], "structure"),
    ("从4个方面、21个领域对照检查。", [], "respects and what stands under them"),
    ("高一年级开设选修课。", [], "names of classes"),
    ("坚持三年规划、两年建设。", [], "periods of work are no durations"),
    ("公示7天无异议后发文。", [], "a time that passes before something"),
    ("除执行上述措施和4项防护措施外,加强巡查。", [], "what holds already, set aside"),
    ("用足国家对外贸企业200亿元再贷款政策。", [], "the sum of a policy that exists"),
    ("用好五年过渡期政策。", [], "a period by its name"),
]

WHAT_LOOKS_BACK = [
    ("目前已建成公办园120所。", [], "what has been reached"),
    ("去年完成投资30亿元,取得了明显成效。", [], "a past result"),
    ("2024年全市毛入学率达到93%。", [], "a year before the plan"),
    ("截至2025年底,共有教师6800名。", [], "a state"),
    ("(责任单位:市教育局等12个部门)", [], "responsible bodies"),
]

TABLES = {
    "one entry per number": ONE_ENTRY_PER_NUMBER,
    "what is counted": WHAT_IS_COUNTED,
    "levels and changes": LEVELS_AND_CHANGES,
    "shares": SHARES,
    "rates": RATES,
    "absolute words": ABSOLUTE_WORDS,
    "carried over": CARRIED_OVER,
    "thresholds": THRESHOLDS,
    "benefits": BENEFITS,
    "left edge": LEFT_EDGE,
    "spending": SPENDING,
    "totals and scopes": TOTALS_AND_SCOPES,
    "names": NAMES,
    "what looks back": WHAT_LOOKS_BACK,
}


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [pytest.param(*row, id=f"{table}: {row[2]}") for table, rows in TABLES.items() for row in rows],
)
def test_guidelines(text, expected, why):
    assert read(text) == expected, why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "1\n学前三年毛入园率\n%\n88.5\n≥92\n预期性",
            [level("学前三年毛入园率", 92, "%", "ge")],
            "the last number of a row is the target",
        ),
        (
            "粮食综合生产能力\n万吨\n1,075\n1,120\n约束性\n职普比\n—\n4:6\n5:5",
            [level("粮食综合生产能力", 1120, "万吨"), level("职普比", 1, "ratio")],
            "rows one after the other",
        ),
        ("市教育局\n市财政局\n2026年6月", [], "cells that are no indicator"),
        ("建设示范园\n12所\n6月底前", [level("示范园", 12, "所")], "a cell with its own unit is read as text"),
    ],
)
def test_rows_of_an_indicator_table(text, expected, why):
    assert read(text) == expected, why
