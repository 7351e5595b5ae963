"""Every reason code that the pipeline gives is explained, and means something."""

import re
from pathlib import Path

import pytest

from schemas.reasons import REASONS

FLOWS = Path(__file__).resolve().parents[2] / "flows"
GIVEN = re.compile(r'SourceError\(\s*[^,()"]+(?:\([^()]*\))?,\s*"([a-z_]+)"')


def codes_in_source() -> set[tuple[str, str]]:
    return {(code, path.name) for path in FLOWS.rglob("*.py") for code in GIVEN.findall(path.read_text("utf-8"))}


def test_codes_given_by_extract_are_known():
    unknown = {(code, file) for code, file in codes_in_source() if code not in REASONS}
    assert not unknown, f"add to schemas/reasons.py: {unknown}"


@pytest.mark.parametrize("code", REASONS)
def test_a_reason_says_what_happened(code):
    assert re.fullmatch(r"[a-z][a-z_]+", code)
    assert len(REASONS[code]) > 15
