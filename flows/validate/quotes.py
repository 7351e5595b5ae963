"""What a reader reads between two offsets: the raw text without the spans that belong to no item."""

from bisect import bisect_right
from collections.abc import Sequence

from flows.model import Span


class QuoteReader:
    """Reads quotes of one document; `spans` partition `text` in ascending order."""

    __slots__ = ("_spans", "_starts", "_text")

    def __init__(self, text: str, spans: Sequence[Span]) -> None:
        self._text = text
        self._spans = spans
        self._starts = [span.start for span in spans]

    def read(self, start: int, end: int) -> str:
        """The characters `start` to `end` (exclusive) that belong to items; all of them when none does."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self._spans[first].end >= end:
            return self._text[start:end]
        kept = []
        for span in self._spans[first:]:
            if span.start >= end:
                break
            if span.item is not None:
                kept.append(self._text[max(start, span.start) : min(end, span.end)])
        return "".join(kept) or self._text[start:end]
