"""The gate: extraction from the sample documents against their annotations. Floors fall only on purpose."""

import json
from pathlib import Path

from flows.evaluate import evaluate

GOLD = Path(__file__).resolve().parent / "gold"


def test_no_list_falls_below_its_floor(sample_warehouse):
    floors = json.loads((GOLD / "floors.json").read_text(encoding="utf-8"))
    evaluation = evaluate(sample_warehouse, GOLD)
    assert evaluation.below(floors) == []
    assert set(evaluation.scores) == set(floors), "every list has a floor"
