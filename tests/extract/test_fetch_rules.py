"""The rules of fetching by themselves: robots.txt, addresses, hosts, gates, declarations."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.fetch import DeclarationError, read_declarations
from flows.extract.fetch.addresses import is_allowed_host, is_private, normalised
from flows.extract.fetch.gate import HostGate
from flows.extract.fetch.robots import parse_robots

ROBOTS = [
    ("Disallow: /a", "/a/b", False, "a prefix"),
    ("Disallow: /a", "/b", True, "another path"),
    ("Disallow:", "/a", True, "an empty rule forbids nothing"),
    ("Disallow: /a\nAllow: /a/b", "/a/b/c", True, "the longest match wins"),
    ("Disallow: /a/b\nAllow: /a", "/a/b/c", False, "in either order"),
    ("Disallow: /a\nAllow: /a", "/a", True, "of two equally long the allowing one"),
    ("Disallow: /*.pdf$", "/x/y.pdf", False, "a wildcard and an end"),
    ("Disallow: /*.pdf$", "/x/y.pdf?a=1", True, "the end is the end"),
    ("Disallow: /*?", "/x?a=1", False, "the query belongs to the path"),
    ("Disallow: /%E4%B8%AD", "/中", False, "percent-encoding is the same path"),
    ("Disallow: /a # note", "/a", False, "comments"),
    ("disallow : /a", "/a", False, "spelling"),
    ("Disallow: *a*a*b", "/xaxaxb", False, "many wildcards"),
]


@pytest.mark.parametrize(("rules", "path", "allowed", "why"), ROBOTS, ids=[row[-1] for row in ROBOTS])
def test_robots(rules, path, allowed, why):
    assert parse_robots(f"User-agent: *\n{rules}".encode(), "yaodian/0.1").allows(path) is allowed


def test_the_group_of_the_crawler_beats_the_group_of_all():
    content = b"User-agent: a\nUser-agent: Yaodian\nDisallow: /x\nCrawl-delay: 3\n\nUser-agent: *\nDisallow: /"
    robots = parse_robots(content, "yaodian/0.1 (+mailto:a@b)")
    assert (robots.allows("/y"), robots.allows("/x"), robots.delay_seconds) == (True, False, 3.0)
    assert not parse_robots(content, "other").allows("/y")


@given(st.binary(max_size=300), st.text(max_size=30))
def test_any_robots_txt_is_read(content, path):
    parse_robots(b"User-agent: *\nDisallow: " + content, "yaodian").allows(
        "/" + path.encode("utf-8", "ignore").decode()
    )


def test_hostile_robots_rules_are_matched_in_time():
    started = time.process_time()
    robots = parse_robots(b"User-agent: *\n" + (b"Disallow: /" + b"*a" * 200 + b"\n") * 500, "yaodian")
    robots.allows("/" + "a" * 2000)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("b.html#x", "http://a.gov.cn/zc/b.html"),
        ("/b", "http://a.gov.cn/b"),
        ("//b.gov.cn", "http://b.gov.cn/"),
        ("HTTP://B.gov.cn:80/x?a=1&b=中", "http://b.gov.cn/x?a=1&b=%E4%B8%AD"),
        ("https://b.gov.cn:8443/x y", "https://b.gov.cn:8443/x%20y"),
        ("http://中国.cn/", "http://xn--fiqs8s.cn/"),
        ("javascript:void(0)", None),
        ("mailto:a@b.cn", None),
        ("http://[::1", None),
        ("http://a:99999/", None),
        ("http://user:secret@a.gov.cn/x", "http://a.gov.cn/x"),
    ],
)
def test_links_become_addresses(link, address):
    assert normalised(link, "http://a.gov.cn/zc/index.html") == address


@pytest.mark.parametrize(
    ("address", "private"),
    [
        ("127.0.0.1", True),
        ("10.1.2.3", True),
        ("169.254.169.254", True),
        ("192.168.1.1", True),
        ("100.64.0.1", True),
        ("0.0.0.0", True),
        ("224.0.0.1", True),
        ("::1", True),
        ("fe80::1%eth0", True),
        ("fd00::1", True),
        ("::ffff:127.0.0.1", True),
        ("64:ff9b::7f00:1", True),
        ("2002:7f00:1::", True),
        ("8.8.8.8", False),
        ("2400:3200::1", False),
    ],
)
def test_private_addresses_are_known(address, private):
    assert is_private(address) is private


@pytest.mark.parametrize(
    ("address", "allowed", "expected"),
    [
        ("http://a.gov.cn/", ["a.gov.cn"], True),
        ("http://b.a.gov.cn/", ["a.gov.cn"], False),
        ("http://b.a.gov.cn/", ["*.gov.cn"], True),
        ("http://gov.cn/", ["*.gov.cn"], True),
        ("http://evilgov.cn/", ["*.gov.cn"], False),
        ("http://a.gov.cn.evil.example/", ["*.gov.cn"], False),
    ],
)
def test_hosts_are_allowed_by_name(address, allowed, expected):
    assert is_allowed_host(address, allowed) is expected


def test_a_gate_spaces_requests_and_keeps_silent_when_asked():
    now, slept = [100.0], []

    def sleep(seconds):
        slept.append(seconds)
        now[0] += seconds

    gate = HostGate(2.0, 1, clock=lambda: now[0], sleep=sleep)
    for _ in range(3):
        with gate.passage():
            pass
    assert slept == [2.0, 2.0]
    gate.pause(30)
    with gate.passage():
        assert now[0] >= 134.0


GOOD = '[[source]]\nname = "a"\nkind = "folder"\npath = "plans"\n'


def declared(tmp_path, text):
    path = tmp_path / "sources.toml"
    path.write_text(text, encoding="utf-8")
    return read_declarations(path)


def test_defaults_hold_for_all_sources_and_paths_count_from_the_file(tmp_path):
    declarations = declared(tmp_path, "[defaults]\ndelay_seconds = 3\n" + GOOD)
    assert declarations.sources[0].delay_seconds == 3.0
    assert declarations.store == tmp_path / "snapshots"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "at least one"),
        ("[[source]", "file"),
        (GOOD + "speed = 3", "unknown key 'speed'"),
        (GOOD.replace("folder", "ftp"), "one of folder, archive"),
        (GOOD.replace('path = "plans"', ""), "needs path"),
        (GOOD + GOOD, "two sources"),
        (GOOD + "delay_seconds = -1", "0 or more"),
        (GOOD + 'delay_seconds = "fast"', "a number"),
        (GOOD + "allow_private = 1", "allow_private is bool"),
        (GOOD + "allowed_hosts = [1]", "a list of texts"),
        (GOOD + "concurrency = 0", "at least 1"),
        ('[[source]]\nname = "a"\nkind = "listing"\nurl = "http://a.cn"', "needs item"),
        ('[[source]]\nname = "a"\nkind = "feed"\nurl = "file:///etc/passwd"', "no http"),
        ('[[source]]\nname = "../a"\nkind = "folder"\npath = "x"', "name it"),
        ("colour = 1\n" + GOOD, "unknown key 'colour'"),
        ("[defaults]\nurl = 'x'\n" + GOOD, "unknown key 'url'"),
    ],
)
def test_a_wrong_declaration_says_where_and_what(tmp_path, text, told):
    with pytest.raises(DeclarationError, match=told):
        declared(tmp_path, text)
