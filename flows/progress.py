"""What a run tells while it goes on: one event a step, rendered by whoever listens."""

import json
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
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
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def ignore(event: Event) -> None:
    """The listener of those who do not want to know."""


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Hand a listener to a flow run inside the body: parameters of a flow travel as JSON."""
    token = _current.set(listener)
    try:
        yield
    finally:
        _current.reset(token)


def current_listener() -> Listener | None:
    """The listener of the `listening` block around the caller."""
    return _current.get()


_current: ContextVar[Listener | None] = ContextVar("listener", default=None)


def one_line(text: str) -> str:
    """The text without what breaks a line, moves the cursor or turns the writing direction: names come from outside."""
    return _CONTROLS.sub(lambda found: found.group().encode("unicode_escape").decode(), text)


class PlainLines:
    """One line an event, for logs and pipes."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr

    def __call__(self, event: Event) -> None:
        # The command line tells why a run failed.
        if event.name != "run_failed":
            print(one_line(event.message), file=self.stream, flush=True)


class JsonLines:
    """One JSON object an event: time, event, run_id, message and the event's values."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream or sys.stderr

    def __call__(self, event: Event) -> None:
        record = {"time": datetime.now(UTC).isoformat(timespec="milliseconds"), "event": event.name, **asdict(event)}
        del record["name"]
        record |= record.pop("values")
        print(json.dumps(record, ensure_ascii=False, default=str), file=self.stream, flush=True)
