"""Search in the plans: the macro search_items, with the words marked and the reason of each match."""

import re
from dataclasses import dataclass

import duckdb

_SENTENCE = re.compile(r"[^。;!?\n]+[。;!?]?")


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that answers a query.

    sentence: the sentence (or heading) with most of the query's words; marks: (start, end) of them in it.
    reason: the words it holds, or the shorter words of the index that they were found by.
    """

    item_id: str
    document_id: str
    title: str | None
    region_name: str | None
    plan_year: int | None
    path: str
    heading: str | None
    sentence: str
    marks: tuple[tuple[int, int], ...]
    reason: tuple[str, ...]
    score: float
    source_url: str | None


def search(connection: duckdb.DuckDBPyConnection, query: str, limit: int = 20) -> list[Hit]:
    """The best `limit` items for words separated by white space; none for an empty query."""
    words = query.split()
    if not words:
        return []
    rows = connection.execute(
        "SELECT item_id, document_id, title, region_name, plan_year, path, heading, text, score, source_url "
        "FROM search_items($query, max_items := $limit)",
        {"query": " ".join(words), "limit": limit},
    ).fetchall()
    terms = _terms(connection, words)
    return [_hit(row, words, terms) for row in rows]


def _terms(connection: duckdb.DuckDBPyConnection, words: list[str]) -> list[str]:
    """Words of the index that the query's words hold: what an item can match that has none of them in full."""
    rows = connection.execute(
        "SELECT DISTINCT term FROM search_vocabulary JOIN (SELECT unnest($words) AS word) ON contains(word, term) "
        "WHERE length(term) > 1 ORDER BY length(term) DESC, term",
        {"words": words},
    ).fetchall()
    return [term for (term,) in rows]


def _hit(row: tuple, words: list[str], terms: list[str]) -> Hit:
    item_id, document_id, title, region_name, plan_year, path, heading, text, score, source_url = row
    whole = [word for word in words if word in text or word in (heading or "")]
    reason = whole or [term for term in terms if term in text]
    sentences = _SENTENCE.findall(text) or [heading or text]
    sentence = max(sentences, key=lambda candidate: sum(word in candidate for word in reason))
    return Hit(
        item_id, document_id, title, region_name, plan_year, path, heading, sentence,
        _marks(sentence, reason), tuple(reason), score, source_url,
    )  # fmt: skip


def _marks(sentence: str, words: list[str]) -> tuple[tuple[int, int], ...]:
    """Places of the words, longest first, none within another."""
    if not words:
        return ()
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return tuple(match.span() for match in re.finditer(pattern, sentence))
