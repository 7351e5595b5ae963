"""Indicator tables whose cells stand one a line: 序号|类别|指标|2030年|1|事故|电力安全事故起数|≤2起|2|….

A row begins at a line that is the next running number; its values stand in words that the finders of targets read.
"""

import re

from flows.segment.indicator_tables import NUMBERS
from flows.segment.tables import RowDraft, TableRegion, ValueHead

_HEAD = re.compile(
    rf"(?:^|(?<=\n))(?:表[^\n]{{0,40}}\n)?(?:序号|编号)\n(?:[一-鿿()、/%]{{1,14}}\n){{0,6}}?(?P<numbers>(?:{NUMBERS}\n){{1,6}})"
    r"(?:[一-鿿()、/%]{1,14}\n){0,3}?(?=1\n)"
)
_NAMED = re.compile(r"指标|项目|名称")
_YEAR = re.compile(r"20\d\d年?")
# Where the text goes on behind the table.
_HAN = "[一二三四五六七八九十]{1,3}"
_GOES_ON = re.compile(rf"{_HAN}、|\({_HAN}\)|第{_HAN}[章节]|注:|备注")
# The cells of a row: its class (应急|管理) in short lines, what is counted, and one share.
_SHARE_OF = re.compile(r"(?:[一-鿿]{1,3}\n){0,3}(?P<name>[^\n]{5,40})\n(?P<share>[≥≤><]?[\d.]{1,6}%)")
_LONGEST_CELL = 60
_FEWEST_ROWS = 3


def find_indicator_lines(text: str) -> list[TableRegion]:
    """The tables in a plan's body, ascending. text: folded, line breaks as "\\n"."""
    if "指标" not in text:
        return []
    regions = []
    for head in _HEAD.finditer(text):
        rows = _rows(text, head.end())
        if len(rows) < _FEWEST_ROWS or not _NAMED.search(head.group()):
            continue
        start = head.start("numbers")
        years = [(start + year.start(), start + year.end()) for year in _YEAR.finditer(head["numbers"])]
        regions.append(TableRegion(rows[0].label[0], rows[-1].pieces[-1][1], head.span(), rows, years=years))
    return regions


def _rows(text: str, start: int) -> list[RowDraft]:
    rows: list[RowDraft] = []
    at = start
    while at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        line = text[at:end]
        if line == str(len(rows) + 1):
            rows.append(RowDraft("row", None, (at, end), []))
        elif len(line) > _LONGEST_CELL or _GOES_ON.match(line) or not rows:
            break
        elif rows[-1].pieces:
            rows[-1].pieces[0] = (rows[-1].pieces[0][0], end)
        else:
            rows[-1].pieces.append((at, end))
        at = end + 1
    rows = [row for row in rows if row.pieces]
    for row in rows:
        share = _SHARE_OF.fullmatch(text, *row.pieces[0])
        if share:
            row.cells.append(("value", share.start("name"), share.end()))
            row.values[share.start("name")] = (ValueHead(share["name"], "%", share["share"]),)
    return rows
