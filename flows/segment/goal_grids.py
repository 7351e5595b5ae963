"""Tables of numbers whose columns say what is to be reached: 省(市) · 1995年招生人数 · 扩招 · 1996年招生任务.

A column is a goal when its header names a year or a task; a row is one more name of what is counted. Rows without a
running number are no units of the outline: what they set belongs to the unit that holds the table.
"""

import re
from collections.abc import Sequence

from flows.reference import alternatives
from flows.segment.tables import RowDraft, TableRegion, ValueHead
from flows.text import Passage

GridCell = tuple[int, int, int, int, int, int]

_YEAR = re.compile(r"(20\d\d|19\d\d)年?(?:度)?")
_GOAL = re.compile(rf"(?:{alternatives('target_exclusions', 'goal_column')})")
_STATE = re.compile(rf"(?:{alternatives('target_exclusions', 'state_column')})")
_PER_YEAR = re.compile(r"(?:分|各|按)年度?")
_NUMBER = re.compile(r"(\d{1,9}(?:\.\d{1,4})?)(?:\([^()]{1,8}\))?")
_NAME = re.compile(r"[一-鿿()（）“”A-Za-z、]{2,30}")
_REMARK = re.compile(r"\((?:单位:)?([^()]{1,6})\)$")
_CAPTION_UNIT = re.compile(r"单位:([一-鿿]{1,4})[)\n]?$")
_ORDINAL = ("序号", "编号")
_CAPTION_REACH = 12
_MOST_HEADER_ROWS, _FEWEST_ROWS = 3, 3
# Of the cells under goals so many hold a number.
_FILLED = 0.8


def read_goal_grid(body: Passage, cells: Sequence[GridCell], region: TableRegion) -> None:
    """Read the grid into region.rows, years and header; leaves them empty where the table is none.

    cells: (row, column, start, end, row_span, column_span), offsets in the body passage.
    """
    texts = {cell[2]: body.text[cell[2] : cell[3]].replace("\n", "").replace(" ", "") for cell in cells}
    rows = sorted({cell[0] for cell in cells})
    first = next((row for row in rows if any(c[0] == row and _NUMBER.fullmatch(texts[c[2]]) for c in cells)), None)
    if first is None or not 0 < first - rows[0] <= _MOST_HEADER_ROWS:
        return
    head = [cell for cell in cells if cell[0] < first]
    data: dict[int, list[GridCell]] = {}
    for cell in cells:
        if cell[0] >= first:
            data.setdefault(cell[0], []).append(cell)
    numbered = any(texts[cell[2]] in _ORDINAL and cell[1] == 0 for cell in head)
    name_column = 1 if numbered else 0
    goals = _goals(body, head, texts, name_column)
    named = {row: own for row, own in data.items() if _name(own, texts, name_column)}
    under = [cell for own in named.values() for cell in own if cell[1] in goals]
    filled = [cell for cell in under if _NUMBER.fullmatch(texts[cell[2]])]
    if len(named) < _FEWEST_ROWS or len(named) < len(data) - 1 or len(filled) < _FILLED * max(1, len(under)):
        return
    for own in named.values():
        region.rows.append(_row(own, texts, goals, name_column, numbered))
    region.header = (region.start, min(cell[2] for own in named.values() for cell in own))
    region.years = [(cell[2], cell[3]) for cell in head if cell[1] in goals and _YEAR.search(texts[cell[2]])]


def _goals(
    body: Passage, head: Sequence[GridCell], texts: dict[int, str], name_column: int
) -> dict[int, tuple[str, str, str | None]]:
    """Column → what its numbers count, in which unit, by which year; columns that tell the state are left out."""
    caption = _CAPTION_UNIT.search(body.text, max(0, head[0][2] - _CAPTION_REACH), head[0][2])
    last = max(cell[1] + cell[5] for cell in head)
    goals = {}
    for column in range(name_column + 1, last):
        over = [texts[cell[2]] for cell in head if cell[1] <= column < cell[1] + cell[5]]
        words = "".join(dict.fromkeys(over))
        year = _YEAR.search(words)
        if _STATE.search(words) or not (_GOAL.search(words) or (year and len(over) > 1)):
            continue
        remark = _REMARK.search(words)
        name = _PER_YEAR.sub("", _YEAR.sub("", _REMARK.sub("", words)))
        unit = remark[1] if remark else caption[1] if caption else ""
        goals[column] = (name, unit, year[1] if year else None)
    return goals


def _name(cells: Sequence[GridCell], texts: dict[int, str], column: int) -> str | None:
    name = next((texts[cell[2]] for cell in cells if cell[1] == column), "")
    return name if _NAME.fullmatch(name) else None


def _row(
    cells: Sequence[GridCell],
    texts: dict[int, str],
    goals: dict[int, tuple[str, str, str | None]],
    name_column: int,
    numbered: bool,
) -> RowDraft:
    name = _name(cells, texts, name_column) or ""
    label = next(((cell[2], cell[3]) for cell in cells if numbered and cell[1] == 0), None)
    own = [cell for cell in cells if label is None or cell[2] != label[0]]
    draft = RowDraft("row" if label else "preamble", None, label, [(own[0][2], own[-1][3])])
    for cell in own:
        number = _NUMBER.fullmatch(texts[cell[2]])
        if cell[1] in goals and number and float(number[1]):
            counted, unit, due = goals[cell[1]]
            draft.cells.append(("value", cell[2], cell[3]))
            draft.values[cell[2]] = (ValueHead(name + counted, unit, number[1], due, due is None),)
    return draft
