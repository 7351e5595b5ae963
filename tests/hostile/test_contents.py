"""Contents made to break readers, each a source of one run: loaded whole or rejected with a reason, within its time.

What read_html and the archive readers do with hostile bytes in detail is in tests/extract.
"""

from pathlib import Path

import pytest

from flows.pipeline import RunSummary, run_pipeline
from tests.faults import runs
from warehouse.connection import open_reader

MEGABYTE = 1 << 20
PLAN = "海宁市2021年教育工作要点\n一、扩大学位供给\n1.新建公办幼儿园5所，6月底前完成。（责任单位：市教育局）\n"
PAGE = f"<html><body>{''.join(f'<p>{line}</p>' for line in PLAN.splitlines())}"
LOADED = "loaded"
# Of one stage of one source, on the processor. The slowest takes 4: a hundred thousand labels, each a unit of its own.
SECONDS = 20.0


def filled(unit: str, size: int = MEGABYTE) -> bytes:
    """`size` bytes of one unit after another."""
    content = unit.encode()
    return content * (size // len(content))


# name, content, outcome (loaded or a reason code; several where the reader may choose), why
CONTENTS = [
    ("parentheses.txt", filled("("), LOADED, "what makes nested patterns backtrack"),
    ("full-width.txt", filled("（（（（"), LOADED, "the same, as plans write it"),
    ("labels.txt", filled("一、"), LOADED, "labels and nothing else"),
    ("label-lines.txt", filled("（一）\n"), LOADED, "a label a line: an outline of a hundred thousand units"),
    ("digits.txt", filled("7"), LOADED, "one number of a million digits"),
    ("numerals.txt", filled("三百二十一"), LOADED, "the same in characters"),
    ("dates.txt", filled("2021年12月"), LOADED, "dates and nothing else"),
    ("quotes.txt", filled("《"), LOADED, "titles that never end"),
    ("bodies.txt", filled("市教育局、"), LOADED, "one list of bodies"),
    ("spaces.txt", "一".encode() + filled("　\t \n"), LOADED, "white space"),
    ("han.txt", filled("实施"), LOADED, "a sentence without an end"),
    ("nul.txt", PLAN.encode() + bytes(9) + PLAN.encode(), LOADED, "NUL bytes in a text"),
    ("only-nul.txt", bytes(MEGABYTE), ("binary_source", "undecodable_text", "no_text"), "NUL bytes and nothing else"),
    ("large.html", (PAGE + "<p>").encode() + filled("甲", 50 * MEGABYTE), "too_large", "a page of 50 MB"),
    ("deep.html", ("<div>" * 10_000 + PAGE).encode(), LOADED, "elements 10,000 deep"),
    ("deep-tables.html", ("<table><tr><td>" * 3_400 + PAGE).encode(), LOADED, "tables as deep"),
    ("one-number.html", filled("<table>" + "<tr><td>新建幼儿园</td><td>5所</td>" * 99), LOADED, "tables of one number"),
    ("unclosed.html", (PAGE + "<b><p><table><tr><td><!-- <script" * 3_000).encode(), LOADED, "tags that never end"),
    ("nul.html", PAGE.replace("教育", "教\x00育").encode() + bytes(999), LOADED, "NUL bytes in a page"),
    ("mixed.txt", PLAN.encode() * 3 + PLAN.encode("gb18030"), (LOADED, "undecodable_text"), "two charsets in one file"),
    (
        "mixed.html",
        b"<meta charset=gbk>" + PAGE.encode() + PAGE.encode("gb18030"),
        (LOADED, "undecodable_text"),
        "a page of two charsets, one of them declared",
    ),
    (
        "entities.html",
        (PAGE + "&#0;&#x110000;&#xD800;&#99999999999999;&" + "&amp" * 9_000).encode(),
        LOADED,
        "no characters",
    ),
    ("marks.txt", ("\u202e\u200b\ufeff" * 999 + PLAN).encode(), LOADED, "marks that turn and hide text"),
    (
        "sql.txt",
        (PLAN + "'; DROP TABLE documents; --\n$$ ? ? {} %s \\").encode(),
        LOADED,
        "SQL, parameters, format strings",
    ),
]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[RunSummary, Path]:
    root = tmp_path_factory.mktemp("contents")
    runs.write(root / "plans", {name: content for name, content, _, _ in CONTENTS})
    summary = run_pipeline([root / "plans"], root / "plans.duckdb", document_seconds=SECONDS)
    return summary, root / "plans.duckdb"


@pytest.mark.parametrize(("name", "content", "outcome", "why"), CONTENTS, ids=[entry[0] for entry in CONTENTS])
def test_a_source_is_loaded_whole_or_rejected_with_a_reason(loaded, name, content, outcome, why):
    _, warehouse = loaded
    with open_reader(warehouse) as connection:
        state = connection.execute(
            "SELECT 'loaded' FROM documents WHERE source_uri LIKE '%/' || $1 UNION ALL "
            "SELECT reason_code FROM quarantine WHERE source_uri LIKE '%/' || $1 AND table_name IS NULL",
            [name],
        ).fetchall()
    assert len(state) == 1, why
    assert state[0][0] in ((outcome,) if isinstance(outcome, str) else outcome), why


def test_all_are_counted_and_the_warehouse_is_sound(loaded, tmp_path):
    summary, warehouse = loaded
    assert summary.seen == len(CONTENTS) == summary.loaded + summary.rejected.total()
    assert runs.failing_audits(warehouse, tmp_path / "scratch.duckdb") == {}


def test_what_can_be_read_beside_the_damage_is_read(loaded):
    _, warehouse = loaded
    with open_reader(warehouse) as connection:
        found = connection.execute(
            "SELECT regexp_extract(source_uri, '[^/]+$') FROM targets JOIN documents USING (document_id) "
            "WHERE value = 5 AND unit = '所'"
        ).fetchall()
    assert {"nul.txt", "nul.html", "deep.html", "entities.html", "sql.txt", "marks.txt"} <= {name for (name,) in found}
