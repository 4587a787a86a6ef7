"""The search as others use it: a query goes in, hydrated provisions with facets come out."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from corpus.access import Access
from corpus.errors import SearchIndexError
from corpus.model import Bundle, Nature
from corpus.references import Reference
from corpus.settings import Settings
from corpus.store import Store
from search.asking.understanding import Identify, Opened, Refer, Understanding, Understood
from search.balance import LanguageBalance
from search.encoders import Encoder, open_encoder
from search.explain import SentenceVectors
from search.framework import Framework, Standing
from search.hits import HitMaker
from search.index import Filter, Generation, Index, Selection, Wanted, meet, open_index, select
from search.index.protocol import FACETS
from search.newcomer_areas import make_proposer
from search.parts import ALL_PARTS, Parts
from search.query import Mode, Roll, SearchQuery
from search.query_vectors import QueryVectors
from search.ranking import Key, Ranked, join_versions, rank, roll_instruments
from search.rerank import Reranking
from search.results import Counts, Hit, Referred, SearchResult, SearchStatus
from search.similar import USUAL, SimilarProvisions, find_similar
from search.words.keywords import RULES
from search.words.lexicon import Lexicon

__all__ = ["SearchQuery", "SearchResult", "SearchService", "SearchStatus"]

logger = logging.getLogger(__name__)

_KEPT_COUNTS = 500
# Provisions that are looked at to fill a page of instruments.
_INSTRUMENT_REACH = 300
# Hits among which one is looked for, to say why it is there.
_WHY_REACH = 100
_VERSIONS = 4  # language versions of one provision among the hits, at most, on average

_NO_TERM = frozenset({-1})
"""A term that no document can have."""


class SearchService:
    """Answers queries from the store and its index; safe to use from several threads.

    ``identify`` names the language of a query and ``refer`` the provisions that it points to (the
    ingesting room knows how; this one may not ask it); without them the letters decide, and references
    are words like others. The encoder is loaded with the first query that needs it, and the index is
    looked at anew for every query, so that a rebuilt one is used at once. ``parts`` other than all are
    for measuring what each is worth.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        *,
        identify: Identify | None = None,
        refer: Refer | None = None,
        encoder: Encoder | None = None,
        index: Index | None = None,
        parts: Parts = ALL_PARTS,
    ) -> None:
        self._store = store
        self._settings = settings
        self._encoder = encoder
        self._index = index or open_index(settings)
        self._parts = parts
        self._opened: Opened | None = None
        queries = QueryVectors(self._load_encoder)
        self._understanding = Understanding(store, queries, parts, identify, refer)
        self._hits = HitMaker(store, SentenceVectors(self._load_encoder))
        self._reranking = Reranking(store, settings)
        self._counts_of: Generation | None = None
        self._counts: dict[Filter, tuple[int, Mapping[str, Mapping[str, int]]]] = {}
        self._lock = threading.Lock()

    def search(self, query: SearchQuery, access: Access) -> SearchResult:
        """The provisions that answer a query best, as far as ``access`` may see them.

        An empty query finds nothing, but the facets then count all that may be seen.

        Raises:
            UsageError: the query's operators make no sense.
            IndexMissingError: there is no index yet.
            IndexMismatchError: it was built with another encoder.
            SearchIndexError: it cannot be used.
            ConfigurationError: the encoder or the reranker cannot be had.
        """
        began = time.perf_counter()
        understood = self._understanding.understand(query, self._open(), access)
        counts, facets = self._count(understood)
        page, reranked_by = self._rank(query, understood, access)
        hits = self._hits.make(page, understood, query, access)
        referred = tuple(self._name(each, access) for each in understood.references)
        took = (time.perf_counter() - began) * 1000
        return SearchResult(
            query.text, understood.language, understood.mode.value, counts.provisions, took, hits, facets,
            reranked_by, counts, referred,
        )  # fmt: skip

    def rank(self, query: SearchQuery, access: Access) -> Sequence[Ranked]:
        """The ranking alone, for whoever asks many queries: what :meth:`search` would show, without texts.

        What the store has removed since the index was built is still in it.

        Raises:
            As :meth:`search`.
        """
        understood = self._understanding.understand(query, self._open(), access)
        return [entry for entry, _ in self._rank(query, understood, access)[0]]

    def why(self, query: SearchQuery, document: str, eid: str, access: Access) -> Hit | None:
        """One provision as a hit of a query, with the reasons for it; None where it is not found.

        Its rank is that among the first hits of the query, or else within its document.

        Raises:
            As :meth:`search`.
        """
        understood = self._understanding.understand(query, self._open(), access)
        wide = replace(query, limit=_WHY_REACH, offset=0, together=False, roll=Roll.PROVISION, explain=True)
        here, possible = meet(understood.where.only, select(document=[document]))
        if not possible:
            return None
        within = replace(understood, where=replace(understood.where, only=here))
        for asked in (understood, within):
            page, _ = self._rank(wide, asked, access)
            for number, found in enumerate(page):
                if found[0].key == (document, eid):
                    hits = self._hits.make([found], asked, replace(wide, offset=number), access)
                    return hits[0] if hits else None
        return None

    def similar(
        self,
        document: str,
        eid: str,
        access: Access,
        *,
        only: Selection = (),
        limit: int = USUAL,
        same_instrument: bool = False,
    ) -> SimilarProvisions:
        """The provisions nearest in meaning to one: :func:`search.similar.find_similar`."""
        opened = self._open()
        return find_similar(
            self._store, opened.generation, opened.balance, document, eid, access,
            only=only, limit=limit, same_instrument=same_instrument,
        )  # fmt: skip

    def place(self, newcomer: Bundle | str, access: Access, *, most: int | None = None) -> Standing:
        """A bundle that is nowhere kept, or a document by its id, beside all other instruments.

        See :mod:`search.framework`; ``most`` commitments are looked at, all if it is None.
        """
        opened, encoder = self._open(), self._load_encoder()
        framework = Framework(self._store, opened.generation, opened.balance, access)
        if isinstance(newcomer, str):
            return framework.place(framework.take_held(newcomer), most)
        proposer = make_proposer(self._store, encoder, opened.balance)
        return framework.place(framework.take_new(newcomer, encoder, proposer), most)

    def _rank(
        self, query: SearchQuery, understood: Understood, access: Access
    ) -> tuple[Sequence[tuple[Ranked, Sequence[Ranked]]], str | None]:
        """The page that was asked for, each hit with what else of its instrument; what reordered it."""
        if not understood.text or understood.nothing:
            return (), None
        opened, mode = understood.opened, understood.mode
        reach = query.offset + query.limit
        order = partial(
            rank, opened.generation, opened.balance, understood.asked, understood.where, mode,
            parts=self._parts,
        )  # fmt: skip
        reranked_by: str | None = None
        by_instrument = query.roll == Roll.INSTRUMENT
        deep = max(reach, _INSTRUMENT_REACH) if by_instrument else reach
        deep *= _VERSIONS if query.together and not by_instrument else 1
        if mode is Mode.KEYWORD:
            ranking = order(deep)
        else:
            ranking, reranked_by = self._reranking.put_in_order(order, understood.text, deep, access)
        referred = self._look_up(understood)
        found = {entry.key for entry in referred}
        ranking = [*referred, *(entry for entry in ranking if entry.key not in found)]
        if query.together:
            languages = dict.fromkeys((understood.language, *query.reading))
            ranking = join_versions(ranking, [each for each in languages if each])
        page = roll_instruments(ranking) if by_instrument else [(entry, ()) for entry in ranking]
        return page[query.offset : reach], reranked_by

    def _look_up(self, understood: Understood) -> list[Ranked]:
        """The provisions that a query names, where the filters allow them, one version of each first."""
        generation = understood.opened.generation
        found: list[tuple[bool, Ranked]] = []
        for reference in understood.references:
            if reference.eid is None:
                continue
            for document in reference.documents:
                inside = self._eids_within(document, reference.eid)
                only, possible = meet(understood.where.only, select(document=[document], eid=inside))
                where = replace(understood.where, only=only, must=(), points=None)
                if possible and (points := generation.select(where, 1)):
                    place = generation.locate(points)[points[0]]
                    key: Key = (document, reference.eid)
                    entry = Ranked(
                        key, 1.0, place.passage, {"reference": 1.0}, place.instrument, referred=True,
                        language=place.language, abstract=place.nature == Nature.ABSTRACT,
                    )  # fmt: skip
                    found.append((place.language != understood.language, entry))
        # The version in the language of the question first.
        return [entry for _, entry in sorted(found, key=lambda pair: pair[0])]

    def _eids_within(self, document: str, eid: str) -> list[str]:
        """A provision and what it contains."""
        eids = self._store.eids_of([document]).get(document, [])
        return [each for each in eids if each == eid or each.startswith(f"{eid}__")]

    def _name(self, reference: Reference, access: Access) -> Referred:
        title = self._store.instrument(reference.instrument, access).title
        return Referred(
            reference.instrument, title, reference.eid, reference.start, reference.end, reference.missing
        )

    def status(self) -> SearchStatus:
        """What the index in use is, and whether it can be searched and is up to date."""
        manifest = self._index.manifest()
        if manifest is None:
            try:
                self._index.current()
            except SearchIndexError as error:
                return SearchStatus(self._settings.encoder, 0, 0, {}, False, str(error))
            return SearchStatus(self._settings.encoder, 0, 0, {}, False)
        problem = None
        try:
            self._open()
        except SearchIndexError as error:
            problem = str(error)
        current = problem is None and manifest.content_revision == self._store.content_revision()
        return SearchStatus(
            manifest.encoder, manifest.passages, manifest.provisions, manifest.languages, current, problem
        )

    def warm(self) -> None:
        """Load what the first query would load (a server calls it before it says that it is ready)."""
        # A whole query: the rules of languages, the thesaurus and the names of instruments are read with it.
        query = SearchQuery("article 1", limit=1)
        self._understanding.understand(query, self._open(), Access.public())
        self._reranking.warm()

    def close(self) -> None:
        """Let go of the index."""
        self._opened = self._counts_of = None
        self._counts = {}
        self._index.close()

    def _load_encoder(self) -> Encoder:
        with self._lock:
            if self._encoder is None:
                self._encoder = open_encoder(self._settings, bulk=False)
            return self._encoder

    def _open(self) -> Opened:
        generation = self._index.current()
        opened = self._opened
        if opened is not None and opened.generation is generation:
            return opened
        encoder = self._load_encoder()
        generation.manifest.check(encoder.name, encoder.dimension, encoder.fingerprint, RULES)
        opened = Opened(
            generation,
            LanguageBalance.from_bytes(generation.balance),
            Lexicon.from_bytes(generation.lexicon) if generation.lexicon else Lexicon.from_words(()),
        )
        self._opened = opened
        return opened

    def _count(self, understood: Understood) -> tuple[Counts, Mapping[str, Mapping[str, int]]]:
        generation, asked = understood.opened.generation, understood.asked
        where = replace(understood.where, leads=True)
        if understood.nothing:
            return Counts(0, 0), {key: {} for key in FACETS}
        any_word = all_words = None
        if asked.words:
            having = replace(where, any_terms=asked.terms)
            any_word = generation.count(having)
            each = tuple(Wanted(terms) for terms in asked.words)
            all_words = generation.count(replace(where, must=(*where.must, *each))) if any_word else 0
        if understood.mode is Mode.KEYWORD and understood.text:
            where = replace(where, any_terms=asked.terms or _NO_TERM)
        total, facets = self._count_all(generation, where)
        shown = {key: facets[key] for key in FACETS}
        return Counts(total, len(facets["instrument"]), all_words, any_word), shown

    def _count_all(
        self, generation: Generation, where: Filter
    ) -> tuple[int, Mapping[str, Mapping[str, int]]]:
        # Without words to match, the counts depend on the filters alone; many queries share them.
        with self._lock:
            if self._counts_of is not generation:
                self._counts_of, self._counts = generation, {}
            known = self._counts.get(where)
        if known is None:
            facets = {key: generation.facet(key, where) for key in FACETS}
            facets["instrument"] = generation.facet("instrument", where, limit=generation.manifest.passages)
            known = (generation.count(where), facets)
            if not where.any_terms and not where.must and not where.must_not and where.points is None:
                with self._lock:
                    if self._counts_of is generation and len(self._counts) < _KEPT_COUNTS:
                        self._counts[where] = known
        return known
