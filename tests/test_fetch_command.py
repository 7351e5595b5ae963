"""`yaodian fetch` as people and schedulers meet it: a real site on this machine, then `yaodian run` on what arrived."""

import io
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import duckdb
import pytest

sys.path.insert(0, str(Path(__file__).parent / "extract"))

import plan_files as files
from site_server import Answer, Site

from flows.cli import main
from flows.commands.fetch import EXAMPLE, describe
from flows.extract.fetch import Declarations, FetchReport, read_declarations
from flows.extract.fetch.whole import writing

PLAN = """某市教育局2021年工作要点
一、扩大学位供给
1.加快学校建设。{number}月底前新建公办幼儿园{number}所。（责任单位：市教育局）
2.提高保育教育质量。全市普惠性幼儿园覆盖率达到8{number}%以上，让适龄幼儿就近入园。（责任单位：市教育局、市财政局）"""
NAVIGATION = "<div class=nav><a href=/>首页</a> <a href=/zc>政策文件</a></div>"
DECLARED = """
[defaults]
allow_private = true
delay_seconds = 0
backoff_seconds = 0.01

[[source]]
name = "city"
kind = "listing"
url = "{address}/list"
item = "li a"
attachments = true
metadata = {{ site_name = "某市教育局" }}
"""


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def page(number: int, extra: str = "") -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in PLAN.format(number=number).splitlines())
    return (
        f"<html><head><title>要点</title></head><body>{NAVIGATION}<div id=zoom>{paragraphs}{extra}</div></body></html>"
    )


def publish(site: Site, count: int = 3) -> None:
    """A listing of plans: one in GBK that says so nowhere, one with an attached table, the rest plain."""
    links = "".join(f"<li><a href=/doc/{number}.html>要点</a></li>" for number in range(1, count + 1))
    site.answers["/list"] = Answer(links.encode())
    for number in range(1, count + 1):
        site.answers[f"/doc/{number}.html"] = Answer(page(number).encode(), etag=f'"{number}"')
    site.answers["/doc/1.html"] = Answer(page(1).encode("gbk"), "text/html", etag='"1"')
    attached = page(2, "<p>附件：<a href=/files/plan.docx>任务分工</a></p>")
    site.answers["/doc/2.html"] = Answer(attached.encode(), etag='"2"')
    site.answers["/files/plan.docx"] = Answer(
        files.as_docx(PLAN.format(number=7)),
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        etag='"7"',
    )


def declare(site: Site, extra: str = "") -> Path:
    path = Path("sources.toml")
    path.write_text(DECLARED.format(address=site.address) + extra, encoding="utf-8")
    return path


def yaodian(*arguments) -> tuple[int, str, str]:
    """(exit code, standard output, standard error) of a command run in this process."""
    previous = sys.argv, {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    sys.argv = ["yaodian", *map(str, arguments)]
    with redirect_stdout(io.StringIO()) as stdout, redirect_stderr(io.StringIO()) as stderr:
        try:
            main()
            code = 0
        except SystemExit as stop:
            code = stop.code or 0
        finally:
            sys.argv = previous[0]
            for number, handler in previous[1].items():
                signal.signal(number, handler)
    return code, stdout.getvalue(), stderr.getvalue()


def loaded(warehouse: str = "plans.duckdb") -> dict[str, list]:
    with duckdb.connect(warehouse, read_only=True) as connection:
        rows = connection.execute("SELECT source_uri, value FROM targets JOIN documents USING (document_id)").fetchall()
    return {uri: sorted(float(value) for other, value in rows if other == uri) for uri, _ in rows}


def test_from_a_declared_site_to_the_warehouse(site, folder):
    publish(site)
    declare(site)
    code, summary, _ = yaodian("fetch")
    assert code == 0
    assert "city  3 listed, 4 new" in summary and "load them with: yaodian run sources.toml" in summary

    site.close()  # from here on nothing can be asked
    code, _, _ = yaodian("run", "sources.toml", "-w", "plans.duckdb", "--engine", "local")
    assert code == 0
    assert loaded() == {
        f"{site.address}/doc/1.html": [1.0, 81.0],
        f"{site.address}/doc/2.html": [2.0, 82.0],
        f"{site.address}/doc/3.html": [3.0, 83.0],
        f"{site.address}/files/plan.docx": [7.0, 87.0],
    }
    # The folder of snapshots holds the same documents.
    code, summary, _ = yaodian("run", "snapshots", "-w", "again.duckdb", "--engine", "local")
    assert (code, loaded("again.duckdb")) == (0, loaded())


def test_a_second_fetch_brings_what_changed_and_a_second_run_loads_only_that(site, folder):
    publish(site)
    declare(site)
    yaodian("fetch")
    yaodian("run", "sources.toml", "-w", "plans.duckdb")
    site.forget()
    site.answers["/doc/3.html"] = Answer(page(9).encode(), etag='"9"')
    code, summary, _ = yaodian("fetch")
    assert (code, "3 listed, 1 changed, 3 unchanged" in summary) == (0, True)
    assert site.statuses("/doc/") == {304: 2, 200: 1}
    _, summary, _ = yaodian("run", "sources.toml", "-w", "plans.duckdb")
    assert "1 loaded, 3 unchanged" in summary
    assert loaded()[f"{site.address}/doc/3.html"] == [9.0, 89.0]


def test_addresses_can_be_fetched_without_a_declaration(site, folder):
    publish(site)
    address = f"{site.address}/doc/2.html"
    code, summary, _ = yaodian("fetch", address, "--attachments", "--allow-private", "--store", "kept")
    assert (code, "1 listed, 2 new" in summary, "yaodian run kept" in summary) == (0, True, True)
    yaodian("run", "kept", "-w", "plans.duckdb")
    assert list(loaded()) == [address, f"{site.address}/files/plan.docx"]


def test_a_dry_run_shows_what_the_selectors_find(site, folder):
    publish(site)
    declare(site)
    code, addresses, told = yaodian("fetch", "--dry-run", "--limit", 2)
    assert (code, addresses.split()) == (0, [f"{site.address}/doc/1.html", f"{site.address}/doc/2.html"])
    assert "city: 2 documents listed" in told
    assert site.statuses("/doc/").total() == 0
    assert not Path("snapshots").exists()


def test_what_does_not_arrive_is_told_and_gives_exit_code_1(site, folder):
    publish(site)
    del site.answers["/doc/3.html"]
    declare(site)
    code, summary, _ = yaodian("fetch")
    assert code == 1
    assert "3 new, 1 failed" in summary
    assert f"{site.address}/doc/3.html: not_found: the host answers 404" in summary
    code, summary, _ = yaodian("run", "sources.toml", "-w", "plans.duckdb")
    assert (code, "fetch_failed 1" in summary) == (1, True)


def test_nothing_that_a_site_says_writes_on_the_terminal():
    report = FetchReport("city", listed=1, faults=[("http://a.cn/x", "fetch_failed", "\x1b[2J\nall is well")])
    summary = describe([report], Declarations(Path("."), Path("snapshots"), ()))
    assert "\x1b" not in summary and "\\x1b[2J\\nall is well" in summary


def test_a_source_that_is_dead_does_not_stop_the_others(site, folder):
    publish(site)
    declare(site, '[[source]]\nname = "dead"\nkind = "sitemap"\nurl = "http://127.0.0.1:9/s.xml"\nattempts = 1\n')
    code, summary, _ = yaodian("fetch")
    assert (code, "dead  0 listed, 1 failed" in summary, "4 new" in summary) == (1, True, True)
    code, summary, _ = yaodian("fetch", "--only", "dead")
    assert (code, "city" in summary) == (3, False)
    code, _, _ = yaodian("fetch", "--only", "city")
    assert code == 0


def test_a_json_log_has_one_object_a_source(site, folder):
    publish(site)
    declare(site)
    _, printed, log = yaodian("fetch", "--log-format", "json")
    (record,) = [json.loads(line) for line in log.splitlines()]
    assert (record["event"], record["source"], record["listed"], record["new"]) == ("source_fetched", "city", 3, 4)
    assert printed == ""


def test_help_has_examples(folder):
    code, printed, _ = yaodian("fetch", "--help")
    assert (code, "Examples:" in printed) == (0, True)
    assert "fetch" in yaodian("--help")[1]


def test_the_example_is_a_declaration_that_can_be_tried(folder):
    _, printed, _ = yaodian("fetch", "--example")
    assert printed == EXAMPLE
    Path("sources.toml").write_text(printed, encoding="utf-8")
    assert [source.kind for source in read_declarations(Path("sources.toml")).sources] == ["listing"]


WRONG = [
    ([], "yaodian fetch --example > sources.toml", "no declaration yet"),
    (["nowhere.toml"], "there is no nowhere.toml", "a file that is not there"),
    (["bad.toml"], "unknown key 'colour'", "a declaration that is wrong"),
    (["good.toml", "--only", "other"], "no source 'other' to fetch; there are: a", "an unknown name"),
    (["good.toml", "--store", "x"], "go with addresses", "an option of the other form"),
    (["good.toml", "http://a.gov.cn/"], "not both", "a file and an address"),
    (["ftp://a.gov.cn/"], "no http or https address", "another protocol"),
    (["local.toml"], "declares no web source", "nothing to fetch"),
    (["http://a.gov.cn/", "--engine", "prefect"], "needs a declaration file", "addresses as a flow"),
]


@pytest.mark.parametrize(("arguments", "message", "why"), WRONG, ids=[row[-1] for row in WRONG])
def test_wrong_usage_is_one_message_and_exit_code_2(folder, arguments, message, why):
    Path("good.toml").write_text('[[source]]\nname = "a"\nkind = "feed"\nurl = "http://a.cn"\n', encoding="utf-8")
    Path("bad.toml").write_text('colour = 1\n[[source]]\nname = "a"\n', encoding="utf-8")
    Path("local.toml").write_text('[[source]]\nname = "a"\nkind = "folder"\npath = "."\n', encoding="utf-8")
    code, printed, told = yaodian("fetch", *arguments)
    assert (code, printed) == (2, ""), told
    assert message in " ".join(told.split())


def test_two_fetches_into_one_store_exclude_each_other(site, folder):
    publish(site)
    declare(site)
    with writing(Path("snapshots")):
        code, _, told = yaodian("fetch")
    assert (code, "under way" in told) == (3, True)
    assert yaodian("fetch")[0] == 0


@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_fetch_ends_at_once_and_keeps_what_arrived(site, folder, signal_number):
    publish(site, 300)
    declare(site)
    text = Path("sources.toml").read_text(encoding="utf-8").replace("delay_seconds = 0", "delay_seconds = 0.1")
    Path("sources.toml").write_text(text, encoding="utf-8")
    code = "import sys; from flows.cli import main; sys.argv = ['yaodian', 'fetch']; main()"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent.parent)}
    process = subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=subprocess.PIPE)
    while site.statuses("/doc/").total() < 5 and process.poll() is None:
        time.sleep(0.05)
    asked = time.monotonic()
    process.send_signal(signal_number)
    _, told = process.communicate(timeout=20)
    assert time.monotonic() - asked < 10
    assert process.returncode == 128 + signal_number, told
    assert b"Traceback" not in told
    arrived = site.statuses("/doc/").total()
    assert 5 <= arrived < 60
    site.forget()
    assert yaodian("fetch", "--limit", 4)[0] == 0
    # The first four had arrived: they are not sent again.
    assert site.statuses("/doc/")[304] >= 4
