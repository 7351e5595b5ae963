"""Contract of `search_terms`."""

import polars as pl

from schemas.base import Contract
from schemas.columns import column


class SearchTerms(Contract):
    """One word of an item's text with its frequency: the index that search_items reads."""

    term: str = column("term")
    item_id: str = column("item_id")
    frequency: pl.Int32 = column("frequency")
