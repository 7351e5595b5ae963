"""What was measured, as Markdown tables."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from tests.benchmarks.bare import Stage
from tests.benchmarks.whole import WholeRun


def stage_table(stages: Iterable[Stage]) -> str:
    return markdown_table(
        ("stage", "documents/s", "MB/s", "ms a document", "share", "× rjieba"),
        [
            (
                stage.name,
                f"{stage.documents_per_second:,.0f}",
                f"{stage.megabytes_per_second:,.1f}",
                f"{stage.seconds / stage.documents * 1000:.2f}",
                f"{stage.share:.0%}",
                f"{stage.against:.1f}",
            )
            for stage in stages
        ],
    )


def run_table(runs: Iterable[WholeRun]) -> str:
    return markdown_table(
        ("documents", "workers", "documents/s", "seconds", "peak MB", "processor overhead", "efficiency", "again"),
        [
            (
                f"{run.documents:,} {run.form}",
                str(run.workers),
                f"{run.documents_per_second:,.0f}",
                f"{run.seconds:.1f}",
                f"{run.peak_bytes / 1e6:,.0f}",
                f"{run.processor_overhead:+.0%}",
                f"{run.efficiency:.2f}",
                f"{run.again_seconds / run.seconds:.1%}",
            )
            for run in runs
        ],
    )


def growth_lines(runs: Sequence[WholeRun]) -> list[str]:
    """What ten times the documents cost, at the same number of workers."""
    lines = []
    for small, large in pairwise(runs):
        if (small.workers, small.form) == (large.workers, large.form) and small.documents < large.documents:
            factor = large.documents / small.documents
            lines.append(
                f"{factor:g} × the documents ({small.documents:,} → {large.documents:,}, {small.workers} workers): "
                f"{large.processor_seconds / small.processor_seconds:.1f} × the processor time, "
                f"{large.peak_bytes / small.peak_bytes:.2f} × the memory"
            )
    return lines


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
