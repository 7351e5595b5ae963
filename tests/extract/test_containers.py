"""Archives, dumps and mails: what each part is called, and what hostile ones come to."""

import io
import os
import struct
import tarfile
import zipfile

import plan_files as files
import pytest

from flows.errors import SourceError
from flows.extract import containers, find_sources, read_source

PLAN = "一、总体要求\n二、重点任务\n".encode()


def outcomes(folder, name: str, content: bytes) -> dict[str, str]:
    """Address → text, or the reason why there is none."""
    (folder / name).write_bytes(content)
    found = {}
    for reference in find_sources([name]):
        assert reference.uri not in found
        try:
            found[reference.uri] = read_source(reference.load()).text
        except SourceError as error:
            found[reference.uri] = error.reason
    return found


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


MEMBERS = {"b/2.txt": PLAN, "a/1.html": b"<p>\xe6\x96\x87", "README.md": b"x", ".git/x.txt": b"x", "logo.png": b"x"}


@pytest.mark.parametrize("name", ["plans.zip", "plans.tar", "plans.tar.gz", "plans.tgz", "plans.tar.xz", "plans.7z"])
def test_members_are_addressed_by_their_path_and_furniture_left_out(folder, name):
    make = {"zip": files.as_zip, "7z": files.as_7z, "tar": lambda members: files.as_tar(members, "w")}
    mode = {"gz": "w:gz", "tgz": "w:gz", "xz": "w:xz"}.get(name.rpartition(".")[2])
    content = files.as_tar(MEMBERS, mode) if mode else make[name.rpartition(".")[2]](MEMBERS)
    assert outcomes(folder, name, content) == {f"{name}!/b/2.txt": PLAN.decode(), f"{name}!/a/1.html": "文"}


def test_archives_in_archives_and_dumps_in_archives(folder):
    inner = files.as_zip({"c.txt": PLAN, "d.jsonl": files.as_json_lines([{"text": "甲"}, {"text": "乙"}])})
    assert outcomes(folder, "a.zip", files.as_zip({"b.zip": inner})) == {
        "a.zip!/b.zip!/c.txt": PLAN.decode(),
        "a.zip!/b.zip!/d.jsonl!/1": "甲",
        "a.zip!/b.zip!/d.jsonl!/2": "乙",
    }


def test_names_of_chinese_windows_are_read(folder):
    content = (
        files.as_zip({"XXXX/YYYY.txt": PLAN})
        .replace(b"XXXX", "要点".encode("gbk"))
        .replace(b"YYYY", "文件".encode("gbk"))
    )
    assert list(outcomes(folder, "a.zip", content)) == ["a.zip!/要点/文件.txt"]


def test_a_name_that_occurs_twice_is_told_apart(folder):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive, pytest.warns(UserWarning):
        archive.writestr("a.txt", "甲")
        archive.writestr("a.txt", "乙")
    assert outcomes(folder, "a.zip", file.getvalue()) == {"a.zip!/a.txt": "甲", "a.zip!/a.txt#2": "乙"}


def damaged_member() -> bytes:
    content = bytearray(files.as_zip({"a.txt": os.urandom(2000), "b.txt": PLAN}))
    content[60:80] = bytes(20)
    return bytes(content)


def links() -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.CHRTYPE)):
            entry = tarfile.TarInfo(name)
            entry.type, entry.linkname = kind, "/etc/passwd"
            archive.addfile(entry)
    return file.getvalue()


def nested(depth: int) -> bytes:
    content = files.as_zip({"a.txt": PLAN})
    for _ in range(depth):
        content = files.as_zip({"n.zip": content})
    return content


def huge_claim() -> bytes:
    """A member whose header claims four gigabytes."""
    content = bytearray(files.as_zip({"a.txt": PLAN}))
    place = content.rfind(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 0xFFFFFFF0)
    return bytes(content)


HOSTILE = [
    ("a.zip", files.as_zip({"../../etc/a.txt": PLAN}), ["unsafe_archive"], "a path that leads out"),
    ("a.zip", files.as_zip({"/etc/a.txt": PLAN}), ["unsafe_archive"], "an absolute path"),
    ("a.zip", files.as_zip({"C:\\a.txt": PLAN}), ["unsafe_archive"], "a drive"),
    ("a.tar", files.as_tar({"x/../../a.txt": PLAN}, "w"), ["unsafe_archive"], "a path that leads out of a tar"),
    ("a.tar", links(), ["unsafe_archive"] * 3, "links and devices"),
    ("a.zip", nested(2), [PLAN.decode()], "archives nested three deep"),
    ("a.zip", nested(9), ["unsafe_archive"], "archives nested ten deep"),
    ("a.zip", huge_claim(), ["too_large"], "a member that claims gigabytes"),
    ("a.zip", files.as_zip({"a.txt": bytes(70_000_000)}), ["too_large"], "a member beyond the limit"),
    ("a.zip", damaged_member(), ["broken_archive", PLAN.decode()], "a damaged member beside a sound one"),
    ("a.zip", b"PK\x03\x04 no archive", ["broken_archive"], "no zip archive"),
    ("a.zip", b"", ["broken_archive"], "an empty file"),
    ("a.zip", files.as_zip({"logo.png": b"x"}), ["empty_source"], "an archive without documents"),
    ("a.tar.gz", files.as_tar({"a.txt": os.urandom(9000)})[:-3000], ["broken_archive"], "a tar archive cut off"),
    ("a.tar.gz", b"no archive", ["broken_archive"], "no tar archive"),
    ("a.7z", files.as_7z({"a.txt": PLAN})[:-20], ["broken_archive"], "a 7z archive cut off"),
    ("a.7z", files.as_7z({"a.txt": PLAN}, password="x"), ["encrypted_source"], "a 7z archive with a password"),
    ("a.rar", b"Rar!\x1a\x07\x00", ["unsupported_format"], "rar"),
    (
        "a.jsonl",
        b'{"text": "\xe7\x94\xb2"}\nnot json\n[1]\n',
        ["甲", "broken_document", "broken_document"],
        "a bad line",
    ),
    ("a.jsonl", b'{"text": ' + b"[" * 100_000, ["broken_document"], "deeply nested JSON"),
    ("a.jsonl", files.as_json_lines([{"name": "x", "amount": 1}]), ["unmapped_columns"], "no column of text"),
    ("a.jsonl", files.as_json_lines([{"text": " "}, {"text": None}]), ["empty_source"] * 2, "rows without text"),
    (
        "a.jsonl.gz",
        files.as_gzip(b'{"text": "%b"}' % os.urandom(9000).hex().encode())[:-3000],
        ["broken_archive"],
        "a compressed dump cut off",
    ),
    ("a.csv", "标题,数量\n甲,3\n".encode(), ["unmapped_columns"], "a CSV file that is no dump"),
    ("a.csv", b"", ["empty_source"], "an empty CSV file"),
    ("a.parquet", files.as_parquet([{"text": "x"}])[:-30], ["broken_document"], "a Parquet file cut off"),
    ("a.parquet", files.as_parquet([{"code": 1}]), ["unmapped_columns"], "a Parquet file without text"),
]


@pytest.mark.parametrize(("name", "content", "expected", "why"), HOSTILE, ids=[row[-1] for row in HOSTILE])
def test_hostile_and_broken_containers(folder, name, content, expected, why):
    found = outcomes(folder, name, content)
    assert list(found.values()) == expected


def test_a_bomb_is_given_up_within_its_budget(folder, monkeypatch):
    monkeypatch.setattr(containers, "ARCHIVE_BYTES", 1_200_000)
    (folder / "bomb.zip").write_bytes(files.as_zip({f"{number}.txt": bytes(300_000) for number in range(8)}))
    *members, last = find_sources(["bomb.zip"])
    assert len(members) == 4
    assert (last.uri, last.fault[0]) == ("bomb.zip", "unsafe_archive")


def test_a_container_that_does_not_exist_any_more_is_told(folder):
    (folder / "a.zip").write_bytes(files.as_zip({"a.txt": PLAN}))
    references = find_sources(["a.zip"])
    (folder / "a.zip").unlink()
    (reference,) = references
    with pytest.raises(SourceError) as caught:
        reference.load()
    assert caught.value.reason == "unreadable_source"


def test_columns_of_a_dump_become_fields(folder):
    rows = [
        {"url": "http://a.gov.cn/1.html", "标题": "甲", "content": "<p>一</p><p>二</p>", "publish_time": "2021-03-04"},
        {"url": "http://a.gov.cn/1.html", "标题": "乙", "content": "a<b>c", "publish_time": "2021-03-05"},
        {"url": None, "标题": "丙", "content": "文", "publish_time": None},
    ]
    (folder / "dump.parquet").write_bytes(files.as_parquet(rows))
    documents = [read_source(reference.load()) for reference in find_sources(["dump.parquet"])]
    assert [document.source_uri for document in documents] == [
        "http://a.gov.cn/1.html",
        "dump.parquet!/2",
        "dump.parquet!/3",
    ]
    assert [document.text for document in documents] == ["一\n二", "a<b>c", "文"]
    assert documents[0].head["title"] == "甲"
    assert documents[0].head["published_date"] == "2021-03-04"
    assert documents[0].head["source_url"] == "http://a.gov.cn/1.html"


NESTED = [
    ({"meta": {"url": "http://a.cn/1", "title": "甲"}, "text": "文"}, "an object beside the text"),
    ({"meta": '{"url": "http://a.cn/1", "title": "甲"}', "text": "文"}, "an object written as text"),
    ({"_source": {"url": "http://a.cn/1", "title": "甲", "content": "文"}}, "a row within a row"),
    ({"url": "http://a.cn/1", "title": "甲", "段落": [{"行号": 1, "内容": "文"}]}, "paragraphs as objects"),
    ({"url": "http://a.cn/1", "title": "甲", "paragraphs": ["文"], "meta": {"title": "乙"}}, "paragraphs"),
]  # fmt: skip


@pytest.mark.parametrize("write", [files.as_json_lines, files.as_parquet])
@pytest.mark.parametrize(("row", "why"), NESTED, ids=[row[-1] for row in NESTED])
def test_rows_with_objects_and_lists_are_read(folder, row, why, write):
    name = "a.jsonl" if write is files.as_json_lines else "a.parquet"
    (folder / name).write_bytes(write([row]))
    (reference,) = find_sources([name])
    document = read_source(reference.load())
    assert (document.source_uri, document.text, document.head["title"]) == ("http://a.cn/1", "文", "甲")


def test_paragraphs_become_lines(folder):
    rows = [{"段落": [{"行号": 1, "内容": "一、总体要求"}, {"行号": 2, "内容": "二、重点任务"}]}]
    assert list(outcomes(folder, "a.jsonl", files.as_json_lines(rows)).values()) == ["一、总体要求\n二、重点任务"]


def test_a_declaration_names_the_columns_of_a_dump(folder):
    (folder / "dump.csv").write_text("c1,c2\n甲,一、总体要求\n", encoding="utf-8")
    (folder / "sources.toml").write_text(
        '[[source]]\nname = "a"\nkind = "archive"\npath = "dump.csv"\ncolumns = {c1 = "title", c2 = "text"}\n', "utf-8"
    )
    (reference,) = find_sources(["sources.toml"])
    document = read_source(reference.load())
    assert (document.text, document.head["title"]) == ("一、总体要求", "甲")


def test_a_page_that_two_dumps_hold_keeps_two_addresses(folder):
    for name in ("1.jsonl", "2.jsonl"):
        (folder / name).write_bytes(files.as_json_lines([{"url": "http://a.gov.cn/1", "text": name}]))
    assert [reference.uri for reference in find_sources(["."])] == ["http://a.gov.cn/1", "2.jsonl!/http://a.gov.cn/1"]


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_csv_of_any_charset_and_delimiter(folder, charset, delimiter):
    rows = f'标题{delimiter}正文\r\n甲{delimiter}"第一行，\r\n第二行"\r\n乙{delimiter}完\r\n'
    assert list(outcomes(folder, "a.csv", rows.encode(charset)).values()) == ["第一行，\r\n第二行", "完"]


MAIL = """From: =?utf-8?b?5biC5pS/5bqc?= <a@b.gov.cn>
Subject: =?gb2312?B?{subject}?=
Date: Thu, 04 Mar 2021 09:00:00 +0800
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=X

--X
Content-Type: text/plain; charset=gb2312
Content-Transfer-Encoding: base64

{body}
--X
Content-Type: application/octet-stream
Content-Disposition: attachment; filename*=utf-8''%E8%A6%81%E7%82%B9.docx
Content-Transfer-Encoding: base64

{attachment}
--X
Content-Type: image/png; name=logo.png

x
--X--
"""


def mail(attachment: bytes) -> bytes:
    from base64 import encodebytes

    parts = ("关于报送的函".encode("gbk"), "现将要点报上。".encode("gbk"), attachment)
    subject, body, attached = (encodebytes(part).decode().strip() for part in parts)
    return MAIL.format(subject=subject, body=body, attachment=attached).encode()


def test_a_mail_and_its_attachments_are_documents(folder):
    assert outcomes(folder, "a.eml", mail(files.as_docx("一、总体要求"))) == {
        "a.eml": "现将要点报上。",
        "a.eml!/要点.docx": "一、总体要求",
    }
    (reference, _) = find_sources(["a.eml"])
    head = read_source(reference.load()).head
    assert (head["title"], head["published_date"]) == ("关于报送的函", "2021-03-04")


def test_a_page_saved_as_one_file(folder):
    page = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: http://a.gov.cn/1.html\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="X"\r\n\r\n'
        "--X\r\nContent-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "<p>=CE=C4=\r\n</p>\r\n--X\r\nContent-Type: text/css\r\n\r\np{}\r\n--X--\r\n"
    )
    for name in ("a.mht", "a.doc"):
        (folder / name).write_bytes(page.encode())
        (reference,) = find_sources([name])
        document = read_source(reference.load())
        assert (document.text, document.head["source_url"]) == ("文", "http://a.gov.cn/1.html")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.eml", b"no header at all", "broken_document"),
        ("a.eml", b"Content-Type: multipart/mixed; boundary=X\n\n" + b"--X\n\nx\n" * 3000, "broken_document"),
        ("a.eml", b"Subject: x\nContent-Type: image/png\n\nxx", "no_text"),
        (
            "a.mht",
            b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=X\n\n--X\nContent-Type: text/css\n\nx",
            "broken_document",
        ),
    ],
)
def test_a_damaged_mail_is_refused(folder, name, content, reason):
    assert set(outcomes(folder, name, content).values()) == {reason}


def test_messages_nested_without_end_are_refused(folder):
    deep = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (number, number) for number in range(3000)
    )
    assert set(outcomes(folder, "a.eml", b"Subject: x\n" + deep).values()) <= {"broken_document", "no_text"}


def test_a_sidecar_tells_what_the_crawler_knew(folder):
    (folder / "plan.html").write_text("<meta name=ArticleTitle content=甲><p>文", encoding="utf-8")
    (folder / "plan.html.meta.json").write_text(
        '{"标题": "乙", "url": "http://a.gov.cn/1", "date": 1614787200, "x": 1}', "utf-8"
    )
    (reference,) = find_sources(["."])
    head = read_source(reference.load()).head
    assert (head["title"], head["stated_title"]) == ("乙", "甲")
    assert (head["source_url"], head["published_date"]) == ("http://a.gov.cn/1", "2021-03-04")


def test_a_damaged_sidecar_is_told_and_the_document_read(folder):
    (folder / "plan.txt").write_bytes(PLAN)
    (folder / "plan.json").write_text("[1]")
    (reference,) = find_sources(["."])
    document = read_source(reference.load())
    assert document.text == PLAN.decode()
    assert "plan.json" in document.head["sidecar_fault"]
