"""Old office formats (.doc, .wps, .rtf, .xls, .et) by way of LibreOffice, where it is installed."""

import os
import shutil
import signal
import subprocess  # nosec B404 # LibreOffice, without a shell
import tempfile
from pathlib import Path

from flows.errors import SourceError

_PROGRAMS = ("soffice", "libreoffice")
_SECONDS = 120


def convert(uri: str, content: bytes, suffix: str, target: str) -> bytes:
    """The bytes of a `suffix` file (".doc") converted to `target` ("docx", "xlsx").

    Raises SourceError: needs_converter without LibreOffice, broken_document when it makes nothing of the file.
    """
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        detail = f"{suffix} files are read through LibreOffice; install it, or save the file as .{target}"
        raise SourceError(uri, "needs_converter", detail)
    with tempfile.TemporaryDirectory(prefix="yaodian-office-") as folder:
        source = Path(folder, f"source{suffix}")
        source.write_bytes(content)
        # A profile of its own: two conversions that share one refuse to run at the same time.
        command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--norestore"]
        command += ["--convert-to", target, "--outdir", folder, str(source)]
        fault = _run(command)
        converted = Path(folder, f"source.{target}")
        if not converted.is_file():
            detail = f"LibreOffice cannot read it ({fault or 'no output'}); open it and save it as .{target}"
            raise SourceError(uri, "broken_document", detail)
        return converted.read_bytes()


def _run(command: list[str]) -> str:
    """Run to the end or to the time limit, with all its children; what it said in one line."""
    process = subprocess.Popen(  # nosec B603 # our own arguments, no shell
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        _, said = process.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        return f"not done after {_SECONDS} s"
    return " ".join(said.decode("utf-8", "replace").split())[:200]
