"""What a fetched page says of itself: its text's digest, its files and frames, whether it is only a signpost."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

from flows.errors import SourceError
from flows.extract.decode import decode
from flows.extract.fetch.addresses import normalised
from flows.extract.fetch.client import Fetched
from flows.extract.fetch.snapshots import sha256_of
from flows.extract.formats import HTML, media_type_of
from flows.extract.html import read_html
from flows.extract.limits import HTML_BYTES
from flows.extract.page_files import article_files, framed_pages
from flows.extract.reader import read_source
from flows.model import RawDocument, Source

# A signpost is small and shows next to nothing; a page with an article may reload itself, or guard against frames.
_LARGEST_SIGNPOST = 20_000
_MOST_SHOWN = 60
_LONGEST_DELAY = 10
_REFRESH = re.compile(r"<meta\b[^<>]{0,500}\brefresh\b[^<>]{0,500}>", re.I)
_REFRESH_TARGET = re.compile(r"(\d{1,3})\s{0,9}[;,]\s{0,9}url\s{0,9}=\s{0,9}[\"']?([^\"'<>\s]{1,2000})", re.I)
_SCRIPT_TARGET = re.compile(
    r"\blocation(?:\.href)?\s{0,9}=\s{0,9}[\"']([^\"'<>\s]{1,2000})[\"']"
    r"|\blocation\.(?:replace|assign)\(\s{0,9}[\"']([^\"'<>\s]{1,2000})[\"']"
)
# Links of a pager, its script, what it adds to a file's name or asks for.
_PAGER_TEXT = re.compile(r"[\[【(（<]?(?:下一?页|下一頁|后一?页|下页|\d{1,2}|第\d{1,2}页)[\]】)）>]?\s?[>»]{0,2}")
_PAGER_SCRIPT = re.compile(
    rb"createPageHTML\(\s{0,9}(\d{1,3})\s{0,9},\s{0,9}(\d{1,3})\s{0,9},\s{0,9}[\"']([\w./-]{1,200})[\"']\s{0,9},"
    rb"\s{0,9}[\"'](\w{1,9})[\"']"
)
_PAGE_NUMBER = re.compile(r"[_-]\d{1,2}")
_PAGE_KEYS = frozenset(("page", "p", "pageno", "pagenum", "pageindex", "currentpage", "curpage", "pn"))
_LISTING_NAMES = frozenset(("index", "list", "default", "node", ""))
MOST_FURTHER_PAGES = 50
_UNSEEN = re.compile(r"<(script|style|title|noscript)\b[^<>]{0,500}>.{0,20000}?</\1|<[^<>]{0,2000}>", re.I | re.S)


@dataclass(frozen=True, slots=True)
class PageFacts:
    """text_sha256: of the article without white space; of the bytes of what cannot be read.

    files, frames: complete addresses. has_article: null for what is no page.
    """

    text_sha256: str
    files: tuple[str, ...] = ()
    frames: tuple[str, ...] = ()
    has_article: bool | None = None


def page_facts(fetched: Fetched) -> PageFacts:
    """Never raises: what cannot be read has the digest of its bytes."""
    source = Source(fetched.url, fetched.content, fetched.media_type or None)
    try:
        document = read_source(source)
    except SourceError:
        return _facts_of_unread(source, fetched.final_url)
    files = _complete(document.head.get("attachments", "").split("\n"), fetched.final_url)
    frames = _complete(document.head.get("frames", "").split("\n"), fetched.final_url)
    found_by = document.head.get("body_found_by")
    return PageFacts(_text_digest(document), files, frames, found_by != "none" if found_by else None)


def signposted(fetched: Fetched) -> str | None:
    """Where a page that only forwards its reader leads, by a refresh in its head or by a script; else null."""
    content = fetched.content or b""
    if len(content) > _LARGEST_SIGNPOST or media_type_of(content, fetched.media_type, fetched.url) != HTML:
        return None
    markup = content.decode("utf-8", "replace")
    target = next((address for tag in _REFRESH.findall(markup) if (address := _refresh_target(tag))), None)
    if target is None and (match := _SCRIPT_TARGET.search(markup)):
        target = match[1] or match[2]
    if target is None or len("".join(_UNSEEN.sub(" ", markup).split())) > _MOST_SHOWN:
        return None
    address = normalised(target, fetched.final_url)
    return None if address == fetched.final_url else address


def following_pages(fetched: Fetched, first: str) -> tuple[str, ...]:
    """Addresses of the further pages of an article that a page names. first: the address of the article's first page.

    A further page is called like the first one with a number: t1_1.html, t1-2.html, or the same with ?page=2.
    """
    source = Source(fetched.url, fetched.content or b"", fetched.media_type or None)
    if media_type_of(source.content, source.media_type, source.uri) != HTML or len(source.content) > HTML_BYTES:
        return ()
    try:
        page = read_html(source.uri, decode(source.uri, source.content, None)[0])
    except SourceError:
        return ()
    linked = (
        normalised(address, fetched.final_url)
        for start, end, address in page.layout.links
        if _PAGER_TEXT.fullmatch(page.text[start:end].strip())
    )
    counted = _counted_pages(source.content, first)
    found = dict.fromkeys(address for address in (*counted, *linked) if address and _is_further_page(address, first))
    return tuple(found)


def _counted_pages(content: bytes, first: str) -> list[str]:
    """The pages that the pager script of TRS counts: createPageHTML(3, 0, "t1", "html")."""
    match = _PAGER_SCRIPT.search(content)
    if not match or int(match[2]) != 0:
        return []
    name, suffix = match[3].decode("ascii", "replace"), match[4].decode("ascii", "replace")
    count = min(int(match[1]), MOST_FURTHER_PAGES + 1)
    return [address for number in range(1, count) if (address := normalised(f"{name}_{number}.{suffix}", first))]


def _is_further_page(address: str, first: str) -> bool:
    parts, own = urlsplit(address), urlsplit(first)
    if parts.netloc != own.netloc or address == first:
        return False
    if parts.path == own.path:
        query = [pair for pair in parse_qsl(parts.query) if not (pair[0].lower() in _PAGE_KEYS and pair[1].isdecimal())]
        base = [pair for pair in parse_qsl(own.query) if pair[0].lower() not in _PAGE_KEYS]
        return query == base and parts.query != own.query
    stem, dot, suffix = own.path.rpartition(".")
    other, _, other_suffix = parts.path.rpartition(".")
    # A listing is called index: its pages are pages of links.
    is_listing = stem.rpartition("/")[2].lower() in _LISTING_NAMES
    return bool(dot and not is_listing and suffix == other_suffix and other.startswith(stem)) and bool(
        _PAGE_NUMBER.fullmatch(other[len(stem) :])
    )


def _refresh_target(tag: str) -> str | None:
    match = _REFRESH_TARGET.search(tag)
    return match[2].replace("&amp;", "&") if match and int(match[1]) <= _LONGEST_DELAY else None


def _text_digest(document: RawDocument) -> str:
    start, end = document.body or (0, len(document.text))
    return sha256_of("".join(document.text[start:end].split()).encode("utf-8", "replace"))


def _facts_of_unread(source: Source, address: str) -> PageFacts:
    """A page without text may show files and other pages."""
    digest = sha256_of(source.content)
    try:
        if media_type_of(source.content, source.media_type, source.uri) != HTML:
            return PageFacts(digest)
        page = read_html(source.uri, decode(source.uri, source.content, None)[0])
    except SourceError:
        return PageFacts(digest)
    files, frames = article_files(page, None), framed_pages(page)
    return PageFacts(digest, _complete(files, address), _complete(frames, address), has_article=False)


def _complete(links, base: str) -> tuple[str, ...]:
    return tuple(address for link in links if link and (address := normalised(link, base)))
