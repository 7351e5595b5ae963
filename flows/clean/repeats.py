"""What a source prints twice: a table of contents, an abstract before the plan, the whole plan a second time."""

import re
from itertools import pairwise

_CONTENTS = re.compile(r"目\n?录\n?")
_ENTRY = re.compile(r"[^\n。]{3,16}")
_ENTRY_LABEL = re.compile(
    r"第[一二三四五六七八九十百零〇\d]{1,4}[章节篇编]|[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)"
)
_LONGEST_ENTRY, _MOST_ENTRIES = 40, 500
_PROBE = 24
_SHORTEST_PROBE = 16
# So many short lines may stand before the text of a speech.
_SHORT_LINES = 4
_LEAST_DIFFERENT = 6
# A repeat within this share of the text belongs to an abstract; a later one begins a copy.
_ABSTRACT_SHARE = 0.4


def contents(text: str, start: int, end: int) -> tuple[int, tuple[str, ...]] | None:
    """Where a table of contents that opens text[start:end] ends, and the headings that it lists, the longest first.

    It ends where its last heading does, at the latest at the second printing of its first entry.
    """
    last = _contents_end(text, start, end)
    if last is None:
        return None
    marks = [mark for mark in _ENTRY_LABEL.finditer(text, start, last) if text[mark.end() : mark.end() + 1] != "\n"]
    headings = {text[mark.end() : following.start()].strip("\n.…·0123456789 ") for mark, following in pairwise(marks)}
    if marks and "\n" not in text[marks[-1].end() : last - 1]:
        # In run-on text what follows stands behind the last heading, whose words are printed again.
        tail = text[marks[-1].end() : last][:_LONGEST_ENTRY]
        size = next((size for size in range(len(tail), 3, -1) if text.find(tail[:size], last, end) > 0), 0)
        headings.add(tail[:size])
        last = marks[-1].end() + size if size else last
    kept = [heading for heading in headings if 2 <= len(heading) <= _LONGEST_ENTRY and "\n" not in heading]
    # No plan has so many: what looks like contents is none.
    return last, tuple(sorted(kept, key=lambda heading: (-len(heading), heading)) if len(kept) <= _MOST_ENTRIES else ())


def _contents_end(text: str, start: int, end: int) -> int | None:
    heading = _CONTENTS.match(text, start)
    entry = _ENTRY.match(text, heading.end()) if heading else None
    if entry is None:
        return None
    # A short entry (1总则) is printed again only as a line.
    line = "\n" if len(entry.group()) == 3 else ""
    # In run-on text the next entry stands behind it.
    following = _ENTRY_LABEL.search(text, entry.start() + 3, entry.end())
    words = text[entry.start() : following.start() if following else entry.end()]
    again = text.find(line + words, entry.start() + 3, end)
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
    at, probe = _first_probe(text, start, end)
    again = text.find(probe, at + _PROBE, end) if probe else -1
    if again < 0:
        return None
    # The copy begins where the text before it still equals the text before the first printing.
    first, copy = at - 1, again - 1
    while first >= 0 and copy > start and text[first] == text[copy]:
        first, copy = first - 1, copy - 1
    return copy + 1


def _first_probe(text: str, start: int, end: int) -> tuple[int, str | None]:
    """The first line that is long enough, behind the short ones of a speech (各位代表:), and where it begins."""
    at = start
    for _ in range(_SHORT_LINES):
        if probe := _probe(text, at):
            return at, probe
        at = text.find("\n", at, end) + 1
        if at == 0:
            break
    return start, None


def _probe(text: str, start: int) -> str | None:
    probe = text[start : start + _PROBE].split("\n", 1)[0]
    # A row of one mark repeats itself.
    return probe if len(probe) >= _SHORTEST_PROBE and len(set(probe)) >= _LEAST_DIFFERENT else None
