"""`yaodian explain`: where a row of the warehouse comes from, down to the characters of its source."""

import json
from typing import Annotated

import typer

from flows.commands.options import DEFAULT, AsJson, UsageError, Warehouse

EXAMPLES = ("yaodian explain 3f2a9c", "yaodian explain 3f2a9c0d11e4b7a2 --json")
# Characters of the source shown on either side.
CONTEXT = 60
_TARGET = """
SELECT
    targets.* EXCLUDE (quote),
    targets.quote,
    documents.title, documents.source_uri, documents.source_url, documents.content_sha256, documents.charset,
    documents.region_name, documents.plan_year,
    substring(raw_text, greatest(targets.char_start - $context, 0) + 1, least(targets.char_start, $context)) AS before,
    substring(raw_text, targets.char_start + 1, targets.char_end - targets.char_start) AS words,
    substring(raw_text, targets.char_end + 1, $context) AS after,
    runs.run_id, runs.started_at, runs.engine, runs.code_version, runs.fingerprint
FROM targets
JOIN documents USING (document_id)
LEFT JOIN runs ON runs.run_id = documents.run_id
WHERE starts_with(targets.target_id, $target_id)
LIMIT 2
"""
_PATH = """
WITH RECURSIVE above AS (
    SELECT item_id, parent_item_id, label, heading, path, 0 AS height FROM items WHERE item_id = $item_id
    UNION ALL
    SELECT items.item_id, items.parent_item_id, items.label, items.heading, items.path, height + 1
    FROM items JOIN above ON items.item_id = above.parent_item_id
)
SELECT path, concat_ws(' ', label, heading) AS unit FROM above ORDER BY height DESC
"""


def explain(
    target_id: Annotated[str, typer.Argument(help="A target_id, or its first characters.")],
    warehouse: Warehouse = DEFAULT,
    as_json: AsJson = False,
) -> None:
    """Show a target with its words in the source, its place in the plan, its document, and the run that read it."""
    from flows.commands.output import plain
    from warehouse.connection import open_reader

    with open_reader(warehouse) as connection:
        result = connection.execute(_TARGET, {"target_id": target_id, "context": CONTEXT})
        names = [column[0] for column in result.description]
        found = [dict(zip(names, row, strict=True)) for row in result.fetchall()]
        if not found:
            raise UsageError(f'there is no target {target_id!r}; `yaodian sql "from report_targets"` lists them')
        if len(found) > 1:
            raise UsageError(f"several targets begin with {target_id!r}: give more characters")
        target = found[0]
        path = connection.execute(_PATH, {"item_id": target["item_id"]}).fetchall()
    target["units"] = [{"path": place, "unit": unit} for place, unit in path]
    if as_json:
        print(json.dumps({name: plain(value) for name, value in target.items()}, ensure_ascii=False, indent=1))
    else:
        _print(target)


def _print(target: dict) -> None:
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True)

    def line(name: str, *values: object) -> None:
        console.print(Text(f"{name:11}", "dim") + Text(" ".join(str(value) for value in values if value is not None)))

    upper = f"–{target['value_max']:g}" if target["value_max"] is not None else ""
    line("target", target["target_id"])
    line("indicator", target["indicator"])
    line("value", f"{target['value']:g}{upper}", target["unit"], f"({target['comparator']}, {target['basis']})")
    line("deadline", target["deadline"] or f"the plan year {target['plan_year']}")
    sentence = Text("…" + one_line(target["before"]))
    sentence.append(one_line(target["words"]), "bold yellow")
    sentence.append(one_line(target["after"]) + "…")
    console.print(Text(f"{'source':11}", "dim") + sentence)
    line("characters", f"{target['char_start']} to {target['char_end']}")
    for unit in target["units"]:
        line(f"unit {unit['path']}", unit["unit"])
    line("document", target["title"] or "(no title)", target["region_name"])
    line("file", target["source_uri"], target["source_url"])
    line("sha256", target["content_sha256"])
    line("run", target["run_id"], target["started_at"], target["engine"], f"version {target['code_version']}")


def one_line(text: str) -> str:
    """Source text on one line."""
    return " ".join(text.split())
