"""A Dask scheduler and workers as processes of this machine."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CONNECT_SECONDS = 120


@contextmanager
def local_cluster(workers: int, folder: Path) -> Iterator[str]:
    """Address of a scheduler with so many workers of one thread; they end with the body. Its log goes to `folder`."""
    from distributed import Client

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    module = [sys.executable, "-m"]
    scheduler = [*module, "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", str(port)]
    worker = [*module, "distributed.cli.dask_worker", address, "--nthreads", "1", "--no-nanny"]
    processes: list[subprocess.Popen] = []
    with (folder / "cluster.log").open("wb") as log:
        try:
            for command in (scheduler, *[worker] * workers):
                processes.append(subprocess.Popen([*command, "--no-dashboard"], cwd=folder, stdout=log, stderr=log))
            with Client(address, timeout=_CONNECT_SECONDS, set_as_default=False) as client:
                client.wait_for_workers(workers, timeout=_CONNECT_SECONDS)
            yield address
        finally:
            for process in reversed(processes):
                process.kill()
                process.wait()
