# ruff: noqa: E501 (markup and tables whose rows stand in one line)
"""What belongs to a page on a real site: pages that forward, frames, files by any name, further pages, certificates."""

import shutil
import subprocess

import pytest
from site_server import PROSE, Answer, Site, document

from flows.errors import SourceError
from flows.extract import read_source
from flows.extract.fetch import Fetching, SnapshotStore, SourceDeclaration, fetch_source, snapshot_references
from flows.extract.fetch.client import Fetched
from flows.extract.fetch.page_facts import following_pages, signposted

LIST = b"<li><a href=/doc/0.html>x</a>"


@pytest.fixture
def site():
    site = Site()
    site.answers["/list"] = Answer(LIST)
    yield site
    site.close()


@pytest.fixture
def fetch(site, tmp_path):
    def run(**declared):
        values = {"name": "site", "kind": "listing", "url": f"{site.address}/list", "item": "li a"}
        values |= {"allow_private": True, "delay_seconds": 0.0, "backoff_seconds": 0.01, "attempts": 2}
        values |= declared
        return fetch_source(SourceDeclaration(**values), tmp_path, Fetching(SnapshotStore(tmp_path / "store")))

    return run


@pytest.fixture
def texts(site, tmp_path):
    """Path of each stored document → its article."""

    def read():
        found = {}
        for reference in snapshot_references(SnapshotStore(tmp_path / "store")):
            read = read_source(reference.load())
            start, end = read.body or (0, len(read.text))
            found[reference.uri.removeprefix(site.address)] = read.text[start:end]
        return found

    return read


SIGNPOSTS = [
    ('<meta http-equiv="refresh" content="0;url=/new/0.html">', "a refresh"),
    ('<html><head><META HTTP-EQUIV=Refresh CONTENT="3; URL=/new/0.html"></head>正在跳转…</html>', "with a delay"),
    ("<meta content='0,url=\"/new/0.html\"' http-equiv='refresh'>", "attributes in another order"),
    ("<script>window.location.href = '/new/0.html';</script>", "a script"),
    ("<body><script>location.replace('/new/0.html')</script></body>", "a script that replaces"),
]  # fmt: skip


@pytest.mark.parametrize(("page", "why"), SIGNPOSTS, ids=[row[-1] for row in SIGNPOSTS])
def test_a_page_that_only_forwards_is_followed(site, fetch, texts, page, why):
    site.answers["/doc/0.html"] = Answer(page.encode())
    site.answers["/new/0.html"] = Answer(document(7).encode())
    report = fetch()
    assert (report.new, report.faults) == (1, [])
    assert "第7号" in texts()["/doc/0.html"]


@pytest.mark.parametrize(
    ("page", "why"),
    [
        (f'<meta http-equiv="refresh" content="300;url=/new/0.html">{document(0)}', "a page that reloads itself"),
        (f"<script>if(top!=self)top.location='/new/0.html'</script>{document(0)}", "a guard against frames"),
        ('<meta http-equiv="refresh" content="0;url=/doc/0.html">', "a page that leads to itself"),
        ('<meta http-equiv="refresh" content="0;url=javascript:x()">', "no address"),
        ("%PDF-1.7 location='/new/0.html'", "no page"),
    ],
)
def test_other_pages_are_not_followed(page, why):
    assert signposted(Fetched("http://a.cn/doc/0.html", "http://a.cn/doc/0.html", 200, page.encode())) is None


def test_signposts_in_a_circle_end(site, fetch):
    for number in range(2):
        site.answers[f"/doc/{number}.html"] = Answer(f"<script>location='/doc/{1 - number}.html'</script>".encode())
    fetch()
    assert site.statuses("/doc/").total() <= 6


def test_the_page_in_a_frame_is_fetched_where_the_page_has_no_article(site, fetch, texts):
    site.answers["/doc/0.html"] = Answer(
        b"<html><body><iframe src='/inner/0.html'></iframe><iframe src='http://counter.example/x'></iframe></body></html>"
    )
    site.answers["/inner/0.html"] = Answer(document(7).encode())
    report = fetch()
    assert (report.new, report.without_article, report.faults) == (2, 1, [])
    with pytest.raises(Exception, match="inner"):
        texts()
    site.answers["/doc/0.html"] = Answer(f"{document(3)}<iframe src='/inner/1.html'></iframe>".encode())
    fetch()
    assert "第3号" in texts()["/doc/0.html"] and "第7号" in texts()["/inner/0.html"]
    assert site.statuses("/inner/1.html").total() == 0


FILES = [
    (document(0) + "<p>附件：<a href='/f/a.txt'>任务表</a></p>", "announced after the article"),
    (document(0).replace("</div></body>", "<a href='/f/d.jsp?id=1'>任务表.txt</a></div></body>"), "by its name"),
    (f"<base href='/f/'>{document(0).replace('</div></body>', '<a href=a.txt>1</a></div></body>')}", "from a base"),
    (document(0) + "<iframe src='/pdfjs/viewer.html?file=/f/a.txt'></iframe>", "in a viewer"),
]


@pytest.mark.parametrize(("page", "why"), FILES, ids=[row[-1] for row in FILES])
def test_files_of_a_page_are_fetched(site, fetch, texts, page, why):
    site.answers["/doc/0.html"] = Answer(page.encode())
    for path in ("/f/a.txt", "/f/d.jsp?id=1"):
        site.answers[path] = Answer("任务表".encode(), "text/plain")
    report = fetch(attachments=True)
    assert (report.new, report.faults) == (2, [])
    assert "任务表" in texts().values()


def test_a_page_whose_article_is_uncertain_is_counted(site, fetch):
    site.answers["/doc/0.html"] = Answer(f"<body>{f'<p><a href=/x>{PROSE}</a></p>' * 9}</body>".encode())
    assert fetch().without_article == 1


@pytest.fixture
def certificate(tmp_path):
    if not shutil.which("openssl"):
        pytest.skip("openssl makes the certificate of this test")
    key, file = str(tmp_path / "key.pem"), str(tmp_path / "certificate.pem")
    subject = ["-subj", "/CN=127.0.0.1", "-days", "2"]
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", file, *subject]
    subprocess.run(command, check=True, capture_output=True)
    return file, key


def test_a_certificate_that_cannot_be_checked_is_refused_with_the_remedy(certificate, fetch):
    site = Site(certificate)
    site.answers["/list"] = Answer(LIST)
    site.answers["/doc/0.html"] = Answer(document(0).encode())
    refused = fetch(url=f"{site.address}/list")
    trusted = fetch(url=f"{site.address}/list", check_certificate=False)
    site.close()
    assert "check_certificate = false" in refused.faults[0][2]
    assert (trusted.new, trusted.faults) == (1, [])


LINES = [f"{number}.建设项目第{number}批。{PROSE}" for number in range(1, 7)]


def part(lines, pager: str, inside: bool = True) -> str:
    """One page of an article, its pager at the end of the article or after it."""
    article = "".join(f"<p>{line}</p>" for line in lines)
    article = f"<div id=zoom>{article}{pager}</div>" if inside else f"<div id=zoom>{article}</div><div>{pager}</div>"
    return f"<html><body><div class=nav><a href=/>首页</a></div>{article}<div class=footer>主办：某省人民政府</div></body></html>"


def script_pager(number: int) -> str:
    return f'<div class=page><script>createPageHTML(3, {number}, "0", "html");</script></div>'


def link_pager(number: int) -> str:
    names = ["0.html", "0_1.html", "0_2.html"]
    links = [
        f"<a href={name}>{count}</a>" if count != number + 1 else f"<b>{count}</b>"
        for count, name in enumerate(names, 1)
    ]
    following = f" <a href={names[number + 1]}>下一页</a>" if number < 2 else ""
    return f"<div class=pager>{' '.join(links)}{following}</div>"


def query_pager(number: int) -> str:
    return f"<p><a href='/doc/0.html?page={number + 2}'>下一页</a></p>" if number < 2 else "<p>尾页</p>"


PAGERS = [
    (script_pager, True, "/doc/0_{}.html", "a script that counts"),
    (link_pager, True, "/doc/0_{}.html", "links in the article"),
    (link_pager, False, "/doc/0_{}.html", "links after the article"),
    (query_pager, False, "/doc/0.html?page={}", "a query"),
]  # fmt: skip


@pytest.mark.parametrize(("pager", "inside", "address", "why"), PAGERS, ids=[row[-1] for row in PAGERS])
def test_an_article_over_several_pages_is_one_document(site, fetch, texts, pager, inside, address, why):
    parts = [part(LINES[2 * number : 2 * number + 2], pager(number), inside) for number in range(3)]
    first = 2 if "page=" in address else 1
    paths = ["/doc/0.html", *(address.format(number + first) for number in range(2))]
    for number, (path, page) in enumerate(zip(paths, parts, strict=True)):
        site.answers[path] = Answer(page.encode("gbk" if number == 1 else "utf-8"), "text/html", etag=f'"{number}"')
    report = fetch()
    assert (report.listed, report.new, report.faults) == (1, 1, [])
    assert texts() == {"/doc/0.html": "\n".join(LINES)}

    site.forget()
    assert fetch().unchanged == 1
    assert site.statuses("/doc/") == {304: 3}
    # The second page changes: the document does.
    site.answers[paths[1]] = Answer(
        parts[1].replace("第3批", "第三批").encode(), "text/html; charset=utf-8", etag='"x"'
    )
    assert fetch().changed == 1
    assert "第三批" in texts()["/doc/0.html"]


def test_a_further_page_that_fails_is_a_fault_and_the_document_waits(site, fetch, texts):
    site.answers["/doc/0.html"] = Answer(part(LINES[:2], script_pager(0)).encode())
    site.answers["/doc/0_1.html"] = Answer(status=500)
    report = fetch()
    assert "a further page" in report.faults[0][2]
    with pytest.raises(SourceError, match="a further page"):
        texts()


def test_the_pages_of_a_listing_and_neighbours_are_no_further_pages():
    page = "".join(
        f"<a href={name}>下一页</a>" for name in ("index_1.html", "1.html", "/other/0_1.html", "http://b.cn/0_1.html")
    )
    for first in ("http://a.cn/doc/index.html", "http://a.cn/doc/0.html"):
        assert following_pages(Fetched(first, first, 200, page.encode()), first) == ()
