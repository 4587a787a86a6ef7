"""The measure of similar provisions, on two made-up laws of which one is in two languages."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from evaluation.similar import (
    Answer,
    Asker,
    Counterparts,
    ask_for_counterparts,
    find_counterparts,
    main,
    measure,
    summarise,
)
from search.build import build_index
from search.index import open_index
from tests.search.samples import make_bundle

ALL = Access.system_()
SHIPS = "The captain of a ship lets officers board the ship at sea and search its cargo, " * 3
LAMPS = "Every boat on the river carries two lamps between sunset and sunrise in winter, " * 3
PORTS_EN = make_bundle("ports", "en", [SHIPS, LAMPS, "Too short."])
PORTS_FR = make_bundle("ports", "fr", [SHIPS, LAMPS, "Too short."], checksum="2")
TOWERS = make_bundle("towers", "en", [LAMPS + "and so does every tower.", "Towers are high."])


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("similar")
    settings = Settings.load({"NARCORD_HOME": str(folder), "NARCORD_ENCODER": "demo"})
    with Store.open(settings.database_url) as store:
        for bundle in (PORTS_EN, PORTS_FR, TOWERS):
            store.put(bundle)
        build_index(store, settings)
    return folder


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    with Store.open(Settings.load({"NARCORD_HOME": str(home)}).database_url) as opened:
        yield opened


def test_counterparts_are_the_same_numbers_in_two_languages(store: Store) -> None:
    pairs = find_counterparts(store, ALL)
    assert sorted((pair.asked.language, pair.told.language, pair.eid) for pair in pairs) == [
        ("en", "fr", "art_1"), ("en", "fr", "art_2"), ("fr", "en", "art_1"), ("fr", "en", "art_2"),
    ]  # fmt: skip
    assert len(find_counterparts(store, ALL, most=1)) == 2


def test_a_counterpart_is_found_first_where_it_says_the_same(home: Path, store: Store) -> None:
    index = open_index(Settings.load({"NARCORD_HOME": str(home), "NARCORD_ENCODER": "demo"}))
    try:
        asker = Asker(store, index.current(), ALL)
        answers = list(ask_for_counterparts(asker, find_counterparts(store, ALL)))
    finally:
        index.close()
    assert measure(answers) == (1.0, 1.0)
    lamps = next(answer for answer in answers if answer.pair.eid == "art_2")
    assert 0 < lamps.best_elsewhere < lamps.closeness


def test_what_is_not_found_counts_as_nothing(store: Store) -> None:
    document = store.documents(ALL)[0]
    pair = Counterparts("/akn/x", "art_1", document, document)
    answers = [Answer(pair, rank, 0.5, 0.5, 0.1) for rank in (1, 4, 0, 20)]
    mrr, recall = measure(answers)
    assert mrr == pytest.approx((1 + 1 / 4 + 0 + 1 / 20) / 4)
    assert recall == pytest.approx(2 / 4)
    assert summarise(answers)["all"] == (4, mrr, recall)


def test_a_home_without_two_languages_says_so(tmp_path: Path) -> None:
    settings = Settings.load({"NARCORD_HOME": str(tmp_path), "NARCORD_ENCODER": "demo"})
    with Store.open(settings.database_url) as store:
        store.put(TOWERS)
        build_index(store, settings)
    assert main(["--home", str(tmp_path)]) == 2
