"""Which version of the rules read a document: code and reference data together.

An incremental run skips a source whose bytes are unchanged since a run of the same fingerprint.
"""

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from flows import reference

_PROJECT = Path(__file__).resolve().parent.parent
# Everything that decides what is read out of a document. Loading, commands and the dashboard do not.
_RULES = (
    "flows/text.py",
    "flows/model.py",
    "flows/reference.py",
    "flows/stages.py",
    "flows/extract",
    "flows/clean",
    "flows/segment",
    "flows/validate",
    "flows/load/keys.py",
    "flows/load/duplicates.py",
    "schemas",
)


@cache
def fingerprint() -> str:
    """SHA-256 over the rules' code and the reference tables."""
    digest = hashlib.sha256(reference.fingerprint().encode())
    for rule in _RULES:
        path = _PROJECT / rule
        for module in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            digest.update(module.relative_to(_PROJECT).as_posix().encode() + b"\0" + module.read_bytes() + b"\0")
    return digest.hexdigest()


def code_version() -> str:
    """The installed version of the program."""
    try:
        return version("yaodian")
    except PackageNotFoundError:
        return "0"
