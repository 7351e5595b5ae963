"""Search: the units of all plans that speak of the typed words, best first."""

import html
import re
from collections.abc import Sequence

import polars as pl
import streamlit as st

from dashboards.data import hits, rows
from dashboards.parts import place_filters, reader_link, table, with_reader_links, words
from dashboards.texts import text

_HITS = 500
_CARDS = 12
# Characters shown to either side of the first word that is found.
_CONTEXT = 80


def show() -> None:
    entry = words("q")
    chosen = place_filters()
    if not entry:
        st.info(text("search.start"))
        return
    reasons = {hit.item_id: (hit.score, hit.reason) for hit in hits(entry, _HITS)}
    units = rows("report_items", item_id=tuple(reasons), **chosen) if reasons else pl.DataFrame()
    if units.is_empty():
        st.info(text("search.none", entry=entry))
        return
    scores = [reasons[item_id][0] for item_id in units["item_id"]]
    found = units.with_columns(score=pl.Series(scores)).sort("score", "item_id", descending=[True, False])
    st.caption(text("search.found", count=f"{found.height:,}"))
    for row in found.head(_CARDS).iter_rows(named=True):
        _card(row, reasons[row["item_id"]][1])
    with st.expander(text("indicators.table")):
        table(
            with_reader_links(found).select(
                "open", "text", "score", "section", "label", "region_name", "plan_year", "title"
            ),
            "search",
            links={"open": text("open.document")},
        )


def _card(row: dict, reason: Sequence[str]) -> None:
    place = " · ".join(str(part) for part in (row["region_name"], row["plan_year"], row["section"]) if part)
    facts = [
        row["title"],
        text("search.reason", words="、".join(reason)),
        text("search.score", score=f"{row['score']:.1f}"),
    ]
    source = " · ".join(facts)
    with st.container(border=True, key=f"hit-{row['item_id']}", gap="xsmall"):
        st.html(
            f'<div class="yd-card"><b>{html.escape(place)}</b><p>{excerpt(row["text"], reason)}</p>'
            f"<small>{html.escape(source)}</small></div>"
        )
        reader_link(text("open.sentence"), row["document_id"], unit=row["char_start"])


def excerpt(sentence: str, reason: Sequence[str]) -> str:
    """HTML of the part around the first of the words that stands in the sentence, every such word marked."""
    sought = sorted(set(reason), key=len, reverse=True)
    # Without a word nothing is marked: a pattern that matches nowhere.
    pattern = re.compile("|".join(map(re.escape, sought)) or r"(?!)", re.IGNORECASE)
    first = pattern.search(sentence)
    start = max((first.start() if first else 0) - _CONTEXT, 0)
    end = (first.end() if first else 0) + _CONTEXT * 2
    part = sentence[start:end]
    pieces, last = [], 0
    for match in pattern.finditer(part):
        pieces += [
            html.escape(part[last : match.start()]),
            f'<mark class="yd-target">{html.escape(match.group())}</mark>',
        ]
        last = match.end()
    pieces.append(html.escape(part[last:]))
    return ("…" if start else "") + "".join(pieces) + ("…" if end < len(sentence) else "")
