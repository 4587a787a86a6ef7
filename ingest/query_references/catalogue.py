"""What a reader can name: the instruments that one may see, by name, number, State and year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.access import Access
from corpus.model import InstrumentKind, Nature
from corpus.store import Store
from corpus.store.records import DocumentSummary, InstrumentSummary
from ingest.citations.amending import amends
from ingest.citations.names import HEAD, own_names
from ingest.jurisdictions import jurisdiction_code
from ingest.query_references.naming import (
    Naming,
    Strength,
    known_as,
    name_itself,
    number_itself,
    parts_of,
)
from ingest.query_references.phrases import Phrases
from ingest.query_references.short_names import ANYWHERE, KINDS
from ingest.query_references.states import BODY_WORDS, FURTHER_STATES, STATE_WORDS


@dataclass(frozen=True, slots=True)
class Entry:
    """An instrument with its visible documents in reading preference, and when it may be said to be of."""

    id: str
    kind: InstrumentKind
    jurisdiction: str
    documents: tuple[DocumentSummary, ...]
    years: frozenset[int]
    within: bool

    @staticmethod
    def rank(document: DocumentSummary) -> int:
        """How early a document is read: the words of the instrument first, our summary last."""
        return _PREFERENCE.index(document.nature)


@dataclass(frozen=True)
class Catalogue:
    """Everything by which instruments may be named, for one set of visible documents."""

    entries: Mapping[str, Entry]
    names: Phrases[Naming]
    numbers: Mapping[str, frozenset[str]]
    kinds: Mapping[str, tuple[Naming, ...]]
    treaties: Mapping[int, tuple[str, ...]]

    def of_kind(self, kind: str, states: frozenset[str]) -> tuple[Naming, ...]:
        """The instruments of a kind in some States."""
        return tuple(
            naming for naming in self.kinds[kind] if self.entries[naming.instrument].jurisdiction in states
        )


_PREFERENCE = (Nature.AUTHENTIC, Nature.TRANSLATION, Nature.ABSTRACT)


Numbers = dict[tuple[str, str], frozenset[str]]
"""The numbers that public documents state, by id and revision: what is read once is not read again."""


def build(store: Store, access: Access, stated: Numbers) -> Catalogue:
    """Read the store on behalf of ``access``; ``stated`` is looked up and added to."""
    documents: defaultdict[str, list[DocumentSummary]] = defaultdict(list)
    for document in store.documents(access):
        documents[document.instrument_id].append(document)
    summaries = [summary for summary in store.instruments(access) if summary.instrument.id in documents]
    entries = {
        summary.instrument.id: _enter(summary, documents[summary.instrument.id]) for summary in summaries
    }
    numbers: defaultdict[str, set[str]] = defaultdict(set)
    names: list[tuple[str, Naming]] = []
    kinds: defaultdict[str, list[Naming]] = defaultdict(list)
    for summary in summaries:
        instrument = summary.instrument
        names += name_itself(instrument, documents[instrument.id])
        for key in number_itself(instrument, documents[instrument.id]):
            numbers[key].add(instrument.id)
        for known, borne in known_as(instrument):
            within = entries[instrument.id].within
            for words, strength in (*parts_of(known), *((name, Strength.SHORT) for name in borne)):
                names.append((words, Naming(instrument.id, strength, within=within)))
            if known.kind:
                kinds[known.kind].append(Naming(instrument.id, Strength.OF_A_KIND, known.kind, within))
    for held in store.documents_to_link_to(HEAD):
        if held.instrument.id in entries:
            known_as_read = (held.id, held.revision)
            if known_as_read not in stated:
                stated[known_as_read], _ = own_names(held.instrument, held.title, held.opening, held.language)
            for key in stated[known_as_read]:
                numbers[key.casefold()].add(held.instrument.id)
    for kind, words in KINDS.items():
        names += [
            (name, Naming("", Strength.OF_A_KIND, kind, anywhere=name in ANYWHERE))
            for name in words.split("|")
        ]
    treaties: defaultdict[int, set[str]] = defaultdict(set)
    for entry in entries.values():
        if entry.kind is InstrumentKind.CONVENTION or (
            entry.kind is InstrumentKind.AGREEMENT and entry.jurisdiction == "int"
        ):
            for year in entry.years:
                treaties[year].add(entry.id)
    return Catalogue(
        entries,
        Phrases(names),
        {key: frozenset(ids) for key, ids in numbers.items()},
        {kind: tuple(kinds.get(kind, ())) for kind in KINDS},
        {year: tuple(sorted(ids)) for year, ids in treaties.items()},
    )


@cache
def states() -> Phrases[str]:
    """States and bodies by name."""
    table = {**STATE_WORDS, **BODY_WORDS, "": FURTHER_STATES}
    return Phrases((name, code) for code, names in table.items() for name in names.split("|"))


@lru_cache(maxsize=4096)
def state_of(words: str) -> str | None:
    """The code of a State by its English name, for the States that have no entry of their own."""
    return jurisdiction_code(words) if len(words) > len("UAE") and words.isascii() else None


def _enter(summary: InstrumentSummary, documents: Iterable[DocumentSummary]) -> Entry:
    instrument = summary.instrument
    ordered = sorted(documents, key=lambda each: (Entry.rank(each), each.language != "en"))
    years = {instrument.year} if instrument.year else set()
    return Entry(
        instrument.id,
        instrument.kind,
        instrument.jurisdiction,
        tuple(ordered),
        frozenset(years),
        amends(instrument.title, ""),
    )
