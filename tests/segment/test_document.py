"""Whole documents: what each unit of a plan is, and which unit a find belongs to."""

import hashlib

import pytest

from tests.builder import found, outline, parse

BOX = """丙省2022年工业发展行动计划
为推动工业发展，制定本计划。
一、主要任务
（一）培育企业。支持企业做大做强，完善服务体系。
专栏1 企业培育工程
培育专精特新企业200家。
（二）扩大投资。新建标准厂房30万平方米。
"""


def test_a_box_belongs_to_the_section_it_stands_in() -> None:
    assert found(parse(BOX)) == [
        ("1", "专精特新企业", 200.0, "家", None),
        ("1.2", "新建标准厂房", 30.0, "万平方米", None),
    ]


@pytest.mark.parametrize(
    ("title", "type_", "why"),
    [
        ("甲市人民政府关于印发甲市教育发展“十四五”规划的通知", "通知", "a notice in its own words, the plan elsewhere"),
        ("甲市教育局2021年工作要点", "工作要点", "by its ending"),
        ("关于落实2021年工作要点的实施意见", "实施意见", "a type named inside is not the document's"),
        ("甲县2022年政府工作报告重点任务分工方案", "任务分工方案", "the more specific of two"),
        ("甲县关于支持企业发展的若干意见", "意见", "若干意见 is an 意见"),
        ("甲县稳增长若干政策措施", "若干措施", "政策措施"),
        ("甲市城市绿化管理办法（试行）", "办法", "a remark behind the type"),
        ("甲市创业行动计划（2026—2028年）（征求意见稿）", "行动计划", "a draft that asks for opinions is no 意见"),
        ("甲县2023年工作思路", "其他", "no type of the list"),
        ("甲市药品采购试点方案", "其他", "a 方案 that is neither 工作方案 nor 实施方案"),
        ("甲市市场管理条例", "其他", "a 条例 is no 办法"),
        ("关于同意甲乡行政村规模调整方案的批复", "其他", "a reply about a plan is none"),
    ],
)
def test_document_types(title: str, type_: str, why: str) -> None:
    body = "\n各有关单位：\n为做好工作，现提出如下要求，请各单位认真组织实施。\n一、加强领导。各单位要高度重视。\n"
    assert parse(title + body).fields.document_type == type_, why


def test_the_plan_decides_where_its_text_stands_under_the_name_of_the_notice() -> None:
    text = "甲市人民政府关于印发甲市教育发展“十四五”规划的通知\n为办好教育，制定本规划。\n一、发展目标。新建学校5所。\n"
    assert parse(text).fields.document_type == "规划"


SPEECH = """政府工作报告
各位代表：
现在，我代表市人民政府作报告。
2025年工作回顾
1、经济稳步增长。生产总值增长6%。
2、民生不断改善。新增就业3万人。
各位代表，做好今年的工作，任务繁重。
今年的主要预期目标是：新建学校8所。
"""

FLAT_LIST = (
    "甲市关于支持企业发展的若干措施\n"
    + "".join(f"{label}、对第{label}类企业给予支持。（市财政局负责）\n" for label in "一二三四五六")
    + "各部门要认真落实，新建服务站9个。\n"
)


def test_what_a_speech_turns_to_is_no_part_of_the_list_before() -> None:
    document = parse(SPEECH)
    assert [path for path, _, label in outline(document) if label] == ["1", "2"]
    assert [(document.items[t.item].kind, t.value) for t in document.targets] == [("preamble", 8)]


def test_closing_paragraphs_belong_to_no_unit_of_a_flat_list() -> None:
    document = parse(FLAT_LIST)
    assert len([label for _, _, label in outline(document) if label]) == 6
    assert [(document.items[t.item].kind, t.value) for t in document.targets] == [("preamble", 9)]


def test_headings_of_run_on_text_are_those_of_its_table_of_contents() -> None:
    text = (
        "甲市教育发展规划（2021—2025年）目　录第一章　总体要求第一节　发展基础第二节　发展目标"
        "第二章　主要任务第一节　扩大学位供给"
        "为办好教育，制定本规划。第一章　总体要求第一节　发展基础教育事业稳步发展。第二节　发展目标新建学校5所。"
        "第二章　主要任务第一节　扩大学位供给推进学校建设。"
    )
    document = parse(text)
    headings = [item.heading for item in document.items if item.label]
    assert headings == ["总体要求", "发展基础", "发展目标", "主要任务", "扩大学位供给"]
    assert document.items[0].passage.text == "为办好教育,制定本规划。"


@pytest.mark.parametrize("heading", ["注：", "名词解释", "有关用语说明："])
def test_notes_set_no_targets(heading: str) -> None:
    text = BOX + f"附件\n指标表\n新建学校5所。\n{heading}\n1.标记的26个指标自动生成。\n2.住院不超过48小时。\n"
    values = [target.value for target in parse(text).targets]
    assert 5 in values and not {26, 48} & set(values)


GAPPED = (
    "己区供水安全工作意见为保障供水安全，制定本意见。一、重点工作 1.编制专项规划 "
    "要按照全区部署，推进编制给水专项规划、水源地规划并抓好组织实施。"
    "2.加强水源保护、综合整治 加强对水源地的安全管理，加大巡查执法力度，确保水质达标。"
    "3.提升应急能力 各有关单位要制定应急预案，储备应急物资。"
    "二、制度保障 将供水安全列为政府为民办实事重点工程，纳入工作考核体系。"
)
WRAPPED = (
    "庚校教师管理办法为加强管理，制定本办法。一、职责 "
    "1.教师原则上从本校工作人员中选聘鼓励校 领导和骨干教师担任，聘期为一年并由学校颁发聘书给 予津贴。"
    "2.教师的产生由学校审核把关并颁发聘 书，有关材料报学校备案并按年度进行考核工作评 定等级。"
    "3.教师负责学生的思想政治工作要把思 想政治工作融于各项活动中，教育引导学生。"
)


def test_a_gap_ends_a_heading_where_a_document_sets_its_headings_so() -> None:
    headings = [item.heading for item in parse(GAPPED).items if item.label and item.label[0].isdigit()]
    assert headings == ["编制专项规划", "加强水源保护、综合整治", "提升应急能力"]
    assert [item.heading for item in parse(WRAPPED).items if item.label and item.label[0].isdigit()] == [None] * 3


def test_a_heading_may_stand_below_its_label() -> None:
    document = parse(
        "辛市工作方案\n为推进工作，制定本方案。\n（一）\n提升设施品质\n1.建设道路。\n2.改造道路。\n（二）\n提升服务\n1.优化服务。\n"
    )
    assert [item.heading for item in document.items if item.kind == "section"] == ["提升设施品质", "提升服务"]


def test_a_final_clause_below_its_own_heading_belongs_to_it() -> None:
    text = "壬区若干措施\n为促进发展，制定本措施。\n一、支持方向\n给予补贴5万元。\n"
    text += "二、附则\n本措施自2026年1月1日起施行。\n"
    last = parse(text).items[-1]
    assert (last.label, last.passage.text.endswith("起施行。")) == ("二、", True)


def test_the_same_text_reads_the_same() -> None:
    first, second = parse(BOX), parse(BOX)
    assert first == second
    assert first.raw.content_sha256 == hashlib.sha256(BOX.encode()).hexdigest()


def test_a_speech_printed_three_times_is_read_once() -> None:
    speech = (
        "甲市市长李某\n各位代表:\n现在,我代表市人民政府,向大会作政府工作报告,请予审议,并请列席人员提出意见。\n"
        "一、2025年工作回顾\n过去一年,成绩来之不易。\n二、2026年工作安排\n新建公办幼儿园20所,新增学位6000个。\n"
    )
    document = parse("甲市政府工作报告\n" + speech * 3, "speech.txt")
    assert [item.label for item in document.items if item.label] == ["一、", "二、"]
    assert [target.value for target in document.targets] == [20, 6000]


def test_every_body_of_a_long_signature_issues_the_document() -> None:
    names = [
        "工业和信息化部",
        "教育部",
        "科学技术部",
        "交通运输部",
        "文化和旅游部",
        "国务院国有资产监督管理委员会",
        "中国科学院",
    ]
    text = (
        "七部门关于推动产业创新发展的实施意见\n一、总体要求\n做好有关工作。\n"
        + "\n".join(names)
        + "\n2024年1月18日\n更新:2026-01-26\n"
    )
    document = parse(text)
    assert [body.mention for body in document.agencies if body.role == "issuer"] == names


def test_words_below_the_heading_of_a_section_set_limits() -> None:
    text = "甲市2026年工作方案\n一、发展目标\n到2026年底:①建成社区10个;②落地企业50家。\n二、保障措施\n加强领导。\n"
    document = parse(text)
    limits = [(document.items[limit.item].path, limit.due) for limit in document.deadlines]
    assert limits == [("1", "2026-12-31")]


def test_an_account_that_carries_the_document() -> None:
    text = (
        "甲市2026年工作方案\n2026-06-24\n来源：公众号创业汇\n一、发展目标\n建成社区10个。\n二、保障措施\n加强领导。\n"
    )
    assert "reposted" in parse(text).fields.flags


def test_a_heading_that_counts_the_units_below_it_sets_no_target() -> None:
    lead = "甲市2026年工作方案\n一、重点方向\n紧扣数字经济发展核心，培育企业主体，推动融合发展。\n"
    text = lead + "（一）突破发展2个新兴领域\n1.数据加工：培育企业。\n2.内容创作：打造内容。\n"
    more = "（二）建成3个社区\n3.甲社区：开展建设。\n4.乙社区：开展建设。\n"
    assert [target.value for target in parse(text + more).targets] == [3]
