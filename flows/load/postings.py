"""The search index in the order in which it is read: by term.

A search for a word then skips every row group of the table whose terms cannot hold it. Sorting whole strings would
cost more than loading them; the first character decides well enough.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl

# Rows that are sorted and written together: some 20 row groups of DuckDB, some 100 MB of memory.
BLOCK_ROWS = 2_000_000


def cluster_by_term(frames: Sequence[pl.DataFrame]) -> pl.DataFrame:
    """The rows of all frames, terms of one first character together, in an order of characters that UTF-8 shares."""
    # Rows are taken from one piece of memory in a sixth of the time that many pieces need.
    postings = pl.concat(frames, rechunk=True)
    padded = (pl.col("term") + "\0\0").cast(pl.Binary).bin.slice(0, 3)
    letters = postings.select(padded.bin.slice(0, 2).bin.reinterpret(dtype=pl.UInt16, endianness="big"))
    return postings[np.argsort(letters.to_series().to_numpy(), kind="stable")]
