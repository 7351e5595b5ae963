"""Every word of the interface exists in both languages, and none is left over."""

import re
from pathlib import Path

import pytest

from dashboards.texts import read_texts
from schemas.columns import FLAGS
from schemas.reasons import REASONS

FOLDER = Path(__file__).resolve().parents[2] / "dashboards"
# Keys that code puts together from a group and a code.
GROUPS = (
    "role",
    "kind",
    "limit",
    "basis",
    "change",
    "level",
    "state",
    "flag",
    "reason",
    "filter",
    "placeholder",
    "column",
)
GROUPS += ("age", "page")


def source() -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("*.py"))


@pytest.mark.parametrize("key", read_texts())
def test_a_text_has_both_languages_with_the_same_fields(key):
    entry = read_texts()[key]
    fields = [sorted(re.findall(r"\{(\w+)\}", entry[language])) for language in ("zh", "en")]
    assert entry["zh"] and entry["en"]
    assert fields[0] == fields[1]


def test_every_key_in_the_code_has_words():
    used = set(re.findall(r"""\btext\(\s*f?["']([a-z_.]+)["']""", source()))
    assert used - set(read_texts()) == set()


def test_every_text_is_used():
    code = source()
    fixed = {key for key in read_texts() if key.partition(".")[0] not in GROUPS}
    assert {key for key in fixed if not re.search(rf"[\"']{re.escape(key)}[\"']", code)} == set()


def test_every_flag_and_reason_has_a_name():
    needed = {f"flag.{flag}" for flag in FLAGS} | {f"reason.{code}" for code in REASONS}
    assert needed - set(read_texts()) == set(), "give it a line in dashboards/texts.csv"
