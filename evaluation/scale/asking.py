"""What is asked of an index, as :mod:`search.service` asks it once a query is understood and encoded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from evaluation.scale.data import (
    AREAS,
    HIDDEN,
    JURISDICTIONS,
    LANGUAGES,
    PER_DOCUMENT,
    Draft,
    Passages,
    name_document,
)
from search.balance import LanguageBalance
from search.candidates import Asked
from search.index import Filter, Generation, Wanted, select
from search.index.protocol import FACETS
from search.query import Mode
from search.ranking import Ranked, rank

_PAGE = 10

KINDS = ("plain", "filters", "facets", "all", "keyword")
"""``plain``: a hybrid query. ``filters``: with a filter, of six kinds in turn. ``facets``: plain, with all
counts and facets, none kept from an earlier query. ``all``: filters, hidden documents and facets at
once. ``keyword``: by words alone, with counts and facets of what has one of the words."""


class Asker:
    """Asks one generation the questions of one collection."""

    def __init__(
        self, generation: Generation, balance: LanguageBalance, passages: Passages, drafts: Sequence[Draft]
    ) -> None:
        self._generation = generation
        self._balance = balance
        self._drafts = drafts
        documents = max(1, passages.count // PER_DOCUMENT)
        step = max(1, documents // HIDDEN)
        self._hidden = frozenset(name_document(number) for number in range(0, documents, step)[:HIDDEN])

    def ask(self, kind: str, number: int) -> Sequence[Ranked]:
        """Ask one question in one of the ``KINDS``."""
        draft = self._drafts[number]
        asked = Asked(draft.vector, draft.words, AREAS[number % 18 : number % 18 + 1], draft.concepts)
        where = self._filter(kind, number)
        if kind in ("facets", "all", "keyword"):
            self._count(asked, where, by_words=kind == "keyword")
        mode = Mode.KEYWORD if kind == "keyword" else Mode.HYBRID
        # As the service does: more than a page, since language versions of a provision become one hit.
        return rank(self._generation, self._balance, asked, where, mode, 4 * _PAGE)

    def nearest(self, number: int, limit: int) -> list[int]:
        """The nearest passages in meaning, by their ids."""
        found = self._generation.search_dense(self._drafts[number].vector, Filter(), 600)
        return [int(point) for point in found.ids[:limit]]

    def _filter(self, kind: str, number: int) -> Filter:
        if kind not in ("filters", "all"):
            return Filter()
        ways: tuple[Callable[[], Filter], ...] = (
            lambda: Filter(select(language=[LANGUAGES[number % 40]])),
            lambda: Filter(select(area=[AREAS[number % 18]]), year_from=1980, year_to=2000 + number % 20),
            lambda: Filter(without=select(language=[LANGUAGES[number % 40]], kind=["act"])),
            lambda: Filter(hidden=self._hidden - {name_document(number)}),
            lambda: Filter(must=(Wanted(phrases=frozenset([self._drafts[number].phrase])),)),
            lambda: Filter(select(jurisdiction=[JURISDICTIONS[number % 60]], kind=["act", "decree"])),
        )
        where = ways[number % len(ways)]()
        return replace(where, hidden=self._hidden - {name_document(number)}) if kind == "all" else where

    def _count(self, asked: Asked, where: Filter, *, by_words: bool) -> None:
        leading = replace(where, leads=True)
        having = replace(leading, any_terms=asked.terms)
        each = tuple(Wanted(terms) for terms in asked.words)
        self._generation.count(having)
        self._generation.count(replace(leading, must=(*leading.must, *each)))
        counted = having if by_words else leading
        for key in FACETS:
            self._generation.facet(key, counted)
        self._generation.facet("instrument", counted, limit=self._generation.manifest.passages)
        self._generation.count(counted)
