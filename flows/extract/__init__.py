"""Extract: from an address to the text of a document.

`find_sources` names what there is to read, `SourceReference.load` fetches the bytes, `read_source` reads them into a
`RawDocument`. Only `load` touches the disk.
"""

from flows.extract.reader import read_source
from flows.extract.reference import SourceReference
from flows.extract.sources import SourceNotFoundError, find_sources

__all__ = ["SourceNotFoundError", "SourceReference", "find_sources", "read_source"]
