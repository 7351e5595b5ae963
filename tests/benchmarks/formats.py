"""How fast each format is read: the same generated plans as files of every format, found, loaded and read.

Processor time of this process, the least of several rounds. Legacy formats are left out: LibreOffice converts them.
"""

import os
import re
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.extract import find_sources, read_source
from tests.benchmarks.documents import generate
from tests.extract import plan_files as files

_ONE_CHARACTER = re.compile(r"<[0-9a-f]{4}> Tj")
# Texts of the plans → file name → bytes: one file a plan, or one file for all of them.
Writer = Callable[[Sequence[str]], dict[str, bytes]]


@dataclass(frozen=True, slots=True)
class FormatSpeed:
    """bytes: of the files as stored; characters: read out of them; seconds: processor time for all documents."""

    name: str
    documents: int
    bytes: int
    characters: int
    seconds: float

    @property
    def documents_per_second(self) -> float:
        return self.documents / self.seconds

    @property
    def megabytes_per_second(self) -> float:
        return self.bytes / self.seconds / 1e6


def measure_formats(count: int, rounds: int) -> list[FormatSpeed]:
    """The speed of every format over `count` plans."""
    texts = [_text(number) for number in range(count)]
    speeds = []
    with tempfile.TemporaryDirectory() as name:
        for form, write in _WRITERS.items():
            folder = Path(name) / form.replace(" ", "-")
            folder.mkdir()
            for file, content in write(texts).items():
                (folder / file).write_bytes(content)
            size = sum(entry.stat().st_size for entry in os.scandir(folder))
            characters, seconds = 0, float("inf")
            for _ in range(rounds):
                started = time.process_time()
                documents = [read_source(reference.load()) for reference in find_sources([folder])]
                seconds = min(seconds, time.process_time() - started)
                characters = sum(len(document.text) for document in documents)
                if len(documents) != count:
                    raise AssertionError(f"{form}: {len(documents)} of {count} plans were read")
            speeds.append(FormatSpeed(form, count, size, characters, seconds))
    return speeds


def format_table(speeds: Sequence[FormatSpeed]) -> str:
    """A Markdown table, the fastest format first."""
    lines = [
        "| format | documents/s | MB/s of the files | ms a document | characters a document |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for speed in sorted(speeds, key=lambda speed: speed.seconds):
        lines.append(
            f"| {speed.name} | {speed.documents_per_second:,.0f} | {speed.megabytes_per_second:,.2f} | "
            f"{speed.seconds / speed.documents * 1000:.2f} | {speed.characters / speed.documents:,.0f} |"
        )
    return "\n".join(lines)


def _text(number: int) -> str:
    content = generate(number, "text").content
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _each(suffix: str, write: Callable[[str], bytes]) -> Writer:
    return lambda texts: {f"{number:05}{suffix}": write(text) for number, text in enumerate(texts)}


def _members(texts: Sequence[str]) -> dict[str, bytes]:
    return {f"{number:05}.txt": text.encode() for number, text in enumerate(texts)}


def _rows(texts: Sequence[str]) -> list[dict]:
    return [{"url": f"https://www.example.gov.cn/{number}.html", "text": text} for number, text in enumerate(texts)]


def _pdf(text: str) -> bytes:
    """Without lines of one character: in a font that is not embedded such a line makes the page be read twice."""
    pages = files.pages_of(text)
    for page in pages:
        page.content = [entry for entry in page.content if not _ONE_CHARACTER.search(entry)]
    return files.pdf_of(pages)


def _crawl(texts: Sequence[str]) -> bytes:
    pages = _pages(texts).items()
    return files.as_warc([(f"https://www.example.gov.cn/{name}", "text/html", page) for name, page in pages])


def _csv(texts: Sequence[str]) -> bytes:
    quoted = (text.replace('"', '""') for text in texts)
    return ("url,text\r\n" + "".join(f'{number},"{text}"\r\n' for number, text in enumerate(quoted))).encode()


def _mail(text: str) -> bytes:
    return b"Subject: plan\nContent-Type: text/plain; charset=utf-8\n\n" + text.encode()


def _pages(texts: Sequence[str]) -> dict[str, bytes]:
    return {f"{number:05}.html": generate(number, "html").content for number in range(len(texts))}


_WRITERS: dict[str, Writer] = {
    "txt": _each(".txt", str.encode),
    "txt, GBK": _each(".txt", lambda text: text.encode("gb18030")),
    "html, with navigation": _pages,
    "html, the article alone": _each(".html", lambda text: files.as_html(text, "utf-8")),
    "md": _each(".md", files.as_markdown),
    "docx": _each(".docx", files.as_docx),
    "xlsx": _each(".xlsx", lambda text: files.as_xlsx([[line] for line in text.splitlines() if line.strip()])),
    "pdf": _each(".pdf", _pdf),
    "eml": _each(".eml", _mail),
    "zip of txt": lambda texts: {"plans.zip": files.as_zip(_members(texts))},
    "tar.gz of txt": lambda texts: {"plans.tar.gz": files.as_tar(_members(texts))},
    "7z of txt": lambda texts: {"plans.7z": files.as_7z(_members(texts))},
    "warc of html": lambda texts: {"crawl.warc": _crawl(texts)},
    "jsonl": lambda texts: {"dump.jsonl": files.as_json_lines(_rows(texts))},
    "csv": lambda texts: {"dump.csv": _csv(texts)},
    "parquet": lambda texts: {"dump.parquet": files.as_parquet(_rows(texts))},
}
