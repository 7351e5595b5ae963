"""The metadata block of a page (索引号: … 成文日期: …): inline, on lines of its own, or in a table."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from flows.model import Cell, Table
from flows.reference import read_table
from flows.text import Passage, scan

# The block stands before the first sentence of prose, within this many characters.
_REACH = 6_000
# Tried at the beginning of a stretch only: what matches inside a stretch matches from its beginning.
_PROSE = re.compile(r"(?<![^。\n:])[^。\n:]{40,}[,;][^。\n]{0,200}。")
# 责任部门|一: the running number of a row behind the header of a table.
_ROW = "[0-9一二三四五六七八九十]{1,3}"
_LONGEST_VALUE = 160
# 字体:[ ], 字号:【大】 【小】
_SIZES = re.compile(r"(?:[\[【(大中小\]】)\n |]|默认|超大|特大|正常){1,16}")


@dataclass(frozen=True, slots=True)
class MetadataBlock:
    """values: document field → value as written (first one wins). spans: key and value ranges, ascending."""

    values: dict[str, str]
    spans: tuple[tuple[int, int], ...]


@cache
def _keys() -> tuple[re.Pattern, re.Pattern, dict[str, str]]:
    """What an entry begins with, its key, and the field of each key."""
    fields = {row["key"]: row["field"] for row in read_table("metadata_keys")}
    # Keys are often set wide (标　　题), which reads as a line break inside the word.
    names = "|".join(r"\n?".join(map(re.escape, key)) for key in sorted(fields, key=len, reverse=True))
    begins = re.compile(f"[【\\[{''.join(map(re.escape, sorted({key[0] for key in fields})))}]")
    return (
        begins,
        re.compile(
            rf"[【\[]?({names})[】\]]?(?::|(?=\n(?!{_ROW}\n)[^\n]{{1,60}}\n|\|))|【({names})】|({names})(?=[^\s:])"
        ),
        fields,
    )


def find_metadata(passage: Passage, tables: Sequence[Table] = ()) -> MetadataBlock:
    """The metadata entries at the top of a document passage; in a table the value stands in the cell after its key."""
    text, offsets = passage.text, passage.offsets
    in_cells = _read_cells(passage, tables)
    _, _, fields = _keys()
    prose = _PROSE.search(text, 0, _REACH)
    limit = prose.start() if prose else min(len(text), _REACH)
    matches = list(_entries(text, offsets, limit))
    values: dict[str, str] = {}
    spans = []
    is_told = False
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        key = (match[1] or match[2] or match[3]).replace("\n", "")
        field = fields[key]
        start = match.end()
        # A row of cells may be written with bars: 文号|某政办〔2022〕1号|发文日期|2022-01-30|
        if text[start : start + 1] in ("\n", "|"):
            start += 1
        end = min(following.start() if following else limit, start + _LONGEST_VALUE)
        if text[match.end() : match.end() + 1] == "\n" and following and following.start() <= start:
            end = start = match.end()
        line_end = text.find("\n", start, end)
        end = line_end if line_end >= 0 else end
        is_size_bar = not field and _SIZES.fullmatch(text, start, end)
        if field != "title" and not following and not is_size_bar:
            end = next((i for i in range(start + 1, end) if offsets[i] != offsets[i - 1] + 1), end)
        value = text[start:end].strip("-\n |")
        if value in ("无", "/"):
            value = ""
        if field and value:
            # 发布日期 is told by the page; 公开日期 may be when the notice was signed.
            if field == "published_date" and key.startswith("发布") and not is_told:
                values[field], is_told = value, True
            values.setdefault(field, value)
        spans.append((match.start(), max(end, match.end())))
    spans = [span for span in spans if not any(a <= span[0] < b for a, b in in_cells.spans)] + list(in_cells.spans)
    return MetadataBlock({**values, **in_cells.values}, tuple(sorted(spans)))


def _read_cells(passage: Passage, tables: Sequence[Table]) -> MetadataBlock:
    _, _, fields = _keys()
    values: dict[str, str] = {}
    spans = []
    for table in tables:
        cells = [(cell.row, *_place(passage, cell)) for cell in table.cells]
        for (row, first, last), (next_row, start, end) in pairwise(cells):
            key = passage.text[first:last].replace("\n", "").strip(":【】")
            if key in fields and row == next_row and end - start <= _LONGEST_VALUE:
                value = passage.text[start:end].replace("\n", "")
                if value.strip(":") in fields:
                    continue
                if fields[key] and value:
                    values.setdefault(fields[key], value)
                spans.append((first, max(end, last)))
    return MetadataBlock(values, tuple(spans))


def _place(passage: Passage, cell: Cell) -> tuple[int, int]:
    return bisect_left(passage.offsets, cell.start), bisect_left(passage.offsets, cell.end)


def _entries(text: str, offsets: tuple[int, ...], limit: int) -> Iterator[re.Match]:
    """The keys with which entries begin; in 食品抽检信息 / 索引号: no 信息索引号 hides the key."""
    begins, pattern, _ = _keys()
    position = 0
    while match := next(scan(begins, pattern, text, position, limit), None):
        is_apart = match[3] is None or offsets[match.end()] != offsets[match.end() - 1] + 1
        is_entry = is_apart and _begins_entry(text, offsets, match.start())
        if is_entry:
            yield match
        position = match.end() if is_entry else match.start() + 1


def _begins_entry(text: str, offsets: tuple[int, ...], start: int) -> bool:
    """An entry stands at a line start or behind a gap; its key is no part of a longer word."""
    return start == 0 or text[start - 1] in "\n-:】|" or offsets[start] != offsets[start - 1] + 1
