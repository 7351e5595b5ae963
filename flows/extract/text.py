"""Plain text: the file's text, character for character, and the tables whose cells tabs or bars divide."""

import re
from itertools import groupby

from flows.model import Cell, Table

# A file whose control characters (tab and line breaks aside) pass this share is no text.
_CONTROL_SHARE = 0.02
# No multi-byte character of UTF-8, GB 18030 or Big5 holds one of these bytes.
_CONTROLS = bytes((*range(0x00, 0x09), *range(0x0E, 0x1C), 0x7F))
# A browser's text of a page divides the cells of its tables by bars.
_DIVIDERS = ("\t", "|")
_DIVIDERS_OF_A_ROW = 2
_FEWEST_DIVIDERS = 2 * _DIVIDERS_OF_A_ROW
_NULS = re.compile(rb"\x00+")


def looks_binary(content: bytes, charset: str) -> bool:
    """Whether the bytes are binary data rather than text: they hold many control characters.

    A run of NULs counts once: a text that was cut off is often filled up with them.
    """
    if charset.startswith(("utf-16", "utf-32")):
        content = content.decode(charset, "replace").encode("utf-8", "replace")
    content = _NULS.sub(b"\x00", content)
    return len(content) - len(content.translate(None, _CONTROLS)) > len(content) * _CONTROL_SHARE


def read_text(text: str) -> str:
    """The text as it stands: line breaks, tags and escapes such as `<U+00A0>` included.

    Only NUL, which no text holds on purpose and many tools cut at, becomes U+FFFD; the length never changes.
    """
    return text.replace("\x00", "\ufffd")


def find_tables(text: str) -> tuple[Table, ...]:
    """Tables copied out of Word or a spreadsheet: lines in a row with the same number of tabs (or bars), two at least.

    Offsets count characters of `text`. Two columns make no table: 1.<tab>加强领导 is a list.
    """
    dividers = [divider for divider in _DIVIDERS if text.count(divider) >= _FEWEST_DIVIDERS]
    if not dividers:
        return ()
    tables, start, lines = [], 0, []
    for line in text.splitlines(keepends=True):
        lines.append((start, line.rstrip("\r\n")))
        start += len(line)
    for divider in dividers:
        for count, group in groupby(lines, key=lambda line: line[1].count(divider)):
            rows = list(group) if count >= _DIVIDERS_OF_A_ROW else []
            if len(rows) > 1:
                cells = [cell for row, (first, line) in enumerate(rows) for cell in _cells(row, first, line, divider)]
                tables.append(Table(cells[0].start, cells[-1].end, tuple(cells)))
    return tuple(tables)


def _cells(row: int, start: int, line: str, divider: str) -> list[Cell]:
    cells = []
    for column, content in enumerate(line.split(divider)):
        cells.append(Cell(row, column, start, start + len(content)))
        start += len(content) + 1
    return cells
