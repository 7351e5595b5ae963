"""Indicator tables whose cells stand one a line are rows of the unit that holds them."""

from flows.extract import read_source
from flows.model import Source
from flows.segment.document import parse_document
from flows.segment.indicator_lines import find_indicator_lines

TABLE = (
    "表1 行动目标量化指标\n序号\n类别\n指标\n2030年\n1\n事故\n事故年平均起数≤5起\n2\n停电时间\n0.88小时/户\n"
    "3\n应急预案备案率\n100%\n"
)
PLAN = (
    "甲市电力安全“十五五”行动计划\n一、总体要求\n提升安全水平。到2030年，安全形势持续稳定。\n"
    f"{TABLE}二、主要任务\n加强电网风险管控。\n2026年7月14日\n"
)


def test_rows_and_the_year_of_their_column() -> None:
    (region,) = find_indicator_lines(f"一、总体要求\n{TABLE}二、主要任务\n")
    assert [row.kind for row in region.rows] == ["row"] * 3
    assert region.years


def test_rows_hang_on_the_unit_and_hold_their_targets() -> None:
    document = parse_document(read_source(Source("plan.txt", PLAN.encode())))
    rows = [item for item in document.items if item.kind == "row"]
    assert [(item.path, item.label) for item in rows] == [("1.1", "1"), ("1.2", "2"), ("1.3", "3")]
    found = [(document.items[target.item].path, target.indicator, target.value) for target in document.targets]
    assert found == [("1.1", "事故年平均起数", 5), ("1.2", "停电时间", 0.88), ("1.3", "应急预案备案率", 100)]
    assert [limit.due for limit in document.deadlines if document.items[limit.item].path == "1"] == ["2030", "2030"]


def test_a_share_in_the_last_cell_is_of_the_whole_name_behind_its_class() -> None:
    table = TABLE.replace("应急预案备案率", "应急\n管理\n各级事件应急预案修编完成率").replace("100%", "≥98%")
    document = parse_document(read_source(Source("plan.txt", PLAN.replace(TABLE, table).encode())))
    last = document.targets[-1]
    assert (last.indicator, last.value, last.unit, last.comparator) == ("各级事件应急预案修编完成率", 98, "%", "ge")


def test_a_list_of_lines_without_a_column_of_values_is_no_such_table() -> None:
    assert find_indicator_lines("序号\n指标\n单位\n1\n甲\n个\n2\n乙\n个\n3\n丙\n个\n") == []
