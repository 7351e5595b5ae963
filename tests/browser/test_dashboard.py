"""The dashboard as its readers meet it: in a real browser, on a desktop and on a phone."""

import os
import shutil
import urllib.parse
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

pytest.importorskip("streamlit", reason="needs the extra: pip install 'yaodian[dashboard]'")
pytest.importorskip("selenium", reason="needs the extra: pip install 'yaodian[dev]'")

from tests.browser.server import CHROMIUM, DRIVER, SCREENSHOTS, SCREENSHOTS_VARIABLE, Browser, serving

pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium: apt-get install chromium"),
    pytest.mark.skipif(not DRIVER, reason="needs its driver: apt-get install chromium-driver"),
    pytest.mark.xdist_group("browser"),
]

DESKTOP, PHONE = 1280, 390
PAGES = {
    "": "总览",
    "indicators": "指标对比",
    "responsibilities": "责任分工",
    "due": "到期任务",
    "topics": "主题分布",
    "citations": "引用文件",
    "reader": "原文阅读",
    "search?q=普惠性幼儿园": "检索",
    "quality": "数据质量",
}


@pytest.fixture(scope="module")
def screenshots() -> Path:
    folder = Path(os.environ.get(SCREENSHOTS_VARIABLE) or SCREENSHOTS)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@pytest.fixture(scope="module")
def published(sample_warehouse: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample warehouse at a path where tests publish."""
    return shutil.copy(sample_warehouse, tmp_path_factory.mktemp("published") / "yaodian.duckdb")


@pytest.fixture(scope="module")
def other_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one document."""
    from flows.config import SAMPLE_DOCUMENTS
    from flows.pipeline import run_pipeline

    warehouse = tmp_path_factory.mktemp("other") / "yaodian.duckdb"
    run_pipeline([SAMPLE_DOCUMENTS / "002_799a43e3350ad6bc.txt"], warehouse, engine="local")
    return warehouse


@pytest.fixture(scope="module")
def browser(published: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with serving(published) as address:
        window = Browser(address, tmp_path_factory.mktemp("downloads"))
        yield window
        window.close()


def publish(warehouse: Path, place: Path) -> None:
    """Put a copy of `warehouse` at `place` as a run does: at once."""
    working_copy = place.with_suffix(".next")
    shutil.copy(warehouse, working_copy)
    os.replace(working_copy, place)


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_whole(browser: Browser, screenshots: Path, page: str, width: int):
    browser.resize(width)
    browser.visit(page)
    name = page.partition("?")[0] or "overview"
    browser.screenshot(screenshots / f"{name}-{width}.png", width)
    assert browser.texts("h1") == [PAGES[page]]
    assert browser.faults() == []
    assert browser.overflow() <= 0, "the page scrolls sideways"


def test_the_english_interface_has_every_page(browser: Browser, screenshots: Path):
    browser.resize(DESKTOP)
    for page in PAGES:
        browser.visit(f"{page}{'&' if '?' in page else '?'}lang=English")
        assert browser.faults() == []
        title = browser.texts("h1")[0]
        assert title.isascii(), title
        browser.screenshot(screenshots / f"{title.lower().replace(' ', '-')}-english.png", DESKTOP)


def test_from_an_indicator_to_its_sentence(browser: Browser):
    browser.resize(DESKTOP)
    indicator = "普惠性幼儿园覆盖率 (%)"
    browser.visit(f"indicators?indicator={urllib.parse.quote(indicator)}")
    card = browser.find('[class*="st-key-card-"]')[0]
    quote = card.find_element("css selector", "mark").text
    assert quote == "普惠性幼儿园覆盖率达到80%"
    browser.click(card.find_element("css selector", '[data-testid="stPageLink-NavLink"]'))

    browser.wait(lambda: browser.texts("h1") == ["原文阅读"])
    browser.settle()
    assert browser.faults() == []
    marks = browser.find(".yd-text .yd-mark.yd-focus")
    assert "".join(mark.text for mark in marks) == quote
    assert browser.find(".yd-rows li.yd-focus"), "its row stands out beside the text"
    in_view = "const b = arguments[0].getBoundingClientRect(); return b.top >= 0 && b.bottom <= window.innerHeight"
    browser.wait(lambda: browser.driver.execute_script(in_view, marks[0]))

    # The address is a link that another reader can follow.
    browser.driver.refresh()
    browser.settle()
    assert "".join(mark.text for mark in browser.find(".yd-text .yd-mark.yd-focus")) == quote


def test_a_mark_leads_to_its_row_and_back(browser: Browser):
    browser.resize(DESKTOP)
    browser.visit("reader")
    mark = browser.find(".yd-text a.yd-target")[0]
    row = mark.get_attribute("href").partition("#")[2]
    browser.click(mark)
    browser.wait(lambda: browser.find(f"li[id='{row}']:target"))
    assert browser.faults() == []
    place = browser.find(f"li[id='{row}'] a")[0].get_attribute("href").partition("#")[2]
    assert browser.find(f".yd-text i[id='{place}']")


def test_what_is_shown_can_be_downloaded(browser: Browser):
    browser.resize(DESKTOP)
    browser.visit("?region=兰州市")
    for button in browser.find('[data-testid="stDownloadButton"] button'):
        browser.click(button)
    table = browser.wait(lambda: (browser.downloads / "documents.csv").exists() and browser.downloads / "documents.csv")
    lines = browser.wait(lambda: table.read_text(encoding="utf-8-sig").splitlines())
    assert lines[0].startswith("文件,地区,年度,类型,目标数")
    assert len(lines) == 2, "the filter holds for the file, too"
    assert lines[1].startswith("兰州市教育局2017年工作要点,兰州市,2017,工作要点,")
    workbook = browser.downloads / "documents.xlsx"
    browser.wait(lambda: workbook.exists() and workbook.stat().st_size)
    sheet = openpyxl.load_workbook(workbook).active
    assert [cell.value for cell in sheet[2]][:3] == ["兰州市教育局2017年工作要点", "兰州市", 2017]


def test_filters_live_in_the_address(browser: Browser):
    browser.resize(DESKTOP)
    browser.visit("responsibilities")
    browser.click(next(button for button in browser.find("button") if button.text == "牵头"))
    browser.wait(lambda: "role=" in browser.driver.current_url)
    browser.settle()
    browser.driver.get(browser.driver.current_url)
    browser.settle()
    pressed = [button.text for button in browser.find('[data-testid="stButtonGroup"] button[aria-checked="true"]')]
    assert "牵头" in pressed


def test_a_publish_appears_without_restart(browser: Browser, published: Path, sample_warehouse: Path, other_warehouse):
    browser.resize(DESKTOP)
    browser.visit("")
    assert browser.texts(".yd-tile b")[0] == "5"
    publish(other_warehouse, published)
    browser.wait(lambda: browser.texts(".yd-tile b")[:1] == ["1"], seconds=40)
    publish(sample_warehouse, published)
    browser.wait(lambda: browser.texts(".yd-tile b")[:1] == ["5"], seconds=40)
    assert browser.faults() == []


def test_without_a_file_the_page_says_what_to_run(sample_warehouse: Path, tmp_path: Path, screenshots: Path):
    place = tmp_path / "none.duckdb"
    with serving(place) as address:
        browser = Browser(address, tmp_path)
        try:
            browser.visit("")
            assert f"yaodian run --warehouse {place}" in browser.texts('[data-testid="stCode"]')[0]
            assert browser.faults() == []
            browser.screenshot(screenshots / "no-warehouse.png", DESKTOP)

            place.write_bytes(b"no warehouse at all")
            browser.wait(lambda: "no Yaodian warehouse" in "".join(browser.texts('[data-testid="stCode"]')))

            publish(sample_warehouse, place)
            browser.wait(lambda: browser.texts(".yd-tile b")[:1] == ["5"])
        finally:
            browser.close()
