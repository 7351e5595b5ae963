"""Compare a warehouse with annotated documents: precision, recall and F1 per list.

A gold file `NAME.gold.json` says what a careful reader finds in one source document; it is paired with the one document
whose source_uri ends in its `source`. How entries are compared is in `flows.scoring`.
"""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flows.errors import YaodianError
from flows.scoring import LISTS, Evaluation, score_candidates

if TYPE_CHECKING:
    import duckdb

# Mentions in running text are not annotated, hence not scored.
SCORED_ROLES = ("issuer", "addressee", "lead", "support")


class GoldError(YaodianError):
    """The folder of annotated documents is missing, empty, or holds a file that is no annotation."""

    def __init__(self, path: Path, fault: str) -> None:
        self.path, self.fault = path, fault
        super().__init__(f"{path}: {fault}. Give a folder with files named NAME.gold.json, such as tests/gold.")


def evaluate(warehouse: Path, gold_folder: Path) -> Evaluation:
    """Score every annotated document of the folder against the published warehouse file."""
    import duckdb

    from warehouse.connection import open_reader

    gold_documents = read_gold(gold_folder)
    total = Evaluation()
    with open_reader(warehouse) as connection:
        for gold in gold_documents:
            try:
                candidates = read_predictions(connection, gold["source"])
            except duckdb.CatalogException as error:
                raise GoldError(warehouse, f"not a warehouse of this version ({error})") from error
            total.add(gold["source"], score_candidates(gold, candidates))
    return total


def read_gold(folder: Path) -> list[dict[str, Any]]:
    """The annotations of a folder, by file name; raises GoldError when there are none or one cannot be read."""
    documents = []
    for path in sorted(folder.glob("*.gold.json")):
        try:
            gold = json.loads(path.read_text(encoding="utf-8"))
            documents.append({key: gold[key] for key in ("source", "document", "body", "noise", *LISTS)})
        except (OSError, ValueError, KeyError) as error:
            raise GoldError(path, f"cannot be read as an annotation ({error!r})") from error
    if not documents:
        raise GoldError(folder, "holds no annotated document")
    return documents


def read_predictions(connection: "duckdb.DuckDBPyConnection", source: str) -> list[dict[str, Any]]:
    """What the warehouse says of the documents whose source_uri ends in `source`: their row and their lists."""

    def rows(sql: str, value: str) -> list[dict[str, Any]]:
        cursor = connection.execute(sql, [value])
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    found = rows("select * from documents where ends_with(replace(source_uri, '\\', '/'), ?)", source)
    for document in found:
        key = document["document_id"]
        for name in ("targets", "deadlines", "citations"):
            document[name] = rows(f"select * from {name} where document_id = ?", key)  # nosec B608 # one of three names
        document["items"] = rows("select * from items where document_id = ? order by char_start", key)
        document["agencies"] = rows(
            "select item_id, role, mention, name from item_agencies left join agencies using (agency_id)"
            f" where document_id = ? and role in {SCORED_ROLES}",  # nosec B608 # a constant
            key,
        )
    return found
