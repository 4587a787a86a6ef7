"""Ablation: what is measured without what, what it is worth, and search without centring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest

from corpus.access import Access
from corpus.errors import SearchIndexError
from corpus.settings import Settings
from corpus.store import Store
from evaluation.ablation import VARIANTS, Variant, ablate, weigh_parts
from evaluation.bench import Bench
from evaluation.matching import Found, Matcher, Stored
from evaluation.report import Report
from evaluation.runs import Searcher
from evaluation.service import RememberingEncoder, ServiceSearcher
from evaluation.topics import Collection, Grade, Item, JudgedDocument, Query, QueryKind, Split, Topic
from evaluation.uncentred import UncentredIndex
from search.build import build_index
from search.encoders.demo import DemoEncoder
from search.index import Filter, open_index, select
from search.parts import Parts
from tests.search.samples import HARBOUR, SEA, SECRET

PUBLIC = Access.public()
ANSWER = Item("law", "art_1")
TOPICS = tuple(
    Topic(
        name, name, Split.TUNING, "need",
        (Query(f"{name}.kk", name, Split.TUNING, "kk", QueryKind.QUESTION, name, {ANSWER: Grade.ANSWERS}),),
    )
    for name in "abcdefgh"
)  # fmt: skip
COLLECTION = Collection(TOPICS, {"law": JudgedDocument("law", ("law.md",))})
BENCH = Bench.of(
    COLLECTION,
    Matcher(COLLECTION).cover([Stored("d", "law.md", "/akn/xx/act/1", "zh")]),
    [Split.TUNING],
)


class Ranked:
    """Finds the answer at the rank that it is told."""

    def __init__(self, rank: int) -> None:
        self.rank = rank

    def find(self, text: str, mode: str, limit: int, languages: tuple[str, ...] = ()) -> Sequence[Found]:
        eids = [f"art_{number}" for number in range(2, 60)]
        eids.insert(0 if languages else self.rank - 1, "art_1")
        return [Found("d", "law.md", "/akn/xx/act/1", eid, "zh") for eid in eids[:limit]]


def measured(ranks: dict[str, int], variants: Sequence[Variant], modes: Sequence[str]) -> Report:
    whole = [BENCH.measure(Ranked(1), mode) for mode in modes]

    @contextmanager
    def open_searcher(variant: Variant) -> Iterator[Searcher]:
        yield Ranked(ranks[variant.name])

    return Report(8, 1, 8, "x", tuple(whole), ablation=ablate(BENCH, whole, open_searcher, variants))


def test_what_a_part_is_worth_is_what_is_lost_without_it() -> None:
    variants = [Variant("wheels"), Variant("paint")]
    worths = {
        worth.name: worth
        for worth in weigh_parts(measured({"wheels": 4, "paint": 1}, variants, ["semantic"]))
    }
    wheels, paint = worths["wheels"], worths["paint"]
    assert wheels.scores.reciprocal_rank == 0.25
    assert wheels.gains["RR@10"].difference == 0.75
    assert wheels.balance == 0.25
    assert wheels.gains["language balance"].difference == 0.75
    assert wheels.gains["nDCG@10"].p == pytest.approx(2 / 256)
    assert wheels.gains["nDCG@10"].holm == pytest.approx(4 / 256), "two parts are a family"
    assert paint.gains["nDCG@10"].difference == 0.0
    assert not paint.gains["nDCG@10"].significant


def test_a_variant_is_measured_only_where_it_does_anything() -> None:
    variants = [Variant("words", modes=("keyword", "hybrid"))]
    report = measured({"words": 2}, variants, ["semantic", "hybrid"])
    assert [(ablated.name, ablated.report.mode) for ablated in report.ablation] == [
        ("words (semantic mode)", "hybrid"),
        ("words", "hybrid"),
    ]


def test_every_switch_has_a_variant_and_one_leaves_out_all() -> None:
    def off(parts: Parts) -> set[str]:
        return {field.name for field in fields(Parts) if not getattr(parts, field.name)}

    alone = [off(variant.parts) for variant in VARIANTS if variant.centred]
    assert sorted(alone, key=str) == sorted(({field.name} for field in fields(Parts)), key=str)
    (bare,) = [variant for variant in VARIANTS if len(off(variant.parts)) > 1]
    assert off(bare.parts) == {field.name for field in fields(Parts)}
    assert not bare.centred
    assert len({variant.name for variant in VARIANTS}) == len(VARIANTS)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[tuple[Settings, Store]]:
    settings = Settings.load({"NARCORD_HOME": str(tmp_path / "home"), "NARCORD_ENCODER": "demo"})
    with Store.open(settings.database_url) as store:
        for bundle in (SEA, HARBOUR, SECRET):
            store.put(bundle)
        build_index(store, settings)
        yield settings, store


def test_without_centring_the_encoders_own_vectors_are_searched(home: tuple[Settings, Store]) -> None:
    settings, store = home
    encoder = DemoEncoder()
    uncentred = UncentredIndex(open_index(settings), store, encoder).current()
    query = encoder.encode_queries(["ships on the high seas"])[0]
    found = uncentred.search_dense(query, Filter(), 3)
    places = uncentred.locate(found.ids.tolist())
    texts = {entry.id: SEA.document.text[entry.start : entry.end] for entry in SEA.passages}
    best = places[int(found.ids[0])].passage
    assert texts[best] == "Ships may be boarded on the high seas."
    assert len(found.ids) == 3
    assert sorted(found.scores.tolist(), reverse=True) == found.scores.tolist()
    assert uncentred.manifest == open_index(settings).current().manifest


def test_without_centring_filters_and_rights_hold(home: tuple[Settings, Store]) -> None:
    settings, store = home
    encoder = DemoEncoder()
    index = UncentredIndex(open_index(settings), store, encoder)
    uncentred = index.current()
    query = encoder.encode_queries(["ships carry undercover officers"])[0]
    only = uncentred.search_dense(query, Filter(select(language=("ru",))), 9)
    assert {place.document for place in uncentred.locate(only.ids.tolist()).values()} == {HARBOUR.document.id}
    with ServiceSearcher(store, settings, PUBLIC, encoder=encoder, index=index) as searcher:
        hits = searcher.find("ships carry undercover officers", "semantic", 20)
    assert hits
    assert SECRET.document.id not in {hit.document for hit in hits}


def test_without_centring_nothing_is_taken_from_a_query(home: tuple[Settings, Store]) -> None:
    from search.balance import LanguageBalance

    settings, store = home
    encoder = DemoEncoder()
    uncentred = UncentredIndex(open_index(settings), store, encoder).current()
    balance = LanguageBalance.from_bytes(uncentred.balance)
    vectors = encoder.encode_queries(["ships", "суда"])
    assert np.allclose(balance.centre_queries(vectors, ["en", "ru"]), vectors, atol=1e-6)
    assert set(balance.anchors) == {"en", "ru"}


def test_an_index_that_is_behind_the_store_is_refused(home: tuple[Settings, Store]) -> None:
    settings, store = home
    store.remove(SEA.document.id)
    with pytest.raises(SearchIndexError, match="does not hold"):
        UncentredIndex(open_index(settings), store, DemoEncoder())


def test_an_index_without_centring_is_not_written(home: tuple[Settings, Store]) -> None:
    settings, store = home
    with pytest.raises(SearchIndexError, match="only for measuring"):
        UncentredIndex(open_index(settings), store, DemoEncoder()).begin(384)


def test_a_query_is_encoded_once() -> None:
    asked: list[str] = []

    class Counting(DemoEncoder):
        def encode_queries(self, texts: Sequence[str]) -> np.ndarray:
            asked.extend(texts)
            return super().encode_queries(texts)

    encoder = RememberingEncoder(Counting())
    first = encoder.encode_queries(["ship", "cargo"])
    again = encoder.encode_queries(["cargo", "ship"])
    assert asked == ["ship", "cargo"]
    assert np.array_equal(first, again[::-1])
    assert np.array_equal(first, DemoEncoder().encode_queries(["ship", "cargo"]))
    assert (encoder.name, encoder.dimension) == (DemoEncoder().name, DemoEncoder().dimension)
