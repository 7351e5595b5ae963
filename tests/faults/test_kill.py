"""A run killed at any moment leaves the published file as it was or as it should be; the next run recovers by itself.

A real run patches a published warehouse: documents that are new, changed, gone, and broken. It is killed with SIGKILL
within each stage, at seeded moments: 8 of them, 50 in the long form (YAODIAN_LONG_TESTS=1).
"""

import random
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.pipeline import run_pipeline
from tests.benchmarks.documents import generate
from tests.faults import runs
from tests.faults.victim import POINTS

KILLS = 50 if runs.LONG else 8
# How often a run comes to a point; the other points it passes once.
OCCURRENCES = {"extract": 12, "segment": 12, "sync": 2}


def moment(number: int) -> tuple[str, int, float]:
    """(point, occurrence, seconds after it) of the n-th kill: each point in turn, the rest by the seed."""
    draw = random.Random(number)
    names = list(POINTS)
    # 7 has no common divisor with the number of points: a few kills are spread over all of them as well.
    point = names[number * 7 % len(names)]
    return point, draw.randint(1, OCCURRENCES.get(point, 1)), draw.choice((0.0, draw.uniform(0, 0.05)))


@pytest.fixture(scope="module")
def plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as it is at the run that is killed; `before` beside it holds the warehouse as it was published."""
    root = tmp_path_factory.mktemp("kill")
    documents = [generate(number) for number in range(14)]
    folder = root / "plans"
    runs.write(folder, {document.name: document.content for document in documents[:8]})
    run_pipeline([folder], root / "before" / "plans.duckdb")
    (folder / documents[0].name).unlink()
    (folder / documents[1].name).write_bytes(documents[8].content)
    runs.write(folder, {document.name: document.content for document in documents[8:]} | {"broken.txt": b""})
    return folder


@pytest.fixture(scope="module")
def states(plans: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[dict, dict]:
    """Contents before the run, and after one that nothing disturbs."""
    published = plans.with_name("before") / "plans.duckdb"
    after = tmp_path_factory.mktemp("after") / "plans.duckdb"
    shutil.copyfile(published, after)
    run_pipeline([plans], after, prune=True)
    assert runs.contents(after) != runs.contents(published)
    return runs.contents(published), runs.contents(after)


@pytest.fixture(scope="module")
def killer() -> Iterator[runs.Killer]:
    with runs.Killer() as killer:
        yield killer


@pytest.mark.parametrize("number", range(KILLS), ids=lambda number: "{}-{}-{:.3f}".format(*moment(number)))
def test_a_killed_run(tmp_path: Path, plans: Path, states: tuple[dict, dict], killer: runs.Killer, number: int) -> None:
    before, after = states
    warehouse = tmp_path / "plans.duckdb"
    shutil.copyfile(plans.with_name("before") / "plans.duckdb", warehouse)
    arguments = ("run", plans, "-w", warehouse, "--prune", "--engine", "local")
    assert killer.kill(*moment(number), *arguments) == -9
    assert runs.contents(warehouse) in (before, after), "never between"
    assert runs.failing_audits(warehouse, tmp_path / "scratch.duckdb") == {}

    summary = run_pipeline([plans], warehouse, prune=True)
    assert summary.published == (summary.loaded > 0)
    assert runs.contents(warehouse) == after
    assert runs.files_beside(warehouse) == ["plans.duckdb", "plans.duckdb.lock"]


def test_the_first_run_of_all_killed(tmp_path: Path, plans: Path, killer: runs.Killer) -> None:
    """No file is better than half a file."""
    warehouse = tmp_path / "plans.duckdb"
    assert killer.kill("audit", 1, 0, "run", plans, "-w", warehouse, "--engine", "local") == -9
    assert not warehouse.exists()
    assert dict(run_pipeline([plans], warehouse).rejected) == {"empty_source": 1}
    assert runs.files_beside(warehouse) == ["plans.duckdb", "plans.duckdb.lock"]


def test_a_killed_run_takes_its_worker_processes_with_it(tmp_path: Path, killer: runs.Killer) -> None:
    folder, warehouse = tmp_path / "plans", tmp_path / "plans.duckdb"
    # More than what is read in one process.
    large = "一、加强学前教育。新建幼儿园5所，普惠性幼儿园覆盖率达到85%以上。\n".encode() + b"\n" * 200_000
    runs.write(folder, {f"{number}.txt": large for number in range(12)})
    arguments = ("run", folder, "-w", warehouse, "--engine", "local", "--workers", "2")
    assert killer.kill("insert", 1, 0, *arguments) == -9
    assert not warehouse.exists()


def test_every_point_is_passed_by_a_run_that_is_killed_there() -> None:
    assert {moment(number)[0] for number in range(50)} == set(POINTS)
