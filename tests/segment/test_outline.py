"""Outline labels: which candidates are labels, and how units nest."""

import pytest

from flows.segment.labels import find_candidates, parse_ordinal
from flows.segment.outline import find_units
from flows.text import Passage


def outline(source: str) -> list[tuple[int, str]]:
    passage = Passage.read(source, [(0, len(source))])
    units = find_units(passage.text, find_candidates(passage.text, passage.offsets))
    return [(unit.level, passage.text[unit.label.start : unit.label.end]) for unit in units]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("一", 1), ("十", 10), ("十二", 12), ("二十", 20), ("三十五", 35), ("一百零三", 103), ("7", 7), ("一百一十", 110)],
)
def test_ordinals_of_labels(text: str, expected: int) -> None:
    assert parse_ordinal(text) == expected


@pytest.mark.parametrize(
    ("source", "expected", "why"),
    [
        (
            "一、甲事\n1.做好甲。\n2.做好乙。\n二、乙事\n3.做好丙。",
            [(1, "一、"), (2, "1."), (2, "2."), (1, "二、"), (2, "3.")],
            "numbering that runs on over sections stays below them",
        ),
        (
            "一、甲事(一)健全制度1.做好甲。2.做好乙。(二)加强管理3.做好丙。二、乙事(一)提升质量4.做好丁。(二)做好结尾5.做好戊。",
            [
                *[(1, "一、"), (2, "(一)"), (3, "1."), (3, "2."), (2, "(二)"), (3, "3.")],
                *[(1, "二、"), (2, "(一)"), (3, "4."), (2, "(二)"), (3, "5.")],
            ],
            "a series that runs on through the sections of a run-on text",
        ),
        (
            "一、目标要求（一）总体目标。建成示范社6家。二、重点任务（二）规范管理。统一账目。（三）分配盈余。三、保障措施（四）加强领导。",
            [(1, "一、"), (2, "(一)"), (1, "二、"), (2, "(二)"), (2, "(三)"), (1, "三、"), (2, "(四)")],
            "the first of such a series stands alone below its section",
        ),
        (
            "一、任务（一）做好甲。（二）做好乙。牵头处室：发展处配合处室：各相关处室二、保障（一）加强领导。（二）强化监督。",
            [(1, "一、"), (2, "(一)"), (2, "(二)"), (1, "二、"), (2, "(一)"), (2, "(二)")],
            "behind a list of offices, without a mark between",
        ),
        (
            "一、甲事\n(一)做好甲。\n（二）做好乙。\n二、乙事",
            [(1, "一、"), (2, "(一)"), (2, "(二)"), (1, "二、")],
            "full-width brackets are brackets",
        ),
        (
            "1.做好甲。\n2,做好乙。\n3..做好丙。\n4、做好丁。",
            [(1, "1."), (1, "2,"), (1, "3.."), (1, "4、")],
            "mistyped marks behind the number",
        ),
        (
            "一、安排\n1.2024年8月底前,形成清单。\n2.2025年完成30个。\n二、保障",
            [(1, "一、"), (2, "1."), (2, "2."), (1, "二、")],
            "a year behind the number of a list",
        ),
        (
            "第一章总则\n第一条为了规范。\n第二条适用。\n第二章附则\n第三条施行。",
            [(1, "第一章"), (2, "第一条"), (2, "第二条"), (1, "第二章"), (2, "第三条")],
            "chapters and articles",
        ),
        (
            "第一章 总则第一条 为了规范。第二条 适用。第二章 附则第三条 施行。",
            [(1, "第一章"), (2, "第一条"), (2, "第二条"), (1, "第二章"), (2, "第三条")],
            "the same in run-on text",
        ),
        (
            "总的要求是好。一、抓学习（一）学理论。深入学习。（二）学业务。练兵。二、抓落实（一）定措施。逐条定。（二）抓检查。",
            [(1, "一、"), (2, "(一)"), (2, "(二)"), (1, "二、"), (2, "(一)"), (2, "(二)")],
            "run-on text without any break",
        ),
        (
            "1总则\n1.1编制目的\n为了规范。\n1.2 工作原则\n(1)统一领导。\n(2)快速反应。\n"
            "2 组织体系\n2.1指挥部\n2.1.1职责\n协调1.5亿元资金。",
            [(1, "1"), (2, "1.1"), (2, "1.2"), (3, "(1)"), (3, "(2)"), (1, "2"), (2, "2.1"), (3, "2.1.1")],
            "decimal numbers of emergency plans, with and without a gap",
        ),
        (
            "一、明确目标,加快发展1、发展目标。\n入园率达到96%。\n2、发展早教。\n受训率90%。\n二、改革体制,健全网络3、理顺体制。\n分级管理。\n4、健全网络。",
            [(1, "一、"), (2, "1、"), (2, "2、"), (1, "二、"), (2, "3、"), (2, "4、")],
            "a first label glued to the heading above it",
        ),
        (
            "一、回顾\n一\ue5e5经济增长。好。\n二\ue5e5结构优化。好。\n二、任务\n一\ue5e5招商引资。好。\n二\ue5e5产业升级。好。",
            [(1, "一、"), (2, "一"), (2, "二"), (1, "二、"), (2, "一"), (2, "二")],
            "labels that lost their marks before a gap, which a page of GB 18030 draws as a private character",
        ),
        (
            "—、总体要求\n做好。\n二、主要任务\n做好。",
            [(1, "—、"), (1, "二、")],
            "一、 written with a dash",
        ),
        (
            "提出如下意见:—、总体要求。做好。二、主要任务。做好。",
            [(1, "—、"), (1, "二、")],
            "in run-on text too",
        ),
        (
            "一、目标\n1.5万人参加。\n2.3亿元到位。\n二、措施\n完成1.2万亩。",
            [(1, "一、"), (1, "二、")],
            "decimal quantities are no labels",
        ),
        (
            "一、建园\n加快市直一、二、三幼新园建设。\n二、建校",
            [(1, "一、"), (1, "二、")],
            "an enumeration in a sentence is no label",
        ),
        ("1.办学\n占比达到80.5%，投入1.2亿元。\n2.招生", [(1, "1."), (1, "2.")], "a decimal is no label"),
        (
            "一、标准\n依据第三条和第四条办理。\n二、程序",
            [(1, "一、"), (1, "二、")],
            "an article that is cited is no label",
        ),
        (
            "一、甲\n二、乙\n一、丙\n二、丁",
            [(1, "一、"), (1, "二、"), (1, "一、"), (1, "二、")],
            "numbering that restarts gives siblings",
        ),
        (
            "1.抓党建。①学习。②检查。\n2.抓教学。",
            [(1, "1."), (2, "①"), (2, "②"), (1, "2.")],
            "circled numbers behind a sentence",
        ),
        (
            "1.治污。有两项:①现有厂提标;②日处理污水6万吨的三期工程。\n2.植树。",
            [(1, "1."), (2, "①"), (2, "②"), (1, "2.")],
            "a circled number is no day, month or year",
        ),
        (
            "10.特聘岗位。\n11.121人才梯队项目。\n12.博士后项目。\n3.125亿元用于绿化。",
            [(1, "10."), (1, "11."), (1, "12.")],
            "a label before a number: its neighbours open lines; a decimal has none",
        ),
        (
            "一、任务（一）制定方案。（甲局负责）（二）年内各村宣传2次。（三）做好丙。",
            [(1, "一、"), (2, "(一)"), (2, "(二)"), (2, "(三)")],
            "a unit that opens with 年内",
        ),
        (
            "1.健身\n1.1 新建公园。\n1.2 举办赛事。\n2.产业\n2.1 发展产业。\n",
            [(1, "1."), (2, "1.1"), (2, "1.2"), (1, "2."), (2, "2.1")],
            "the last number of a chapter with one part",
        ),
        ("三、甲\n四、乙", [(1, "三、"), (1, "四、")], "an excerpt may begin in the middle"),
        (
            "制定本方案。一、目标（一）要求做好甲。（二）原则做好乙。个300 二、任务（一）做好丙。（二）做好丁。",
            [(1, "一、"), (2, "(一)"), (2, "(二)"), (1, "二、"), (2, "(一)"), (2, "(二)")],
            "a section label behind a number and a gap",
        ),
        (
            "一、任务（一）做好甲。（二）做好乙。责任单位：市公安局、市交通局二、保障（一）加强领导。（二）强化监督。",
            [(1, "一、"), (2, "(一)"), (2, "(二)"), (1, "二、"), (2, "(一)"), (2, "(二)")],
            "a section label glued to a list of bodies",
        ),
    ],
)
def test_labels_and_nesting(source: str, expected: list[tuple[int, str]], why: str) -> None:
    assert outline(source) == expected, why


@pytest.mark.parametrize("unit", ["((((", "一、", "1.", "（一）", "①", "第一章", "一、一、", "\n1", "1、2、"])
def test_hostile_repetition_ends(unit: str) -> None:
    """A megabyte of half labels is read in linear time; the suite's timeout is the bound."""
    text = unit * (200_000 // len(unit))
    assert isinstance(find_candidates(text, tuple(range(len(text)))), list)
