"""Headings by GUIDELINES: a line of its own, or a first sentence in the form of a title."""

import pytest

from flows.segment.glued_headings import find_alike, find_glued_headings, lost_breaks
from flows.segment.headings import find_heading


@pytest.mark.parametrize(
    ("text", "has_children", "heading", "why"),
    [
        (
            "强化党的理论武装。严格落实学习制度。",
            False,
            "强化党的理论武装",
            "a title-like first sentence, then more text",
        ),
        (
            "促进教育公平,增强人民群众教育获得感\n",
            True,
            "促进教育公平,增强人民群众教育获得感",
            "a line of its own keeps its comma",
        ),
        ("政府引导,市场主导。继续发挥引导作用。", False, None, "a first sentence with a comma is none"),
        ("推进内部审计全覆盖。", False, None, "a unit of one sentence has none"),
        ("新增学位4950个。扩大优质资源。", False, None, "a first sentence that holds a target is task text"),
        (
            "指导思想以习近平新时代中国特色社会主义思想为指导。",
            False,
            "指导思想",
            "run-on text lost the mark behind the phrase",
        ),
        (
            "基本原则坚持政府主导、发挥市场作用。加大投入。",
            False,
            "基本原则",
            "the phrase ends before its first sentence does",
        ),
        (
            "主要目标和重点任务清单分解落实。加大投入。",
            False,
            "主要目标和重点任务清单分解落实",
            "a phrase that goes on",
        ),
        (
            "加快改革,拓展空间。\n各地要高度重视。",
            False,
            "加快改革,拓展空间",
            "a line of its own that ends like a sentence",
        ),
        ("经同意后,由总理签发。\n其他文件由秘书长签发。", False, None, "a rule is no title"),
        (
            "宣传推介阶段(5-9月份)举办两期推介会。邀请商会参加。",
            False,
            "宣传推介阶段(5-9月份)",
            "a phase with its months, in front of what happens in it",
        ),
        ("加强队伍建设工作,培养骨干。办好学习会。", False, None, "a phrase that goes on is no heading"),
        ("加强领导\n各地要高度重视,精心组织。", False, "加强领导", "a line of its own followed by prose"),
        (
            "聚焦立德树人,实施提升行动",
            True,
            "聚焦立德树人,实施提升行动",
            "between a section's label and its first sub-label",
        ),
    ],
)
def test_heading(text: str, has_children: bool, heading: str | None, why: str) -> None:
    assert find_heading(text, has_children)[0] == heading, why


@pytest.mark.parametrize(
    ("text", "heading", "why"),
    [
        ("公共数据应当依法有序开放。法律另有规定的除外。", None, "a rule"),
        ("本办法由市教育局负责解释。自2024年起施行。", None, "who explains it"),
        ("副市长按分工负责分管工作。受市长委托,负责专项任务。", None, "who does what"),
        ("不得为违法建筑办理登记。各部门不得办理登记手续。", "不得为违法建筑办理登记", "a ban names its unit"),
        ("建立动态更新机制。(6月底完成,牵头单位:市工信局)", None, "one sentence and its bracket"),
        ("建立动态更新机制。(牵头单位:市工信局)完善配套措施。", "建立动态更新机制", "text goes on behind"),
    ],
)
def test_first_sentences(text: str, heading: str | None, why: str) -> None:
    assert find_heading(text, has_children=False)[0] == heading, why


@pytest.mark.parametrize(
    ("text", "heading", "why"),
    [
        ("壮大生活垃圾分类队伍鼓励各村积极参与垃圾分类工作,补助3万元。", "壮大生活垃圾分类队伍", "a verb of appeal"),
        ("保障建设用地各相关单位要按照方案做好造林用地落实工作。", "保障建设用地", "各 opens the sentence"),
        ("落实建设资金2019年项目建设资金由财政局统筹安排。", "落实建设资金", "a year opens it"),
        ("组建招商小分队组建招商小分队,其中2-3人为专职。", "组建招商小分队", "the heading's own words again"),
        ("项目业主项目业主要严格落实项目法人责任制。", "项目业主", "what the unit is about, twice"),
        (
            "开展“红色引领,绿色行动”系列活动以各区域为单位,开展活动。",
            "开展“红色引领,绿色行动”系列活动",
            "a comma in quotes",
        ),
        ("建设标准新建的转运站、公厕要严格按标准进行设计。", "建设标准", "a heading without a verb"),
        ("组织领导及部门职责为加强协调指导,成立领导小组。", "组织领导及部门职责", "为 behind such a heading"),
        ("2022年旅游工作总结2022年,全区接待游客700万人次,增长2%。", "2022年旅游工作总结", "a year behind a review"),
        (
            "2023年旅游工作思路总体要求:以新思想为指导,抓好各项工作。",
            "2023年旅游工作思路",
            "an opener cut in two words",
        ),
        (
            "实施“龙头项目建设年”行动,做实重点项目全力推动龙头项目开工建设。",
            "实施“龙头项目建设年”行动,做实重点项目",
            "two clauses",
        ),
        (
            "实施“品质深化年”行动,做优旅游品质建立月调度、周协调工作机制。",
            "实施“品质深化年”行动,做优旅游品质",
            "a verb behind a noun",
        ),
        ("实施“品质深化年”行动,市民品质建立月调度、周协调工作机制。", None, "the second clause does nothing"),
        ("引入有实力的企业。", None, "a sentence of its own"),
        ("推进以民宿为主的旅游产品开发,提升服务质量和水平。", None, "no object before the opener"),
        ("完成污水管网改造工程,确保年底前投入使用。", None, "nothing opens a sentence"),
    ],
)
def test_heading_that_lost_its_mark(text: str, heading: str | None, why: str) -> None:
    other = "保证造林质量严格按照标准选择树种,做好栽植工作。"
    lengths = find_glued_headings({0: text, 1: other, 2: other})
    assert (text[: lengths[0]] if 0 in lengths else None) == heading, why


def test_one_heading_that_lost_its_mark_is_not_the_way_of_a_document() -> None:
    plain = {number: "引进一批企业投资开发旅游产品,提升服务质量。" for number in range(1, 9)}
    assert find_glued_headings({0: "保障建设用地各相关单位要做好用地落实工作。"} | plain) == {}


SECTION = {
    1: "提高认识,加强领导实验区成立以来,林业建设取得成效。",
    2: "建立健全农村土地流转服务平台为规范土地流转,加快服务平台建设。",
    3: "加强农村经营管理体系建设农村经营管理机构承担着指导职能。",
    4: "开展新型职业农民教育培训建立公益性农民培养制度,探索认定管理。",
}


def test_the_units_of_a_section_show_by_weaker_signs_that_their_headings_lost_their_marks() -> None:
    lengths = find_alike(SECTION, {})
    assert [SECTION[key][:length] for key, length in lengths.items()] == [
        "提高认识,加强领导",
        "建立健全农村土地流转服务平台",
        "加强农村经营管理体系建设",
        "开展新型职业农民教育培训",
    ]
    whole = {1: "经营城市,全面改善经济发展环境,塑造城市形象。", 2: "促进就业,扩大就业渠道,做好服务工作。"}
    assert find_alike(SECTION | {number: whole[number % 2 + 1] for number in range(5, 12)}, {}) == {}


def test_headings_lose_their_marks_where_line_breaks_are_lost() -> None:
    assert lost_breaks("加强领导各单位要高度重视。" * 40)
    assert not lost_breaks("加强领导。\n各单位要高度重视。\n" * 40)
