"""Markup to a tree of small elements: lxml parses, and what it reports is kept as it comes.

The tree is the one that BeautifulSoup builds from the same reports, without its cost for each element.
"""

from lxml import etree

# Text in these is no text of the page: annotations of pronunciation, programs, templates.
_SILENT = frozenset(("rt", "rp", "script", "style", "template"))


class Element:
    """name in lower case, attrs by name, contents: elements and strings in order; a comment parts two strings."""

    __slots__ = ("attrs", "contents", "name")

    def __init__(self, name: str, attrs: dict[str, str]) -> None:
        self.name, self.attrs = name, attrs
        self.contents: list[Element | str] = []

    def get_text(self) -> str:
        """All text below, in order."""
        pieces: list[str] = []
        pending: list[Element | str] = [self]
        while pending:
            node = pending.pop()
            if isinstance(node, str):
                pieces.append(node)
            else:
                pending.extend(reversed(node.contents))
        return "".join(pieces)


def parse_elements(markup: str) -> Element:
    """The root of the tree. Raises etree.ParserError, UnicodeError or LookupError when lxml refuses the text."""
    builder = _Builder()
    parser = etree.HTMLParser(target=builder, recover=True)
    parser.feed(markup)
    parser.close()
    return builder.root


class _Builder:
    """Receives what the parser reports."""

    def __init__(self) -> None:
        self.root = Element("[document]", {})
        self._open = [self.root]
        self._counts: dict[str, int] = {}
        self._silent = 0
        self._text: list[str] = []

    def start(self, name: str, attrs: dict[str, str], nsmap: object = None) -> None:
        self._end_text()
        element = Element(name, dict(attrs))
        self._open[-1].contents.append(element)
        self._open.append(element)
        self._counts[name] = self._counts.get(name, 0) + 1
        if name in _SILENT:
            self._silent += 1

    def end(self, name: str) -> None:
        """Closes the innermost element of that name with all inside; nothing when none is open."""
        self._end_text()
        if not self._counts.get(name):
            return
        while True:
            closed = self._open.pop().name
            self._counts[closed] -= 1
            if closed in _SILENT:
                self._silent -= 1
            if closed == name:
                return

    def data(self, text: str) -> None:
        self._text.append(text)

    def comment(self, text: str) -> None:
        self._end_text()

    def pi(self, target: str, text: str | None = None) -> None:
        self._end_text()

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        self._end_text()

    def close(self) -> Element:
        self._end_text()
        return self.root

    def _end_text(self) -> None:
        if self._text:
            if not self._silent:
                self._open[-1].contents.append("".join(self._text))
            self._text.clear()
