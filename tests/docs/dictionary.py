"""docs/data-dictionary.md: all views, tables and macros of a warehouse, in the words that the file itself carries."""

from collections.abc import Iterable
from pathlib import Path

import duckdb

from schemas.reasons import REASONS
from tests.docs.tables import markdown_table
from warehouse.catalog import CatalogEntry, read_catalog

PAGE = Path(__file__).resolve().parent.parent.parent / "docs" / "data-dictionary.md"

INTRODUCTION = """\
# Data dictionary

What a row and a column of the warehouse mean. The same words are in the file: `yaodian catalog`, `yaodian catalog
report_targets`, or the comments that your SQL client shows. They are defined once, in `schemas/columns.py` for tables
and in `sql/views` for views; this page is written by `python -m tests.docs`, and a test compares.

Views are for questions and dashboards: their names start with `report_`, they leave reposts out (unless they say so),
and they stay stable. Tables are what the pipeline loads. `_id` is a stable hash, `_code` a code of a reference table,
`_date` a calendar day, `_at` a moment in UTC, `is_` a yes or no. `char_start` and `char_end` count characters of
`documents.raw_text` from 0, the end exclusive. Every column with "no" under null always has a value; a view's columns
are not declared, so theirs stays empty.
"""

SECTIONS = (("view", "Views"), ("table", "Tables"), ("macro", "Macros"))


def render_dictionary(connection: duckdb.DuckDBPyConnection) -> str:
    """The whole page; connection: to any warehouse."""
    entries = read_catalog(connection)
    parts = [INTRODUCTION]
    for kind, title in SECTIONS:
        chosen = [entry for entry in entries if entry.kind == kind]
        parts += [f"## {title}\n", *(f"- [{entry.name}](#{entry.name}): {entry.grain}" for entry in chosen), ""]
        parts += _describe(chosen)
    parts += ["## Reason codes of the quarantine\n", markdown_table(("reason_code", "meaning"), REASONS.items()), ""]
    return "\n".join(parts)


def _describe(entries: Iterable[CatalogEntry]) -> Iterable[str]:
    for entry in entries:
        yield f"### {entry.name}\n\nOne row: {_lower(entry.grain)}.\n"
        if entry.columns:
            is_table = entry.kind == "table"
            rows = [(c.name, c.type, "no" if is_table and not c.is_nullable else "", c.comment) for c in entry.columns]
            yield markdown_table(("column", "type", "null", "meaning"), rows) + "\n"


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]
