"""Indicator phrases in shapes that plans of many places use: sizes, receivers, standards, fields, forecasts."""

import pytest

from flows.model import PlanContext
from flows.segment.periods import find_deadlines
from flows.segment.targets import find_targets
from flows.text import fold

CONTEXT = PlanContext(plan_year=2026)
PHRASES = [
    # (text, [(indicator, value, unit, comparator)], why)
    (
        "新建5家100平方米以上的养老机构。",
        [("新建养老机构", 5, "家", "eq"), ("养老机构", 100, "平方米", "ge")],
        "the thing behind the size, and the size of what is to be built",
    ),
    (
        "新建3项220千伏以上输变电工程。",
        [("新建输变电工程", 3, "项", "eq"), ("输变电工程", 220, "千伏", "ge")],
        "a size without 的",
    ),
    (
        "全力推进260个以上固定资产投资超5000万元的产业项目。",
        [("产业项目", 260, "个", "ge"), ("产业项目固定资产投资", 5000, "万元", "gt")],
        "the size may be measured in words",
    ),
    (
        "新建5家100张床位以上的养老机构。",
        [("新建养老机构", 5, "家", "eq"), ("养老机构床位", 100, "张", "ge")],
        "in beds",
    ),
    ("对离岗创业的,3年内保留人事关系。", [("保留人事关系", 3, "年", "eq")], "how long something is kept"),
    (
        "许可证有效期顺延至疫情解除后3个月。",
        [("许可证有效期顺延", 3, "个月", "eq")],
        "by how much it is put off",
    ),
    ("至少提前一周向上级报备活动时间。", [("提前向上级报备活动时间", 1, "周", "ge")], "how long before"),
    ("组织青年参加3—12个月的就业见习。", [("就业见习", 3, "个月", "between")], "how long a course takes"),
    (
        "许可信息要在决定作出之日起7个工作日内公开。",
        [("许可信息公开", 7, "个工作日", "le")],
        "what a short act is done to stands before",
    ),
    (
        "可申请最高不超过15万元的创业贷款。",
        [("创业贷款", 15, "万元", "le")],
        "the most that is given selects nobody",
    ),
    ("按照每位导师每学年不低于100元的标准设立经费。", [("经费每位导师", 100, "元/学年", "ge")], "a standard to keep"),
    ("完成1次经验分享,即可获得2个积分。", [("积分", 2, "个", "eq")], "what is done for a benefit is a condition"),
    ("审批通过后,只发放一张营业执照。", [("营业执照", 1, "张", "eq")], "只 makes a number of 一"),
    ("打击无证经营、售假等七类违法行为。", [("违法行为", 7, "类", "eq")], "more than the list names"),
    (
        "围绕“干成20件实事,大干30件实事”的目标任务。",
        [("干成实事", 20, "件", "eq"), ("大干实事", 30, "件", "eq")],
        "a quoted goal",
    ),
    (
        "建设包括六条铁路、八条国道在内的运输体系。",
        [("铁路", 6, "条", "eq"), ("国道", 8, "条", "eq")],
        "each thing of a list",
    ),
    (
        "力争烟草、机械、钢铁、铜、建材5个产业产值均达100亿元。",
        [("烟草、机械、钢铁、铜、建材5个产业产值", 100, "亿元", "eq")],
        "a total of members joined by 、",
    ),
    (
        "综合利用率达30%以上,95%的水土流失区得到治理。",
        [("综合利用率", 30, "%", "ge"), ("水土流失区得到治理", 95, "%", "eq")],
        "a bound does not reach a number with a thing of its own",
    ),
    ("乡镇每月组织一次排查。", [("排查", 1, "次/月", "eq")], "of two acts the second is counted"),
    ("尚未盈利的可申请延长1次。", [("申请延长", 1, "次", "eq")], "how often, no change"),
    ("演出场地:全镇22个社区。", [], "where something takes place"),
    (
        "今年将50%的乡镇卫生院纳入一体化管理。",
        [("乡镇卫生院纳入一体化管理", 50, "%", "eq")],
        "the status that a share gets",
    ),
    ("在70%左右的地市开展分级诊疗试点。", [("地市开展分级诊疗试点", 70, "%", "approx")], "what a share does"),
    ("力争10个农产品通过绿色食品认证。", [("农产品通过绿色食品认证", 10, "个", "eq")], "what a thing gets"),
    ("高新技术产业实现产值680亿元。", [("高新技术产业产值", 680, "亿元", "eq")], "whose value"),
    (
        "加大农村劳动力培训力度,年内培训2.5万人。",
        [("农村劳动力培训", 2.5, "万人", "eq")],
        "an act takes its object from the clause before",
    ),
    ("完成1000万以上贫困人口脱贫任务。", [("贫困人口脱贫任务", 1000, "万", "ge")], "people without a count word"),
    ("引导约1亿人在中西部地区城镇化。", [("在中西部地区城镇化", 1, "亿人", "approx")], "people and what they do"),
    ("通关时间再压缩三分之一。", [("通关时间", 33.33, "%", "eq")], "a fraction is a share"),
    ("经济增长6.5%。提出经济增长目标6.5%,考虑了就业需要。", [("经济", 6.5, "%", "eq")], "why it was set"),
    ("就业扶持政策延长一年。", [("就业扶持政策", 1, "年", "eq")], "一 behind 延长 is a number"),
    ("实施新增千亿斤粮食生产能力规划。", [], "a plan named by what it adds"),
    ("本届政府任期的五年是不平凡的五年。", [], "years told of"),
    (
        "高标准建设牛羊肉交易中心,力争交易额达到100亿元。",
        [("牛羊肉交易中心交易额", 100, "亿元", "eq")],
        "a bare measure is of what the clause before builds, striven for or not",
    ),
    ("每3年举办一届中小学生艺术展演活动。", [("中小学生艺术展演活动", 1, "届/3年", "eq")], "held every three years"),
    (
        "在各镇设置一处大件垃圾临时堆放点。",
        [("大件垃圾临时堆放点", 1, "处", "eq")],
        "one place to be set up is a number",
    ),
    ("集镇区域采用四分法。", [], "a method's name"),
    ("道路交通事故四项指数下降。", [], "a name of figures"),
    (
        "高新技术产业实现产值680亿元以上,增加值占GDP的10%以上。",
        [("高新技术产业产值", 680, "亿元", "ge"), ("高新技术产业增加值占GDP", 10, "%", "ge")],
        "a share of a bare measure is of what the number before measured",
    ),
    ("三年内完成一轮教师全员培训。", [("教师全员培训", 1, "轮", "eq")], "one round that is to be gone through"),
    ("对执行情况,普遍进行一次检查。", [("检查", 1, "次", "eq")], "one time that something is to be done"),
    ("开展新一轮找矿行动。", [], "a new round is none"),
    ("基本消除66人以上超大班额。", [], "the size of a class that is meant"),
    ("充分发挥中央和地方两个积极性。", [], "a name of what moves people"),
    (
        "农业、工业总产值分别达1.28万亿、8200亿元。",
        [("农业总产值", 1.28, "万亿元", "eq"), ("工业总产值", 8200, "亿元", "eq")],
        "only the last sum has its unit written",
    ),
    (
        "新增高标准农田8000万亩以上、高效节水灌溉面积2000万亩。",
        [("新增高标准农田", 8000, "万亩", "ge"), ("新增高效节水灌溉面积", 2000, "万亩", "eq")],
        "what is added stands before the whole list, of areas too",
    ),
    (
        "城乡居民人均可支配收入分别增长7%和8%。",
        [("城镇居民人均可支配收入", 7, "%", "eq"), ("农村居民人均可支配收入", 8, "%", "eq")],
        "分别 parts town and country",
    ),
    (
        "出栏牛、羊分别达到58万头、450万只。",
        [("出栏牛", 58, "万头", "eq"), ("出栏羊", 450, "万只", "eq")],
        "the stock stands before the whole list",
    ),
    ("新建5G-A基站4000座。", [("新建5G-A基站", 4000, "座", "eq")], "a hyphen between letters is no mark"),
    (
        "严格按照师生比不低于1:350的比例核定专职思政课教师岗位。",
        [("师生比", 1 / 350, "ratio", "ge")],
        "the ratio has a name before it",
    ),
    (
        "改造供热、燃气、排水管网800公里、600公里、300公里。",
        [("供热", 800, "公里", "eq"), ("燃气", 600, "公里", "eq"), ("排水管网", 300, "公里", "eq")],
        "as many numbers as nouns: one for each",
    ),
    (
        "《甲市规划》(甲政〔2019〕19号)提出的“六有”新型经营主体,每年从中遴选一批。",
        [("“六有”新型经营主体", 1, "批/年", "eq")],
        "where a figure comes from is no part of its name",
    ),
    ("人口自然增长率控制在6‰以内。", [("人口自然增长率", 6, "‰", "le")], "per mille"),
    (
        "续建甲新区10所新建学校、理工学院二期等项目。",
        [("新建学校", 10, "所", "eq")],
        "the list goes on with projects, which are not counted in 所",
    ),
    (
        "全体会议一般每半年召开一次。",
        [("全体会议", 1, "次/半年", "eq")],
        "一般 and the period do not belong to it",
    ),
    (
        "其他药品注册收费在原收费标准基础上下调30%。",
        [("其他药品注册收费", 30, "%", "eq")],
        "the thing stands before the standard",
    ),
    (
        "再担保收费,原则上不高于承担风险责任的0.5%。",
        [("再担保收费占承担风险责任", 0.5, "%", "le")],
        "the thing may be a clause of its own",
    ),
    (
        "省财政对符合条件的合作园区一次性给予1亿元的资金扶持。",
        [("符合条件的合作园区资金扶持", 1, "亿元", "eq")],
        "the giver stands before the receiver",
    ),
    (
        "从事个人创业的,贷款额度最高不超过15万元;合伙创业的,贷款额度最高不超过90万元。",
        [("从事个人创业贷款额度", 15, "万元", "le"), ("合伙创业贷款额度", 90, "万元", "le")],
        "the clause before says for whom the cap holds",
    ),
    (
        "经认定为国家级、省级孵化基地的分别给予200万元、100万元。",
        [("国家级孵化基地", 200, "万元", "eq"), ("省级孵化基地", 100, "万元", "eq")],
        "the head is shared, 为 is no word of it",
    ),
    (
        "推进28个在建项目建设。教育领域6个(含甲学校);医疗领域1个。",
        [
            ("在建项目建设", 28, "个", "eq"),
            ("教育领域在建项目建设", 6, "个", "eq"),
            ("医疗领域在建项目建设", 1, "个", "eq"),
        ],
        "fields count the things of the sentence before",
    ),
    (
        "地方财力年均增长13%,突破百亿元大关。",
        [("地方财力", 13, "%", "eq"), ("地方财力", 1e10, "元", "gt")],
        "大关 is not what is counted",
    ),
    ("向农户收取每间不少于1万元的履约保证金。", [("履约保证金每间", 1, "万元", "ge")], "what is charged is set"),
    ("预计全年工业增加值增长8.5%左右,第二产业增长8%左右。", [], "forecasts"),
    (
        "重点落实组织动员、健康教育、信息告知、重点地区和高风险地区人员管理4项措施。",
        [],
        "the count of a list whose member holds an 和",
    ),
    ("打造千百亿元产业集群。", [], "千百亿 is no number"),
    ("三次产业的比例为7:43:50。", [("三次产业的比例", 7 / 43, "ratio", "eq")], "of three parts the first two"),
    (
        "对单户金额500万元及以下的小微企业收取的担保费率不超过1%。",
        [("单户金额500万元及以下的小微企业收取的担保费率", 1, "%", "le")],
        "from whom it is charged belongs to a rate",
    ),
    ("1名指导教师最多指导2个社团。", [("社团", 2, "个", "le")], "one of each only says of what the number is"),
    ("完善合作模式,用好1800亿元引导基金。", [("引导基金", 1800, "亿元", "eq")], "引导 of a fund's name is no verb"),
    ("确保1年内完成合同用量。", [("合同用量", 1, "年", "le")], "a time within which something is to be done"),
    ("对新入职教师3年内给予补贴。", [], "a time for which something is given"),
    ("中央财政拟投入433亿元用于促进就业。", [("促进就业投入", 433, "亿元", "eq")], "the purpose, acts included"),
    ("让三百六十行人才荟萃,发展冬季两项、速度滑冰。", [], "idioms and sports"),
    ("保障好14亿人的粮食安全,站立在九百六十多万平方公里的土地上。", [], "the country"),
    ("以上十四条,构成基本方略。", [], "what stands above"),
    (
        "运输价格由每立方米0\ue0102元降到0\ue01018元。",
        [("运输价格", 0.18, "元", "eq")],
        "a decimal point drawn by a page font",
    ),
    ("改造提升盐碱耕地50万亩。", [("改造提升盐碱耕地", 50, "万亩", "eq")], "two verbs that say what is counted"),
    ("新建5个市级托育综合服务中心。", [("新建市级托育综合服务中心", 5, "个", "eq")], "育 is no verb here"),
    (
        "特困人员生活标准不低于当地最低生活标准的1.6倍。",
        [("特困人员生活标准", 1.6, "倍", "ge")],
        "the bound stands before the base",
    ),
    ("在已有基础上打造3个品牌。", [("品牌", 3, "个", "eq")], "what there is, is where it begins"),
    (
        "优化已建成自然村设施管护,农民满意度不低于80%。",
        [("农民满意度", 80, "%", "ge")],
        "what is tended was built before",
    ),
    ("推进甲化工60万吨钾肥复合造粒、乙锂业扩产等项目建设。", [], "sizes in the names of projects"),
    ("布局建设700万千瓦新型储能项目。", [("新型储能项目", 700, "万千瓦", "eq")], "a power right behind the verb"),
    ("鼓励150张床位以上的养老机构设立医务室。", [], "a size that selects"),
    ("引进持股5%及以上的战略投资者。", [], "a share that selects who holds it"),
    ("落实省委十一届九次、十次全会部署,新建学校2所。", [("新建学校", 2, "所", "eq")], "sessions are counted through"),
    ("实施百亿斤粮食产能提升工程。", [], "a number in the name of a programme"),
    ("举办千场专业性会议。", [("专业性会议", 1000, "场", "eq")], "what is held is counted"),
    ("2026年实现普职比6.8。", [("普职比", 6.8, "ratio", "eq")], "a proportion has no unit"),
    ("公交站点500米全覆盖。", [("公交站点500米", 100, "%", "eq")], "how far it reaches"),
    ("培育40个吸引力强、带动面广的消费场景。", [("消费场景", 40, "个", "eq")], "praise is no part of the thing"),
    (
        "国有企业研发投入增速高于全省平均2个百分点以上。",
        [("国有企业研发投入增速高于全省平均", 2, "个百分点", "ge")],
        "what it is compared with",
    ),
    ("作为关键指标的水产品产量达49万吨。", [("水产品产量", 49, "万吨", "eq")], "what it serves as"),
    ("利用产业园配套的600万元省级资金,开展保护。", [], "money that is there"),
    ("围绕产业需求布局建设5条铁路专用线。", [("铁路专用线", 5, "条", "eq")], "no forecast"),
    ("推动市场100%完成数字化改造。", [("市场完成数字化改造", 100, "%", "eq")], "what a share does"),
    ("每家企业每年补助最高不超过10万元。", [("每家企业补助", 10, "万元/年", "le")], "the receiver before the benefit"),
    ("粮食产量继续保持500亿斤以上。", [("粮食产量", 500, "亿斤", "ge")], "a level that is kept"),
    ("每3年举行1次全市中小学美育报告会。", [("中小学美育报告会", 1, "次/3年", "eq")], "how often is no thing"),
    ("开展第二轮土地承包到期后再延长三十年试点。", [], "a policy that is named"),
    ("推进甲地千万吨炼化基地建设。", [], "a size in the name of a base"),
    ("对展会给予补助,年度补助金额不超过50万元。", [("补助金额", 50, "万元", "le")], "a sum with a name of its own"),
    (
        "满足以下条件之一的企业给予扶持:(1)网络销售额达到500万元;(2)入驻商家100家。",
        [],
        "conditions listed behind a colon",
    ),
    (
        "培育5家以上年轻企业,新增60家创新型企业。",
        [("年轻企业", 5, "家", "ge"), ("新增创新型企业", 60, "家", "eq")],
        "以上年 is no last year",
    ),
]


@pytest.mark.parametrize(("text", "expected", "why"), PHRASES)
def test_phrases(text, expected, why):
    found = find_targets(fold(text), CONTEXT)
    assert [(t.indicator, t.value, t.unit, t.comparator) for t in found] == expected, why


def test_to_a_level_is_no_increase():
    (target,) = find_targets("提高代偿容忍度至10%。", CONTEXT)
    assert (target.indicator, target.basis) == ("代偿容忍度", "level")


def test_a_limit_holds_for_the_number_of_its_clause():
    text = "抓好102个重点项目,确保47个项目10月底前开工,确保23个项目11月底前竣工,新谋划项目300个。"
    targets = find_targets(text, CONTEXT, deadlines=find_deadlines(text, CONTEXT))
    assert [(t.value, t.deadline) for t in targets] == [
        (102, None),
        (47, "2026-10-31"),
        (23, "2026-11-30"),
        (300, None),
    ]
