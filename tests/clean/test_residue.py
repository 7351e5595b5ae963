"""Residue in the text: markup, blanks written out, injected search bait in mid-sentence."""

import pytest

from flows.clean.residue import find_residue


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        (
            "完善教师365不给提款怎么办_出行365官方电话_365bet体育在线网址招聘办法",
            [("spam", "365不给提款怎么办_出行365官方电话_365bet体育在线网址")],
            "bait in mid-sentence, nothing of the sentence",
        ),
        ("一、&nbsp;总则&emsp;要求", [("whitespace", "&nbsp;"), ("whitespace", "&emsp;")], "blanks written out"),
        ("<p>一、总则</p>", [("whitespace", "<p>"), ("whitespace", "</p>")], "layout tags stand for breaks"),
        ("<U+00A0>一、总则", [("whitespace", "<U+00A0>")], "a blank that a tool escaped"),
        ("<关于深化改革的意见>已印发", [], "angle brackets around a title are no tag"),
        ("见ftp_数据_目录表", [], "underscores alone are no bait"),
    ],
)
def test_residue(text: str, expected: list[tuple[str, str]], why: str) -> None:
    assert [(span.kind, text[span.start : span.end]) for span in find_residue(text)] == expected, why


def test_tag_soup_is_spam_with_its_filling() -> None:
    soup = "".join(f'<sup id="x1y2z"></sup>\n  • <mark id="x1y2z"></mark>{i}. ' for i in range(4))
    spans = find_residue(soup + "正文开始。")
    assert [span.kind for span in spans] == ["spam"]
    assert "正文" not in soup[spans[0].start : spans[0].end]
