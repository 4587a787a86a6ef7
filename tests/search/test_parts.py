"""Parts of the query path switched off one by one: each changes what it is for, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from types import MappingProxyType
from typing import Any, cast

import numpy as np
import pytest

from corpus.access import Access
from corpus.settings import Settings
from corpus.store import Store
from search.balance import LanguageBalance, measure_balance
from search.build import build_index
from search.candidates import Asked, weigh_words
from search.index import Filter, Found, Generation, Manifest, Place
from search.parts import ALL_PARTS, Parts
from search.query import Mode
from search.ranking import Ranked, join_versions, rank, roll_instruments
from search.roles import Role
from search.service import SearchQuery, SearchService

VECTOR = np.array([1.0, 0.0, 0.0, 0.0], np.float32)
EIDS = ["art_1", "art_2", "front_1", "art_3"]
HERITAGE = 5  # the term of a concept


class FourPassages:
    """An index of four passages: two English articles, a title page, a Chinese article.

    ``words`` and ``concepts`` are what keyword search finds by terms, ``tied`` the points that are tied
    to whatever area is asked for, ``of_law`` those of whatever instrument.
    """

    def __init__(
        self,
        near: Sequence[float],
        words: Mapping[int, float] = MappingProxyType({}),
        concepts: Mapping[int, float] = MappingProxyType({}),
        tied: Sequence[int] = (3,),
        of_law: Sequence[int] = (3,),
    ) -> None:
        self.near = dict(enumerate(near))
        self.by_term = {7: words, HERITAGE: concepts}
        self.tied = {"area": tied, "instrument": of_law}
        self.manifest = cast(Manifest, type("Few", (), {"passages": 4}))

    def search_dense(self, vector: object, where: Filter, limit: int) -> Found:
        allowed = set(self.near) if where.points is None else set(where.points)
        for key, values in self.tied.items():
            if where.values(key):
                allowed &= set(values)
        ids = sorted(allowed)
        return Found.of(ids, [self.near[point] for point in ids])

    def search_sparse(self, terms: Mapping[int, float], where: Filter, limit: int) -> Found:
        found = {point: score for term in terms for point, score in self.by_term[term].items()}
        kept = [point for point in found if where.points is None or point in where.points]
        return Found.of(kept, [found[point] for point in kept])

    def locate(self, ids: Sequence[int]) -> dict[int, Place]:
        return {point: Place("d", EIDS[point], f"p{point}", "law") for point in ids}

    def count(self, where: Filter) -> int:
        return 1


def balance(
    likeness: float = 1.0,
    sizes: Sequence[float] = (400, 400, 400, 400),
    roles: Sequence[Role] = (Role.TEXT, Role.TEXT, Role.FRAME, Role.TEXT),
) -> LanguageBalance:
    """Translations into Chinese are ``likeness`` times as alike as texts in English."""
    measured = measure_balance(np.eye(4, dtype=np.float32), ["en", "en", "en", "zh"], None, {})
    known = {("", ""): 1.0, ("=", "="): 1.0, ("en", "zh"): likeness}
    return replace(
        measured,
        likeness=known,
        asked_in="en",
        point_sizes=np.array(sizes, np.float32),
        point_roles=np.array(roles, np.uint8),
    )


def order(
    index: FourPassages,
    of: LanguageBalance,
    parts: Parts = ALL_PARTS,
    *,
    mode: Mode = Mode.SEMANTIC,
    **asked: Any,
) -> list[str]:
    """The eIds in the order of the ranking."""
    query = Asked(VECTOR, **({"words": ()} | asked))
    ranking = rank(cast(Generation, index), of, query, Filter(), mode, 4, parts)
    return [entry.key[1] for entry in ranking]


NEAR = FourPassages([0.6, 0.5, 0.0, 0.4])


def test_without_calibration_another_language_is_judged_by_the_same_scale() -> None:
    assert order(NEAR, balance(likeness=0.5))[0] == "art_3"
    assert order(NEAR, balance(likeness=0.5), Parts(calibration=False))[:3] == ["art_1", "art_2", "art_3"]


@pytest.mark.parametrize("role", [Role.FRAME, Role.HEADING, Role.HISTORY])
def test_without_sinking_a_title_page_stays_where_it_is(role: Role) -> None:
    index = FourPassages([0.6, 0.5, 0.7, 0.4])
    of = balance(roles=(Role.TEXT, Role.TEXT, role, Role.TEXT))
    assert order(index, of)[0] == "art_1"
    assert order(index, of, Parts(sinking=False))[0] == "front_1"


def test_without_lowering_a_short_passage_stays_where_it_is() -> None:
    short = balance(sizes=(1, 400, 400, 400))
    assert order(NEAR, short)[0] == "art_2"
    assert order(NEAR, short, Parts(shortness=False))[0] == "art_1"


def test_without_raising_what_is_tied_to_an_area_stays_where_it_is() -> None:
    assert order(NEAR, balance(), areas=("A3",))[0] == "art_3"
    assert order(NEAR, balance(), Parts(areas=False), areas=("A3",))[0] == "art_1"


def test_what_belongs_to_an_instrument_that_the_query_names_is_raised() -> None:
    assert order(NEAR, balance(), instruments=("law",))[0] == "art_3"
    assert order(NEAR, balance(), Parts(references=False), instruments=("law",))[0] == "art_1"


def test_a_definition_is_raised_where_the_question_is_what_something_is() -> None:
    of = balance(roles=(Role.TEXT, Role.DEFINITION, Role.FRAME, Role.TEXT))
    assert order(NEAR, of, defines=True)[0] == "art_2"
    assert order(NEAR, of, defines=False)[0] == "art_1"
    assert order(NEAR, of, Parts(definitions=False), defines=True)[0] == "art_1"


def test_a_concept_that_a_passage_shares_with_the_query_raises_it_in_hybrid_search() -> None:
    index = FourPassages([0.6, 0.5, 0.0, 0.4], concepts={3: 4.0})
    shared = {"concepts": (HERITAGE,)}
    assert order(index, balance(), mode=Mode.HYBRID, **shared)[0] == "art_3"
    assert order(index, balance(), mode=Mode.SEMANTIC, **shared)[0] == "art_1"
    assert order(index, balance(), Parts(concepts=False), mode=Mode.HYBRID, **shared)[0] == "art_1"


def test_hardly_any_of_the_words_is_hardly_any_reason() -> None:
    """art_3 is first by words, and last by meaning: that it has all of them counts, a little does not."""
    words = {"words": (frozenset({7}),)}
    worth = weigh_words(cast(Generation, NEAR), words["words"])
    little = FourPassages([0.6, 0.5, 0.0, 0.4], words={3: 0.1 * worth})
    everything = FourPassages([0.6, 0.5, 0.0, 0.4], words={3: worth})
    assert order(little, balance(), mode=Mode.HYBRID, **words)[0] == "art_1"
    assert order(everything, balance(), mode=Mode.HYBRID, **words)[0] == "art_3"
    assert order(everything, balance(), mode=Mode.KEYWORD, **words) == ["art_3"]


def test_the_parts_of_a_score_add_up_to_it() -> None:
    index = FourPassages([0.6, 0.5, 0.7, 0.4], words={3: 0.3}, concepts={0: 2.0})
    of = balance(sizes=(100, 400, 20, 400))
    asked = Asked(VECTOR, (frozenset({7}),), ("A3",), (HERITAGE,), ("law",), defines=True)
    for entry in rank(cast(Generation, index), of, asked, Filter(), Mode.HYBRID, 4):
        added = [
            value for name, value in entry.parts.items() if not name.endswith("_rank") and name != "bm25"
        ]
        assert sum(added) == pytest.approx(entry.score)


def test_language_versions_of_a_numbered_provision_are_one_hit_and_others_are_not() -> None:
    ranking = [
        Ranked(("en", "art_1"), 3.0, "p", instrument="law"),
        Ranked(("ru", "art_1"), 2.5, "p", instrument="law"),
        Ranked(("ru", "block_1"), 2.0, "p", instrument="law"),
        Ranked(("en", "block_1"), 1.5, "p", instrument="law"),
        Ranked(("xx", "art_1"), 1.0, "p", instrument="other"),
        Ranked(("zh", "art_1"), 0.5, "p", instrument="law"),
    ]
    joined = join_versions(ranking)
    assert [entry.key for entry in joined] == [
        ("en", "art_1"), ("ru", "block_1"), ("en", "block_1"), ("xx", "art_1"),
    ]  # fmt: skip
    assert joined[0].versions == (("ru", "art_1"), ("zh", "art_1"))


@pytest.mark.parametrize(
    ("found", "languages", "shown"),
    [
        # The law's own words stay where they are best.
        (("zh", "en*", "ru*"), ("ru",), "zh"),
        # A Chinese reader gets the law, not our abstract of it.
        (("zh*", "zh", "en*"), ("zh",), "zh"),
        # A Persian question in an English interface is answered in English.
        (("tr*", "tr", "en*"), ("fa", "en"), "en*"),
        (("tr*", "en"), ("fa", "en"), "en"),
        # The language of the question goes before that of the interface.
        (("uz*", "en*", "ru*"), ("ru", "en"), "ru*"),
        # Nothing that the reader reads: the law in the language of the abstract that was found.
        (("tr*", "zh", "tr"), ("fa",), "tr"),
        (("tr*", "zh*"), (), "tr*"),
    ],
)
def test_of_abstracts_the_version_that_the_reader_reads_is_shown(
    found: tuple[str, ...], languages: tuple[str, ...], shown: str
) -> None:
    ranking = [
        Ranked((name, "art_1"), 3.0, "p", instrument="law", language=name.strip("*"), abstract="*" in name)
        for name in found
    ]
    [joined] = join_versions(ranking, languages)
    assert joined.key == (shown, "art_1")
    assert set(joined.versions) == {(name, "art_1") for name in found} - {joined.key}


def test_provisions_roll_up_to_their_instruments() -> None:
    ranking = [
        Ranked(("a", "art_1"), 3.0, "p", instrument="one"),
        Ranked(("b", "art_9"), 2.0, "p", instrument="two"),
        Ranked(("a", "art_4"), 1.0, "p", instrument="one"),
    ]
    rolled = roll_instruments(ranking)
    assert [(best.key, [other.key for other in others]) for best, others in rolled] == [
        (("a", "art_1"), [("a", "art_4")]),
        (("b", "art_9"), []),
    ]


def test_everything_is_on_unless_switched_off() -> None:
    assert all(getattr(ALL_PARTS, field.name) is True for field in fields(Parts))


def test_the_ranking_alone_is_what_a_search_shows(indexed: SearchService) -> None:
    for mode in Mode:
        query = SearchQuery("ships in harbours", mode=mode, limit=3, offset=1)
        hits = indexed.search(query, Access.public()).hits
        assert [(hit.document, hit.eid) for hit in hits] == [
            found.key for found in indexed.rank(query, Access.public())
        ]
    assert not indexed.rank(SearchQuery(" "), Access.public())


@pytest.mark.parametrize("stems", [True, False])
def test_words_are_stemmed_as_the_other_languages_would(
    store: Store, settings: Settings, stems: bool
) -> None:
    """An English query by Russian rules, too, unless that is switched off."""
    build_index(store, settings)
    service = SearchService(store, settings, parts=Parts(stems=stems))
    query = SearchQuery("портах", mode="keyword", language="en")
    words = service._understanding.understand(query, service._open(), Access.public()).asked.words
    assert len(words[0]) == (2 if stems else 1)
