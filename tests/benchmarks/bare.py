"""The stages as plain function calls in a loop, one process, one core; and what there is to compare them with.

Every figure is processor time, the least of several rounds, so that other programs on the machine disturb it little.
"""

import contextlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from flows.extract import read_source
from flows.model import Run, Source
from flows.segment.document import parse_document
from flows.stages import collection_paused
from flows.validate.contracts import validate_frames
from flows.validate.frames import build_frames
from tests.benchmarks.documents import GeneratedDocument

# Documents of one batch, as a run of the local engine has them.
BATCH = 200
_RUN = Run("benchmark", datetime(2026, 1, 1), "benchmark")


@dataclass(frozen=True, slots=True)
class Stage:
    """seconds: processor time for all documents; share: of the whole; against: seconds as a multiple of rjieba's."""

    name: str
    documents: int
    bytes: int
    seconds: float
    share: float
    against: float

    @property
    def documents_per_second(self) -> float:
        return self.documents / self.seconds

    @property
    def megabytes_per_second(self) -> float:
        return self.bytes / self.seconds / 1e6


def measure_bare(documents: Sequence[GeneratedDocument], rounds: int) -> tuple[list[Stage], dict[str, float]]:
    """(the stages in order with their sum as `all`, seconds of the baselines by name).

    Baselines: `rjieba` cuts the same text by its dictionary; `lxml` parses the same pages where there are any; `jionlp`
    finds times and money in the same text files where it is installed (uv pip install --group compare).
    """
    sources = [Source(document.name, document.content) for document in documents]
    raws = [read_source(source) for source in sources]
    parsed = [parse_document(raw) for raw in raws]
    frames = [build_frames(parsed[first : first + BATCH], "benchmark") for first in range(0, len(parsed), BATCH)]
    stages: dict[str, Callable[[], object]] = {
        "extract": lambda: [read_source(source) for source in sources],
        "segment": lambda: _paused(lambda: [parse_document(raw) for raw in raws]),
        "rows": lambda: _paused(
            lambda: [build_frames(parsed[first : first + BATCH], "benchmark") for first in range(0, len(parsed), BATCH)]
        ),
        "validate": lambda: [_validate(batch) for batch in frames],
    }
    baselines = _baselines(documents, [raw.text for raw in raws])
    seconds = _least_seconds(stages | baselines, rounds)
    size = sum(len(document.content) for document in documents)
    whole = sum(seconds[name] for name in stages)
    reference = seconds["rjieba"]
    table = [
        Stage(name, len(documents), size, spent, spent / whole, spent / reference)
        for name, spent in [*((name, seconds[name]) for name in stages), ("all", whole)]
    ]
    return table, {name: seconds[name] for name in baselines}


def _paused(work: Callable[[], object]) -> object:
    """The work as the stage does it."""
    with collection_paused():
        return work()


def _validate(frames: dict[str, pl.DataFrame]) -> None:
    validate_frames(frames, _RUN)


def _baselines(documents: Sequence[GeneratedDocument], texts: Sequence[str]) -> dict[str, Callable[[], object]]:
    import lxml.html
    import rjieba

    cutter = rjieba.Jieba()
    baselines: dict[str, Callable[[], object]] = {"rjieba": lambda: [cutter.cut(text, False) for text in texts]}
    pages = [document.content for document in documents if document.name.endswith(".html")]
    if pages:
        return baselines | {"lxml": lambda: [lxml.html.document_fromstring(page) for page in pages]}
    try:
        # It greets whoever imports it.
        with contextlib.redirect_stdout(None):
            import jionlp
    except ImportError:
        return baselines
    return baselines | {"jionlp": lambda: [_jionlp(jionlp, text) for text in texts]}


def _jionlp(jionlp: object, text: str) -> None:
    """Its extraction of times and of money, over the same text."""
    jionlp.ner.extract_time(text)
    jionlp.ner.extract_money(text)


def _least_seconds(works: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    """The least processor time of each work; the works take turns, so that a slow minute meets all of them."""
    least = dict.fromkeys(works, float("inf"))
    for _ in range(rounds):
        for name, work in works.items():
            started = time.process_time()
            work()
            least[name] = min(least[name], time.process_time() - started)
    return least
