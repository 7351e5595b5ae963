"""Office documents are zip archives: whether one may be opened."""

import struct
import zipfile
import zlib
from io import BytesIO

from flows.errors import SourceError
from flows.extract.limits import PACKAGE_BYTES, PACKAGE_PART_BYTES

# The standard (ISO/IEC 29500-2) forbids document type definitions: they only serve to define entities, which may
# stand for a file of this machine or for gigabytes of text.
_DEFINITION = b"<!DOCTYPE"
_PROLOG_BYTES = 4096


def check_package(uri: str, content: bytes) -> None:
    """Raise SourceError broken_document for what is no office file, too_large for one that unpacks to too much."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
            defining = next((part.filename for part in parts if _defines_entities(package, part)), None)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, struct.error) as error:
        raise SourceError(uri, "broken_document", f"the office file is damaged ({error}); save it again") from error
    size = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if size > PACKAGE_BYTES or largest > PACKAGE_PART_BYTES:
        raise SourceError(uri, "too_large", f"{size:,} bytes unpacked; split the document")
    if defining:
        detail = f"{defining} holds a document type definition, as no office program writes it; do not trust the file"
        raise SourceError(uri, "broken_document", detail)


def _defines_entities(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if not part.filename.startswith(("word/", "xl/")) or not part.filename.endswith((".xml", ".rels")):
        return False
    with package.open(part) as stream:
        # Without the zeros of UTF-16.
        return _DEFINITION in stream.read(_PROLOG_BYTES).replace(b"\x00", b"")
