"""Contract of `search_postings`, which the view search_terms shows with item ids."""

import polars as pl

from schemas.base import Contract
from schemas.columns import column


class SearchPostings(Contract):
    """One word of one item's text with its frequency, in numbers: the index that search_items reads."""

    term_key: pl.UInt64 = column("term_key")
    item_key: pl.UInt64 = column("item_key")
    frequency: pl.UInt16 = column("frequency")
    word_count: pl.UInt16 = column("posting_word_count")
