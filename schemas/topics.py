"""Contract of `topics`."""

from schemas.base import Contract
from schemas.columns import column


class Topics(Contract):
    """One topic that items are sorted by."""

    topic_code: str = column("reference_code", unique=True)
    name: str = column("topic_name")
    keywords: str = column("topic_keywords")
