"""Whole runs of the program over generated folders: throughput, cost above the bare functions, memory, growth."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import duckdb

from flows.workers import default_count
from tests.benchmarks.documents import MEAN_CHARACTERS, write_documents
from tests.benchmarks.processes import watch

_PROGRAM = (sys.executable, "-c", "from flows.cli import main; main()", "run")


@dataclass(frozen=True, slots=True)
class WholeRun:
    """One run of `yaodian run`.

    characters: of a document, on average, as the generator was asked. engine: local, or dask.
    again_seconds: the same command once more, over unchanged input.
    bare_seconds: of the bare stage functions for one document, the mean of before and after: a machine drifts.
    processor_overhead: processor time above the bare functions, as a share of theirs.
    efficiency: rate over workers times the rate of the bare functions on one core; on a shared machine it falls with
    what others take.
    stages: seconds of work by stage, from run_stages.
    """

    documents: int
    form: str
    characters: int
    engine: str
    workers: int
    seconds: float
    processor_seconds: float
    peak_bytes: int
    again_seconds: float
    bare_seconds: float
    processor_overhead: float
    efficiency: float
    stages: dict[str, float]

    @property
    def documents_per_second(self) -> float:
        return self.documents / self.seconds


class RunFailed(Exception):
    """The program did not load all documents."""


def prepare(folder: Path, count: int, form: str, characters: int = MEAN_CHARACTERS) -> Path:
    """The folder with `count` generated documents, written once."""
    target = folder / f"{form}-{count}-{characters}"
    if not target.exists():
        write_documents(target, count, form, mean_characters=characters, workers=default_count())
    return target


def measure_run(
    folder: Path,
    count: int,
    form: str,
    workers: int,
    measure_bare: Callable[[], float],
    characters: int = MEAN_CHARACTERS,
    dask: str | None = None,
) -> WholeRun:
    """Run twice: all new, then unchanged. measure_bare: answers the seconds of the bare functions for one document.

    dask: address of a scheduler; what its workers take is in none of the figures but the seconds.
    """
    sources = prepare(folder, count, form, characters)
    engine = "dask" if dask else "local"
    warehouse = folder / f"{form}-{count}-{characters}-{engine}-{workers}.duckdb"
    warehouse.unlink(missing_ok=True)
    chosen = ["--dask", dask] if dask else ["--engine", "local", "--workers", str(workers)]
    command = [*_PROGRAM, *chosen, "--warehouse", str(warehouse), str(sources)]
    before = measure_bare()
    first = watch(command, folder)
    bare_seconds = (before + measure_bare()) / 2
    second = watch(command, folder)
    if first.exit_code:
        raise RunFailed(f"exit code {first.exit_code}:\n{first.output}")
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        loaded = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
        stages = dict(connection.execute("SELECT stage, sum(seconds) FROM run_stages GROUP BY stage").fetchall())
    if loaded != count:
        raise RunFailed(f"{loaded} of {count} documents loaded:\n{first.output}")
    if second.exit_code:
        raise RunFailed(f"the second run ended with exit code {second.exit_code}:\n{second.output}")
    warehouse.unlink()
    return WholeRun(
        count,
        form,
        characters,
        engine,
        workers,
        first.seconds,
        first.processor_seconds,
        first.peak_bytes,
        second.seconds,
        bare_seconds,
        first.processor_seconds / (bare_seconds * count) - 1,
        count / first.seconds * bare_seconds / workers,
        stages,
    )


def as_json(runs: list[WholeRun]) -> list[dict]:
    return json.loads(json.dumps([asdict(run) for run in runs]))
