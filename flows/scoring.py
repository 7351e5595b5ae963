"""Score one document against its annotation: pure functions from values to counts.

Two strings are compared after Unicode NFKC and without white space; titles and indicators also without quotation marks.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

Row = Mapping[str, Any]

# The lists of a gold file that are scored; each is a table of the warehouse too.
LISTS = ("items", "targets", "agencies", "deadlines", "citations")
_TARGET_VALUES = ("unit", "comparator", "basis", "kind")
_INDICATOR_LIKENESS = 0.6
_QUOTE_LIKENESS = 0.5
_WHITE_SPACE = re.compile(r"\s+")
_QUOTATION_MARKS = str.maketrans("", "", "\"'“”‘’「」『』《》〈〉<>")
_FIELDS = (
    # (gold field, column of documents)
    ("doc_type", "document_type"),
    ("doc_number", "document_number"),
    ("index_number", "index_number"),
    ("plan_year", "plan_year"),
    ("plan_year_end", "plan_year_end"),
    ("date_written", "written_date"),
    ("date_published", "published_date"),
)


@dataclass(slots=True)
class Score:
    """Entries of one list: how many the gold has, how many the warehouse has, how many of them agree."""

    matched: int = 0
    gold: int = 0
    predicted: int = 0

    def count(self, matched: int, gold: int, predicted: int) -> None:
        self.matched += matched
        self.gold += gold
        self.predicted += predicted

    @property
    def precision(self) -> float:
        return self.matched / self.predicted if self.predicted else float(self.gold == 0)

    @property
    def recall(self) -> float:
        return self.matched / self.gold if self.gold else 1.0

    @property
    def f1(self) -> float:
        total = self.gold + self.predicted
        return 2 * self.matched / total if total else 1.0


@dataclass(slots=True)
class Evaluation:
    """scores: per list name. faults: per list name, one line for each missed, false or wrong entry."""

    scores: defaultdict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    faults: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    documents: dict[str, "Evaluation"] = field(default_factory=dict)

    def add(self, source: str, other: "Evaluation") -> None:
        """Count the evaluation of one document in."""
        self.documents[source] = other
        for name, score in other.scores.items():
            self.scores[name].count(score.matched, score.gold, score.predicted)
        for name, lines in other.faults.items():
            self.faults[name] += [f"{source} {line}" for line in lines]

    def below(self, floors: Mapping[str, float]) -> list[str]:
        """The lists whose F1 is under its floor, as lines to print."""
        return [
            f"{name}: F1 {self.scores[name].f1:.4f} is under {floor}"
            for name, floor in floors.items()
            if self.scores[name].f1 < floor
        ]


def score_candidates(gold: Row, candidates: Sequence[Row]) -> Evaluation:
    """Score the one document that the annotation is about; none or several score nothing at all."""
    if len(candidates) == 1:
        return score_document(gold, candidates[0])
    result = Evaluation()
    result.scores["documents loaded"].count(0, 1, len(candidates))
    result.faults["document"].append(f"FOUND {len(candidates)} documents of this name in the warehouse")
    for name in LISTS:
        result.scores[name].count(0, len(gold[name]), 0)
    return result


def score_document(gold: Row, document: Row) -> Evaluation:
    """Score one document: `gold` is the annotation, `document` an entry of `read_predictions`."""
    result = Evaluation()
    result.scores["documents loaded"].count(1, 1, 1)
    units = _score_items(result, gold["items"], [item for item in document["items"] if item["label"]])

    def unit(entry: Row) -> str | None:
        return units.get(entry["item_id"])

    _score_targets(result, gold["targets"], document["targets"], unit)
    _score_agencies(result, gold["agencies"], document["agencies"], unit)
    _compare_keys(
        result,
        "deadlines",
        ((entry["item"], entry["due"]) for entry in gold["deadlines"]),
        ((unit(entry), entry["due"]) for entry in document["deadlines"]),
    )
    _compare_keys(
        result,
        "citations",
        ((entry["item"], bare(entry["title"])) for entry in gold["citations"]),
        ((unit(entry), bare(entry["title"])) for entry in document["citations"]),
    )
    _score_fields(result, gold["document"], document)
    _score_text(result, gold, "".join(normal(item["text"]) for item in document["items"]))
    return result


@cache
def normal(text: str | None) -> str:
    """Text as compared: NFKC, no white space; null is empty."""
    return _WHITE_SPACE.sub("", unicodedata.normalize("NFKC", text or ""))


@cache
def bare(text: str | None) -> str:
    """`normal` without quotation marks."""
    return normal(text).translate(_QUOTATION_MARKS)


def likeness(left: str | None, right: str | None) -> float:
    """F1 of the characters two strings share, each counted as often as it occurs; 0 to 1."""
    first, second = Counter(bare(left)), Counter(bare(right))
    shared = (first & second).total()
    return 2 * shared / (first.total() + second.total()) if shared else 0.0


def _score_items(result: Evaluation, gold: Sequence[Row], items: Sequence[Row]) -> dict[str, str]:
    """Score the outline; returns the gold id of each item_id that has a counterpart."""
    pairs = _pair(gold, items, _same_unit)
    units = {item["item_id"]: unit["id"] for unit, item in pairs}
    result.scores["items"].count(len(pairs), len(gold), len(items))
    nested = sum(units.get(item["parent_item_id"]) == unit["parent"] for unit, item in pairs)
    result.scores["nesting"].count(nested, len(gold), len(items))
    headed = [(unit, item) for unit, item in pairs if unit["kind"] in ("section", "item") and unit["heading"]]
    for unit, item in headed:
        if bare(unit["heading"]).strip("。.:") == bare(item["heading"]).strip("。.:"):
            result.scores["headings"].count(1, 1, 1)
        else:
            result.scores["headings"].count(0, 1, 1)
            result.faults["headings"].append(f"WRONG {unit['id']} gold {unit['heading']} got {item['heading']}")
    known = {unit["id"] for unit, _ in pairs}
    for unit in gold:
        if unit["id"] not in known:
            result.faults["items"].append(f"MISSED {unit['id']} {unit['label']} {unit['starts']}")
    for item in items:
        if item["item_id"] not in units:
            result.faults["items"].append(f"FALSE {item['path']} {item['label']} {normal(item['text'])[:20]}")
    return units


def _same_unit(unit: Row, item: Row) -> float:
    """1 when label and first characters agree, else 0."""
    marks = "、.。()"
    if normal(unit["label"]).strip(marks) != normal(item["label"]).strip(marks):
        return 0.0
    text, starts = normal(item["text"]), normal(unit["starts"])
    return float(bool(starts) and (text.startswith(starts) or (len(text) >= 4 and starts.startswith(text))))


def _score_targets(
    result: Evaluation, gold: Sequence[Row], targets: Sequence[Row], unit: Callable[[Row], str | None]
) -> None:
    """`targets found` asks for the number at its place, `targets` for every value of the row."""

    def agreement(expected: Row, target: Row) -> float:
        if not _same_number(expected["value"], target["value"]):
            return 0.0
        quotes = _overlap(expected["quote"], target["quote"])
        if quotes < _QUOTE_LIKENESS:
            return 0.0
        return quotes + likeness(expected["indicator"], target["indicator"]) + (expected["item"] == unit(target))

    pairs = _pair(gold, targets, agreement)
    exact = 0
    for expected, target in pairs:
        wrong = [name for name in _TARGET_VALUES if normal(expected[name]) != normal(target[name])]
        if not _same_number(expected["value_max"], target["value_max"]):
            wrong.append("value_max")
        if likeness(expected["indicator"], target["indicator"]) < _INDICATOR_LIKENESS:
            wrong.append("indicator")
        if expected["item"] != unit(target):
            wrong.append("item")
        exact += not wrong
        if wrong:
            found = {name: target[name] for name in ("indicator", "value", "value_max", *_TARGET_VALUES, "quote")}
            result.faults["targets"].append(f"WRONG {wrong} gold {dict(expected)} got {found}")
    result.scores["targets found"].count(len(pairs), len(gold), len(targets))
    result.scores["targets"].count(exact, len(gold), len(targets))
    matched = {id(entry) for pair in pairs for entry in pair}
    result.faults["targets"] += [f"MISSED {dict(entry)}" for entry in gold if id(entry) not in matched]
    result.faults["targets"] += [
        f"FALSE { ({name: entry[name] for name in ('indicator', 'value', 'unit', 'quote')}) }"
        for entry in targets
        if id(entry) not in matched
    ]


def _score_agencies(
    result: Evaluation, gold: Sequence[Row], agencies: Sequence[Row], unit: Callable[[Row], str | None]
) -> None:
    _compare_keys(
        result,
        "agencies",
        ((entry["item"], normal(entry["name"]), entry["role"]) for entry in gold),
        ((unit(entry), normal(entry["mention"]), entry["role"]) for entry in agencies),
    )
    certain = {(entry["item"], normal(entry["name"])): entry["canonical"] for entry in gold if entry["canonical"]}
    found = {(unit(entry), normal(entry["mention"])): entry["name"] for entry in agencies}
    right = 0
    for key in certain.keys() & found.keys():
        if normal(certain[key]) == normal(found[key]):
            right += 1
        else:
            result.faults["canonical names"].append(f"WRONG {key} gold {certain[key]} got {found[key]}")
    result.scores["canonical names"].count(right, len(certain), len(certain.keys() & found.keys()))


def _score_fields(result: Evaluation, gold: Row, document: Row) -> None:
    def plain(value: Any) -> Any:
        return normal(value) if isinstance(value, str) else str(value)[:10] if hasattr(value, "isoformat") else value

    checks = {name: (plain(gold[name]) or None, plain(document[column]) or None) for name, column in _FIELDS}
    checks["source_url"] = (gold["source_url"], document["source_url"])
    checks["region"] = ((gold["region"] or {}).get("adcode"), document["region_code"])
    checks["flags"] = (sorted(gold["flags"]), sorted(document["flags"] or []))
    if gold["title"] is not None:
        checks["title"] = (bare(gold["title"]), bare(document["title"]))
    for name, (expected, found) in checks.items():
        result.scores["document fields"].count(expected == found, 1, 1)
        if expected != found:
            result.faults["document"].append(f"WRONG {name} gold {expected!r} got {found!r}")


def _score_text(result: Evaluation, gold: Row, kept: str) -> None:
    """The plan's first and last words must be in some item, its noise in none. `kept`: normal text of all items."""
    for end in ("first", "last"):
        present = normal(gold["body"][end]) in kept
        result.scores["body ends"].count(present, 1, 1)
        if not present:
            result.faults["document"].append(f"BODY {end} {gold['body'][end]}")
    for noise in gold["noise"]:
        absent = normal(noise) not in kept
        result.scores["noise removed"].count(absent, 1, 1)
        if not absent:
            result.faults["document"].append(f"NOISE {noise}")


def _pair(gold: Sequence[Row], found: Sequence[Row], agreement: Callable[[Row, Row], float]) -> list[tuple[Row, Row]]:
    """One-to-one pairs of entries, best agreement first, then in order; an agreement of 0 makes no pair."""
    edges = [
        (-value, left, right)
        for left, expected in enumerate(gold)
        for right, entry in enumerate(found)
        if (value := agreement(expected, entry)) > 0
    ]
    taken_left, taken_right, pairs = set(), set(), []
    for _, left, right in sorted(edges):
        if left not in taken_left and right not in taken_right:
            taken_left.add(left)
            taken_right.add(right)
            pairs.append((gold[left], found[right]))
    return pairs


def _compare_keys(result: Evaluation, name: str, gold: Iterable[tuple], found: Iterable[tuple]) -> None:
    """Score two lists as multisets of keys."""
    expected, predicted = Counter(gold), Counter(found)
    result.scores[name].count((expected & predicted).total(), expected.total(), predicted.total())
    result.faults[name] += [f"MISSED {key}" for key in (expected - predicted).elements()]
    result.faults[name] += [f"FALSE {key}" for key in (predicted - expected).elements()]


def _overlap(left: str, right: str) -> float:
    """1 when one quote contains the other, else the likeness of the two."""
    first, second = bare(left), bare(right)
    if not first or not second:
        return 0.0
    return 1.0 if first in second or second in first else likeness(left, right)


def _same_number(left: Any, right: Any) -> bool:
    if left is None or right is None:
        return left is right
    left, right = float(left), float(right)
    return abs(left - right) <= 1e-6 * max(1.0, abs(left), abs(right))
