"""A disk that is full, a folder that may not be written, a file of another version: one message, exit code 3, and
the published file as it was.
"""

import os
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from tests.faults import runs

PLAN = "海宁市{year}年教育工作要点\n一、扩大学位供给\n1.新建公办幼儿园{count}所。（责任单位：市教育局）\n"
# The tables of reference data alone take more.
FILE_BYTES = 1 << 20
TMPFS_KILOBYTES = 6 << 10


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    runs.write(tmp_path / "plans", {f"{n}.txt": PLAN.format(year=2021, count=n + 2).encode() for n in range(3)})
    return tmp_path / "plans"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one document that the runs below would add to."""
    root = tmp_path_factory.mktemp("published")
    runs.write(root / "plans", {"a.txt": PLAN.format(year=2020, count=9).encode()})
    assert runs.yaodian("run", root / "plans", "-w", root / "plans.duckdb", "--engine", "local").returncode == 0
    return root / "plans.duckdb"


@pytest.fixture
def warehouse(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copyfile(published, tmp_path / "plans.duckdb"))


def assert_refused(result: subprocess.CompletedProcess[str], *words: str) -> None:
    assert result.returncode == 3, result.stdout + result.stderr
    assert "Traceback" not in result.stderr and "unexpected" not in result.stderr, result.stderr
    assert all(word in result.stderr for word in words), result.stderr


def limit_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_BYTES, FILE_BYTES))


@pytest.mark.parametrize("full", [False, True], ids=["patched", "rebuilt"])
def test_no_file_may_grow_to_the_size_of_a_warehouse(plans, warehouse, full):
    """As with a quota; the first write fails in the copy, or in DuckDB where the file is built anew."""
    before = warehouse.read_bytes()
    options = ["--full"] if full else []
    result = runs.yaodian("run", plans, "-w", warehouse, "--engine", "local", *options, preexec_fn=limit_files)
    assert_refused(result, str(warehouse), "could not be written")
    assert warehouse.read_bytes() == before
    assert runs.files_beside(warehouse) == ["plans.duckdb", "plans.duckdb.lock"]


def test_a_new_warehouse_on_a_full_disk_is_none(plans, tmp_path):
    warehouse = tmp_path / "new.duckdb"
    result = runs.yaodian("run", plans, "-w", warehouse, "--engine", "local", preexec_fn=limit_files)
    assert_refused(result, str(warehouse), "could not be written")
    assert runs.files_beside(warehouse) == ["new.duckdb.lock"]


def test_a_full_disk(plans, published, tmp_path):
    """A file system of its own that has room for the published file and not for a second one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    script = f"""
    mount -t tmpfs -o size={TMPFS_KILOBYTES}k tmpfs {disk} || exit 77
    cp {published} {disk}/plans.duckdb
    {sys.executable} -c 'from flows.cli import main; main()' run {plans} -w {disk}/plans.duckdb --engine local
    code=$?
    cmp {published} {disk}/plans.duckdb || exit 1
    ls {disk}
    exit $code
    """
    command = ["unshare", "--map-root-user", "--mount", "sh", "-c", script]
    try:
        surroundings = {"cwd": runs.PROJECT, "env": {**os.environ, "PYTHONPATH": str(runs.PROJECT)}}
        result = subprocess.run(command, capture_output=True, text=True, timeout=120, **surroundings)
    except FileNotFoundError:
        pytest.skip("no unshare on this machine")
    if result.returncode == 77 or "unshare:" in result.stderr:
        pytest.skip("a file system may not be mounted here")
    assert_refused(result, "plans.duckdb", "could not be written", "No space left")
    assert result.stdout.split() == ["plans.duckdb", "plans.duckdb.lock"]


def test_a_folder_that_may_not_be_written(plans, tmp_path):
    """/proc takes no files from anybody, not even from root."""
    result = runs.yaodian("run", plans, "-w", "/proc/plans.duckdb", "--engine", "local")
    assert_refused(result, "/proc/plans.duckdb", "could not be written")


def test_a_warehouse_whose_folder_is_a_file(plans, tmp_path):
    (tmp_path / "file").write_text("")
    result = runs.yaodian("run", plans, "-w", tmp_path / "file" / "plans.duckdb", "--engine", "local")
    assert_refused(result, "plans.duckdb", "could not be written")


@pytest.mark.parametrize(
    "command", [["run", "PLANS", "--engine", "local"], ["sql", "SELECT 1"], ["status"], ["export", "documents"]]
)
def test_a_newer_warehouse_is_refused_and_kept(plans, warehouse, command):
    with duckdb.connect(str(warehouse)) as connection:
        connection.execute("INSERT INTO schema_migrations SELECT 99, 'of tomorrow', now()::TIMESTAMP, '9.9'")
    before = warehouse.read_bytes()
    arguments = [str(plans) if argument == "PLANS" else argument for argument in command]
    assert_refused(runs.yaodian(*arguments, "-w", warehouse), "schema version is 99", "Update Yaodian")
    assert warehouse.read_bytes() == before


def test_a_damaged_warehouse_is_refused_and_kept(plans, warehouse):
    """Bytes lost in the middle of the file, as a failing disk loses them."""
    damaged = bytearray(warehouse.read_bytes())
    damaged[:8192] = bytes(8192)
    warehouse.write_bytes(damaged)
    assert_refused(runs.yaodian("run", plans, "-w", warehouse, "--engine", "local"), "no Yaodian warehouse")
    assert warehouse.read_bytes() == damaged
