"""Fetch: from a declaration of sources to immutable snapshots; a rebuild from snapshots needs no network.

`read_declarations` reads sources.toml, `fetch_source` brings one source's snapshots up to date politely,
`snapshot_references` names what is there to read.
"""

from flows.extract.fetch.declare import DeclarationError, Declarations, SourceDeclaration, read_declarations
from flows.extract.fetch.report import FetchReport
from flows.extract.fetch.run import Fetching, declared_references, fetch_source
from flows.extract.fetch.snapshots import SnapshotStore, snapshot_references

__all__ = [
    "DeclarationError",
    "Declarations",
    "FetchReport",
    "Fetching",
    "SnapshotStore",
    "SourceDeclaration",
    "declared_references",
    "fetch_source",
    "read_declarations",
    "snapshot_references",
]
