"""Reposts: documents with the same, or nearly the same, body as one that sorts before them by source_uri.

A body is the text of a document's items. Two bodies are the same when their characters are, white space aside, and
nearly the same when they share at least NEAR of their sentences (Jaccard, estimated by MinHash). The links are a
function of the set of documents: order of files and size of batches do not matter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b, shake_128
from zlib import crc32

import duckdb
import numpy as np
import polars as pl

from schemas.body_fingerprints import SIGNATURE_LENGTH
from warehouse.definitions import read_definitions

# Sentences shared by two nearly equal bodies, as a share of the sentences of both.
NEAR = 0.8
# 12 bands of 5: a pair at NEAR shares a band, and so is compared, with probability 0.99; one at 0.3 with 0.03.
BANDS, BAND_LENGTH = 12, 5
# Bodies with fewer different sentences are compared for equality only: a short form letter is not a repost.
FEWEST_SENTENCES = 8
# A band value that more bodies share is compared with its first body only, lest the pairs grow quadratically.
LARGEST_BUCKET = 100

_PAIRS_AT_ONCE = 20_000
_VARIABLES = {
    "fewest_sentences": FEWEST_SENTENCES,
    "band_count": BANDS,
    "band_length": BAND_LENGTH,
    "largest_bucket": LARGEST_BUCKET,
}
# (source_uri, document_id): bodies sort by their source.
Body = tuple[str, str]
_SENTENCE = re.compile(r"[^。;!?:]{6,}")


@dataclass(frozen=True, slots=True)
class BodyFingerprint:
    """digest: 32 hex digits; signature: SIGNATURE_LENGTH numbers of 32 bits."""

    digest: str
    sentence_count: int
    signature: list[int]


def fingerprint_body(text: str) -> BodyFingerprint | None:
    """Digest and MinHash signature of a document's body, folded as passages are; null when it holds no character."""
    characters = text.replace("\n", "").replace(" ", "")
    if not characters:
        return None
    digest = blake2b(characters.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    sentences = set(_SENTENCE.findall(characters))
    hashes = [crc32(sentence.encode("utf-8", "surrogatepass")) for sentence in sentences]
    return BodyFingerprint(digest, len(sentences), min_hash(np.array(hashes, dtype=np.uint32)).tolist())


def min_hash(hashes: np.ndarray) -> np.ndarray:
    """MinHash signature of a set of 32-bit hashes: the least of each of SIGNATURE_LENGTH permutations of them.

    Two sets share as many places of their signatures as they share members (Jaccard), give or take 1/8.
    """
    if not len(hashes):
        return np.full(SIGNATURE_LENGTH, 0xFFFFFFFF, dtype=np.uint32)
    mixed = _mix(hashes)[:, np.newaxis]
    return (mixed * _FACTORS + _SHIFTS).min(axis=0)


def _mix(hashes: np.ndarray) -> np.ndarray:
    """Spread every bit over the whole number (the finish of MurmurHash3), as multiplication alone does not."""
    mixed = hashes ^ (hashes >> np.uint32(16))
    mixed *= np.uint32(0x85EBCA6B)
    mixed ^= mixed >> np.uint32(13)
    mixed *= np.uint32(0xC2B2AE35)
    mixed ^= mixed >> np.uint32(16)
    return mixed


def _constants(name: str) -> np.ndarray:
    """SIGNATURE_LENGTH fixed numbers of 32 bits: the same on every machine and in every version."""
    return np.frombuffer(shake_128(name.encode()).digest(4 * SIGNATURE_LENGTH), dtype="<u4").astype(np.uint32)


# An odd factor permutes the numbers of 32 bits.
_FACTORS, _SHIFTS = _constants("factors") | np.uint32(1), _constants("shifts")


def link_duplicates(connection: duckdb.DuckDBPyConnection) -> None:
    """Set documents.duplicate_of for the whole warehouse; null for originals."""
    leaders = group_leaders(_same_bodies(connection) + _near_bodies(connection))
    links = pl.DataFrame(
        {"document_id": list(leaders), "duplicate_of": list(leaders.values())},
        schema={"document_id": pl.String, "duplicate_of": pl.String},
    )
    connection.register("links", links)
    connection.execute(
        """
        CREATE OR REPLACE TEMP TABLE changed_links AS
        SELECT documents.document_id, links.duplicate_of
        FROM documents LEFT JOIN links USING (document_id)
        WHERE documents.duplicate_of IS DISTINCT FROM links.duplicate_of
        """
    )
    connection.execute(
        "UPDATE documents SET duplicate_of = changed.duplicate_of FROM changed_links AS changed "
        "WHERE documents.document_id = changed.document_id"
    )
    connection.unregister("links")


def group_leaders(edges: Iterable[tuple[Body, Body]]) -> dict[str, str]:
    """document_id → document_id of the first member of its group (connected by `edges`); the firsts are left out."""
    above: dict[Body, Body] = {}

    def leader(body: Body) -> Body:
        while above.get(body, body) != body:
            above[body] = above.get(above[body], above[body])
            body = above[body]
        return body

    for first, second in edges:
        low, high = sorted((leader(first), leader(second)))
        above[high] = low
    return {body[1]: leader(body)[1] for body in list(above) if leader(body) != body}


def _same_bodies(connection: duckdb.DuckDBPyConnection) -> list[tuple[Body, Body]]:
    rows = connection.execute(read_definitions("resolve")["same_bodies"]).fetchall()
    return [((first_uri, first_id), (second_uri, second_id)) for first_uri, first_id, second_uri, second_id in rows]


def _near_bodies(connection: duckdb.DuckDBPyConnection) -> list[tuple[Body, Body]]:
    for name, value in _VARIABLES.items():
        connection.execute(f"SET VARIABLE {name} = {value}")
    pairs = connection.execute(read_definitions("resolve")["near_bodies"])
    edges: list[tuple[Body, Body]] = []
    while rows := pairs.fetchmany(_PAIRS_AT_ONCE):
        *ends, first_signatures, second_signatures = zip(*rows, strict=True)
        shared = (np.array(first_signatures) == np.array(second_signatures)).mean(axis=1)
        for near, first_uri, first_id, second_uri, second_id in zip(shared >= NEAR, *ends, strict=True):
            if near:
                edges.append(((first_uri, first_id), (second_uri, second_id)))
    return edges
