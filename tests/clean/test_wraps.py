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
