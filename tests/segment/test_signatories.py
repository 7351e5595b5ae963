"""Issuers from signatures and titles, addressees as listed (GB/T 9704)."""

import pytest

from flows.model import PlanContext
from flows.segment.agency_vocabulary import vocabulary
from flows.segment.signatories import find_addressees, find_issuers


def plan(code: str) -> PlanContext:
    return PlanContext(region=vocabulary().by_code[code])


@pytest.mark.parametrize(
    ("text", "code", "expected", "why"),
    [
        ("磐石市人民政府办公室\n2021年4月13日", "220284", ["磐石市人民政府办公室"], "a signature with its date"),
        ("国务院办公厅\n2018年12月30日\n(此件公开发布)", "100000", ["国务院办公厅"], "a copying note"),
        ("市教育局党委市教育局2019年工作要点", "420100", ["市教育局党委", "市教育局"], "two bodies run together"),
        ("国家发展改革委、教育部关于印发方案的通知", "100000", ["国家发展改革委", "教育部"], "a joint title"),
        ("省市场监管局办公室关于印发省市场监管局分工的通知", "360000", ["省市场监管局办公室"], "only the head"),
        ("磐石市投资促进局关于开展培训的通知", "220284", ["磐石市投资促进局"], "促进 inside a name"),
        (
            "磐石市规划局磐石市投资促进局\n2021年4月13日",
            "220284",
            ["磐石市规划局", "磐石市投资促进局"],
            "two signatures on a line, with words of titles in their names",
        ),
        ("磐石市规划局关于印发要点的通知", "220284", ["磐石市规划局"], "规划 inside a name"),
        ("海宁市二〇二一年教育工作意见", "330481", [], "a territory is no issuer"),
        ("贯彻落实《意见》任务分工方案", "220284", [], "no body at the head"),
    ],
)
def test_issuers(text: str, code: str, expected: list[str], why: str) -> None:
    found = find_issuers(text, plan(code))
    assert [body.mention for body in found] == expected, why
    assert all(text[body.start : body.end] == body.mention and body.role == "issuer" for body in found)


def test_a_body_glued_to_the_last_attachment() -> None:
    found = find_issuers("2.联席会议成员名单重庆市人民政府办公厅2021年8月17日", plan("500000"))
    assert [body.mention for body in found] == ["重庆市人民政府办公厅"]


@pytest.mark.parametrize(
    ("line", "expected", "why"),
    [
        ("各区县教育局,机关各科室,直属各单位:", ["各区县教育局", "机关各科室", "直属各单位"], "one string per class"),
        (
            "各乡、镇人民政府,市政府各办、局,各有关单位:",
            ["各乡、镇人民政府", "市政府各办、局", "各有关单位"],
            "、 inside",
        ),
        (
            "磐石、明城开发区管委会,各街道办事处:",
            ["磐石、明城开发区管委会", "各街道办事处"],
            "the first half is no body",
        ),
        ("国务院各部委、各直属机构:", ["国务院各部委", "各直属机构"], "both halves are complete"),
        ("各省、自治区、直辖市人民政府:", ["各省、自治区、直辖市人民政府"], "one class"),
        ("甲市、磐石市、平湖市教育局:", ["甲市、磐石市、平湖市教育局"], "cities that share the head behind them"),
        ("各市、县(区)市场监管局,省政府各部门:", ["各市、县(区)市场监管局", "省政府各部门"], "levels share it too"),
        ("各区县、市级各部门:", ["各区县", "市级各部门"], "a class of its own shares nothing"),
        ("市政府各委、局及各直属单位:", ["市政府各委、局", "各直属单位"], "及 before 各"),
        ("各二级学院,机关各部门、直属单位:", ["各二级学院", "机关各部门", "直属单位"], "a class of its own"),
        ("各中小学、幼儿园,局属各单位:", ["各中小学", "幼儿园", "局属各单位"], "schools"),
        (
            "各旗、县、区人民政府,市各委、办、局,各企业、事业单位:",
            ["各旗、县、区人民政府", "市各委、办、局", "各企业、事业单位"],
            "one class each",
        ),
        ("区政府各委、办、局(公司):", ["区政府各委、办、局(公司)"], "a bare ending with a bracket"),
        (
            "各省、自治区、直辖市及新疆生产建设兵团工业和信息化、教育、科技主管部门,中国科学院院属各单位:",
            ["各省、自治区、直辖市及新疆生产建设兵团工业和信息化、教育、科技主管部门", "中国科学院院属各单位"],
            "fields of work share the head behind the last",
        ),
        (
            "各地级以上市发展改革、生态环境、国有资产管理部门,有关企业:",
            ["各地级以上市发展改革、生态环境、国有资产管理部门", "有关企业"],
            "the first field stands behind the class that owns them all",
        ),
        (
            "各省、自治区、直辖市教育厅(教委)、发展改革委,新疆生产建设兵团教育局、财政局,国家税务总局:",
            ["各省、自治区、直辖市教育厅(教委)、发展改革委", "新疆生产建设兵团教育局、财政局", "国家税务总局"],
            "a department without an owner is no entry by itself",
        ),
        ("各设区市林业局、杨凌示范区林业局:", ["各设区市林业局", "杨凌示范区林业局"], "a name with an owner is one"),
        ("各县(区)教育局、财政局,市直各学校:", ["各县(区)教育局、财政局", "市直各学校"], "so of counties"),
        (
            "各乡镇人民政府、财政局、各县直学校:",
            ["各乡镇人民政府", "财政局", "各县直学校"],
            "its own",
        ),
        ("机关各处(室、局)、各直属单位:", ["机关各处(室、局)", "各直属单位"], "a mark inside a bracket"),
    ],
)
def test_addressees(line: str, expected: list[str], why: str) -> None:
    assert [body.mention for body in find_addressees(line, plan("360000"))] == expected, why
