"""The files that belong to an article: linked in it or right after it, or shown inside the page by a viewer."""

import re
from collections.abc import Iterator
from urllib.parse import unquote, urljoin

from flows.extract.html import Page

_SUFFIXES = r"\.(?:pdf|docx?|wps|rtf|ofd|ceb|xlsx?|et|csv|zip|rar|7z|txt)"
# An address of a file: it ends in the file's name, also behind a download script.
_FILE = re.compile(rf"{_SUFFIXES}(?:$|[&?])")
# A link that is called like a file leads to one, whatever its address (download.jsp?id=3).
_FILE_NAME = re.compile(rf"{_SUFFIXES}[)）】\]]?$")
# What a viewer of PDF is told to show.
_SHOWN = re.compile(rf"[?&](?:file|src|url)=([^&#]{{1,2000}}{_SUFFIXES})", re.I)
_NO_ADDRESS = re.compile(r"(?:javascript|mailto|tel|data|about):|#", re.I)
# A list of attachments stands so close after the article, in characters of the page's text.
_REACH = 2_000


def article_files(page: Page, article: tuple[int, int] | None) -> tuple[str, ...]:
    """Addresses of the files of the article (of the whole page where it is not known), each once, in order.

    They are as written, or complete where the page says what its addresses count from.
    """
    found = [(place, address) for place, address in _linked(page, article)]
    found += [(place, shown) for place, address in page.layout.frames if (shown := _shown_file(address))]
    base = page.layout.base
    return tuple(dict.fromkeys(_joined(base, address) for _, address in sorted(found)))


def framed_pages(page: Page) -> tuple[str, ...]:
    """Addresses of the pages that the page shows in frames, as written or complete."""
    addresses = (address for _, address in page.layout.frames if not _shown_file(address))
    return tuple(
        dict.fromkeys(_joined(page.layout.base, address) for address in addresses if not _NO_ADDRESS.match(address))
    )


def is_file(address: str) -> bool:
    return _FILE.search(address.split("#")[0].lower()) is not None


def _linked(page: Page, article: tuple[int, int] | None) -> Iterator[tuple[int, str]]:
    start, end = article or (0, len(page.text))
    for link_start, link_end, address in page.layout.links:
        address = address.strip()
        if link_start < start or link_end > end + _REACH or not address or _NO_ADDRESS.match(address):
            continue
        is_called_file = _FILE_NAME.search(page.text[link_start:link_end].strip().lower()) is not None
        # After the article stand other links too: there a file has to be called one, or to be announced.
        is_announced = is_called_file or "附件" in page.text[max(link_start - 20, end) : link_end]
        if (is_called_file or is_file(address)) and (link_end <= end or is_announced):
            yield link_start, address


def _shown_file(address: str) -> str:
    """The file that a frame shows, itself or through a viewer; "" for a page."""
    if match := _SHOWN.search(address):
        return unquote(match.group(1))
    return address if is_file(address) else ""


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return address
