"""Whose number it is: who holds a thing, for each of whom, so many in each and in all, what is worked on."""

import pytest

from flows.model import PlanContext
from flows.segment.targets import find_targets
from flows.text import fold

CONTEXT = PlanContext(plan_year=2026)
HOLDERS = [
    # (text, [(indicator, value, unit, comparator)], why)
    ("城区每万人有3～4座公厕。", [("城区每万人公厕", 3, "座", "between")], "of how many people"),
    ("农村每个村庄有1座水冲式公厕。", [("农村每个村庄水冲式公厕", 1, "座", "eq")], "each of a class"),
    ("四星级以上景区至少有一个旅游厕所。", [("四星级以上景区旅游厕所", 1, "个", "ge")], "which of them"),
    ("确保每个乡镇有1所中心幼儿园。", [("每个乡镇中心幼儿园", 1, "所", "eq")], "without the verb that leads"),
    ("全市现有幼儿园5所。", [], "what there is already"),
    ("每名学生只能选择一所民办学校。", [("每名学生只能选择民办学校", 1, "所", "eq")], "for each person"),
]
CLASSES = [
    (
        "第一中学招收6个班,每班45人,共计270人。",
        [("第一中学班", 6, "个"), ("第一中学每班", 45, "人"), ("第一中学招收", 270, "人")],
        "so many classes, in each, in all",
    ),
    (
        "甲校拟招2个班,每班40人,计80人。",
        [("甲校班", 2, "个"), ("甲校每班", 40, "人"), ("甲校招", 80, "人")],
        "intended",
    ),
    ("招收10个班,每班45人。", [("班", 10, "个"), ("每班", 45, "人")], "nobody said who"),
    ("培训教师200人,每人40学时。", [("教师", 200, "人"), ("教师", 40, "学时")], "people are no classes"),
]
STEPS = [
    (
        "新建旅游公厕10座,其中2026年计划完成4座、2027年计划完成6座。",
        [("新建旅游公厕", 10, "座"), ("新建旅游公厕", 4, "座"), ("新建旅游公厕", 6, "座")],
        "计划 says that it is to happen",
    ),
    (
        "新建159个物流起降点,总规模达205个。",
        [("新建物流起降点", 159, "个"), ("物流起降点总规模", 205, "个")],
        "a bare measure is of the thing, not of the verb",
    ),
    ("每年提供1次免费体检。", [("免费体检", 1, "次/年")], "a yearly rate"),
]
WORKS = [
    ("老旧住房综合修缮改造面积100万平方米。", [("老旧住房综合修缮改造面积", 100, "万平方米")], "with all its verbs"),
    ("完成文物建筑修缮改造4处。", [("文物建筑修缮改造", 4, "处")], "where a verb leads, too"),
    (
        "落实新建机关建筑屋顶安装太阳能光伏面积比例不低于50%。",
        [("新建机关建筑屋顶安装太阳能光伏面积比例", 50, "%")],
        "what is put somewhere",
    ),
    (
        "解决312栋弃管楼的楼道亮化、门窗修缮和卫生管理问题。",
        [("弃管楼的楼道亮化、门窗修缮和卫生管理问题", 312, "栋")],
        "a verb that ends a member of a list of problems",
    ),
    ("推进6条道路与雄安连通。", [("道路与雄安连通", 6, "条")], "what things do together"),
    ("市住建局修缮改造面积300亩。", [("改造面积", 300, "亩")], "who acts is not what is worked on"),
    ("不折不扣完成粮食播种面积5.5万亩。", [("粮食播种面积", 5.5, "万亩")], "a verb of reaching leads"),
    ("整治提升隆兴路等11条道路。", [("隆兴路等道路", 11, "条")], "better, not more"),
]
NUMBERLESS = [
    ("动态清零隐患点位。", [("隐患点位", 0, "清零")], "what is cleared stands behind"),
    ("开展清零行动。", [], "the name of a campaign"),
    ("构建全覆盖、快速响应的服务网络。", [], "one of several attributes"),
    ("推进七个一体化,做到六个稳,落实五个坚持。", [], "principles"),
    ("全面消除56人(含)以上“大班额”。", [], "the size of what is done away with"),
    ("全市120米以下适飞空域占比超75%。", [("120米以下适飞空域占比", 75, "%")], "a height that selects"),
    ("分辨率小于1公里×1公里。", [("分辨率", 1, "公里")], "a square of that length"),
    ("高技能人才占技能人才的比例达到1/3。", [("高技能人才占技能人才的比例", 1 / 3, "ratio")], "a fraction"),
    ("农业部在12个省区的37个县开展了试点。", [], "what was done is told behind the number"),
]


@pytest.mark.parametrize(("text", "expected", "why"), HOLDERS)
def test_who_holds_a_thing(text, expected, why):
    found = find_targets(fold(text), CONTEXT)
    assert [(t.indicator, t.value, t.unit, t.comparator) for t in found] == expected, why


@pytest.mark.parametrize(("text", "expected", "why"), [*CLASSES, *STEPS, *WORKS, *NUMBERLESS])
def test_what_is_counted(text, expected, why):
    assert [(t.indicator, t.value, t.unit) for t in find_targets(fold(text), CONTEXT)] == expected, why


def test_a_yearly_rate_of_acts_is_a_frequency():
    assert [t.kind for t in find_targets("每年提供1次免费体检,培育10家企业。", CONTEXT)] == ["frequency", "count"]


def test_an_absolute_word_has_no_bound():
    found = find_targets("实现分类全覆盖,70%以上居住区达标。", CONTEXT)
    assert [(t.value, t.comparator) for t in found] == [(100, "eq"), (70, "ge")]


def test_better_is_no_increase():
    assert [t.basis for t in find_targets("整治提升隆兴路等11条道路。", CONTEXT)] == ["level"]
