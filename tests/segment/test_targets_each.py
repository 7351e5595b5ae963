"""What each of many gets, what was done and what comes next, sizes in a list, least sums that are given."""

import pytest

from flows.model import PlanContext
from flows.segment.targets import find_targets
from flows.text import fold

CONTEXT = PlanContext(plan_year=2025)
EACH = [
    (
        "每条产业链引进5亿元以上龙头项目不少于2个。",
        [("龙头项目", 5, "亿元", "ge"), ("5亿元以上龙头项目", 2, "个", "ge")],
        "who each gets something stands before the verb",
    ),
    ("每个县建设示范项目2个。", [("示范项目", 2, "个", "eq")], "so does where each builds"),
    ("每所学校建设时间不少于2年。", [("学校建设时间", 2, "年", "ge")], "half of the name of a measure"),
    (
        "每条线路串联3个以上景区。",
        [("每条线路串联景区", 3, "个", "ge")],
        "the count word of 每 alone opens no name",
    ),
    (
        "选派100名科技特派员深入50个乡镇开展服务。",
        [("科技特派员", 100, "名", "eq")],
        "where they go is a scope",
    ),
    ("坚持每月一调度、每季一通报、半年一考核。", [], "a rhythm without a count"),
    ("半年一次全面检查。", [("全面检查", 1, "次/半年", "eq")], "with a count it is one"),
    ("百元医疗收入消耗的卫生材料降到20元以下。", [("百元医疗收入消耗的卫生材料", 20, "元", "le")], "for how much"),
]
NEXT = [
    (
        "截至目前,已建成充电桩1200个,2025年再建800个。",
        [("充电桩", 800, "个", "eq")],
        "what is to come in a sentence that begins with results",
    ),
    (
        "今年以来全市完成投资56亿元,占年度计划的48%,下半年再完成60亿元以上。",
        [("投资", 60, "亿元", "ge")],
        "今年以来 tells results, 年度计划的 sets nothing",
    ),
    ("今年力争完成投资56亿元。", [("投资", 56, "亿元", "eq")], "今年 alone does not"),
]
SIZES = [
    (
        "培育产值超百亿元企业3家、超50亿元企业5家。",
        [
            ("产值", 10_000_000_000, "元", "gt"),
            ("企业", 3, "家", "eq"),
            ("企业", 50, "亿元", "gt"),
            ("企业", 5, "家", "eq"),
        ],
        "each count has its thing before it",
    ),
    (
        "新建10个万亩以上产业基地、50个千亩以上示范片。",
        [
            ("新建产业基地", 10, "个", "eq"),
            ("产业基地", 10_000, "亩", "ge"),
            ("示范片", 50, "个", "eq"),
            ("示范片", 1_000, "亩", "ge"),
        ],
        "a size in words between the count and its thing, twice",
    ),
    (
        "支持每个乡镇建设1个不少于200平方米的物流中转站。",
        [("物流中转站", 1, "个", "eq"), ("物流中转站", 200, "平方米", "ge")],
        "the thing stands behind its size, whatever stands before",
    ),
    (
        "50家重点企业营业收入超过10亿元。",
        [("重点企业", 50, "家", "eq"), ("重点企业营业收入", 10, "亿元", "gt")],
        "what they turn over is not counted in 家",
    ),
    (
        "争取3个镇入选全国千强镇、10个村入选省级示范村。",
        [("镇入选全国千强镇", 3, "个", "eq"), ("村入选省级示范村", 10, "个", "eq")],
        "the joiner before the next number belongs to neither",
    ),
]
AGED = [
    (
        "为8万名65岁以上老年人提供免费健康体检。",
        [("65岁以上老年人", 8, "万名", "eq")],
        "how old they are belongs to who is counted",
    ),
    (
        "开展5万名40-74周岁居民肠癌筛查。",
        [("40-74周岁居民肠癌筛查", 5, "万名", "eq")],
        "from one age to another",
    ),
]
REMARKS = [
    (
        "筹集保障性租赁住房3000套(间)以上,新建200个(标准桩)以上公共充电桩。",
        [("保障性租赁住房", 3000, "套(间)", "ge"), ("新建公共充电桩", 200, "个", "ge")],
        "what else is counted stands between the number and its bound",
    ),
    (
        "建设20个长者食堂、因地制宜解决用餐问题。",
        [("长者食堂", 20, "个", "eq")],
        "how the next thing is done is no second thing",
    ),
    ("12345热线办件满意率90%以上。", [("12345热线办件满意率", 90, "%", "ge")], "办件 is a word"),
]
ACTS = [
    (
        "帮助就业困难人员实现就业600人。",
        [("就业困难人员就业", 600, "人", "eq")],
        "a bare act is told with those who are helped",
    ),
    (
        "返乡农民工创业培训400人、返乡农民工创业辅导400人。",
        [("返乡农民工创业培训", 400, "人", "eq"), ("返乡农民工创业辅导", 400, "人", "eq")],
        "two acts for the same people are no repeat",
    ),
]
NAMED = [
    ("加快推进10万吨水厂建设,供水能力达到12万吨。", [("供水能力", 12, "万吨", "eq")], "the size in the name of works"),
    (
        "绿色村镇任务2000亩结合美丽乡村建设。",
        [("绿色村镇任务", 2000, "亩", "eq")],
        "behind the task stands what it goes with",
    ),
]
WORKS = [
    (
        "城乡配电网工程。全年力争完成0.4亿元。",
        [("城乡配电网工程", 0.4, "亿元", "eq")],
        "the unit's first sentence names the works",
    ),
    ("加强工作。全年力争完成0.4亿元。", [], "one that names none does not"),
    (
        "建设100个4G基站,年底4G基站数超过100个。",
        [("4G基站", 100, "个", "eq"), ("4G基站数", 100, "个", "gt")],
        "a bound of another kind is no repeat",
    ),
    ("计划除险加固小型水库11座。", [("小型水库", 11, "座", "eq")], "what is planned to be done opens no name"),
]
GIVEN = [
    (
        "引进创新团队5个,给予每个团队不低于100万元的支持。",
        [("创新团队", 5, "个", "eq"), ("团队", 100, "万元", "ge")],
        "the least that is given selects nobody",
    ),
    ("对年收入不低于100万元的企业进行检查。", [], "the least that one must have does"),
    (
        "实施农村饮水安全巩固提升工程200处,巩固提升农村公路100公里。",
        [("农村饮水安全巩固提升工程", 200, "处", "eq"), ("农村公路", 100, "公里", "eq")],
        "half of a name, and a verb of doing",
    ),
    ("200个自然村全部打造成美丽宜居村庄。", [("自然村", 200, "个", "eq")], "打造成 ends the name"),
]


@pytest.mark.parametrize(
    ("text", "expected", "why"), [*EACH, *NEXT, *SIZES, *AGED, *REMARKS, *ACTS, *NAMED, *WORKS, *GIVEN]
)
def test_each_next_sizes_given(text, expected, why):
    found = find_targets(fold(text), CONTEXT)
    assert [(t.indicator, t.value, t.unit, t.comparator) for t in found] == expected, why
