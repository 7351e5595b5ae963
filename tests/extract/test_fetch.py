"""Fetching from a real server on this machine: what arrives, how politely, and what a second run asks for."""

import gzip
import time
from collections import Counter
from email.utils import formatdate

import pytest
from site_server import Answer, Site, document

from flows.errors import SourceError
from flows.extract import find_sources, read_source
from flows.extract.fetch import Fetching, SnapshotStore, SourceDeclaration, fetch_source, snapshot_references

PAGES, PER_PAGE = 10, 20
DELAY = 0.01


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def fetch(site, tmp_path):
    """Fetch a source of the site; gives the report. The store is read anew, as another process would."""

    def run(**declared):
        values = {"name": "site", "kind": "listing", "url": f"{site.address}/list", "item": "li a", "next": "a.next"}
        values |= {"allow_private": True, "delay_seconds": DELAY, "backoff_seconds": 0.01, "timeout_seconds": 2.0}
        values |= declared
        return fetch_source(SourceDeclaration(**values), tmp_path, Fetching(SnapshotStore(tmp_path / "store")))

    return run


@pytest.fixture
def stored(tmp_path):
    def references():
        return {reference.uri: reference for reference in snapshot_references(SnapshotStore(tmp_path / "store"))}

    return references


def publish(site, pages=PAGES, per_page=PER_PAGE):
    """A listing with pagination whose documents have validators."""
    for page in range(pages):
        numbers = range(page * per_page, (page + 1) * per_page)
        links = "".join(f'<li><a href="/doc/{number}.html#top">通知{number}</a>' for number in numbers)
        following = f'<a class=next href="/list{page + 1}">下一页</a>' if page + 1 < pages else ""
        site.answers["/list" + (str(page) if page else "")] = Answer(f"<ul>{links}</ul>{following}".encode())
        for number in numbers:
            site.answers[f"/doc/{number}.html"] = Answer(document(number).encode(), etag=f'"{number}"')


def test_a_listing_of_200_pages_with_everything_that_goes_wrong(site, fetch, stored, tmp_path):
    publish(site)
    doc = site.answers
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nDisallow: /doc/13.html\nAllow: /", "text/plain")
    doc["/doc/1.html"] = Answer(status=302, headers={"Location": "/moved/1.html"})
    doc["/moved/1.html"] = Answer(document(1).encode())
    doc["/doc/2.html"] = Answer(status=301, headers={"Location": "/doc/3.html"})
    doc["/doc/4.html"] = Answer(document(4).encode(), status=429, headers={"Retry-After": "1"}, times=1)
    doc["/doc/5.html"] = Answer(document(5).encode(), status=503, times=2)
    at = {"Retry-After": formatdate(time.time() + 4, usegmt=True)}
    doc["/doc/22.html"] = Answer(document(22).encode(), status=503, headers=at, times=1, etag='"22"')
    doc["/doc/23.html"] = Answer(document(23).encode(), last_modified="Thu, 04 Mar 2021 01:00:00 GMT")
    doc["/doc/6.html"] = Answer(document(6).encode(), seconds=3.0, times=1)
    doc["/doc/7.html"] = Answer(document(7).encode(), cut=100, times=1)
    doc["/doc/8.html"] = Answer(document(8).encode("gbk"), "text/html; charset=utf-8")
    doc["/doc/9.html"] = Answer(document(9).encode("gbk"), "text/html; charset=iso-8859-1")
    attached = document(10).replace("</div></body>", "<p><a href='/files/a.txt'>附件.txt</a></p></div></body>")
    doc["/doc/10.html"] = Answer(attached.encode(), etag='"10"')
    doc["/files/a.txt"] = Answer("附件：任务表".encode(), "text/plain", etag='"a"')
    doc["/doc/11.html"] = Answer(status=404)
    doc["/doc/12.html"] = Answer(status=503)
    doc["/doc/14.html"] = Answer(status=302, headers={"Location": "http://elsewhere.example/"})
    doc["/doc/15.html"] = Answer(status=302, headers={"Location": "/doc/15.html"})
    doc["/doc/16.html"] = Answer(b"x" * 3_000_000)
    doc["/doc/17.html"] = Answer(b"\x00", "video/mp4")

    report = fetch(attachments=True, concurrency=2, largest_bytes=2_000_000)

    assert report.listed == 200
    faults = {url.removeprefix(site.address): reason for url, reason, _ in report.faults}
    assert faults == {
        "/doc/11.html": "not_found",
        "/doc/12.html": "fetch_failed",
        "/doc/13.html": "not_allowed",
        "/doc/14.html": "not_allowed",
        "/doc/15.html": "fetch_failed",
        "/doc/16.html": "too_large",
        "/doc/17.html": "unsupported_format",
    }
    references = stored()
    documents = {}
    for uri, reference in references.items():
        if reference.fault is None:
            documents[uri.removeprefix(site.address)] = read_source(reference.load())
    arrived = [number for number in range(200) for text in documents.values() if f"第{number}号" in text.text]
    assert sorted(arrived) == [number for number in range(200) if number not in (2, 11, 12, 13, 14, 15, 16, 17)]
    assert documents["/files/a.txt"].text == "附件：任务表"
    assert documents["/doc/1.html"].head["source_url"] == f"{site.address}/moved/1.html"
    assert report.new == len(documents)
    assert not any(path == "/doc/13.html" for _, path, _ in site.requests)
    assert site.agents == {"yaodian/0.1"}
    answered = Counter(path for _, path, status in site.requests if status == 200)
    # Sent twice: what came too late or was cut off.
    assert {path: times for path, times in answered.items() if times > 1} == {"/doc/6.html": 2, "/doc/7.html": 2}

    moments = sorted(moment for moment, _, _ in site.requests)
    # Over windows of 20, for a busy machine may bring two requests closer together than they were sent.
    assert all(later - earlier >= 20 * DELAY * 0.8 for earlier, later in zip(moments, moments[20:], strict=False))
    assert site.busiest <= 2
    asked_to_wait = next(moment for moment, path, status in site.requests if status == 429)
    after = [moment for moment in moments if moment > asked_to_wait + 2 * DELAY]
    assert after[0] - asked_to_wait >= 0.9

    site.forget()
    doc["/doc/20.html"] = Answer(document(20, text="修订").encode(), etag='"20b"')
    doc["/doc/21.html"] = Answer(document(21, counter=99).encode(), etag='"21b"')
    second = fetch(attachments=True, concurrency=2, largest_bytes=2_000_000)

    assert (second.new, second.changed) == (0, 1)
    bodies = {path for _, path, status in site.requests if status == 200 and path.startswith(("/doc/", "/files/"))}
    # Without validators a page is sent again: those that answered only after faults have none here.
    assert bodies == {f"/doc/{number}.html" for number in (4, 5, 6, 7, 8, 9, 16, 17, 20, 21)}
    # Neither known nor sent again: redirected (1, 2, 14, 15), missing (11, 12), forbidden (13).
    assert site.statuses("/doc/")[304] == 200 - len(bodies) - 7
    again = stored()
    assert "修订" in read_source(again[f"{site.address}/doc/20.html"].load()).text
    # Only the counter changed: the snapshot that counts is the first one, so that nothing is loaded again.
    same = f"{site.address}/doc/21.html"
    assert again[same].path == references[same].path


def test_snapshots_are_read_without_the_network(site, fetch, stored, tmp_path, monkeypatch):
    publish(site, 1, 3)
    fetch()
    site.close()
    declarations = tmp_path / "sources.toml"
    declarations.write_text(
        f'store = "store"\n[[source]]\nname = "site"\nkind = "listing"\nurl = "{site.address}/list"\nitem = "li a"\n'
        'metadata = {site_name = "某省"}\n',
        encoding="utf-8",
    )
    documents = [read_source(reference.load()) for reference in find_sources([declarations])]
    assert [document.source_uri for document in documents] == [f"{site.address}/doc/{n}.html" for n in range(3)]
    assert {document.head["site_name"] for document in documents} == {"某省"}


def test_a_snapshot_is_never_written_twice_and_never_by_halves(site, fetch, tmp_path):
    publish(site, 1, 3)
    site.answers["/doc/1.html"] = site.answers["/doc/0.html"]
    fetch()
    objects = [path for path in (tmp_path / "store" / "objects").rglob("*") if path.is_file()]
    assert len(objects) == 3  # two documents, one listing
    assert all(not path.stat().st_mode & 0o222 for path in objects)
    with open(tmp_path / "store" / "fetches.jsonl", "ab") as log:
        log.write(b'{"source": "site", "url": "cut o')
    assert len(list(SnapshotStore(tmp_path / "store").documents())) == 3


def test_private_addresses_are_refused_unless_allowed(site, fetch):
    publish(site, 1, 1)
    report = fetch(allow_private=False)
    assert [reason for _, reason, _ in report.faults] == ["not_allowed"]
    assert site.requests == []


def test_a_redirect_into_the_own_network_is_refused(site, fetch):
    site.answers["/list"] = Answer(b"<li><a href=/doc/0.html>x</a>")
    site.answers["/doc/0.html"] = Answer(status=302, headers={"Location": "http://169.254.169.254/latest/meta-data"})
    report = fetch(allowed_hosts=("169.254.169.254",), allow_private=True, timeout_seconds=0.2, attempts=1)
    assert report.faults[0][1] in ("fetch_failed", "not_allowed")
    report = fetch(allow_private=True)
    assert [reason for _, reason, _ in report.faults] == ["not_allowed"]


@pytest.mark.parametrize(
    ("robots", "permitted"),
    [
        (Answer(b"User-agent: *\nDisallow: /", "text/plain"), 0),
        (Answer(b"User-agent: yaodian\nAllow: /\n\nUser-agent: *\nDisallow: /", "text/plain"), 2),
        (Answer(status=404), 2),
        (Answer(status=403), 2),
        (Answer(status=500), 0),
        (Answer(status=302, headers={"Location": "/other-robots.txt"}), 0),
        (Answer(b"\xff\xfe\x00 nothing that makes sense", "text/plain"), 2),
    ],
)
def test_what_robots_txt_says_holds(site, fetch, robots, permitted):
    publish(site, 1, 2)
    site.answers["/robots.txt"] = robots
    site.answers["/other-robots.txt"] = Answer(b"User-agent: *\nDisallow: /", "text/plain")
    report = fetch(attempts=2)
    assert report.new == permitted
    assert site.statuses("/doc/").total() == permitted


def test_crawl_delay_is_kept(site, fetch):
    publish(site, 1, 6)
    site.answers["/robots.txt"] = Answer(b"User-agent: *\nCrawl-delay: 0.2", "text/plain")
    fetch()
    moments = [moment for moment, _, _ in site.requests[1:]]
    # Over all of them, for a busy machine may bring two closer together than they were sent.
    assert moments[-1] - moments[0] >= (len(moments) - 1) * 0.2 * 0.8


def test_a_host_that_asks_for_too_much_patience_is_left_for_later(site, fetch):
    publish(site, 1, 1)
    site.answers["/doc/0.html"] = Answer(status=503, headers={"Retry-After": "86400"})
    started = time.monotonic()
    report = fetch()
    assert time.monotonic() - started < 5
    assert "run again" in report.faults[0][2]


def test_a_response_that_never_ends_is_cut_off(site, fetch):
    publish(site, 1, 1)
    site.answers["/doc/0.html"] = Answer(b"x", seconds=2)
    report = fetch(attempts=1, timeout_seconds=0.2)
    assert [reason for _, reason, _ in report.faults] == ["fetch_failed"]


def test_a_response_that_trickles_is_given_up_when_its_time_is_over(site, fetch):
    publish(site, 1, 1)
    site.answers["/doc/0.html"] = Answer(document(0).encode(), pause=0.02)
    started = time.monotonic()
    report = fetch(attempts=1, total_seconds=0.5)
    assert [(reason, detail) for _, reason, detail in report.faults] == [
        ("fetch_failed", "not done after 0.5 s, 1 times")
    ]
    assert time.monotonic() - started < 5


def test_a_compressed_bomb_is_given_up(site, fetch):
    publish(site, 1, 1)
    bomb = gzip.compress(bytes(50_000_000))
    site.answers["/doc/0.html"] = Answer(bomb, headers={"Content-Encoding": "gzip"})
    report = fetch(largest_bytes=1_000_000)
    assert [reason for _, reason, _ in report.faults] == ["too_large"]


def test_one_source_that_fails_does_not_stop_another(site, fetch, stored):
    publish(site, 1, 2)
    dead = fetch(name="dead", url="http://127.0.0.1:9/list", attempts=1)
    assert [reason for _, reason, _ in dead.faults] == ["fetch_failed"]
    assert fetch().new == 2
    assert len(stored()) == 2


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> {0}/doc/0.html </loc></url><url><loc>{0}/doc/1.html</loc></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>{0}/one.xml.gz</loc></sitemap>
<sitemap><loc>{0}/index.xml</loc></sitemap></sitemapindex>"""
RSS = "<rss><channel><item><link>/doc/0.html</link></item><item><link>/doc/1.html</link></item></channel></rss>"
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom">
<entry><link rel="self" href="/x"/><link href="/doc/0.html"/></entry>
<entry><link rel="alternate" href="/doc/1.html"/></entry></feed>"""


@pytest.mark.parametrize("kind", ["addresses", "sitemap", "sitemap index", "rss", "atom", "numbered pages"])
def test_every_kind_of_source_names_its_documents(site, fetch, stored, tmp_path, kind):
    publish(site, 1, 2)
    site.answers["/one.xml.gz"] = Answer(gzip.compress(SITEMAP.format(site.address).encode()), "application/gzip")
    site.answers["/index.xml"] = Answer(INDEX.format(site.address).encode(), "application/xml")
    site.answers["/sitemap.xml"] = Answer(SITEMAP.format(site.address).encode(), "application/xml")
    site.answers["/rss"] = Answer(RSS.encode(), "application/rss+xml")
    site.answers["/atom"] = Answer(ATOM.encode(), "application/atom+xml")
    site.answers["/p1"] = Answer(b"<li><a href=/doc/0.html>x</a>")
    site.answers["/p2"] = Answer(b"<li><a href=doc/1.html>x</a>")
    (tmp_path / "list.txt").write_text(
        f"# 名单\n{site.address}/doc/0.html\n\n{site.address}/doc/1.html\n", encoding="utf-8"
    )
    declared = {
        "addresses": {"kind": "addresses", "url": "", "path": "list.txt"},
        "sitemap": {"kind": "sitemap", "url": f"{site.address}/sitemap.xml"},
        "sitemap index": {"kind": "sitemap", "url": f"{site.address}/index.xml"},
        "rss": {"kind": "feed", "url": f"{site.address}/rss"},
        "atom": {"kind": "feed", "url": f"{site.address}/atom"},
        "numbered pages": {"url": f"{site.address}/p1", "pages": f"{site.address}/p{{page}}", "next": ""},
    }[kind]
    report = fetch(**declared)
    assert (report.listed, report.new, report.faults) == (2, 2, [])
    assert list(stored()) == [f"{site.address}/doc/{number}.html" for number in range(2)]


def test_items_that_a_script_would_show_are_found(site, fetch, stored):
    publish(site, 1, 2)
    records = "".join(f"<record><![CDATA[<li><a href=/doc/{number}.html>x</a></li>]]></record>" for number in range(2))
    site.answers["/list"] = Answer(f'<div><script type="text/xml"><datastore>{records}</datastore></script>'.encode())
    assert fetch().new == 2


@pytest.mark.parametrize(
    ("declared", "answer", "told"),
    [
        ({"item": "li["}, b"<li>", "no CSS selector"),
        ({"item": "div.none a"}, b"<li><a href=/x>", "names no document"),
        ({"kind": "sitemap"}, b"not xml", "no XML"),
        ({"kind": "feed"}, b"<rss/>", "names no document"),
        ({"kind": "addresses", "url": "", "path": "nowhere.txt"}, b"", "nowhere.txt"),
        ({"kind": "addresses", "url": "", "addresses": ("ftp://a.gov.cn/",)}, b"", "no http or https"),
    ],
)
def test_a_listing_that_gives_nothing_says_what_to_check(site, fetch, declared, answer, told):
    site.answers["/list"] = Answer(answer)
    report = fetch(**declared)
    assert told in report.faults[0][2]


def test_archives_that_a_page_links_to_are_opened(site, fetch, stored):
    import plan_files as files

    page = document(0).replace("</div></body>", "<p><a href='/files/a.zip'>附件.zip</a></p></div></body>")
    site.answers["/list"] = Answer(b"<li><a href=/doc/0.html>x</a>")
    site.answers["/doc/0.html"] = Answer(page.encode())
    site.answers["/files/a.zip"] = Answer(files.as_zip({"任务表.txt": "任务表".encode()}), "application/zip")
    fetch(attachments=True)
    reference = stored()[f"{site.address}/files/a.zip!/任务表.txt"]
    assert read_source(reference.load()).text == "任务表"


def test_an_address_that_never_gave_a_document_is_quarantined(site, fetch, stored):
    publish(site, 1, 1)
    site.answers["/doc/0.html"] = Answer(status=500)
    fetch(attempts=1)
    (reference,) = stored().values()
    with pytest.raises(SourceError) as caught:
        reference.load()
    assert caught.value.reason == "fetch_failed"
