"""`make bench`: measure the stages as bare functions, each file format and whole runs, write JSON and Markdown.

The small form ends within three minutes. `--long` takes half an hour: 10,000 documents of full length with as many
workers as cores, the same on a Dask cluster of this machine, and 1,000, 10,000 and 100,000 shorter ones for growth.
"""

import argparse
import json
import platform
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from flows.workers import default_count
from tests.benchmarks.bare import bare_clock, measure_bare
from tests.benchmarks.cluster import local_cluster
from tests.benchmarks.documents import MEAN_CHARACTERS, generate
from tests.benchmarks.formats import format_table, measure_formats
from tests.benchmarks.report import run_table, stage_table, verdict_table
from tests.benchmarks.verdicts import judge, judge_bare
from tests.benchmarks.whole import WholeRun, as_json, measure_run

_SMALL, _GROWING, _MANY = (200, 1_000), (1_000, 10_000, 100_000), 10_000
_SHORT = 2_000


@dataclass(slots=True)
class Report:
    """Figures for programs, and text for people; both are on disk as soon as they are known."""

    json: Path | None
    markdown: Path | None
    figures: dict = field(default_factory=dict)
    text: list[str] = field(default_factory=list)

    def add(self, figures: dict, *text: str) -> None:
        self.figures |= figures
        self.text += [*text, ""]
        print(*text, "", sep="\n", flush=True)
        if self.json:
            self.json.write_text(json.dumps(self.figures, indent=1), encoding="utf-8")
        if self.markdown:
            self.markdown.write_text("\n".join(self.text), encoding="utf-8")


def main() -> None:
    options = _options()
    cores = default_count()
    report = Report(options.json, options.markdown)
    report.add({"at": datetime.now(UTC).isoformat(), "machine": platform.machine(), "cores": cores})
    lengths = {MEAN_CHARACTERS, options.characters or (_SHORT if options.long else MEAN_CHARACTERS)}
    for length in sorted(lengths, reverse=True):
        _bare(report, "text", length, options)
    sample = options.bare if options.long else options.bare // 2
    clocks = {length: bare_clock(sample, "text", length) for length in lengths}
    _bare(report, "html", MEAN_CHARACTERS, options)
    if options.formats:
        speeds = measure_formats(options.formats, options.rounds)
        title = f"Reading each format, one core ({options.formats} documents):"
        report.add({"formats": [asdict(speed) for speed in speeds]}, title, "", format_table(speeds))
    runs: list[WholeRun] = []
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        for count, characters, workers, engine in _plan(options, cores):
            arguments = folder, count, "text", workers, clocks[characters], characters
            if engine == "dask":
                with local_cluster(workers, folder) as address:
                    runs.append(measure_run(*arguments, dask=address))
            else:
                runs.append(measure_run(*arguments))
            print(run_table(runs[-1:]), flush=True)
    report.add({"runs": as_json(runs)}, "Whole runs:", "", run_table(runs))
    verdicts = judge(runs, cores)
    if verdicts:
        report.add({"verdicts": [asdict(verdict) for verdict in verdicts]}, verdict_table(verdicts))


def _bare(report: Report, form: str, characters: int, options: argparse.Namespace) -> None:
    """Measure and report the bare functions."""
    documents = [generate(number, form, mean_characters=characters) for number in range(options.bare)]
    stages, baselines = measure_bare(documents)
    name = form if characters == MEAN_CHARACTERS else f"{form} of {characters:,} characters"
    report.add(
        {name: {"stages": [asdict(stage) for stage in stages], "baselines": baselines}},
        f"Bare functions, {name}, one core ({options.bare} documents):",
        "",
        stage_table(stages),
        "",
        *(f"- {other}: {spent / options.bare * 1000:.2f} ms a document" for other, spent in baselines.items()),
    )
    if name == "text":
        verdicts = judge_bare(options.bare, stages[-1].seconds, baselines)
        report.add({"bare_verdicts": [asdict(verdict) for verdict in verdicts]}, verdict_table(verdicts))
        if "jionlp" not in baselines:
            report.add({}, "- jionlp is not installed (uv pip install --group compare): no comparison with it")


def _plan(options: argparse.Namespace, cores: int) -> Iterator[tuple[int, int, int, str]]:
    """(documents, characters, workers, engine) of each whole run."""
    if not options.long or options.counts:
        for workers in options.workers or sorted({1, cores}):
            for count in options.counts or _SMALL:
                yield count, options.characters or MEAN_CHARACTERS, workers, "local"
        return
    yield _MANY, MEAN_CHARACTERS, cores, "local"
    yield _MANY, MEAN_CHARACTERS, cores, "dask"
    for count in _GROWING:
        yield count, options.characters or _SHORT, cores, "local"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--long", action="store_true", help="up to 100,000 documents, and Dask")
    parser.add_argument("--counts", type=int, nargs="*", help="documents of the whole runs, in place of those planned")
    parser.add_argument("--characters", type=int, help="mean length of the documents whose number grows")
    parser.add_argument("--workers", type=int, nargs="*", help="worker processes of the whole runs; default: 1, cores")
    parser.add_argument("--bare", type=int, default=300, help="documents for the bare functions")
    parser.add_argument("--formats", type=int, default=40, help="documents for each file format; 0 leaves it out")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the formats; the least counts")
    parser.add_argument("--folder", type=Path, help="where generated documents and warehouses go; default: temporary")
    parser.add_argument("--json", type=Path, help="write all figures here")
    parser.add_argument("--markdown", type=Path, help="write the tables here")
    return parser.parse_args()


if __name__ == "__main__":
    main()
