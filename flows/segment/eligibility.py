"""Units that list who qualifies for something, or in which cases something happens: their numbers are conditions."""

import re
from collections.abc import Sequence

from flows.model import Item
from flows.reference import alternatives

# 认定条件, 申报资格
_HEADING = re.compile(rf"(?:{alternatives('target_exclusions', 'eligibility')})(?:条件|资格)[。:]?$")
# 符合下列条件之一的,可以申报:
_LEAD_IN = re.compile(
    rf"(?:{alternatives('target_exclusions', 'qualify')})[^。;\n]{{0,16}}(?:条件|情形|一项)[^。;\n]{{0,40}}$"
    r"|[下以]列[^。;\n]{0,12}(?:情形|行为)[^。;\n]{0,40}$"
)
_LEAD_IN_REACH = 72


def conditions_end(items: Sequence[Item]) -> list[int]:
    """For each item (ascending index, parents first) up to which character of its text its numbers are conditions.

    All of a unit under such a heading; of one that stands below the heading or lead-in the first paragraph, since what
    follows a list hangs on its last member.
    """
    ends: list[int] = []
    listing: list[bool] = []
    for item in items:
        text = item.passage.text
        first = text.split("\n", 1)[0]
        below = item.parent is not None and listing[item.parent]
        # A chapter on conditions holds other articles too.
        is_chapter = (item.label or "").endswith("章")
        is_own = not is_chapter and _HEADING.search(item.heading or first) is not None
        ends.append(len(text) if is_own else len(first) if below else 0)
        listing.append(below or is_own or _LEAD_IN.search(text, max(0, len(text) - _LEAD_IN_REACH)) is not None)
    return ends
