"""A plan's text as HTML, with what was found in it marked in colour and linked to its row.

Pure functions from values to strings. Whatever comes from a document is escaped.
"""

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

# Kinds of span that a reader of the plan does not miss.
DISCARDED = frozenset({"navigation", "promo", "spam", "duplicate", "metadata"})
# Where marks overlap, the first of these gives the link and the tone.
PRECEDENCE = ("target", "deadline", "agency", "citation")
_BREAKS = re.compile(r"[ \t\u3000]*(?:\r?\n[ \t\u3000]*)+")


@dataclass(frozen=True, slots=True)
class Mark:
    """A run of characters with the row that stands on it; `title` is what a pointer over it shows."""

    mark_id: str
    kind: str
    start: int
    end: int
    title: str = ""


def render_text(
    raw_text: str,
    spans: Iterable[tuple[int, int, str]],
    items: Mapping[int, tuple[int, str]],
    marks: Sequence[Mark],
    *,
    focus: str | None = None,
    focus_unit: int | None = None,
    with_discards: bool = False,
    window: tuple[int, int] | None = None,
) -> str:
    """The text as paragraphs, one for each unit of the outline at least.

    spans: (start, end, kind) of text_spans, ascending; discarded kinds are left out, or shown as such.
    items: start of a unit → (depth, kind). focus: id of the mark that stands out;
    focus_unit: start of the unit that does.
    window: (start, end) of the part to render; everything when null.
    """
    low, high = window or (0, len(raw_text))
    visible = [mark for mark in marks if mark.start < high and mark.end > low]
    edges = sorted({*(edge for mark in visible for edge in (mark.start, mark.end)), *items})
    pieces: list[str] = []
    active: list[Mark] = []
    begun: set[str] = set()
    waiting = sorted(visible, key=lambda mark: mark.start)
    taken = 0
    for start, end, kind in spans:
        start, end = max(start, low), min(end, high)
        if start >= end:
            continue
        hidden = kind in DISCARDED
        inside = edges[bisect_right(edges, start) : bisect_left(edges, end)]
        for left, right in pairwise([start, *inside, end]):
            if left in items:
                depth, item_kind = items[left]
                at = " yd-focus" if left == focus_unit else ""
                pieces.append(f'</p><p id="{unit_of(left)}" class="yd-d{min(depth, 5)} yd-{item_kind}{at}">')
            while taken < len(waiting) and waiting[taken].start <= left:
                active.append(waiting[taken])
                taken += 1
            active = [mark for mark in active if mark.end > left]
            if hidden and not with_discards:
                continue
            words = _paragraphs(raw_text[left:right])
            if hidden:
                pieces.append(f'<del class="yd-discard" title="{kind}">{words}</del>')
            elif active and kind != "whitespace":
                pieces.append(_marked(words, active, begun, focus))
            elif kind in ("title", "signature", "wrapper"):
                pieces.append(f'<span class="yd-{kind}">{words}</span>')
            else:
                pieces.append(words)
    body = re.sub(r"(?:<br>[ \u3000]*){2,}", "<br>", f"<p>{''.join(pieces)}</p>")
    return re.sub(r"<p[^>]*>(?:\s|<br>)*</p>", "", re.sub(r"(<p[^>]*>)<br>", r"\1", body))


def _marked(words: str, active: Sequence[Mark], begun: set[str], focus: str | None) -> str:
    chief = min(active, key=lambda mark: (mark.mark_id != focus, PRECEDENCE.index(mark.kind), mark.start))
    kinds = " ".join(f"yd-{kind}" for kind in PRECEDENCE if any(mark.kind == kind for mark in active))
    if any(mark.mark_id == focus for mark in active):
        kinds += " yd-focus"
    identities = []
    for mark in active:
        if mark.mark_id not in begun:
            begun.add(mark.mark_id)
            identities.append(f'<i id="{place_of(mark.mark_id)}"></i>')
    title = html.escape(" · ".join(mark.title for mark in active if mark.title), quote=True)
    anchors = "".join(identities)
    link = f'href="#{row_of(chief.mark_id)}" target="_self"'
    return f'{anchors}<a class="yd-mark {kinds}" {link} title="{title}">{words}</a>'


def place_of(mark_id: str) -> str:
    """Id of the element in the text where the mark begins."""
    return "m-" + re.sub(r"[^0-9A-Za-z_-]", "_", mark_id)


def unit_of(start: int) -> str:
    """Id of the paragraph of the unit that starts there."""
    return f"u-{start}"


def row_of(mark_id: str) -> str:
    """Id of the mark's entry in the list beside the text."""
    return "r-" + re.sub(r"[^0-9A-Za-z_-]", "_", mark_id)


def _paragraphs(words: str) -> str:
    """Escaped, with the line breaks of the source; runs of empty lines become one."""
    return _BREAKS.sub("<br>", html.escape(words))


def render_rows(entries: Iterable[tuple[Mark, str, str]], focus: str | None = None) -> str:
    """The list beside the text: (mark, what it says, what was read out of it), each linked to its place."""
    lines = []
    for mark, words, reading in entries:
        focused = " yd-focus" if mark.mark_id == focus else ""
        lines.append(
            f'<li id="{row_of(mark.mark_id)}" class="yd-{mark.kind}{focused}">'
            f'<a href="#{place_of(mark.mark_id)}" target="_self">'
            f"<b>{html.escape(reading)}</b><span>{html.escape(words)}</span></a></li>"
        )
    return f'<ol class="yd-rows">{"".join(lines)}</ol>'
