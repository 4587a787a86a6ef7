"""Reranking: which hits are read, in what order they come out, and what is told when there is no model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.access import Access
from corpus.errors import ConfigurationError
from corpus.settings import Settings
from corpus.store import Store
from search.build import build_index
from search.passages import measure_size
from search.query import SearchQuery
from search.ranking import Ranked
from search.rerank import _QUERY_SIZE, CrossReranker, Scores, open_reranker, rerank, shorten
from search.service import SearchService
from tests.search.samples import SEA, SECRET, make_bundle
from tests.search.tiny_models import save_encoder, save_reranker

PUBLIC = Access.public()


@pytest.fixture(scope="session")
def cross_encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return save_reranker(tmp_path_factory.mktemp("reranker"))


class Longest:
    """Thinks that the longest passage answers best, and remembers what it read."""

    name = "longest"

    def __init__(self) -> None:
        self.read: list[list[str]] = []

    def score(self, query: str, passages: Sequence[str]) -> Scores:
        self.read.append(list(passages))
        return np.array([len(text) for text in passages], np.float64)


@pytest.fixture
def longest(monkeypatch: pytest.MonkeyPatch) -> Longest:
    reranker = Longest()
    monkeypatch.setattr("search.rerank.CrossReranker", lambda spec, threads: reranker)
    return reranker


@pytest.fixture
def service(store: Store, settings: Settings) -> SearchService:
    build_index(store, settings)
    return SearchService(store, replace(settings, reranker="longest"))


def _hits(service: SearchService, text: str, **options: object) -> list[tuple[str, str, float]]:
    result = service.search(SearchQuery(text, **options), PUBLIC)  # type: ignore[arg-type]
    return [(hit.document, hit.eid, hit.score) for hit in result.hits]


@pytest.mark.parametrize("mode", ["semantic", "hybrid"])
def test_hits_come_in_the_rerankers_order_with_its_scores(
    service: SearchService, longest: Longest, mode: str
) -> None:
    result = service.search(SearchQuery("ships", mode=mode), PUBLIC)
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)
    assert scores == [len(text) for text in sorted(longest.read[0], key=len, reverse=True)]
    assert result.reranked_by == "longest"
    assert result.to_json()["reranked_by"] == "longest"
    assert [hit.rank for hit in result.hits] == [1, 2, 3, 4, 5]


def test_keyword_search_is_never_reranked(service: SearchService, longest: Longest) -> None:
    result = service.search(SearchQuery("ships", mode="keyword"), PUBLIC)
    assert result.hits
    assert result.reranked_by is None
    assert "reranked_by" not in result.to_json()
    assert longest.read == []


def test_without_the_setting_nothing_is_reranked(indexed: SearchService) -> None:
    assert indexed.search(SearchQuery("ships"), PUBLIC).reranked_by is None


def test_pages_of_a_reranked_answer_follow_on_each_other(
    service: SearchService,
    store: Store,
    settings: Settings,
    longest: Longest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = [f"Ships of kind {number} carry {'cargo ' * (number % 7 + 1)}." for number in range(1, 31)]
    store.put(make_bundle("many", "en", words))
    build_index(store, settings)
    # Pages within what is read, across its end, and beyond it.
    monkeypatch.setattr("search.rerank.RERANKED", 10)
    whole = _hits(service, "ships", limit=30)
    assert len(whole) == 30
    for size in (1, 4, 7, 15):
        pages = [_hits(service, "ships", limit=size, offset=start) for start in range(0, 30, size)]
        assert [hit for page in pages for hit in page][:30] == whole
    assert all(len(read) == 10 for read in longest.read)
    assert [score for _, _, score in whole[:10]] == sorted((hit[2] for hit in whole[:10]), reverse=True)
    assert len({hit[:2] for hit in whole}) == 30


def test_equals_keep_the_order_of_the_search(store: Store) -> None:
    class Indifferent(Longest):
        def score(self, query: str, passages: Sequence[str]) -> Scores:
            return np.zeros(len(passages))

    ranking = [
        Ranked((SEA.document.id, f"art_{n}"), 1.0 - n / 10, f"{SEA.document.id}#art_{n}.0") for n in (3, 1, 2)
    ]
    found = rerank(Indifferent(), store, "ships", ranking, PUBLIC)
    assert [entry.key for entry in found] == [entry.key for entry in ranking]


def test_what_the_reader_may_not_see_is_not_read(store: Store) -> None:
    secret = Ranked((SECRET.document.id, "art_1"), 2.0, f"{SECRET.document.id}#art_1.0")
    public = Ranked((SEA.document.id, "art_1"), 1.0, f"{SEA.document.id}#art_1.0")
    reader = Longest()
    found = rerank(reader, store, "ships", [secret, public], PUBLIC)
    assert reader.read == [["Ships may be boarded on the high seas."]]
    assert [entry.key for entry in found] == [public.key, secret.key]


def test_a_cross_encoder_gives_the_same_scores_whatever_is_read_beside(cross_encoder: Path) -> None:
    passages = ["Ships carry cargo.", "Суда в портах.", "A register is kept. " * 40, "", "x\x00\ud800"]
    together = CrossReranker(str(cross_encoder)).score("ships", passages)
    reranker = CrossReranker(str(cross_encoder))
    alone = [reranker.score("ships", [text])[0] for text in reversed(passages)][::-1]
    assert together == pytest.approx(alone, abs=2e-4)
    assert len(set(together.tolist())) > 2, "a model that tells nothing apart would prove nothing"
    again = reranker.score("ships", passages)
    assert again.tolist() == alone, "what was read is kept"


def test_a_long_query_leaves_room_for_the_passage(cross_encoder: Path) -> None:
    long = "the register of ships " * 200
    assert measure_size(shorten(long, _QUERY_SIZE)) <= _QUERY_SIZE
    assert set(shorten(long, _QUERY_SIZE).split()) == set(long.split()), "no word is cut"
    assert len(shorten("船" * 5_000, _QUERY_SIZE)) == _QUERY_SIZE / 2
    reranker = CrossReranker(str(cross_encoder))
    assert np.isfinite(reranker.score(long, ["Ships.", "Ports."])).all()


def test_the_setting_reaches_the_answer_end_to_end(
    store: Store, settings: Settings, cross_encoder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(store, settings)
    chosen = Settings.load(
        {
            "NARCORD_HOME": str(settings.home),
            "NARCORD_ENCODER": "demo",
            "NARCORD_RERANKER": str(cross_encoder),
        }
    )
    service = SearchService(store, chosen)
    service.warm()
    result = service.search(SearchQuery("ships in ports"), PUBLIC)
    # Readers are told a name, not where it lies on the server.
    assert result.reranked_by == cross_encoder.name
    scores = [hit.score for hit in result.hits]
    assert scores == sorted(scores, reverse=True)


def test_a_reranker_that_does_not_exist_is_told_with_a_remedy_and_looked_for_once(
    store: Store, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build_index(store, settings)
    (tmp_path / "empty").mkdir()
    service = SearchService(store, replace(settings, reranker=str(tmp_path / "empty")))
    with pytest.raises(ConfigurationError, match="NARCORD_RERANKER"):
        service.search(SearchQuery("ships"), PUBLIC)
    monkeypatch.setattr("search.rerank.CrossReranker", lambda spec, threads: pytest.fail("looked again"))
    with pytest.raises(ConfigurationError, match="empty"):
        service.search(SearchQuery("ships"), PUBLIC)
    assert service.search(SearchQuery("ships", mode="keyword"), PUBLIC).hits


def test_a_model_that_scores_no_pairs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="no cross-encoder"):
        CrossReranker(str(save_encoder(tmp_path)))
    with pytest.raises(ConfigurationError, match="3 numbers"):
        CrossReranker(str(save_reranker(tmp_path, numbers=3)))


def test_no_reranker_is_the_default(settings: Settings) -> None:
    assert open_reranker(settings) is None
