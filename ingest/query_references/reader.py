"""Recognising references in queries, on behalf of whoever asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from threading import Lock

from corpus.access import Access
from corpus.references import Reference
from corpus.store import Store
from corpus.store.records import DocumentSummary
from ingest.query_references.catalogue import Catalogue, Entry, Numbers, build
from ingest.query_references.joining import Pair, complete, is_whole, pair, read_only_number
from ingest.query_references.lookup import Provisions, name_missing
from ingest.query_references.names import Named, read_names
from ingest.query_references.naming import Naming, Strength
from ingest.query_references.phrases import Match
from ingest.query_references.text import Text
from ingest.query_references.units import Place, read_places

CANDIDATES = 5
"""How many references one query may give."""

_FEW = 2  # instruments that a number without a name may mean
_VIEWS = 8  # readers with different documents before them whose names are kept


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
        self._revisions: dict[str, str] = {}
        self._stated: Numbers = {}

    def __call__(self, query: str, access: Access) -> tuple[Reference, ...]:
        """Return what ``query`` names, best first; nothing unless it is sure."""
        text = Text.of(query)
        if not text.words:
            return ()
        catalogue = self._catalogue(access)
        named, states = read_names(text, catalogue)
        if not named:
            return tuple(self._find_rare(text, catalogue))
        spans = [(name.start, name.end) for name in named] + _years(text, named, catalogue)
        readings = read_places(text.blank([*spans, *((state.start, state.end) for state in states)]))
        if not readings:
            bare = read_only_number(text, named, states)
            found = list(self._resolve([(Pair(bare, named[0]),)], text, states, catalogue)) if bare else []
            if found and found[0].eid is not None:
                return tuple(found[:CANDIDATES])
            return tuple(self._name_whole(text, named, states, catalogue))[:CANDIDATES]
        readings = tuple(complete(places, text, named, states) for places in readings)
        paired = [tuple(pair(places, named)) for places in readings]
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
                found = self._views[key] = build(self._store, access, self._stated)
                self._forget()
            return found

    def _forget(self) -> None:
        """Drop what is known of documents that were read anew; the lock is held."""
        revisions = self._store.document_revisions()
        kept = {key: found for key, found in self._provisions.items() if revisions.get(key[0]) == key[1]}
        self._stated = {key: found for key, found in self._stated.items() if revisions.get(key[0]) == key[1]}
        self._revisions = revisions
        self._provisions = kept

    def _provisions_of(self, document: DocumentSummary) -> Provisions:
        with self._lock:
            key = (document.id, self._revisions.get(document.id, ""))
            found = self._provisions.get(key)
        if found is None:
            found = Provisions(self._store.eids_of([document.id]).get(document.id, []))
            with self._lock:
                self._provisions[key] = found
        return found

    def _resolve(
        self,
        paired: Sequence[Sequence[Pair]],
        text: Text,
        states: Sequence[Match[str]],
        catalogue: Catalogue,
    ) -> Iterator[Reference]:
        """Look up the places of the first reading that leads to provisions, else of the first reading."""
        told = [[list(self._look_up(each, text, catalogue)) for each in pairs] for pairs in paired]
        best = max(told, key=_completeness)
        reading = paired[told.index(best)]
        spans = [span for each in reading for span in each.spans]
        whole = is_whole(text, spans, states)
        seen: set[tuple[str, str | None, str | None]] = set()
        for found in best:
            for reference in found:
                key = (reference.instrument, reference.eid, reference.missing)
                if key not in seen:
                    seen.add(key)
                    yield replace(reference, whole=whole)

    def _find_rare(self, text: Text, catalogue: Catalogue) -> Iterator[Reference]:
        """A number without a name, where hardly any instrument in that language has it: ``статья 228.1``."""
        readings = read_places(text.plain)
        if not readings or len(readings[0]) != 1 or readings[0][0].unit is None:
            return
        place = readings[0][0]
        if any(word.end <= place.start or word.start >= place.end for word in text.words):
            return
        found: list[tuple[Entry, str, list[str]]] = []
        for entry in catalogue.entries.values():
            here: dict[str, list[str]] = {}
            for document in entry.documents:
                if document.language.split("-")[0] == place.language.split("-")[0]:
                    eid = self._provisions_of(document).find(place, False, entry.within)
                    if eid is not None:
                        here.setdefault(eid, []).append(document.id)
            found.extend((entry, eid, documents) for eid, documents in here.items())
            if len(found) > _FEW:
                return
        start, end = text.span(place.start, place.end)
        for entry, eid, documents in found:
            yield Reference(entry.id, eid, start, end, tuple(documents), whole=True)

    def _look_up(self, said: Pair, text: Text, catalogue: Catalogue) -> Iterator[Reference]:
        place, named = said.place, said.named
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
            (document, self._provisions_of(document).find(place, naming.within, entry.within))
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
            whole = is_whole(text, [(name.start, name.end)], states)
            yield Reference(
                entry.id, None, start, end, tuple(document.id for document in entry.documents), whole
            )


def _years(text: Text, named: Sequence[Named], catalogue: Catalogue) -> list[tuple[int, int]]:
    """Where the year of an instrument that is named stands beside its name: it is no number of an article."""
    held = [catalogue.entries[each.instrument] for name in named for each in name.namings]
    years = {str(year) for entry in held for year in entry.years}
    return [(word.start, word.end) for word in text.words if word.text in years]


def _completeness(told: Sequence[Sequence[Reference]]) -> tuple[bool, int]:
    """How well a reading fits what instruments have: in full, or at how many places."""
    fitting = sum(any(reference.eid for reference in found) for found in told)
    return fitting == len(told), 0 if fitting == len(told) else fitting
