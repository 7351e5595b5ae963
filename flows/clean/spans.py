"""The partition of a document's text: every character in exactly one labelled span."""

from collections.abc import Iterable

from flows.errors import YaodianError
from flows.model import Span


class PartitionError(YaodianError):
    """The spans of a document leave a gap or overlap: a fault of the rules, never of the document."""

    def __init__(self, uri: str, at: int, fault: str) -> None:
        self.uri, self.at, self.fault = uri, at, fault
        super().__init__(f"{uri}: {fault} at character {at}. Report this document; it was not loaded.")


def partition(text: str, labelled: Iterable[Span]) -> tuple[Span, ...]:
    """Complete labelled spans to a partition of `text`.

    labelled: spans that cover every visible character; where two overlap the one that begins first keeps it. White
    space between two spans of the same kind and item joins them, any other is a span of its own (kind whitespace).
    """
    result: list[Span] = []
    position = 0
    for span in sorted(labelled, key=lambda span: span.start):
        if span.start < position:
            span = Span(position, span.end, span.kind, span.item)
        if span.end <= span.start:
            continue
        if span.start > position:
            if result and (result[-1].kind, result[-1].item) == (span.kind, span.item):
                result[-1] = Span(result[-1].start, span.end, span.kind, span.item)
                position = span.end
                continue
            result.append(Span(position, span.start, "whitespace"))
        elif result and (result[-1].kind, result[-1].item) == (span.kind, span.item) and span.start == position:
            result[-1] = Span(result[-1].start, span.end, span.kind, span.item)
            position = span.end
            continue
        result.append(span)
        position = span.end
    if position < len(text):
        result.append(Span(position, len(text), "whitespace"))
    return tuple(result)


def check_partition(uri: str, text: str, spans: tuple[Span, ...]) -> None:
    """Raise PartitionError unless `spans` cover `text` without gap or overlap and white space is white space."""
    position = 0
    for span in spans:
        if span.start != position:
            raise PartitionError(uri, position, "a gap" if span.start > position else "an overlap")
        position = span.end
    if position != len(text):
        raise PartitionError(uri, position, "missing characters")
