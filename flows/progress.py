"""What a run tells while it goes on: one event a step, rendered by whoever listens."""

import json
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from typing import Any, TextIO


@dataclass(frozen=True, slots=True)
class Event:
    """One step of a run.

    name: run_started, batch_loaded, document_quarantined, warning, run_finished, run_failed.
    run_id: the run it belongs to. message: a sentence for people. values: numbers and names for machines.
    """

    name: str
    run_id: str
    message: str
    values: dict[str, Any] = field(default_factory=dict)


Listener = Callable[[Event], None]


def ignore(event: Event) -> None:
    """The listener of those who do not want to know."""


class PlainLines:
    """One line an event, for logs and pipes; a batch reports at most every `interval` seconds."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr

    def __call__(self, event: Event) -> None:
        print(event.message, file=self.stream, flush=True)


class JsonLines:
    """One JSON object an event: time, event, run_id, message and the event's values."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr

    def __call__(self, event: Event) -> None:
        record = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event.name, **asdict(event)}
        del record["name"]
        record |= record.pop("values")
        print(json.dumps(record, ensure_ascii=False, default=str), file=self.stream, flush=True)
