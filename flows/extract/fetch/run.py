"""Bring the snapshots of one source up to date, and say what changed."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from flows.extract.containers import open_container
from flows.extract.fetch.addresses import is_allowed_host
from flows.extract.fetch.client import Fetched, FetchError, PoliteClient
from flows.extract.fetch.declare import Declarations, SourceDeclaration
from flows.extract.fetch.gate import FetchStopped, Gates
from flows.extract.fetch.listings import ListingError, listed_addresses
from flows.extract.fetch.page_facts import MOST_FURTHER_PAGES, PageFacts, following_pages, page_facts, signposted
from flows.extract.fetch.report import FetchReport
from flows.extract.fetch.snapshots import (
    ATTACHMENT,
    DOCUMENT,
    LISTING,
    PAGE,
    Fetch,
    SnapshotStore,
    moment,
    sha256_of,
    snapshot_references,
)
from flows.extract.formats import what_it_holds
from flows.extract.reference import SourceReference

# Status of an address that redirects to another one of the run.
_ALIAS = 302
_MOST_SIGNPOSTS = 3


@dataclass(slots=True)
class Fetching:
    """What all sources of a run share."""

    store: SnapshotStore
    gates: Gates = field(init=False)
    _is_stopped: threading.Event = field(init=False, default_factory=threading.Event)

    def __post_init__(self) -> None:
        self.gates = Gates(self.sleep)

    def stop(self) -> None:
        """Let all sources end with FetchStopped after the requests that are under way."""
        self._is_stopped.set()

    def sleep(self, seconds: float) -> None:
        """Wait. Raises FetchStopped as soon as a stop is asked for."""
        if self._is_stopped.wait(seconds):
            raise FetchStopped


def fetch_source(
    source: SourceDeclaration,
    folder: Path,
    fetching: Fetching,
    on_document: Callable[[FetchReport], None] = lambda _: None,
) -> FetchReport:
    """Fetch what is new or changed of one declared source. folder: of sources.toml.

    on_document: called with the report as it grows, from any thread. Never raises for what a server does: faults are
    in the report and, for documents, in the store.
    """
    report = FetchReport(source.name)
    started = time.monotonic()
    if not source.is_local:
        with PoliteClient(source, fetching.gates, fetching.sleep) as client:
            _Run(source, folder, fetching, client, report, on_document).run()
    report.seconds = time.monotonic() - started
    return report


def list_source(source: SourceDeclaration, folder: Path, fetching: Fetching) -> Iterator[str]:
    """The addresses that a source names by now; nothing is kept. Raises ListingError, FetchError."""
    with PoliteClient(source, fetching.gates, fetching.sleep) as client:

        def read(url: str) -> tuple[bytes, str]:
            fetched = client.get(url, _hosts(source), any_type=True)
            return fetched.content or b"", fetched.media_type

        yield from listed_addresses(source, folder, read)


def declared_references(declarations: Declarations, store: SnapshotStore | None = None) -> Iterator[SourceReference]:
    """What the declared sources hold by now: local files, and snapshots. No network is used."""
    from flows.extract.sources import find_sources, source_uri

    store = store or SnapshotStore(declarations.store)
    for source in declarations.sources:
        if not source.is_local:
            yield from snapshot_references(store, source.name, source.metadata)
            continue
        path = declarations.folder / source.path
        if source.columns and what_it_holds(path.name) == "rows":
            references = open_container(source_uri(path), path, source.columns)
        else:
            references = find_sources([path])
        for reference in references:
            yield replace(reference, metadata={**source.metadata, **reference.metadata})


class _Run:
    def __init__(
        self,
        source: SourceDeclaration,
        folder: Path,
        fetching: Fetching,
        client: PoliteClient,
        report: FetchReport,
        on_document: Callable[[FetchReport], None],
    ) -> None:
        self._source, self._folder, self._fetching, self._client = source, folder, fetching, client
        self._store = fetching.store
        self._report, self._on_document = report, on_document
        self._lock = threading.Lock()
        self._met: set[str] = set()
        self._hosts = _hosts(source)

    def run(self) -> None:
        """List and fetch at the same time; pages of a listing and documents take turns at the host's gate."""
        with ThreadPoolExecutor(self._source.concurrency, thread_name_prefix=f"fetch-{self._source.name}") as pool:
            pending: list[Future] = []
            try:
                for address in listed_addresses(self._source, self._folder, self._read_listing):
                    self._report.listed += 1
                    if self._is_met(address):
                        continue
                    pending.append(pool.submit(self._counted, address, DOCUMENT))
            except (ListingError, FetchError) as error:
                reason = error.reason if isinstance(error, FetchError) else "fetch_failed"
                self._report.faults.append((self._source.url or self._source.path, reason, str(error)))
            attachments = [address for future in as_completed(pending) for address in future.result()]
            files = [address for address in attachments if not self._is_met(address)]
            for future in as_completed([pool.submit(self._counted, address, ATTACHMENT) for address in files]):
                future.result()

    def _is_met(self, address: str) -> bool:
        """Whether the address was met before in this run; it is from now on."""
        with self._lock:
            is_met = address in self._met
            self._met.add(address)
            return is_met

    def _counted(self, url: str, role: str) -> list[str]:
        """Fetch one address and count what came of it; the attachments of the page."""
        self._fetching.sleep(0)
        outcome, url, detail, attachments = self._fetch(url, role)
        with self._lock:
            if outcome in ("new", "changed", "unchanged", "alias"):
                setattr(self._report, outcome, getattr(self._report, outcome) + 1)
            else:
                self._report.faults.append((url, outcome, detail))
        self._on_document(self._report)
        return attachments

    def _fetch(self, url: str, role: str) -> tuple[str, str, str, list[str]]:
        """(new, changed, unchanged, alias or a reason; address; detail; attachments of the page)."""
        hosts = self._hosts if role != DOCUMENT or self._source.kind != "addresses" else (*self._hosts, _host(url))
        try:
            fetched, fetch = self._ask(url, hosts, role)
        except FetchError as error:
            fault = (error.reason, error.detail)
            self._store.keep(Fetch(self._source.name, url, role, moment(), fault=fault), None)
            return (error.reason, url, error.detail, [])
        if fetched.status == _ALIAS:
            return ("alias", url, "", [])
        before = self._store.last(self._source.name, url)
        content = fetched.content
        if content is None:
            fetched = replace(fetched, final_url=before.final_url, content=self._store.content(before))
        facts = page_facts(fetched)
        try:
            pages = self._further_pages(fetched, hosts) if role == DOCUMENT else []
        except FetchError as error:
            detail = f"a further page of it: {error.detail}"
            self._store.keep(Fetch(self._source.name, url, role, moment(), fault=(error.reason, detail)), None)
            return (error.reason, url, detail, [])
        parts = tuple(page.sha256 for page in pages)
        digest = facts.text_sha256
        if content is None and parts == tuple(before.pages):
            digest = before.text_sha256
        else:
            if pages:
                digest = sha256_of("".join((digest, *(page.text_sha256 for page in pages))).encode())
            line = replace(fetch, fetched_at=moment(), text_sha256=digest, pages=parts)
            self._store.keep(line, content)
        outcome = "new" if before is None else "unchanged" if digest == before.text_sha256 else "changed"
        return (outcome, url, "", self._belonging(facts) if role == DOCUMENT else [])

    def _further_pages(self, first: Fetched, hosts: tuple[str, ...]) -> list[Fetch]:
        """The further pages of an article, fetched and kept, in order. Raises FetchError."""
        pages: list[Fetch] = []
        pending, seen = list(following_pages(first, first.final_url)), {first.final_url}
        while pending and len(pages) < MOST_FURTHER_PAGES:
            url = pending.pop(0)
            if url in seen:
                continue
            seen.add(url)
            self._is_met(url)
            try:
                fetched, fetch = self._ask(url, hosts, PAGE)
            except FetchError as error:
                if error.reason == "not_found":
                    continue
                raise
            if fetched.content is not None:
                fetch = replace(fetch, text_sha256=page_facts(fetched).text_sha256)
                self._store.keep(fetch, fetched.content)
            else:
                fetched = replace(fetched, content=self._store.content(fetch))
            pages.append(fetch)
            pending += following_pages(fetched, first.final_url)
        return pages

    def _belonging(self, facts: PageFacts) -> list[str]:
        """What is fetched with a page: its files if wanted, and the pages in its frames where it has no article."""
        if facts.has_article is False:
            with self._lock:
                self._report.without_article += 1
        frames = facts.frames if facts.has_article is False else ()
        # Frames of other sites are counters and share bars.
        frames = [address for address in frames if is_allowed_host(address, self._hosts)]
        # A page that only shows a file is a way to publish the file.
        files = facts.files if self._source.attachments or facts.has_article is False else ()
        return [*frames, *files]

    def _ask(self, url: str, hosts: tuple[str, ...], role: str) -> tuple[Fetched, Fetch]:
        """Fetch, conditionally where there is a snapshot; the line for the log."""
        before = self._store.last(self._source.name, url)
        validators = before.validators if before and self._store.path_of(before).exists() else {}
        is_met = self._is_met if role not in (LISTING, PAGE) else (lambda _: False)
        fetched = self._client.get(url, hosts, validators, role == LISTING, is_met)
        for _ in range(_MOST_SIGNPOSTS):
            if role != DOCUMENT or fetched.content is None or not (target := signposted(fetched)):
                break
            if self._is_met(target):
                return replace(fetched, status=_ALIAS), Fetch(self._source.name, url, role, moment())
            fetched = replace(self._client.get(target, hosts), url=url)
        if fetched.status == _ALIAS:
            return fetched, Fetch(self._source.name, url, role, moment())
        if fetched.content is None:
            if before is None:
                raise FetchError("fetch_failed", "the host answers 304 to a request without conditions")
            return fetched, before
        digest = sha256_of(fetched.content)
        headers = dict(fetched.headers)
        line = Fetch(self._source.name, url, role, moment(), fetched.status, fetched.final_url, digest, None, headers)
        return fetched, line

    def _read_listing(self, url: str) -> tuple[bytes, str]:
        """A page of the listing, from its snapshot when it is unchanged."""
        fetched, fetch = self._ask(url, self._hosts, LISTING)
        if fetched.content is None:
            return self._store.content(fetch), fetch.headers.get("content-type", "")
        before = self._store.last(self._source.name, url)
        if before is None or before.sha256 != fetch.sha256 or before.headers != fetch.headers:
            self._store.keep(fetch, fetched.content)
        return fetched.content, fetched.media_type


def _hosts(source: SourceDeclaration) -> tuple[str, ...]:
    """The hosts that the source's addresses may be on."""
    stated = {_host(address) for address in (source.url, *source.addresses) if address}
    return (*filter(None, stated), *source.allowed_hosts)


def _host(url: str) -> str:
    return urlsplit(url).hostname or ""
