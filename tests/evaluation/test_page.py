"""The page: self-contained, readable without pictures, as wide as the window."""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import html
from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

from evaluation.ablation import Variant, ablate
from evaluation.bench import Bench
from evaluation.charts import chart_balance, chart_comparison, chart_languages, chart_ranks
from evaluation.comparison import Comparison, compare_runs
from evaluation.evaluate import measure_search
from evaluation.matching import Found, Matcher, Stored
from evaluation.page import render_page
from evaluation.recorded import record_run
from evaluation.report import Report
from evaluation.runs import Searcher
from evaluation.topics import Collection, Grade, Item, JudgedDocument, Query, QueryKind, Split, Topic

ANSWER = Item("law", "art_1")
LANGUAGES = ("kk", "zh-Hant", "en", "fa")


def make_query(topic: str, language: str) -> Query:
    text = f"<b>{topic}</b> & {language}"
    return Query(
        f"{topic}.{language}",
        topic,
        Split.TUNING,
        language,
        QueryKind.QUESTION,
        text,
        {ANSWER: Grade.ANSWERS},
    )


TOPICS = tuple(
    Topic(name, name, Split.TUNING, "need", tuple(make_query(name, language) for language in LANGUAGES))
    for name in "abcdefghijkl"
)
COLLECTION = Collection(TOPICS, {"law": JudgedDocument("law", ("law.md",))})
COVERAGE = Matcher(COLLECTION).cover([Stored("d", "law.md", "/akn/xx/act/1", "ru")])


class Ranked:
    """Finds the answer at a rank, later by keyword, never for Persian."""

    def __init__(self, rank: int) -> None:
        self.rank = rank

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
        eids = [f"art_{number}" for number in range(2, 30)]
        if not text.endswith("fa"):
            eids.insert(0 if languages else self.rank - 1 + 3 * (mode == "keyword"), "art_1")
        return [Found("d", "law.md", "/akn/xx/act/1", eid, "ru") for eid in eids]


def make_report(rank: int, variants: Sequence[Variant] = ()) -> Report:
    @contextmanager
    def open_searcher(variant: Variant) -> Iterator[Searcher]:
        yield Ranked(rank + 2)

    report = measure_search(Ranked(rank), COLLECTION, COVERAGE, {"law": ["art_1"]}, encoder="made up")
    bench = Bench.of(COLLECTION, COVERAGE, [Split.TUNING])
    return replace(report, ablation=ablate(bench, report.modes, open_searcher, variants))


REPORT = make_report(2, [Variant("wheels")])


def compared() -> Comparison:
    return compare_runs(record_run(make_report(3), "old"), record_run(REPORT, "new"))


@pytest.fixture(scope="module")
def page() -> str:
    return render_page(REPORT, compared())


def test_the_page_needs_nothing_from_elsewhere(page: str) -> None:
    tree = html.fromstring(page)
    assert tree.xpath("//script | //link | //img | //iframe | //object") == []
    assert "http" not in page
    assert "url(" not in page
    assert "@import" not in page


def test_every_picture_has_a_name_and_a_table_says_the_same(page: str) -> None:
    tree = html.fromstring(page)
    pictures = tree.xpath("//*[@role='img']")
    assert len(pictures) >= 8
    assert all(len(picture.get("aria-label")) > 30 for picture in pictures)
    for svg in tree.xpath("//svg"):
        assert svg.get("aria-hidden") == "true"
    titles = " ".join(tree.xpath("//summary/text()"))
    for told in ("By language of the query", "Language balance", "Where the first answer ranks",
                 "Ablation: hybrid", "Compared by language of the query: hybrid"):  # fmt: skip
        assert told in titles
    for table in tree.xpath("//table"):
        columns = len(table.xpath(".//thead//th[@scope='col']"))
        assert columns == len(table.xpath(".//tbody/tr[1]/*"))
        assert table.xpath(".//caption")


def test_headings_and_ids_are_in_order(page: str) -> None:
    tree = html.fromstring(page)
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_what_people_typed_is_text_not_markup(page: str) -> None:
    assert "<b>" not in page
    tree = html.fromstring(page)
    missed = tree.xpath("//ul[@class='misses']//q")
    assert {found.get("lang") for found in missed} == {"fa"}
    assert all(found.get("dir") == "auto" for found in missed)
    assert missed[0].text_content().startswith("<b>")


def test_bars_are_as_long_as_what_they_say() -> None:
    chart = chart_languages(REPORT, Split.TUNING)
    assert [name for _, name in chart.series] == ["keyword", "semantic", "hybrid"]
    assert {row.label for row in chart.rows} == {"Kazakh", "Chinese (traditional)", "English", "Persian"}
    assert chart.rows[-1].label == "Persian", "the best comes first"
    kazakh = next(row for row in chart.rows if row.label == "Kazakh")
    # One answer, at rank 2: nDCG = 1 / log2(3); by keyword at rank 5: 1 / log2(6).
    assert [bar.text for bar in kazakh.bars] == ["0.39", "0.63", "0.63"]
    assert kazakh.bars[1].width == 63.09
    assert kazakh.note == "12 queries"


def test_balance_and_ranks_are_drawn_from_the_report() -> None:
    balance = chart_balance(REPORT)
    assert balance is not None
    assert [(row.label, row.note) for row in balance.rows] == [("Russian", "48 pairs")]
    ranks = chart_ranks(REPORT)
    assert [bar.text for bar in ranks.rows[2].bars] == [
        "1: 0", "2 or 3: 36", "4 to 10: 0", "11 to 100: 0", "none in 100 hits: 12",
    ]  # fmt: skip
    assert sum(bar.width for bar in ranks.rows[0].bars) == pytest.approx(100)


def test_differences_stand_on_their_side_of_nothing() -> None:
    first, *_ = chart_comparison(compared())
    gained = next(row for row in first.rows if row.label == "hybrid, nDCG@10")
    assert gained.place > first.zero
    assert gained.low is not None
    assert gained.high is not None
    assert gained.low <= gained.place <= gained.high
    assert gained.significant
    assert gained.text.startswith("+0.")
    assert gained.text.endswith("*")


def test_either_half_stands_alone() -> None:
    assert "Compared with" not in render_page(make_report(1))
    alone = render_page(None, compared())
    assert "Two evaluations compared" in alone
    assert "Misses" not in alone


@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 400])
def test_the_page_is_as_wide_as_the_window(page: str, width: int, tmp_path: Path) -> None:
    chromium, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not chromium or not driver:
        if os.environ.get("CI") == "true":
            pytest.fail("chromium and chromium-driver are missing in CI")
        pytest.skip("chromium and chromium-driver are not installed")
    file = tmp_path / "page.html"
    file.write_text(page, encoding="utf-8")
    options = Options()
    options.binary_location = chromium
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage"):
        options.add_argument(argument)
    browser = webdriver.Chrome(options=options, service=Service(driver))
    try:
        browser.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False},
        )
        browser.get(file.as_uri())
        browser.execute_script("for (const d of document.querySelectorAll('details')) d.open = true")
        wide = browser.execute_script("return document.documentElement.scrollWidth")
        bars = browser.execute_script(
            "return [...document.querySelectorAll('.row svg')].map(s => s.getBoundingClientRect().width)"
        )
    finally:
        browser.quit()
    assert wide <= width
    assert min(bars) > 0.3 * min(width, 500)
