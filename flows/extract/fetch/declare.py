"""sources.toml: the declared sources. An unknown or ill-typed key is an error, never ignored.

store = "snapshots"                    # folder of the snapshots, from the file's folder

[defaults]                             # any key of a source but name, kind and what it reads
delay_seconds = 2.0

[[source]]
name = "jiangxi-policy"
kind = "listing"                       # folder archive addresses sitemap feed listing
url = "https://www.example.gov.cn/zc/"
item = "ul.list a"                     # selector of the links to documents
next = "a.next"                        # selector of the link to the next page
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flows.errors import DeclarationError
from flows.extract.limits import SOURCE_BYTES

KINDS = ("folder", "archive", "addresses", "sitemap", "feed", "listing")
LOCAL_KINDS = frozenset(("folder", "archive"))
# What each kind must say besides name and kind: one of these keys.
_READS = {
    "folder": ("path",),
    "archive": ("path",),
    "addresses": ("addresses", "path"),
    "sitemap": ("url",),
    "feed": ("url",),
    "listing": ("url",),
}
_OWN_KEYS = frozenset(("name", "kind", "path", "url", "addresses", "item", "next", "pages", "last_page"))
_NAME = re.compile(r"[\w.-]{1,80}")
_TOP_KEYS = frozenset(("store", "defaults", "source"))
DEFAULT_TYPES = (
    "text/html",
    "application/xhtml+xml",
    "text/plain",
    "application/pdf",
    "application/msword",
    "application/vnd.openxmlformats-officedocument",
    "application/vnd.ms-excel",
    "application/octet-stream",
    "application/zip",
)


@dataclass(frozen=True, slots=True)
class SourceDeclaration:
    """One declared source.

    path: of a folder, an archive or a dump, or a file of addresses, one a line; from the folder of sources.toml.
    url: of a sitemap, a feed or the first page of a listing.
    item, next: CSS selectors of the links to documents and to the next page of a listing.
    pages: address of the further pages of a listing, `{page}` counts from 1 to last_page, or until a page is missing.
    allowed_hosts: hosts that may be asked besides those of url and addresses; `*.gov.cn` allows subdomains.
    allow_private: whether private, loopback and link-local addresses may be asked.
    check_certificate: whether a host must prove who it is; many sites send an incomplete chain of certificates.
    attachments: whether files that a page links to in its article are fetched too.
    delay_seconds: between two requests to one host; concurrency: requests to one host at the same time.
    longest_wait_seconds: the longest Retry-After that is waited for.
    columns: column of a dump → document field; metadata: document fields that hold for all documents.
    """

    name: str
    kind: str
    path: str = ""
    url: str = ""
    addresses: tuple[str, ...] = ()
    item: str = ""
    next: str = ""
    pages: str = ""
    last_page: int = 0
    allowed_hosts: tuple[str, ...] = ()
    allow_private: bool = False
    check_certificate: bool = True
    obey_robots: bool = True
    attachments: bool = False
    media_types: tuple[str, ...] = DEFAULT_TYPES
    delay_seconds: float = 1.0
    concurrency: int = 1
    timeout_seconds: float = 30.0
    total_seconds: float = 300.0
    attempts: int = 4
    backoff_seconds: float = 1.0
    longest_wait_seconds: float = 120.0
    largest_bytes: int = SOURCE_BYTES
    most_pages: int = 1000
    most_documents: int = 100_000
    user_agent: str = "yaodian/0.1"
    columns: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_local(self) -> bool:
        return self.kind in LOCAL_KINDS


@dataclass(frozen=True, slots=True)
class Declarations:
    """A read sources.toml: where it stands, where its snapshots are kept, and its sources in file order."""

    path: Path
    store: Path
    sources: tuple[SourceDeclaration, ...]

    @property
    def folder(self) -> Path:
        return self.path.parent


def read_declarations(path: Path) -> Declarations:
    """Read sources.toml. Raises DeclarationError, naming the key and what is allowed."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise DeclarationError(path, "file", f"{error}. Mend the file; see the example in the documentation") from error
    _refuse_unknown(path, "top level", content, _TOP_KEYS)
    defaults = content.get("defaults", {})
    tables = content.get("source", [])
    if not isinstance(defaults, dict) or not isinstance(tables, list) or not tables:
        raise DeclarationError(path, "source", "declare at least one [[source]]; defaults are a table")
    _refuse_unknown(path, "defaults", defaults, _types().keys() - _OWN_KEYS)
    sources = tuple(_source(path, number, {**defaults, **table}) for number, table in enumerate(tables, start=1))
    names = [source.name for source in sources]
    if repeated := next((name for name in names if names.count(name) > 1), None):
        raise DeclarationError(path, repeated, "two sources have this name; names identify snapshots")
    return Declarations(path, path.parent / str(content.get("store", "snapshots")), sources)


def _source(path: Path, number: int, table: Mapping[str, Any]) -> SourceDeclaration:
    place = f"source {table.get('name', number)}"
    _refuse_unknown(path, place, table, _types().keys())
    values = {key: _typed(path, place, key, value) for key, value in table.items()}
    if not _NAME.fullmatch(values.get("name", "")):
        raise DeclarationError(path, place, "name it with letters, digits, dots, dashes or underscores")
    if values.get("kind") not in KINDS:
        raise DeclarationError(path, place, f"kind is {values.get('kind')!r}; it is one of {', '.join(KINDS)}")
    if not any(values.get(key) for key in _READS[values["kind"]]):
        raise DeclarationError(path, place, f"a source of this kind needs {' or '.join(_READS[values['kind']])}")
    if values["kind"] == "listing" and not values.get("item"):
        raise DeclarationError(path, place, "a listing needs item, the selector of its links to documents")
    if values.get("pages") and ("{page}" not in values["pages"] or values.get("next")):
        raise DeclarationError(path, place, "pages holds {page} for the number, and takes the place of next")
    for address in (*values.get("addresses", ()), values.get("url", ""), values.get("pages", "")):
        if address and (urlsplit(address).scheme not in ("http", "https") or not urlsplit(address).hostname):
            raise DeclarationError(path, place, f"{address!r} is no http or https address")
    for key in ("concurrency", "attempts", "largest_bytes", "most_pages"):
        if values.get(key, 1) < 1:
            raise DeclarationError(path, place, f"{key} is at least 1")
    return SourceDeclaration(**values)


def _refuse_unknown(path: Path, place: str, table: Mapping[str, Any], known) -> None:
    if unknown := sorted(set(table) - set(known)):
        raise DeclarationError(path, place, f"unknown key {unknown[0]!r}; known are {', '.join(sorted(known))}")


def _types() -> dict[str, Any]:
    """Key → a value of the type that it takes."""
    samples: dict[str, Any] = {}
    for entry in fields(SourceDeclaration):
        if entry.default is not MISSING:
            samples[entry.name] = entry.default
        else:
            samples[entry.name] = {} if entry.default_factory is not MISSING else ""
    return samples


def _typed(path: Path, place: str, key: str, value: Any) -> Any:
    sample = _types()[key]
    if isinstance(sample, tuple) and isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    if isinstance(sample, dict) and isinstance(value, dict) and all(isinstance(part, str) for part in value.values()):
        return value
    if isinstance(sample, float) and isinstance(value, (int, float)) and not isinstance(value, bool) and value >= 0:
        return float(value)
    if type(sample) is type(value) and not isinstance(sample, (tuple, dict, float)):
        return value
    wanted = {tuple: "a list of texts", dict: "a table of texts", float: "a number, 0 or more", str: "a text"}
    raise DeclarationError(path, place, f"{key} is {wanted.get(type(sample), type(sample).__name__)}, not {value!r}")
