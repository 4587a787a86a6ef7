"""Building, searching, access: the room from the outside, on a small knowledge base."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
import pytest
from search_samples import SEA, SECRET, make_bundle  # type: ignore[import-not-found]

from corpus.access import Access
from corpus.errors import IndexMismatchError, IndexMissingError, UsageError
from corpus.model import AssignmentStatus, Authorisation, Classification, Nature
from corpus.progress import Report
from corpus.settings import Settings
from corpus.store import Store
from search.assign import assign_areas
from search.build import build_index
from search.encoders.demo import DemoEncoder
from search.encoders.protocol import Vectors
from search.generations import is_current
from search.index import open_index, select
from search.service import SearchQuery, SearchService

PUBLIC = Access.public()


@pytest.fixture
def service(store: Store, settings: Settings) -> SearchService:
    build_index(store, settings)
    return SearchService(store, settings)


def find(
    service: SearchService, text: str, access: Access = PUBLIC, **options: object
) -> list[tuple[str, str]]:
    result = service.search(SearchQuery(text, **options), access)  # type: ignore[arg-type]
    return [(hit.document, hit.eid) for hit in result.hits]


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
def test_the_provision_that_has_the_words_comes_first(indexed: SearchService, mode: str) -> None:
    assert find(indexed, "boarded ships on the high seas", mode=mode)[0] == (SEA.document.id, "art_1")


def test_passages_of_one_provision_are_one_hit(indexed: SearchService) -> None:
    hits = find(indexed, "the register lists harbour masters and ship cargo")
    assert hits[0] == (SEA.document.id, "art_2")
    assert len(hits) == len(set(hits))


def test_the_answer_has_exactly_the_promised_shape(indexed: SearchService) -> None:
    answer = indexed.search(SearchQuery("extradition treaties", limit=1), PUBLIC).to_json()
    json.dumps(answer)
    assert list(answer) == [
        "query", "query_language", "mode", "total", "took_ms", "hits", "facets", "counts", "references",
    ]  # fmt: skip
    hit = answer["hits"][0]
    assert list(hit) == [
        "rank", "score", "instrument", "document", "source", "language", "direction", "provision",
        "pages", "text", "highlights", "areas", "permalink", "nature", "reference", "versions",
    ]  # fmt: skip
    assert list(hit["instrument"]) == ["id", "title", "kind", "jurisdiction", "year"]
    assert list(hit["provision"]) == ["eid", "label", "heading", "breadcrumb"]
    assert hit["areas"] == [{"code": "A1", "score": 1.0, "status": "confirmed"}]
    assert hit["permalink"] == f"/documents/{SEA.document.id}#art_3"
    assert [hit["text"][start:end] for start, end in hit["highlights"]] == ["Extradition", "treaties"]
    assert (hit["rank"], hit["direction"], answer["query_language"]) == (1, "ltr", "en")


def test_totals_and_facets_count_provisions_that_the_reader_may_see(indexed: SearchService) -> None:
    everything = indexed.search(SearchQuery("ships"), PUBLIC)
    assert everything.total == 5
    assert everything.facets["language"] == {"en": 3, "ru": 2}
    assert everything.facets["jurisdiction"] == {"un": 3, "kz": 2}
    assert everything.facets["area"] == {"A1": 1}
    assert everything.facets["year"] == {"1999": 3, "2015": 2}
    keyword = indexed.search(SearchQuery("ships", mode="keyword"), PUBLIC)
    assert (keyword.total, keyword.facets["language"]) == (2, {"en": 2})
    nothing = indexed.search(SearchQuery("zebra", mode="keyword"), PUBLIC)
    assert (nothing.total, nothing.hits, nothing.facets["language"]) == (0, (), {})


@pytest.mark.parametrize("mode", ["hybrid", "keyword", "semantic"])
def test_a_document_goes_to_nobody_but_its_provider_until_it_is_authorised(
    service: SearchService, store: Store, mode: str
) -> None:
    place = (SECRET.document.id, "art_1")
    words = "ships carry undercover officers"
    for stranger in (PUBLIC, Access.of("kz")):
        assert place not in find(service, words, stranger, mode=mode)
        result = service.search(SearchQuery("undercover", mode="keyword"), stranger)
        assert result.total == 0
        assert "tr" not in service.search(SearchQuery(words, mode=mode), stranger).facets["jurisdiction"]
    assert find(service, words, Access.of("tr"), mode=mode)[0] == place
    store.authorise(Authorisation(SECRET.document.id, "kz", "tr", "note 5"))
    assert find(service, words, Access.of("kz"), mode=mode)[0] == place
    assert place not in find(service, words, PUBLIC, mode=mode)


def test_a_reclassified_or_removed_document_vanishes_at_once(service: SearchService, store: Store) -> None:
    assert find(service, "ships boarded", mode="keyword")
    store.classify(SEA.document.id, Classification.RESTRICTED, "un")
    assert find(service, "ships boarded", mode="keyword") == []
    store.classify(SEA.document.id, Classification.PUBLIC, "un")
    assert find(service, "ships boarded", mode="keyword")
    store.remove(SEA.document.id)
    assert find(service, "ships boarded", mode="keyword") == []
    assert service.search(SearchQuery("ships"), PUBLIC).facets["language"] == {"ru": 2}


def test_a_new_version_replaces_the_old_one(service: SearchService, store: Store, settings: Settings) -> None:
    store.put(make_bundle("sea", "en", ["Ships may be boarded by night."], checksum="2"))
    assert all(document != SEA.document.id for document, _ in find(service, "ships boarded"))
    assert not service.status().up_to_date
    build_index(store, settings)
    assert find(service, "boarded by night")[0] == ("sea-en-2", "art_1")
    assert service.status().up_to_date


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"only": select(language=("ru",))}, {"ru"}),
        ({"only": select(jurisdiction=("un",))}, {"en"}),
        ({"only": select(kind=("act",))}, {"ru"}),
        ({"only": select(area=("A1",))}, {"en"}),
        ({"only": select(nature=("abstract",))}, set()),
        ({"year_from": 2000}, {"ru"}),
        ({"year_to": 2000}, {"en"}),
        ({"only": select(language=("ka",))}, set()),
    ],
)
def test_filters_hold_in_every_mode(
    indexed: SearchService, options: dict[str, object], expected: set[str]
) -> None:
    for mode in ("hybrid", "semantic"):
        result = indexed.search(SearchQuery("ships суда выдача extradition", mode=mode, **options), PUBLIC)  # type: ignore[arg-type]
        assert {hit.language for hit in result.hits} == expected
        assert set(result.facets["language"]) == expected


def test_quoted_words_are_mandatory(indexed: SearchService) -> None:
    for mode in ("hybrid", "keyword", "semantic"):
        assert find(indexed, 'ship "cargo"', mode=mode) == [(SEA.document.id, "art_2")]
        assert find(indexed, '"boarded cargo"', mode=mode) == []


def test_pages_of_an_answer_follow_on_each_other(indexed: SearchService) -> None:
    whole = find(indexed, "ships", limit=5)
    assert len(whole) == 5
    assert find(indexed, "ships", limit=2) + find(indexed, "ships", limit=3, offset=2) == whole
    second = indexed.search(SearchQuery("ships", limit=2, offset=2), PUBLIC)
    assert [hit.rank for hit in second.hits] == [3, 4]


def test_an_empty_query_finds_nothing_but_counts(indexed: SearchService) -> None:
    result = indexed.search(SearchQuery("   "), PUBLIC)
    assert result.hits == ()
    assert result.total == 5


@pytest.mark.parametrize("text", ["«»", "\x00\ud800", "!!!", "é" * 5000, "a" * 5000])
def test_odd_queries_are_answered(indexed: SearchService, text: str) -> None:
    for mode in ("hybrid", "keyword", "semantic"):
        indexed.search(SearchQuery(text, mode=mode), PUBLIC)


@pytest.mark.parametrize("wrong", [{"mode": "fuzzy"}, {"limit": -1}, {"limit": 10_000}, {"offset": -1}])
def test_a_query_that_makes_no_sense_is_a_usage_error(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError):
        SearchQuery("x", **wrong)  # type: ignore[arg-type]


def test_the_language_can_be_told_recognised_or_guessed(store: Store, settings: Settings) -> None:
    build_index(store, settings)
    service = SearchService(store, settings, identify=lambda text: "kk" if "судно" in text else None)
    assert service.search(SearchQuery("судно"), PUBLIC).query_language == "kk"
    assert service.search(SearchQuery("суда"), PUBLIC).query_language == "ru"
    assert service.search(SearchQuery("судно", language="uk"), PUBLIC).query_language == "uk"


class Counting(DemoEncoder):
    """Counts what it encodes, and dies when told to."""

    def __init__(self, dies_after: int = 10**9) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._dies_after = dies_after

    def encode_passages(self, texts: Sequence[str], progress: Report | None = None) -> Vectors:
        if len(self.texts) >= self._dies_after:
            raise KeyboardInterrupt
        self.texts += texts
        return super().encode_passages(texts, progress)


def test_only_what_is_new_is_encoded_and_nothing_when_nothing_changed(
    store: Store, settings: Settings
) -> None:
    first = Counting()
    report = build_index(store, settings, encoder=first)
    assert (report.passages, report.provisions, report.encoded) == (7, 6, 7)
    again = Counting()
    assert build_index(store, settings, encoder=again).skipped
    store.put(make_bundle("more", "en", ["Ships may be boarded on the high seas.", "A new sentence."]))
    report = build_index(store, settings, encoder=again)
    assert again.texts == ["A new sentence."]
    assert (report.passages, report.skipped) == (9, False)
    assert build_index(store, settings, encoder=again, force=True).encoded == 0


def test_the_same_passage_is_encoded_once_ever(store: Store, settings: Settings) -> None:
    """Across documents of one run, across runs, after a rebuild, and after the document is gone."""
    same = "Ships carry a logbook."
    store.put(make_bundle("one", "en", [same, "Only here."]))
    store.put(make_bundle("two", "en", ["Before it.", same, same]))
    first = Counting()
    build_index(store, settings, encoder=first)
    assert first.texts.count(same) == 1
    assert len(first.texts) == len(set(first.texts))
    later = Counting()
    store.remove("one-en-1")
    store.remove("two-en-1")
    build_index(store, settings, encoder=later)
    store.put(make_bundle("three", "en", [same], checksum="3"))
    build_index(store, settings, encoder=later)
    build_index(store, settings, encoder=later, force=True)
    assign_areas(store, settings, encoder=later)
    assert same not in later.texts
    assert not set(first.texts) & set(later.texts)
    asked = len(later.texts)
    assign_areas(store, settings, encoder=later)
    assert len(later.texts) == asked, "what areas are described by is encoded once too"


def test_passages_read_as_queries_are_encoded_once_too(store: Store, settings: Settings) -> None:
    queries: list[str] = []

    class Encoder(DemoEncoder):
        def encode_queries(self, texts: Sequence[str]) -> Vectors:
            queries.extend(texts)
            return super().encode_queries(texts)

    encoder = Encoder()
    build_index(store, settings, encoder=encoder)
    assert queries
    assert len(queries) == len(set(queries))
    asked = len(queries)
    build_index(store, settings, encoder=encoder, force=True)
    assert len(queries) == asked


def test_a_killed_build_is_continued_and_leaves_the_old_index(
    store: Store, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.passages._COMMIT", 2)
    killed = Counting(dies_after=4)
    with pytest.raises(KeyboardInterrupt):
        build_index(store, settings, encoder=killed)
    with pytest.raises(IndexMissingError):
        SearchService(store, settings).search(SearchQuery("ships"), PUBLIC)
    next_run = Counting()
    build_index(store, settings, encoder=next_run)
    assert len(killed.texts) == 4
    assert sorted(killed.texts + next_run.texts) == sorted(
        text[p.start : p.end]
        for bundle in ("sea-en-1", "harbour-ru-1", "secret-en-1")
        for text in [store.document(bundle, Access.system_()).text]
        for p in store.passages([bundle], Access.system_())
    )


def test_building_twice_gives_the_same_points(store: Store, settings: Settings) -> None:
    answers = []
    for _ in range(2):
        build_index(store, settings, force=True)
        result = SearchService(store, settings).search(SearchQuery("ships register", limit=6), PUBLIC)
        answers.append([(hit.document, hit.eid, hit.score) for hit in result.hits])
    assert answers[0] == answers[1]


def test_progress_is_told(store: Store, settings: Settings) -> None:
    told: list[tuple[str, int, int]] = []
    build_index(store, settings, lambda *facts: told.append(facts))
    assert ("encode", 7, 7) in told
    assert ("index", 7, 7) in told


class Other(DemoEncoder):
    def __init__(self) -> None:
        super().__init__()
        self.name, self.fingerprint = "other", "0" * 64


def test_an_index_of_another_encoder_is_an_error_with_the_remedy(store: Store, settings: Settings) -> None:
    build_index(store, settings, encoder=Other())
    service = SearchService(store, settings)
    for _ in range(2):
        with pytest.raises(IndexMismatchError, match="narcord index rebuild"):
            service.search(SearchQuery("ships"), PUBLIC)
    assert "other" in (service.status().problem or "")
    assert not is_current(store, settings)
    build_index(store, settings)
    assert find(service, "ships")
    assert is_current(store, settings)


def test_a_running_service_moves_to_a_new_generation(
    service: SearchService, store: Store, settings: Settings
) -> None:
    store.put(make_bundle("fresh", "en", ["Zebras are counted yearly."], nature=Nature.ABSTRACT))
    assert find(service, "zebras", mode="keyword") == []
    assert not is_current(store, settings)
    build_index(store, settings)
    assert find(service, "zebras", mode="keyword") == [("fresh-en-1", "art_1")]


def test_decisions_about_areas_reach_the_filter(
    service: SearchService, store: Store, settings: Settings
) -> None:
    store.decide(SEA.document.id, "art_1", "A3", AssignmentStatus.CONFIRMED, "ann")
    store.decide(SEA.document.id, "art_3", "A1", AssignmentStatus.REJECTED, "ann")
    build_index(store, settings)
    assert service.search(SearchQuery("ships"), PUBLIC).facets["area"] == {"A3": 1}
    assert find(service, "ships", only=select(area=("A3",))) == [(SEA.document.id, "art_1")]


def test_status_says_that_there_is_no_index(store: Store, settings: Settings) -> None:
    status = SearchService(store, settings).status()
    assert (status.passages, status.up_to_date) == (0, False)
    assert "narcord index rebuild" in (status.problem or "")


def test_vectors_in_the_index_are_centred_by_language(store: Store, settings: Settings) -> None:
    build_index(store, settings)
    from search.balance import LanguageBalance

    balance = LanguageBalance.from_bytes(open_index(settings).current().balance)
    assert set(balance.passage_means) == {"", "en", "ru"}
    encoder = DemoEncoder()
    rows = encoder.encode_passages(["Ships carry cargo", "Суда в портах"])
    centred = balance.centre_passages(rows, ["en", "ru"])
    assert np.linalg.norm(centred, axis=1) == pytest.approx([1, 1])
    # What all texts share (the demo encoder's common direction) is gone.
    assert abs(float(centred[0] @ centred[1])) < abs(float(rows[0] @ rows[1]))


def test_a_query_is_encoded_once_however_its_answer_is_leafed_through(
    store: Store, settings: Settings
) -> None:
    class Asked(DemoEncoder):
        def __init__(self) -> None:
            super().__init__()
            self.queries: list[str] = []

        def encode_queries(self, texts: Sequence[str]) -> Vectors:
            self.queries += texts
            return super().encode_queries(texts)

    build_index(store, settings)
    encoder = Asked()
    service = SearchService(store, settings, encoder=encoder)
    pages = [find(service, "ships", limit=2, offset=start, mode="semantic") for start in (0, 2, 0)]
    find(service, "ships", mode="hybrid", only=select(language=("ru",)))
    service.search(SearchQuery("ships", language="fr"), PUBLIC)
    assert pages[0] == pages[2]
    assert encoder.queries == ["ships"]
    find(service, "ships", mode="keyword")
    find(service, "ports", mode="keyword")
    assert encoder.queries == ["ships"]
    service.status()
    find(service, "ports")
    assert encoder.queries == ["ships", "ports"]


def test_queries_are_kept_within_bounds() -> None:
    from search.query_vectors import KEPT, QueryVectors

    asked: list[str] = []

    class Encoder(DemoEncoder):
        def encode_queries(self, texts: Sequence[str]) -> Vectors:
            asked.extend(texts)
            return super().encode_queries(texts)

    encoder = Encoder()
    vectors = QueryVectors(lambda: encoder)
    for number in range(KEPT + 1):
        vectors.encode(f"q{number}")
        vectors.encode("q0")
    assert len(vectors._kept) == KEPT
    assert asked.count("q0") == 1, "what is asked often stays"
    vectors.encode("q1")
    assert asked.count("q1") == 2
