"""The document's own fields on short documents, each as (text, expected, why)."""

import pytest

from flows.extract import read_source
from flows.model import DocumentFields, Source
from flows.segment.document import parse_document

SPEECH = "各位代表:\n现在,我代表市人民政府,向大会作政府工作报告,请予审议。\n{}\n"
REPORTS = [
    # (what follows the salutation, plan year, why)
    (
        "一、2018年工作回顾\n2018年是我市极不平凡的一年。生产总值增长7%。",
        2019,
        "a report plans the year after the one it reviews",
    ),
    (
        "2012年政府工作回顾\n2012年,全市上下奋力拼搏。到2017年建成新城。",
        2013,
        "the heading has no number; 到2017年 is ahead",
    ),
    ("一、本届政府及2016年工作回顾\n2013年以来,全市上下团结一心。", 2017, "the last year of a term reviewed"),
    ("一、“十二五”时期经济社会发展回顾\n过去五年,比2010年翻一番。", 2016, "the plan period reviewed has ended"),
    ("一、五年来政府工作回顾\n2002年财政收入50亿元。到2007年达到75亿元。", 2003, "the last year that passed"),
    (
        "一、2020年工作回顾\n过去一年成绩显著。\n二、2021年工作总体要求\n做好今年工作。",
        2021,
        "the year planned by name",
    ),
    ("三、2026年主要工作\n今年是开局之年。到2027年建成新区。", 2026, "a heading that names the year"),
]


def fields(text: str, name: str = "plan.txt") -> DocumentFields:
    return parse_document(read_source(Source(name, text.encode()))).fields


@pytest.mark.parametrize(("text", "year", "why"), REPORTS)
def test_year_of_a_report(text: str, year: int, why: str) -> None:
    assert fields(SPEECH.format(text)).plan_year == year, why


PLAN = "一、加强组织领导。各单位要高度重视,认真组织实施,确保各项任务落到实处。\n二、强化督促检查。{}"
NUMBERS = [
    # (head of the document, number, why)
    (
        "甲乙大学文件甲大校〔2021〕20 号\n关于做好招生工作的通知\n",
        "甲大校〔2021〕20号",
        "a letterhead before the number",
    ),
    (
        "甲 市 人 民 政 府 文\n件甲政发〔2022〕2号\n关于做好招生工作的通知\n",
        "甲政发〔2022〕2号",
        "a letterhead broken in its last word",
    ),
]


@pytest.mark.parametrize(("head", "number", "why"), NUMBERS)
def test_document_number(head: str, number: str, why: str) -> None:
    assert fields(head + PLAN.format("")).document_number == number, why


REGIONS = [
    # (text, region, why)
    (
        "2019年国务院政府工作报告\n各位代表:\n现在,我代表国务院,向大会报告政府工作,请予审议。\n" + PLAN.format(""),
        "全国",
        "a report in the name of the State Council",
    ),
    (
        "关于加强公平竞争审查的通知\n津市监垄〔2021〕5号\n各区人民政府:\n"
        + PLAN.format("全市要统一部署,我市各区,全市上下。"),
        "天津市",
        "the letter of the number, in a plan that speaks of its 市",
    ),
    (
        "关于加强公平竞争审查的通知\n宁政监〔2021〕5号\n各区人民政府:\n"
        + PLAN.format("全市要统一部署,我市各区,全市上下。"),
        None,
        "宁 of a city is no province",
    ),
]


@pytest.mark.parametrize(("text", "region", "why"), REGIONS)
def test_region(text: str, region: str | None, why: str) -> None:
    found = fields(text).region
    assert (found.name if found else None) == region, why


def test_a_page_s_dateline_is_no_date_of_writing() -> None:
    page = "甲市2019年政府工作报告\n2019年2月16日\n【字体:大中小】\n" + SPEECH.format(PLAN.format(""))
    assert (fields(page).written_date, str(fields(page).published_date)) == (None, "2019-02-16")
    speech = "政府工作报告\n(2019年2月16日)\n" + SPEECH.format(PLAN.format(""))
    assert str(fields(speech).written_date) == "2019-02-16"


def test_a_plan_printed_behind_the_word_annex() -> None:
    text = (
        "甲大研〔2022〕2号关于印发《甲乙大学导师培训方案(试行)》的通知各学院:为加强队伍建设,特制定本方案。现予以印发,请遵照执行。"
        "附件:《甲乙大学导师培训方案(试行)》甲乙大学2022年1月13日\n附件:甲乙大学导师培训方案(试行)一、培训目标每年培训导师200名。"
        "二、培训对象全体在岗导师均应参加培训,新聘导师先培训后上岗,培训不少于20学时。"
    )
    assert (fields(text).title, fields(text).document_type) == ("甲乙大学导师培训方案(试行)", "其他")


WRAPPED = """甲政办发〔2016〕26号《甲市人民政府办公厅关于印发〈甲市2016年政务公开工作要点〉的通知》
《甲市人民政府办公厅关于印发〈甲市2016年政务公开工作要点〉的通知》
甲政办发〔2016〕26号
各区人民政府,市政府各委、办、局:
《甲市2016年政务公开工作要点》已经市政府同意,现印发给你们,请结合实际认真贯彻落实。
甲市人民政府办公厅
2016年5月28日
今年政务公开工作的总体要求是:深入贯彻上级关于全面推进政务公开工作的部署,完善政务公开内容和方式,推进政务阳光透明。
一、推进权力清单公开
对权力清单进行动态调整,公布2016年版市政府部门权力清单,编制城市应急管理、环境保护等重点领域专项责任清单。
二、推进监管公开
抽查比例不低于5%,6月底前公布抽查事项目录,进一步细化公开各部门行政职权运行各环节对应的责任事项,接受监督。
"""
BARS = """文 号 | 甲政办〔2022〕1号 | 发文日期 | 2022-01-30 16:20 |
---|---|---|---|
发布机构 | 甲区人民政府办公室 | 有 效 性 | 有效 |
标 题 | 区人民政府办公室关于做好2022年防汛工作的通知 |
区人民政府办公室关于做好2022年防汛工作的通知
各街道办事处,区人民政府各部门:
"""
SPACED = """索引号 11332500MB1960337R/2023-43840 文号 甲卫〔2023〕46号
组配分类 统计信息 发布机构 甲市卫生健康委员会
成文日期 2023-05-19 公开方式 主动公开
甲市卫生健康委员会2023年工作要点
"""
UNTITLED = """各镇人民政府,区政府各部门、直属机构:
为全面完成《政府工作报告》中确定的2021年各项工作任务,现将《任务分解表》印发给你们,请各牵头单位严格按照任务分工执行。
附件:《任务分解表》
盘锦市大洼区人民政府办公室
2021年1月25日
"""
DIVIDED = """市人民政府办公室关于分解落实《政府工作报告》的通知
各区、镇、办事处,市政府各部门:
经市人民政府同意,现将《政府工作报告》确定的工作任务进行责任分解,请各部门“一把手”亲自抓,总负责。
2017年1月13日
《政府工作报告》重点工作责任分解
2017年主要预期目标是:地区生产总值增长8.5%左右。
一、加快转型升级。改造提升五大传统产业,推进产业高端化。
"""


OWN_MEASURES = """关于印发推动乡镇敬老院高质量发展十条措施的通知
各县（区）人民政府，市政府各部门：
为加快补齐农村养老服务短板，结合抚州实际，提出推动乡镇敬老院高质量发展十条措施如下：
一、推进规划建设。每个乡镇建设1所敬老院。
二、加强人员配备。每所敬老院配备2名护理员。
"""


@pytest.mark.parametrize(
    ("text", "title", "type_", "why"),
    [
        (WRAPPED, "甲市2016年政务公开工作要点", "工作要点", "the plan begins behind the signature, without its title"),
        (SPACED + PLAN.format(""), "甲市卫生健康委员会2023年工作要点", "工作要点", "keys and values set apart by gaps"),
        (BARS + PLAN.format(""), "区人民政府办公室关于做好2022年防汛工作的通知", "通知", "metadata in rows with bars"),
        (DIVIDED, "《政府工作报告》重点工作责任分解", "任务分工方案", "a division of tasks, handed over without 印发"),
        (OWN_MEASURES, OWN_MEASURES.split("\n")[0], "若干措施", "it hands nothing over and holds the measures itself"),
        (UNTITLED, None, "通知", "a notice without a title: no sentence is taken for one"),
    ],
)
def test_title(text: str, title: str | None, type_: str, why: str) -> None:
    found = fields(text)
    assert (found.title, found.document_type) == (title, type_), why


def test_the_region_of_a_signature_below_an_attachment() -> None:
    assert fields(UNTITLED).region.name == "大洼区"


def test_a_plan_divided_by_task_is_of_its_title_s_year() -> None:
    assert fields(DIVIDED).plan_year == 2017


def test_the_date_of_a_metadata_row_set_apart_by_gaps() -> None:
    assert str(fields(SPACED + PLAN.format("")).written_date) == "2023-05-19"


def test_a_key_behind_a_word_that_begins_like_one() -> None:
    page = "首页>食品抽检信息\n索引号:014501068/2020-03611 发文机关:甲市市场监督管理局\n关于做好防汛工作的通知\n"
    assert fields(page + PLAN.format("")).index_number == "014501068/2020-03611"


def test_a_report_that_says_not_for_whom_it_speaks() -> None:
    text = "2011年鄂尔多斯市政府工作报告\n一、工作回顾\n五年来,市人民政府团结带领全市各族人民,取得显著成效。\n"
    document = parse_document(read_source(Source("report.txt", text.encode())))
    assert [(body.mention, body.name) for body in document.agencies if body.role == "issuer"] == [
        ("市人民政府", "鄂尔多斯市人民政府")
    ]


def test_a_year_to_reach_is_not_the_year_of_the_plan():
    text = "甲市关于加强美育工作的实施意见\n为加强美育，到2018年，新建场馆5个。\n甲市人民政府\n2017年3月1日\n"
    assert fields(text).plan_year == 2017


@pytest.mark.parametrize(
    ("title", "years"),
    [
        ("甲市环卫设施建设两年行动计划实施方案（2015、2016年）", (2015, 2016)),
        ("“十四五”县域普通高中发展提升行动计划", (2021, 2025)),
    ],
)
def test_years_that_a_title_lists_or_names_by_their_plan(title: str, years: tuple[int, int]) -> None:
    found = fields(f"{title}\n为加强建设，制定本计划。\n一、加快建设\n新建公厕5座。\n")
    assert (found.plan_year, found.plan_year_end) == years


def test_years_below_the_title_belong_to_it() -> None:
    found = fields(
        "附件\n甲市北斗产业三年行动计划\n（2021-2023年）\n为推动产业发展，制定本计划。\n一、加快建设\n新建基站5座。\n"
    )
    assert (found.title, found.plan_year, found.plan_year_end) == ("甲市北斗产业三年行动计划(2021-2023年)", 2021, 2023)


def test_the_year_of_the_number_where_nothing_else_tells_one() -> None:
    assert fields("桂电〔2021〕20号\n关于加强社团建设的意见\n一、总则\n加强指导。\n").plan_year == 2021


def test_measures_are_for_the_years_they_are_in_force() -> None:
    in_force = "本措施自2026年1月1日起施行，有效期至2027年12月31日。"
    text = f"甲市关于支持低碳发展的若干措施\n一、支持节能\n奖励5万元。\n{in_force}\n2025年12月9日\n"
    assert (fields(text).plan_year, fields(text).plan_year_end) == (2026, 2027)


def test_a_dateline_with_the_time_of_day_is_when_the_page_was_published():
    page = (
        "2026年四川省政府工作报告\n2026年02月10日 07时41分\n来源：四川省日报\n【字体：\n大\n中\n小\n】\n"
        "——2026年2月3日在四川省第十四届人民代表大会第四次会议上\n"
    )
    read = fields(
        page + "各位代表：\n现在，我代表省人民政府，向大会报告工作，请予审议。\n一、2026年工作\n新建学校5所。\n"
    )
    assert (str(read.written_date), str(read.published_date)) == ("2026-02-03", "2026-02-10")


def test_a_plan_that_says_from_when_and_for_how_long():
    read = fields("甲市关于推进人才集聚的实施意见\n2012年起5年内，引进人才100名，完善人才服务体系，优化发展环境。\n")
    assert (read.plan_year, read.plan_year_end) == (2012, 2016)
