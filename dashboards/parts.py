"""What several pages show: filters that live in the address, tables with downloads, sentences with their links."""

import html
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

import polars as pl
import streamlit as st

from dashboards.data import rows
from dashboards.downloads import CSV_TYPE, EXCEL_TYPE, as_csv, as_excel
from dashboards.texts import LANGUAGE_KEY, names_in, text

# Rows that a table sends to the browser; a download has all.
SHOWN_ROWS = 500
# Columns that would push all others out of sight, and the pixels they get.
_LONG_COLUMNS = ("title", "task", "text", "sentence", "cited_title")
_WIDE = 330
PAGES_KEY = "pages"


def place_filters(*, types: bool = False) -> dict[str, tuple]:
    """Region and year (and document type) as chosen: conditions for `rows`; () where nothing is chosen."""
    documents = rows("report_documents", ["region_name", "plan_year", "document_type"], is_original=True)
    boxes = st.columns(3 if types else 2)
    with boxes[0]:
        regions = many("region", sorted(documents["region_name"].drop_nulls().unique()))
    with boxes[1]:
        years = many("year", [str(year) for year in sorted(documents["plan_year"].drop_nulls().unique(), reverse=True)])
    chosen = {"region_name": tuple(regions), "plan_year": tuple(int(year) for year in years)}
    if types:
        with boxes[2]:
            chosen["document_type"] = tuple(many("type", sorted(documents["document_type"].unique())))
    return chosen


def many(key: str, options: Sequence[str]) -> list[str]:
    """Several of `options`; `key` is the name in the address, none chosen means all."""
    return st.multiselect(text(f"filter.{key}"), options, key=key, bind="query-params", placeholder=text("filter.all"))


def one(key: str, options: Sequence[str], **settings: object) -> str | None:
    """One of `options`; `key` is the name in the address."""
    return st.selectbox(text(f"filter.{key}"), options, key=key, bind="query-params", **settings)


def words(key: str) -> str:
    """Typed words; `key` is the name in the address."""
    entry = st.text_input(
        text(f"filter.{key}"), key=key, bind="query-params", placeholder=text(f"placeholder.{key}"), type="search"
    )
    return entry.strip()


def table(
    frame: pl.DataFrame,
    name: str,
    *,
    links: Mapping[str, str] | None = None,
    total: int | None = None,
    whole: Callable[[], pl.DataFrame] | None = None,
) -> None:
    """The frame with headings from texts.csv (column.…) and its downloads; `links`: column → words of the link.

    A frame that holds the first rows only comes with the number of all (`total`) and with what reads them for a
    download (`whole`): columns of the frame, links may be missing.
    """
    if frame.is_empty():
        st.info(text("empty.filter"))
        return
    links = links or {}
    headings = {column: text(f"column.{column}") for column in frame.columns}
    st.dataframe(
        frame.head(SHOWN_ROWS),
        hide_index=True,
        placeholder="",
        column_config={
            column: st.column_config.LinkColumn(heading, display_text=links[column])
            if column in links
            else st.column_config.DateColumn(heading)
            if frame.schema[column] == pl.Date
            else st.column_config.Column(heading, width=_WIDE if column in _LONG_COLUMNS else None)
            for column, heading in headings.items()
        },
    )
    read = whole or (lambda: frame)
    _download_row(
        lambda: read().drop(list(links), strict=False).rename(headings, strict=False), name, total or frame.height
    )


def _download_row(read: Callable[[], pl.DataFrame], name: str, total: int) -> None:
    """Buttons that give the frame as a file, and how many rows that are."""
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            text("download.csv"),
            lambda: as_csv(read()),
            f"{name}.csv",
            CSV_TYPE,
            key=f"csv-{name}",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            text("download.excel"),
            lambda: as_excel(read()),
            f"{name}.xlsx",
            EXCEL_TYPE,
            key=f"excel-{name}",
            on_click="ignore",
            icon=":material/table:",
        )
        shown = "download.some" if total > SHOWN_ROWS else "download.all"
        st.caption(text(shown, rows=f"{total:,}", shown=f"{SHOWN_ROWS:,}"))


def named(column: str, group: str) -> pl.Expr:
    """The column's codes as words of the page's language."""
    return pl.col(column).replace(names_in(group))


def named_list(column: str, group: str) -> pl.Expr:
    """The column's lists of codes as words, joined."""
    return pl.col(column).list.eval(pl.element().replace(names_in(group))).list.join("、")


def as_limit(column: str) -> pl.Expr:
    """Time limits as people write them: a span with a dash, long_term by its name."""
    return pl.col(column).str.replace("/", "–", literal=True).replace(names_in("limit"))


def reader_address(document_id: str, mark_id: str | None = None, unit: int | None = None) -> str:
    """Relative address of the reader page, for links inside tables: at the mark, or at the unit that starts there."""
    address = f"reader?document={document_id}" + (f"&mark={mark_id}" if mark_id else "")
    address += f"&at={unit}" if unit is not None else ""
    language = st.session_state.get(LANGUAGE_KEY)
    return address + (f"&{LANGUAGE_KEY}={language}" if language and language != "中文" else "")


def with_reader_links(frame: pl.DataFrame, mark: str | None = None) -> pl.DataFrame:
    """The frame with a column `open`: the reader at the row's document, and at its `mark` column's mark."""
    marks = frame[mark] if mark else [None] * frame.height
    addresses = [reader_address(*pair) for pair in zip(frame["document_id"], marks, strict=True)]
    return frame.with_columns(pl.Series("open", addresses, dtype=pl.String))


def reader_link(label: str, document_id: str, mark_id: str | None = None, unit: int | None = None) -> None:
    """A link to the reader that keeps the session: to the mark, or to the unit that starts at that character."""
    parameters = {"document": document_id} | ({"mark": mark_id} if mark_id else {})
    parameters |= {"at": str(unit)} if unit is not None else {}
    language = st.session_state.get(LANGUAGE_KEY)
    if language and language != "中文":
        parameters[LANGUAGE_KEY] = language
    st.page_link(
        st.session_state[PAGES_KEY]["reader"], label=label, icon=":material/menu_book:", query_params=parameters
    )


def sentence_card(
    head: str, sentence: str, quote: str, source: str, document_id: str, mark_id: str | None, link: str | None = None
) -> None:
    """One sentence with its quote marked, what it says above it, where it stands below, and the way there."""
    with st.container(border=True, key=f"card-{mark_id or document_id}", gap="xsmall"):
        st.html(
            f'<div class="yd-card"><b>{html.escape(head)}</b>'
            f"<p>{marked(sentence, quote)}</p><small>{html.escape(source)}</small></div>"
        )
        reader_link(link or text("open.sentence"), document_id, mark_id)


def marked(sentence: str, quote: str) -> str:
    """HTML of the sentence with the first occurrence of the quote marked."""
    before, found, after = sentence.partition(quote) if quote else (sentence, "", "")
    mark = f'<mark class="yd-target">{html.escape(found)}</mark>' if found else ""
    return html.escape(before) + mark + html.escape(after)


def figures(entries: Sequence[tuple[str, str, str]]) -> None:
    """Tiles of (label, figure, note)."""
    tiles = "".join(
        f'<div class="yd-tile"><span>{html.escape(label)}</span><b>{html.escape(figure)}</b>'
        f"<small>{html.escape(note)}</small></div>"
        for label, figure, note in entries
    )
    st.html(f'<div class="yd-tiles">{tiles}</div>')


def age(moment: datetime, now: datetime) -> str:
    """How long ago, in the largest unit that fits."""
    seconds = max((now - moment).total_seconds(), 0)
    for unit, length in (("days", 86_400), ("hours", 3_600), ("minutes", 60)):
        if seconds >= length:
            return text(f"age.{unit}", count=int(seconds // length))
    return text("age.now")
