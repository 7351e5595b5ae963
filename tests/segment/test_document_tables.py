"""Task tables in whole documents: their rows are units with limits, bodies and targets of their own."""

from tests.builder import found, outline, parse

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


TYPED = """甲区城市更新行动任务清单（2023—2025年）
为推进城市更新，制定本清单。
任务类型
序号
工作任务
推进单位
行动一：再造发展新极（整体焕新）
1
推进乙片区更新
区规划资源局、区建设管理委、江宁路街道
行动二：重塑美丽新居
旧区改造
2
完成旧里改造20处
区房管局
加装电梯
3
完成加装电梯700台
区房管局、各相关街镇
"""
WITHOUT_LIMITS = (
    "乙县母婴设施建设方案为加强建设，制定本方案。一、落实责任。各单位要高度重视，抓好落实。"
    "附件任务分工序号职责负责单位备注1将设施建设纳入文明建设县文明办2协调做好商场设施建设县商务局、县总工会"
    "3协调做好学校设施建设县教育局"
)


def test_a_first_column_of_types_makes_sections() -> None:
    document = parse(TYPED)
    assert [entry for entry in outline(document) if entry[2]] == [
        ("1", "section", "行动一:"),
        ("1.1", "row", "1"),
        ("2", "section", "行动二:"),
        ("2.2", "row", "2"),
        ("2.4", "row", "3"),
    ]
    bodies = [(document.items[a.item].path, a.mention) for a in document.agencies if a.item is not None]
    assert bodies == [
        ("1.1", "区规划资源局"),
        ("1.1", "区建设管理委"),
        ("1.1", "江宁路街道"),
        ("2.2", "区房管局"),
        ("2.4", "区房管局"),
        ("2.4", "各相关街镇"),
    ], "a town beside bodies, and a type of its own line before the number"


def test_a_glued_table_without_limits_is_cut_at_its_bodies() -> None:
    document = parse(WITHOUT_LIMITS)
    bodies = [(document.items[a.item].path, a.mention) for a in document.agencies if a.item is not None]
    assert bodies == [("A1", "县文明办"), ("A2", "县商务局"), ("A2", "县总工会"), ("A3", "县教育局")]


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


TABLE = """<html><body><h1>丁市2023年重点项目推进方案</h1><p>为推进重点项目建设，制定本方案。</p>
<table><tr><th>序号</th><th>项目名称</th><th>总投资（亿元）</th><th>责任单位</th></tr>
<tr><td>1</td><td>滨江公园建设</td><td>3.5</td><td>市住建局</td></tr>
<tr><td>2</td><td>第一医院迁建</td><td>12</td><td>市卫健委</td></tr></table></body></html>"""


def test_a_number_alone_in_its_cell_is_counted_by_its_header() -> None:
    document = parse(TABLE, "plan.html")
    assert [(i, v, u) for _, i, v, u, _ in found(document)] == [("总投资", 3.5, "亿元"), ("总投资", 12.0, "亿元")]
    assert [target.value_base for target in document.targets] == [350_000_000, 1_200_000_000]


def test_a_flattened_table_tells_roles_where_every_row_has_a_cell_for_each_column() -> None:
    rows = (
        "1\n建设科学城\n推动实验室落地，引进研发机构8家\n区科技局\n区发展改革委、区财政局\n"
        "2\n建设物流枢纽，开行班列1000列以上\n区商务委\n区交通局\n"
    )
    head = "2022年重点工作任务分解表\n序号\n工作任务\n牵头单位\n配合单位\n"
    document = parse(head + rows)
    assert [(body.mention, body.role) for body in document.agencies] == [
        ("区科技局", "lead"),
        ("区发展改革委", "support"),
        ("区财政局", "support"),
        ("区商务委", "lead"),
        ("区交通局", "support"),
    ]
    lost = rows.replace("区商务委\n", "").replace("区科技局\n", "")
    document = parse(head + lost)
    assert {body.role for body in document.agencies} == {"support"}, "which column a lone cell belongs to is lost"


def test_the_year_of_a_column_is_no_part_of_what_it_is() -> None:
    head = "附件1\n2022年目标任务分解表\n序号\n2022年预期目标\n责任单位\n"
    text = head + "1\n生产总值增长5.5%左右\n区发改委\n2\n投资增长6%左右\n区发改委\n"
    document = parse(text)
    assert [(item.path, item.kind) for item in document.items if item.label] == [("1", "row"), ("2", "row")]
    assert [target.indicator for target in document.targets] == ["生产总值", "投资"]
