"""Reposts: documents with the same, or nearly the same, body as one that sorts before them by source_uri.

A body is the text of a document's items. Two bodies are the same when their words are, punctuation and white space
aside, and nearly the same when they share at least NEAR of their clauses (Jaccard, estimated by MinHash). The links
are a function of the set of documents: order of files and size of batches do not matter.
"""

import re
from dataclasses import dataclass
from hashlib import blake2b
from zlib import crc32

from datasketch import MinHash

from schemas.body_fingerprints import SIGNATURE_LENGTH

# Clauses shared by two nearly equal bodies, as a share of the clauses of both.
NEAR = 0.8
# 16 bands of 4: a pair at NEAR shares a band with probability 0.9998, one at 0.4 with 0.34 (it is then compared).
BANDS, BAND_LENGTH = 16, 4
# Bodies with fewer different clauses are compared for equality only: a short form letter is not a repost.
FEWEST_CLAUSES = 20
# A band value that more bodies share is compared with its first body only, lest the pairs grow quadratically.
LARGEST_BUCKET = 100

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
