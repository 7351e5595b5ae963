"""Parts handed from a worker process to the loader as files: through a pipe they would take four times as long.

A parcel is read once, and deleted with that. Where it cannot be written the part goes through the pipe.
"""

import uuid
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from flows.stages import Batch, Part, refine


@dataclass(frozen=True, slots=True)
class Parcel:
    """A part without its frames, which stand in the file one behind the other; sizes: bytes of each, by table."""

    part: Part
    path: Path
    sizes: dict[str, int]

    def open(self) -> Part:
        """The whole part. Raises OSError when the file is gone or damaged; a second time it is always gone."""
        try:
            with open(self.path, "rb") as file:
                frames = {table: pl.read_ipc_stream(file.read(size)) for table, size in self.sizes.items()}
        except pl.exceptions.PolarsError as error:
            raise OSError(f"{self.path.name} is damaged: {error}") from error
        self.path.unlink()
        return replace(self.part, frames=frames)


def refine_into(folder: Path, batch: Batch) -> Part | Parcel:
    """All batch stages, in a worker process; what they give is left in `folder`, which exists."""
    part = refine(batch)
    return pack(part, folder) if part.frames else part


def pack(part: Part, folder: Path) -> Part | Parcel:
    """The part as a parcel in `folder`, or itself where that cannot be written."""
    path = folder / f"{uuid.uuid4().hex}.arrow"
    sizes, position = {}, 0
    try:
        with open(path, "xb") as file:
            for table, frame in part.frames.items():
                frame.write_ipc_stream(file)
                sizes[table], position = file.tell() - position, file.tell()
    except OSError:
        with suppress(OSError):
            path.unlink()
        return part
    return Parcel(replace(part, frames={}), path, sizes)
