"""The SQL files under sql/: one object a file, named after it."""

import hashlib
from functools import cache
from pathlib import Path

SQL_FOLDER = Path(__file__).resolve().parent.parent / "sql"


@cache
def read_definitions(kind: str) -> dict[str, str]:
    """Name → SQL of every file in sql/<kind> (tables, views, macros, audits, migrations), by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((SQL_FOLDER / kind).glob("*.sql"))}


@cache
def definitions_sha256() -> str:
    """SHA-256 over all SQL that a warehouse file carries in itself: comments, views and macros."""
    digest = hashlib.sha256()
    for kind in ("tables", "macros", "views"):
        for name, sql in read_definitions(kind).items():
            digest.update(f"{kind}/{name}\0{sql}\0".encode())
    return digest.hexdigest()
