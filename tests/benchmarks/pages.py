"""Pages as content management systems of governments write them: navigation, head, article, footer around a plan."""

import html
import random
from collections.abc import Sequence

_STYLE = ".a{color:#333;margin:0 auto}" * 60
_SCRIPT = "var a=function(){return 1};" * 80
# How systems in use mark the article.
_ARTICLES = (
    ('<div id="zoom">', "</div>"),
    ('<div class="TRS_Editor">', "</div>"),
    ('<div class="content">', "</div>"),
    ('<table><tr><td class="bt_content">', "</td></tr></table>"),
)


def write_page(
    draw: random.Random, title: str, lines: Sequence[str], table: Sequence[Sequence[str]], charset: str
) -> str:
    """The markup of a page that holds `lines` as paragraphs and then `table` (rows of cells, perhaps none)."""
    links = "".join(
        f'<li><a href="/col/{column}/index.html">栏目{column}</a></li>' for column in range(draw.randint(20, 80))
    )
    date = f"{draw.randint(2012, 2025)}-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}"
    opening, closing = draw.choice(_ARTICLES)
    title = html.escape(title)
    return f"""<!DOCTYPE html>
<html><head><meta charset="{charset}"><title>{title}</title>
<meta name="ArticleTitle" content="{title}"><meta name="PubDate" content="{date}">
<style>{_STYLE}</style><script>{_SCRIPT}</script></head>
<body><div class="nav"><ul>{links}</ul></div>
<div class="position">当前位置:首页 &gt; 信息公开 &gt; 正文</div>
<h1>{title}</h1><div class="info">发布日期:{date}&nbsp;来源:办公室</div>
{opening}{_paragraphs(lines)}{_table(table)}{closing}
<div class="footer"><ul>{links}</ul><p>版权所有:政府办公室 网站标识码:3300000001</p></div></body></html>
"""


def _paragraphs(lines: Sequence[str]) -> str:
    return "\n".join(f'<p style="text-indent:2em;line-height:1.75">{html.escape(line)}</p>' for line in lines)


def _table(rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    cells = ["".join(f"<td><p>{html.escape(cell)}</p></td>" for cell in row) for row in rows]
    body = "".join(f"<tr>{row}</tr>\n" for row in cells)
    return f'<table border="1" cellspacing="0"><tbody>{body}</tbody></table>'
