"""Page numbers that a copied file or a text taken from a paged one carries between and inside its sentences."""

import re

# A number on a line of its own, or between dashes at the end of a line (—2—).
_NUMBER = re.compile(r"(?:(?<=\n)|^)(?P<bare>\d{1,3})(?=\n)|[—-]{1,2}(?P<dashed>\d{1,3})[—-]{1,2}(?=\n|$)")
# Sequence numbers of a table printed one cell a line stand closer together than the ends of pages.
_SHORTEST_PAGE, _USUAL_PAGE = 200, 450
_FEWEST = 3


def find_page_numbers(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Where page numbers stand in text[start:end] (folded): the longest series that goes up by one, page by page."""
    best: list[re.Match] = []
    series: dict[int, list[re.Match]] = {}
    for found in _NUMBER.finditer(text, start, end):
        number = int(found["bare"] or found["dashed"])
        before = series.get(number - 1, [])
        if before and found.start() - before[-1].end() < _SHORTEST_PAGE:
            continue
        series[number] = [*before, found]
        best = max(best, series[number], key=len)
    if len(best) < _FEWEST or best[-1].start() - best[0].start() < _USUAL_PAGE * (len(best) - 1):
        return []
    return [found.span() for found in best]
