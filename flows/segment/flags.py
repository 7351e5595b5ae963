"""What is wrong with a source: the flags of GUIDELINES.md."""

import re
from bisect import bisect_left
from collections.abc import Sequence

from flows.clean.furniture import has_carrier_mark
from flows.clean.titles import SPEECH_TITLE
from flows.clean.zones import Zones
from flows.model import Item, RawDocument, Span
from flows.reference import alternatives
from flows.text import Passage

_MASKED = re.compile(r"(?:XX|××|xx|某某|\*\*)(?=[市省县区州镇乡教特“”、,。学职地])")
# …实现新跨越而努力奋斗。
_CALL = re.compile(alternatives("document_words", "speech_call"))
_TERMINAL = "。!?;”)》…"
_RUN_ON_SHARE = 0.5


def read_flags(
    raw: RawDocument,
    passage: Passage,
    zones: Zones,
    residue: Sequence[Span],
    body: Passage,
    items: Sequence[Item],
    title: str | None,
    has_flat_table: bool,
) -> tuple[str, ...]:
    flags = set()
    if any(span.kind == "spam" for span in residue):
        flags.add("seo_spam")
    around = ("promo", "navigation", "metadata", "duplicate")
    if any(has_carrier_mark(passage.text[start:end]) for start, end, kind in zones.marked if kind in around):
        flags.add("reposted")
    if has_flat_table:
        flags.add("flattened_table")
    if len(_MASKED.findall(body.text)) >= 2:
        flags.add("masked_names")
    if _is_run_on(raw, body, items):
        flags.add("run_on")
    if _is_truncated(body, zones, title, raw):
        flags.add("truncated")
    return tuple(sorted(flags))


def _is_run_on(raw: RawDocument, body: Passage, items: Sequence[Item]) -> bool:
    """No line breaks between numbered units: most labels stand within a line, or behind nothing but a gap."""
    starts = [item.start for item in items if item.label and item.kind != "row"]
    if len(starts) < 3:
        return False
    has_breaks = "\n" in raw.text.strip()
    places = [bisect_left(body.offsets, start) for start in starts]
    within = sum(1 for place in places if place and not (has_breaks and body.text[place - 1] == "\n"))
    return within > _RUN_ON_SHARE * len(starts)


def _is_truncated(body: Passage, zones: Zones, title: str | None, raw: RawDocument) -> bool:
    """The text stops before the plan's end: no closing mark, a speech without its call, a cut at a round size."""
    if zones.is_truncated_notice:
        return True
    text = body.text.rstrip("\n")
    if not text:
        return True
    if title and title.endswith(SPEECH_TITLE):
        calls = "!" in text[-160:] or _CALL.search(text, max(0, len(text) - 60)) is not None
        return (not calls and "。" in text[-1:]) or text[-1] not in _TERMINAL + "!"
    if zones.signatures and text[-1] not in ",、":
        return False
    if len(raw.text) % 1000 == 0:
        return True
    tail = text[-1]
    last_line = text.rsplit("\n", 1)[-1]
    return tail in ",、:" or (tail not in _TERMINAL and len(last_line) > 40)
