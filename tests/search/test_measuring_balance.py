"""The script that compares remedies against language bias, on a small knowledge base."""

from __future__ import annotations

import numpy as np
import pytest
from search_samples import make_bundle  # type: ignore[import-not-found]

from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from evaluation.multilingual.pairs import (
    Kind,
    Pair,
    Pool,
    Unit,
    compare_methods,
    find_pairs,
    measure,
    nothing,
)
from search.align.meanings import article_of
from search.align.split import Part, part_of_article
from search.build import build_index
from search.encoders.demo import DemoEncoder
from search.passages import read_passages


@pytest.mark.parametrize(
    ("eid", "article"),
    [
        ("art_3__para_1__subpara_a", "art_3"),
        ("sched_1__para_2", "sched_1__para_2"),
        ("part_2__art_1__para_4", "part_2__art_1"),
        ("sec_9", "sec_9"),
    ],
)
def test_what_lies_in_an_article_counts_for_it(eid: str, article: str) -> None:
    assert article_of(eid) == article


def test_ranks_are_counted_over_articles_without_the_asking_one() -> None:
    # Passages: the asking article, its counterpart (two passages), and another in each language.
    vectors = np.array([[1, 0], [0.6, 0.8], [0.8, 0.6], [0.9, 0.44], [0, 1]], np.float32)
    units = {Unit("a", "art_1"): 0, Unit("b", "art_1"): 1, Unit("a", "art_2"): 2, Unit("b", "art_2"): 3}
    pool = Pool(vectors, np.array(["en", "fr", "fr", "en", "fr"]), np.array([0, 1, 1, 2, 3]), units)
    pairs = [Pair(Unit("a", "art_1"), Unit("b", "art_1"), "en", "fr", "x", Kind.OTHER_ARTICLES)]
    row = measure(pool, pairs, np.array([[1, 0]], np.float32), "nothing", nothing)
    # Before the counterpart (0.8) comes the other English article (0.9): rank 2 of all, 1 of the French.
    assert (row.mixed_mrr, row.alone_mrr, row.mixed_recall) == (0.5, 1.0, 1.0)
    assert row.balance == 0.5


def test_pairs_are_articles_that_two_language_versions_share(settings: Settings) -> None:
    subjects = [
        "ships",
        "harbours",
        "anchors",
        "pilots",
        "cargo",
        "lights",
        "ropes",
        "sails",
        "crews",
        "charts",
        "engines",
        "tides",
    ]
    words = [f"The {subject} are entered in a long register by officers." for subject in subjects]
    with Store.open(settings.database_url) as store:
        store.put(make_bundle("sea", "en", [*words, "Only the English text has this article."]))
        store.put(make_bundle("sea", "fr", words))
        build_index(store, settings)
        passages = list(read_passages(store, ["sea-en-1", "sea-fr-1"], Access.system_()))
        shared = {f"art_{n}" for n in range(1, 13)}
        pairs = {part: find_pairs(store, passages, 99, part) for part in Part}
        for part, found in pairs.items():
            assert {(p.asking.document, p.asking.eid, p.answer.document) for p in found} == {
                (f"sea-{one}-1", eid, f"sea-{other}-1")
                for one, other in (("en", "fr"), ("fr", "en"))
                for eid in shared
                if part_of_article("/akn/xx/act/sea", eid) is part
            }
        assert all(pairs.values())
        rows = {row.method: row for row in compare_methods(store, DemoEncoder(), 99, Part.TUNING).methods}
    assert rows["nothing"].pairs == len(pairs[Part.TUNING])
    assert rows["nothing"].mixed_mrr == 1.0
