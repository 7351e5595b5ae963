"""Page furniture: lines that a page, a carrier site or a copying clerk put around a document."""

import re
from functools import cache, lru_cache

from flows.reference import alternatives, read_table

# The list of related pages closes a page, whatever its lines say.
_RELATED = re.compile(rf"\n相关(?:{alternatives('document_words', 'related')}):?(?=\n)")
_RELATED_REACH = 2_000


@cache
def _line_patterns() -> tuple[tuple[str, re.Pattern], ...]:
    by_kind: dict[str, list[str]] = {}
    for row in read_table("furniture"):
        if row["scope"] == "line":
            by_kind.setdefault(row["kind"], []).append(row["pattern"])
    return tuple((kind, re.compile("|".join(f"(?:{p})" for p in patterns))) for kind, patterns in by_kind.items())


@cache
def _run_on_pattern(scope: str) -> re.Pattern:
    """Furniture that has no line of its own, or several: before the addressees (head), at the end (tail), between
    title and plan (opening).
    """
    return re.compile("|".join(row["pattern"] for row in read_table("furniture") if row["scope"] == scope))


@cache
def _tail_pattern() -> re.Pattern:
    return re.compile(f"(?:{_run_on_pattern('tail').pattern})$")


def head_furniture(text: str, start: int, end: int) -> int:
    """The end of the last piece of run-on furniture in text[start:end]; `start` when there is none."""
    return max((match.end() for match in _run_on_pattern("head").finditer(text, start, end)), default=start)


def opening_furniture(text: str, start: int) -> int:
    """The end of the lines of furniture that stand at `start`, between title and plan; `start` when there are none."""
    match = _run_on_pattern("opening").match(text, start)
    return match.end() if match else start


@lru_cache(maxsize=4096)
def is_furniture(line: str) -> str | None:
    """The kind of span (navigation, promo, wrapper) that a whole line of folded text is; null for a line of a plan."""
    if len(line) > 400 or not line:
        return None
    for kind, pattern in _line_patterns():
        if pattern.fullmatch(line):
            return kind
    return None


@cache
def _carrier_pattern() -> re.Pattern:
    return re.compile("|".join(row["pattern"] for row in read_table("carrier_marks")))


def has_carrier_mark(text: str) -> bool:
    """Whether furniture says that another site than the issuer's carries the document."""
    return bool(_carrier_pattern().search(text))


def trailing_furniture(text: str, start: int) -> int:
    """The end of `text` without the furniture at its end; never before `start`."""
    related = _RELATED.search(text, max(start, len(text) - _RELATED_REACH))
    end = related.start() if related else len(text)
    while end > start:
        if text[end - 1] in "\n -":
            end -= 1
            continue
        line_start = text.rfind("\n", start, end) + 1 or start
        line_start = max(line_start, start)
        line = text[line_start:end]
        if len(line) <= 400 and is_furniture(line):
            end = line_start
            continue
        # A printing note may stand on two lines.
        before = max(start, text.rfind("\n", start, max(start, line_start - 1)) + 1)
        match = _tail_pattern().search(text, max(before, end - 480), end)
        if match and match.start() > start:
            end = match.start()
            continue
        break
    return end
