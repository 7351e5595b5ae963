"""Indicator tables in running text: a cell a line, and cells that ran together."""

import pytest

from flows.model import PlanContext
from flows.segment.run_on_rows import find_run_on_rows
from flows.segment.targets import find_targets

CONTEXT = PlanContext(plan_year=2021, plan_year_end=2025)
CELLS = "指标\n单位\n2020年\n2025年\n学前毛入园率\n%\n88.5\n≥92\n新增学位\n万个\n—\n3\n"
RUN_ON = (
    "专栏1主要指标序号指标名称单位2020年2025年指标属性一、高质高效1肉类总产量万吨158180预期性2第一产业增加值亿元1803.332200预期性"
    "3加工产值与总产值比—1.5:12:1预期性4农业科技进步贡献率%60.264预期性二、宜居宜业5畜禽粪污综合利用率%≥80≥80约束性"
    "6集体收入10万元以上的村占比%2150预期性7有效利用系数—0.50370.515预期性8保险待遇水平元/人·月131200预期性注:按2020年现价。"
)


def test_a_cell_a_line():
    found = [(t.indicator, t.value, t.unit, t.comparator, t.deadline) for t in find_targets(CELLS, CONTEXT)]
    assert found[0] == ("学前毛入园率", 92, "%", "ge", "2025")


WRAPPED = (
    "类别\n指标\n单位\n2020年\n2025年\n累计增长\n(下降)\n供应\n保障\n能源综合\n生产能力\n万吨\n标准煤\n9200\n10000\n800\n"
    "电源装机规模\n亿千瓦\n1.7\n2.6\n0.9\n清洁\n低碳\n非化石能源\n消费比重\n%\n27\n29\n2个百分点\n新型储能规模\n万千瓦\n—\n300\n300\n"
)


def test_a_head_tells_how_many_cells_a_row_has():
    found = [(t.indicator, t.value, t.unit, t.basis, t.deadline) for t in find_targets(WRAPPED, CONTEXT)]
    assert found == [
        ("能源综合生产能力", 10000, "万吨标准煤", "level", "2025"),
        ("能源综合生产能力", 800, "万吨标准煤", "increase", "2025"),
        ("电源装机规模", 2.6, "亿千瓦", "level", "2025"),
        ("电源装机规模", 0.9, "亿千瓦", "increase", "2025"),
        ("非化石能源消费比重", 29, "%", "level", "2025"),
        ("非化石能源消费比重", 2, "个百分点", "increase", "2025"),
        ("新型储能规模", 300, "万千瓦", "level", "2025"),
        ("新型储能规模", 300, "万千瓦", "increase", "2025"),
    ]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "指标\n单位\n2020年\n2023年\n2025年\n学前毛入园率\n%\n88\n90\n≥92\n新增学位\n万个\n1\n2\n3\n",
            [
                ("学前毛入园率", 90, "2023"),
                ("学前毛入园率", 92, "2025"),
                ("新增学位", 2, "2023"),
                ("新增学位", 3, "2025"),
            ],
            "each year but the first",
        ),
        (
            "指标\n单位\n2020年\n2025年\n学前毛入园率\n%\n92\n新增学位\n万个\n1\n3\n",
            [("学前毛入园率", 92, "2025"), ("新增学位", 3, "2025")],
            "an empty cell leaves no line",
        ),
        (
            "指标名称\n单位\n2020年\n2025年\n年均增长\n(%)\n地区生产总值\n亿元\n100\n140\n7\n粮食总产量\n万吨\n5\n6\n—\n",
            [("地区生产总值", 140, "2025"), ("地区生产总值", 7, "2025"), ("粮食总产量", 6, "2025")],
            "growth a year is a share, a dash none",
        ),
    ],
)
def test_columns_of_a_head(text, expected, why):
    assert [(t.indicator, t.value, t.deadline) for t in find_targets(text, CONTEXT)] == expected, why


def test_cells_that_ran_together():
    found = [(t.indicator, round(t.value, 3), t.unit, t.comparator) for t in find_targets(RUN_ON, CONTEXT)]
    assert found == [
        ("肉类总产量", 180, "万吨", "eq"),
        ("第一产业增加值", 2200, "亿元", "eq"),
        ("加工产值与总产值比", 2, "ratio", "eq"),
        ("农业科技进步贡献率", 64, "%", "eq"),
        ("畜禽粪污综合利用率", 80, "%", "ge"),
        ("集体收入10万元以上的村占比", 50, "%", "eq"),
        ("有效利用系数", 0.515, "", "eq"),
        ("保险待遇水平", 200, "元/人·月", "eq"),
    ]
    assert {t.deadline for t in find_targets(RUN_ON, CONTEXT)} == {"2025"}


@pytest.mark.parametrize(
    ("cells", "why"),
    [
        ("1010121", "10 and 10121, 101 and 0121, 1010 and 121: none is of like size"),
        ("111111", "11 and 1111 are not, 111 and 111 are: but 1111 and 11 are not"),
    ],
)
def test_numbers_are_taken_apart_in_one_way_only(cells, why):
    text = f"1甲总量万吨{cells}预期性2乙总量万吨{cells}预期性3丙总量万吨{cells}预期性"
    values = {row.value for row in find_run_on_rows(text)}
    assert values in (set(), {111}), why


def test_two_rows_are_no_table():
    assert list(find_run_on_rows("肉类总产量万吨158180预期性蛋类总产量万吨158180预期性")) == []


def test_hostile_digits_end_soon():
    assert list(find_run_on_rows("1甲总量万吨" + "1" * 200_000 + "预期性" * 50_000)) == []
