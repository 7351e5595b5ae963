"""Imports as where pandas is not installed: neither contracts nor the loader need it.

The dashboard brings pandas; pandera and DuckDB take along what they find: two seconds of a run's start, 70 MB of every
process.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager


class _NoPandas:
    """An import hook for which there is no pandas."""

    @staticmethod
    def find_spec(name: str, path: object = None, target: object = None) -> None:
        if name == "pandas":
            raise ModuleNotFoundError("No module named 'pandas'", name=name)


@contextmanager
def without_pandas() -> Iterator[None]:
    """Import in the body as if pandas were not there; afterwards it can be imported as ever."""
    sys.meta_path.insert(0, _NoPandas)
    try:
        yield
    finally:
        sys.meta_path.remove(_NoPandas)
