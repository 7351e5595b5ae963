"""How long a reader waits for the first page: python -m tests.browser.measure WAREHOUSE [VISITS].

Each visit is a new browser window; the time runs from the request to the drawn charts and table.
"""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.browser.server import Browser, serving


def first_page_seconds(address: str, visits: int) -> list[float]:
    """Seconds of each of `visits` first visits; the first of them finds the server's caches empty."""
    seconds = []
    for _ in range(visits):
        with tempfile.TemporaryDirectory() as downloads:
            browser = Browser(address, Path(downloads))
            try:
                begun = time.monotonic()
                browser.driver.get(address)
                browser.wait(
                    lambda browser=browser: (
                        len(browser.find('[data-testid="stVegaLiteChart"] canvas, svg.marks')) >= 2
                        and browser.find('[data-testid="stDataFrame"] canvas')
                    ),
                    seconds=120,
                )
                seconds.append(time.monotonic() - begun)
            finally:
                browser.close()
    return seconds


def main() -> None:
    warehouse, visits = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with serving(warehouse) as address:
        seconds = first_page_seconds(address, visits)
    print(f"first visit {seconds[0]:.2f} s, median of {visits}: {statistics.median(seconds):.2f} s")


if __name__ == "__main__":
    main()
