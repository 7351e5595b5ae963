"""Targets: the quantities that a plan commits to, with what they measure.

A quantity that no exclusion speaks against (flows.segment.exclusions) and beside which an indicator phrase stands
(flows.segment.indicators) is a target. One entry per number.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice

from flows.model import Deadline, PlanContext, Quantity, Target
from flows.reference import alternatives, longest_first, read_table
from flows.segment.bounds import SIZE_BEHIND
from flows.segment.clauses import Layout
from flows.segment.exclusions import find_exclusions, plain_exclusion
from flows.segment.headed_rows import find_headed_rows
from flows.segment.indicator import Indicator, Place
from flows.segment.indicator_codes import alike, indicator_code
from flows.segment.indicator_rows import IndicatorRow, find_indicator_rows
from flows.segment.indicators import find_indicator
from flows.segment.number_runs import list_lengths, selects, share_bounds, time_denominator, with_denominator
from flows.segment.parts import name_parts
from flows.segment.past import past_ranges
from flows.segment.run_on_rows import find_run_on_rows
from flows.segment.target_limits import find_limit
from flows.segment.target_numbers import SCALES, Frame, find_frames, find_numbers, outside, quotation_frame
from flows.segment.units import base_quantity

_MODALITY = {row["word"]: row["modality"] for row in read_table("modality")}
_MODAL = re.compile(longest_first(_MODALITY))
# Smaller counts repeat by chance (1个, 2所).
_TELLING = 5
_SHORT_NAME = 4
# Names that a name is compared with: no plan says one number of so many things.
_COMPARED_NAMES = 200
# 经济增长预期目标6.5%,考虑了…
_CONSIDERED = re.compile(r",(?:主要|综合|充分)?考虑")
_EXPLAINED = re.compile(r"提出|考虑|说明|设定")
# The head of a name: 培训, 辅导.
_HEAD = 2
# How many indicators of a sentence a later 分别 can refer to.
_REMEMBERED = 7
_FORBIDDEN = re.compile(r"(?:禁止|严禁)[^,;。:\d]{0,14}$|(?:不得|不应|不可|不能)$")
# A number without a unit that measures instead of counting.
_INDEX = re.compile(rf"(?:{alternatives('indicator_words', 'index')})$")
_FIELD = re.compile(r"^[一-鿿]{2,8}(?:领域|板块|方面)$")
_YEAR_COLUMN = re.compile(r"(20\d\d)年")
# How far before its first row (characters) the head of a table stands.
_HEADER_REACH = 60
_RATIO = re.compile(r"(?:之比|比值|[一-鿿](?<![对相占同环正反评])比)$")
# 新引进|亿元以上|项目
_SIZED = re.compile(r"[\d.]{0,6}[十百千万]{0,2}亿?元(?:以上|级)(?=[一-鿿]{2}|$)")
# 营业收入超1000万
_MONEY_NAME = re.compile(rf"(?:{alternatives('indicator_words', 'sum_of_money')})$")
_SCALED = re.compile(r"\d([万亿])(?!亿)")
_TIME_DENOMINATOR = re.compile(r"\d*(?:个?月|年度?|学年|学期|天|日|周|季度?|半年|小时|次)")
_MOST = re.compile(r"最[高多长大][一-鿿]{1,4}$")


def find_targets(
    text: str,
    context: PlanContext,
    *,
    quantities: Sequence[Quantity] | None = None,
    deadlines: Sequence[Deadline] = (),
    is_heading: bool = False,
    is_past: bool = False,
) -> list[Target]:
    """The targets of one unit's own text (Passage.text), ascending by number; offsets count characters of `text`.

    quantities: those of `text`, when they are already known. deadlines: the time limits found in `text`, ascending.
    is_heading: the text is a heading, whose numbers stand below it again. is_past: the text reviews past results, at
    least from its beginning on. Never raises.
    """
    if is_heading:
        return []
    numbers = find_numbers(text, quantities)
    rows = [] if is_past else [*find_headed_rows(text)] or [*find_indicator_rows(text), *find_run_on_rows(text)]
    due = _column_year(text, rows[0].start, context) if rows else None
    targets = [_row_target(row, row.due or due) for row in rows if not _is_over(row, context)]
    if rows:
        numbers = outside(numbers, [(row.start, row.end) for row in rows])
    if all(plain_exclusion(text, number) for number in numbers):
        return targets
    frames = find_frames(text, outside(numbers, past_ranges(text, context, is_past)))
    whole = frames[0].layout
    for frame in frames:
        for part, number, indicator in _describe(frame, context):
            limit = find_limit(whole, part.offset + number.start, deadlines, context)
            targets.append(_target(part, number, indicator, limit))
    targets.sort(key=lambda target: target.end)
    return _once(text, name_parts(text, targets))


def _describe(frame: Frame, context: PlanContext) -> Iterator[tuple[Frame, Quantity, Indicator]]:
    """The numbers of a frame that count, each as the words around bound it, with its indicator.

    A number that counts although it stands in quotation marks is read in the words of the quotation.
    """
    layout, numbers = frame.layout, frame.numbers
    names = find_exclusions(layout, numbers, context.plan_year)
    kept: list[int] = []
    for index, name in enumerate(names):
        if name is not None:
            continue
        quotation = quotation_frame(frame, numbers[index])
        if quotation is None:
            kept.append(index)
        elif found := find_indicator(quotation.layout, quotation.numbers[0], _everywhere(quotation)):
            yield quotation, quotation.numbers[0], found
    yield from _describe_kept(frame, names, kept)


def _everywhere(frame: Frame) -> Place:
    return Place(0, len(frame.layout.text), False, None)


def _describe_kept(
    frame: Frame, names: Sequence[str | None], kept: Sequence[int]
) -> Iterator[tuple[Frame, Quantity, Indicator]]:
    """The numbers at the indexes `kept`; names: why the others do not count."""
    layout, numbers = frame.layout, frame.numbers
    counted = [numbers[index] for index in kept]
    lengths = list_lengths(layout, counted)
    counted = share_bounds(layout, counted, lengths)
    stated: tuple[Indicator, ...] = ()
    looks_back = "past" in names
    head, head_sentence = None, -1
    sentence = -1
    every = ""
    floor = 0
    paired: Indicator | None = None
    beside: Indicator | None = None
    for position, (index, number, length) in enumerate(zip(kept, counted, lengths, strict=True)):
        classes = _classes_before(layout, numbers, index)
        if index and names[index - 1] == "scope" and classes is None:
            floor = number.start
        if layout.sentence_number(number.start) != sentence:
            goes_on = sentence >= 0 and layout.text[layout.sentence(number.start)[0] - 1] == ";"
            beside = stated[-1] if stated and goes_on else None
            stated, sentence, every = (), layout.sentence_number(number.start), ""
        start, end = layout.clause(number.start)
        following = _next_start(layout, counted, position + 1, number.end)
        high = following if following is not None and following < end else end
        earlier = stated[-1] if stated else None
        if earlier is None and looks_back:
            earlier = _reached(layout, numbers, names, index)
        if paired is not None:
            found, paired = paired, None
        elif pair := _pair(counted, position):
            # 搬迁1783户7378人, 带动1000户4200人脱贫
            following = _next_start(layout, counted, position + 2, pair.end)
            high = following if following is not None and following < end else end
            found = find_indicator(layout, pair, Place(max(start, floor), high, high < end, earlier, 1, stated))
            paired = found
        else:
            place = Place(max(start, floor), high, high < end, earlier, length, stated, beside)
            found = find_indicator(layout, replace(number, start=classes.start) if classes else number, place)
        if found is None:
            continue
        if earlier is not None:
            found = _own_size(layout, numbers[index - 1] if index else None, number, found)
        if head is not None and head_sentence != sentence and _is_share_of_head(layout, number, found):
            found = replace(found, pieces=(*found.pieces, head.noun))
        elif number.kind == "count":
            head, head_sentence = found, sentence
        stated = (*stated[-_REMEMBERED:], found)
        every = time_denominator(layout, number, every)
        if not selects(layout, number):
            ends = (piece[1] for piece in found.pieces if not isinstance(piece, str) and piece[1] < high)
            floor = max(chain((number.end,), ends))
        yield frame, with_denominator(layout, number, every), found


def _reached(layout: Layout, numbers: Sequence[Quantity], names: Sequence[str | None], index: int) -> Indicator | None:
    """已建成充电桩1200个,2025年再建|800个: what the results before in the sentence count."""
    number = numbers[index]
    for position in range(index - 1, max(-1, index - 1 - _REMEMBERED), -1):
        before = numbers[position]
        if layout.sentence_number(before.start) != layout.sentence_number(number.start):
            return None
        if names[position] == "past" and before.kind == number.kind:
            return find_indicator(layout, before, Place(*layout.clause(before.start), False, None))
    return None


def _classes_before(layout: Layout, numbers: Sequence[Quantity], index: int) -> Quantity | None:
    """达到11大类37项。: how many classes the members are of, where only words before both tell what is counted."""
    number, before = numbers[index], numbers[index - 1] if index else None
    if before is None or before.end != number.start or not before.unit.endswith("类"):
        return None
    return before if number.end == layout.clause(number.start)[1] else None


def _pair(numbers: Sequence[Quantity], position: int) -> Quantity | None:
    """Households and the people in them, as one number: the same is counted twice."""
    first, *rest = numbers[position : position + 2]
    if rest and (first.unit, rest[0].unit) == ("户", "人") and rest[0].start == first.end:
        return replace(rest[0], start=first.start)
    return None


def _is_share_of_head(layout: Layout, number: Quantity, found: Indicator) -> bool:
    """…在建重点项目建设。教育领域6个;医疗领域1个: a field counts the things of the sentence before."""
    return number.unit in ("个", "项") and _FIELD.search(found.read(layout.text)) is not None


def _own_size(layout: Layout, size: Quantity | None, number: Quantity, found: Indicator) -> Indicator:
    """亿元以上项目12个,其中5亿元以上3个: a size is of 项目, a count of 5亿元以上|项目, not of the whole.

    size: the number before; null for the first.
    """
    first, end = found.span()
    if end >= number.start or number.kind not in ("money", "count") or isinstance(found.pieces[0], str):
        return found
    sized = _SIZED.search(layout.text, *found.pieces[0])
    thing = found.pieces
    if sized:
        thing = found.pieces[1:] or ((sized.end(), end),)
    elif found.keep is not None and found.keep.start == first:
        thing = ((found.keep.end, found.pieces[0][1]), *found.pieces[1:])
    if number.kind == "money":
        return replace(found, pieces=thing) if sized and number.comparator == "ge" else found
    is_of_size = size is not None and size.end == number.start and size.kind == "money" and size.comparator == "ge"
    return replace(found, pieces=((size.start, size.end), *thing)) if size and is_of_size else found


def _next_start(layout: Layout, numbers: Sequence[Quantity], position: int, end: int) -> int | None:
    """Where the next number starts, a size that opens the words at `end` left aside (10项亿元以上项目)."""
    for number in numbers[position : position + 2]:
        if number.start > end or not selects(layout, number):
            return number.start
    return None


def _target(frame: Frame, number: Quantity, indicator: Indicator, deadline: str | None) -> Target:
    layout = frame.layout
    text = layout.text
    first, last = indicator.span()
    name = indicator.read(text)
    written = text[number.start : number.end]
    value, unit, kind = number.value, number.unit, number.kind
    if not unit and kind == "ratio" and indicator.basis != "level":
        # 减少1/3
        value, unit, kind = round(value * 100, 2), "%", "percent"
    elif not unit and kind == "ratio":
        unit = kind
    if not unit and kind == "count":
        if scaled := _SCALED.search(written):
            unit, value = scaled.group(1), value / SCALES[scaled.group(1)]
            kind = "money" if _MONEY_NAME.search(name) else kind
        elif _RATIO.search(name):
            unit = kind = "ratio"
        elif _INDEX.search(name):
            kind = "other"
    if kind == "money" and (per := unit.partition("/")[2]) and not _TIME_DENOMINATOR.fullmatch(per):
        # 3.5万元/户: only a time belongs to the unit.
        unit = unit.partition("/")[0]
    value_base, unit_base = base_quantity(value, unit)
    return Target(
        name,
        value,
        number.value_max,
        unit,
        value_base,
        unit_base,
        indicator.comparator or _comparator(layout, number, first),
        _basis(written, indicator),
        kind,
        deadline,
        _modality(layout, number),
        min(first, number.start) + frame.offset,
        max(last, number.end) + frame.offset,
        indicator_code=indicator_code(name),
    )


def _column_year(text: str, first_row: int, context: PlanContext) -> str | None:
    """The year over the last column of an indicator table, when it is another than the plan's."""
    years = _YEAR_COLUMN.findall(text, max(0, first_row - _HEADER_REACH), first_row)
    return years[-1] if years and years[-1] != str(context.plan_year) else None


def _is_over(row: IndicatorRow, context: PlanContext) -> bool:
    """A column of a year before the plan's tells where it starts."""
    return row.due is not None and context.plan_year is not None and int(row.due) < context.plan_year


def _row_target(row: IndicatorRow, due: str | None) -> Target:
    value_base, unit_base = base_quantity(row.value, row.unit)
    return Target(
        row.name,
        row.value,
        None,
        row.unit,
        value_base,
        unit_base,
        row.comparator,
        row.basis,
        row.kind,
        due,
        None,
        row.start,
        row.end,
        indicator_code=indicator_code(row.name),
    )


def _basis(written: str, indicator: Indicator) -> str:
    if written.startswith("翻"):
        return "increase"
    return "decrease" if written.endswith("减半") else indicator.basis


def _comparator(layout: Layout, number: Quantity, first: int) -> str:
    """禁止超过100米 = le; 100张床位以上 = ge; 突破百项技术 is no bound. first: where the indicator begins."""
    if first >= number.end and layout.text.startswith("突破", number.start):
        return "eq"
    if number.kind == "count" and number.comparator == "eq" and (size := SIZE_BEHIND.match(layout.text, number.end)):
        return "ge" if size[1] == "以上" else "le"
    if number.kind in ("money", "duration") and number.comparator == "eq" and _is_most(layout, number):
        # 单次活动最高支持100万元
        return "le"
    if number.comparator in ("gt", "lt") and _FORBIDDEN.search(
        layout.skeleton, max(0, number.start - 16), number.start
    ):
        return "le" if number.comparator == "gt" else "ge"
    return number.comparator


def _is_most(layout: Layout, number: Quantity) -> bool:
    return _MOST.search(layout.skeleton, max(0, number.start - 8), number.start) is not None


def _modality(layout: Layout, number: Quantity) -> str | None:
    modal = _MODAL.search(layout.text, layout.clause(number.start)[0], number.end)
    return _MODALITY[modal.group()] if modal else None


def _once(text: str, targets: list[Target]) -> list[Target]:
    """A number said again, as an attribute or where the plan gives its reason, is one target."""
    names_of: dict[tuple[float, str, str, str], dict[str, None]] = {}
    values: set[tuple[float, str]] = set()
    kept = []
    for target in targets:
        if (target.value, target.unit) in values and _CONSIDERED.match(text, target.end):
            continue
        values.add((target.value, target.unit))
        names = names_of.setdefault((target.value, target.unit, target.basis, target.comparator), {})
        if names and (_is_explained(text, target) or _says_again(target, names)):
            continue
        names[target.indicator] = None
        kept.append(target)
    return kept


def _is_explained(text: str, target: Target) -> bool:
    reach = max(0, target.start - 60)
    start = max(text.rfind(mark, reach, target.start) for mark in "。;\n")
    return _EXPLAINED.search(text, max(start + 1, reach), target.start) is not None


def _says_again(target: Target, names: Mapping[str, None]) -> bool:
    """names: what the same number was said of before, of which the last are compared."""
    if target.kind != "count" or target.value < _TELLING or len(target.indicator) <= _SHORT_NAME:
        return False
    return any(_is_same(target.indicator, name) for name in islice(reversed(names), _COMPARED_NAMES))


def _is_same(one: str, other: str) -> bool:
    """Alike, and no two acts for the same people (农民工创业培训, 农民工创业辅导)."""
    ends_alike = one[-_HEAD:] == other[-_HEAD:] or one[:_HEAD] != other[:_HEAD] or one in other or other in one
    return ends_alike and alike(one, other)


def drop_repeats(preamble: Sequence[Target], others: Sequence[Target]) -> list[Target]:
    """The targets of an unnumbered preamble that no item repeats."""
    stated: dict[tuple[float, str], dict[str, None]] = {}
    for target in others:
        stated.setdefault((target.value, target.unit), {})[target.indicator] = None
    return [
        target
        for target in preamble
        if not any(
            alike(target.indicator, name)
            for name in islice(stated.get((target.value, target.unit), ()), _COMPARED_NAMES)
        )
    ]
