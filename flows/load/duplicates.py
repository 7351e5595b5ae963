"""Reposts: documents with the same, or nearly the same, body as one that sorts before them by source_uri.

A body is the text of a document's items. Two bodies are the same when their words are, punctuation and white space
aside, and nearly the same when they share at least NEAR of their clauses (Jaccard, estimated by MinHash). The links
are a function of the set of documents: order of files and size of batches do not matter.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

import duckdb
import numpy as np
import polars as pl
from datasketch import MinHash

from schemas.body_fingerprints import SIGNATURE_LENGTH
from warehouse.definitions import read_definitions

# Clauses shared by two nearly equal bodies, as a share of the clauses of both.
NEAR = 0.8
# 12 bands of 5: a pair at NEAR shares a band, and so is compared, with probability 0.99; one at 0.3 with 0.03.
BANDS, BAND_LENGTH = 12, 5
# Bodies with fewer different clauses are compared for equality only: a short form letter is not a repost.
FEWEST_CLAUSES = 20
# A band value that more bodies share is compared with its first body only, lest the pairs grow quadratically.
LARGEST_BUCKET = 100

_PAIRS_AT_ONCE = 20_000
_VARIABLES = {
    "fewest_clauses": FEWEST_CLAUSES,
    "band_count": BANDS,
    "band_length": BAND_LENGTH,
    "largest_bucket": LARGEST_BUCKET,
}
# (source_uri, document_id): bodies sort by their source.
Body = tuple[str, str]
_CLAUSE = re.compile(r"\w+")
_EMPTY_HASH = MinHash(SIGNATURE_LENGTH, seed=1, hashfunc=int, scheme="affine32")


@dataclass(frozen=True, slots=True)
class BodyFingerprint:
    """digest: 32 hex digits; signature: SIGNATURE_LENGTH numbers of 32 bits."""

    digest: str
    clause_count: int
    signature: list[int]


def fingerprint_body(text: str) -> BodyFingerprint | None:
    """Digest and MinHash signature of a document's body; null when it holds no word."""
    clauses = _CLAUSE.findall(text)
    if not clauses:
        return None
    digest = blake2b("".join(clauses).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
    different = set(clauses)
    hashed = _EMPTY_HASH.copy()
    hashed.update_batch([crc32(clause.encode("utf-8", "surrogatepass")) for clause in different])
    return BodyFingerprint(digest, len(different), hashed.hashvalues.tolist())


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
