"""Contract of `sources`."""

from schemas.base import Contract
from schemas.columns import column


class Sources(Contract):
    """One source as last read: the key of incremental runs is (source_uri, content_sha256, fingerprint)."""

    source_uri: str = column("source_uri", unique=True)
    content_sha256: str = column("content_sha256")
    fingerprint: str = column("fingerprint")
    outcome: str = column("outcome")
    run_id: str = column("run_id")
