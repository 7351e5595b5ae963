"""What kind of file bytes are: by signature first, then by the declared media type, then by the suffix.

The suffixes are declared in seeds/reference/source_formats.csv.
"""

import re
from functools import cache
from pathlib import PurePosixPath

from flows.reference import read_table

PLAIN_TEXT = "text/plain"
HTML = "text/html"
BINARY = "application/octet-stream"

# The first bytes of formats that are never text; container formats are told apart by suffix or by content.
_SIGNATURES = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "application/x-ole-storage"),
    (b"PK\x03\x04", "application/zip"),
    (b"PK\x05\x06", "application/zip"),
    (b"\x1f\x8b", "application/gzip"),
    (b"7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"),
    (b"Rar!\x1a\x07", "application/vnd.rar"),
    (b"PAR1", "application/vnd.apache.parquet"),
    (b"{\\rtf", "application/rtf"),
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
)
# A page declares itself in its first tag. Injected tags before a text (<legend …>, <div …>) do not make it a page.
_HTML_START = re.compile(
    rb"(?:\xef\xbb\xbf)?[\s\x00]{0,200}(?:<!--.{0,500}?-->\s{0,20})?<(?:!doctype\s{1,9}html|html|head)\b", re.I | re.S
)


@cache
def declared_suffixes() -> dict[str, str]:
    """Suffix (lower case, with its dot) → media type."""
    return {row["suffix"]: row["media_type"] for row in read_table("source_formats")}


@cache
def folder_suffixes() -> frozenset[str]:
    """Suffixes that are picked up from a folder or a glob; others are read only when named one by one."""
    return frozenset(row["suffix"] for row in read_table("source_formats") if row["in_folders"] == "yes")


def inner_name(name: str) -> str:
    """`plan.txt.gz` → `plan.txt`; other names unchanged."""
    return name[:-3] if name.lower().endswith(".gz") else name


def suffix_of(name: str) -> str:
    """The lower-case suffix of a path or address, `.gz` looked through; "" where there is none."""
    return PurePosixPath(inner_name(name)).suffix.lower()


def media_type_of(content: bytes, declared: str | None, name: str) -> str:
    """The media type (without parameters) of `content`; `declared` is a Content-Type header or null."""
    for signature, media_type in _SIGNATURES:
        if content.startswith(signature):
            return _container_type(media_type, name)
    if _HTML_START.match(content):
        return HTML
    essence = (declared or "").partition(";")[0].strip().lower()
    if essence and essence not in (BINARY, PLAIN_TEXT):
        return essence
    return declared_suffixes().get(suffix_of(name), PLAIN_TEXT)


def _container_type(signature_type: str, name: str) -> str:
    """Office files are zip or OLE containers: their suffix says which."""
    by_suffix = declared_suffixes().get(suffix_of(name))
    if by_suffix and signature_type in ("application/zip", "application/x-ole-storage"):
        return by_suffix if by_suffix.startswith("application/") else signature_type
    return signature_type
