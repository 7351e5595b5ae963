"""docs/cookbook.md: every question of sql/queries with its answer over the sample documents.

A question is a file NN_name.sql: its first comment line asks, further comment lines explain, then one SELECT follows
whose order is total, so that its answer is the same in every run.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.docs.tables import markdown_table

PROJECT = Path(__file__).resolve().parent.parent.parent
PAGE = PROJECT / "docs" / "cookbook.md"
QUERIES = PROJECT / "sql" / "queries"

INTRODUCTION = """\
# Cookbook: questions and their answers

Each question is a file in [sql/queries](../sql/queries). The answers are those of the five sample documents that
`make run` loads: plans of five Chinese education authorities, 2017 to 2021. A test runs every question and compares;
after a change of the rules or of a question `python -m tests.docs` writes this page anew.

Load the sample, then ask:

```sh
yaodian run seeds/documents
yaodian sql - < sql/queries/07_who_leads_most.sql
```

The same SQL works in every DuckDB client that opens the file `warehouse/data/yaodian.duckdb` read-only, and, because
it only uses views, tables and the macro `search_items` of the file itself, in BI tools ([bi.md](bi.md)). What a
column means is in the [data dictionary](data-dictionary.md). Change the region, the year or the words, and drop
`LIMIT` to see all rows.
"""


@dataclass(frozen=True)
class Question:
    """One file of sql/queries. number as in its name; notes: what its comment says after the question."""

    number: int
    path: Path
    asked: str
    notes: str
    sql: str


def read_questions() -> list[Question]:
    return [_read(path) for path in sorted(QUERIES.glob("*.sql"))]


def render_cookbook(connection: duckdb.DuckDBPyConnection) -> str:
    """The whole page; connection: to a warehouse of the sample documents."""
    questions = read_questions()
    contents = [f"{question.number}. [{question.asked}](#question-{question.number})" for question in questions]
    sections = [render_question(question, connection) for question in questions]
    return "\n".join([INTRODUCTION, *contents, "", *sections])


def render_question(question: Question, connection: duckdb.DuckDBPyConnection) -> str:
    result = connection.execute(question.sql)
    columns = [column[0] for column in result.description]
    rows = result.fetchall()
    answer = markdown_table(columns, rows) if rows else "No rows."
    notes = f"{question.notes}\n\n" if question.notes else ""
    anchor = f'<a id="question-{question.number}"></a>'
    return (
        f"## {question.number}. {question.asked}\n{anchor}\n\n{notes}"
        f"```sql\n-- sql/queries/{question.path.name}\n{question.sql}\n```\n\n{answer}\n"
    )


def _read(path: Path) -> Question:
    lines = path.read_text(encoding="utf-8").strip().splitlines()
    comments = [line for line in lines if line.startswith("-- ")]
    asked, *notes = (line.removeprefix("-- ") for line in comments)
    return Question(int(path.name[:2]), path, asked, " ".join(notes), "\n".join(lines[len(comments) :]))
