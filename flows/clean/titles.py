"""Titles: what a line must look like to be one, which document type it names, and where a title occurs in a text."""

import re
from bisect import bisect_right
from functools import cache
from itertools import accumulate

from flows.reference import read_table

_LONGEST_TITLE = 160
# A title may be followed by one remark in brackets: (试行) (2021-2023年) (征求意见稿).
_REMARK = r"(?:\([^()\n]{1,20}\)){0,2}"
_STRETCH = re.compile(r"[^\W_]+")
_SITE_SUFFIX = re.compile(r"[_|]|-(?=[^-]{2,20}$)|--")
_WRAPPING = re.compile(
    r"(?:关于)?(?:印发|转发|批转|下发|发布|公布)(?:了)?《?(.{4,120}?)》?(?:的(?:通知|函|公告|决定))\)?$"
)


@cache
def _type_patterns() -> tuple[tuple[str, re.Pattern], ...]:
    rows = sorted(read_table("document_types"), key=lambda row: int(row["rank"]))
    return tuple((row["document_type"], re.compile(row["pattern"])) for row in rows)


@cache
def _type_ending() -> re.Pattern:
    pieces = "|".join(row["pattern"].replace("$", "") for row in read_table("document_types"))
    return re.compile(
        rf"(?:{pieces}|决定|公告|通告|批复|复函|函|请示|报告|纲要|预案|细则|规定|条例|规则|清单|分解表|一览表|章程|制度|标准|名单)"
        rf"{_REMARK}$"
    )


def document_type(title: str | None) -> str:
    """The document type a title names (GUIDELINES value set); 其他 when it names none or there is no title.

    Where a title holds two types the more specific one counts; a 通知 that transmits a plan is asked for by the
    plan's own title.
    """
    if not title:
        return "其他"
    stripped = re.sub(r"\([^()]{0,20}\)$|《[^》]{0,120}》(?!的?(?:通知|函))", "", title) or title
    for name, pattern in _type_patterns():
        # The last stretch decides: 关于落实…工作要点的实施意见 is an 实施意见.
        if pattern.search(stripped[-14:]):
            return name
    for name, pattern in _type_patterns():
        if pattern.search(title[-30:]):
            return name
    return "其他"


def looks_like_title(line: str) -> bool:
    """Whether a line of folded text reads like a document title: a noun phrase that ends in a document type."""
    if not 4 <= len(line) <= _LONGEST_TITLE or line[-1] in "。;:,!?、":
        return False
    if (
        "。" in line
        or line.startswith(("附件", "来源", "(", "一、", "各"))
        or re.search(r"[。;!?]|印发给你们|^\d{1,3}[.、]", line)
    ):
        return False
    return bool(_type_ending().search(line))


def transmitted_title(title: str) -> str | None:
    """The title of the plan that a notice transmits, from the notice's title; null when it transmits none."""
    match = _WRAPPING.search(title)
    if not match:
        return None
    inner = match[1].strip("《》")
    return inner if _type_ending().search(inner.rstrip("》")) else None


def strip_site_name(title: str) -> str:
    """A page title without the site's name: `X_某某市人民政府` → `X`."""
    pieces = [piece.strip() for piece in _SITE_SUFFIX.split(title) if piece.strip()]
    return max(pieces, key=len) if pieces else title.strip()


class BareText:
    """A text reduced to letters, digits and Han characters, in which titles are found whatever their punctuation."""

    def __init__(self, text: str) -> None:
        stretches = list(_STRETCH.finditer(text))
        self.text = "".join([stretch.group() for stretch in stretches])
        self._starts = [stretch.start() for stretch in stretches]
        # Where each stretch begins in the reduced text.
        self._bare_starts = [0, *accumulate(stretch.end() - stretch.start() for stretch in stretches)][:-1]

    def occurrences(self, title: str, start: int = 0) -> list[tuple[int, int]]:
        """(start, end exclusive) in the full text of every occurrence of `title` from character `start` on."""
        bare = "".join(_STRETCH.findall(title))
        found: list[tuple[int, int]] = []
        if len(bare) < 4:
            return found
        at = self.text.find(bare)
        while at >= 0:
            first = self._position(at)
            if first >= start:
                found.append((first, self._position(at + len(bare) - 1) + 1))
            at = self.text.find(bare, at + len(bare))
        return found

    def _position(self, bare_index: int) -> int:
        stretch = bisect_right(self._bare_starts, bare_index) - 1
        return self._starts[stretch] + bare_index - self._bare_starts[stretch]
