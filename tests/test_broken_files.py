"""A broken file of every format goes into the quarantine with its reason and a remedy; the sound one loads."""

import os
import sys
from pathlib import Path

import duckdb
import pytest

from flows.pipeline import run_pipeline
from flows.reference import read_table

sys.path.insert(0, str(Path(__file__).parent / "extract"))

import plan_files as files

PLAN = "某市教育局2021年工作要点\n一、扩大学位供给\n1.新建公办幼儿园2所。(责任单位:市教育局)\n"
NOISE = os.urandom(6000).replace(b"<", b"x")
CONTROLS = bytes(range(1, 9)) * 400
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
EMPTY_PAGE = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=X\n\n--X\n"
NO_MAIL = b"Content-Type: multipart/mixed; boundary=X\n\n" + b"--X\n\nx\n" * 3000

# File name → (bytes, reason, a word of the message that tells what to do).
BROKEN = {
    "controls.txt": (CONTROLS, "binary_source", "check"),
    "empty.text": (b"", "empty_source", "fetch it again"),
    "scripts.html": (b"<html><body><script>render()</script></body></html>", "no_text", "browser"),
    "nested.htm": (b"<div>" * 60_000 + b"</div>" * 60_000, "too_large", "nested"),
    "noise.xhtml": (CONTROLS, "binary_source", "check"),
    "noise.shtml": (CONTROLS, "binary_source", "check"),
    "noise.jsp": (CONTROLS, "binary_source", "check"),
    "noise.asp": (CONTROLS, "binary_source", "check"),
    "noise.aspx": (CONTROLS, "binary_source", "check"),
    "noise.php": (CONTROLS, "binary_source", "check"),
    "cut.pdf": (files.as_pdf(PLAN)[:300], "broken_document", "fetch it again"),
    "cut.docx": (files.as_docx(PLAN)[:-200], "broken_document", "save it again"),
    "old.doc": (OLE + "WordDocument".encode("utf-16-le"), "needs_converter", "install it"),
    "old.wps": (OLE + "WordDocument".encode("utf-16-le"), "needs_converter", "install it"),
    "old.rtf": (b"{\\rtf1 plan}", "needs_converter", "install it"),
    "cut.xlsx": (files.as_xlsx([["甲"]])[:-100], "broken_document", "save it again"),
    "old.xls": (OLE + "Workbook".encode("utf-16-le"), "needs_converter", "install it"),
    "old.et": (OLE + "Workbook".encode("utf-16-le"), "needs_converter", "install it"),
    "layout.ofd": (files.as_zip({"OFD.xml": b"<ofd/>"}), "unsupported_format", "convert"),
    "old.ceb": (b"Founder CEB" + NOISE, "unsupported_format", "convert"),
    "controls.md": (CONTROLS, "binary_source", "check"),
    "picture.markdown": (b"![scan](plan.png)\n", "no_text", "look at it"),
    "empty.mht": (EMPTY_PAGE, "no_text", "browser"),
    "empty.mhtml": (EMPTY_PAGE, "no_text", "browser"),
    "parts.eml": (NO_MAIL, "broken_document", "export it again"),
    "slip.zip": (files.as_zip({"../../etc/plan.txt": PLAN.encode()}), "unsafe_archive", "do not trust"),
    "cut.tar": (files.as_tar({"a.txt": bytes(9000)}, "w")[:3000], "broken_archive", "fetch it again"),
    "cut.tgz": (files.as_tar({"a.txt": os.urandom(9000)})[:-3000], "broken_archive", "fetch it again"),
    "cut.tar.bz2": (files.as_tar({"a.txt": os.urandom(9000)}, "w:bz2")[:-3000], "broken_archive", "fetch it again"),
    "cut.tbz2": (b"BZh91AY&SY no", "broken_archive", "fetch it again"),
    "cut.tar.xz": (files.as_tar({"a.txt": os.urandom(9000)}, "w:xz")[:-3000], "broken_archive", "fetch it again"),
    "cut.txz": (b"\xfd7zXZ\x00 no", "broken_archive", "fetch it again"),
    "cut.7z": (files.as_7z({"a.txt": PLAN.encode()})[:-20], "broken_archive", "fetch it again"),
    "packed.rar": (b"Rar!\x1a\x07\x00", "unsupported_format", "convert"),
    "line.jsonl": (b'{"text": cut', "broken_document", "mend"),
    "names.ndjson": (b'{"amount": 1}\n', "unmapped_columns", "rename"),
    "columns.csv": ("标题,数量\n甲,3\n".encode(), "unmapped_columns", "rename"),
    "cut.parquet": (files.as_parquet([{"text": "x"}])[:-30], "broken_document", "write it again"),
    "cut.warc": (files.warc_record("response", "http://a.cn/", b"x")[:-5], "broken_archive", "fetch the file again"),
    "cut.wacz": (files.as_zip({"a.warc": b"x"})[:-9], "broken_archive", "fetch it again"),
    "cut.txt.gz": (files.as_gzip(NOISE)[:-2000], "broken_archive", "fetch the file again"),
}  # fmt: skip


@pytest.fixture(scope="module")
def quarantine(tmp_path_factory):
    """File name → (reason, message) of what a run kept out; documents that loaded."""
    folder = tmp_path_factory.mktemp("broken")
    (folder / "plans").mkdir()
    (folder / "plans" / "sound.txt").write_text(PLAN, encoding="utf-8")
    for name, (content, _, _) in BROKEN.items():
        (folder / "plans" / name).write_bytes(content)
    path = os.environ["PATH"]
    os.environ["PATH"] = ""  # no LibreOffice
    try:
        run_pipeline([folder / "plans"], folder / "plans.duckdb", engine="local", workers=1)
    finally:
        os.environ["PATH"] = path
    with duckdb.connect(str(folder / "plans.duckdb"), read_only=True) as connection:
        rows = connection.execute("SELECT source_uri, reason_code, value FROM quarantine").fetchall()
        loaded = connection.execute("SELECT source_uri FROM documents").fetchall()
    assert [Path(uri).name for (uri,) in loaded] == ["sound.txt"]
    return {Path(uri.partition("!/")[0]).name: (reason, detail) for uri, reason, detail in rows}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_told_with_its_reason_and_a_remedy(quarantine, name):
    _, reason, remedy = BROKEN[name]
    found, detail = quarantine[name]
    assert (found, remedy in detail) == (reason, True), detail


def test_every_declared_format_has_a_broken_file():
    in_folders = {row["suffix"] for row in read_table("source_formats") if row["in_folders"] == "yes"}
    assert [suffix for suffix in sorted(in_folders) if not any(name.endswith(suffix) for name in BROKEN)] == []
