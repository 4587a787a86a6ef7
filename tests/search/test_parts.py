"""Parts of the query path switched off one by one: each changes what it is for, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import cast

import numpy as np
import pytest

from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from search.balance import LanguageBalance, measure_balance
from search.build import build_index
from search.index import Filter, Found, Generation, Manifest, Place
from search.parts import ALL_PARTS, Parts
from search.query import Mode
from search.ranking import Asked, rank, search_meaning
from search.service import SearchQuery, SearchService

VECTOR = np.array([1.0, 0.0, 0.0, 0.0], np.float32)
EIDS = ["art_1", "art_2", "front_1", "art_3"]


class FourPassages:
    """An index of four passages: two English articles, a title page, a Chinese article."""

    def __init__(self, near: Sequence[float], words: Sequence[tuple[int, float]] = ()) -> None:
        self.near = Found.of(range(4), near)
        self.words = Found.of([point for point, _ in words], [score for _, score in words])
        self.manifest = cast(Manifest, type("Few", (), {"passages": 4}))

    def search_dense(self, vector: object, where: Filter, limit: int) -> Found:
        return Found.of([3], [float(self.near.scores[3])]) if where.values("area") else self.near

    def search_sparse(self, terms: object, where: Filter, limit: int) -> Found:
        return self.words

    def locate(self, ids: Sequence[int]) -> dict[int, Place]:
        return {point: Place("d", EIDS[point], f"p{point}") for point in ids}

    def count(self, where: Filter) -> int:
        return 1


def balance(likeness: float = 1.0, sizes: Sequence[float] = (400, 400, 400, 400)) -> LanguageBalance:
    """Translations into Chinese are ``likeness`` times as alike as texts in English."""
    measured = measure_balance(np.eye(4, dtype=np.float32), ["en", "en", "en", "zh"], None, {})
    known = {("", ""): 1.0, ("=", "="): 1.0, ("en", "zh"): likeness}
    return replace(measured, likeness=known, asked_in="en", point_sizes=np.array(sizes, np.float32))


def order(index: FourPassages, of: LanguageBalance, parts: Parts, areas: tuple[str, ...] = ()) -> list[int]:
    generation = cast(Generation, index)
    found = search_meaning(generation, of, VECTOR, Filter(), 4, areas, parts)
    return [int(point) for point in found.ids]


def test_without_calibration_another_language_is_judged_by_the_same_scale() -> None:
    index = FourPassages([0.6, 0.5, 0.0, 0.4])
    assert order(index, balance(likeness=0.5), ALL_PARTS)[0] == 3
    assert order(index, balance(likeness=0.5), Parts(calibration=False)) == [0, 1, 3, 2]


def test_without_sinking_a_title_page_stays_where_it_is() -> None:
    index = FourPassages([0.6, 0.5, 0.7, 0.4])
    assert order(index, balance(), ALL_PARTS)[0] == 0
    assert order(index, balance(), Parts(sinking=False)) == [2, 0, 1, 3]


def test_without_lowering_a_short_passage_stays_where_it_is() -> None:
    index = FourPassages([0.6, 0.5, 0.0, 0.4])
    short = balance(sizes=(1, 400, 400, 400))
    assert order(index, short, ALL_PARTS)[0] == 1
    assert order(index, short, Parts(shortness=False))[0] == 0


def test_without_raising_what_is_tied_to_an_area_stays_where_it_is() -> None:
    index = FourPassages([0.6, 0.5, 0.0, 0.4])
    assert order(index, balance(), ALL_PARTS, ("A3",))[0] == 3
    assert order(index, balance(), Parts(areas=False), ("A3",)) == [0, 1, 3, 2]


def test_without_weights_any_hit_by_words_counts_as_much_as_one_by_meaning() -> None:
    """art_3 has hardly any of the words: alone it is first by words, and last by meaning."""
    index = cast(Generation, FourPassages([0.6, 0.5, 0.0, 0.4], words=[(3, 0.01)]))
    asked = Asked(VECTOR, (frozenset({7}),))

    def first(parts: Parts) -> str:
        return rank(index, balance(), asked, Filter(), Mode.HYBRID, 4, parts)[0].key[1]

    assert first(ALL_PARTS) == "art_1"
    assert first(Parts(word_weights=False)) == "art_3"


def test_everything_is_on_unless_switched_off() -> None:
    assert all(getattr(ALL_PARTS, field.name) is True for field in fields(Parts))


def test_the_ranking_alone_is_what_a_search_shows(indexed: SearchService) -> None:
    for mode in Mode:
        query = SearchQuery("ships in harbours", mode=mode, limit=3, offset=1)
        hits = indexed.search(query, Access.public()).hits
        assert [(hit.document, hit.eid) for hit in hits] == [
            found.key for found in indexed.rank(query, Access.public())
        ]
    assert indexed.rank(SearchQuery(" "), Access.public()) == ()


@pytest.mark.parametrize("stems", [True, False])
def test_words_are_stemmed_as_the_other_languages_would(
    store: Store, settings: Settings, stems: bool
) -> None:
    """An English query by Russian rules, too, unless that is switched off."""
    build_index(store, settings)
    service = SearchService(store, settings, parts=Parts(stems=stems))
    words = service._understand(
        SearchQuery("портах", mode="keyword", language="en"), Access.public()
    ).asked.words
    assert len(words[0]) == (2 if stems else 1)
