"""Parts of a run on storage that all machines see: what a worker writes as Parquet, the loader reads.

A worker that dies leaves files that nobody names: every attempt writes under a name of its own.
"""

import io
from dataclasses import dataclass
from uuid import uuid4

import fsspec
import polars as pl

from flows.stages import Part, StageTally


@dataclass(frozen=True, slots=True)
class StoredPart:
    """A Part whose rows lie in files. files: table → address; an empty table has none."""

    files: dict[str, str]
    schemas: dict[str, pl.Schema]
    quarantine: pl.DataFrame
    unchanged: list[str]
    metadata: dict[str, str]
    counts: dict[str, StageTally]


def store(part: Part, folder: str) -> StoredPart:
    """Write the frames of `part` under `folder` (a path or an fsspec address)."""
    files = {}
    attempt = f"{folder.rstrip('/')}/{uuid4().hex}"
    for table, frame in part.frames.items():
        if not frame.is_empty():
            buffer = io.BytesIO()
            frame.write_parquet(buffer, compression="zstd", compression_level=1)
            files[table] = f"{attempt}-{table}.parquet"
            with fsspec.open(files[table], "wb") as file:
                file.write(buffer.getbuffer())
    schemas = {table: frame.schema for table, frame in part.frames.items()}
    return StoredPart(files, schemas, part.quarantine, part.unchanged, part.metadata, part.counts)


def fetch(stored: StoredPart) -> Part:
    """Read a part back, and take its files away."""
    frames = {}
    for table, schema in stored.schemas.items():
        address = stored.files.get(table)
        if address is None:
            frames[table] = pl.DataFrame(schema=schema)
            continue
        with fsspec.open(address, "rb") as file:
            frames[table] = pl.read_parquet(io.BytesIO(file.read()))
    for address in stored.files.values():
        filesystem, path = fsspec.core.url_to_fs(address)
        filesystem.rm(path)
    return Part(frames, stored.quarantine, stored.unchanged, stored.metadata, stored.counts)


def make_folder(folder: str) -> None:
    filesystem, path = fsspec.core.url_to_fs(folder)
    filesystem.makedirs(path, exist_ok=True)


def remove_folder(folder: str) -> None:
    """Take away the folder with what dead workers left in it."""
    filesystem, path = fsspec.core.url_to_fs(folder)
    if filesystem.exists(path):
        filesystem.rm(path, recursive=True)
