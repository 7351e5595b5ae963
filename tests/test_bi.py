"""BI clients: the connection that docs/bi.md shows, and what Superset is given to import."""

import os
import shutil
import zipfile
from pathlib import Path

import pytest
import yaml

from dashboards.superset.bundle import DATABASE_FILE, datasets, read_files, write_bundle
from warehouse.definitions import read_definitions

DOCUMENTATION = Path(__file__).resolve().parent.parent / "docs" / "bi.md"


@pytest.fixture
def published(sample_warehouse: Path, tmp_path: Path) -> Path:
    return shutil.copy(sample_warehouse, tmp_path / "yaodian.duckdb")


@pytest.fixture
def engine(published: Path):
    pytest.importorskip("duckdb_sqlalchemy", reason="needs the extra: pip install 'yaodian[bi]'")
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    return create_engine(f"duckdb:///{published}", connect_args={"read_only": True}, poolclass=NullPool)


def test_sqlalchemy_reads_views_macros_and_chinese(engine):
    from sqlalchemy import inspect, text

    with engine.connect() as connection:
        query = text("SELECT indicator, value FROM report_targets WHERE region_name = :region AND unit = '%'")
        assert ("普惠性幼儿园覆盖率", 80.0) in connection.execute(query, {"region": "淄博市"}).all()
        found = connection.execute(text("SELECT region_name FROM search_items('普惠性幼儿园 覆盖率')")).scalar()
        assert found == "淄博市"
    assert set(inspect(engine).get_view_names()) >= {"report_targets", "report_documents"}


def test_sqlalchemy_cannot_write(engine):
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    with engine.connect() as connection, pytest.raises(DBAPIError, match="read-only"):
        connection.execute(text("DELETE FROM documents"))


def test_sqlalchemy_follows_a_publish(engine, published: Path):
    import duckdb
    from sqlalchemy import text

    def documents() -> int:
        with engine.connect() as connection:
            return connection.execute(text("SELECT documents FROM report_totals")).scalar()

    assert documents() == 5
    working_copy = shutil.copy(published, published.with_suffix(".next"))
    with duckdb.connect(str(working_copy)) as writer:
        writer.execute("DELETE FROM documents WHERE region_name = '兰州市'")
    os.replace(working_copy, published)
    assert documents() == 4


def test_the_page_shows_that_connection():
    shown = DOCUMENTATION.read_text(encoding="utf-8")
    for words in ('connect_args={"read_only": True}', "poolclass=NullPool", "python -m dashboards.superset.bundle"):
        assert words in shown
    named = set(read_definitions("views"))
    assert {word for word in shown.replace("`", " ").split() if word.startswith("report_") and word != "report_…"} <= {
        *named,
        *(f"{name}," for name in named),
    }


def test_superset_gets_a_dataset_for_every_report_view(sample_warehouse: Path):
    views = {name for name in read_definitions("views") if name.startswith("report_")}
    made = datasets(sample_warehouse)
    assert set(made) == {f"datasets/Yaodian/{view}.yaml" for view in views}
    targets = made["datasets/Yaodian/report_targets.yaml"]
    assert targets["description"].startswith("One quantified commitment")
    assert {"target_id", "indicator", "sentence"} <= {column["column_name"] for column in targets["columns"]}
    assert all(column["description"] for dataset in made.values() for column in dataset["columns"])


def test_charts_and_dashboard_refer_to_what_the_bundle_holds(sample_warehouse: Path):
    files = read_files() | datasets(sample_warehouse)
    known = {content["uuid"] for content in files.values() if "uuid" in content}
    for name, content in files.items():
        for key in ("database_uuid", "dataset_uuid"):
            assert content.get(key) is None or content[key] in known, name
    position = files["dashboards/yaodian.yaml"]["position"]
    charts = [
        place["meta"]["uuid"] for place in position.values() if isinstance(place, dict) and place["type"] == "CHART"
    ]
    assert set(charts) == {content["uuid"] for name, content in files.items() if name.startswith("charts/")}


def test_the_bundle_names_the_warehouse_and_opens_it_read_only(published: Path, tmp_path: Path):
    bundle = tmp_path / "bundle.zip"
    write_bundle(published, bundle, seen_as=Path("/data/plans.duckdb"))
    with zipfile.ZipFile(bundle) as archive:
        names = archive.namelist()
        database = yaml.safe_load(archive.read(f"yaodian/{DATABASE_FILE}"))
    assert {"yaodian/metadata.yaml", "yaodian/datasets/Yaodian/report_targets.yaml"} <= set(names)
    assert database["sqlalchemy_uri"] == "duckdb:////data/plans.duckdb"
    assert database["extra"]["engine_params"]["connect_args"] == {"read_only": True}
