"""The gate: extraction against annotations. Floors fall only on purpose.

Two sets: the five sample documents, and documents of our own making (tests/gold/made) that bring together what the
samples lack: full-width text, a real table with merged measures, a run-on text without any break, a regulation.
"""

import json
from pathlib import Path

import pytest

from flows.evaluate import evaluate
from flows.pipeline import run_pipeline

GOLD = Path(__file__).resolve().parent / "gold"


@pytest.fixture(scope="module")
def made_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    warehouse = tmp_path_factory.mktemp("made") / "made.duckdb"
    run_pipeline([GOLD / "made"], warehouse, engine="local")
    return warehouse


def read_floors(name: str) -> dict[str, float]:
    return json.loads((GOLD / name).read_text(encoding="utf-8"))


def test_sample_documents_stay_above_their_floors(sample_warehouse: Path) -> None:
    evaluation = evaluate(sample_warehouse, GOLD)
    assert evaluation.below(read_floors("floors.json")) == []
    assert set(evaluation.scores) == set(read_floors("floors.json")), "every list has a floor"


def test_made_documents_stay_above_their_floors(made_warehouse: Path) -> None:
    evaluation = evaluate(made_warehouse, GOLD / "made")
    assert evaluation.below(read_floors("floors_made.json")) == []
    assert set(evaluation.scores) == set(read_floors("floors_made.json")), "every list has a floor"
