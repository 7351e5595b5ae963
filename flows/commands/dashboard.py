"""`yaodian dashboard`: the warehouse in a browser."""

import os
import socket
import sys
from importlib.util import find_spec
from typing import Annotated

import typer

from flows.commands.options import DEFAULT, UsageError, Warehouse
from flows.config import PROJECT_FOLDER

EXAMPLES = ("yaodian dashboard", "yaodian dashboard -w plans.duckdb --port 8600")
_FONTS = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif'
# How Streamlit is to behave; none of it is the user's to set.
_SETTINGS = {
    "browser.gatherUsageStats": "false",
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "type",
    "theme.base": "light",
    "theme.primaryColor": "#1f6feb",
    "theme.font": _FONTS,
}


def dashboard(
    warehouse: Warehouse = DEFAULT,
    port: Annotated[
        int, typer.Option(min=1, max=65_535, envvar="YAODIAN_PORT", help="Port that the dashboard answers on.")
    ] = 8501,
    address: Annotated[
        str, typer.Option(envvar="YAODIAN_ADDRESS", help="Address to listen on; 0.0.0.0 lets other machines in.")
    ] = "localhost",
) -> None:
    """Show the published warehouse in a browser, until stopped. A new publish appears without a restart."""
    if find_spec("streamlit") is None or find_spec("altair") is None:
        raise UsageError("the dashboard needs more packages: pip install 'yaodian[dashboard]'")
    _check_port(address, port)
    settings = {**_SETTINGS, "server.port": str(port), "server.address": address}
    environment = dict(os.environ)
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(PROJECT_FOLDER), environment.get("PYTHONPATH")]))
    print(f"dashboard over {warehouse} at http://{address}:{port}; stop with Ctrl+C", flush=True)
    command = [sys.executable, "-m", "dashboards", "run", str(PROJECT_FOLDER / "dashboards" / "app.py")]
    command += [f"--{name}={value}" for name, value in settings.items()]
    command += ["--", "--warehouse", str(warehouse.resolve())]
    os.execve(sys.executable, command, environment)  # nosec B606 # this Python, no shell


def _check_port(address: str, port: int) -> None:
    try:
        family, kind, _, _, place = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(place)
    except OSError as error:
        raise UsageError(f"{address}:{port} cannot be used ({error.strerror}); choose another --port") from error
