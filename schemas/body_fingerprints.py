"""Contract of `body_fingerprints`."""

import polars as pl

from schemas.base import Contract
from schemas.columns import column

# Length of the MinHash signature.
SIGNATURE_LENGTH = 64


class BodyFingerprints(Contract):
    """One document's body as a digest and a MinHash signature: what duplicates are found by."""

    document_id: str = column("document_id", unique=True)
    body_digest: str = column("body_digest")
    sentence_count: pl.Int32 = column("sentence_count")
    signature: pl.Array(pl.UInt32, SIGNATURE_LENGTH) = column("signature")
