"""Task tables: the columns that a header row names, and the drafts of rows that the two readers build.

A header row (序号 工作任务 … 完成时限 责任单位) tells the role of each column; `flows.segment.real_tables` reads tables
whose cells are known, `flows.segment.flat_tables` those whose cells stand one a line or run together.
"""

import re
from dataclasses import dataclass, field
from functools import cache

from flows.reference import read_table, words_of

# Roles of columns whose cells do not belong to a row's own text.
CLOSING_ROLES = frozenset({"limit", "lead", "lead_first", "support", "person", "source", "note"})
# Of these a task table has one at least, beside the task.
_TELLING_ROLES = frozenset({"lead", "lead_first", "limit", "support"})
_LEADING = tuple(words_of("role_cues", "leading_column"))
# More characters than a header cell has, line breaks within it included.
_BESIDE = 24
# 2022年预期目标: the year of a column
_YEAR = re.compile(r"^20\d\d年度?")


@dataclass(frozen=True, slots=True)
class ValueHead:
    """What the head of a column says of the number in a cell.

    name: what is counted; unit: as written, "" for none. number: of the cell, where it holds more. due: the year over
    the column. is_last: of the columns of numbers. basis: as of a target.
    """

    name: str
    unit: str = ""
    number: str | None = None
    due: str | None = None
    is_last: bool = True
    basis: str = "level"


@dataclass(slots=True)
class RowDraft:
    """A row, a section of merged rows, a measure inside a row, or the cells that close a row behind its measures.

    parent: index in the table's list of drafts. label and pieces: ranges in the body passage.
    cells: (role, start, end) of the limit, body, source and value cells among the pieces. values: for each value
    cell, by its start, what its number counts.
    """

    kind: str
    parent: int | None
    label: tuple[int, int] | None
    pieces: list[tuple[int, int]]
    heading: str | None = None
    cells: list[tuple[str, int, int]] = field(default_factory=list)
    values: dict[int, tuple[ValueHead, ...]] = field(default_factory=dict)

    def extend(self, role: str, start: int, end: int, goes_on: bool = True) -> None:
        """Add a cell behind the last piece.

        goes_on: the lines of one cell stand apart, so that those of one role that follow each other are one cell.
        """
        first, last = self.pieces[-1]
        if start >= last:
            self.pieces[-1] = (first, end)
        if goes_on and self.cells and self.cells[-1][0] == role:
            self.cells[-1] = (role, self.cells[-1][1], end)
        else:
            self.cells.append((role, start, end))


@dataclass(frozen=True, slots=True)
class TableHeader:
    """The header of a task table whose cells are lost: its range in the body, and the roles of its columns."""

    start: int
    end: int
    roles: tuple[str, ...]


@dataclass(slots=True)
class TableRegion:
    """A table in the body: its range, its header and its rows (offsets in the body passage).

    years: where the header names the year of a column of numbers.
    """

    start: int
    end: int
    header: tuple[int, int]
    rows: list[RowDraft] = field(default_factory=list)
    is_flattened: bool = True
    years: list[tuple[int, int]] = field(default_factory=list)


@cache
def header_roles() -> dict[str, str]:
    """Header text without white space → column role."""
    return {row["header"]: row["role"] for row in read_table("table_headers")}


@cache
def _header_words() -> tuple[tuple[str, str], ...]:
    return tuple((row["word"], row["role"]) for row in read_table("table_header_words"))


def role_of(cell: str) -> str:
    """The role that a header cell names, by its words where it is none of those known; what tells nothing is a task."""
    known = header_roles().get(cell) or header_roles().get(_YEAR.sub("", cell))
    return known or next((role for word, role in _header_words() if word in cell), "task")


def settled(cells: list[str], roles: list[str]) -> list[str]:
    """The roles of header cells beside each other: a 责任单位 column beside a 牵头单位 column supports."""
    leads = any(role == "lead" and cell.startswith(_LEADING) for cell, role in zip(cells, roles, strict=True))
    if not leads:
        return roles
    return [
        "support" if role == "lead" and not cell.startswith(_LEADING) else role
        for cell, role in zip(cells, roles, strict=True)
    ]


@cache
def header_run() -> re.Pattern:
    """Three or more header cells in a row; a cell may be broken over lines, cells may run together."""
    cells = sorted(header_roles(), key=len, reverse=True)
    alternatives = "|".join(r"\n?".join(map(re.escape, cell)) for cell in cells)
    return re.compile(rf"(?:(?:{alternatives})\n?){{3,14}}")


@cache
def header_begins() -> re.Pattern:
    """The first character of a header cell, with one of those that may follow it."""
    cells = list(header_roles())
    first, second = {cell[0] for cell in cells}, {cell[1] for cell in cells if len(cell) > 1}
    # A cell of one character is followed by the next cell.
    follow = second | (first if any(len(cell) == 1 for cell in cells) else set())
    return re.compile(f"[{''.join(map(re.escape, sorted(first)))}](?=[\n{''.join(map(re.escape, sorted(follow)))}])")


@cache
def _closing_cell() -> re.Pattern:
    """A header cell that names who does a task, or by when."""
    cells = [cell for cell, role in header_roles().items() if role in _TELLING_ROLES]
    return re.compile("|".join(r"\n?".join(map(re.escape, cell)) for cell in sorted(cells, key=len, reverse=True)))


def may_hold_header(text: str) -> bool:
    """Whether a cell that names who or by when stands beside another header cell; labels (责任单位:市教育局) do not."""
    cells = tuple(header_roles())
    for match in _closing_cell().finditer(text):
        before = text[max(0, match.start() - _BESIDE) : match.start()].replace("\n", "")
        after = text[match.end() : match.end() + _BESIDE].replace("\n", "")
        if before.endswith(cells) or after.startswith(cells):
            return True
    return False


def roles_of_run(run: str) -> list[str]:
    """The column roles that a run of header cells names, in order."""
    rest, named = run.replace("\n", ""), []
    cells = sorted(header_roles(), key=len, reverse=True)
    while rest:
        cell = next((cell for cell in cells if rest.startswith(cell)), None)
        if cell is None:
            break
        named.append(cell)
        rest = rest[len(cell) :]
    return settled(named, [header_roles()[cell] for cell in named])


def is_task_header(roles: list[str]) -> bool:
    """Whether these columns make a task table: a task, and who does it or by when."""
    known = set(roles)
    return "task" in known and bool(known & _TELLING_ROLES)
