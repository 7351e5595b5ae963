"""Contract of `sources`."""

from schemas.base import Contract
from schemas.columns import column


class Sources(Contract):
    """One source as last read; its two hashes and the fingerprint tell a run whether anything has changed since."""

    source_uri: str = column("source_uri", unique=True)
    content_sha256: str = column("content_sha256")
    fingerprint: str = column("fingerprint")
    outcome: str = column("outcome")
    run_id: str = column("run_id")
    metadata_sha256: str = column("metadata_sha256", nullable=True)
