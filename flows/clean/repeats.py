"""What a source prints twice: a table of contents, an abstract before the plan, the whole plan a second time."""

import re

_CONTENTS = re.compile(r"目\n?录\n?")
_ENTRY = re.compile(r"[^\n。]{3,16}")
_PROBE = 24
_SHORTEST_PROBE = 16
_LEAST_DIFFERENT = 6
# A repeat within this share of the text belongs to an abstract; a later one begins a copy.
_ABSTRACT_SHARE = 0.4


def contents_end(text: str, start: int, end: int) -> int | None:
    """Where a table of contents that opens text[start:end] ends: at the second printing of its first entry."""
    heading = _CONTENTS.match(text, start)
    entry = _ENTRY.match(text, heading.end()) if heading else None
    if entry is None:
        return None
    # A short entry (1总则) is printed again only as a line.
    line = "\n" if len(entry.group()) == 3 else ""
    again = text.find(line + entry.group(), entry.start() + 3, end)
    return again + len(line) if again > 0 else None


def abstract_end(text: str, start: int, end: int) -> int | None:
    """Where an abstract ends that breaks off before the plan begins anew with the same words; null without one."""
    probe = _probe(text, start)
    if probe is None:
        return None
    reach = min(end, start + int(_ABSTRACT_SHARE * (end - start)))
    last = None
    again = text.find(probe, start + _PROBE, reach)
    while again >= 0:
        last = again
        again = text.find(probe, again + _PROBE, reach)
    return last


def copy_start(text: str, start: int, end: int) -> int | None:
    """Where a second printing of the whole begins, with its own notice; null when the plan stands once."""
    probe = _probe(text, start)
    again = text.find(probe, start + _PROBE, end) if probe else -1
    if again < 0:
        return None
    # The copy begins where the text before it still equals the text before the first printing.
    first, copy = start - 1, again - 1
    while first >= 0 and copy > start and text[first] == text[copy]:
        first, copy = first - 1, copy - 1
    return copy + 1


def _probe(text: str, start: int) -> str | None:
    probe = text[start : start + _PROBE].split("\n", 1)[0]
    # A row of one mark repeats itself.
    return probe if len(probe) >= _SHORTEST_PROBE and len(set(probe)) >= _LEAST_DIFFERENT else None
