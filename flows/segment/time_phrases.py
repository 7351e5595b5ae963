"""Time phrases as stretches of a sentence: 到2025年底, 6月底前, “十四五”期间. `periods` reads what they mean."""

import re
from collections.abc import Iterator, Sequence

from flows.reference import alternatives

_YEAR = (
    r"(?:(?:19|20)\d{2}|[一二][〇零○九]?[〇零○一二三四五六七八九]{2,3})"
    r"(?:[-—~至](?:(?:19|20)\d{2}|\d{2}))?(?:年|学年度?)"
)
_AFTER = r"(?:之前|以前|前|起|以内|期间|以来)?"
_NUMBERED = re.compile(
    rf"(?:{_YEAR}(?:\d{{1,2}}月(?:\d{{1,2}}日)?)?(?:年?[底末初中])?(?:上半年|下半年|第?[一二三四]季度)?"
    rf"|\d{{1,2}}月(?:\d{{1,2}}日|[底末初中]|份)?(?:前|之前|以前|起)?){_AFTER}"
)
# Words that name a time without a number of years; each branch starts with its own character.
_ANCHOR = re.compile(rf"半年|季度|年[底末]|第[一二三四五]年|五”?(?:{alternatives('deadline_cues', 'plan_period')})")
_ANCHORED = re.compile(
    rf"(?:[上下]半年|第?[一二三四]季度(?:末|底)?|第[一二三四五]年|(?:今|明|本|当)?年?年[底末](?:前|之前|以前)?"
    rf"|“?[一二十]{{1,3}}[三四五六七八九]?五”?(?:{alternatives('deadline_cues', 'plan_period')})){_AFTER}"
)
_LONGEST_HEAD = 5
_LEADS = ("力争到", "截至", "截止", "到", "至", "自", "从", "于", "在")


def find_time_phrases(text: str, numbers: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """(start, end) of the time phrases in `text`, not ordered. numbers: the quantities, where years stand."""
    for first, _ in numbers:
        for offset in (0, 1, 2):
            if match := _NUMBERED.match(text, first + offset):
                yield _led(text, match.start()), match.end()
                break
    for anchor in _ANCHOR.finditer(text):
        for first in range(max(0, anchor.start() - _LONGEST_HEAD), anchor.start() + 1):
            match = _ANCHORED.match(text, first)
            if match and match.end() >= anchor.end():
                yield _led(text, first), match.end()
                break


def _led(text: str, first: int) -> int:
    """Where a phrase starts with the word that leads to it (到, 截至)."""
    for lead in _LEADS:
        if text.endswith(lead, 0, first):
            return first - len(lead)
    return first
