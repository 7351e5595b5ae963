"""Markdown to the text that a reader of the rendered page sees; lines stay lines, pipe tables become tables.

Head: the fields of a front matter block. Indented code is text: Chinese texts indent paragraphs.
"""

import html
import re

from flows.extract.reading import Reading
from flows.extract.sidecar import mapped_metadata
from flows.model import Cell, Table

_HEADING = re.compile(r"\s{0,3}#{1,6}(?:[ \t]+|$)")
_CLOSING_HASHES = re.compile(r"[ \t]#{1,6}\s{0,9}$")
_QUOTE = re.compile(r"\s{0,3}(?:>\s?){1,9}")
_BULLET = re.compile(r"(\s{0,30})[-*+][ \t]+(?:\[[ xX]\][ \t]+)?")
_RULE = re.compile(r"\s{0,3}(?:[-*_=][ \t]{0,3}){3,200}$")
_FENCE = re.compile(r"\s{0,3}(?:```|~~~)")
_TABLE_RULE = re.compile(r"\s{0,3}\|?\s{0,20}:?-{1,200}:?\s{0,20}(?:\|\s{0,20}:?-{1,200}:?\s{0,20}){0,100}\|?\s{0,20}$")
_FRONT_MATTER = re.compile(r"([\w\u4e00-\u9fff -]{1,40}):[ \t]*(.{0,2000})$")
# Every construct inside a line, tried at each place in this order.
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?P<ticks>`{1,3})(?P<code>[^`\n]{1,2000})(?P=ticks)"
    r"|!\[[^\[\]\n]{0,300}\]\([^()\n]{0,2000}\)"
    r"|\[(?P<label>[^\[\]\n]{1,500})\]\([^()\s]{0,2000}(?:\s[\"'(][^\n\"')]{0,300}[\"')])?\)"
    r"|<(?P<address>https?://[^\s<>]{1,2000})>"
    r"|<(?P<tag>/?[A-Za-z][A-Za-z0-9]{0,20})(?:\s[^<>\n]{0,500})?/?>"
    r"|(?P<run>\*{1,3}|_{1,3}|~~)"
    r"|&(?P<entity>#?\w{2,31});"
)
_TAG_NAMES = "a b br center del div em font h1 h2 h3 h4 h5 h6 hr i img p s span strong sub sup td th tr u"
_TAGS = frozenset(_TAG_NAMES.split())


def read_markdown(text: str, charset: str | None = None) -> Reading:
    """Read Markdown text (decoded)."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    head, start = _front_matter(lines)
    writer = _Writer()
    in_fence = False
    position = start
    while position < len(lines):
        line = lines[position]
        if _FENCE.match(line):
            in_fence = not in_fence
        elif in_fence:
            writer.write_line(line)
        elif "|" in line and position + 1 < len(lines) and _TABLE_RULE.match(lines[position + 1]):
            position = writer.write_table(lines, position)
            continue
        elif not _RULE.match(line):
            writer.write_line(_visible(line))
        position += 1
    return Reading(writer.text(), charset, head, tuple(writer.tables))


def _front_matter(lines: list[str]) -> tuple[dict[str, str], int]:
    """(document fields, index of the first line after the block)."""
    if lines[0].strip("\ufeff ") != "---" or "---" not in lines[1:100]:
        return {}, 0
    end = lines.index("---", 1)
    pairs = [match for line in lines[1:end] if (match := _FRONT_MATTER.match(line))]
    return mapped_metadata({match.group(1): match.group(2).strip().strip("\"'") for match in pairs}), end + 1


def _visible(line: str) -> str:
    """A line without the marks of its block and its inline marks."""
    if quote := _QUOTE.match(line):
        line = line[quote.end() :]
    if bullet := _BULLET.match(line):
        line = bullet.group(1) + line[bullet.end() :]
    if heading := _HEADING.match(line):
        line = _CLOSING_HASHES.sub("", line[heading.end() :])
    if line.endswith("\\") and not line.endswith("\\\\"):
        line = line[:-1]
    return _inline(line)


def _inline(line: str) -> str:
    pieces: list[str] = []
    open_runs: dict[str, int] = {}
    position = 0
    for match in _INLINE.finditer(line):
        pieces.append(line[position : match.start()])
        position = match.end()
        if match["run"]:
            _pair(pieces, open_runs, line, match)
        else:
            pieces.append(_rendered(match))
    pieces.append(line[position:])
    return "".join(pieces)


def _rendered(match: re.Match) -> str:
    if match["tag"]:
        name = match["tag"].lower().strip("/")
        return {"br": "\n", "td": "\t", "th": "\t"}.get(name, "") if name in _TAGS else match.group()
    if match["entity"]:
        return html.unescape(match.group())
    if match["label"]:
        return _inline(match["label"])
    return match["escaped"] or match["code"] or match["address"] or ""


def _pair(pieces: list[str], open_runs: dict[str, int], line: str, match: re.Match) -> None:
    """Take an emphasis mark out together with its partner; a mark without one is text (3*4, 甲_乙)."""
    run = match["run"]
    before, after = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
    is_inside_word = "_" in run and before.isalnum() and after.isalnum()
    can_close = bool(before.strip()) and not is_inside_word
    can_open = bool(after.strip()) and not is_inside_word
    pieces.append(run)
    if can_close and run in open_runs:
        pieces[open_runs.pop(run)] = pieces[-1] = ""
    elif can_open:
        open_runs[run] = len(pieces) - 1


class _Writer:
    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self.tables: list[Table] = []

    def text(self) -> str:
        return "".join(self._pieces)

    def write_line(self, line: str) -> None:
        if line.strip():
            self._put(("\n" if self._length else "") + line)

    def write_table(self, lines: list[str], position: int) -> int:
        """Write the rows from `position` (the header) on; return the index of the line after the table."""
        cells = []
        row = 0
        while position < len(lines) and "|" in lines[position]:
            if row == 1 and not cells[-1].row and _TABLE_RULE.match(lines[position]):
                position += 1
                continue
            for column, content in enumerate(_cells(lines[position])):
                if self._length:
                    self._put("\t" if column else "\n")
                start = self._length
                self._put(_inline(content.strip()))
                cells.append(Cell(row, column, start, self._length))
            row += 1
            position += 1
        if len(cells) > 1:
            self.tables.append(Table(cells[0].start, cells[-1].end, tuple(cells)))
        return position

    def _put(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def _cells(line: str) -> list[str]:
    cells = re.split(r"(?<!\\)\|", line.strip())
    if cells and not cells[0].strip():
        cells = cells[1:]
    return cells[:-1] if cells and not cells[-1].strip() else cells
