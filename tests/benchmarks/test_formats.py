"""The speed of each format is measured over files that really hold the plans."""

from flows.reference import read_table
from tests.benchmarks.formats import format_table, measure_formats

# Read by converting, or refused: there is no speed of our own to measure. Of compressions of one archive one is enough.
ELSEWHERE = {".doc", ".wps", ".rtf", ".xls", ".et", ".ofd", ".ceb", ".rar", ".mht", ".mhtml", ".wacz"}


def test_every_format_is_measured():
    speeds = measure_formats(2, 1)
    measured = {word.lower() for speed in speeds for word in speed.name.replace(",", "").split()}
    measured |= {"text/html" if word == "html" else word for word in measured}
    types = {row["suffix"]: row["media_type"] for row in read_table("source_formats")}
    for suffix, media_type in types.items():
        same_kind = {other[1:] for other, kind in types.items() if kind == media_type}
        known_as = {"tar.gz"} if "tar" in media_type else same_kind
        assert (
            suffix in ELSEWHERE
            or known_as & measured
            or media_type in ("application/json", "text/tab-separated-values")
        )
    assert all(speed.documents == 2 and speed.characters > 3_000 and speed.seconds > 0 for speed in speeds)
    assert format_table(speeds).count("\n") == len(speeds) + 1
