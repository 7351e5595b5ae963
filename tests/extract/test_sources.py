"""What a list of arguments names, in which order, and what an argument that names nothing is told."""

import gzip
import os

import pytest

from flows.errors import SourceError
from flows.extract import SourceNotFoundError, find_sources

PLAN = "一、总体要求\n二、重点任务\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Plans in a tree, between files that are no plans."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.txt",
        "a/2.html",
        "a/1.txt",
        "a/c/3.HTM",
        "a/README.md",
        "README.txt",
        "manifest.txt",
        ".hidden.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PLAN, encoding="utf-8")
    for name in ("a/.cache/x.txt", "a/photo.jpg", "a/~$plan.docx", "gold.log"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    return tmp_path


def uris(*arguments):
    return [reference.uri for reference in find_sources(arguments)]


def test_a_folder_is_walked_in_sorted_order_without_what_is_no_plan(folder):
    assert uris(".") == ["a/1.txt", "a/2.html", "a/c/3.HTM", "b.txt"]
    assert uris("a/c", "b.txt") == ["a/c/3.HTM", "b.txt"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("*.txt", ["b.txt"]),
        ("**/*.txt", ["a/1.txt", "b.txt"]),
        ("a/?.*", ["a/1.txt", "a/2.html"]),
        ("*.log", ["gold.log"]),
    ],
)
def test_a_glob_names_what_it_matches(folder, pattern, expected):
    assert uris(pattern) == expected


def test_a_file_named_outright_is_taken_whatever_it_is_called(folder):
    assert uris("gold.log", "README.txt") == ["gold.log", "README.txt"]


def test_each_source_is_yielded_once(folder):
    assert uris("b.txt", ".", str(folder / "b.txt"), "a/../b.txt") == ["b.txt", "a/1.txt", "a/2.html", "a/c/3.HTM"]


def test_outside_the_current_folder_addresses_are_absolute(folder, monkeypatch):
    monkeypatch.chdir(folder / "a")
    assert uris("../b.txt", "1.txt") == [(folder / "b.txt").as_posix(), "1.txt"]


@pytest.mark.parametrize(
    ("argument", "remedy"),
    [("missing.txt", "spelling"), ("nothing*.txt", "pattern"), ("", "Name a file"), ("a\0b", "spelling")],
)
def test_an_argument_that_names_nothing_says_what_to_do(folder, argument, remedy):
    with pytest.raises(SourceNotFoundError, match=remedy):
        find_sources(["b.txt", argument])


@pytest.mark.parametrize(
    "name", ["换\n行.txt", "quo\"te's.txt", "a b.txt", "[1].txt", "star*.txt", "%41.txt", "-x.txt"]
)
def test_awkward_names_are_found_and_read(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_text(PLAN, encoding="utf-8")
    assert uris(".") == uris(name) == [name]
    assert next(find_sources([name])).load().content.decode() == PLAN


def test_a_name_that_is_no_utf8_has_an_address_that_is(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    name = os.fsencode(tmp_path) + b"/\xb5\xe3\xff.txt"
    with open(name, "w", encoding="utf-8") as file:
        file.write(PLAN)
    (reference,) = find_sources(["."])
    assert reference.uri == "\\xb5\\xe3\\xff.txt"
    assert reference.load().content.decode() == PLAN


def test_a_folder_that_contains_itself_is_walked_once(folder):
    (folder / "a" / "loop").symlink_to(folder, target_is_directory=True)
    assert sorted(uris(".")) == ["a/1.txt", "a/2.html", "a/c/3.HTM", "b.txt"]


def test_finding_does_not_read(folder):
    (folder / "a" / "gone.txt").symlink_to(folder / "nowhere.txt")
    references = {reference.uri: reference for reference in find_sources(["."])}
    with pytest.raises(SourceError) as caught:
        references["a/gone.txt"].load()
    assert caught.value.reason == "unreadable_source"


def test_what_is_no_regular_file_is_not_opened(folder):
    os.mkfifo(folder / "pipe.txt")
    (reference,) = find_sources(["pipe.txt"])
    with pytest.raises(SourceError) as caught:
        reference.load()
    assert caught.value.reason == "unreadable_source"


def test_gzip_is_looked_through(folder):
    (folder / "plan.txt.gz").write_bytes(gzip.compress(PLAN.encode(), mtime=0))
    (reference,) = find_sources(["plan*"])
    source = reference.load()
    assert (source.uri, source.content.decode(), source.media_type) == ("plan.txt.gz", PLAN, "text/plain")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (gzip.compress(PLAN.encode() * 99, mtime=0)[:-20], "broken_archive"),
        (b"\x1f\x8b no gzip", "broken_archive"),
        (gzip.compress(bytes(100_000_000), 1, mtime=0), "too_large"),
    ],
)
def test_a_bad_gzip_file_is_refused_with_a_reason(folder, content, reason):
    (folder / "plan.txt.gz").write_bytes(content)
    (reference,) = find_sources(["plan.txt.gz"])
    with pytest.raises(SourceError) as caught:
        reference.load()
    assert caught.value.reason == reason


def test_a_file_beyond_the_limit_is_refused_unread(folder):
    with open(folder / "huge.txt", "wb") as file:
        file.truncate(10**10)
    (reference,) = find_sources(["huge.txt"])
    with pytest.raises(SourceError) as caught:
        reference.load()
    assert caught.value.reason == "too_large"
