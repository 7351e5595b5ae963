"""Line breaks that a copied page put into sentences."""

import pytest

from flows.clean.wraps import find_wraps
from flows.extract import read_source
from flows.model import Source
from flows.segment.document import parse_document
from flows.text import Passage

SENTENCE = "推进城乡学校共同体建设,新建改建公办幼儿园20所,新增学位6000个,普惠性幼儿园覆盖率达到90%以上,建成一批优质园。"
PARAGRAPHS = [f"{number}、扩大学前教育资源。{SENTENCE * 4}" for number in "一二三四五"]


def wrap(paragraph: str, width: int) -> str:
    """Lines of `width` full characters, of which a digit takes half of one."""
    lines, taken = [""], 0.0
    for character in paragraph:
        taken += 0.5 if character.isascii() else 1.0
        if taken > width:
            lines.append("")
            taken = 0.5 if character.isascii() else 1.0
        lines[-1] += character
    return "\n".join(lines)


def hard_wrapped(width: int) -> str:
    return "\n".join(wrap(paragraph, width) for paragraph in PARAGRAPHS) + "\n"


def test_wrapped_lines_are_read_as_one():
    text = hard_wrapped(30)
    passage = Passage.read(text, [(0, len(text))], (), find_wraps(text))
    lines = passage.text.strip("\n").split("\n")
    # A line that happens to end with its sentence keeps its break.
    assert passage.text.replace("\n", "") == "".join(PARAGRAPHS)
    assert all(line.endswith("。") for line in lines)
    assert [line[:2] for line in lines if line[1] == "、"] == ["一、", "二、", "三、", "四、", "五、"]


@pytest.mark.parametrize("width", [24, 30, 37])
def test_a_wrapped_plan_says_what_the_plan_says(width):
    def parse(text):
        return parse_document(read_source(Source("plan.txt", text.encode())))

    whole, wrapped = parse("\n".join(PARAGRAPHS) + "\n"), parse(hard_wrapped(width))
    assert [item.label for item in wrapped.items] == [item.label for item in whole.items]
    assert [(t.indicator, t.value) for t in wrapped.targets] == [(t.indicator, t.value) for t in whole.targets]
    assert len(whole.targets) >= 5


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("\n".join(PARAGRAPHS), "lines end where paragraphs do"),
        ("\n".join("甲市第一职业中学实训基地改扩建项目" + "二期" * (n % 4) for n in range(40)), "names in a list"),
        (
            "\n".join(f"{n}.开展第{n}次检查并向市教育局报送检查的情况" for n in range(10, 40)),
            "units on lines of one length",
        ),
        (f"一、学前教育\n{SENTENCE[:30]}\n" * 4, "a few lines"),
    ],
)
def test_what_is_not_wrapped(text, why):
    assert find_wraps(text + "\n") == frozenset(), why


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "1\n.\n加强\n油气供应保障。\n加大油气勘探开发力度。\n2\n.\n做好煤炭供应\n。\n加强衔接。\n",
            "1.加强油气供应保障。\n加大油气勘探开发力度。\n2.做好煤炭供应。\n加强衔接。\n",
            "a label and its mark, a heading and its end in tags of their own",
        ),
        (
            "到\n2025\n年，能耗比\n2020\n年下降\n10%\n以上，利用率达到\n50%\n。\n三、重点任务\n到2030年持续下降。\n",
            "到\n2025\n年,能耗比2020年下降10%以上,利用率达到50%。\n三、重点任务\n到2030年持续下降。\n",
            "numbers within a sentence; what opens a line without a clause before it may be a cell",
        ),
        (
            "做好甲\n。\n做好乙\n。\n做好丙\n。\n合理建设先进\n支撑\n煤电。\n逐步推进转型。\n有序\n发展\n核电\n。\n在确保安全下推进。\n",
            "做好甲。\n做好乙。\n做好丙。\n合理建设先进支撑煤电。\n逐步推进转型。\n有序发展核电。\n在确保安全下推进。\n",
            "a heading whose words have tags of their own, on a page with lone marks",
        ),
        (
            "做好甲。\n合理建设\n煤电。\n逐步推进。\n",
            "做好甲。\n合理建设\n煤电。\n逐步推进。\n",
            "no page of lone marks",
        ),
        (
            "推广“煤矸石充填\n+\n地面回填”，促进减量。\n",
            "推广“煤矸石充填+地面回填”,促进减量。\n",
            "a short quotation is one",
        ),
        ("他说：“要抓好落实。\n要落实到位”。\n", "他说:“要抓好落实。\n要落实到位”。\n", "sentences in quotes are not"),
        (
            "坚持上大压小，停止核准产能低于\n120\n万吨\n/\n年的煤矿。\n",
            "坚持上大压小,停止核准产能低于120万吨/年的煤矿。\n",
            "a unit whose parts have tags of their own",
        ),
        (
            "新建学校，改建学校\n20\n/\n省教育局，省财政厅\n12\n县教育局\n",
            "新建学校,改建学校\n20\n/\n省教育局,省财政厅\n12\n县教育局\n",
            "numbers, empty cells and bodies of a table",
        ),
        (
            "能耗有效降低，利用率提升。到\n2025\n年，建成\n3\n个示范区。\n建成\n5\n个示范区。\n",
            "能耗有效降低,利用率提升。到2025年,建成3个示范区。\n建成\n5\n个示范区。\n",
            "a sentence ends with its line",
        ),
        (
            "指标\n单位\n2022年\n电源装机规模\n亿千瓦\n1.7\n2.6\n新建学校，改建学校\n20\n省教育局，省财政厅\n完成\n",
            "指标\n单位\n2022年\n电源装机规模\n亿千瓦\n1.7\n2.6\n新建学校,改建学校\n20\n省教育局,省财政厅\n完成\n",
            "cells of a table keep their lines",
        ),
    ],
)
def test_marks_and_numbers_on_lines_of_their_own(text, expected, why):
    assert Passage.read(text, [(0, len(text))], (), find_wraps(text)).text == expected.strip("\n"), why


def test_units_whose_labels_lie_on_two_lines():
    text = "一、重点任务\n1\n.\n加强\n供应保障。\n到2025年，建成\n3\n个示范区。\n2\n.\n做好储备\n。\n完善制度。\n"
    document = parse_document(read_source(Source("plan.txt", text.encode())))
    assert [(item.path, item.heading) for item in document.items if item.label] == [
        ("1", "重点任务"),
        ("1.1", "加强供应保障"),
        ("1.2", "做好储备"),
    ]
    assert [(t.indicator, t.value, t.unit, t.deadline) for t in document.targets] == [("示范区", 3, "个", "2025")]
