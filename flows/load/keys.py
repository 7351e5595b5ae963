"""Stable ids: the first 64 bits of a BLAKE2 hash of a row's business key, as 16 hex digits.

The same source gives the same ids in every run, in any batch and on any machine. In a warehouse of ten million
documents (600 million items) the odds that any two items share an id are one in a hundred; the audit keys_unique would
name them. The parts of a key are joined by a unit separator.
"""

from functools import lru_cache
from hashlib import blake2b, sha256

DIGEST_BYTES = 8


def stable_id(key: str) -> str:
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()


@lru_cache(maxsize=1 << 16)
def term_key(term: str) -> int:
    """A word of the search index as a number, which the database can work out too (migration 0003)."""
    return int.from_bytes(sha256(term.encode("utf-8", "replace")).digest()[:DIGEST_BYTES], "big")


def document_id(source_uri: str) -> str:
    return stable_id(f"document\x1f{source_uri}")


def item_id(document: str, path: str, kind: str, ordinal: int = 0) -> str:
    """`ordinal` counts items of the document that share path and kind (0 for the first)."""
    return stable_id(f"item\x1f{document}\x1f{path}\x1f{kind}\x1f{ordinal}")


def target_id(document: str, start: int, end: int, indicator: str, value: float, ordinal: int = 0) -> str:
    """`ordinal` counts targets of the document that share place, indicator and value."""
    return stable_id(f"target\x1f{document}\x1f{start}\x1f{end}\x1f{indicator}\x1f{float(value)}\x1f{ordinal}")


def citation_id(document: str, start: int, title: str, ordinal: int = 0) -> str:
    """`ordinal` counts citations of the document that share place and title."""
    return stable_id(f"citation\x1f{document}\x1f{start}\x1f{title}\x1f{ordinal}")


@lru_cache(maxsize=1 << 11)
def agency_id(name: str | None, mention: str, region_code: str | None) -> str:
    """A resolved body is its canonical name; an unresolved one is the mention as written in its region."""
    if name is not None:
        return stable_id(f"agency\x1f{name}")
    return stable_id(f"unresolved agency\x1f{mention}\x1f{region_code}")


def entry_id(source_uri: str, stage: str, reason: str, table: str | None, column: str | None, row: str | None) -> str:
    """`row`: the id of the row at fault, or its payload where it has none; null for a whole source."""
    return stable_id(f"quarantine\x1f{source_uri}\x1f{stage}\x1f{reason}\x1f{table}\x1f{column}\x1f{row}")
