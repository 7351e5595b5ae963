"""Lists of bodies that close a section belong to the section, where the document gives out its work by section."""

import pytest

from flows.extract import read_source
from flows.model import Source
from flows.segment.document import parse_document

_BODIES = "(责任单位:市教育局、市财政局)"


def _work(text: str) -> list[tuple[str, str]]:
    document = parse_document(read_source(Source("plan.txt", text.encode())))
    return [
        (document.items[mention.item].path, mention.mention)
        for mention in document.agencies
        if mention.role in ("lead", "support") and mention.item is not None
    ]


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            f"一、重点任务\n(一)甲项\n1.做好甲。\n2.做好乙。{_BODIES}\n(二)乙项\n1.做好丙。\n2.做好丁。{_BODIES}\n"
            f"(三)丙项\n1.做好戊。\n2.做好己。{_BODIES}",
            ["1.1", "1.2", "1.3"],
            "each section has one list, behind its last unit",
        ),
        (
            f"一、重点任务\n(一)做好甲。{_BODIES}\n(二)做好乙。{_BODIES}\n(三)丙项\n1.做好丙。\n2.做好丁。{_BODIES}",
            ["1.1", "1.2", "1.3"],
            "the other units of the level have their own",
        ),
        (
            f"一、重点任务\n(一)甲项\n1.做好甲。{_BODIES}\n2.做好乙。{_BODIES}\n(二)乙项\n1.做好丙。{_BODIES}\n"
            f"2.做好丁。{_BODIES}\n(三)丙项\n1.做好戊。\n2.做好己。{_BODIES}",
            ["1.1.1", "1.1.2", "1.2.1", "1.2.2", "1.3.2"],
            "the work is given out unit by unit",
        ),
        (
            f"一、重点任务\n(一)甲项\n1.做好甲。\n2.做好乙。{_BODIES}各单位要抓好落实,确保取得实效,定期报送。\n"
            f"(二)做好乙。{_BODIES}\n(三)做好丙。{_BODIES}",
            ["1.1.2", "1.2", "1.3"],
            "a list in the middle of a unit closes nothing",
        ),
        (
            f"一、重点任务\n(一)甲项\n1.做好甲。\n2.做好乙。{_BODIES}做好丁。各单位要抓好落实,确保取得实效,定期报送进展情况。"
            f"加强宣传引导,营造良好氛围。{_BODIES}\n(二)做好乙。{_BODIES}\n(三)做好丙。{_BODIES}",
            ["1.1.2", "1.2", "1.3"],
            "nor does the last of several in one unit",
        ),
    ],
)
def test_whose_list_it_is(text: str, expected: list[str], why: str) -> None:
    found = _work(f"某市教育局2024年工作要点\n{text}\n")
    assert sorted({path for path, _ in found}) == expected, why
    assert {name for _, name in found} == {"市教育局", "市财政局"}
