"""From bytes to a document, and the reason given for each kind of file that is none."""

import hashlib
import sys
from pathlib import Path

import pytest

from flows.errors import SourceError
from flows.extract import find_sources, read_source
from flows.model import Source

SAMPLES = Path(__file__).resolve().parents[2] / "seeds" / "documents"


def test_the_sample_documents_read_exactly_as_they_are():
    for reference in find_sources([SAMPLES]):
        source = reference.load()
        document = read_source(source)
        assert document.text.encode("utf-8") == source.content
        assert document.media_type == "text/plain"
        assert document.content_sha256 == hashlib.sha256(source.content).hexdigest()


@pytest.mark.parametrize(
    "text",
    [
        '<legend id="x"></legend><samp></samp>\n\n一、总体要求',
        "一、总体要求<divclass=TRS_Editor>二、重点任务</div>",
        "一、<U+00A0>总体要求<U+3000>",
        "a < b",
    ],
)
def test_tags_and_escapes_inside_a_text_stay(text):
    assert read_source(Source("plan.txt", text.encode())).text == text


def test_a_page_saved_as_text_is_read_as_a_page():
    document = read_source(
        Source("plan.txt", "<!DOCTYPE html>\n<html><body><p>一、总体要求</p></body></html>".encode())
    )
    assert (document.media_type, document.text) == ("text/html", "一、总体要求")


def test_what_a_crawler_told_overrides_the_head_of_the_page():
    page = '<html><head><meta name="ArticleTitle" content="甲"><meta name="PubDate" content="2021-01-02">'
    document = read_source(Source("plan.html", f"{page}<p>文".encode(), metadata={"title": "乙"}))
    assert (document.head["title"], document.head["published_date"]) == ("乙", "2021-01-02")


REFUSED = [
    ("plan.txt", b"", "empty_source", "nothing"),
    ("plan.txt", b" \r\n\t", "empty_source", "white space"),
    ("plan.html", b"<html><body><script>1</script><!-- x --></body></html>", "no_text", "nothing to see"),
    ("plan.txt", b"\xef\xbb\xbf", "no_text", "a byte order mark alone"),
    ("plan.txt", b"\x00\x01\x02\x03" * 500, "binary_source", "control characters"),
    ("plan.txt", b"\x89PNG\r\n\x1a\n" + bytes(50), "unsupported_format", "an image that is called a text"),
    ("plan.rtf", b"{\\rtf1\\ansi}", "needs_converter", "rich text without LibreOffice"),
    ("plan.txt", b"\x81\x20\xff\xfe\x81" * 99, "undecodable_text", "no charset fits"),
]


@pytest.mark.parametrize(("name", "content", "reason", "why"), REFUSED, ids=[row[-1] for row in REFUSED])
def test_what_cannot_be_read_is_refused_with_a_reason(name, content, reason, why):
    with pytest.raises(SourceError) as caught:
        read_source(Source(name, content))
    assert caught.value.reason == reason
    assert caught.value.uri == name


def test_a_format_whose_package_is_not_installed_says_which(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    monkeypatch.delitem(sys.modules, "flows.extract.pdf", raising=False)
    with pytest.raises(SourceError, match="pypdfium2") as caught:
        read_source(Source("plan.pdf", b"%PDF-1.7"))
    assert caught.value.reason == "needs_converter"
