"""What a benchmark says about what was promised."""

from dataclasses import replace

import pytest

from tests.benchmarks.verdicts import judge, judge_bare
from tests.benchmarks.whole import WholeRun

SMALL = WholeRun(10_000, "text", 7_000, "local", 2, 100.0, 190.0, 900_000_000, 4.0, 0.018, 0.1, 0.9, {})
LARGE = replace(SMALL, documents=100_000, seconds=1_000.0, peak_bytes=1_000_000_000, again_seconds=20.0)
DASK = replace(SMALL, engine="dask", seconds=120.0)

VERDICTS = [
    # (runs, words of the promise, kept, why)
    ([SMALL], "over cores", True, "0.9 of what two cores could do"),
    ([replace(SMALL, efficiency=0.8)], "over cores", False, "orchestration costs more than 15 %"),
    ([replace(SMALL, workers=1, efficiency=0.2)], "over cores", None, "one worker of two cores tells nothing"),
    ([SMALL, LARGE], ": time", True, "10 times the documents, 10 times the time"),
    ([SMALL, replace(LARGE, seconds=1_100.0)], ": time", False, "11 times the time"),
    ([SMALL, replace(LARGE, characters=2_000)], ": time", None, "documents of another length"),
    ([SMALL, LARGE], ": memory", True, "1.11 times the memory"),
    ([SMALL, replace(LARGE, peak_bytes=1_200_000_000)], ": memory", False, "1.33 times the memory"),
    ([LARGE], "peak MB", True, "below 2 GB"),
    ([SMALL], "unchanged", True, "4 % of the first run"),
    ([replace(SMALL, again_seconds=6.0)], "unchanged", False, "6 %"),
    ([SMALL, DASK], "Dask", True, "0.83 of the local rate"),
    ([SMALL, replace(DASK, seconds=130.0)], "Dask", False, "0.77"),
    ([DASK], "Dask", None, "nothing to compare it with"),
]


@pytest.mark.parametrize(("runs", "words", "kept", "why"), VERDICTS, ids=[why for *_, why in VERDICTS])
def test_a_promise_is_kept_or_missed(runs, words, kept, why):
    found = [verdict.is_kept for verdict in judge(runs, cores=2) if words in verdict.promise]
    assert found == ([] if kept is None else [kept]), why


BARE = [
    # (seconds for 100 documents, baselines, kept, why)
    (0.7, {}, [True], "143 documents a second, and nothing to compare with"),
    (0.8, {"rjieba": 0.05}, [False], "125 documents a second"),
    (0.7, {"jionlp": 3.6}, [True, True], "5.1 times as fast as JioNLP"),
    (0.7, {"jionlp": 2.1}, [True, False], "3 times"),
]


@pytest.mark.parametrize(("seconds", "baselines", "kept", "why"), BARE, ids=[why for *_, why in BARE])
def test_what_one_core_does(seconds, baselines, kept, why):
    assert [verdict.is_kept for verdict in judge_bare(100, seconds, baselines)] == kept, why
