"""Indicator comparison: one indicator across regions in a year, and across years, down to the sentence."""

import polars as pl
import streamlit as st

from dashboards import charts
from dashboards.data import rows
from dashboards.parts import many, named, one, sentence_card, table, with_reader_links, words
from dashboards.texts import name_of, text
from dashboards.values import limit, quantity

# An indicator list longer than this is narrowed by typing.
_CHOICES = 1_000
_BARS = 30
_LINES = 8
_CARDS = 8
_SELECTION = "chosen_region"


def show() -> None:
    indicator = _choose_indicator()
    if indicator is None:
        return
    key = {name: indicator[name] for name in ("indicator_code", "unit_base", "basis")}
    stated = rows("report_indicator_regions", order_by=["-plan_year", "rank_in_year"], **key)
    if stated.is_empty():
        st.info(text("empty.indicator_regions"))
        return
    axis = _axis_title(indicator)
    region = _regions(stated, axis)
    _years(key, axis)
    st.subheader(text("indicators.sentences"))
    chosen = stated.filter(pl.col("region_name") == region) if region else stated
    for row in chosen.head(_CARDS).iter_rows(named=True):
        head = f"{row['region_name']} · {row['plan_year']} · {_written(row)}"
        due = limit(row["deadline"], name_of)
        source = f"{row['title']} · {text('card.deadline', due=due)}" if due else row["title"]
        sentence_card(head, row["sentence"], row["quote"], source, row["document_id"], row["target_id"])
    shown = with_reader_links(chosen, "target_id").with_columns(
        written=pl.Series([_written(row) for row in chosen.iter_rows(named=True)], dtype=pl.String)
    )
    with st.expander(text("indicators.table"), expanded=True):
        table(
            shown.select(
                "open",
                "region_name",
                "plan_year",
                "written",
                "rank_in_year",
                "value_base",
                "unit_base",
                "deadline",
                "sentence",
                "title",
            ),
            "indicator-regions",
            links={"open": text("open.sentence")},
        )


def _choose_indicator() -> dict | None:
    indicators = rows("report_indicators", order_by=["-regions", "-years", "-documents", "-targets", "indicator"])
    if indicators.is_empty():
        st.info(text("empty.targets"))
        return None
    left, right = st.columns([1, 2])
    with left:
        entry = words("find")
    found = indicators.filter(pl.col("indicator").str.contains(entry, literal=True)) if entry else indicators
    if found.is_empty():
        st.info(text("empty.indicator", entry=entry))
        return None
    names = {_name(row): row for row in found.head(_CHOICES).iter_rows(named=True)}
    # One that the address names stays selectable however long the list is.
    asked = st.session_state.get("indicator") or st.query_params.get("indicator")
    if asked and asked not in names:
        names |= {_name(row): row for row in indicators.iter_rows(named=True) if _name(row) == asked}
    with right:
        name = one("indicator", list(names))
    if found.height > _CHOICES:
        st.caption(text("indicators.many", shown=f"{_CHOICES:,}", count=f"{found.height:,}"))
    return names.get(name)


def _regions(stated: pl.DataFrame, axis: str) -> str | None:
    """The chart across regions; the region whose bar was clicked, if any."""
    counts = stated.group_by("plan_year").len().sort("len", "plan_year", descending=True)
    years = [text("indicators.latest"), *(str(year) for year in sorted(counts["plan_year"], reverse=True))]
    regions = stated["region_name"].n_unique()
    # A year in which several regions state it; none: what each stated last.
    first = years.index(str(counts["plan_year"][0])) if counts["len"][0] > 1 or regions == 1 else 0
    st.subheader(text("indicators.regions"))
    left, right = st.columns([1, 2])
    with left:
        year = one("in_year", years, index=first)
    if year == years[0]:
        of_year = stated.sort("plan_year", descending=True).unique("region_name", keep="first", maintain_order=True)
        of_year = of_year.sort("value_base", "region_name", descending=[True, False])
    else:
        of_year = stated.filter(pl.col("plan_year") == int(year))
    with right:
        levels = [level for level in charts.LEVEL_COLOURS if level in set(of_year["region_level"])]
        level = st.segmented_control(
            text("filter.level"),
            levels,
            format_func=lambda code: name_of("level", code),
            key="level",
            selection_mode="multi",
        )
    if level:
        of_year = of_year.filter(pl.col("region_level").is_in(level))
    shown = of_year.head(_BARS)
    bars = pl.DataFrame(
        {
            "region": shown["region_name"],
            "value": shown["value_base"],
            "label": [
                _written(row) + (f" ({row['plan_year']})" if year == years[0] else "")
                for row in shown.iter_rows(named=True)
            ],
        }
    )
    event = st.altair_chart(
        charts.ranked_bars(bars, "region", "value", axis, label="label", select=_SELECTION),
        theme=None,
        key=f"regions-{year}",
        on_select="rerun",
        selection_mode=_SELECTION,
    )
    if of_year.height > _BARS:
        st.caption(text("indicators.bars", shown=_BARS, count=of_year.height))
    picked = event.selection.get(_SELECTION) if event else None
    return picked[0]["region"] if picked else None


def _years(key: dict, axis: str) -> None:
    changes = rows("report_indicator_years", order_by=["region_name", "plan_year"], **key)
    stated = changes.drop_nulls("value_base")
    several = stated.group_by("region_name").len().filter(pl.col("len") > 1)
    st.subheader(text("indicators.years"))
    if several.is_empty():
        st.caption(text("indicators.one_year"))
        return
    default = several.sort("len", "region_name", descending=[True, False])["region_name"].head(_LINES).to_list()
    chosen = many("compare", sorted(several["region_name"])) or default
    of_regions = stated.filter(pl.col("region_name").is_in(chosen))
    lines = of_regions.select(year="plan_year", value="value_base", region="region_name").with_columns(
        label=pl.Series([quantity(value, None, key["unit_base"], None, None) for value in of_regions["value_base"]])
    )
    st.altair_chart(charts.lines_by_year(lines, axis, text("axis.year")), theme=None)
    shown = changes.filter(pl.col("region_name").is_in(chosen)).with_columns(change=named("change", "change"))
    with st.expander(text("indicators.changes")):
        table(
            shown.select(
                "region_name",
                "plan_year",
                "change",
                "value_base",
                "previous_value",
                "previous_year",
                "difference",
                "quote",
            ),
            "indicator-years",
        )


def _name(row: dict) -> str:
    """The indicator as the list and the address have it: the same in both languages."""
    basis = {"increase": " +", "decrease": " −"}.get(row["basis"], "")
    return f"{row['indicator']} ({row['unit_base'] or '—'}){basis}"


def _axis_title(indicator: dict) -> str:
    unit = indicator["unit_base"]
    basis = "" if indicator["basis"] == "level" else name_of("basis", indicator["basis"])
    parts = [part for part in (basis, unit) if part]
    return text("axis.value", unit=" ".join(parts)) if parts else text("axis.value_bare")


def _written(row: dict) -> str:
    return quantity(row["value"], row["value_max"], row["unit"], row["comparator"], row["basis"])
