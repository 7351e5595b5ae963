"""What was measured, as Markdown tables."""

from collections.abc import Iterable, Sequence

from tests.benchmarks.bare import Stage
from tests.benchmarks.verdicts import Verdict
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
        (
            "documents",
            "characters",
            "engine",
            "workers",
            "documents/s",
            "seconds",
            "peak MB",
            "processor overhead",
            "efficiency",
            "again",
        ),
        [
            (
                f"{run.documents:,} {run.form}",
                f"{run.characters:,}",
                run.engine,
                str(run.workers),
                f"{run.documents_per_second:,.0f}",
                f"{run.seconds:.1f}",
                "" if run.engine == "dask" else f"{run.peak_bytes / 1e6:,.0f}",
                "" if run.engine == "dask" else f"{run.processor_overhead:+.0%}",
                f"{run.efficiency:.2f}",
                f"{run.again_seconds / run.seconds:.1%}",
            )
            for run in runs
        ],
    )


def verdict_table(verdicts: Iterable[Verdict]) -> str:
    return markdown_table(
        ("promise", "measured", "bound", ""),
        [
            (
                verdict.promise,
                f"{verdict.figure:,.2f}",
                f"{verdict.bound:,.2f}",
                "kept" if verdict.is_kept else "missed",
            )
            for verdict in verdicts
        ],
    )


def markdown_table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
