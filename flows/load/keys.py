"""Stable ids: the first 80 bits of a BLAKE2 hash of a row's business key, as 20 hex digits.

The same source gives the same ids in every run, in any batch and on any machine. At 60 billion items the odds of one
collision are one in a thousand; the audit keys_unique would name it.
"""

from hashlib import blake2b

DIGEST_BYTES = 10
# Separates the parts of a key; a part that holds it is only a hash collision of two hostile sources with each other.
_SEPARATOR = "\x1f"


def stable_id(*parts: object) -> str:
    """Hash of the parts in order; None and "" differ from one another and from any text."""
    key = _SEPARATOR.join("\x00" if part is None else str(part) for part in parts)
    return blake2b(key.encode("utf-8", "surrogatepass"), digest_size=DIGEST_BYTES).hexdigest()


def document_id(source_uri: str) -> str:
    return stable_id("document", source_uri)


def item_id(document: str, path: str, kind: str, ordinal: int = 0) -> str:
    """`ordinal` counts items of the document that share path and kind (0 for the first)."""
    return stable_id("item", document, path, kind, ordinal)


def target_id(document: str, start: int, end: int, indicator: str, value: float, ordinal: int = 0) -> str:
    """`ordinal` counts targets of the document that share place, indicator and value."""
    return stable_id("target", document, start, end, indicator, float(value), ordinal)


def citation_id(document: str, start: int, title: str, ordinal: int = 0) -> str:
    """`ordinal` counts citations of the document that share place and title."""
    return stable_id("citation", document, start, title, ordinal)


def agency_id(name: str | None, mention: str, region_code: str | None) -> str:
    """A resolved body is its canonical name; an unresolved one is the mention as written in its region."""
    if name is not None:
        return stable_id("agency", name)
    return stable_id("unresolved agency", mention, region_code)


def entry_id(source_uri: str, stage: str, reason: str, table: str | None, column: str | None, row: str | None) -> str:
    """`row`: the id of the row at fault, or its payload where it has none; null for a whole source."""
    return stable_id("quarantine", source_uri, stage, reason, table, column, row)
