"""The report page in a real Chromium: clicks, keyboard, sorting, filters, accessibility, print, no script.

The suite runs where a Chromium is installed (Debian: ``apt-get install chromium``), and is left out elsewhere.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from tests.render import hostile_reports, sample_reports
from tests.render.hostile_reports import crowded_analysis, hostile_analysis
from tests.render.sample_reports import full_analysis

from coalition.render.page import render_page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed")

PAGES = {
    "full": [(full_analysis(), sample_reports.TEXT)],
    "hostile": [(hostile_analysis(), hostile_reports.TEXT)],
    "crowded": [(crowded_analysis(40), hostile_reports.CROWDED_TEXT)],
    "several": [(full_analysis(), sample_reports.TEXT), (full_analysis(), sample_reports.TEXT)],
}
ROWS = "Array.from(document.querySelectorAll('tbody tr')).filter(row => row.getClientRects().length)"
NAMES = f"{ROWS}.map(row => row.querySelector('.name').textContent)"
# Far down in the text, so that it is out of sight at first.
PASSAGE = "#a1-e-DNK-1"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Return the browser of the machine; it has no network to ask."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the pages as files, as from a mail."""
    folder = tmp_path_factory.mktemp("pages")
    for name, articles in PAGES.items():
        (folder / f"{name}.html").write_text(render_page(articles), encoding="utf-8")
    return folder


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    """Open the full page at the size of a small laptop; a message on the console fails the test."""
    with browser.new_context(viewport={"width": 1440, "height": 900}, reduced_motion="reduce") as context:
        page = context.new_page()
        messages: list[str] = []
        page.on("console", lambda message: messages.append(message.text))
        page.on("pageerror", lambda error: messages.append(str(error)))
        page.on("request", lambda request: messages.append(request.url) if "full.html" not in request.url else None)
        page.goto((folder / "full.html").as_uri())
        yield page
        assert [message for message in messages if not message.startswith("data:")] == []


def is_in_sight(page: Page, selector: str) -> bool:
    """Tell whether the element is on the screen."""
    return bool(
        page.evaluate(
            """selector => {
                const box = document.querySelector(selector).getBoundingClientRect();
                return box.top >= 0 && box.bottom <= innerHeight;
            }""",
            selector,
        )
    )


def test_a_country_on_the_map_leads_to_its_passage(page: Page) -> None:
    """A click scrolls the passage into view and marks it."""
    assert not is_in_sight(page, PASSAGE)
    page.locator('.sheet a[href="#a1-e-DNK-1"]').first.click()
    assert is_in_sight(page, PASSAGE)
    assert "will not sail" in "".join(page.locator("mark.current").all_text_contents())


def test_a_dot_can_be_hit(page: Page) -> None:
    """A small state is as easily hit as a large one: São Tomé has a circle of 24 pixels."""
    box = page.locator('.sheet a[href="#a1-e-STP-1"] .hit').first.bounding_box()
    assert box is not None
    assert min(box["width"], box["height"]) >= 24


def test_a_passage_leads_back_to_its_row(page: Page) -> None:
    """The way back works also where the filter had hidden the row."""
    page.locator("input[value=in]").check()
    assert "Denmark" not in page.evaluate(NAMES)
    page.locator(".story a.chip", has_text="Denmark").first.click()
    assert is_in_sight(page, "#a1-c-DNK")


def test_keyboard_shows_country_stance_and_confidence(page: Page) -> None:
    """Focus shows the label that a pointer shows, and Escape takes it away."""
    page.locator('.sheet a[href="#a1-e-DNK-1"]').first.focus()
    tip = page.locator(".tip")
    assert tip.inner_text().split("\n") == ["Denmark", "out, 88% sure"]
    page.keyboard.press("Escape")
    assert not tip.is_visible()


def test_pointer_shows_the_same(page: Page) -> None:
    """Hovering over a country shows its label, and leaving it takes the label away."""
    page.locator('.sheet a[href="#a1-e-STP-1"]').first.hover()
    assert page.locator(".tip").inner_text().startswith("São Tomé and Príncipe")
    page.mouse.move(0, 0)
    page.locator(".tip").wait_for(state="hidden", timeout=2000)


def test_enter_follows_a_country(page: Page) -> None:
    """All that a pointer does, the keyboard does."""
    page.locator('.sheet a[href="#a1-e-DNK-1"]').first.focus()
    page.keyboard.press("Enter")
    assert is_in_sight(page, PASSAGE)


@pytest.mark.parametrize(
    ("column", "first", "last"),
    [("Country", "Côte d’Ivoire", "São Tomé and Príncipe"), ("Confidence", "Côte d’Ivoire", "Portugal")],
)
def test_a_column_sorts_both_ways(page: Page, column: str, first: str, last: str) -> None:
    """The head sorts by its column, a second click the other way, and says so."""
    button = page.get_by_role("button", name=column)
    button.click()
    names = page.evaluate(NAMES)
    assert (names[0], names[-1]) == (first, last)
    button.click()
    assert page.evaluate(NAMES)[0] == last
    assert page.get_by_role("columnheader", name=column).get_attribute("aria-sort") == "descending"
    assert "descending" in page.get_by_role("status").inner_text()


def test_stances_filter_the_table(page: Page) -> None:
    """One choice leaves the countries of that stance, and their number is said."""
    page.get_by_role("radio", name="out").check()
    assert page.evaluate(NAMES) == ["Denmark", "Côte d’Ivoire"]
    assert page.get_by_role("status").inner_text() == "2 of 5 countries"


def test_words_filter_the_table(page: Page) -> None:
    """What is typed is looked for in the whole row, passage and speaker included."""
    page.get_by_role("searchbox").fill("frigates")
    assert page.evaluate(NAMES) == ["Portugal"]


@pytest.mark.parametrize(
    ("name", "scheme", "width"),
    [("full", "light", 1440), ("full", "dark", 390), ("hostile", "dark", 1440), ("several", "light", 390)],
)
def test_no_violation_of_accessibility(
    page: Page, folder: Path, name: str, scheme: Literal["light", "dark"], width: int
) -> None:
    """axe-core finds nothing by the rules of WCAG 2.2 AA and its own, on a phone and a desk, light and dark."""
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.set_content((folder / f"{name}.html").read_text(encoding="utf-8"))
    # axe-core has this rule of WCAG 2.2 switched off.
    found = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response["violations"]
    assert [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found] == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_runs_out_of_the_screen(page: Page, folder: Path, name: str) -> None:
    """Whatever the text holds, nobody has to scroll sideways, on the smallest phone, a tablet, a desk."""
    page.set_content((folder / f"{name}.html").read_text(encoding="utf-8"))
    for width in (320, 800, 1440):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_hostile_text_is_read_and_not_run(page: Page, folder: Path) -> None:
    """The article's tags stand on the page as text."""
    page.set_content((folder / "hostile.html").read_text(encoding="utf-8"))
    assert hostile_reports.SCRIPT in page.locator("h1").inner_text()
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0


def test_page_works_without_scripts(browser: Browser, folder: Path) -> None:
    """Map, links and the filter by stance need no script; what needs one is not offered."""
    with browser.new_context(java_script_enabled=False, viewport={"width": 1440, "height": 900}) as context:
        page = context.new_page()
        page.goto((folder / "full.html").as_uri())
        page.get_by_role("radio", name="out").check()
        assert not page.get_by_role("row", name="Portugal").is_visible()
        assert page.get_by_role("row", name="Denmark").is_visible()
        assert not page.get_by_role("searchbox").is_visible()
        page.locator('.sheet a[href="#a1-e-DNK-1"]').first.click()
        assert page.url.endswith(PASSAGE)


def test_paper_is_white_and_shows_every_passage(page: Page) -> None:
    """A page printed from a dark screen is dark on white, with what was folded and without what needs a pointer."""
    page.emulate_media(media="print", color_scheme="dark")
    colours = page.evaluate("[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]")
    assert colours == ["rgb(26, 26, 24)", "rgb(255, 255, 255)"]
    assert page.locator("details .proofs").is_visible()
    assert not page.locator(".tools").is_visible()
