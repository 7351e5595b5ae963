"""Declared rules for the layouts of government sites: which element holds the article, its title, its date.

A rule is a row of seeds/reference/page_rules.csv; its selector is `tag`, `#id`, `.class` or a tag with either, compared
without case. That is all the known layouts need, and it is matched by a look-up while the page is read.
"""

import re
from dataclasses import dataclass
from functools import cache

from flows.errors import ReferenceDataError
from flows.extract.markup import Element
from flows.reference import REFERENCE_FOLDER, read_table

PARTS = frozenset(("body", "title", "date", "metadata", "furniture"))
_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?([#.][\w-]+)?")


@dataclass(frozen=True, slots=True)
class PageRule:
    """family: the content management system or site; part: what the element holds; earlier rows are preferred."""

    family: str
    part: str
    tag: str
    mark: str


@cache
def page_rules() -> tuple[PageRule, ...]:
    """All rules in file order. Raises ReferenceDataError for a selector or a part that is not known."""
    rules = []
    for line, row in enumerate(read_table("page_rules"), start=2):
        match = _SELECTOR.fullmatch(row["selector"])
        if not match or not row["selector"] or row["part"] not in PARTS:
            path = REFERENCE_FOLDER / "page_rules.csv"
            raise ReferenceDataError(path, line, f"{row['part']} {row['selector']} is no rule")
        rules.append(PageRule(row["family"], row["part"], match.group(1) or "", match.group(2) or ""))
    return tuple(rules)


@cache
def _rules_by_mark() -> dict[str, list[tuple[int, str]]]:
    """`#id`, `.class` or bare tag name → (row, tag that it is limited to or "")."""
    table: dict[str, list[tuple[int, str]]] = {}
    for row, rule in enumerate(page_rules()):
        table.setdefault(rule.mark or rule.tag, []).append((row, rule.tag))
    return table


def matching_rule(tag: Element) -> int | None:
    """The row of the first rule that `tag` matches, null when none does."""
    attributes = tag.attrs
    marks = [tag.name]
    if isinstance(identifier := attributes.get("id"), str):
        marks.append("#" + identifier.strip().lower())
    classes = attributes.get("class")
    if classes:
        marks += ["." + name.lower() for name in (classes.split() if isinstance(classes, str) else classes)]
    table = _rules_by_mark()
    rows = [row for mark in marks if mark in table for row, name in table[mark] if name in ("", tag.name)]
    return min(rows, default=None)
