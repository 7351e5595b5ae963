"""Whole documents: what each unit of a plan is, and which unit a find belongs to."""

import hashlib

import pytest

from flows.extract import read_source
from flows.model import ParsedDocument, Source
from flows.segment.document import parse_document


def parse(text: str, name: str = "plan.txt") -> ParsedDocument:
    return parse_document(read_source(Source(name, text.encode(), None)))


def outline(document: ParsedDocument) -> list[tuple[str, str, str | None]]:
    return [(item.path, item.kind, item.label) for item in document.items]


def found(document: ParsedDocument) -> list[tuple[str, str, float, str, str | None]]:
    paths = [item.path for item in document.items]
    return [(paths[t.item], t.indicator, t.value, t.unit, t.deadline) for t in document.targets]


FLAT_BY_LINE = """甲市2021年教育重点任务分工方案
为明确责任，制定本方案。
附件
任务分工表
序号
工作任务
完成
时限
牵头单位
1
新建学校
1.新建中小学校5所。
2,改造校舍3处。
6月底前
市教育局
2
加强培训
培训教师800名。
长期坚持
市人社局
"""

FLAT_GLUED = (
    "乙县2020年环境保护工作要点为改善环境质量，制定本要点。一、加强领导。各单位要高度重视，落实责任。"
    "附件2020年任务分工表序号主要任务具体措施完成时限责任单位1水污染防治1、建成污水处理厂2座6月县住建局"
    "2、清退违章建筑12月县自然资源局2大气污染防治3、淘汰黄标车300辆11月县公安局"
)

BOX = """丙省2022年工业发展行动计划
为推动工业发展，制定本计划。
一、主要任务
（一）培育企业。支持企业做大做强，完善服务体系。
专栏1 企业培育工程
培育专精特新企业200家。
（二）扩大投资。新建标准厂房30万平方米。
"""


def test_a_flattened_table_with_one_cell_a_line() -> None:
    document = parse(FLAT_BY_LINE)
    assert [entry for entry in outline(document) if entry[1] in ("row", "measure")] == [
        ("A1", "row", "1"),
        ("A1.1", "measure", "1."),
        ("A1.2", "measure", "2,"),
        ("A2", "row", "2"),
    ]
    assert ("A1.1", "新建中小学校", 5.0, "所", "2021-06-30") in found(document)
    assert ("A2", "教师", 800.0, "名", "long_term") in found(document)
    assert {(document.items[d.item].path, d.due) for d in document.deadlines} == {
        ("A1", "2021-06-30"),
        ("A2", "long_term"),
    }
    assert document.fields.flags == ("flattened_table",)


def test_a_table_whose_cells_run_together() -> None:
    document = parse(FLAT_GLUED)
    assert [entry for entry in outline(document) if entry[1] in ("section", "row")] == [
        ("A1", "section", "1"),
        ("A1.1", "row", "1、"),
        ("A1.2", "row", "2、"),
        ("A2", "section", "2"),
        ("A2.1", "row", "3、"),
    ]
    bodies = {(document.items[a.item].path, a.mention) for a in document.agencies if a.item is not None}
    assert bodies == {("A1.1", "县住建局"), ("A1.2", "县自然资源局"), ("A2.1", "县公安局")}


BROKEN_PAGES = """附件：丙区海绵城市建设重点任务分解表

序号

任务类型

重点内容

责任单位

参考文件

1

海绵型
地块

到2025年，新建海绵校园22所。

区建设管理委、区教育局、
区水务局，各街镇

《丙区新城“十四五”规划
建设行动方案》

序号

任务类型

重点内容

责任单位

参考文件

2

海绵型公园

目标包括：（1）公园绿地面积达50公顷；（2）改造公园6个。

区绿化市容局

《丙区绿化规划》

3

城市排水

到2025年底，污水处理率达到99%。

区水务局、各街镇

《丙区水务规划》
（丙府发〔2023〕22号）
"""


def test_a_table_of_an_annex_with_its_header_on_every_page() -> None:
    document = parse(BROKEN_PAGES)
    rows = [entry for entry in outline(document) if entry[1] in ("row", "measure")]
    assert rows == [
        ("1", "row", "1"),
        ("2", "row", "2"),
        ("2.1", "measure", "(1)"),
        ("2.2", "measure", "(2)"),
        ("3", "row", "3"),
    ]
    assert document.fields.title == "丙区海绵城市建设重点任务分解表"
    bodies = [(document.items[a.item].path, a.mention) for a in document.agencies if a.item is not None]
    assert bodies == [
        *[("1", "区建设管理委"), ("1", "区教育局"), ("1", "区水务局"), ("1", "各街镇")],
        *[("2", "区绿化市容局"), ("3", "区水务局"), ("3", "各街镇")],
    ]
    assert ("3", "污水处理率", 99.0, "%", "2025-12-31") in found(document)


SECTIONED = """戊区2026年碳达峰重点工作任务分工表
序号
重点任务
具体工作
推进节点
责任部门
一
推进综合管理
1
编制温室气体排放清单
年内完成
生态环境局
二
推动节能增效
2
推进工业企业开展能效诊断，新增光伏装机5500千瓦。
全年推进
发展改革委、商务委、科技经济委、建设管理委、文化旅游局、绿化市容局、卫生健康委、统计局、教育局、民政局、体育局、交通委、各街镇
"""


def test_a_table_with_sections_and_a_header_of_unknown_words() -> None:
    document = parse(SECTIONED)
    rows = [(item.path, item.kind, item.label, item.heading) for item in document.items if item.kind != "preamble"]
    assert rows == [
        ("1", "section", "一", "推进综合管理"),
        ("1.1", "row", "1", None),
        ("2", "section", "二", "推动节能增效"),
        ("2.1", "row", "2", None),
    ]
    bodies = [document.items[a.item].path for a in document.agencies if a.item is not None]
    assert bodies == ["1.1", *["2.1"] * 13]
    limits = [(document.items[d.item].path, d.due) for d in document.deadlines if d.item is not None]
    assert limits == [("1.1", "2026"), ("2.1", "2026")]


LIMIT_LAST = (
    "丁局2016年工作要点为改善市场环境，制定本要点。一、加强监管。各处要高度重视，落实责任。"
    "附件丁局2016年任务分解表序号项目内容责任领导责任处室完成时间1完成30家“明厨亮灶”建设王 浩食品处2016年10月"
    "2创建15个示范店2016年11月序号项目内容责任领导责任处室完成时间3建立投诉平台2016年9月4扩大“三品一械”品种2016年12月"
)


def test_a_table_whose_cells_run_together_up_to_the_limit() -> None:
    document = parse(LIMIT_LAST)
    assert [entry for entry in outline(document) if entry[1] == "row"] == [
        (f"A{number}", "row", str(number)) for number in (1, 2, 3, 4)
    ]
    limits = [(document.items[d.item].path, d.due) for d in document.deadlines if d.item is not None]
    assert limits == [("A1", "2016-10"), ("A2", "2016-11"), ("A3", "2016-09"), ("A4", "2016-12")]
    assert ("A2", "示范店", 15.0, "个", "2016-11") in found(document)


def test_a_box_belongs_to_the_section_it_stands_in() -> None:
    assert found(parse(BOX)) == [
        ("1", "专精特新企业", 200.0, "家", None),
        ("1.2", "新建标准厂房", 30.0, "万平方米", None),
    ]


TABLE = """<html><body><h1>丁市2023年重点项目推进方案</h1><p>为推进重点项目建设，制定本方案。</p>
<table><tr><th>序号</th><th>项目名称</th><th>总投资（亿元）</th><th>责任单位</th></tr>
<tr><td>1</td><td>滨江公园建设</td><td>3.5</td><td>市住建局</td></tr>
<tr><td>2</td><td>第一医院迁建</td><td>12</td><td>市卫健委</td></tr></table></body></html>"""


def test_a_number_alone_in_its_cell_is_counted_by_its_header() -> None:
    document = parse(TABLE, "plan.html")
    assert [(i, v, u) for _, i, v, u, _ in found(document)] == [("总投资", 3.5, "亿元"), ("总投资", 12.0, "亿元")]
    assert [target.value_base for target in document.targets] == [350_000_000, 1_200_000_000]


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
    document = parse_document(read_source(Source("speech.txt", ("甲市政府工作报告\n" + speech * 3).encode())))
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
    document = parse_document(read_source(Source("plan.txt", text.encode())))
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
