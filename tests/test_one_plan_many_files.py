"""The same plan in eight files is eight documents with the same rows, seven of which are known as duplicates.

What may differ is listed here with its reason, everything else is compared in the loaded warehouse, white space aside.
"""

import sys
from collections import defaultdict
from pathlib import Path

import duckdb
import pytest

from flows.pipeline import run_pipeline

sys.path.insert(0, str(Path(__file__).parent / "extract"))

import plan_files as files

SAMPLES = sorted((Path(__file__).resolve().parent.parent / "seeds" / "documents").glob("*.txt"))

FORMS = {
    "plan.txt": str.encode,
    "gbk.html": lambda text: files.as_html(text, "gbk"),
    "utf8.html": lambda text: files.as_html(text, "utf-8"),
    "plan.docx": files.as_docx,
    "plan.pdf": files.as_pdf,
    "plan.md": files.as_markdown,
    "plan.zip": lambda text: files.as_zip({"plan.txt": text.encode()}),
    "dump.parquet": lambda text: files.as_parquet([{"text": text}]),
}

# What each table is compared by. Left out are: ids and offsets, which count characters of each file's own text; and the
# white space inside quoted words, which is the paragraph layout of each format (docx and html hold no line breaks
# inside a paragraph, a pdf wraps its lines).
COMPARED = {
    "documents": "title, document_type, document_number, region_code, plan_year, plan_year_end, written_date, flags",
    "items": "path, depth, position, kind, label, heading, text, topic_code",
    "targets": "indicator, indicator_code, value, value_max, unit, comparator, basis, kind, deadline, modality, quote",
    "item_agencies": "agency_id, role, mention",
    "deadlines": "due, due_date, quote",
    "citations": "title, document_number",
}
# (table, column, file): why. Nothing else may differ.
DIFFERENCES: dict[tuple[str, str, str], str] = {}


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory):
    folder = tmp_path_factory.mktemp("forms")
    for sample in SAMPLES:
        text = sample.read_bytes().decode()
        (folder / "plans" / sample.stem).mkdir(parents=True)
        for name, write in FORMS.items():
            (folder / "plans" / sample.stem / name).write_bytes(write(text))
    run_pipeline([folder / "plans"], folder / "plans.duckdb", engine="local", workers=1)
    with duckdb.connect(str(folder / "plans.duckdb"), read_only=True) as connection:
        yield connection


def form_of(source_uri: str) -> tuple[str, str]:
    """(sample, file name) of a document's address."""
    sample = next(sample.stem for sample in SAMPLES if sample.stem in source_uri)
    return sample, source_uri.partition("!/")[0].rpartition("/")[2]


def squeezed(value):
    return "".join(value.split()) if isinstance(value, str) else value


@pytest.mark.parametrize("table", COMPARED)
def test_every_file_gives_the_same_rows(warehouse, table):
    columns = [column.strip() for column in COMPARED[table].split(",")]
    rows = warehouse.execute(
        f"SELECT source_uri, {', '.join(f't.{column}' for column in columns)} "
        f"FROM {table} t JOIN documents USING (document_id)"
        if table != "documents"
        else f"SELECT source_uri, {', '.join(columns)} FROM documents"
    ).fetchall()
    found = defaultdict(list)
    for uri, *values in rows:
        found[form_of(uri)].append(tuple(squeezed(value) for value in values))
    for sample in SAMPLES:
        expected = sorted(found[sample.stem, "plan.txt"], key=repr)
        for name in FORMS:
            skipped = [column for column in columns if (table, column, name) in DIFFERENCES]
            kept = [number for number, column in enumerate(columns) if column not in skipped]
            rows = sorted(found[sample.stem, name], key=repr)
            assert [[row[n] for n in kept] for row in rows] == [[row[n] for n in kept] for row in expected], (
                sample.stem,
                name,
            )


def test_the_tables_hold_something_to_compare(warehouse):
    for table in COMPARED:
        (count,) = warehouse.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert count >= (len(SAMPLES) if table == "documents" else 1) * len(FORMS), table


def test_all_files_of_a_plan_are_linked_as_duplicates(warehouse):
    rows = warehouse.execute("SELECT source_uri, document_id, duplicate_of FROM documents").fetchall()
    assert len(rows) == len(SAMPLES) * len(FORMS)
    groups = defaultdict(list)
    for uri, document, original in rows:
        groups[form_of(uri)[0]].append((document, original))
    for sample, members in groups.items():
        originals = [document for document, original in members if original is None]
        assert len(originals) == 1, sample
        assert {original for _, original in members if original} == set(originals), sample


def test_reports_count_a_plan_once(warehouse):
    once = warehouse.execute("SELECT count(*) FROM report_targets").fetchone()[0]
    (all_rows,) = warehouse.execute("SELECT count(*) FROM targets").fetchone()
    assert once * len(FORMS) == all_rows
