"""Document reader: the plan's text with every target, body, time limit and citation marked and linked to its row."""

import html

import polars as pl
import streamlit as st

from dashboards.data import rows
from dashboards.parts import named, one, sentence_card, table
from dashboards.reading import PRECEDENCE, Mark, place_of, render_rows, render_text, unit_of
from dashboards.texts import name_of, text
from dashboards.values import limit, quantity

# Characters that one page of a long document shows.
PAGE_CHARACTERS = 30_000
_DOCUMENT, _MARK, _UNIT = "document", "mark", "at"
# The colours of style.css in the names that Streamlit has for them.
_TONES = {"target": "orange", "deadline": "green", "agency": "blue", "citation": "violet"}


def show() -> None:
    document_id = _choose_document()
    if document_id is None:
        return
    document = rows("report_documents", document_id=document_id).row(0, named=True)
    marks = rows("report_marks", order_by=["char_start", "-char_end"], document_id=document_id)
    focus = st.query_params.get(_MARK)
    at = st.query_params.get(_UNIT, "")
    unit = int(at) if at.isascii() and at.isdecimal() and len(at) < 10 else None
    st.header(document["title"])
    _describe(document)
    focused = marks.filter(pl.col("mark_id") == focus).to_dicts() if focus else []
    if focused:
        _focus_card(document, focused[0])
    elif focus:
        st.warning(text("reader.mark_gone"))

    kinds = _choose_kinds(marks)
    discards = st.toggle(text("reader.discards"), key="discards", bind="query-params")
    found = [row for row in marks.iter_rows(named=True) if row["kind"] in kinds or row["mark_id"] == focus]
    raw_text = rows("documents", ["raw_text"], document_id=document_id).item()
    window = _choose_window(len(raw_text), focused[0]["char_start"] if focused else unit)
    entries = {
        (row["kind"], row["mark_id"]): (
            Mark(row["mark_id"], row["kind"], row["char_start"], row["char_end"], _tip(row)),
            row["quote"],
            _reading(row),
        )
        for row in found
        if row["char_start"] < window[1] and row["char_end"] > window[0]
    }
    spans = rows("text_spans", ["char_start", "char_end", "kind"], order_by=["char_start"], document_id=document_id)
    items = rows("items", ["char_start", "depth", "kind"], order_by=["depth"], document_id=document_id)
    body = render_text(
        raw_text,
        spans.iter_rows(),
        {start: (depth, kind) for start, depth, kind in items.iter_rows()},
        [mark for mark, _, _ in entries.values()],
        focus=focus,
        focus_unit=unit,
        with_discards=discards,
        window=window,
    )
    beside = render_rows(entries.values(), focus) if entries else f"<p>{html.escape(text('reader.no_marks'))}</p>"
    st.html(
        f'<div class="yd-reader"><article lang="zh" class="yd-text">{body}</article>'
        f'<aside aria-label="{html.escape(text("reader.rows"), quote=True)}">{beside}</aside></div>'
    )
    if focused:
        _scroll_to(place_of(focus))
    elif unit is not None:
        _scroll_to(unit_of(unit))
    with st.expander(text("reader.table")):
        table(_as_table(marks), f"marks-{document_id}")


def _choose_document() -> str | None:
    documents = rows(
        "report_documents",
        ["document_id", "title", "region_name", "plan_year", "is_original", "targets"],
        order_by=["-is_original", "region_name", "plan_year", "title"],
    )
    if documents.is_empty():
        st.info(text("empty.documents"))
        return None
    names = {}
    for row in documents.iter_rows(named=True):
        place = " ".join(str(part) for part in (row["region_name"], row["plan_year"]) if part)
        repost = "" if row["is_original"] else f" · {text('reader.repost')}"
        names[row["document_id"]] = f"{place} · {row['title']}{repost}" if place else f"{row['title']}{repost}"
    asked = st.query_params.get(_DOCUMENT)
    if asked and asked not in names:
        st.warning(text("reader.document_gone"))
    # Without a wish the fullest document, for the marks to be seen.
    first = asked if asked in names else documents.sort("targets", descending=True)["document_id"][0]
    chosen = st.selectbox(
        text("filter.document"),
        list(names),
        index=list(names).index(first),
        format_func=names.get,
        # A link to another document gives a new choice; the choice gives the address.
        key=f"document-{asked if asked in names else ''}",
    )
    if chosen != asked:
        st.query_params[_DOCUMENT] = chosen
        if asked in names:
            st.query_params.pop(_MARK, None)
            st.query_params.pop(_UNIT, None)
            st.rerun()
    return chosen


def _describe(document: dict) -> None:
    dates = document["written_date"] or document["published_date"]
    facts = [
        document["document_type"],
        document["document_number"],
        document["region_name"],
        document["issuers"],
        str(dates) if dates else None,
        text("reader.item_share", share=document["item_share"]) if document["item_share"] is not None else None,
        *(name_of("flag", flag) for flag in document["flags"]),
    ]
    st.caption(" · ".join(fact for fact in facts if fact).replace("[", "\\["))
    if (address := document["source_url"]) and address.startswith(("http://", "https://")):
        st.link_button(text("reader.source"), address, icon=":material/open_in_new:")


def _focus_card(document: dict, mark: dict) -> None:
    sentence = mark["quote"]
    if mark["kind"] == "target":
        target = rows("report_targets", ["sentence"], target_id=mark["mark_id"])
        sentence = target.item() if target.height else sentence
    head = f"{name_of('kind', mark['kind'])} · {_reading(mark)}"
    with st.container(key="focus-card"):
        sentence_card(
            head, sentence, mark["quote"], text("reader.id", id=mark["mark_id"]), document["document_id"],
            mark["mark_id"], link=text("reader.link"),
        )  # fmt: skip


def _choose_kinds(marks: pl.DataFrame) -> set[str]:
    counts = dict(marks.group_by("kind").len().iter_rows())
    kinds = [kind for kind in PRECEDENCE if kind in counts]
    chosen = st.pills(
        text("reader.kinds"),
        kinds,
        selection_mode="multi",
        default=kinds,
        format_func=lambda kind: f":{_TONES[kind]}[●] {name_of('kind', kind)} {counts[kind]:,}",
        key=f"kinds-{st.query_params.get(_DOCUMENT)}",
    )
    return set(chosen)


def _choose_window(length: int, focus_start: int | None) -> tuple[int, int]:
    """The part of a long document that is shown, by default the one with the focused mark."""
    if length <= PAGE_CHARACTERS:
        return 0, length
    pages = [str(number + 1) for number in range(-(-length // PAGE_CHARACTERS))]
    page = one("part", pages, index=min((focus_start or 0) // PAGE_CHARACTERS, len(pages) - 1))
    start = (int(page) - 1) * PAGE_CHARACTERS
    return start, min(start + PAGE_CHARACTERS, length)


def _reading(row: dict) -> str:
    """What was read out of the mark."""
    if row["kind"] == "target":
        return f"{row['name']} {quantity(row['value'], row['value_max'], row['unit'], row['comparator'], row['basis'])}"
    if row["kind"] == "agency":
        return f"{name_of('role', row['role'])} · {row['name'] or text('reader.unresolved')}"
    if row["kind"] == "deadline":
        return limit(row["due"], name_of)
    return row["name"] or name_of("kind", "citation")


def _tip(row: dict) -> str:
    return f"{name_of('kind', row['kind'])}: {_reading(row)}"


def _as_table(marks: pl.DataFrame) -> pl.DataFrame:
    return marks.select(
        kind=named("kind", "kind"),
        quote="quote",
        reading=pl.Series([_reading(row) for row in marks.iter_rows(named=True)], dtype=pl.String),
        due="due",
        char_start="char_start",
        char_end="char_end",
        mark_id="mark_id",
    )


def _scroll_to(element_id: str) -> None:
    """Bring the element into view; the id holds letters, digits, - and _ only."""
    st.html(
        f'<script>setTimeout(() => {{ const place = document.getElementById("{element_id}"); '
        'if (place) place.scrollIntoView({block: "center"}); }, 300);</script>',
        unsafe_allow_javascript=True,
    )
