"""The numbers that Word prints before paragraphs: they stand in numbering.xml, not in the text.

ECMA-376 part 1, 17.9 (numbering) and 17.18.59 (number formats).
"""

import re
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from flows.extract.number_formats import number_text

_VALUE = qn("w:val")
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how its number is written and when it restarts."""

    start: int
    number_format: str
    text: str
    suffix: str
    restart_after: int | None
    as_decimals: bool


class Numbering:
    """Counts the numbered paragraphs of one document in order; `label` must be asked once for each paragraph."""

    def __init__(self, document) -> None:
        self._levels: dict[str, dict[int, _Level]] = {}
        self._abstract_of: dict[str, str] = {}
        self._starts: dict[tuple[str, int], int] = {}
        self._style_numbers: dict[str, tuple[str, int]] = {}
        self._started: set[tuple[str, int]] = set()
        # Counters belong to the abstract list: two lists of one kind go on counting.
        self._counters: dict[str, dict[int, int]] = {}
        try:
            self._read(document.part.numbering_part.element)
        except (KeyError, NotImplementedError):
            return  # no numbering part: nothing is numbered
        self._read_styles(document.styles.element)

    def label(self, paragraph: etree._Element) -> str:
        """What Word prints before the paragraph, with what follows the number; "" without automatic number."""
        place = self._place(paragraph)
        if place is None:
            return ""
        number_id, depth = place
        abstract = self._abstract_of.get(number_id)
        level = self._levels.get(number_id, {}).get(depth)
        if abstract is None or level is None or level.number_format == "none":
            return ""
        counters = self._counters.setdefault(abstract, {})
        self._count(counters, number_id, depth, level)
        if level.number_format == "bullet":
            return ""
        text = _PLACE.sub(lambda match: self._written(number_id, int(match.group(1)) - 1, counters, level), level.text)
        return text + {"space": " ", "nothing": ""}.get(level.suffix, "\t" if text else "")

    def _count(self, counters: dict[int, int], number_id: str, depth: int, level: _Level) -> None:
        overridden = self._starts.get((number_id, depth))
        if overridden is not None and (number_id, depth) not in self._started:
            counters[depth] = overridden
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = level.start
        self._started.add((number_id, depth))
        for deeper in [other for other in counters if other > depth]:
            below = self._levels[number_id].get(deeper)
            # restart_after: the level (from 1) whose numbers restart this one; 0 never, null any level above.
            if below is None or below.restart_after is None or depth < below.restart_after:
                del counters[deeper]

    def _written(self, number_id: str, depth: int, counters: dict[int, int], level: _Level) -> str:
        other = self._levels[number_id].get(depth)
        if other is None:
            return ""
        number = counters.get(depth, other.start)
        return number_text(number, "decimal" if level.as_decimals else other.number_format)

    def _place(self, paragraph: etree._Element) -> tuple[str, int] | None:
        """(list, level from 0) of a paragraph, by its own properties, else by its style."""
        properties = paragraph.find(qn("w:pPr"))
        if properties is None:
            return self._style_numbers.get("")
        own = properties.find(qn("w:numPr"))
        style = properties.find(qn("w:pStyle"))
        inherited = self._style_numbers.get(style.get(_VALUE) if style is not None else "")
        if own is None:
            return inherited
        number_id, depth = _value(own, "w:numId"), _value(own, "w:ilvl")
        if number_id == "0":
            return None
        if number_id is None:
            return inherited and (inherited[0], _integer(depth, inherited[1]))
        return number_id, _integer(depth, inherited[1] if inherited and inherited[0] == number_id else 0)

    def _read(self, root: etree._Element) -> None:
        abstracts = {element.get(qn("w:abstractNumId")): element for element in root.findall(qn("w:abstractNum"))}
        by_style = {
            _value(element, "w:styleLink"): key for key, element in abstracts.items() if _value(element, "w:styleLink")
        }
        for number in root.findall(qn("w:num")):
            number_id, key = number.get(qn("w:numId")), _value(number, "w:abstractNumId")
            if key not in abstracts or number_id is None:
                continue
            key = by_style.get(_value(abstracts[key], "w:numStyleLink"), key)
            levels = {_depth(element): _level(element) for element in abstracts[key].findall(qn("w:lvl"))}
            for override in number.findall(qn("w:lvlOverride")):
                depth = _depth(override)
                if (start := _value(override, "w:startOverride")) is not None:
                    self._starts[number_id, depth] = _integer(start, 1)
                if (replacement := override.find(qn("w:lvl"))) is not None:
                    levels[depth] = _level(replacement)
            self._abstract_of[number_id], self._levels[number_id] = key, levels
            for element in abstracts[key].findall(qn("w:lvl")):
                if style := _value(element, "w:pStyle"):
                    self._style_numbers.setdefault(style, (number_id, _depth(element)))

    def _read_styles(self, root: etree._Element) -> None:
        """Numbers that paragraph styles carry, inherited along w:basedOn."""
        own: dict[str, tuple[str, int] | None] = {}
        parents: dict[str, str] = {}
        for style in root.findall(qn("w:style")):
            key = style.get(qn("w:styleId"))
            if style.get(qn("w:type")) != "paragraph" or key is None:
                continue
            numbers = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if numbers is not None and (number_id := _value(numbers, "w:numId")) is not None:
                depth = _integer(_value(numbers, "w:ilvl"), self._style_numbers.get(key, ("", 0))[1])
                own[key] = None if number_id == "0" else (number_id, depth)
            if (parent := _value(style, "w:basedOn")) is not None:
                parents[key] = parent
            if style.get(qn("w:default")) == "1" and own.get(key):
                self._style_numbers[""] = own[key]
        for key in {*own, *parents}:
            ancestor, seen = key, set()
            while ancestor not in own and ancestor in parents and ancestor not in seen:
                seen.add(ancestor)
                ancestor = parents[ancestor]
            if ancestor in own:
                if own[ancestor] is None:
                    self._style_numbers.pop(key, None)
                else:
                    self._style_numbers[key] = own[ancestor]


def _level(element: etree._Element) -> _Level:
    restart = _value(element, "w:lvlRestart")
    return _Level(
        _integer(_value(element, "w:start"), 0),
        _value(element, "w:numFmt") or "decimal",
        _value(element, "w:lvlText") or "",
        _value(element, "w:suff") or "tab",
        _integer(restart, 0) if restart is not None else None,
        element.find(qn("w:isLgl")) is not None,
    )


def _depth(element: etree._Element) -> int:
    return _integer(element.get(qn("w:ilvl")), 0)


def _value(element: etree._Element, name: str) -> str | None:
    child = element.find(qn(name))
    return child.get(_VALUE) if child is not None else None


def _integer(value: str | None, default: int) -> int:
    return int(value) if value is not None and value.isdecimal() and len(value) < 7 else default
