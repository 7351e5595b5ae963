"""`yaodian init` and `yaodian doctor`: settings, and whether this machine can run."""

import json
import os
import platform
import shutil
import sys
from enum import StrEnum
from importlib import metadata
from pathlib import Path
from typing import Annotated

import typer

from flows.commands.options import DEFAULT, DONE, FAILED, AsJson, UsageError, Warehouse
from flows.config import CONFIG_NAME, PROJECT_FOLDER, TEMPLATE
from flows.errors import YaodianError
from flows.reference import REFERENCE_FOLDER, read_table
from flows.workers import default_count

INIT_EXAMPLES = ("yaodian init", "yaodian init settings/plans.toml")
DOCTOR_EXAMPLES = ("yaodian doctor", "yaodian doctor -w plans.duckdb --json")


def init(
    path: Annotated[Path, typer.Argument(help="The file to write.")] = Path(CONFIG_NAME),
    force: Annotated[bool, typer.Option("--force", help="Overwrite an existing file.")] = False,
) -> None:
    """Write a settings file with every setting in it, commented out."""
    if path.exists() and not force:
        raise UsageError(f"{path} exists; --force overwrites it")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEMPLATE, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}") from error
    print(f"wrote {path}; command line and YAODIAN_… variables win over it")


class Verdict(StrEnum):
    """What a check found: fine; to be known; in the way of a run."""

    OK = "ok"
    NOTE = "note"
    FAULT = "fault"


def doctor(
    warehouse: Warehouse = DEFAULT,
    as_json: AsJson = False,
) -> None:
    """Check this machine: Python, packages, reference data, room on the disk, the warehouse file, optional programs.

    Exit code 3 when something is in the way of a run.
    """
    checks = [
        _check_python(),
        _check_packages(),
        _check_reference_data(),
        _check_disk(warehouse),
        _check_warehouse(warehouse),
        _check_prefect(),
        _check_office(),
    ]
    if as_json:
        print(json.dumps([dict(zip(("check", "verdict", "detail"), c, strict=True)) for c in checks], indent=1))
    else:
        for name, verdict, detail in checks:
            print(f"{verdict:6}{name:16}{detail}")
    raise typer.Exit(FAILED if any(verdict is Verdict.FAULT for _, verdict, _ in checks) else DONE)


Check = tuple[str, Verdict, str]


def _check_python() -> Check:
    version = platform.python_version()
    fits = (3, 11) <= sys.version_info[:2] <= (3, 12)
    return "python", Verdict.OK if fits else Verdict.FAULT, f"{version}, {default_count()} cores usable"


def _check_packages() -> Check:
    """Installed versions against requirements.lock, when the project folder has one."""
    lock = PROJECT_FOLDER / "requirements.lock"
    if not lock.exists():
        return "packages", Verdict.NOTE, "no requirements.lock to compare with"
    wrong = []
    for line in lock.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("==")
        wanted, _, marker = rest.partition(" ; ")
        found = _installed(name)
        if found != wanted and not marker:
            wrong.append(f"{name} {found or 'missing'}, {wanted} locked")
    detail = "; ".join(wrong[:5]) or "as locked"
    return "packages", Verdict.NOTE if wrong else Verdict.OK, detail


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _check_reference_data() -> Check:
    try:
        tables = sorted(REFERENCE_FOLDER.glob("*.csv"))
        rows = sum(len(read_table(path.stem)) for path in tables)
    except YaodianError as error:
        return "reference data", Verdict.FAULT, str(error)
    return "reference data", Verdict.OK if tables else Verdict.FAULT, f"{len(tables)} tables, {rows:,} rows"


def _check_disk(warehouse: Path) -> Check:
    """A run writes a copy beside the published file: there must be room for it, and the right to write."""
    folder = next(parent for parent in warehouse.resolve().parents if parent.exists())
    free, needed = shutil.disk_usage(folder).free, warehouse.stat().st_size if warehouse.exists() else 0
    detail = f"{free / 1e9:.1f} GB free in {folder}, {needed / 1e9:.1f} GB needed for a copy"
    if not os.access(folder, os.W_OK):
        return "disk", Verdict.FAULT, f"{folder} cannot be written"
    return "disk", Verdict.OK if free > 2 * needed + 1e8 else Verdict.FAULT, detail


def _check_warehouse(warehouse: Path) -> Check:
    from warehouse.connection import open_reader
    from warehouse.errors import WarehouseMissing

    try:
        with open_reader(warehouse) as connection:
            count = connection.execute("SELECT count(*) FROM documents").fetchone()[0]
    except WarehouseMissing:
        return "warehouse", Verdict.NOTE, f"none yet at {warehouse}: yaodian run"
    except YaodianError as error:
        return "warehouse", Verdict.FAULT, str(error)
    return "warehouse", Verdict.OK, f"{count:,} documents in {warehouse}"


def _check_prefect() -> Check:
    """The configured Prefect API answers; without one, runs are local."""
    api = os.environ.get("PREFECT_API_URL")
    if not api:
        return "prefect", Verdict.OK, "no PREFECT_API_URL: runs are local"
    import httpx

    try:
        httpx.get(f"{api.rstrip('/')}/health", timeout=5).raise_for_status()
    except httpx.HTTPError as error:
        return "prefect", Verdict.FAULT, f"{api} does not answer ({error}); start it or unset PREFECT_API_URL"
    return "prefect", Verdict.OK, f"{api} answers"


def _check_office() -> Check:
    found = shutil.which("soffice") or shutil.which("libreoffice")
    return "libreoffice", Verdict.OK if found else Verdict.NOTE, found or "not found: .doc and .wps files are not read"
