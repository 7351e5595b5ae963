"""Which sources of the warehouse a run speaks for."""

import pytest

from flows.coverage import covered

KNOWN = [
    "/data/a/x.txt",
    "/data/a/deep/x.txt",
    "/data/ab/y.txt",
    "/data/b.zip!/x.txt",
    "here/x.txt",
    "http://a.cn/x.txt",
]


@pytest.mark.parametrize(
    ("sources", "expected", "why"),
    [
        (["/data/a"], ["/data/a/x.txt", "/data/a/deep/x.txt"], "a folder covers what is below it, not its namesakes"),
        (["/data/a/"], ["/data/a/x.txt", "/data/a/deep/x.txt"], "with or without a slash"),
        (["/data/*/x.txt"], ["/data/a/x.txt"], "* stays in one folder"),
        (["/data/**/x.txt"], ["/data/a/x.txt", "/data/a/deep/x.txt"], "** crosses folders"),
        (["/data/a*"], ["/data/a/x.txt", "/data/a/deep/x.txt", "/data/ab/y.txt"], "a folder that a pattern matches"),
        (["/data/ab/y.txt"], ["/data/ab/y.txt"], "a file covers itself"),
        (["/data/b.zip"], ["/data/b.zip!/x.txt"], "an archive covers its members"),
        (["."], ["here/x.txt"], "the current folder covers relative addresses"),
        (["/"], KNOWN[:5], "everything on this machine; a web page is nowhere on it"),
        (["/other"], [], "nothing else is covered"),
    ],
)
def test_what_the_given_sources_cover(sources, expected, why):
    assert covered(KNOWN, sources) == expected, why
