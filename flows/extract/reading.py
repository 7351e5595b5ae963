"""What every format's reader gives back."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from flows.model import Table


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a source with what is known of it; fields as in RawDocument, offsets count characters of `text`."""

    text: str
    charset: str | None = None
    head: Mapping[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    body: tuple[int, int] | None = None
    furniture: tuple[tuple[int, int], ...] = ()
