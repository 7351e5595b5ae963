"""Members of .zip, .tar (plain or compressed) and .7z archives, read one by one into memory within a budget."""

import lzma
import os
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from flows.extract.containers import Budget, OverBudgetError, Part, PartError, is_wanted, member_name
from flows.extract.limits import ARCHIVE_BYTES, SOURCE_BYTES

_DAMAGED = (OSError, EOFError, ValueError, TypeError, RuntimeError, zlib.error, lzma.LZMAError, struct.error)
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


def archive_parts(suffix: str, file: BinaryIO, budget: Budget) -> Iterator[Part]:
    """The wanted members in the archive's order. Raises PartError when the archive as a whole cannot be read."""
    if suffix in (".zip", ".wacz"):
        return _zip_parts(file, budget, only=".warc" if suffix == ".wacz" else "")
    if suffix == ".7z":
        return _seven_zip_parts(file, budget)
    return _tar_parts(file, budget)


def _zip_parts(file: BinaryIO, budget: Budget, only: str = "") -> Iterator[Part]:
    """only: of a package of several kinds of files, what the names of the wanted ones hold."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, *_DAMAGED) as error:
        raise _broken(error) from error
    with archive:
        for member in archive.infolist():
            name = _zip_name(member)
            if member.is_dir() or not is_wanted(name) or only not in name:
                continue
            try:
                name = member_name(name)
                yield Part(name, _zip_content(archive, member, budget))
            except OverBudgetError:
                raise
            except PartError as error:
                yield Part(_shown(name), fault=error)


def _zip_content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, budget: Budget) -> bytes:
    if member.flag_bits & _ENCRYPTED:
        raise PartError("encrypted_source", "the member asks for a password; pack it without one")
    if member.file_size > SOURCE_BYTES:
        raise _too_large(member.file_size)
    budget.spend(member.file_size)
    try:
        with archive.open(member) as stream:
            content = stream.read(SOURCE_BYTES + 1)
    except (zipfile.BadZipFile, *_DAMAGED) as error:
        raise _broken(error) from error
    if len(content) > SOURCE_BYTES:
        raise _too_large(len(content))
    return content


def _zip_name(member: zipfile.ZipInfo) -> str:
    """The member's name. Archives made on Chinese Windows hold GBK names without saying so."""
    if member.flag_bits & _UTF8_NAME:
        return member.filename
    try:
        stored = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    return _name_from(stored)


def _name_from(stored: bytes) -> str:
    for charset in ("utf-8", "gb18030"):
        try:
            return stored.decode(charset)
        except UnicodeDecodeError:
            continue
    return stored.decode("utf-8", "backslashreplace")


def _tar_parts(file: BinaryIO, budget: Budget) -> Iterator[Part]:
    try:
        with tarfile.open(fileobj=file, mode="r|*") as archive:
            for member in archive:
                # A compressed archive is unpacked to get past a member, wanted or not.
                budget.spend(member.size)
                name = _name_from(os.fsencode(member.name))
                if member.isdir() or not is_wanted(name):
                    continue
                try:
                    yield Part(member_name(name), _tar_content(archive, member))
                except PartError as error:
                    yield Part(_shown(name), fault=error)
    except (tarfile.TarError, *_DAMAGED) as error:
        raise _broken(error) from error


def _tar_content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes:
    if not member.isreg():
        raise PartError("unsafe_archive", "the member is a link or a device; only files are read")
    if member.size > SOURCE_BYTES:
        raise _too_large(member.size)
    stream = archive.extractfile(member)
    return stream.read() if stream is not None else b""


def _seven_zip_parts(file: BinaryIO, budget: Budget) -> Iterator[Part]:
    """All wanted members at once: a solid archive cannot be read member by member in reasonable time."""
    try:
        import py7zr
        from py7zr.exceptions import ArchiveError, DecompressionBombError, PasswordRequired
    except ImportError as error:
        raise PartError(
            "needs_converter", "reading .7z needs the package py7zr; install it or unpack by hand"
        ) from error
    buffers: dict[str, _Buffer] = {}

    class Buffers(py7zr.io.WriterFactory):
        def create(self, filename: str) -> _Buffer:
            return buffers.setdefault(filename, _Buffer())

    try:
        with py7zr.SevenZipFile(file, max_extract_size=ARCHIVE_BYTES) as archive:
            wanted = [member for member in archive.list() if not member.is_directory and is_wanted(member.filename)]
            for member in wanted:
                budget.spend(member.uncompressed)
            if wanted:
                archive.extract(targets=[member.filename for member in wanted], factory=Buffers())
    except PasswordRequired as error:
        raise PartError("encrypted_source", "the archive asks for a password; pack it without one") from error
    except DecompressionBombError as error:
        raise PartError("unsafe_archive", f"the archive unpacks to more than {ARCHIVE_BYTES:,} bytes") from error
    except (ArchiveError, *_DAMAGED, LookupError, AttributeError) as error:
        raise _broken(error) from error
    for member in wanted:
        try:
            yield Part(member_name(member.filename), _seven_zip_content(member, buffers))
        except PartError as error:
            yield Part(_shown(member.filename), fault=error)


def _seven_zip_content(member, buffers: dict[str, "_Buffer"]) -> bytes:
    if member.uncompressed > SOURCE_BYTES:
        raise _too_large(member.uncompressed)
    if member.filename not in buffers:
        raise PartError("broken_archive", "the member is listed but not there; fetch the archive again")
    return buffers[member.filename].getvalue()


class _Buffer(BytesIO):
    """What py7zr writes a member into."""

    def size(self) -> int:
        return len(self.getbuffer())

    def close(self) -> None:
        """Kept open: the content is read after the archive is done."""


def _shown(name: str) -> str:
    """A name that leads out of its archive, as an address inside it."""
    return name.replace("\\", "/").lstrip("/")


def _broken(error: Exception) -> PartError:
    return PartError("broken_archive", f"the archive is damaged ({error}); fetch it again")


def _too_large(size: int) -> PartError:
    return PartError("too_large", f"{size:,} bytes, at most {SOURCE_BYTES:,} are read; split the source")
