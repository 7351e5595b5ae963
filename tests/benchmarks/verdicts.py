"""What the figures of a benchmark say about what was promised: one line a promise, with the figure and the bound."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tests.benchmarks.documents import MEAN_CHARACTERS
from tests.benchmarks.whole import WholeRun


@dataclass(frozen=True, slots=True)
class Verdict:
    """A promise with the figure that it is about; is_kept: within the bound."""

    promise: str
    figure: float
    bound: float
    is_kept: bool


def judge(runs: Sequence[WholeRun], cores: int) -> list[Verdict]:
    """Verdicts on what the runs can tell; a promise about runs that were not made is left out."""
    return [*_efficiency(runs, cores), *_growth(runs), *_again(runs), *_dask(runs)]


def judge_bare(documents: int, seconds: float, baselines: Mapping[str, float]) -> list[Verdict]:
    """Verdicts on the stages as bare functions over text documents of full length, one core."""
    verdicts = [_at_least("documents/s through all stages on one core", documents / seconds, 140)]
    if "jionlp" in baselines:
        name = "JioNLP's times and money alone over all stages, in time for the same text"
        verdicts.append(_at_least(name, baselines["jionlp"] / seconds, 5))
    return verdicts


def _efficiency(runs: Iterable[WholeRun], cores: int) -> Iterator[Verdict]:
    for run in runs:
        if (run.engine, run.workers, run.characters) == ("local", cores, MEAN_CHARACTERS) and run.documents >= 10_000:
            name = f"rate at {run.documents:,} documents over cores × bare rate"
            yield _at_least(name, run.efficiency, 0.85)


def _growth(runs: Sequence[WholeRun]) -> Iterator[Verdict]:
    for small in runs:
        for large in runs:
            if _kind(small) != _kind(large) or large.documents != 10 * small.documents:
                continue
            name = f"{small.documents:,} → {large.documents:,} documents of {small.characters:,} characters"
            yield _at_most(f"{name}: time", large.seconds / small.seconds, 10.5)
            yield _at_most(f"{name}: memory", large.peak_bytes / small.peak_bytes, 1.2)
    for run in runs:
        if run.engine == "local" and run.documents >= 100_000:
            yield _at_most(f"peak MB at {run.documents:,} documents", run.peak_bytes / 1e6, 2_000)


def _again(runs: Iterable[WholeRun]) -> Iterator[Verdict]:
    for run in runs:
        if run.engine == "local" and run.documents >= 10_000:
            name = f"a second run over {run.documents:,} unchanged documents, share of the first"
            yield _at_most(name, run.again_seconds / run.seconds, 0.05)


def _dask(runs: Sequence[WholeRun]) -> Iterator[Verdict]:
    rates = {(run.engine, run.workers, run.documents, run.characters): run.documents_per_second for run in runs}
    for (engine, workers, documents, characters), rate in rates.items():
        local = rates.get(("local", workers, documents, characters))
        if engine == "dask" and local:
            yield _at_least(f"Dask with {workers} workers over local, {documents:,} documents", rate / local, 0.8)


def _kind(run: WholeRun) -> tuple:
    return run.engine, run.workers, run.form, run.characters


def _at_least(promise: str, figure: float, bound: float) -> Verdict:
    return Verdict(promise, figure, bound, figure >= bound)


def _at_most(promise: str, figure: float, bound: float) -> Verdict:
    return Verdict(promise, figure, bound, figure <= bound)
