"""Old office formats go through LibreOffice: what happens with it, without it, and when it fails."""

import stat

import plan_files as files
import pytest

from flows.errors import SourceError
from flows.extract import read_source
from flows.model import Source

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100)
DOC = OLE + "WordDocument".encode("utf-16-le")
XLS = OLE + "Workbook".encode("utf-16-le")
RTF = b"{\\rtf1 plan}"


@pytest.fixture
def office(tmp_path, monkeypatch):
    """A stand-in for LibreOffice: it is called as the real one is, and answers with a prepared file or fails."""

    def install(answer: bytes | None, target: str = "docx") -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        (tmp_path / "answer").write_bytes(answer or b"")
        program = folder / "soffice"
        copy = f'cp "{tmp_path}/answer" "$7/source.{target}"' if answer else "echo damaged file >&2; exit 1"
        program.write_text(
            f'#!/bin/sh\n[ "$4" = --convert-to ] && [ "$5" = {target} ] && [ -s "$8" ] || exit 9\n{copy}\n'
        )
        program.chmod(program.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")

    return install


@pytest.mark.parametrize(("name", "content"), [("plan.doc", DOC), ("plan.wps", DOC), ("plan.rtf", RTF), ("a.doc", RTF)])
def test_old_word_files_are_converted(office, name, content):
    office(files.as_docx("一、总体要求"))
    assert read_source(Source(name, content)).text == "一、总体要求"


def test_old_workbooks_are_converted(office):
    office(files.as_xlsx([["序号", "任务"]]), "xlsx")
    assert read_source(Source("plan.et", XLS)).text == "序号\t任务"


@pytest.mark.parametrize(
    ("name", "content"), [("plan.doc", DOC), ("plan.wps", DOC), ("plan.xls", XLS), ("plan.rtf", RTF)]
)
def test_without_libreoffice_the_remedy_is_told(monkeypatch, tmp_path, name, content):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SourceError, match="install it, or save the file") as caught:
        read_source(Source(name, content))
    assert caught.value.reason == "needs_converter"


def test_a_file_that_libreoffice_cannot_read_is_refused(office):
    office(None)
    with pytest.raises(SourceError, match="damaged file") as caught:
        read_source(Source("plan.doc", DOC))
    assert caught.value.reason == "broken_document"


def test_what_is_called_doc_may_be_something_else():
    assert read_source(Source("plan.doc", files.as_docx("文"))).text == "文"
    assert read_source(Source("plan.doc", b"<html><body><p>\xe6\x96\x87")).text == "文"
