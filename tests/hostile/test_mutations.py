"""Mutated documents run through: none crashes or hangs, each is loaded or rejected, and what is loaded adds up.

300 mutants, 10,000 in the long form (YAODIAN_LONG_TESTS=1).
"""

from pathlib import Path

import pytest

from flows.pipeline import RunSummary, run_pipeline
from schemas.reasons import REASONS
from tests.faults import runs
from tests.hostile.mutations import mutant
from warehouse.connection import open_reader

MUTANTS = 10_000 if runs.LONG else 300
# Of one stage of one document; the longest of a sound document takes less than a tenth of it.
SECONDS = 10.0
# A rejection for these is a fault of ours, not of the document.
OUR_FAULTS = ("internal_error", "too_slow", "broken_partition")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[RunSummary, Path]:
    root = tmp_path_factory.mktemp("mutants")
    for first in range(0, MUTANTS, 1000):
        mutants = map(mutant, range(first, min(first + 1000, MUTANTS)))
        runs.write(root / "mutants" / f"{first:05}", dict(mutants))
    return run_pipeline([root / "mutants"], root / "plans.duckdb", document_seconds=SECONDS), root / "plans.duckdb"


def test_each_mutant_is_loaded_or_rejected(loaded):
    summary, _ = loaded
    assert summary.seen >= MUTANTS, "an archive may hold several"
    assert summary.loaded + summary.rejected.total() == summary.seen
    assert summary.loaded > MUTANTS * 0.5, "most remain readable"
    assert set(summary.rejected) <= set(REASONS)


def test_no_mutant_crashes_or_hangs_a_stage(loaded):
    summary, warehouse = loaded
    with open_reader(warehouse) as connection:
        ours = connection.execute(
            f"SELECT source_uri, table_name, value FROM quarantine WHERE reason_code IN {OUR_FAULTS} LIMIT 5"
        ).fetchall()
    assert ours == []
    assert not set(summary.rejected) & set(OUR_FAULTS)


def test_every_character_of_every_loaded_mutant_is_accounted_for(loaded, tmp_path):
    """And all other promises of a warehouse hold, read again over all rows."""
    _, warehouse = loaded
    assert runs.failing_audits(warehouse, tmp_path / "scratch.duckdb") == {}
    with open_reader(warehouse) as connection:
        spans = (
            "SELECT document_id, sum(char_end - char_start) AS covered, count(*) AS spans, count(DISTINCT char_start) "
            "AS starts FROM text_spans GROUP BY document_id"
        )
        broken = connection.execute(
            f"SELECT source_uri FROM documents LEFT JOIN ({spans}) USING (document_id) "
            "WHERE char_count <> length(raw_text) OR covered IS DISTINCT FROM char_count OR spans <> starts"
        ).fetchall()
    assert broken == []
