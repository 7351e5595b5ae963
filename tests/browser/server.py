"""A dashboard in a process of its own, and a headless Chromium to visit it."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
# Pictures of every page, for people to look at; continuous integration keeps this folder. Git ignores it.
SCREENSHOTS = Path(__file__).resolve().parent.parent.parent / "build" / "screenshots"
SCREENSHOTS_VARIABLE = "BROWSER_TEST_ARTIFACTS"
_FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)
Found = TypeVar("Found")
_START_SECONDS = 90
_PAGE_SECONDS = 45
_TALLEST = 6_000


@contextmanager
def serving(warehouse: Path) -> Iterator[str]:
    """`yaodian dashboard` over the file, on a free port; yields its address. Raises RuntimeError when it ends early."""
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-c", "from flows.cli import main; main()", "dashboard"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YAODIAN_")}
    server = subprocess.Popen(
        [*command, "--warehouse", str(warehouse), "--port", str(port)],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    address = f"http://localhost:{port}"
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(f"{address}/_stcore/health"):
            if server.poll() is not None or time.monotonic() > deadline:
                server.kill()
                raise RuntimeError(f"the dashboard did not start:\n{server.communicate()[0].decode()}")
            time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=20)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as answer:
            return answer.status == 200
    except OSError:
        return False


class Browser:
    """One Chromium window on one dashboard."""

    def __init__(self, address: str, downloads: Path) -> None:
        self.address, self.downloads = address, downloads
        self._profile = tempfile.TemporaryDirectory(prefix="yaodian-chromium-", ignore_cleanup_errors=True)
        options = Options()
        options.binary_location = CHROMIUM
        for flag in (*_FLAGS, f"--user-data-dir={self._profile.name}"):
            options.add_argument(flag)
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))
        self.driver.execute_cdp_cmd(
            "Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(downloads), "eventsEnabled": True}
        )
        self.resize(1280)

    def close(self) -> None:
        self.driver.quit()
        self._profile.cleanup()

    def resize(self, width: int, height: int = 900) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)

    def visit(self, path: str) -> None:
        self.driver.get(f"{self.address}/{path}")
        self.settle()

    def settle(self) -> None:
        """Wait until the page's script has run and its title stands."""
        self.wait(lambda: self.find("h1") and self.find('[data-testid="stApp"][data-test-script-state="notRunning"]'))
        # Charts and tables draw after the script.
        time.sleep(0.8)

    def find(self, selector: str) -> list[WebElement]:
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def texts(self, selector: str) -> list[str]:
        return [element.text for element in self.find(selector)]

    def wait(self, condition: Callable[[], Found], seconds: float = _PAGE_SECONDS) -> Found:
        """What `condition` answers once it is true. Raises TimeoutError."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if found := condition():
                    return found
            except StaleElementReferenceException:
                pass
            time.sleep(0.2)
        raise TimeoutError(f"after {seconds:g} s: {self.driver.current_url}\n{self.texts('body')[0][:2000]}")

    def click(self, element: WebElement) -> None:
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()

    def faults(self) -> list[str]:
        """Texts of exception boxes, error boxes and dialogs."""
        return self.texts('[data-testid="stException"], [data-testid="stAlertContentError"], [data-testid="stDialog"]')

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return self.driver.execute_script("return document.documentElement.scrollWidth - window.innerWidth")

    def screenshot(self, path: Path, width: int) -> None:
        """The whole page."""
        height = self.driver.execute_script(
            "return document.querySelector('[data-testid=\"stMainBlockContainer\"]').scrollHeight + 100"
        )
        self.resize(width, min(max(height, 900), _TALLEST))
        time.sleep(0.6)
        self.driver.save_screenshot(str(path))
        self.resize(width)
