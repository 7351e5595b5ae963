"""The stages as plain function calls in a loop, one process, one core; and what there is to compare them with.

Every figure is processor time. Each document is met once, in batches, as a run meets it: a second look at the same ones
is a sixth faster.
"""

import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count, islice

from flows.extract import read_source
from flows.model import Run, Source
from flows.segment.document import parse_document
from flows.stages import collection_paused, read_vocabulary
from flows.validate.contracts import validate_frames
from flows.validate.frames import build_frames
from tests.benchmarks.documents import GeneratedDocument, generate

# Documents of one batch, as a run of the local engine has them: 2 MB of full length.
BATCH = 100
# Number of a document that no whole run has.
_BEYOND_RUNS = 1_000_000
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


def measure_bare(documents: Sequence[GeneratedDocument]) -> tuple[list[Stage], dict[str, float]]:
    """(the stages in order with their sum as `all`, seconds of the baselines by name).

    Baselines: `rjieba` cuts the same text by its dictionary; `lxml` parses the same pages where there are any; `jionlp`
    finds times and money in the same text files where it is installed (uv pip install --group compare).
    """
    seconds, texts = _time_stages(documents)
    whole = sum(seconds.values())
    baselines: dict[str, float] = {}
    for name, work in _baselines(documents, texts).items():
        with _clock(baselines, name):
            work()
    size = sum(len(document.content) for document in documents)
    reference = baselines["rjieba"]
    table = [
        Stage(name, len(documents), size, spent, spent / whole, spent / reference)
        for name, spent in [*seconds.items(), ("all", whole)]
    ]
    return table, baselines


def bare_clock(documents: int, form: str, mean_characters: int) -> Callable[[], float]:
    """A function that answers the seconds of all stages for one document, measured over other documents each time."""
    numbers = count(_BEYOND_RUNS)

    def measure() -> float:
        met_once = [generate(number, form, mean_characters=mean_characters) for number in islice(numbers, documents)]
        return sum(_time_stages(met_once)[0].values()) / documents

    return measure


def _time_stages(documents: Sequence[GeneratedDocument]) -> tuple[dict[str, float], list[str]]:
    """(seconds by stage, the texts of the documents)."""
    read_vocabulary()
    seconds = dict.fromkeys(("extract", "segment", "rows", "validate"), 0.0)
    texts: list[str] = []
    for first in range(0, len(documents), BATCH):
        sources = [Source(document.name, document.content) for document in documents[first : first + BATCH]]
        with _clock(seconds, "extract"):
            raws = [read_source(source) for source in sources]
        with _clock(seconds, "segment"), collection_paused():
            parsed = [parse_document(raw) for raw in raws]
        with _clock(seconds, "rows"), collection_paused():
            frames = build_frames(parsed, "benchmark")
        with _clock(seconds, "validate"):
            validate_frames(frames, _RUN)
        texts += [raw.text for raw in raws]
    return seconds, texts


@contextlib.contextmanager
def _clock(seconds: dict[str, float], name: str) -> Iterator[None]:
    """Add the processor time of the body to `name`."""
    started = time.process_time()
    yield
    seconds[name] = seconds.get(name, 0.0) + time.process_time() - started


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
