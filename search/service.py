"""The search as others use it: a query goes in, hydrated provisions with facets come out."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from corpus.access import Access
from corpus.areas import find_signals, load_areas
from corpus.errors import SearchIndexError
from corpus.languages import direction
from corpus.model import Passage, Provision
from corpus.settings import Settings
from corpus.store import ProvisionHit, Store
from search.balance import LanguageBalance
from search.encoders import Encoder, open_encoder
from search.index import Filter, Generation, Index, Wanted, open_index
from search.index.protocol import FACETS
from search.keywords import RULES, analyze_query, highlight, required_words
from search.parts import ALL_PARTS, Parts
from search.query import MAX_CHARACTERS, Mode, SearchQuery
from search.query_vectors import QueryVectors
from search.ranking import Asked, Ranked, rank
from search.rerank import Reranking
from search.results import Hit, HitArea, SearchResult, SearchStatus
from search.scripts import guess_language

__all__ = ["SearchQuery", "SearchResult", "SearchService", "SearchStatus"]

logger = logging.getLogger(__name__)

# A longer provision is shown by the passage that matched, not as a whole.
_WHOLE_UP_TO = 1_200
_KEPT_COUNTS = 500


@dataclass(frozen=True, slots=True)
class _Opened:
    """A generation with what is derived from it once."""

    generation: Generation
    balance: LanguageBalance


@dataclass(frozen=True, slots=True)
class _Understood:
    """A query as it was understood: what is asked, where, of which generation."""

    opened: _Opened
    text: str
    mode: Mode
    language: str
    where: Filter
    asked: Asked


class SearchService:
    """Answers queries from the store and its index; safe to use from several threads.

    ``identify`` names the language of a query (the ingesting room knows how; this one may not ask
    it); without it the letters decide. The encoder is loaded with the first query that needs it,
    and the index is looked at anew for every query, so that a rebuilt one is used at once.
    ``parts`` other than all are for measuring what each is worth.
    """

    def __init__(
        self,
        store: Store,
        settings: Settings,
        *,
        identify: Callable[[str], str | None] | None = None,
        encoder: Encoder | None = None,
        index: Index | None = None,
        parts: Parts = ALL_PARTS,
    ) -> None:
        self._store = store
        self._settings = settings
        self._identify = identify
        self._encoder = encoder
        self._index = index or open_index(settings)
        self._parts = parts
        self._opened: _Opened | None = None
        self._queries = QueryVectors(self._load_encoder)
        self._reranking = Reranking(store, settings)
        self._counts_of: Generation | None = None
        self._counts: dict[Filter, tuple[int, Mapping[str, Mapping[str, int]]]] = {}
        self._lock = threading.Lock()

    def search(self, query: SearchQuery, access: Access) -> SearchResult:
        """The provisions that answer a query best, as far as ``access`` may see them.

        An empty query finds nothing, but the facets then count all that may be seen.

        Raises:
            IndexMissingError: there is no index yet.
            IndexMismatchError: it was built with another encoder.
            SearchIndexError: it cannot be used.
            ConfigurationError: the encoder or the reranker cannot be had.
        """
        began = time.perf_counter()
        understood = self._understand(query, access)
        opened, asked, where = understood.opened, understood.asked, understood.where
        counted = replace(where, leads=True)
        if understood.mode is Mode.KEYWORD and understood.text:
            # A term that no document can have stands for a query without words: nothing matches.
            counted = replace(counted, any_terms=asked.terms or frozenset({-1}))
        total, facets = self._count(opened.generation, counted)
        page, reranked_by = self._rank(query, understood, access)
        hits = self._hydrate(page, query.offset, asked.terms, access) if page else ()
        took = (time.perf_counter() - began) * 1000
        return SearchResult(
            query.text, understood.language, understood.mode.value, total, took, hits, facets, reranked_by
        )

    def rank(self, query: SearchQuery, access: Access) -> Sequence[Ranked]:
        """The ranking alone, for whoever asks many queries: what :meth:`search` would show, without texts.

        What the store has removed since the index was built is still in it.

        Raises:
            As :meth:`search`.
        """
        page, _ = self._rank(query, self._understand(query, access), access)
        return page

    def _understand(self, query: SearchQuery, access: Access) -> _Understood:
        text = query.text[:MAX_CHARACTERS].strip()
        mode = Mode(query.mode)
        language = query.language or self._recognise(text)
        opened = self._open()
        where = self._filter(query, text, language, opened.generation, access)
        return _Understood(opened, text, mode, language, where, self._ask(text, language, mode, opened))

    def _rank(
        self, query: SearchQuery, understood: _Understood, access: Access
    ) -> tuple[Sequence[Ranked], str | None]:
        """The page that was asked for, and what put it into order anew."""
        if not understood.text:
            return (), None
        opened, mode = understood.opened, understood.mode
        reach = query.offset + query.limit
        order = partial(
            rank, opened.generation, opened.balance, understood.asked, understood.where, mode,
            parts=self._parts,
        )  # fmt: skip
        reranked_by: str | None = None
        if mode is Mode.KEYWORD:
            ranking = order(reach)
        else:
            ranking, reranked_by = self._reranking.put_in_order(order, understood.text, reach, access)
        return ranking[query.offset : reach], reranked_by

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
        self._open()
        self._load_encoder().encode_queries(["."])
        self._reranking.warm()

    def close(self) -> None:
        """Let go of the index."""
        self._opened = self._counts_of = None
        self._counts = {}
        self._index.close()

    def _recognise(self, text: str) -> str:
        found = self._identify(text) if self._identify and text else None
        return found or guess_language(text)

    def _load_encoder(self) -> Encoder:
        with self._lock:
            if self._encoder is None:
                self._encoder = open_encoder(self._settings, bulk=False)
            return self._encoder

    def _open(self) -> _Opened:
        generation = self._index.current()
        opened = self._opened
        if opened is not None and opened.generation is generation:
            return opened
        encoder = self._load_encoder()
        generation.manifest.check(encoder.name, encoder.dimension, encoder.fingerprint, RULES)
        opened = _Opened(generation, LanguageBalance.from_bytes(generation.balance))
        self._opened = opened
        return opened

    def _count(self, generation: Generation, where: Filter) -> tuple[int, Mapping[str, Mapping[str, int]]]:
        # Without words to match, the counts depend on the filters alone; many queries share them.
        with self._lock:
            if self._counts_of is not generation:
                self._counts_of, self._counts = generation, {}
            known = self._counts.get(where)
        if known is None:
            facets = {key: generation.facet(key, where) for key in FACETS}
            known = (generation.count(where), facets)
            if not where.any_terms and not where.must and not where.must_not and where.points is None:
                with self._lock:
                    if self._counts_of is generation and len(self._counts) < _KEPT_COUNTS:
                        self._counts[where] = known
        return known

    def _filter(
        self, query: SearchQuery, text: str, language: str, generation: Generation, access: Access
    ) -> Filter:
        languages = generation.manifest.languages
        required = " ".join(required_words(text))
        groups = analyze_query(required, language, languages) if required else ()
        return Filter(
            only=query.only,
            without=query.without,
            year_from=query.year_from,
            year_to=query.year_to,
            hidden=self._store.hidden_documents(access),
            must=tuple(Wanted(group) for group in groups),
        )

    def _ask(self, text: str, language: str, mode: Mode, opened: _Opened) -> Asked:
        others = opened.generation.manifest.languages if self._parts.stems else ()
        words = analyze_query(text, language, others)
        if mode is Mode.KEYWORD or not text:
            return Asked(None, words)
        vectors = self._queries.encode(text)
        areas = tuple(area.code for area in load_areas() if find_signals(text, area, language))
        return Asked(opened.balance.centre_queries(vectors, [language])[0], words, areas)

    def _hydrate(
        self, page: Sequence[Ranked], offset: int, terms: frozenset[int], access: Access
    ) -> tuple[Hit, ...]:
        # The store checks the reader's rights again: what changed since the filter was made is left out.
        shown = self._store.provision_hits([found.key for found in page], access)
        passages = self._store.passages_by_id([found.passage for found in page], access)
        hits = []
        for number, found in enumerate(page, start=offset + 1):
            hydrated = shown.get(found.key)
            if hydrated is not None:
                text = _choose_text(hydrated, passages.get(found.passage))
                hits.append(_make_hit(number, found, hydrated, text, terms))
        return tuple(hits)


def _choose_text(hydrated: ProvisionHit, passage: Passage | None) -> str:
    if passage is None or len(hydrated.text) <= _WHOLE_UP_TO:
        return hydrated.text
    start = passage.start - hydrated.provision.start
    return hydrated.text[start : start + passage.end - passage.start]


def _make_hit(number: int, found: Ranked, hydrated: ProvisionHit, text: str, terms: frozenset[int]) -> Hit:
    provision = hydrated.provision
    return Hit(
        rank=number,
        score=found.score,
        instrument=hydrated.instrument,
        document=hydrated.document.id,
        source=hydrated.document.source,
        language=provision.language,
        direction=direction(provision.language),
        eid=provision.eid,
        label=provision.label,
        heading=provision.heading,
        breadcrumb=tuple(_name(ancestor) for ancestor in hydrated.ancestors),
        pages=provision.pages,
        text=text,
        highlights=tuple(highlight(text, provision.language, terms)),
        areas=tuple(HitArea(tie.area, tie.score, tie.status) for tie in hydrated.assignments),
        passage=found.passage,
    )


def _name(ancestor: Provision) -> str:
    """What an enclosing provision is called in a breadcrumb: its number and its heading."""
    return " ".join(part for part in (ancestor.label, ancestor.heading) if part) or ancestor.eid
