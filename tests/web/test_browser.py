"""What a person does, in a real browser: asks, reads the answer, opens the place, changes the language.

Needs Debian's chromium and chromium-driver (``make test`` installs them).
"""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import uvicorn
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import WebDriverWait

from corpus.settings import Settings
from corpus.store import Store
from search.build import build_index
from tests.web.samples import KNOWLEDGE, LIGHTS_FA, small_register
from web.app import create_app

pytestmark = pytest.mark.browser

CONVENTION = "/instruments/akn/un/act/1988/illicit-traffic"
LAPTOP, PHONE = (1366, 850), (390, 844)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on a free port over some of the register and the made-up documents."""
    home = tmp_path_factory.mktemp("browser-home")
    settings = Settings(home=home, database_url=f"sqlite:///{home / 'narcord.db'}", encoder="demo")
    with Store.open(settings.database_url) as store:
        for bundle in (*small_register(), *KNOWLEDGE):
            store.put(bundle)
        build_index(store, settings)
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(settings), log_level="warning", access_log=False))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.05)
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listener.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium and chromium-driver are missing in CI")
        pytest.skip("chromium and chromium-driver are not installed")
    options = Options()
    options.binary_location = chromium
    # Chromium refuses its sandbox to root, as which containers run; small /dev/shm makes it crash.
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--lang=en"):
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    found = webdriver.Chrome(options=options, service=Service(driver))
    yield found
    found.quit()


@pytest.fixture(autouse=True)
def first_visit(browser: webdriver.Chrome, address: str) -> Iterator[None]:
    """Each test begins as a new reader on a laptop, and ends without a complaint of the browser."""
    show(browser, LAPTOP)
    browser.get(f"{address}/healthz")
    browser.delete_all_cookies()
    browser.get_log("browser")  # type: ignore[no-untyped-call]
    yield
    complaints = [entry["message"] for entry in browser.get_log("browser")]  # type: ignore[no-untyped-call]
    assert complaints == []


def show(browser: webdriver.Chrome, size: tuple[int, int]) -> None:
    width, height = size
    metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def find(browser: webdriver.Chrome, selector: str) -> WebElement:
    return WebDriverWait(browser, 20).until(lambda page: page.find_element(By.CSS_SELECTOR, selector))


def find_all(browser: webdriver.Chrome, selector: str) -> list[WebElement]:
    return browser.find_elements(By.CSS_SELECTOR, selector)


def overflow(browser: webdriver.Chrome) -> int:
    return int(browser.execute_script("return document.documentElement.scrollWidth - window.innerWidth"))


def test_a_question_is_answered_with_number_source_and_area(browser: webdriver.Chrome, address: str) -> None:
    browser.get(address)
    find(browser, "input[name=q]").send_keys("confiscation of proceeds", Keys.ENTER)
    hit = find(browser, "[data-hit='1']")
    assert "confiscation" in browser.title
    assert "Article" in hit.find_element(By.CSS_SELECTOR, ".crumbs").text
    assert "www.unodc.org" in hit.find_element(By.CSS_SELECTOR, ".acts").text
    assert "not the authentic text" in hit.text
    assert hit.find_elements(By.CSS_SELECTOR, "mark")
    assert any("A1" in badge.text for badge in find_all(browser, ".hit .area.confirmed"))


def test_the_reasons_of_a_hit_come_when_they_are_opened(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/search?q=confiscation&mode=keyword&lang=en")
    find(browser, "[data-hit='1'] .why summary").click()
    reasons = find(browser, "[data-hit='1'] [data-reasons]")
    assert "confiscat" in reasons.find_element(By.CSS_SELECTOR, ".by-word").text.lower()
    assert "What the score is made of" in reasons.text
    assert browser.current_url.endswith("lang=en")


def test_from_a_hit_to_its_place_in_the_instrument(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/search?q=confiscation&mode=keyword&lang=en")
    link = find(browser, "[data-hit='1'] .here a")
    eid = (link.get_attribute("href") or "").partition("#")[2]
    link.click()
    place = find(browser, f"#{eid}")
    top = browser.execute_script("return arguments[0].getBoundingClientRect().top", place)
    assert 0 <= top < 850, "the place is not in view"
    assert "confiscat" in place.text.lower()


def test_the_table_of_contents_leads_and_follows(browser: webdriver.Chrome, address: str) -> None:
    browser.get(address + CONVENTION)
    find(browser, ".toc a[href='#art_11']").click()
    article = find(browser, "#art_11")
    assert 0 <= browser.execute_script("return arguments[0].getBoundingClientRect().top", article) < 300
    WebDriverWait(browser, 10).until(
        lambda page: (
            page.find_element(By.CSS_SELECTOR, ".toc a[aria-current]").get_attribute("hash") == "#art_11"
        )
    )
    # The contents stay beside the text.
    assert find(browser, ".toc h2").is_displayed()
    assert browser.execute_script("return document.querySelector('.toc').getBoundingClientRect().bottom") > 0


def test_the_interface_changes_language_and_stays_so(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/search?q=confiscation")
    find(browser, ".nav.ui a[lang=ru]").click()
    assert find(browser, "html").get_attribute("lang") == "ru"
    assert find(browser, "input[name=q]").get_attribute("value") == "confiscation"
    find(browser, ".nav.main a[href='/areas']").click()
    assert find(browser, "h1").text == "Направления сотрудничества"


def test_a_text_is_read_in_another_language(browser: webdriver.Chrome, address: str) -> None:
    browser.get(address + CONVENTION)
    find(browser, ".tab [lang=ru]").click()
    assert find(browser, "#text").get_attribute("lang") == "ru"
    assert "Статья 1" in find(browser, "#art_1").text


def test_a_filter_is_set_and_dropped(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/search?q=confiscation&mode=keyword")
    browser.find_element(By.XPATH, "//aside[@id='facets']//a[span='English']").click()
    assert "lang=en" in browser.current_url
    assert {chip.text for chip in find_all(browser, ".hit .facts .chip")} == {"English"}
    find(browser, ".filters .filter").click()
    assert "lang=" not in browser.current_url


def test_by_keyboard_a_value_is_left_out_and_the_search_is_kept(
    browser: webdriver.Chrome, address: str
) -> None:
    browser.get(f"{address}/search?q=confiscation&mode=keyword")
    out = browser.find_element(By.XPATH, "//aside[@id='facets']//a[@aria-label='Leave out English']")
    out.send_keys(Keys.ENTER)
    assert "not_lang=en" in browser.current_url
    assert "English" not in {chip.text for chip in find_all(browser, ".hit .facts .chip")}
    find(browser, ".tools .save summary").send_keys(Keys.ENTER)
    name = find(browser, ".tools input[name=name]")
    name.clear()
    name.send_keys("Not in English", Keys.ENTER)
    kept = find(browser, ".rows.saved h2 a")
    assert (kept.text, browser.current_url) == ("Not in English", f"{address}/saved")
    assert "without English" in find(browser, ".rows.saved .facts").text
    first = find_all(browser, ".rows.saved button")[0]
    first.click()
    # The page comes anew: a button found too early would be one of the old page.
    WebDriverWait(browser, 10).until(staleness_of(first))
    find_all(browser, ".rows.saved button")[-1].click()
    assert find(browser, ".empty").is_displayed()


def test_persian_runs_from_right_to_left(browser: webdriver.Chrome, address: str) -> None:
    browser.get(f"{address}/documents/{LIGHTS_FA.document.id}")
    edges = browser.execute_script(
        """const line = document.querySelector('#art_1__para_1 .t');
        const words = document.createRange(); words.selectNodeContents(line);
        const [box, text] = [line.getBoundingClientRect(), words.getBoundingClientRect()];
        return [box.right - text.right, text.left - box.left]"""
    )
    gap_right, gap_left = edges
    assert gap_right < 2 < gap_left


def test_a_citation_is_copied_with_the_address_the_reader_uses(
    browser: webdriver.Chrome, address: str
) -> None:
    grant = {"permission": {"name": "clipboard-write"}, "setting": "granted", "origin": address}
    browser.execute_cdp_cmd("Browser.setPermission", grant)
    browser.get(f"{address}/search?q=quay&mode=keyword&lang=en")
    browser.execute_script("navigator.clipboard.writeText = async (text) => { window.copied = text; }")
    find(browser, "[data-copy]").click()
    WebDriverWait(browser, 10).until(lambda page: page.find_element(By.ID, "live").text == "Copied")
    copied = browser.execute_script("return window.copied")
    assert copied.startswith("Harbour Act (2001), Article 1, 1. http://127.0.0.1:")
    assert copied.endswith("#art_1__para_1")


def test_the_slash_key_leads_to_the_search_box_and_the_skip_link_to_the_content(
    browser: webdriver.Chrome, address: str
) -> None:
    browser.get(f"{address}/search?q=quay")
    find(browser, "body").send_keys("/")
    assert browser.switch_to.active_element.get_attribute("name") == "q"
    browser.get(f"{address}/about")
    find(browser, "body").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.get_attribute("class") == "skip"
    assert skip.is_displayed()


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/search",
        "/search?q=confiscation",
        "/search?q=how+many+provisions+mention+precursors&by=instrument&not_lang=ru&group=asean",
        "/saved",
        "/folders",
        "/instruments",
        CONVENTION,
        "/areas",
        "/areas/A3",
        "/matrix",
        "/matrix?columns=countries&open=all&transpose=1",
        "/about",
        "/status",
        "/api",
        f"/documents/{LIGHTS_FA.document.id}",
        "/instruments/akn/zz/act/2022/hostile",
    ],
)
@pytest.mark.parametrize("size", [PHONE, (320, 640), LAPTOP])
def test_no_page_scrolls_sideways(
    browser: webdriver.Chrome, address: str, path: str, size: tuple[int, int]
) -> None:
    show(browser, size)
    browser.get(address + path)
    find(browser, "main")
    assert overflow(browser) <= 0


def test_on_a_phone_filters_and_contents_are_folded_and_open(browser: webdriver.Chrome, address: str) -> None:
    show(browser, PHONE)
    browser.get(f"{address}/search?q=confiscation")
    facets = find(browser, "#facets")
    assert not facets.is_displayed()
    find(browser, "label[for=facets-toggle]").click()
    assert facets.is_displayed()
    browser.get(address + CONVENTION)
    toc = find(browser, "#toc")
    assert not toc.is_displayed()
    find(browser, "label[for=toc-toggle]").click()
    assert toc.is_displayed()
    find(browser, "#toc a[href='#art_3']").click()
    assert not toc.is_displayed()
    top = browser.execute_script("return document.querySelector('#art_3').getBoundingClientRect().top")
    assert 0 <= top < 844


def test_the_dark_scheme_is_dark_and_readable(browser: webdriver.Chrome, address: str) -> None:
    measure = """
    const rgb = (css) => css.match(/[0-9.]+/g).slice(0, 3).map(Number);
    const light = (css) => { const [r, g, b] = rgb(css).map((c) => (c /= 255) <= .03928 ? c / 12.92
      : ((c + .055) / 1.055) ** 2.4); return .2126 * r + .7152 * g + .0722 * b; };
    const ground = (e) => { for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor;
      if (!/, 0\\)$/.test(c) && /^rgb/.test(c)) return c; } return 'rgb(255,255,255)'; };
    return [...document.querySelectorAll('p, a, span, dd, dt, h1, h2, h3, mark, label')].filter((e) =>
      e.checkVisibility() && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim())).map((e) => {
      const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
      return [(Math.max(a, b) + .05) / (Math.min(a, b) + .05), e.outerHTML.slice(0, 90)]; })
    """
    try:
        for scheme in ("dark", "light"):
            features = [{"name": "prefers-color-scheme", "value": scheme}]
            browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
            browser.get(f"{address}/search?q=confiscation")
            find(browser, ".hit")
            ground = browser.execute_script("return getComputedStyle(document.body).backgroundColor")
            brightness = sum(int(part) for part in ground.strip("rgb()").split(",")) / 3
            assert (brightness < 60) == (scheme == "dark")
            # 4.5 is the contrast that WCAG 2.2 AA asks of text.
            poor = [found for found in browser.execute_script(measure) if found[0] < 4.5]
            assert poor == []
    finally:
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})


def test_pages_work_without_javascript(browser: webdriver.Chrome, address: str, tmp_path: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get(address)
        find(browser, "input[name=q]").send_keys("confiscation", Keys.ENTER)
        assert find(browser, "[data-hit='1'] .here a").text
        show(browser, PHONE)
        find(browser, "label[for=facets-toggle]").click()
        assert find(browser, "#facets").is_displayed()
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_provisions_are_collected_without_leaving_the_place(browser: webdriver.Chrome, address: str) -> None:
    path = f"{address}/documents/{LIGHTS_FA.document.id}"
    browser.get(path)
    find(browser, "button.link[name=place]").click()  # makes the first folder, and comes back
    WebDriverWait(browser, 20).until(lambda page: find_all(page, ".held"))
    assert browser.current_url.startswith(f"{path}#add-")
    browser.get(f"{address}/search?q=precursors&mode=keyword")
    asked, button = browser.current_url, find(browser, "button[name=place]")
    button.send_keys(Keys.ENTER)
    WebDriverWait(browser, 20).until(lambda _: "✓" in button.text)
    assert browser.current_url == asked
    assert browser.switch_to.active_element == button
    browser.refresh()
    assert "✓" in find(browser, "a.held").text
    for size in (LAPTOP, PHONE, (320, 640)):
        show(browser, size)
        browser.get(find_all(browser, "#collect a, .folder")[0].get_attribute("href") or browser.current_url)
        assert len(find_all(browser, "article.entry blockquote")) == 2
        assert overflow(browser) <= 0
