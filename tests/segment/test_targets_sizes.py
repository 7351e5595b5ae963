"""Sizes beside the number of what has them; numbers inside names."""

import pytest

from flows.model import PlanContext
from flows.segment.targets import find_targets
from flows.text import fold

CONTEXT = PlanContext(plan_year=2026)
SIZES = [
    (
        "每个行政村有1个100平方米以上的活动站点。",
        [("每个行政村活动站点", 1, "个", "eq"), ("活动站点", 100, "平方米", "ge")],
        "the thing stands behind its size, who has it before",
    ),
    ("机构设置不少于2名的专管员。", [("专管员", 2, "名", "ge")], "people are no measure of a body"),
    ("在1万名老人以上的街道设立食堂。", [], "how many live there selects"),
    ("每千名老人拥有床位40张。", [("每千名老人拥有床位", 40, "张", "eq")], "a measure for so many"),
    ("错车道每公里不得少于3处。", [("错车道", 3, "处", "ge")], "a distance is no thing"),
    ("美育类必修课程修完6个学分。", [("美育类必修课程学分", 6, "个", "eq")], "credits are credits of something"),
    ("防洪标准达到50年一遇。", [("防洪标准", 50, "年一遇", "eq")], "how often a flood comes"),
    ("抓住百年一遇的机遇。", [], "said of a chance"),
    (
        "每天至少开展一次时间不少于30分钟的大课间活动。",
        [("大课间活动", 1, "次/天", "ge"), ("大课间活动时间", 30, "分钟", "ge")],
        "how long it takes stands before what is held",
    ),
    ("新增轨道交通运营里程40公里以上。", [("新增轨道交通运营里程", 40, "公里", "ge")], "a length that is operated"),
    ("引进200名技能突出人才。", [("技能突出人才", 200, "名", "eq")], "突出 says which"),
    ("在3个核心区域、8个重点区域建设中加大树种应用。", [], "how many places something is done in"),
    ("危房改造户补助3.5万元/户。", [("危房改造户补助", 3.5, "万元", "eq")], "only a time belongs to the unit"),
    ("单次活动最高支持100万元。", [("单次活动", 100, "万元", "le")], "a verb between 最高 and the sum"),
    ("分2年给予政府安家补助。", [("政府安家补助", 2, "年", "eq")], "what is given in so many years"),
    ("连续3年每年给予科研经费资助。", [("科研经费资助", 3, "年", "eq")], "and for so many"),
    (
        "实现“人才总量达到320万名左右”的三大人才目标。",
        [("人才总量", 320, "万名", "approx")],
        "a quoted goal with its name",
    ),
    ("煤电铝产业产值过百亿元。", [("煤电铝产业产值", 10_000_000_000, "元", "gt")], "过 is beyond"),
    ("通过10项改革。", [("改革", 10, "项", "eq")], "通过 is not"),
    ("完成交通专项提升项目300项。", [("交通专项提升项目", 300, "项", "eq")], "better, not more"),
    ("在立新村新建一个标准化的劝导站。", [("立新村新建标准化的劝导站", 1, "个", "eq")], "one that is to be built"),
    ("新建一个机制。", [], "one that is no building"),
    ("每月逢8日、18日开展整治。", [], "days of a month"),
    ("单体项目床位设置规模不超过150张。", [("单体项目床位设置规模", 150, "张", "le")], "a verb before its measure"),
    ("至少完成一轮污染源解析工作。", [("污染源解析工作", 1, "轮", "ge")], "a round that is bounded is counted"),
    ("仲裁年均结案率达到95%以上。", [("仲裁年均结案率", 95, "%", "ge")], "a yearly rate, no growth by the year"),
    ("门诊支付比例总体平均达到75%左右。", [("门诊支付比例", 75, "%", "approx")], "adverbs that are nouns elsewhere"),
    ("孕产妇死亡率控制在10/10万以下。", [("孕产妇死亡率", 10, "/10万", "le")], "so many of a hundred thousand"),
    ("建设双向6车道。", [], "lanes are a structure"),
    ("开设艺术课程(相当于108课时)。", [], "what it comes to"),
    ("2年内解决美育教师短缺问题。", [], "years without a day that they count from"),
    ("特别是150万亩永久基本农田。", [("永久基本农田", 150, "万亩", "eq")], "特别是 is no thing"),
    (
        "至少要配备音乐、美术专职教师各1名。",
        [("音乐、美术专职教师", 1, "名", "ge")],
        "the bound stands before what each number counts",
    ),
    ("开展不少于2个与艺术相关的社团活动。", [("与艺术相关的社团活动", 2, "个", "ge")], "与 that joins nothing"),
    ("培育5家以人工智能为主业的企业。", [("以人工智能为主业的企业", 5, "家", "eq")], "a clause that tells which"),
    ("获得至少2个学分方可毕业。", [("学分", 2, "个", "ge")], "方可 is behind the thing"),
    ("每学年进行一次美育工作自评。", [("美育工作自评", 1, "次/学年", "eq")], "自评 is a noun"),
    ("“最多跑一次”事项占比达95%。", [("“最多跑一次”事项占比", 95, "%", "eq")], "占比达 is no word"),
    (
        "随迁子女在公办学校就读比例达到90%以上。",
        [("随迁子女在公办学校就读比例", 90, "%", "ge")],
        "在 is part of a measure",
    ),
    ("12345热线按期办复率100%。", [("12345热线按期办复率", 100, "%", "eq")], "how soon is part of a rate"),
    (
        "综合服务设施面积每百户不低于30平方米。",
        [("综合服务设施面积每百户", 30, "平方米", "ge")],
        "for how many it is reckoned stands behind the thing",
    ),
    (
        "应建立使用面积不少于6平方米的独立母婴室。",
        [("独立母婴室使用面积", 6, "平方米", "ge")],
        "a size of what is to be set up",
    ),
    ("每百名老年人拥有一名健身辅导员。", [("每百名老年人拥有健身辅导员", 1, "名", "eq")], "one for so many"),
    ("每个充电场所建设费用以10万元计。", [("充电场所建设费用", 10, "万元", "eq")], "以…计"),
    (
        "三年行动完成2300亩违法用地整治。",
        [("违法用地整治", 2300, "亩", "eq")],
        "what is done, not by which action",
    ),
    (
        "检测管道123公里,对其中的24公里进行修复。",
        [("检测管道", 123, "公里", "eq"), ("检测管道", 24, "公里", "eq")],
        "a part of what was counted",
    ),
    ("断面水质优良率保持100%。", [("断面水质优良率", 100, "%", "eq")], "held at a level"),
    ("县域内住院率达90%。", [("县域内住院率", 90, "%", "eq")], "where it is measured is part of it"),
    ("接种率以乡镇为单位保持在95%以上。", [("接种率", 95, "%", "ge")], "by what it is reckoned"),
    ("平均住院日控制在9天以内。", [("平均住院日", 9, "天", "le")], "a length of time that is controlled"),
    ("可再生能源发电装机达到1.2亿千瓦。", [("可再生能源发电装机", 1.2, "亿千瓦", "eq")], "可 is part of a word"),
    ("动力电池产能50GWh。", [("动力电池产能", 50, "GWh", "eq")], "a unit in letters"),
    ("群体免疫密度应常年保持在90%以上。", [("群体免疫密度", 90, "%", "ge")], "常年 is no measure"),
    (
        "学生体质测试成绩达到60分以上的比例不低于95%。",
        [("学生体质测试成绩达到60分以上的比例", 95, "%", "ge")],
        "a bound that selects of whom the share is",
    ),
    ("预估总体费用在1065.8万。", [("总体费用", 1065.8, "万", "eq")], "a sum without its unit"),
    ("3分钟内响应道路救援。", [("响应道路救援", 3, "分钟", "le")], "how soon, not what for a service"),
]
NAMES = [
    ('聚焦"六个主战场"。', [], "straight quotation marks hold a name"),
    (
        '建设“双随机"平台,事项覆盖率90%,"一网"办理。',
        [("事项覆盖率", 90, "%", "eq")],
        "a curly mark closed by a straight one",
    ),
    ("提出十条措施如下。", [], "what follows"),
    ("按照建标144-2010建设。", [], "the number of a standard"),
    ("组建“三队”,三队即合唱队、器乐队、舞蹈队。", [], "what a name stands for"),
    ("上海大学附属学校等各级各类学校22所。", [("各级各类学校", 22, "所", "eq")], "各级各类 is one word"),
]


@pytest.mark.parametrize(("text", "expected", "why"), [*SIZES, *NAMES])
def test_sizes_and_names(text, expected, why):
    found = find_targets(fold(text), CONTEXT)
    assert [(t.indicator, t.value, t.unit, t.comparator) for t in found] == expected, why
