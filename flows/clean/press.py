"""The lead of a news page that reprints a plan: 近日,某市教育局印发了《…》, 全文如下."""

import re
from dataclasses import dataclass

from flows.clean.titles import BareText, looks_like_title
from flows.reference import alternatives

_REACH = 3_000
_ANNOUNCES = re.compile(rf"(?:{alternatives('document_words', 'announce')})了?《")
_LEAD = re.compile(
    r"(?:[^,。;:《》\n]{0,16}(?:[日前]|电)(?:电|讯)?,?)?(?P<bodies>[^,。;:《》\d\n]{3,80}?)(?:近日|日前|今日)?(?:联合|正式)?"
    rf"(?:{alternatives('document_words', 'announce')})了?《(?P<title>[^《》\n]{{6,100}})》(?P<rest>[^\n]{{0,120}})"
)
# 《…》全文如下。 具体内容如下↓↓↓
FULL_TEXT = re.compile(
    r"[》,]{0,2}(?:现将|具体|主要)?(?:《[^《》\n]{4,100}》)?(?:的?(?:全文|原文|内容)(?:公布|刊发|发布)?如下)[:。↓]*"
)
_FULL_TEXT_REACH = 160


@dataclass(frozen=True, slots=True)
class Lead:
    """The title it gives, where the bodies stand that issued the plan, and where the lead ends (its line)."""

    title: str
    bodies: tuple[int, int]
    end: int


def find_lead(text: str, title: str | None) -> Lead | None:
    """The lead before a plan that the page calls `title`; null when it tells of another document."""
    announces = _ANNOUNCES.search(text, 0, _REACH)
    match = _LEAD.match(text, text.rfind("\n", 0, announces.start()) + 1, _REACH) if announces else None
    if match is None or not looks_like_title(match["title"]):
        return None
    if match["bodies"].endswith("关于") or match["rest"].startswith("的"):
        return None  # 某局关于印发《…》的通知: a title
    announced = BareText(match["title"]).text
    is_own = title is None or BareText(title).text == announced or title in match.group()
    if not is_own and not FULL_TEXT.search(text, match.end("title"), match.end("title") + _FULL_TEXT_REACH):
        return None
    return Lead(match["title"], match.span("bodies"), match.end())
