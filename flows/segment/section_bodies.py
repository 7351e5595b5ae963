"""Bodies of a whole section that stand behind its last unit: …5.扶持社区办医。(责任单位:区社会事业局、医改办)(二)…

On which level a document gives out its work shows where each unit of the level has one list, at its end: its own
text's, or that of the last unit below it. The latter is the section's.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from flows.model import AgencyMention, Item

_WORKING = frozenset(["lead", "support"])
# Characters that may stand between the last body and the end of the unit: 按职责分工负责)。
_CLOSING_REACH = 16
_LIST_GAP = 40
_FEWEST_UNITS = 3
_SHARE = 0.8


def lift_closing_lists(mentions: Sequence[AgencyMention], items: Sequence[Item]) -> list[AgencyMention]:
    """The mentions with those given to the section whose list they close; items in document order."""
    lists: dict[int, list[AgencyMention]] = {}
    for mention in mentions:
        if mention.role in _WORKING and mention.item is not None:
            lists.setdefault(mention.item, []).append(mention)
    holders: dict[int, list[int]] = {}
    for owner in lists:
        unit: int | None = owner
        while unit is not None:
            holders.setdefault(unit, []).append(owner)
            unit = items[unit].parent
    for depth in sorted({items[unit].depth for unit in holders}):
        level = [unit for unit in holders if items[unit].depth == depth]
        closed = {holders[unit][0]: unit for unit in level if _is_closed(unit, holders[unit], lists, items)}
        own = sum(holders[unit] == [unit] for unit in level)
        settled = len(closed) + own
        if closed and settled >= max(_FEWEST_UNITS, _SHARE * len(level)):
            return [
                replace(mention, item=closed[mention.item])
                if mention.role in _WORKING and mention.item in closed
                else mention
                for mention in mentions
            ]
    return list(mentions)


def _is_closed(unit: int, owners: Sequence[int], lists: dict[int, list[AgencyMention]], items: Sequence[Item]) -> bool:
    """Whether the only list within the unit stands at its end, in a unit below it that has others before it."""
    if len(owners) != 1 or owners[0] == unit:
        return False
    first = next(item for item in items if item.parent == unit)
    mentions = lists[owners[0]]
    reach = items[unit].end - max(mention.end for mention in mentions)
    ordered = sorted(mentions, key=lambda mention: mention.start)
    # A unit that gives out each of its paragraphs has no list for the section.
    is_one = all(after.start - before.end <= _LIST_GAP for before, after in pairwise(ordered))
    return first.index != owners[0] and reach <= _CLOSING_REACH and is_one
