# ruff: noqa: E501 (markup stands as sites write it)
"""Pages in the manner of the site systems that Chinese governments use, written for the tests from their known shapes.

A template takes a title, an article (markup) and gives a page with the navigation, sidebars, notes and scripts that such
sites put around it. Its article is what stands between; everything else is furniture.
"""

from collections.abc import Callable

NAMES = ("首页", "机构概况", "政务公开", "办事服务", "互动交流", "数据开放", "专题专栏")
NAVIGATION = "".join(f"<li><a href='/{number}/index.html'>{name}</a></li>" for number, name in enumerate(NAMES))
CRUMBS = "当前位置：<a href=/>首页</a> &gt; <a href=/zwgk/>政务公开</a> &gt; <a href=/zwgk/wj/>政策文件</a>"
TITLES = (
    "某省人民政府办公厅关于进一步优化营商环境更好服务市场主体若干措施的通知",
    "图解：一图读懂某省“十四五”教育事业发展规划及其重点任务分工方案",
    "某省教育厅关于做好2021年普通高等学校招生考试安全工作的通知",
    "某省财政厅关于下达2021年学前教育发展资金预算的通知及绩效目标表",
)
RELATED = "".join(
    f"<li><a href='/art/2021/{number}.html' title='{title}'>{title}</a></li>" for number, title in enumerate(TITLES)
)
NEIGHBOURS = f"<p>上一篇：<a href=/1.html>{TITLES[0]}</a></p><p>下一篇：<a href=/2.html>{TITLES[1]}</a></p>"
SHARE = (
    "<div class=share>分享到：<a href=#>微信</a><a href=#>微博</a> 字体：<a>大</a> <a>中</a> <a>小</a> 打印 关闭</div>"
)
NOTICE = "您访问的链接即将离开“某省人民政府门户网站”，是否继续？如需帮助请拨打服务热线或者使用在线咨询功能。"
FOOTER = (
    "<div class=footer><p>主办：某省人民政府办公厅 承办：某省大数据中心 技术支持：某某软件股份有限公司</p>"
    "<p>网站标识码：3600000001 备案号：某ICP备05000000号 公网安备36010000000000号</p>"
    "<p>版权声明：本网站所有内容未经书面授权不得转载、摘编或以其他方式使用，违者将依法追究其法律责任。</p></div>"
)
ASIDE = (
    "<div class=aside><h3>政策解读</h3><p>近日，省政府办公厅印发有关实施意见，从五个方面提出二十条措施，记者采访了有关负责人。</p>"
    f"<ul>{RELATED}</ul></div>"
)


def hanweb(title: str, article: str) -> str:
    return (
        f"<html><head><title>某省人民政府 通知公告 {title}</title><meta name='ArticleTitle' content='{title}'>"
        "<meta name='PubDate' content='2021-03-05 10:12'><meta name='ContentSource' content='某省教育厅'></head><body>"
        f"<div class=nav><ul>{NAVIGATION}</ul></div><table width=1000><tr><td class=bt_wz>{CRUMBS}</td></tr></table>"
        f"<div id=c><div class=main-fl><table><tr><td class=title>{title}</td></tr><tr><td>发布日期：2021-03-05 浏览次数："
        "<script>document.write(hit)</script> 字号：[ 大 中 小 ]</td></tr></table>"
        "<div class=bt_content id=zoom><!--ZJEG_RSS.content.begin--><meta name=ContentStart>"
        f"{article}<meta name=ContentEnd><!--ZJEG_RSS.content.end--></div>{SHARE}{NEIGHBOURS}</div></div>{FOOTER}</body></html>"
    )


def hanweb_catalogue(title: str, article: str) -> str:
    rows = "<tr><td>索引号</td><td>014000349/2021-00012</td><td>组配分类</td><td>文件</td></tr>"
    rows += f"<tr><td>标题</td><td colspan=3>{title}</td></tr>"
    return (
        f"<html><head><title>{title}</title></head><body><div class=top>{NAVIGATION}</div>"
        f"<div class=xxgk_content><table class=xxgk_table>{rows}</table></div><div class=wznr><div id=zoom class=zoom>{article}</div></div>"
        f"<div class=xgxx><ul>{RELATED}</ul></div>{FOOTER}</body></html>"
    )


def trs(title: str, article: str) -> str:
    return (
        f"<html><head><title>{title}_某市人民政府</title><meta name=PubDate content=2021-03-05></head><body>"
        f"<div class=header><ul>{NAVIGATION}</ul></div><div class=crumb>{CRUMBS}</div>"
        f"<div class=article><h1>{title}</h1><div class=info>来源：市政府办公室 时间：2021-03-05 {SHARE}</div>"
        f"<div class=article_con><div class='view TRS_UEDITOR trs_paper_default trs_word trs_key4format'>{article}</div></div>"
        f"<script>var a='附件';</script><div class=xgwj><h3>相关文件</h3><ul>{RELATED}</ul></div></div>{ASIDE}{FOOTER}</body></html>"
    )


def trs_old(title: str, article: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body bgcolor=#ffffff><table><tr><td>{NAVIGATION}</td></tr></table>"
        f"<table width=760 align=center><tr><td width=200>{ASIDE}</td><td><table><tr><td align=center><b>{title}</b></td></tr>"
        f"<tr><td>2021-03-05</td></tr><tr><td><DIV class=TRS_Editor><style type=text/css>.TRS_Editor P{{margin:0}}</style>{article}</DIV></td></tr>"
        f"<tr><td>{SHARE}</td></tr></table></td></tr></table>{FOOTER}</body></html>"
    )


def ucap(title: str, article: str) -> str:
    return (
        f"<html><head><title>{title}_某市人民政府</title></head><body><div class=bd1><table><tr><td>索引号：</td><td>1</td></tr></table></div>"
        f"<div class=header>{NAVIGATION}</div><div class='article oneColumn pub_border'><h1>{title}</h1>"
        f"<div class=pages-date>2021-03-05 10:00 <span class=font>来源：市政府办公室</span></div>"
        f"<div class=pages_content id=UCAP-CONTENT>{article}</div>{SHARE}<div class=related>{RELATED}</div></div>{FOOTER}</body></html>"
    )


def lonsun(title: str, article: str) -> str:
    return (
        f"<html><head><title>{title}_某市教育局</title></head><body><div class=ls-nav>{NAVIGATION}</div>"
        f"<div class=m-dqwz>{CRUMBS}</div><div class=ls-row><div class=ls-article><h1 class=wztit>{title}</h1>"
        "<div class=wzbjxx><span class=fbsj>发布时间：2021-03-05</span> <span class=res>信息来源：某市教育局</span> 浏览量：86</div>"
        f"<div class='wzcon j-fontContent'>{article}</div>{SHARE}{NEIGHBOURS}<p>{NOTICE}</p></div></div>{ASIDE}{FOOTER}</body></html>"
    )


def boda(title: str, article: str) -> str:
    return (
        f"<html><head><title>{title}-某大学</title></head><body><div class=menu>{NAVIGATION}</div>{CRUMBS}"
        f"<form name=_newscontent_fromname><div><h1>{title}</h1><div>日期：2021-03-05 点击数：<span>12</span></div>"
        f"<div id=vsb_content_2><div class=v_news_content>{article}</div></div><p></p><div id=div_vote_id></div>"
        f"<ul><li>附件【<a href='/system/_content/download.jsp?urltype=news.DownloadAttachUrl&wbfileid=1'>任务表.docx</a>】已下载3次</li></ul>"
        f"{NEIGHBOURS}</div></form>{FOOTER}</body></html>"
    )


def webplus(title: str, article: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><div id=container><div class=wp_nav>{NAVIGATION}</div>"
        f"<div class=article><h1 class=arti_title>{title}</h1><p class=arti_metas><span class=arti_update>发布时间：2021-03-05</span></p>"
        f"<div class=entry><div class=read><div class=wp_articlecontent>{article}</div></div></div></div></div>{FOOTER}</body></html>"
    )


def powereasy(title: str, article: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><table><tr><td>{NAVIGATION}</td></tr><tr><td>{CRUMBS}</td></tr></table>"
        f"<table><tr><td>{title}</td></tr><tr><td>作者：佚名 文章来源：本站原创 点击数：33</td></tr>"
        f"<tr><td id=fontzoom>{article}</td></tr><tr><td>{SHARE}</td></tr><tr><td>{NEIGHBOURS}</td></tr></table>{FOOTER}</body></html>"
    )


def intensive(title: str, article: str) -> str:
    """The province-wide platforms: a metadata block, the article, attachments and readings in blocks of their own."""
    return (
        f"<html><head><title>{title}</title><meta name=SiteName content=某省教育厅></head><body><div class=nav-box>{NAVIGATION}</div>"
        f"<div class=location>{CRUMBS}</div><div class=content><div class=classify><span>索引号：</span>006939748/2021-00123</div>"
        f"<h3 class=article-title>{title}</h3><div class=date-row>时间：2021-03-05 10:00:00 来源：本网</div>"
        f"<div class=article-content>{article}</div>"
        f"<div class=related-links><ul>{RELATED}</ul></div></div>{FOOTER}</body></html>"
    )


def unknown_nested(title: str, article: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><div class=w1><div class=w2><ul>{NAVIGATION}</ul></div>"
        f"<div class=w3><div class=w4><h2>{title}</h2><span>2021-03-05</span><div class=w5><div class=w6>{article}</div></div></div>"
        f"{ASIDE}</div></div>{FOOTER}</body></html>"
    )


def unknown_table(title: str, article: str) -> str:
    return (
        f"<html><head><title>{title}</title></head><body><table border=0 width=778><tr><td height=80>{NAVIGATION}</td></tr></table>"
        f"<table width=778><tr><td valign=top width=180>{RELATED}</td><td valign=top><table width=96%><tr><td align=center>"
        f"<font size=4><b>{title}</b></font></td></tr><tr><td class=unk>{article}</td></tr><tr><td align=right>【关闭窗口】</td></tr>"
        f"</table></td></tr></table><table><tr><td>{FOOTER}</td></tr></table></body></html>"
    )


def semantic(title: str, article: str) -> str:
    return (
        f"<!doctype html><html><head><title>{title}</title></head><body><header><nav><ul>{NAVIGATION}</ul></nav></header><main>"
        f"<article><h1>{title}</h1><p class=meta>2021-03-05</p><section>{article}</section></article></main>"
        f"<aside>{ASIDE}</aside><footer>{FOOTER}</footer></body></html>"
    )


TEMPLATES: dict[str, Callable[[str, str], str]] = {
    template.__name__: template
    for template in (
        hanweb, hanweb_catalogue, trs, trs_old, ucap, lonsun, boda, webplus, powereasy, intensive, unknown_nested,
        unknown_table, semantic,
    )
}  # fmt: skip
