"""Crawls as WARC files: which records are documents, how they are encoded, and damage."""

import gzip

import plan_files as files
import pytest

from flows.errors import SourceError
from flows.extract import find_sources, read_source

PAGE = "<html><body><p>一、总体要求</p></body></html>"
HTML = "text/html; charset=gb2312"
A, B = "http://www.a.gov.cn/1.html", "http://www.a.gov.cn/2.html"


@pytest.fixture
def read(tmp_path, monkeypatch):
    """Address → text or reason of what a file of this name holds."""
    monkeypatch.chdir(tmp_path)

    def outcomes(name: str, content: bytes) -> dict[str, str]:
        (tmp_path / name).write_bytes(content)
        found = {}
        for reference in find_sources([name]):
            try:
                found[reference.uri] = read_source(reference.load()).text
            except SourceError as error:
                found[reference.uri] = error.reason
        return found

    return outcomes


def test_pages_are_documents_by_their_addresses_and_the_rest_is_left_out(read):
    crawl = files.as_warc(
        [
            (A, HTML, PAGE.encode("gbk")),
            ("http://www.a.gov.cn/style.css", "text/css", b"p{}"),
            ("http://www.a.gov.cn/logo.png", "image/png", b"\x89PNG"),
            ("http://www.a.gov.cn/robots.txt", "text/plain", b"User-agent: *"),
            (B, "text/html", PAGE.replace("一", "二").encode()),
            ("http://www.a.gov.cn/f/plan.docx", "application/octet-stream", files.as_docx("三、组织保障")),
            ("http://www.a.gov.cn/f/plan.zip", "application/zip", files.as_zip({"a.txt": "附件".encode()})),
        ]
    ) + files.as_warc([("http://www.a.gov.cn/gone.html", HTML, b"<p>404")], status=404)
    assert read("crawl.warc", crawl) == {
        A: "一、总体要求",
        B: "二、总体要求",
        "http://www.a.gov.cn/f/plan.docx": "三、组织保障",
        "http://www.a.gov.cn/f/plan.zip!/a.txt": "附件",
    }


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in (body[:9], body[9:])) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("headers", "encode"),
    [
        ("", bytes),
        ("Content-Encoding: gzip\r\n", gzip.compress),
        ("Transfer-Encoding: chunked\r\n", chunked),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", lambda body: chunked(gzip.compress(body))),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n", bytes),
    ],
    ids=["plain", "gzip", "chunked", "both", "decoded by the crawler"],
)
@pytest.mark.parametrize("pack", ["crawl.warc", "crawl.warc.gz", "crawl.wacz", "crawl.zip"])
def test_responses_are_read_however_they_came(read, headers, encode, pack):
    crawl = files.as_warc([(A, HTML, encode(PAGE.encode("gbk")))], headers=headers)
    content = {
        "crawl.warc": lambda: crawl,
        "crawl.warc.gz": lambda: files.as_gzip(crawl[:100]) + files.as_gzip(crawl[100:]),
        "crawl.wacz": lambda: files.as_zip({"archive/a.warc.gz": files.as_gzip(crawl), "pages/pages.jsonl": b"{}"}),
        "crawl.zip": lambda: files.as_zip({"a.warc": crawl}),
    }[pack]()
    assert read(pack, content) == {A: "一、总体要求"}


def test_an_address_that_was_crawled_twice_is_told_apart(read):
    assert list(read("a.warc", files.as_warc([(A, HTML, b"<p>1"), (A, HTML, b"<p>2")]))) == [A, "a.warc!/5"]


WHOLE = files.as_warc([(A, HTML, PAGE.encode("gbk")), (B, HTML, PAGE.encode("gbk"))])
BROKEN = [
    (b"no crawl", ["broken_archive"], "no WARC file"),
    (b"", ["empty_source"], "nothing in it"),
    (WHOLE[:-40], ["一、总体要求", "broken_archive"], "cut off"),
    (WHOLE.replace(b"Content-Length: 16", b"Content-Length: 7", 1), ["broken_archive"], "a wrong length"),
    (b"WARC/1.0\r\n" + b"A: b\r\n" * 999, ["broken_archive"], "headers without end"),
    (b"WARC/1.0\r\nWARC-Type: response\r\n\r\n", ["broken_archive"], "no length"),
    (files.as_warc([(A, HTML, b"\x1f\x8bxx")], headers="Content-Encoding: gzip\r\n"), ["broken_document"], "bad gzip"),
    (files.as_warc([(A, HTML, b"x")], headers="Content-Encoding: br\r\n"), ["unsupported_format"], "an encoding"),
    (
        files.as_warc([(A, HTML, gzip.compress(bytes(80_000_000)))], headers="Content-Encoding: gzip\r\n"),
        ["too_large"],
        "a bomb",
    ),
]


@pytest.mark.parametrize(("content", "expected", "why"), BROKEN, ids=[row[-1] for row in BROKEN])
def test_damage_is_told(read, content, expected, why):
    assert list(read("a.warc", content).values()) == expected


def test_compressed_members_of_an_archive_are_read(read):
    members = {
        "plan.txt.gz": files.as_gzip("一、总体要求".encode()),
        "dump.jsonl.gz": files.as_gzip(files.as_json_lines([{"text": "甲"}])),
        "cut.txt.gz": files.as_gzip(b"x" * 9000)[:-9],
    }
    assert read("a.zip", files.as_zip(members)) == {
        "a.zip!/plan.txt.gz": "一、总体要求",
        "a.zip!/dump.jsonl.gz!/1": "甲",
        "a.zip!/cut.txt.gz": "broken_archive",
    }
