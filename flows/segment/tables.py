"""Task tables: rows with their measures, time limits and bodies, from real tables and from flattened text.

A flattened table's cells stand one a line, or run together without any separator. Its header row (序号 工作任务 …
完成时限 责任单位) tells the columns; rows are found by their running number.
"""

from dataclasses import dataclass, field


@dataclass(slots=True)
class RowDraft:
    """A row, a section of merged rows, a measure inside a row, or the closing cells of a row."""

    kind: str
    parent: int | None
    label: tuple[int, int] | None
    pieces: list[tuple[int, int]]
    heading: str | None = None
    column_role: str | None = None


@dataclass(slots=True)
class TableRegion:
    """A task table in the body: its range, header and rows (offsets in the body passage)."""

    start: int
    end: int
    roles: tuple[str, ...]
    header_ranges: list[tuple[int, int]] = field(default_factory=list)
    rows: list[RowDraft] = field(default_factory=list)
    is_flattened: bool = True
