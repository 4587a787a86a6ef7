"""What an index holds of every passage: its vectors, its words, and what it can be filtered by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.access import Access
from corpus.eid import ancestors
from corpus.groups import groups_of
from corpus.model import AssignmentStatus, Instrument
from corpus.store import DocumentSummary, Store
from corpus.thesaurus import find_concepts
from search.asking.concepts import Headings, weigh_concepts
from search.encoders import Vectors
from search.index import IndexPoint, Selection, select
from search.passages import BETWEEN_HEADINGS, PassageText
from search.words.keywords import SparseTerms, analyzer, field_term

_SYSTEM = Access.system_()
_SHOWN = (AssignmentStatus.PROPOSED, AssignmentStatus.CONFIRMED)
_SUBSTANCES = "substances"  # the thesaurus's group of what is controlled

Key = tuple[str, str]  # document, eId


@dataclass(slots=True)
class _Facts:
    """What is known of one provision, gathered over its passages."""

    terms: set[int] = field(default_factory=set)
    words: list[int] = field(default_factory=list)
    concepts: set[tuple[str, str]] = field(default_factory=set)  # group, id


@dataclass(frozen=True, slots=True)
class _Passage:
    """What is read out of one passage's text."""

    sparse: SparseTerms
    words: tuple[int, ...]


def make_points(
    store: Store, documents: Sequence[DocumentSummary], passages: Sequence[PassageText], vectors: Vectors
) -> Iterator[IndexPoint]:
    """One point per passage, in their order; ``vectors`` are centred, one row each."""
    summaries = {found.id: found for found in documents}
    instruments = {found.instrument.id: found.instrument for found in store.instruments(_SYSTEM)}
    values = _Values(store, [found.id for found in documents])
    facts: defaultdict[Key, _Facts] = defaultdict(_Facts)
    headings = Headings()
    read = [_read(entry, facts[_key(entry)], headings) for entry in passages]
    titles = {
        found.id: frozenset(_title_terms(found, instruments[found.instrument_id])) for found in documents
    }
    above: dict[tuple[str, str], frozenset[int]] = {}
    for entry in passages:
        place = (entry.passage.context, entry.passage.language)
        if place not in above:
            above[place] = frozenset(_heading_terms(*place))
        facts[_key(entry)].terms |= above[place] | titles[entry.passage.document_id]
    seen: set[Key] = set()
    for number, (entry, found) in enumerate(zip(passages, read, strict=True)):
        key, passage = _key(entry), entry.passage
        summary, known = summaries[passage.document_id], facts[key]
        instrument = instruments[summary.instrument_id]
        lead = key not in seen
        seen.add(key)
        yield IndexPoint(
            id=number,
            vector=vectors[number],
            sparse=found.sparse,
            passage=passage.id,
            eid=passage.eid,
            values=values.of(key, passage.language, summary, instrument, known.concepts),
            year=instrument.year,
            lead=lead,
            terms=tuple(sorted(known.terms)),
            words=tuple(known.words) if lead else found.words,
        )


def _key(entry: PassageText) -> Key:
    return entry.passage.document_id, entry.passage.eid


def _read(entry: PassageText, facts: _Facts, headings: Headings) -> _Passage:
    """Analyse a passage, and add what it says to the facts of its provision."""
    context, language = entry.passage.context, entry.passage.language
    rules = analyzer(language)
    named = {match.concept.id: match.concept.group for match in find_concepts(entry.text, language)}
    above = headings.concepts(context, language)
    sparse = rules.embed_document(f"{context}\n{entry.text}").joined(weigh_concepts(named.keys() | above))
    words = rules.words(entry.text)
    facts.terms.update(sparse.indices, words)
    facts.words.extend(words)
    facts.concepts.update((group, concept) for concept, group in named.items())
    return _Passage(sparse, words)


def _heading_terms(context: str, language: str) -> Iterator[int]:
    """The words of the headings, in the name space of their field."""
    _, *headings = BETWEEN_HEADINGS.split(context)
    for heading in headings:
        yield from (field_term("heading", word) for word in analyzer(language).words(heading))


def _title_terms(summary: DocumentSummary, instrument: Instrument) -> Iterator[int]:
    """The words of the titles of a document and its instrument, in the name space of their field."""
    for language, title in (
        (summary.language, summary.title),
        (summary.language, instrument.title),
        *instrument.titles.items(),
        *((summary.language, name) for name in instrument.names),
    ):
        yield from (field_term("title", word) for word in analyzer(language).words(title))


class _Values:
    """What provisions can be filtered by, read from the store once."""

    def __init__(self, store: Store, documents: Sequence[str]) -> None:
        self._areas: defaultdict[Key, set[str]] = defaultdict(set)
        for assignment in store.assignments(_SYSTEM, statuses=_SHOWN):
            self._areas[assignment.document_id, assignment.eid].add(assignment.area)
        self._strengths: dict[Key, str] = {}
        self._cites: defaultdict[Key, set[str]] = defaultdict(set)
        for document in documents:
            for commitment in store.commitments(document, _SYSTEM):
                self._strengths[document, commitment.eid] = commitment.strength.value
            for citation in store.citations(document, _SYSTEM):
                if citation.target_instrument is not None:
                    self._cites[document, citation.eid].update(
                        _places(citation.target_instrument, citation.target_eid)
                    )

    def of(
        self,
        key: Key,
        language: str,
        summary: DocumentSummary,
        instrument: Instrument,
        concepts: set[tuple[str, str]],
    ) -> Selection:
        """All that one provision can be filtered by."""
        strength = self._strengths.get(key)
        facts: Mapping[str, Sequence[str | None]] = {
            "language": [language],
            "jurisdiction": [instrument.jurisdiction],
            "group": groups_of(instrument.jurisdiction),
            "kind": [instrument.kind.value],
            "body": [instrument.body],
            "status": [instrument.status],
            "nature": [summary.nature.value],
            "area": sorted(self._areas.get(key, ())),
            "theme": sorted(concept for group, concept in concepts if group != _SUBSTANCES),
            "strength": [strength],
            "substance": sorted(concept for group, concept in concepts if group == _SUBSTANCES),
            "cites": sorted(self._cites.get(key, ())),
            "instrument": [instrument.id],
            "document": [summary.id],
        }
        return select(**{name: [value for value in found if value] for name, found in facts.items()})


def _places(instrument: str, eid: str | None) -> Iterator[str]:
    """An instrument, and what a place in it lies in, as ``cites`` names them.

    >>> list(_places("/akn/un/act/1988/x", "art_3__para_1"))
    ['/akn/un/act/1988/x', '/akn/un/act/1988/x#art_3', '/akn/un/act/1988/x#art_3__para_1']
    """
    yield instrument
    if eid is not None:
        yield from (f"{instrument}#{place}" for place in (*ancestors(eid), eid))
