"""Units that list who qualifies for something, or in which cases something happens: their numbers are conditions."""

import re
from collections.abc import Sequence

from flows.model import Item
from flows.segment.exclusion_case import alternatives

# 认定条件, 申报资格
_HEADING = re.compile(rf"(?:{alternatives('eligibility')})(?:条件|资格)[。:]?$")
# 符合下列条件之一的,可以申报:
_LEAD_IN = re.compile(
    r"(?:符合|具备|满足|达到|具有)[^。;\n]{0,16}(?:条件|情形|一项)[^。;\n]{0,40}$|[下以]列[^。;\n]{0,12}(?:情形|行为)[^。;\n]{0,40}$"
)
_LEAD_IN_REACH = 72


def below_conditions(items: Sequence[Item]) -> list[bool]:
    """For each item (ascending index, parents first) whether the numbers of its first paragraph are conditions: by its
    heading, or by the heading or lead-in of a unit that it stands below."""
    stated: list[bool] = []
    listing: list[bool] = []
    for item in items:
        below = item.parent is not None and listing[item.parent]
        # A chapter on conditions holds other articles too.
        is_chapter = (item.label or "").endswith("章")
        is_own = item.heading is not None and not is_chapter and _HEADING.search(item.heading) is not None
        stated.append(below or is_own)
        text = item.passage.text
        listing.append(below or is_own or _LEAD_IN.search(text, max(0, len(text) - _LEAD_IN_REACH)) is not None)
    return stated
