"""An import bundle for Apache Superset: python -m dashboards.superset.bundle WAREHOUSE [yaodian-superset.zip].

The bundle holds one database (the warehouse, read-only), a dataset for every report view that the file has, and the
charts and the dashboard of this folder. YAML files beside this module are what Superset imports; the place of the
warehouse and the datasets are filled in from the file.
"""

import sys
import uuid
import zipfile
from pathlib import Path
from typing import Any

import yaml

from warehouse.connection import open_reader

FOLDER = Path(__file__).resolve().parent
ROOT = "yaodian"
DATABASE_FILE = "databases/yaodian.yaml"
# Stands in databases/yaodian.yaml where the path of the warehouse goes.
_PLACEHOLDER = "duckdb:////path/to/yaodian.duckdb"
# Ids stay the same from one bundle to the next: an import then adds to what an earlier one brought.
_IDS = uuid.UUID("6f1c7d7e-2a0b-5c1e-9d0a-0d6f3f6f7a11")
# The day that a dataset is filtered by, where its view has one.
_TIMES = ("due_date", "published_date", "started_at", "last_seen")


def write_bundle(warehouse: Path, bundle: Path, seen_as: Path | None = None) -> None:
    """Write the ZIP file that Superset imports. seen_as: path of the warehouse on the Superset server.

    Raises the errors of warehouse.errors.
    """
    files = read_files() | datasets(warehouse)
    address = f"duckdb:///{(seen_as or warehouse).resolve()}"
    files[DATABASE_FILE]["sqlalchemy_uri"] = files[DATABASE_FILE]["sqlalchemy_uri"].replace(_PLACEHOLDER, address)
    with zipfile.ZipFile(bundle, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(f"{ROOT}/{name}", yaml.safe_dump(content, allow_unicode=True, sort_keys=False))


def read_files() -> dict[str, dict[str, Any]]:
    """Path inside the bundle → content, of the files in this folder."""
    return {
        path.relative_to(FOLDER).as_posix(): yaml.safe_load(path.read_text(encoding="utf-8"))
        for path in sorted(FOLDER.rglob("*.yaml"))
    }


def datasets(warehouse: Path) -> dict[str, dict[str, Any]]:
    """Path inside the bundle → content, one dataset a report view of the file, with the comments of its columns."""
    with open_reader(warehouse) as connection:
        views = connection.execute(
            "SELECT view_name, comment FROM duckdb_views() WHERE view_name LIKE 'report%' ORDER BY view_name"
        ).fetchall()
        columns = connection.execute(
            "SELECT table_name, column_name, data_type, comment FROM duckdb_columns() ORDER BY table_name, column_index"
        ).fetchall()
    return {
        f"datasets/Yaodian/{view}.yaml": _dataset(view, comment, [rest for table, *rest in columns if table == view])
        for view, comment in views
    }


def dataset_id(view: str) -> str:
    return str(uuid.uuid5(_IDS, f"dataset/{view}"))


def _dataset(view: str, comment: str, columns: list[list[str]]) -> dict[str, Any]:
    names = [name for name, _, _ in columns]
    return {
        "table_name": view,
        "main_dttm_col": next((name for name in _TIMES if name in names), None),
        "description": comment,
        "schema": "main",
        "filter_select_enabled": True,
        "uuid": dataset_id(view),
        "metrics": [{"metric_name": "count", "metric_type": "count", "expression": "COUNT(*)"}],
        "columns": [
            {
                "column_name": name,
                "type": kind,
                "is_dttm": kind in ("DATE", "TIMESTAMP"),
                "is_active": True,
                "groupby": True,
                "filterable": True,
                "description": meaning,
            }
            for name, kind, meaning in columns
        ],
        "version": "1.0.0",
        "database_uuid": read_files()[DATABASE_FILE]["uuid"],
    }


def main() -> None:
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    bundle = Path(sys.argv[2] if len(sys.argv) == 3 else "yaodian-superset.zip")
    write_bundle(Path(sys.argv[1]), bundle)
    print(f"wrote {bundle}; import it in Superset under Settings, Import dashboards")


if __name__ == "__main__":
    main()
