"""The same plan reads to the same visible text whatever file it comes in."""

from pathlib import Path

import plan_files as files
import pytest

from flows.extract import find_sources, read_source
from flows.model import Source
from flows.segment.document import parse_document

SAMPLES = sorted((Path(__file__).resolve().parents[2] / "seeds" / "documents").glob("*.txt"))

DIRECT = {
    "plan.txt": str.encode,
    "gb18030.txt": lambda text: text.encode("gb18030"),
    "utf16.txt": lambda text: text.encode("utf-16"),
    "gbk.html": lambda text: files.as_html(text, "gbk"),
    "utf8.html": lambda text: files.as_html(text, "utf-8"),
    "plan.docx": files.as_docx,
    "plan.pdf": files.as_pdf,
    "plan.md": files.as_markdown,
}
CONTAINED = {
    "plan.zip": lambda text: files.as_zip({"县/要点.txt": text.encode()}),
    "plan.tar.gz": lambda text: files.as_tar({"县/要点.txt": text.encode()}),
    "plan.7z": lambda text: files.as_7z({"县/要点.txt": text.encode()}),
    "plan.txt.gz": lambda text: files.as_gzip(text.encode()),
    "dump.parquet": lambda text: files.as_parquet([{"text": text, "title": "要点"}]),
    "dump.jsonl": lambda text: files.as_json_lines([{"content": text}]),
    "dump.jsonl.gz": lambda text: files.as_gzip(files.as_json_lines([{"content": text}])),
    "dump.csv": lambda text: ('标题,正文\r\n要点,"' + text.replace('"', '""') + '"\r\n').encode("gb18030"),
    "html.parquet": lambda text: files.as_parquet([{"html": files.as_html(text, "gbk")}]),
    "nested.zip": lambda text: files.as_zip(
        {"a.tar.gz": files.as_tar({"b.zip": files.as_zip({"c.txt": text.encode()})})}
    ),
}


def visible(text: str) -> str:
    return "".join(text.split())


@pytest.fixture(params=SAMPLES, ids=[path.name[:3] for path in SAMPLES])
def sample(request) -> str:
    return request.param.read_bytes().decode()


@pytest.mark.parametrize("name", DIRECT)
def test_a_plan_reads_the_same_in_each_format(name, sample):
    assert visible(read_source(Source(name, DIRECT[name](sample))).text) == visible(sample)


@pytest.mark.parametrize("name", CONTAINED)
def test_a_plan_reads_the_same_inside_a_container(name, sample, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(CONTAINED[name](sample))
    (reference,) = find_sources(["."])
    assert visible(read_source(reference.load()).text) == visible(sample)


@pytest.mark.parametrize("name", ["plan.txt", "utf8.html", "plan.docx", "plan.pdf", "plan.md"])
def test_paragraphs_stay_paragraphs(name):
    text = (
        "某市工作要点\n"
        + "一、总体要求。"
        + "坚持改革创新" * 20
        + "。\n（一）培育20个示范点。\n"
        + "（二）"
        + "推进工作" * 40
    )
    document = read_source(Source(name, DIRECT[name](text)))
    assert [visible(line) for line in document.text.split("\n")] == text.split("\n")


@pytest.mark.parametrize("name", [name for name in DIRECT if name != "plan.txt"])
def test_a_plan_means_the_same_in_each_format(name, sample):
    assert findings(name, DIRECT[name](sample)) == findings("plan.txt", sample.encode())


def findings(name: str, content: bytes) -> dict[str, list]:
    """Everything that is found in a document but its offsets, white space left out."""
    document = parse_document(read_source(Source(name, content)))
    return {
        "fields": [document.fields],
        "items": [(item.path, item.kind, item.label, visible(item.heading or "")) for item in document.items],
        "targets": [
            (target.item, visible(target.indicator), target.value, target.value_max, target.unit, target.comparator)
            for target in document.targets
        ],
        "agencies": [(body.item, body.mention, body.name, body.role) for body in document.agencies],
        "deadlines": [(limit.item, limit.due) for limit in document.deadlines],
        "citations": [(one.item, visible(one.title), one.document_number) for one in document.citations],
    }
