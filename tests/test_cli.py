"""The command line as people and schedulers meet it: output, exit codes, one message for each error."""

import csv
import io
import json
import os
import signal
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from flows import stages
from flows.cli import main
from flows.model import RawDocument

PROJECT = Path(__file__).resolve().parent.parent
PLAN = "某市教育局2021年工作要点\n一、扩大学位供给\n1.加快学校建设。新建公办幼儿园2所。(责任单位:市教育局)\n"


@dataclass(frozen=True)
class Outcome:
    """What a command printed, and its exit code."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def yaodian(sample_warehouse, tmp_path_factory, monkeypatch):
    """Runs `yaodian ARGUMENTS` on the sample warehouse, in this process."""

    def run(*arguments, folder=None, stdin="", **variables) -> Outcome:
        monkeypatch.chdir(folder or tmp_path_factory.mktemp("cli"))
        for name, value in {"YAODIAN_WAREHOUSE": str(sample_warehouse), **variables}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr("sys.argv", ["yaodian", *map(str, arguments)])
        monkeypatch.setattr("sys.stdin", io.StringIO(stdin))
        handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
        with redirect_stdout(io.StringIO()) as stdout, redirect_stderr(io.StringIO()) as stderr:
            try:
                main()
                code = 0
            except SystemExit as stop:
                code = stop.code or 0
            finally:
                for number, handler in handlers.items():
                    signal.signal(number, handler)
        return Outcome(code, stdout.getvalue(), stderr.getvalue())

    return run


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "plan.txt").write_text(PLAN, encoding="utf-8")
    return folder


def test_every_command_has_help_with_examples(yaodian):
    commands = yaodian("--help").stdout
    for command in ("run", "sql", "search", "explain", "catalog", "export", "status", "evaluate", "schedule", "init"):
        assert command in commands
        result = yaodian(command, "--help")
        assert (result.returncode, "Examples:" in result.stdout) == (0, True), command
    for command in ("list", "show", "retry", "export"):
        assert "Examples:" in yaodian("quarantine", command, "--help").stdout


def test_version(yaodian):
    assert yaodian("--version").stdout.split()[0] == "yaodian"


def test_a_run_tells_what_it_loaded_and_where(yaodian, plans, tmp_path):
    file = tmp_path / "new.duckdb"
    first = yaodian("run", plans, "-w", file, "--engine", "local")
    again = yaodian("run", plans, "-w", file, "--engine", "local")
    assert (first.returncode, again.returncode) == (0, 0)
    assert "1 loaded" in first.stdout and "1 documents" in first.stdout and str(file) in first.stdout
    assert "nothing changed: 1 unchanged" in again.stdout


def test_a_run_with_documents_in_quarantine_exits_with_1_and_says_why(yaodian, plans, tmp_path):
    (plans / "empty.txt").write_bytes(b"")
    file = tmp_path / "new.duckdb"
    first = yaodian("run", plans, "-w", file)
    again = yaodian("run", plans, "-w", file)
    assert first.returncode == again.returncode == 1
    assert "empty_source 1" in first.stdout and "empty.txt" in first.stdout
    assert "1 still in quarantine" in again.stdout


def test_json_logs_are_one_object_a_line_with_one_run_id(yaodian, plans, tmp_path):
    result = yaodian("run", plans, "-w", tmp_path / "new.duckdb", "--log-format", "json")
    events = [json.loads(line) for line in result.stderr.splitlines()]
    assert [event["event"] for event in events] == ["run_started", "batch_loaded", "run_finished"]
    assert len({event["run_id"] for event in events}) == 1
    assert result.stdout == ""


@pytest.mark.parametrize(
    ("arguments", "code", "message", "why"),
    [
        (["run", "no-such-folder"], 2, "no such file or folder", "a source that is not there"),
        (["run", "--limit", "3", "--prune"], 2, "leave --limit out", "pruning by a part of the sources"),
        (["run", "--colour"], 2, "No such option", "an unknown option"),
        (["sql", "selec 1"], 2, "syntax error", "SQL that is none"),
        (["sql", "from '/etc/passwd'"], 2, "does not exist", "a file outside the warehouse"),
        (["sql", "create table t (a int)"], 2, "read-only", "the warehouse is not written"),
        (["sql", "select 1", "-w", "missing.duckdb"], 3, "yaodian run -w missing.duckdb", "no warehouse yet"),
        (
            ["sql", "select 1", "--format", "parquet", "-o", "no/such/folder.parquet"],
            2,
            "cannot be written",
            "no folder",
        ),
        (["explain", "ffffffff"], 2, "there is no target", "an unknown target"),
        (["catalog", "no_such_view"], 2, "there is no table", "an unknown table"),
        (["export", "no_such_view"], 3, "there is no such table", "an unknown table"),
        (["evaluate", "no-such-folder"], 3, "no annotated document", "no annotations"),
        (["quarantine", "list", "--reason", "bad_mood"], 2, "there is no reason", "an unknown reason"),
        (["schedule"], 2, "--cron or --every", "no time given"),
    ],
)
def test_an_error_is_one_message_and_an_exit_code(yaodian, arguments, code, message, why):
    result = yaodian(*arguments)
    assert (result.returncode, result.stdout) == (code, ""), why
    assert message in " ".join(result.stderr.split()), why
    assert "Traceback" not in result.stderr


def test_a_file_that_is_no_warehouse_is_refused_and_kept(yaodian, plans, tmp_path):
    file = tmp_path / "notes.duckdb"
    file.write_text("my notes")
    result = yaodian("run", plans, "-w", file)
    assert (result.returncode, file.read_text()) == (3, "my notes")
    assert "no Yaodian warehouse" in result.stderr


def test_sql_in_every_format(yaodian, tmp_path):
    query = "select source_uri, plan_year, flags from documents order by source_uri"
    table = yaodian("sql", query).stdout
    assert "plan_year" in table and "2021" in table
    rows = list(csv.DictReader(io.StringIO(yaodian("sql", query, "-f", "csv").stdout)))
    assert [row["plan_year"] for row in rows] == ["2020", "2021", "2017", "2019", "2021"]
    records = json.loads(yaodian("sql", query, "-f", "json").stdout)
    assert records[0]["plan_year"] == 2020 and isinstance(records[0]["flags"], list)
    file = tmp_path / "documents.parquet"
    assert yaodian("sql", query, "-f", "parquet", "-o", file).returncode == 0
    import polars as pl

    assert pl.read_parquet(file)["plan_year"].to_list() == [2020, 2021, 2017, 2019, 2021]


def test_sql_from_standard_input(yaodian):
    assert yaodian("sql", "-", "-f", "csv", stdin="select 41 + 1 as answer").stdout == "answer\n42\n"


def test_csv_guards_what_a_spreadsheet_would_run(yaodian):
    result = yaodian("sql", "select '=1+1' as a, -5 as b, ' @x' as c, '一=1' as d", "-f", "csv")
    assert result.stdout.splitlines()[1] == "'=1+1,-5,' @x,一=1"


def test_a_closed_pipe_is_no_error(sample_warehouse):
    program = f"{sys.executable} -c 'from flows.cli import main; main()'"
    command = f'{program} sql "select range from range(2000000)" -f csv | head -1; echo ${{PIPESTATUS[0]}}'
    environment = {**os.environ, "YAODIAN_WAREHOUSE": str(sample_warehouse)}
    result = subprocess.run(["bash", "-c", command], env=environment, capture_output=True, text=True, timeout=120)
    assert (result.stdout.split(), result.stderr) == (["range", "0"], "")


def test_a_prefect_api_that_does_not_answer_is_named(tmp_path, plans):
    command = [
        sys.executable,
        "-c",
        "from flows.cli import main; main()",
        "run",
        str(plans),
        "-w",
        str(tmp_path / "new"),
    ]
    environment = {**os.environ, "PREFECT_API_URL": "http://127.0.0.1:9/api"}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)
    assert result.returncode == 3
    assert "Prefect is not available" in result.stderr and "--engine local" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_interrupted_run_leaves_no_file_and_says_so(tmp_path, plans):
    """SIGTERM, as schedulers send it, in the middle of a run."""
    script = """
import os, signal
from flows.load.publish import WorkingCopy
WorkingCopy.audit = lambda copy: os.kill(os.getpid(), signal.SIGTERM)
from flows.cli import main
main()
"""
    file = tmp_path / "new.duckdb"
    command = [sys.executable, "-c", script, "run", str(plans), "-w", str(file)]
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert result.returncode == 143
    assert "as it was" in result.stderr and "Traceback" not in result.stderr
    assert [path.name for path in tmp_path.glob("new.duckdb*")] == ["new.duckdb.lock"]


def test_search_shows_the_sentence_and_the_reason(yaodian):
    best = yaodian("search", "普惠性幼儿园 覆盖率", "--limit", "1").stdout
    assert "普惠性幼儿园覆盖率达到80%" in best and "普惠性幼儿园 覆盖率 ·" in best
    hits = json.loads(yaodian("search", "普惠性幼儿园 覆盖率", "--json").stdout)
    assert hits[0]["region_name"] == "淄博市" and hits[0]["marks"]
    assert "nothing found" in yaodian("search", "量子纠缠").stdout


def test_explain_leads_from_a_target_to_its_characters(yaodian):
    query = "select target_id, char_start, quote from targets where indicator = '普惠性幼儿园覆盖率'"
    target = json.loads(yaodian("sql", query, "-f", "json").stdout)[0]
    told = yaodian("explain", target["target_id"][:10]).stdout
    assert target["quote"] in told and "000_8abc52fb29191f61.txt" in told and str(target["char_start"]) in told
    record = json.loads(yaodian("explain", target["target_id"], "--json").stdout)
    assert record["words"] == target["quote"]
    assert [unit["path"] for unit in record["units"]] == ["2", "2.1"]


def test_catalog_says_what_a_row_means(yaodian):
    assert "quantified commitment" in yaodian("catalog").stdout
    assert "char_start" in yaodian("catalog", "report_targets").stdout
    entry = json.loads(yaodian("catalog", "targets", "--json").stdout)[0]
    assert all(column["comment"] for column in entry["columns"])


def test_export_writes_tables_into_a_folder(yaodian, tmp_path):
    result = yaodian("export", "report_targets", "report_documents", "--to", "jsonl", "-o", tmp_path / "out")
    assert result.returncode == 0
    lines = (tmp_path / "out" / "report_documents.jsonl").read_text(encoding="utf-8").splitlines()
    assert len([json.loads(line) for line in lines]) == 5


def test_status_is_well_or_exits_with_1(yaodian, plans, tmp_path):
    well = yaodian("status")
    assert (well.returncode, "all well" in well.stdout) == (0, True)
    assert yaodian("status", "--max-age", "0").returncode == 1
    (plans / "empty.txt").write_bytes(b"")
    yaodian("run", plans, "-w", tmp_path / "new.duckdb")
    ill = yaodian("status", "-w", tmp_path / "new.duckdb", "--json")
    assert ill.returncode == 1
    assert json.loads(ill.stdout)["troubles"] == ["1 documents are in quarantine"]


def test_quarantine_from_list_to_a_mended_source(yaodian, plans, tmp_path):
    file = tmp_path / "new.duckdb"
    (plans / "empty.txt").write_bytes(b"")
    yaodian("run", plans, "-w", file)
    listed = json.loads(yaodian("quarantine", "list", "-w", file, "--json").stdout)
    assert [entry["reason_code"] for entry in listed] == ["empty_source"]
    shown = json.loads(yaodian("quarantine", "show", listed[0]["entry_id"][:6], "-w", file).stdout)
    assert "fetch it again" in shown["meaning"]
    assert yaodian("quarantine", "export", tmp_path / "faults.csv", "-w", file).returncode == 0
    assert yaodian("quarantine", "retry", "-w", file).returncode == 1
    (plans / "empty.txt").write_text(PLAN, encoding="utf-8")
    assert yaodian("quarantine", "retry", "-w", file).returncode == 0
    assert "the quarantine is empty" in yaodian("quarantine", "list", "-w", file).stdout


def test_a_document_whose_source_is_gone_is_tried_again_once_the_rule_is_mended(yaodian, plans, tmp_path, monkeypatch):
    """Out of the text that the quarantine keeps."""
    file = tmp_path / "new.duckdb"

    def fail(raw: RawDocument) -> None:
        raise KeyError("a rule that is wrong")

    with monkeypatch.context() as patch:
        patch.setattr(stages, "read_vocabulary", lambda: None)
        patch.setattr(stages, "parse_document", fail)
        assert yaodian("run", plans, "-w", file).returncode == 1
    (plans / "plan.txt").unlink()
    retried = yaodian("quarantine", "retry", "-w", file)
    assert retried.returncode == 0, retried.stderr
    assert "1 loaded" in retried.stdout
    assert "the quarantine is empty" in yaodian("quarantine", "list", "-w", file).stdout
    sql = "SELECT value FROM targets JOIN documents USING (document_id) WHERE source_uri LIKE '%plan.txt'"
    assert json.loads(yaodian("sql", sql, "-f", "json", "-w", file).stdout) == [{"value": 2.0}]


def test_a_source_that_is_gone_without_its_text_is_named(yaodian, plans, tmp_path):
    file = tmp_path / "new.duckdb"
    (plans / "empty.txt").write_bytes(b"")
    yaodian("run", plans, "-w", file)
    (plans / "empty.txt").unlink()
    retried = yaodian("quarantine", "retry", "-w", file)
    assert (retried.returncode, retried.stdout) == (0, "nothing to read again\n")
    assert "empty.txt: is not here" in retried.stderr and "--prune" in retried.stderr


def test_a_failed_run_tells_its_json_log_and_nothing_else(yaodian, plans, tmp_path):
    file = tmp_path / "notes.duckdb"
    file.write_text("my notes")
    result = yaodian("run", plans, "-w", file, "--log-format", "json")
    events = [json.loads(line) for line in result.stderr.splitlines()]
    assert (result.returncode, result.stdout) == (3, "")
    assert [event["event"] for event in events] == ["run_started", "run_failed"]
    assert "no Yaodian warehouse" in events[1]["message"] and events[1]["error"] == "NotAWarehouse"
    assert len({event["run_id"] for event in events}) == 1
    missing = yaodian("run", tmp_path / "nothing", "-w", file, "--log-format", "json")
    assert missing.returncode == 2 and json.loads(missing.stderr)["event"] == "run_failed"


def test_evaluate_prints_figures_and_keeps_a_minimum(yaodian):
    gold = PROJECT / "tests" / "gold"
    assert "precision" in yaodian("evaluate", gold).stdout
    figures = json.loads(yaodian("evaluate", gold, "--json").stdout)
    assert figures["items"]["gold"] == 267
    assert yaodian("evaluate", gold, "--min", "0.5").returncode == 0
    assert yaodian("evaluate", gold, "--min", "1.0").returncode == (
        0 if all(figure["f1"] == 1.0 for figure in figures.values()) else 1
    )
    assert yaodian("evaluate", gold, "--show", "nonsense").returncode == 2


def test_settings_file_variable_and_option_in_their_order(yaodian, sample_warehouse, tmp_path):
    (tmp_path / "yaodian.toml").write_text('warehouse = "from-file.duckdb"\n[sql]\nformat = "csv"\n', encoding="utf-8")
    by_file = yaodian("sql", "select 1", folder=tmp_path, YAODIAN_WAREHOUSE="")
    assert "from-file.duckdb" in by_file.stderr
    by_variable = yaodian("sql", "select 1", folder=tmp_path, YAODIAN_WAREHOUSE="from-variable.duckdb")
    assert "from-variable.duckdb" in by_variable.stderr
    by_option = yaodian("sql", "select 1 as a", "-w", sample_warehouse, folder=tmp_path, YAODIAN_WAREHOUSE="x")
    assert by_option.stdout == "a\n1\n"


def test_init_writes_settings_once(yaodian, tmp_path):
    assert yaodian("init", folder=tmp_path).returncode == 0
    assert (tmp_path / "yaodian.toml").exists()
    again = yaodian("init", folder=tmp_path)
    assert (again.returncode, "--force" in again.stderr) == (2, True)


def test_doctor_finds_this_machine_fit(yaodian):
    result = yaodian("doctor", "--json")
    assert result.returncode == 0, result.stdout
    assert {check["check"] for check in json.loads(result.stdout)} >= {"python", "packages", "reference data", "disk"}


def test_output_elsewhere_than_on_a_terminal_has_no_colour(yaodian):
    assert "\x1b" not in yaodian("search", "幼儿园").stdout + yaodian("sql", "from documents").stdout
