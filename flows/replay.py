"""Rejected documents once more, out of the text that the quarantine keeps of them: their sources are gone.

What only the source knew, its tables and what a crawler told, is lost; where the source is still there, run over it.
"""

from collections.abc import Sequence
from pathlib import Path

from flows.load.publish import WorkingCopy
from flows.model import RawDocument
from flows.pipeline import begin, conclude, load_part, patience
from flows.progress import Listener, ignore
from flows.request import RunSummary
from flows.stages import Limits, Read, StageTally, segment, validate


def replay(
    documents: Sequence[RawDocument], warehouse: Path, *, wait: bool = False, on_progress: Listener = ignore
) -> RunSummary:
    """Segment and validate `documents` (flows.validate.quarantine.replayable_documents), load what keeps its contract.

    What loads leaves the quarantine. Raises as flows.pipeline.run_pipeline.
    """
    with begin(warehouse, "local", on_progress) as (run, summary, tell):
        tell("run_started", f"run {run.run_id}: {len(documents)} documents out of the quarantine of {warehouse}")
        with WorkingCopy(warehouse, run, wait_seconds=patience(wait)) as copy:
            count = StageTally(rows_in=len(documents), rows_out=len(documents))
            read = Read(run, Limits(), list(documents), counts={"extract": count})
            load_part(validate(segment(read)), copy, summary, tell, _call)
            conclude(copy, summary, tell, _call)
    return summary


def _call(step: str, function, *arguments):
    return function(*arguments)
