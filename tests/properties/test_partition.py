"""Whatever the text: no exception, every character in exactly one span, every find inside the text."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.clean.spans import PartitionError, check_partition, partition
from flows.model import ParsedDocument, RawDocument, Span
from flows.segment.document import parse_document

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "seeds" / "documents").glob("*.txt"))
# What plans are made of, and what breaks readers of them.
PIECES = [
    "一、",
    "（二）",
    "3.",
    "①",
    "第一章",
    "序号工作任务完成时限责任单位",
    "1",
    "\n",
    "　　",
    "。",
    "；",
    "《",
    "》",
    "（",
    "）",
    "现将《甲市2021年工作要点》印发给你们，请认真执行。",
    "甲市2021年工作要点",
    "各县区人民政府：",
    "2021年3月1日",
    "甲市教育局",
    "新建幼儿园12所",
    "覆盖率达到80%以上",
    "（牵头单位：市教育局；配合单位：市财政局）",
    "6月底前",
    "长期坚持",
    "百分之",
    "〔2021〕5号",
    "附件",
    "来源：某网",
    "<p>",
    "&nbsp;",
    "365bet_",
    "目录",
    "\x00",
    "\ud800",
    "🙂",
    "a b",
    "索引号：",
]


def raw(text: str) -> RawDocument:
    return RawDocument("memory.txt", "0" * 64, "text/plain", "utf-8", text)


def assert_sound(document: ParsedDocument) -> None:
    text = document.raw.text
    assert "".join(text[span.start : span.end] for span in document.spans) == text
    assert all(span.start < span.end for span in document.spans)
    assert {span.item for span in document.spans if span.kind == "item"} <= set(range(len(document.items)))
    finds = [*document.targets, *document.agencies, *document.deadlines, *document.citations]
    assert all(0 <= find.start < find.end <= len(text) for find in finds)
    assert all(item.parent is None or item.parent < item.index for item in document.items)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=8), max_size=40))
def test_any_text_is_accounted_for(pieces: list[str]) -> None:
    assert_sound(parse_document(raw("".join(pieces))))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_a_damaged_sample_is_accounted_for(path: Path, data: st.DataObject) -> None:
    text = path.read_text(encoding="utf-8")
    cut = data.draw(st.integers(0, len(text)))
    doubled = data.draw(st.integers(0, len(text)))
    assert_sound(parse_document(raw(text[:cut] + text[doubled : doubled + 500] + text[cut:])))


@pytest.mark.parametrize("unit", ["((((", "一、", "1234567890", "《", "\n", "　", "（一）1.", "2021年", "局、", "<p>"])
def test_hostile_repetition_is_read(unit: str) -> None:
    assert_sound(parse_document(raw(unit * (60_000 // len(unit)))))


def test_white_space_between_spans_of_one_item_joins_them() -> None:
    spans = partition("甲 乙  丙", [Span(0, 1, "item", 0), Span(2, 3, "item", 0), Span(5, 6, "title")])
    assert spans == (Span(0, 3, "item", 0), Span(3, 5, "whitespace"), Span(5, 6, "title"))


@pytest.mark.parametrize(
    ("spans", "fault"),
    [
        ((Span(0, 2, "title"),), "missing characters"),
        ((Span(1, 3, "title"),), "a gap"),
        ((Span(0, 2, "a"), Span(1, 3, "b")), "an overlap"),
    ],
)
def test_a_broken_partition_is_named(spans: tuple[Span, ...], fault: str) -> None:
    with pytest.raises(PartitionError, match=fault):
        check_partition("memory.txt", "甲乙丙", spans)
