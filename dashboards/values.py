"""Numbers and limits as people write them."""

from collections.abc import Callable
from datetime import timedelta

# Moments are stored in UTC and shown as the clocks of their readers have them.
BEIJING = timedelta(hours=8)
COMPARATOR_SIGNS = {"ge": "≥", "le": "≤", "gt": ">", "lt": "<", "approx": "≈"}
BASIS_SIGNS = {"increase": "+", "decrease": "−"}


def number(value: float | None) -> str:
    """Thousands separated, no needless decimals; "" for null."""
    if value is None:
        return ""
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.4f}".rstrip("0")


def quantity(
    value: float | None, value_max: float | None, unit: str | None, comparator: str | None, basis: str | None
) -> str:
    """A target's number: "≥ 80%", "10–15 所", "+1 个百分点", "2.35 : 1"."""
    if value is None:
        return ""
    words = number(value) + (f"–{number(value_max)}" if value_max is not None else "")
    unit = {None: "", "ratio": ": 1"}.get(unit, unit)
    words += unit if unit in ("%", "") else f" {unit}"
    words = BASIS_SIGNS.get(basis or "", "") + words
    sign = COMPARATOR_SIGNS.get(comparator or "", "")
    return f"{sign} {words}" if sign else words


def limit(due: str | None, name: Callable[[str, object], str]) -> str:
    """A time limit: dates as they are, a span with a dash, long_term by its name."""
    if due is None:
        return ""
    return name("limit", due) if due == "long_term" else due.replace("/", "–")
