"""Addresses out of a list, a sitemap, a feed or the pages of a listing, in their order, each once."""

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import soupsieve
from lxml import etree

from flows.errors import SourceError
from flows.extract.decode import decode
from flows.extract.fetch.addresses import normalised
from flows.extract.fetch.client import FetchError
from flows.extract.fetch.declare import SourceDeclaration
from flows.extract.html import parse_html

_MOST_XML_BYTES = 64 << 20
_MOST_SITEMAPS = 1000
_DATA_ISLAND = re.compile(r"(?:text|application)/xml", re.I)

# Address → (bytes, media type) of a listing page; raises FetchError.
ReadListing = Callable[[str], tuple[bytes, str]]


class ListingError(Exception):
    """A listing that gives no address: the message says what to check."""


def listed_addresses(source: SourceDeclaration, folder: Path, read: ReadListing) -> Iterator[str]:
    """The addresses of the documents of a source. folder: of sources.toml. Raises ListingError, FetchError."""
    find = {"addresses": _addresses, "sitemap": _sitemap, "feed": _feed, "listing": _listing}[source.kind]
    seen: set[str] = set()
    for address in find(source, folder, read):
        if address not in seen:
            seen.add(address)
            yield address
            if len(seen) >= source.most_documents:
                return
    if not seen:
        raise ListingError("it names no document; check its address and, for a listing, the selector in item")


def _addresses(source: SourceDeclaration, folder: Path, read: ReadListing) -> Iterator[str]:
    lines = list(source.addresses)
    if source.path:
        try:
            lines += (folder / source.path).read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise ListingError(f"{source.path}: {error}; write one address a line in UTF-8") from error
    for line in lines:
        if line.strip() and not line.lstrip().startswith("#"):
            address = normalised(line)
            if address is None:
                raise ListingError(f"{line.strip()[:200]!r} is no http or https address")
            yield address


def _sitemap(source: SourceDeclaration, folder: Path, read: ReadListing) -> Iterator[str]:
    """Sitemaps and indexes of sitemaps (sitemaps.org), plain or compressed."""
    pending, seen = [source.url], set()
    while pending:
        url = pending.pop(0)
        if url in seen or len(seen) >= _MOST_SITEMAPS:
            continue
        seen.add(url)
        for element in _xml(url, read(url)[0]).iter("{*}loc"):
            address = normalised(element.text or "", url)
            parent = element.getparent()
            if address is None or parent is None:
                continue
            if etree.QName(parent).localname == "sitemap":
                pending.append(address)
            elif etree.QName(parent).localname == "url":
                yield address


def _feed(source: SourceDeclaration, folder: Path, read: ReadListing) -> Iterator[str]:
    """RSS items and Atom entries."""
    for entry in _xml(source.url, read(source.url)[0]).iter("{*}item", "{*}entry"):
        for link in entry.findall("{*}link"):
            if link.get("rel", "alternate") != "alternate":
                continue
            if address := normalised(link.get("href") or link.text or "", source.url):
                yield address
                break


def _listing(source: SourceDeclaration, folder: Path, read: ReadListing) -> Iterator[str]:
    """Links that the item selector names, page after page."""
    items, following = _selector(source.item), _selector(source.next) if source.next else None
    seen: set[str] = set()
    pages = _numbered_pages(source)
    url: str | None = next(pages)
    while url is not None and url not in seen and len(seen) < source.most_pages:
        seen.add(url)
        try:
            soup = _page(url, *read(url))
        except FetchError as error:
            if error.reason == "not_found" and len(seen) > 1:
                return  # past the last page
            raise
        yield from _links(items, soup, url)
        url = next(_links(following, soup, url), None) if following else next(pages, None)


def _numbered_pages(source: SourceDeclaration) -> Iterator[str]:
    """The first page, then those that `pages` counts."""
    yield source.url
    if source.pages:
        for number in range(1, (source.last_page or source.most_pages) + 1):
            if (page := source.pages.replace("{page}", str(number))) != source.url:
                yield page


def _selector(text: str) -> soupsieve.SoupSieve:
    try:
        return soupsieve.compile(text)
    except soupsieve.SelectorSyntaxError as error:
        raise ListingError(f"{text!r} is no CSS selector: {str(error).splitlines()[0]}") from error


def _page(url: str, content: bytes, media_type: str):
    """The parsed page, with the markup that it keeps in data islands for its scripts to show unfolded.

    Listings of jpage hold their items so: <script type="text/xml"><record><![CDATA[<li><a href=…>]]></record>.
    """
    charset = media_type.partition("charset=")[2].strip("\"' ;") or None
    try:
        soup = parse_html(decode(url, content, charset)[0])
    except SourceError as error:
        raise ListingError(f"{url}: {error.detail}") from error
    for island in soup.find_all("script", type=_DATA_ISLAND):
        island.replace_with(parse_html("".join(_character_data(island.get_text()))))
    return soup


def _character_data(xml: str) -> Iterator[str]:
    """The contents of CDATA sections."""
    position = 0
    while (start := xml.find("<![CDATA[", position)) >= 0 and (end := xml.find("]]>", start)) >= 0:
        yield xml[start + 9 : end]
        position = end


def _links(selector: soupsieve.SoupSieve, soup, url: str) -> Iterator[str]:
    base = soup.find("base", href=True)
    base_url = normalised(base["href"], url) if base else None
    for element in selector.iselect(soup):
        link = element if element.get("href") else element.find("a", href=True)
        if link is not None and (address := normalised(str(link["href"]), base_url or url)):
            yield address


def _xml(url: str, content: bytes) -> etree._Element:
    if content.startswith(b"\x1f\x8b"):
        try:
            content = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(content, _MOST_XML_BYTES)
        except (zlib.error, gzip.BadGzipFile) as error:
            raise ListingError(f"{url}: the compressed data is damaged ({error})") from error
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ListingError(f"{url}: no XML ({error})") from error
    if root is None:
        raise ListingError(f"{url}: no XML in it")
    return root
