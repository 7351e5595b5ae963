"""Tables in plain text: columns that tabs divide, and Markdown that a crawler wrote into a .txt file."""

import pytest

from flows.extract import read_source
from flows.model import Source
from flows.segment.document import parse_document

TABS = (
    "甲市2026年重点项目表\n序号\t项目名称\t总投资（万元）\t责任单位\t完成时限\n"
    "1\t市实验小学扩建\t3200\t市教育局\t2026年8月\n2\t市中医院迁建\t15000\t市卫健委\t2027年12月\n"
)
BARS = """# 乙县2026年重点任务分解表

| 序号 | 工作任务 | 牵头单位 | 责任单位 | 完成时限 |
| --- | --- | --- | --- | --- |
| 1 | 新建学校3所 | 县教育局 | 县财政局、县住建局 | 2026年8月 |
| 2 | 新建农村公路100公里 | 县交通运输局 | 各乡镇 | 2026年12月底前 |
"""


def read(text: str):
    return parse_document(read_source(Source("plan.txt", text.encode())))


def test_tabs_divide_the_cells_of_a_row() -> None:
    raw = read_source(Source("plan.txt", TABS.encode()))
    (table,) = raw.tables
    assert [raw.text[cell.start : cell.end] for cell in table.cells if cell.row == 2] == [
        "2",
        "市中医院迁建",
        "15000",
        "市卫健委",
        "2027年12月",
    ]
    document = read(TABS)
    assert [(item.path, item.kind, item.label) for item in document.items if item.label] == [
        ("1", "row", "1"),
        ("2", "row", "2"),
    ]
    assert [(t.indicator, t.value, t.unit, t.deadline) for t in document.targets] == [
        ("总投资", 3200, "万元", "2026-08"),
        ("总投资", 15000, "万元", "2027-12"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("一、任务\n1.\t加强领导。\n2.\t落实责任。\n", "a tab behind a label"),
        ("甲\t乙\t丙\n一、任务\n", "one line alone"),
        ("甲\t乙\t丙\n丁\t戊\n", "lines of different length"),
    ],
)
def test_what_is_no_table(text: str, why: str) -> None:
    assert read_source(Source("plan.txt", text.encode())).tables == (), why


def test_the_rule_below_a_table_s_head_tells_markdown() -> None:
    document = read(BARS)
    bodies = [(document.items[a.item].path, a.role, a.mention) for a in document.agencies if a.item is not None]
    assert bodies == [
        ("1", "lead", "县教育局"),
        ("1", "support", "县财政局"),
        ("1", "support", "县住建局"),
        ("2", "lead", "县交通运输局"),
        ("2", "support", "各乡镇"),
    ], "a column of 责任单位 beside one of 牵头单位 supports, cells beside each other stay apart"


def test_bars_divide_the_cells_of_a_row_without_a_rule_below_the_head() -> None:
    text = (
        "索引号 | 000330185/2022-83945 | 公开方式 | 主动公开 |\n"
        "序号 | 实事项目 | 工作举措及实施计划 | 责任单位 | 配合单位 |\n"
        "1 | 新建成学校7所。 | 1.4月底前主体完工。 2.8月底前竣工交付。 | 教育局 | 财政局、住建局 |\n"
        "2 | 农村公路大中修100公里。 | 1.7月底前开工。 2.11月底前建成。 | 交通运输局 | 各镇 |\n"
    )
    document = read(text)
    assert document.fields.title is None, "a head is no title"
    assert document.fields.index_number == "000330185/2022-83945"
    labelled = [(item.path, item.kind) for item in document.items if item.label]
    assert labelled == [
        ("1", "row"),
        ("1.1", "measure"),
        ("1.2", "measure"),
        ("2", "row"),
        ("2.1", "measure"),
        ("2.2", "measure"),
    ]
    assert [(t.indicator, t.value) for t in document.targets] == [("新建成学校", 7), ("农村公路大中修", 100)]
    assert [(body.mention, body.role) for body in document.agencies] == [
        ("教育局", "lead"),
        ("财政局", "support"),
        ("住建局", "support"),
        ("交通运输局", "lead"),
        ("各镇", "support"),
    ]
