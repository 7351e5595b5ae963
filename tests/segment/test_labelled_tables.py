"""Tables of indicators whose cells carry their labels: sections of merged cells, a numbered row for each indicator."""

import pytest

from flows.extract import read_source
from flows.model import Source
from flows.segment.document import parse_document

HEAD = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>说明</td></tr>"
ROWS = (
    '<tr><td rowspan="3">一、医疗质量</td><td rowspan="2">(一)功能定位</td><td>1.门诊人次数</td><td>定量</td></tr>'
    "<tr><td>2.日间手术占比</td><td>定量</td></tr>"
    "<tr><td>(二)合理用药</td><td>3.处方点评率</td><td>全年处方点评率达到95%。</td></tr>"
    '<tr><td rowspan="2">二、运营效率</td><td rowspan="2">(三)收支结构</td><td>4.门诊收入占比</td><td>定量</td></tr>'
    "<tr><td>5.资产负债率</td><td>定量</td></tr>"
)


def page(rows: str) -> str:
    return (
        "<html><body><p>甲省关于加强医院绩效考核工作的意见</p><p>一、加强领导。各单位要高度重视,落实责任。</p>"
        "<p>二、强化考核。按照附件组织考核。</p><p>附件</p><p>医院绩效考核指标</p>"
        f"<table>{HEAD}{rows}</table></body></html>"
    )


def outline(rows: str) -> list[tuple]:
    document = parse_document(read_source(Source("plan.html", page(rows).encode())))
    return [
        (item.path, item.kind, item.label, item.heading)
        for item in document.items
        if item.path.startswith("A") and item.kind in ("section", "row", "measure")
    ]


def test_sections_of_merged_cells_hold_the_numbered_rows() -> None:
    assert outline(ROWS) == [
        ("A1", "section", "一、", "医疗质量"),
        ("A1.1", "section", "(一)", "功能定位"),
        ("A1.1.1", "row", "1.", "门诊人次数"),
        ("A1.1.2", "row", "2.", "日间手术占比"),
        ("A1.2", "section", "(二)", "合理用药"),
        ("A1.2.1", "row", "3.", "处方点评率"),
        ("A2", "section", "二、", "运营效率"),
        ("A2.1", "section", "(三)", "收支结构"),
        ("A2.1.1", "row", "4.", "门诊收入占比"),
        ("A2.1.2", "row", "5.", "资产负债率"),
    ]


def test_a_number_in_a_row_is_its_target() -> None:
    document = parse_document(read_source(Source("plan.html", page(ROWS).encode())))
    assert [(document.items[target.item].path, target.value, target.unit) for target in document.targets] == [
        ("A1.2.1", 95.0, "%")
    ]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("4.门诊", "7.门诊", "numbers that leave a gap number something else"),
        ("4.门诊收入占比", "4." + "门诊收入和住院收入" * 10, "a cell of sentences is no name"),
        ("<td>5.资产负债率</td>", "<td>资产负债率</td>", "four rows are a list, not a system of indicators"),
    ],
)
def test_other_tables_stay_text(old: str, new: str, why: str) -> None:
    assert old in ROWS
    assert outline(ROWS.replace(old, new)) == [], why
