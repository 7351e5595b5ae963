"""`make bench`: measure the stages as bare functions, each file format and whole runs, write JSON and Markdown.

The small form ends within three minutes; `--long` adds 10,000 and 100,000 documents.
"""

import argparse
import json
import platform
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from flows.workers import default_count
from tests.benchmarks.bare import measure_bare
from tests.benchmarks.documents import generate
from tests.benchmarks.formats import format_table, measure_formats
from tests.benchmarks.report import growth_lines, run_table, stage_table
from tests.benchmarks.whole import as_json, measure_run

_SMALL, _LONG = (200, 1_000), (1_000, 10_000, 100_000)


def main() -> None:
    options = _options()
    report: dict = {"at": datetime.now(UTC).isoformat(), "machine": platform.machine(), "cores": default_count()}
    lines: list[str] = []
    printed: list[str] = []
    bare_seconds = {}
    for form in ("text", "html"):
        documents = [generate(number, form) for number in range(options.bare)]
        stages, baselines = measure_bare(documents, options.rounds)
        bare_seconds[form] = stages[-1].seconds / len(documents)
        report[form] = {"stages": [asdict(stage) for stage in stages], "baselines": baselines}
        baseline_lines = [
            f"- {name}: {spent / len(documents) * 1000:.2f} ms a document" for name, spent in baselines.items()
        ]
        title = f"Bare functions, {form}, one core ({len(documents)} documents):"
        lines += [title, "", stage_table(stages), "", *baseline_lines, ""]
        print("\n".join(lines), flush=True)
        printed += lines
        lines = []
    if options.formats:
        speeds = measure_formats(options.formats, options.rounds)
        report["formats"] = [asdict(speed) for speed in speeds]
        printed += [f"Reading each format, one core ({options.formats} documents):", "", format_table(speeds), ""]
        print("\n".join(printed[-4:]), flush=True)
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        runs = []
        for workers in options.workers:
            for count in options.counts or (_LONG if options.long else _SMALL):
                runs.append(measure_run(Path(folder), count, "text", workers, bare_seconds["text"]))
                print(run_table(runs[-1:]), flush=True)
    report["runs"] = as_json(runs)
    lines = ["Whole runs:", "", run_table(runs), "", *(f"- {line}" for line in growth_lines(runs))]
    if options.json:
        options.json.write_text(json.dumps(report, indent=1), encoding="utf-8")
    if options.markdown:
        options.markdown.write_text("\n".join([*printed, *lines]) + "\n", encoding="utf-8")
    print("\n".join(lines))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--long", action="store_true", help="1,000, 10,000 and 100,000 documents")
    parser.add_argument("--counts", type=int, nargs="*", help="documents of the whole runs")
    parser.add_argument("--workers", type=int, nargs="*", default=[1, 2], help="worker processes of the whole runs")
    parser.add_argument("--bare", type=int, default=100, help="documents for the bare functions")
    parser.add_argument("--formats", type=int, default=40, help="documents for each file format; 0 leaves it out")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the bare functions; the least counts")
    parser.add_argument("--folder", type=Path, help="where generated documents and warehouses go; default: temporary")
    parser.add_argument("--json", type=Path, help="write all figures here")
    parser.add_argument("--markdown", type=Path, help="write the tables here")
    return parser.parse_args()


if __name__ == "__main__":
    main()
