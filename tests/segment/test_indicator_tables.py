"""Numbered indicator tables whose cells ran together: rows, the numbers of their columns, what closes them."""

import pytest

from flows.extract import read_source
from flows.model import Source
from flows.segment.document import parse_document
from flows.segment.indicator_tables import find_indicator_tables

GOALS = (
    "目标如下:序号指标名称2020年完成值2025年目标值责任单位养老方面1养老床位总量(张)25783000区民政局2护理型床位占比(%)-60区民政局"
    "365岁及以上老年人健康管理率(%)6773区卫生健康局托育方面1每千人口托位数(个)-4.5区卫生健康局二、重点任务"
)
ONE_YEAR = (
    "类别序号指标单位2025年流通设施1新建商贸综合体(含服务中心)家>1002改造物流中心家>100特色基地3种植基地个500005示范基地个20"
    "6预处理覆盖率%100"
)
EACH_YEAR = (
    "序号指标名称单位2021年2022年2023年属性1收入年均增速%6.36.36.3预期性2医疗保险参保率%9596≥96预期性"
    "3护理补贴覆盖率%9999100约束性"
)
GROWTH = (
    "序号指标名称单位2020年2025年指标属性绝对值绝对值年均增速[累计]1旅游业占比%9.014.0[5]预期性2旅游总收入亿元5015024.6%预期性"
    "3企业数户5112720%预期性45G用户普及率%1060[50]预期性5优良天数比率%9898约束性"
)


def read(text: str) -> list[tuple[str, str, list[tuple]]]:
    """(label, text, [(name, unit, number, year)]) of each row of the only table."""
    (table,) = find_indicator_tables(text)
    return [
        (
            text[slice(*row.label)],
            "".join(text[start:end] for start, end in row.pieces),
            [(h.name, h.unit, h.number, h.due) for heads in row.values.values() for h in heads],
        )
        for row in table.rows
    ]


def test_a_row_begins_at_its_number_and_a_group_may_begin_again():
    rows = read(GOALS)
    assert [label for label, _, _ in rows] == ["1", "2", "3", "1"]
    assert rows[2][1] == "65岁及以上老年人健康管理率(%)6773区卫生健康局托育方面", "a name may begin with a number"
    assert rows[3][1].endswith("区卫生健康局"), "the last row ends with its bodies"


def test_two_numbers_are_cut_where_they_come_nearest():
    goals = [heads[-1] for _, _, heads in read(GOALS)]
    assert goals == [
        ("养老床位总量", "张", "3000", "2025"),
        ("护理型床位占比", "%", "60", "2025"),
        ("65岁及以上老年人健康管理率", "%", "73", "2025"),
        ("每千人口托位数", "个", "4.5", "2025"),
    ]


def test_one_column_and_a_number_left_out():
    rows = read(ONE_YEAR)
    assert [label for label, _, _ in rows] == ["1", "2", "3", "5", "6"]
    assert [heads[0][2] for _, _, heads in rows] == [">100", ">100", "50000", "20", "100"]


def test_a_column_a_year():
    assert [[(number, due) for _, _, number, due in heads] for _, _, heads in read(EACH_YEAR)] == [
        [("6.3", "2021"), ("6.3", "2022"), ("6.3", "2023")],
        [("95", "2021"), ("96", "2022"), ("≥96", "2023")],
        [("99", "2021"), ("99", "2022"), ("100", "2023")],
    ]


def test_growth_is_a_column_of_its_own_and_tells_where_to_cut():
    rows = {heads[0][0]: [number for _, _, number, _ in heads] for _, _, heads in read(GROWTH)}
    assert rows == {
        "旅游业占比": ["9.0", "14.0", "[5]"],
        "旅游总收入": ["50", "150", "24.6%"],
        "企业数": ["51", "127", "20%"],
        "5G用户普及率": ["10", "60", "[50]"],
        "优良天数比率": ["98", "98"],
    }


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("序号指标单位2025年1床位张102学位个20", "two rows are no table"),
        ("指标单位2025年床位张10学位个20校舍所30", "no numbers: no rows"),
        ("指标" * 50_000 + "1" * 50_000, "hostile text ends soon"),
        ("序号指标单位2025年" + "1甲率%9" * 20_000, "the same number over and over"),
    ],
)
def test_no_table(text, why):
    assert find_indicator_tables(text) == [], why


def test_rows_are_units_below_the_text_that_holds_the_table():
    text = (
        "甲区养老托育整体方案(2021—2025年)\n一、目标\n"
        + GOALS
        + "\n(一)建设托位。新建托育机构5所。\n(二)其他。加强管理。\n"
    )
    document = parse_document(read_source(Source("plan.txt", text.encode())))
    paths = {item.path: item.kind for item in document.items if item.label}
    assert paths == {
        "1": "section",
        "1.1": "row", "1.2": "row", "1.3": "row", "1.4": "row",
        "2": "section", "2.1": "item", "2.2": "item",
    }  # fmt: skip
    found = [(document.items[t.item].path, t.value, t.unit, t.deadline) for t in document.targets]
    assert found == [
        ("1.1", 3000, "张", "2025"), ("1.2", 60, "%", "2025"), ("1.3", 73, "%", "2025"), ("1.4", 4.5, "个", "2025"),
        ("2.1", 5, "所", None),
    ]  # fmt: skip
    leads = {(document.items[a.item].path, a.mention) for a in document.agencies if a.role == "lead"}
    assert ("1.1", "区民政局") in leads and ("1.4", "区卫生健康局") in leads
    assert [d.due for d in document.deadlines] == ["2025"], "the year of the column, once, for the unit above"
