"""Charts: one look, Chinese fonts, axes that say what they measure. Every chart fits 390 px."""

import altair as alt
import polars as pl

from dashboards.texts import language

# The first that the reader's machine has.
FONTS = (
    '"Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", '
    '"WenQuanYi Micro Hei", "Hiragino Sans GB", sans-serif'
)
INK, SOFT, GRID = "#24303f", "#5c6b7d", "#e6eaf0"
MAIN = "#1f6feb"
PALETTE = ["#1f6feb", "#d9822b", "#2a9d6f", "#b83280", "#6b5bd2", "#c0392b", "#0f8b8d", "#8a6d3b"]
ROLE_COLOURS = {"lead": "#1f6feb", "support": "#a9c8f7"}
LEVEL_COLOURS = {"country": "#b83280", "province": "#6b5bd2", "prefecture": "#1f6feb", "county": "#2a9d6f"}
_MOST_YEARS = 30
_BAR_HEIGHT, _AXIS_HEIGHT, _LEGEND_HEIGHT = 28, 58, 28
# Names beside bars: as many pixels as a phone can spare, more where there is room.
_LABEL_LIMIT = alt.ExprRef("containerSize()[0] > 560 ? 300 : 132")


def themed(chart: alt.TopLevelMixin, height: int | None = None) -> alt.TopLevelMixin:
    """The chart in the dashboard's look."""
    chart = chart.properties(width="container", background="transparent")
    if height:
        chart = chart.properties(height=height)
    return (
        chart.configure(font=FONTS, padding={"left": 4, "right": 12, "top": 6, "bottom": 4})
        .configure_axis(
            labelColor=SOFT,
            titleColor=SOFT,
            titleFontWeight="normal",
            labelFontSize=12,
            titleFontSize=12,
            titlePadding=10,
            gridColor=GRID,
            domainColor=GRID,
            tickColor=GRID,
            labelOverlap="greedy",
            labelSeparation=10,
            labelPadding=6,
        )
        .configure_legend(
            orient="top", title=None, labelFontSize=12, labelColor=INK, columns=3, symbolType="circle", labelLimit=160
        )
        .configure_view(stroke=None)
        .configure_range(category=PALETTE)
    )


def _large_numbers() -> str:
    """Vega expression for axis labels: 万 and 亿 in Chinese, K M B in English."""
    steps = ((1e8, "亿"), (1e4, "万")) if language() == "zh" else ((1e9, "B"), (1e6, "M"), (1e4, "K"))
    expression = "format(datum.value, ',.4~r')"
    for step, name in reversed(steps):
        divisor = 1e3 if name == "K" else step
        expression = (
            f"abs(datum.value) >= {step:.0f} ? format(datum.value / {divisor:.0f}, ',.4~r') + '{name}' : {expression}"
        )
    return expression


def _whole_steps(values: pl.Series) -> dict[str, int]:
    """Counts have no ticks between whole numbers."""
    return {"tickMinStep": 1} if values.dtype.is_integer() else {}


def columns_by_year(frame: pl.DataFrame, value: str, title: str, year_title: str) -> alt.TopLevelMixin:
    """One column a year, years between them that have none included. frame: year, `value`."""
    first, last = frame["year"].min(), frame["year"].max()
    if last - first < _MOST_YEARS:
        years = pl.DataFrame({"year": range(first, last + 1)}, schema={"year": frame.schema["year"]})
        frame = years.join(frame, on="year", how="left").fill_null(0)
    base = alt.Chart(frame).encode(
        x=alt.X("year:O", title=year_title, axis=alt.Axis(labelAngle=0)),
        y=alt.Y(f"{value}:Q", title=title, axis=alt.Axis(tickMinStep=1, tickCount=5, format=",d")),
        tooltip=[alt.Tooltip("year:O", title=year_title), alt.Tooltip(f"{value}:Q", title=title, format=",")],
    )
    bars = base.mark_bar(
        color=MAIN, cornerRadiusTopLeft=3, cornerRadiusTopRight=3, width={"band": 0.62} if frame.height > 5 else 48
    )
    return themed(bars, 250)


def ranked_bars(
    frame: pl.DataFrame, name: str, value: str, title: str, *, label: str | None = None, select: str | None = None
) -> alt.TopLevelMixin:
    """Horizontal bars in the order of the frame, each with its number. frame: `name`, `value`, optional `label`.

    select: name of a click selection on `name`.
    """
    top = max(frame[value].max() or 0, 0)
    bottom = min(frame[value].min() or 0, 0)
    longest = frame[label].str.len_chars().max() or 0 if label else 0
    room = (top - bottom or 1) * max(0.22, 0.035 * longest)
    axis = alt.Axis(labelLimit=_LABEL_LIMIT, ticks=False, domain=False, grid=False)
    scale = alt.Scale(domain=[bottom - (room if bottom < 0 else 0), top + room])
    base = alt.Chart(frame).encode(
        y=alt.Y(f"{name}:N", sort=None, title=None, axis=axis),
        x=alt.X(
            f"{value}:Q",
            title=title,
            scale=scale,
            axis=alt.Axis(tickCount=4, labelExpr=_large_numbers(), **_whole_steps(frame[value])),
        ),
        tooltip=[alt.Tooltip(f"{name}:N", title=" "), alt.Tooltip(f"{label or value}", title=title)],
    )
    bars = base.mark_bar(color=MAIN, cornerRadiusEnd=3, height={"band": 0.66})
    if select:
        click = alt.selection_point(name=select, fields=[name])
        bars = bars.add_params(click).encode(opacity=alt.condition(click, alt.value(1), alt.value(0.35)))
    numbers = base.mark_text(align="left", dx=5, color=INK, fontSize=12, font=FONTS).encode(
        text=alt.Text(f"{label}:N") if label else alt.Text(f"{value}:Q", format=",")
    )
    return themed(bars + numbers, frame.height * _BAR_HEIGHT + _AXIS_HEIGHT)


def stacked_bars(
    frame: pl.DataFrame, name: str, value: str, part: str, title: str, colours: dict[str, str]
) -> alt.TopLevelMixin:
    """Horizontal bars of parts. frame: `name`, `part` (words that `colours` names), `value`; order of the frame."""
    chart = (
        alt.Chart(frame)
        .mark_bar(height={"band": 0.66})
        .encode(
            y=alt.Y(
                f"{name}:N",
                sort=None,
                title=None,
                axis=alt.Axis(labelLimit=_LABEL_LIMIT, ticks=False, domain=False, grid=False),
            ),
            x=alt.X(f"sum({value}):Q", title=title, axis=alt.Axis(tickMinStep=1, tickCount=5, format=",d")),
            color=alt.Color(
                f"{part}:N", scale=alt.Scale(domain=list(colours), range=list(colours.values())), sort=list(colours)
            ),
            order=alt.Order(f"{part}:N"),
            tooltip=[
                alt.Tooltip(f"{name}:N", title=" "),
                alt.Tooltip(f"{part}:N", title=" "),
                alt.Tooltip(f"sum({value}):Q", title=title, format=","),
            ],
        )
    )
    return themed(chart, frame[name].n_unique() * _BAR_HEIGHT + _AXIS_HEIGHT + _LEGEND_HEIGHT)


def lines_by_year(frame: pl.DataFrame, title: str, year_title: str) -> alt.TopLevelMixin:
    """A line a region. frame: year, value, region, label (the number as written)."""
    base = alt.Chart(frame).encode(
        x=alt.X("year:O", title=year_title, axis=alt.Axis(labelAngle=0)),
        y=alt.Y(
            "value:Q",
            title=title,
            scale=alt.Scale(zero=False, padding=12),
            axis=alt.Axis(tickCount=5, labelExpr=_large_numbers()),
        ),
        color=alt.Color("region:N", sort=None),
        tooltip=[
            alt.Tooltip("region:N", title=" "),
            alt.Tooltip("year:O", title=year_title),
            alt.Tooltip("label:N", title=title),
        ],
    )
    return themed(base.mark_line(strokeWidth=2) + base.mark_point(filled=True, size=70, opacity=1), 300)
