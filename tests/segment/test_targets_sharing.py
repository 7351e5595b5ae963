"""Indicator phrases whose words stand apart: shared heads, doers before how often, predicates behind a share."""

import pytest

from flows.model import PlanContext
from flows.segment.targets import find_targets
from flows.text import fold

CONTEXT = PlanContext(plan_year=2026)
SHARED = [
    # (text, [(indicator, value, unit, comparator)], why)
    (
        "省级以上示范社达到6家,区级以上达到10家。",
        [("省级以上示范社", 6, "家", "eq"), ("区级以上示范社", 10, "家", "eq")],
        "a rank takes the head of the rank before",
    ),
    (
        "培育国家级示范园5个、省级20个。",
        [("国家级示范园", 5, "个", "eq"), ("省级示范园", 20, "个", "eq")],
        "in a list too",
    ),
    (
        "实施重点项目200项,总投资3000亿元,年投资600亿元。",
        [("重点项目", 200, "项", "eq"), ("重点项目总投资", 3000, "亿元", "eq"), ("重点项目年投资", 600, "亿元", "eq")],
        "investment of the projects counted before",
    ),
    (
        "整组搬迁1783户7378人。",
        [("整组搬迁", 1783, "户", "eq"), ("整组搬迁", 7378, "人", "eq")],
        "households and the people in them",
    ),
    (
        "带动1000户4200人脱贫。",
        [("脱贫", 1000, "户", "eq"), ("脱贫", 4200, "人", "eq")],
        "what both do stands behind",
    ),
    (
        "建设生产基地2个,其中蔬菜1个、畜禽1个。",
        [("生产基地", 2, "个", "eq"), ("蔬菜生产基地", 1, "个", "eq"), ("畜禽生产基地", 1, "个", "eq")],
        "parts of what is counted",
    ),
    (
        "建设绿地5万平方米,其中公共绿地3万平方米。",
        [("绿地", 5, "万平方米", "eq"), ("公共绿地", 3, "万平方米", "eq")],
        "a part with a name of its own",
    ),
    (
        "规模以上工业总产值完成230亿元;增加值完成92.3亿元。",
        [("规模以上工业总产值", 230, "亿元", "eq"), ("规模以上工业增加值", 92.3, "亿元", "eq")],
        "a measure of the same, behind a semicolon",
    ),
    (
        "建成区人口达到55万、面积达到60平方公里的大城市目标。",
        [("建成区人口", 55, "万", "eq"), ("建成区面积", 60, "平方公里", "eq")],
        "a goal is no thing",
    ),
    (
        "主要农作物化肥使用量实现零增长,利用率提高到40%以上。",
        [("主要农作物化肥使用量利用率", 40, "%", "ge")],
        "a rate that tells nothing by itself",
    ),
    ("推进新型城镇化,城镇化率达到60%。", [("城镇化率", 60, "%", "eq")], "a rate that tells enough"),
    (
        "项目投资增长6%,其中制造业占比70%以上。",
        [("项目投资", 6, "%", "eq"), ("制造业占项目投资", 70, "%", "ge")],
        "a part of what was said before",
    ),
    (
        "实施土地整治项目,用地面积约210亩。",
        [("土地整治项目用地面积", 210, "亩", "approx")],
        "a measure of the work before",
    ),
    (
        "产业项目新签约230个以上,新开工100个以上。",
        [("产业项目新签约", 230, "个", "ge"), ("产业项目新开工", 100, "个", "ge")],
        "签约 ends in no 约",
    ),
    (
        "扶持20名能够突破关键技术、发展新兴产业的领军人才。",
        [("领军人才", 20, "名", "eq")],
        "a chain of praise says how good, not who",
    ),
    (
        "实现普职比6.8,两年之内达到8.5。",
        [("普职比", 6.8, "ratio", "eq"), ("普职比", 8.5, "ratio", "eq")],
        "a length of time is no thing",
    ),
    (
        "石化产业持续减油增化,建设专用化学品基地。产值突破1300亿元。",
        [("石化产业产值", 1300, "亿元", "gt")],
        "a measure of what the paragraph is about",
    ),
    (
        "推进1.22万个亿元以上新建续建项目。",
        [("亿元以上新建续建项目", 1.22, "万个", "eq"), ("新建续建项目", 100_000_000, "元", "ge")],
        "a scaled count of things that are sized",
    ),
    (
        "在城关建立3家平价商店的基础上,2026年再建3家。",
        [("平价商店", 3, "家", "eq")],
        "what stands already is where the change starts",
    ),
]
DOERS = [
    ("教师每年培训不少于72学时。", [("教师培训", 72, "学时/年", "ge")], "how often stands between"),
    (
        "小学每周3节技能教学课+2节身体活动课。",
        [("小学技能教学课", 3, "节/周", "eq"), ("身体活动课", 2, "节/周", "eq")],
        "a plus sign adds a number, no letter",
    ),
    ("配备每周16节课时量的教师。", [("课时量的教师", 16, "节/周", "eq")], "课 belongs to 课时"),
    ("校长每学期听课不少于20节。", [("校长听课", 20, "节/学期", "ge")], "lessons in a term are a frequency"),
    ("学校每学期至少举办2次家长会。", [("家长会", 2, "次/学期", "ge")], "who holds an event is not counted"),
    ("每三年举办1届艺术展演活动。", [("艺术展演活动", 1, "届/3年", "eq")], "a festival that is held is counted"),
    ("承办第3届艺术节。", [], "which festival"),
]
TOPICS = [
    (
        "氮氧化物、挥发性有机物排放总量分别下降10%和12%。",
        [("氮氧化物排放总量", 10, "%", "eq"), ("挥发性有机物排放总量", 12, "%", "eq")],
        "members that end alike share what stands behind the last",
    ),
    (
        "每千人口床位数达到7张、医师数达到3.5人。",
        [("每千人口床位数", 7, "张", "eq"), ("每千人口医师数", 3.5, "人", "eq")],
        "for how many, without a verb of having",
    ),
    (
        "新增收运车40辆(其中湿垃圾收运车36辆、餐厨垃圾车4辆)。",
        [("新增收运车", 40, "辆", "eq"), ("湿垃圾收运车", 36, "辆", "eq"), ("餐厨垃圾车", 4, "辆", "eq")],
        "parts that say their thing by themselves",
    ),
    (
        "占地面积4万至10万平方米的体育公园,绿化用地占比不低于65%。",
        [("绿化用地占比", 65, "%", "ge")],
        "a range that selects",
    ),
    (
        "新建养老服务中心10个,每个街道不少于1个。",
        [("新建养老服务中心", 10, "个", "eq"), ("每个街道新建养老服务中心", 1, "个", "ge")],
        "so many in each place",
    ),
    (
        "做强新能源、新材料两大产业集群,产值分别突破300亿元和200亿元。",
        [("新能源产业集群产值", 300, "亿元", "gt"), ("新材料产业集群产值", 200, "亿元", "gt")],
        "each that a sum names has its own number",
    ),
    (
        "年经营性收入10万元以上的村达到90%,其中50万元以上的达到20%。",
        [("年经营性收入10万元以上的村", 90, "%", "eq"), ("年经营性收入50万元以上的村", 20, "%", "eq")],
        "sums that select are classes",
    ),
    (
        "新增普惠托位500个,每千人口托位数达4.5个。",
        [("新增普惠托位", 500, "个", "eq"), ("每千人口托位数", 4.5, "个", "eq")],
        "a measure with its own words is not new",
    ),
    (
        "2026年实现营业收入300亿元;2027年达到360亿元;2028年突破430亿元。",
        [("营业收入", 300, "亿元", "eq"), ("营业收入", 360, "亿元", "eq"), ("营业收入", 430, "亿元", "gt")],
        "behind a semicolon nothing but when",
    ),
    (
        "80周岁以上老年人津贴每人每月不低于50元,100周岁以上每人每月不低于500元。",
        [("80周岁以上老年人津贴", 50, "元/月", "ge"), ("100周岁以上老年人津贴", 500, "元/月", "ge")],
        "ages are classes too",
    ),
    (
        "国家A级景区达到30家,其中5A级1家、4A级10家。",
        [("国家A级景区", 30, "家", "eq"), ("5A级景区", 1, "家", "eq"), ("4A级景区", 10, "家", "eq")],
        "and so are ranks by letters",
    ),
    (
        "在建项目20个,在营门店50家。",
        [("在建项目", 20, "个", "eq"), ("在营门店", 50, "家", "eq")],
        "each says its own state",
    ),
    (
        "生均图书小学不低于15册,初中不低于25册。",
        [("生均图书小学", 15, "册", "ge"), ("生均图书初中", 25, "册", "ge")],
        "a class alone stands where the other stood",
    ),
    (
        "幼儿园小班不超过25人、中班不超过30人、大班不超过35人。",
        [("幼儿园小班", 25, "人", "le"), ("幼儿园中班", 30, "人", "le"), ("幼儿园大班", 35, "人", "le")],
        "the class named last is the one that changes",
    ),
    (
        "新增小学学位500个、初中1000个。",
        [("新增小学学位", 500, "个", "eq"), ("新增初中学位", 1000, "个", "eq")],
        "inside a name",
    ),
    (
        "学生视力不良率控制在50%以内,小学、初中分别低于38%、60%。",
        [
            ("学生视力不良率", 50, "%", "le"),
            ("小学学生视力不良率", 38, "%", "lt"),
            ("初中学生视力不良率", 60, "%", "lt"),
        ],
        "classes to which 分别 gives the numbers of a measure before",
    ),
    (
        "小学、初中专任教师本科及以上学历比例分别达到75%、92%。",
        [
            ("小学专任教师本科及以上学历比例", 75, "%", "eq"),
            ("初中专任教师本科及以上学历比例", 92, "%", "eq"),
        ],
        "及以上 joins nothing",
    ),
    (
        "小学、初中班额分别控制在45人、50人以内。",
        [("小学班额", 45, "人", "le"), ("初中班额", 50, "人", "le")],
        "班额 is one word",
    ),
    (
        "每千人口拥有医师3.2人、护士3.8人。",
        [("每千人口拥有医师", 3.2, "人", "eq"), ("每千人口拥有护士", 3.8, "人", "eq")],
        "for how many both are reckoned",
    ),
    (
        "改造老旧小区25个,惠及居民3200户,建筑面积28万平方米。",
        [
            ("老旧小区", 25, "个", "eq"),
            ("居民", 3200, "户", "eq"),
            ("老旧小区建筑面积", 28, "万平方米", "eq"),
        ],
        "people have no area",
    ),
    (
        "经营性收入20万元以上的村占比达到80%,50万元以上的村达到30%。",
        [("经营性收入20万元以上的村占比", 80, "%", "eq"), ("50万元以上的村占比", 30, "%", "eq")],
        "what the share is of is said once",
    ),
    (
        "发放创业担保贷款5000万元,扶持创业300人。",
        [("创业担保贷款", 5000, "万元", "eq"), ("创业", 300, "人", "eq")],
        "a clause with a number of its own lends no object",
    ),
    (
        "货物贸易、对外投资分别占比达30%、20%。",
        [("货物贸易", 30, "%", "eq"), ("对外投资", 20, "%", "eq")],
        "占比 behind 分别",
    ),
    (
        "艺术课程,小学每周不少于4节,初中每周不少于2节。",
        [("艺术课程小学", 4, "节/周", "ge"), ("艺术课程初中", 2, "节/周", "ge")],
        "what is counted stands before the classes",
    ),
    (
        "师生比:小学达到1:19,初中达到1:13。",
        [("师生比小学", 1 / 19, "ratio", "eq"), ("师生比初中", 1 / 13, "ratio", "eq")],
        "behind a colon",
    ),
    (
        "师生比小学达到1:19、初中达到1:13。",
        [("师生比小学", 1 / 19, "ratio", "eq"), ("师生比初中", 1 / 13, "ratio", "eq")],
        "the measure of the first",
    ),
    (
        "艺术教师比例小学和初中分别不低于65%和85%。",
        [("小学艺术教师比例", 65, "%", "ge"), ("初中艺术教师比例", 85, "%", "ge")],
        "a measure before the classes to which 分别 gives the numbers",
    ),
    (
        "副高级岗位比例高中达到40%、初中达到30%。",
        [("高中副高级岗位比例", 40, "%", "eq"), ("初中副高级岗位比例", 30, "%", "eq")],
        "the class of the first is none of the second's",
    ),
]
PREDICATES = [
    (
        "到2027年,建成区40%以上的面积达到海绵城市建设要求。",
        [("建成区面积达到海绵城市建设要求", 40, "%", "ge")],
        "an area with its whole and what it reaches",
    ),
    (
        "50平方公里以上建设用地面积达到海绵城市建设要求。",
        [("建设用地面积达到海绵城市建设要求", 50, "平方公里", "ge")],
        "a bound of an area that reaches something selects nothing",
    ),
    ("80%以上的规上企业建立研发机构。", [("规上企业建立研发机构", 80, "%", "ge")], "no share that somebody holds"),
    ("公交班线实现100%应用新能源汽车。", [("公交班线应用新能源汽车", 100, "%", "eq")], "what all of them do"),
    (
        "合作社质量提升整区推进基本实现全覆盖。",
        [("合作社质量提升整区推进", 100, "%", "eq")],
        "a clause that ends in its verb",
    ),
    (
        "救助对象住院费用政策范围内个人负担部分救助比例不低于70%。",
        [("救助对象住院费用政策范围内个人负担部分救助比例", 70, "%", "ge")],
        "a rate is named by all of its clause",
    ),
    ("推动规上企业研发活动覆盖率达到40%。", [("规上企业研发活动覆盖率", 40, "%", "eq")], "but for what is done to it"),
    ("50%以上的专利由企业申请。", [("专利由企业申请", 50, "%", "ge")], "who does it"),
    ("对新能源汽车减半收取停车费。", [("停车费", 50, "%", "eq")], "what is charged by half"),
    (
        "检测收费标准在现行基础上总体再降低30%以上。",
        [("检测收费标准", 30, "%", "ge")],
        "words between thing and change",
    ),
    (
        "全年保障性住房新开工2912套,基本建成1754套,竣工500套。",
        [
            ("保障性住房新开工", 2912, "套", "eq"),
            ("保障性住房基本建成", 1754, "套", "eq"),
            ("保障性住房竣工", 500, "套", "eq"),
        ],
        "in which state it is then",
    ),
    (
        "建设一个机场、五条高速公路、六条铁路。",
        [("机场", 1, "个", "eq"), ("高速公路", 5, "条", "eq"), ("铁路", 6, "条", "eq")],
        "one counts in a list of counts",
    ),
    (
        "实施环境整治、师德师风、价格管控等3个方面20项举措。",
        [("环境整治、师德师风、价格管控等举措", 20, "项", "eq")],
        "what is done in 3 respects",
    ),
    ("“四重保障”报销比达90%以上。", [("“四重保障”报销比", 90, "%", "ge")], "达 glued to the rate"),
    ("改造年增长率不低于10%。", [("改造年增长率", 10, "%", "ge")], "what grows is no verb"),
    (
        "新型用地,按不低于建设项目用地计划10%安排。",
        [("新型用地占建设项目用地计划", 10, "%", "ge")],
        "what is set at a share",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), [*SHARED, *TOPICS, *DOERS, *PREDICATES])
def test_words_that_stand_apart(text, expected, why):
    found = find_targets(fold(text), CONTEXT)
    assert [(t.indicator, t.value, t.unit, t.comparator) for t in found] == expected, why
