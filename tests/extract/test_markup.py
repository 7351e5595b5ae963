"""The tree of small elements is the one that BeautifulSoup builds from the same markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.html import _converted, parse_html
from flows.extract.markup import Element, parse_elements

MARKUP = (
    (
        "<p>甲<ruby>乙<rt>yi<b>z</b></rt></ruby>丙<!-- k -->丁</p>",
        "annotations are silent, a comment parts two strings",
    ),
    ("<div>1</span>2<pre> a\n b </pre><textarea> t  u </textarea></div>", "end tags without a beginning"),
    ("<html><title>A<b>c</b></title><script>var x</script><template><p>n</p></template>", "what is not shown"),
    ('<table><tr><td class="a b" rowspan=2>1<td>2<tr><td>3</table>尾', "cells without end tags"),
    ("<p>甲<?php echo 1 ?>乙<![CDATA[丙]]>丁</p>", "instructions and character data"),
    ("<ul><li>1<li>2<p>3<li>4</ul></p></li>末", "crossed end tags"),
    ("只有文字 <b>粗", "no page at all"),
)
_pieces = st.sampled_from(
    [
        "<div>",
        "</div>",
        "<p>",
        "</p>",
        "<td>",
        "<table>",
        "</table>",
        "<b>",
        "</b>",
        "<br>",
        "甲",
        " ",
        "\n",
        "<!--x-->",
        "<rt>",
    ]
)


@pytest.mark.parametrize(("markup", "why"), MARKUP)
def test_the_tree_is_the_same(markup, why):
    assert _shape(parse_elements(markup)) == _shape(_converted(parse_html(markup))), why


@given(st.lists(_pieces, min_size=1, max_size=30).map(lambda pieces: "甲" + "".join(pieces)))
def test_the_tree_is_the_same_whatever_the_tags(markup):
    assert _shape(parse_elements(markup)) == _shape(_converted(parse_html(markup)))


def _shape(element: Element) -> list:
    """Names, attributes and strings, nested. White space alone is one character, as a page shows it."""
    children = [
        child if isinstance(child, Element) else (child if child.strip() else " ") for child in element.contents
    ]
    attributes = {
        name: value.split() if name == "class" and isinstance(value, str) else value
        for name, value in element.attrs.items()
    }
    return [element.name, attributes, *(_shape(child) if isinstance(child, Element) else child for child in children)]
