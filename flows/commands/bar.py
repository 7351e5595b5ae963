"""The progress bar of a run on a terminal."""

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from flows.progress import Event, one_line


class ProgressBar:
    """Listens to a run: documents done of documents found, above it what went into quarantine."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("documents", total=None)
        self._progress.start()

    def __call__(self, event: Event) -> None:
        if event.name == "run_started":
            self._progress.update(self._task, total=event.values["sources"])
        elif event.name == "batch_loaded":
            self._progress.update(self._task, completed=event.values["seen"])
        elif event.name in ("document_quarantined", "warning"):
            self._progress.console.print(one_line(event.message), markup=False, highlight=False)
        elif event.name in ("loading", "auditing", "publishing"):
            self._progress.update(self._task, description=event.name)

    def close(self) -> None:
        self._progress.stop()
