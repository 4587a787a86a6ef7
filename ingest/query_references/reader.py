"""Recognising references in queries, on behalf of whoever asks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from threading import Lock

from corpus.access import Access
from corpus.references import Reference
from corpus.store import Store
from corpus.store.records import DocumentSummary
from ingest.query_references.catalogue import Catalogue, Entry, build
from ingest.query_references.lookup import Provisions, name_missing
from ingest.query_references.names import Named, read_names
from ingest.query_references.naming import Naming, Strength
from ingest.query_references.phrases import Match, is_run
from ingest.query_references.text import Text
from ingest.query_references.units import Place, read_bare, read_places
from ingest.query_references.words import fillers

CANDIDATES = 5
"""How many references one query may give."""

_STRAY = 1  # letters beside a reference that say nothing where words run together
_VIEWS = 8  # readers with different documents before them whose names are kept
_YEAR = re.compile(r"(?:1[89]|20|25)\d\d")
_EDGES = " \t,.;:!?\"'«»“”„()[]《》「」『』【】、，。-/|"


@dataclass(frozen=True, slots=True)
class _Pair:
    """A place and the words that say of which instrument it is."""

    place: Place | None
    named: Named


class ReferenceReader:
    """Reads the references in a query: ``reader("ст. 228.1 УК РФ", access)``.

    It may be called from several threads. Names are read from the store anew when its content or what
    ``access`` may see of it has changed; nothing that ``access`` may not see is recognised.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = Lock()
        self._views: dict[tuple[str, frozenset[str]], Catalogue] = {}
        self._provisions: dict[tuple[str, str], Provisions] = {}

    def __call__(self, query: str, access: Access) -> tuple[Reference, ...]:
        """Return what ``query`` names, best first; nothing unless it is sure."""
        text = Text.of(query)
        if not text.words:
            return ()
        catalogue = self._catalogue(access)
        named, states = read_names(text, catalogue)
        if not named:
            return ()
        spans = [(name.start, name.end) for name in named]
        readings = read_places(text.blank([*spans, *((state.start, state.end) for state in states)]))
        if not readings:
            bare = _read_only_number(text, named, states)
            found = list(self._resolve([(_Pair(bare, named[0]),)], text, states, catalogue)) if bare else []
            if found and found[0].eid is not None:
                return tuple(found[:CANDIDATES])
            return tuple(self._name_whole(text, named, states, catalogue))[:CANDIDATES]
        paired = [tuple(_pair(places, named)) for places in readings]
        return tuple(self._resolve(paired, text, states, catalogue))[:CANDIDATES]

    def _catalogue(self, access: Access) -> Catalogue:
        key = (self._store.content_revision(), self._store.hidden_documents(access))
        with self._lock:
            found = self._views.get(key)
            if found is None:
                for stale in [each for each in self._views if each[0] != key[0]]:
                    del self._views[stale]
                while len(self._views) >= _VIEWS:
                    del self._views[next(iter(self._views))]
                found = self._views[key] = build(self._store, access)
                self._forget(found)
            return found

    def _forget(self, catalogue: Catalogue) -> None:
        """Drop the provisions of documents that were read anew."""
        revisions = self._store.document_revisions()
        kept = {key: found for key, found in self._provisions.items() if revisions.get(key[0]) == key[1]}
        self._revisions = revisions
        self._provisions = kept

    def _provisions_of(self, document: DocumentSummary) -> Provisions:
        key = (document.id, self._revisions.get(document.id, ""))
        found = self._provisions.get(key)
        if found is None:
            found = Provisions(self._store.eids_of([document.id]).get(document.id, []))
            self._provisions[key] = found
        return found

    def _resolve(
        self,
        paired: Sequence[Sequence[_Pair]],
        text: Text,
        states: Sequence[Match[str]],
        catalogue: Catalogue,
    ) -> Iterator[Reference]:
        """Look up the places of the first reading that leads to provisions, else of the first reading."""
        told = [[list(self._look_up(pair, text, catalogue)) for pair in pairs] for pairs in paired]
        best = max(told, key=_completeness)
        reading = paired[told.index(best)]
        spans = [span for pair in reading for span in _spans(pair)]
        whole = _is_whole(text, spans, states)
        seen: set[tuple[str, str | None, str | None]] = set()
        for found in best:
            for reference in found:
                key = (reference.instrument, reference.eid, reference.missing)
                if key not in seen:
                    seen.add(key)
                    yield replace(reference, whole=whole)

    def _look_up(self, pair: _Pair, text: Text, catalogue: Catalogue) -> Iterator[Reference]:
        place, named = pair.place, pair.named
        if place is None:
            return
        start, end = text.span(min(place.start, named.start), max(place.end, named.end))
        found = []
        for naming in named.namings:
            entry = catalogue.entries[naming.instrument]
            eid, documents = self._find(place, naming, entry)
            if eid is not None:
                found.append(Reference(entry.id, eid, start, end, documents))
        if found:
            yield from found
        elif len({naming.instrument for naming in named.namings}) == 1 and not named.namings[0].kind:
            entry = catalogue.entries[named.namings[0].instrument]
            if not named.namings[0].within:
                ids = tuple(document.id for document in entry.documents)
                yield Reference(entry.id, None, start, end, ids, missing=name_missing(place))

    def _find(self, place: Place, naming: Naming, entry: Entry) -> tuple[str | None, tuple[str, ...]]:
        """The provision as the first document that has it names it, and all documents that agree."""
        found = [
            (document, self._provisions_of(document).find(place, naming.within))
            for document in entry.documents
        ]
        eid = next((eid for _, eid in found if eid is not None), None)
        agreeing = [document for document, other in found if eid is not None and other == eid]
        agreeing.sort(key=lambda document: document.language.split("-")[0] != place.language.split("-")[0])
        agreeing.sort(key=entry.rank)
        return eid, tuple(document.id for document in agreeing)

    def _name_whole(
        self, text: Text, named: Sequence[Named], states: Sequence[Match[str]], catalogue: Catalogue
    ) -> Iterator[Reference]:
        """An instrument that the query names without a provision."""
        for name in named:
            sure = [naming for naming in name.namings if naming.strength is Strength.SURE]
            if len(sure) != 1 or sure[0].within:
                continue
            entry = catalogue.entries[sure[0].instrument]
            start, end = text.span(name.start, name.end)
            whole = _is_whole(text, [(name.start, name.end)], states)
            yield Reference(
                entry.id, None, start, end, tuple(document.id for document in entry.documents), whole
            )


def _completeness(told: Sequence[Sequence[Reference]]) -> tuple[bool, int]:
    """How well a reading fits what instruments have: in full, or at how many places."""
    fitting = sum(any(reference.eid for reference in found) for found in told)
    return fitting == len(told), 0 if fitting == len(told) else fitting


def _pair(places: Sequence[Place], named: Sequence[Named]) -> Iterator[_Pair]:
    """Give each place the name that stands nearest, before rather than after at equal distance."""
    for place in places:
        distances = [
            (max(name.start - place.end, place.start - name.end, 0), place.start > name.start, index)
            for index, name in enumerate(named)
        ]
        yield _Pair(place, named[min(distances)[2]])


def _read_only_number(text: Text, named: Sequence[Named], states: Sequence[Match[str]]) -> Place | None:
    """A number that is all that a query says beside one name: "TCK 188", "УК РФ 228.1"."""
    if len(named) != 1:
        return None
    spans = [(named[0].start, named[0].end), *((state.start, state.end) for state in states)]
    rest = text.blank(spans).replace("\ue000", " ")
    start = len(rest) - len(rest.lstrip(_EDGES))
    end = len(rest.rstrip(_EDGES + ")"))
    if rest.count("(", start, len(rest)) and ")" in rest[end:]:
        end += 1
    if start >= end:
        return None
    return read_bare(rest, start, end)


def _spans(pair: _Pair) -> Iterator[tuple[int, int]]:
    if pair.place is not None:
        yield from pair.place.spans
    yield pair.named.start, pair.named.end


def _is_whole(text: Text, spans: Sequence[tuple[int, int]], states: Sequence[Match[str]]) -> bool:
    """Whether nothing but function words, States and years stands outside of ``spans``."""
    covered = [*spans, *((state.start, state.end) for state in states)]
    for word in text.words:
        if word.text in fillers() or _YEAR.fullmatch(word.text) is not None:
            continue
        around = [span for span in covered if span[0] < word.end and word.start < span[1]]
        if not around:
            return False
        # Where words run together, one word may hold the reference and much else.
        left = min(span[0] for span in around) - word.start
        right = word.end - max(span[1] for span in around)
        if is_run(text.plain[word.start : word.end]) and max(left, right) > _STRAY:
            return False
    return True
