"""Office documents are zip archives: whether one may be opened."""

import struct
import zipfile
from io import BytesIO

from flows.errors import SourceError
from flows.extract.limits import PACKAGE_BYTES, PACKAGE_PART_BYTES


def check_package(uri: str, content: bytes) -> None:
    """Raise SourceError broken_document for what is no zip archive, too_large for one that unpacks to too much."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            parts = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError, struct.error) as error:
        raise SourceError(uri, "broken_document", f"the office file is damaged ({error}); save it again") from error
    size = sum(part.file_size for part in parts)
    largest = max((part.file_size for part in parts if part.filename.endswith((".xml", ".rels"))), default=0)
    if size > PACKAGE_BYTES or largest > PACKAGE_PART_BYTES:
        raise SourceError(uri, "too_large", f"{size:,} bytes unpacked; split the document")
