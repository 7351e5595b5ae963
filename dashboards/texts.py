"""Words of the interface in Chinese and English, from texts.csv."""

import csv
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import streamlit as st

LANGUAGES = {"中文": "zh", "English": "en"}
# Key of the language switch, and its name in the address.
LANGUAGE_KEY = "lang"


@cache
def read_texts() -> Mapping[str, Mapping[str, str]]:
    """Key → language → words."""
    with (Path(__file__).parent / "texts.csv").open(encoding="utf-8", newline="") as file:
        return {row["key"]: row for row in csv.DictReader(file)}


def language() -> str:
    """zh or en, as chosen on the page or named in the address."""
    return LANGUAGES.get(st.session_state.get(LANGUAGE_KEY) or st.query_params.get(LANGUAGE_KEY, "中文"), "zh")


def text(key: str, **values: object) -> str:
    """The words for `key` in the language of the page, with {name} replaced by `values`. Raises KeyError."""
    words = read_texts()[key][language()]
    return words.format(**values) if values else words


def names_in(group: str) -> dict[str, str]:
    """Code → words, for all codes of a value set that texts.csv has."""
    prefix = f"{group}."
    return {
        key.removeprefix(prefix): entry[language()] for key, entry in read_texts().items() if key.startswith(prefix)
    }


def name_of(group: str, code: object) -> str:
    """The words for a code of a value set (`role`, `change`, …); the code itself where there are none."""
    entry = read_texts().get(f"{group}.{code}")
    return entry[language()] if entry else ("" if code is None else str(code))
