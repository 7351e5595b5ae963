"""Bodies behind the units of a task table that lost its cells."""

from flows.extract import read_source
from flows.model import Source
from flows.segment.document import parse_document

HEADER = "重点任务 工作措施 牵头单位 参与单位"
TABLE = (
    "甲市打赢蓝天保卫战实施方案\n为改善空气质量，制定本方案。\n附件 甲市打赢蓝天保卫战重点任务表 "
    f"{HEADER} 一、调整产业结构 1.优化产业布局 推行规划环评。 市生态环境局 市发展改革委、市工业和信息化局 "
    f"2.淘汰落后产能 依法关停不达标产能。 市工业和信息化局 {HEADER} "
    "3.加强宣传 各有关部门要加大宣传力度，营造良好氛围。 二、调整能源结构 "
    "4.推进电能替代 新建充电桩50个。 市住房和城乡建设局、市财政局 市交通运输局\n"
)


def bodies(table: str) -> list[tuple[str, str, str]]:
    """Label of the unit, body and role of each assignment."""
    document = parse_document(read_source(Source("table.txt", table.encode())))
    return [(document.items[a.item].label, a.mention, a.role) for a in document.agencies if a.item is not None]


def test_what_stands_behind_the_last_sentence_fills_the_columns():
    assert bodies(TABLE) == [
        ("1.", "市生态环境局", "lead"),
        ("1.", "市发展改革委", "support"),
        ("1.", "市工业和信息化局", "support"),
        ("2.", "市工业和信息化局", "lead"),
        ("4.", "市住房和城乡建设局", "lead"),
        ("4.", "市财政局", "lead"),
        ("4.", "市交通运输局", "support"),
    ]


def test_two_cells_that_ran_together_divide_where_no_mark_stands():
    table = (
        "甲区政务公开工作主要任务分解表\n附件 甲区政务公开工作主要任务分解表 工作任务 工作要求 牵头单位 配合/责任单位 "
        "一、加强信息公开 1.增强透明度，稳定预期。区经济发展局区行政审批局区直各有关单位，各区属事业单位，各片区管理局 "
        "2.加强督促检查，定期通报。区财政金融局区直各有关单位、各片区管理局\n"
    )
    assert bodies(table) == [
        ("1.", "区经济发展局", "lead"),
        ("1.", "区行政审批局", "lead"),
        ("1.", "各区属事业单位", "support"),
        ("1.", "各片区管理局", "support"),
        ("2.", "区财政金融局", "lead"),
        ("2.", "各片区管理局", "support"),
    ]


def test_a_header_printed_again_is_no_text_of_a_unit():
    document = parse_document(read_source(Source("table.txt", TABLE.encode())))
    second = next(item for item in document.items if item.label == "2.")
    assert second.passage.text.endswith("市工业和信息化局")


def test_rows_of_a_unit_end_with_their_own_bodies_and_open_classes_name_none():
    table = (
        "甲市打赢蓝天保卫战实施方案\n为改善空气质量，制定本方案。\n附件 甲市打赢蓝天保卫战重点任务表 "
        f"{HEADER} 一、调整运输结构 1.淘汰老旧车船 淘汰国三标准货车。 市交通运输局 市财政局 "
        "推进船舶更新升级。推广清洁船舶。 市港航局 "
        "2.发展节能产业 推行合同能源管理。 市发展改革委、市生态环境局按职责分工负责 "
        "3.划定禁燃区 严查违规行为。 市生态环境局 市直有关部门 4.加强宣传 市融媒体中心负责 每月公布空气质量。\n"
    )
    assert bodies(table) == [
        ("1.", "市交通运输局", "lead"),
        ("1.", "市财政局", "support"),
        ("1.", "市港航局", "lead"),
        ("2.", "市发展改革委", "lead"),
        ("2.", "市生态环境局", "lead"),
        ("3.", "市生态环境局", "lead"),
    ]


def test_a_unit_without_any_sentence_is_read():
    document = parse_document(read_source(Source("plan.txt", "序号工作任务完成时限责任单位\n<p>一、".encode())))
    assert "".join(document.raw.text[span.start : span.end] for span in document.spans) == document.raw.text
