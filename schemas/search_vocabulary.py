"""Contract of `search_vocabulary`."""

import polars as pl

from schemas.base import Contract
from schemas.columns import column


class SearchVocabulary(Contract):
    """One word that occurs in some item: where search_items looks for words that hold, or are held by, a given one."""

    term_key: pl.UInt64 = column("term_key", unique=True)
    term: str = column("term", unique=True)
