"""Tables of numbers whose columns name a year or a task, and which need no running numbers."""

from flows.extract import read_source
from flows.model import ParsedDocument, Source
from flows.segment.document import parse_document

PAGE = """<html><body><p>甲省教育厅关于扩大招生规模的通知</p>
<p>一、加强组织领导。各地要高度重视,认真落实招生任务,1998年达到2000名的招生规模。</p>
<p>甲省教育厅</p><p>1996年7月17日</p><p>附表</p><p>单位:人</p><table>{}</table></body></html>"""
HEAD = (
    "<tr><td rowspan=2>地区</td><td rowspan=2>1995年招生人数</td><td rowspan=2>扩招</td>"
    "<td colspan=2>分年度招生任务</td></tr>"
    "<tr><td>1996年</td><td>1997年</td></tr>"
)
ROWS = [
    ("甲市", "100", "20", "110", "120"),
    ("乙市", "105", "0", "105", "105"),
    ("丙县", "90(实招45)", "45", "100", "135"),
]


def parse(rows: str) -> ParsedDocument:
    return parse_document(read_source(Source("plan.html", PAGE.format(rows).encode())))


def cells(row: tuple[str, ...]) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>"


def grid_targets(document: ParsedDocument) -> list[tuple[str, float, str, str | None]]:
    return [(t.indicator, t.value, t.unit, t.deadline) for t in document.targets if t.unit == "人"]


def test_each_cell_below_a_task_is_a_target_with_the_year_over_it() -> None:
    document = parse(HEAD + "".join(map(cells, ROWS)))
    assert grid_targets(document) == [
        ("甲市扩招", 20, "人", None),
        ("甲市招生任务", 110, "人", None),
        ("甲市招生任务", 120, "人", "1997"),
        ("乙市招生任务", 105, "人", None),
        ("乙市招生任务", 105, "人", "1997"),
        ("丙县扩招", 45, "人", None),
        ("丙县招生任务", 100, "人", None),
        ("丙县招生任务", 135, "人", "1997"),
    ]
    assert {document.items[t.item].kind for t in document.targets if t.unit == "人"} == {"preamble"}


def test_running_numbers_make_rows_of_the_outline() -> None:
    head = cells(("序号", "县区", "新增学位任务(个)"))
    document = parse(head + "".join(cells((str(n), name, "300")) for n, name in enumerate(("甲县", "乙县", "丙县"), 1)))
    assert [(item.kind, item.label) for item in document.items if item.kind == "row"] == [
        ("row", "1"),
        ("row", "2"),
        ("row", "3"),
    ]
    found = [(t.indicator, t.value, t.unit) for t in document.targets if t.unit == "个"]
    assert found == [("甲县新增学位任务", 300, "个"), ("乙县新增学位任务", 300, "个"), ("丙县新增学位任务", 300, "个")]


def test_tables_that_only_tell_what_is_are_none() -> None:
    head = cells(("地区", "现有学校", "已完成"))
    document = parse(head + "".join(cells((name, "30", "20")) for name in ("甲县", "乙县", "丙县")))
    assert [t for t in document.targets if t.value in (20, 30)] == []
    two_rows = parse(HEAD + "".join(map(cells, ROWS[:2])))
    assert grid_targets(two_rows) == [], "two rows are no table of goals"
