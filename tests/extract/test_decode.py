"""Charsets as they are met in the wild: each row is bytes, what was declared, and how they must read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import SourceError
from flows.extract.decode import decode

PLAN = "2021年工作要点\r\n一、总体要求\r\n（一）培育20个党建示范点，覆盖率达到80%。\r\n" * 3
TRADITIONAL = "一、推動教育改革。我們將會在明年完成兩個項目，加強學校管理。\n" * 3
META = '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body>'

READINGS = [
    (PLAN.encode(), None, PLAN, "utf-8", "plain UTF-8"),
    (PLAN.encode("utf-8-sig"), None, PLAN, "utf-8", "the byte order mark is no text"),
    (PLAN.encode("utf-16"), None, PLAN, "utf-16-le", "UTF-16 with its mark"),
    (b"\xfe\xff" + PLAN.encode("utf-16-be"), None, PLAN, "utf-16-be", "UTF-16, big end first"),
    (PLAN.encode("utf-16-le"), None, PLAN, "utf-16-le", "UTF-16 without its mark"),
    (PLAN.encode("utf-16-be"), None, PLAN, "utf-16-be", "UTF-16 without its mark, big end first"),
    (b"\xff\xfe\x00\x00" + PLAN.encode("utf-32-le"), None, PLAN, "utf-32-le", "UTF-32 begins like UTF-16"),
    (PLAN.encode("gbk"), None, PLAN, "gb18030", "GBK that nothing declares"),
    (PLAN.encode("gbk"), "gb2312", PLAN, "gb18030", "GB2312 in the HTTP header means GBK"),
    ("㐂镕，".encode("gb18030") + PLAN.encode("gbk"), None, "㐂镕，" + PLAN, "gb18030", "four-byte characters"),
    (TRADITIONAL.encode("big5"), None, TRADITIONAL, "big5hkscs", "Big5 that nothing declares"),
    (TRADITIONAL.encode("big5"), "big5", TRADITIONAL, "big5hkscs", "Big5 as declared"),
    (PLAN.encode("gbk"), "utf-8", PLAN, "gb18030", "a header that is wrong"),
    (PLAN.encode("gbk"), "iso-8859-1", PLAN, "gb18030", "a server's default label means nothing"),
    (PLAN.encode("gbk"), "no-such-charset", PLAN, "gb18030", "an unknown label"),
    (PLAN.encode(), "gbk", PLAN, "utf-8", "strict UTF-8 beats a declared GBK"),
    (b"", None, "", "utf-8", "nothing"),
]


@pytest.mark.parametrize(("content", "declared", "text", "charset", "why"), READINGS, ids=[row[-1] for row in READINGS])
def test_bytes_read_as(content, declared, text, charset, why):
    assert decode("plan.txt", content, declared) == (text, charset)


@pytest.mark.parametrize(("label", "codec"), [("gb2312", "gbk"), ("GBK", "gbk"), ("big5", "big5"), ("utf-8", "gbk")])
def test_the_pages_own_label_is_used_and_a_wrong_one_survived(label, codec):
    page = META.format(label) + (TRADITIONAL if codec == "big5" else PLAN)
    assert decode("plan.html", page.encode(codec))[0] == page


def test_a_few_broken_bytes_do_not_turn_utf8_into_garbage():
    content = PLAN.encode()
    broken = content[:10] + b"\xff" + content[10:200] + content[201:]
    text, charset = decode("plan.txt", broken)
    assert charset == "utf-8"
    assert 1 <= text.count("\ufffd") <= 4
    assert "培育20个党建示范点" in text


def test_a_few_broken_bytes_do_not_turn_gbk_into_garbage():
    content = (PLAN * 5).encode("gbk")
    text, charset = decode("plan.txt", content[:33] + b"\xff\xff\n" + content[33:])
    assert charset == "gb18030"
    assert "培育20个党建示范点" in text


@pytest.mark.parametrize("ending", ["\r\r\n", "\r\n", "\r", "\n", "\u2028", "\x0b"])
def test_line_ends_stay_as_they_are(ending):
    text = ending.join(["一、总体要求", "二、重点任务", ""])
    assert decode("plan.txt", text.encode("gbk" if ending.isascii() else "utf-8"))[0] == text


@pytest.mark.parametrize(
    "content", [bytes(range(256)) * 8, b"\x81\x20\xff\xfe" * 400, "Привет мир. ".encode("cp1251") * 90]
)
def test_what_fits_no_chinese_charset_is_refused(content):
    with pytest.raises(SourceError) as caught:
        decode("plan.txt", content)
    assert caught.value.reason == "undecodable_text"


@given(st.text(st.characters(codec="utf-8")))
def test_every_utf8_text_reads_back(text):
    content = b"\xef\xbb\xbf" + text.encode()
    assert decode("plan.txt", content) == (text, "utf-8")


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_raise_a_source_error(content):
    try:
        decode("plan.txt", content)
    except SourceError as error:
        assert error.reason == "undecodable_text"
