"""Page numbers, and notes where a newspaper goes on, between and inside the sentences of a copied text."""

import re

from flows.reference import column, longest_first

# A number on a line of its own, or between dashes at the end of a line (—2—).
_NUMBER = re.compile(r"\n(?P<bare>\d{1,3})(?=\n)|(?P<dashed>[—-]{1,2}(?P<number>\d{1,3})[—-]{1,2})(?=\n|$)")
# At the head of a page's first line, whose break may be gone: 城市物流功|96|能。, |100|12.3 提高…
_COUNTED = re.compile(longest_first({*column("units", "unit"), *column("count_words", "word")}))
_GLUED = re.compile(r"(?<!\d)(?P<bare>\d{2,3})(?=[一-鿿]|\d{1,2}\.\d)")
_BEFORE_GLUED = re.compile(r"(?!第)[一-鿿,、\n]")
# (下转第四版)(紧接第一版): where a newspaper goes on
_CONTINUED = re.compile(r"\((?:下转|上接|紧接|转)第?[一二三四五六七八九十\d]{1,3}版\)")
# Sequence numbers of a table printed one cell a line stand closer together than the ends of pages.
_SHORTEST_PAGE, _USUAL_PAGE = 200, 450
_FEWEST, _FEWEST_GLUED = 3, 4


def find_page_numbers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where page numbers stand in text[start:end] (folded): the longest series that goes up by one, page by page."""
    numbers = list(_NUMBER.finditer(text, start, end))
    # Between dashes nothing else counts up, so that short pages (a cover, a last one) need no other sign.
    dashed = _longest_series([found for found in numbers if found["dashed"]], 0)
    best = dashed if len(dashed) >= _FEWEST else _longest_series(numbers, _SHORTEST_PAGE)
    if len(best) < _FEWEST:
        glued = [
            found
            for found in _GLUED.finditer(text, start, end)
            if _BEFORE_GLUED.match(text, found.start() - 1) and not _COUNTED.match(text, found.end())
        ]
        best = _longest_series(glued, _USUAL_PAGE // 2)
        best = best if len(best) >= _FEWEST_GLUED else []
    usual = 0 if best is dashed else _USUAL_PAGE
    continued = [found.span() for found in _CONTINUED.finditer(text, start, end)] if "版)" in text else []
    if len(best) < _FEWEST or best[-1].start() - best[0].start() < usual * (len(best) - 1):
        return continued
    return sorted(continued + [found.span(found.lastgroup) for found in best])


def _longest_series(numbers: list[re.Match], shortest: int) -> list[re.Match]:
    """Those that go up by one, `shortest` characters apart at least."""
    best: list[re.Match] = []
    series: dict[int, list[re.Match]] = {}
    for found in numbers:
        number = int(found["bare"] or found["number"])
        before = series.get(number - 1, [])
        if before and found.start() - before[-1].end() < shortest:
            continue
        series[number] = [*before, found]
        best = max(best, series[number], key=len)
    return best
