"""Parts of a count in the brackets behind it: 公园项目9个(嘉定新城5个、其他区域4个), 公厕40座(其中旧城区7座)."""

from collections.abc import Sequence
from dataclasses import replace

from flows.model import Target
from flows.segment.indicator_codes import indicator_code

_LONGEST_PART, _SHORT = 14, 2


def name_parts(text: str, targets: Sequence[Target]) -> list[Target]:
    """The targets; the name of a part is followed by what the whole counts, and its quote begins with the whole's.

    Parts are what adds up to the whole, or what 其中 opens. targets: ascending by their end; a part that names what is
    counted itself stays.
    """
    result = list(targets)
    for whole in targets:
        if whole.kind != "count" or not text.startswith("(", whole.end):
            continue
        close = text.find(")", whole.end)
        inside = [
            index
            for index, part in enumerate(targets)
            if whole.end < part.start and part.end <= close and (part.unit, part.kind) == (whole.unit, "count")
        ]
        adds_up = sum(targets[index].value for index in inside) == whole.value
        if not (adds_up or text.startswith("其中", whole.end + 1)):
            continue
        for index in inside:
            if is_bare(targets[index].indicator, whole.indicator, _LONGEST_PART):
                name = targets[index].indicator + whole.indicator
                result[index] = replace(
                    targets[index], indicator=name, start=whole.start, indicator_code=indicator_code(name)
                )
    return result


def is_bare(part: str, whole: str, longest: int) -> bool:
    """Whether a part (其中蔬菜1个) needs the name of its whole: `longest` characters at most, that end otherwise."""
    # 收运车40辆(其中垃圾车4辆): what ends alike says its thing by itself.
    is_whole = part[-1] == whole[-1] and len(part) > _SHORT
    return len(part) <= longest and not is_whole and part[-2:] not in whole and whole[-2:] not in part
