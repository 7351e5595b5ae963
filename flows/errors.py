"""Typed errors. Each says what was given, where, and what to do; `transient` tells whether a retry can help."""

from collections.abc import Iterable
from pathlib import Path


class YaodianError(Exception):
    """Base of all errors that a user may see; the message names the thing, the place and the remedy."""

    transient = False

    def __reduce__(self) -> tuple:
        """As it was, out of a worker process too: the arguments of a subclass are not those of its message."""
        return _restore, (type(self), self.args, self.__dict__)


class ReferenceDataError(YaodianError):
    """A vocabulary file under seeds/reference is missing or malformed."""

    def __init__(self, path: Path, line: int, fault: str) -> None:
        self.path, self.line, self.fault = path, line, fault
        super().__init__(f"{path}:{line}: {fault}. Restore the file from the repository or mend this line.")


class SourceError(YaodianError):
    """A source cannot be read as a document; becomes a quarantine entry with `reason` as its code."""

    def __init__(self, uri: str, reason: str, detail: str) -> None:
        self.uri, self.reason, self.detail = uri, reason, detail
        super().__init__(f"{uri}: {detail}")


class DeclarationError(YaodianError):
    """sources.toml cannot be read, or declares what cannot be."""

    def __init__(self, path: Path, place: str, fault: str) -> None:
        self.path, self.place, self.fault = path, place, fault
        super().__init__(f"{path}: {place}: {fault}")


class UnknownSourceError(YaodianError):
    """A name that no declared source has."""

    def __init__(self, path: Path, name: str, known: Iterable[str]) -> None:
        super().__init__(f"{path} declares no source {name!r} to fetch; there are: {', '.join(known) or 'none'}")


def _restore(kind: type[YaodianError], arguments: tuple, fields: dict[str, object]) -> YaodianError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(fields)
    return error
