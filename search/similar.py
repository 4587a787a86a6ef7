"""Provisions that say much the same, across instruments and languages, from any provision.

The vectors of the provision's passages, as they were encoded for the index, are compared with those of
all others; similarities are divided by how alike translations are, as for queries, and what names the
same rare concepts is raised. Measured by ``python -m evaluation.similar --pairs 8`` over 23,769 passages
in 20 languages. From 294 provisions that are here in two languages, rank of the counterpart among the
provisions of all other documents, MRR and recall at 10: 0.745 and 0.929; without calibration 0.698 and
0.901, without concepts 0.745 and 0.905. From 278 provisions that answer a topic, those of other
instruments that answer it, MRR and recall at 20: 0.510 and 0.286, without concepts 0.443 and 0.249.

Tried on 960 counterparts without gain: the best of several passages instead of their mean direction,
each language's spread made alike (MRR less by 0.1), a correction for passages that are near to everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from corpus.access import Access
from corpus.errors import SearchIndexError, UsageError
from corpus.languages import direction
from corpus.model import Provision
from corpus.store import ProvisionHit, Store
from corpus.thesaurus import find_concepts, once_each
from search.asking.concepts import concept_term
from search.balance import LanguageBalance
from search.candidates import Asked, gather, weigh_rarity
from search.encoders.protocol import Vectors
from search.hits import WHOLE_UP_TO, choose_text, name_step
from search.index import Filter, Found, Generation, Place, Selection, select
from search.parts import ALL_PARTS, Parts
from search.passages import PassageText, measure_size, read_passages
from search.ranking import Key, Ranked, roll_up, settle, weigh
from search.results import Version

MOST = 50
USUAL = 10
FLOOR = 0.5
"""Closeness below which nothing is shown, where it is known: an article's fiftieth neighbour has 0.53."""
MUCH_THE_SAME = 0.85
"""Three of four counterparts in another language are closer; one in three best provisions elsewhere."""
SAME_SUBJECT = 0.65

# Several passages and language versions of one provision are one hit.
_DEPTH = 6
# More concepts than this are those of a long provision, which is about few of them.
_CONCEPTS = 6
# A provision whose own words say less (a heading, "Each Party shall:") is known by what it contains.
_LEAST_SIZE = 60.0


@dataclass(frozen=True, slots=True)
class SharedConcept:
    """A concept that both provisions name: by what term here, and by what there."""

    id: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Similar:
    """A provision that says much the same.

    ``closeness`` (0 to 1) is 1 where the two are as near as a provision and its translation. ``text`` is
    the provision's, or the stretch of it that is nearest where it is long; ``highlights`` are where the
    shared concepts stand in it. ``areas`` are those that both are tied to; ``versions`` are other language
    versions of it that were found as well.
    """

    provision: ProvisionHit
    text: str
    highlights: tuple[tuple[int, int], ...]
    closeness: float
    concepts: tuple[SharedConcept, ...]
    areas: tuple[str, ...]
    versions: tuple[Version, ...]

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return describe(self.provision, self.text) | {
            "highlights": [list(span) for span in self.highlights],
            "closeness": round(self.closeness, 4),
            "concepts": [
                {"id": shared.id, "here": shared.here, "there": shared.there} for shared in self.concepts
            ],
            "shared_areas": list(self.areas),
            "versions": [version.to_json() for version in self.versions],
        }


@dataclass(frozen=True, slots=True)
class SimilarProvisions:
    """What is like a provision, nearest first; ``versions`` are its own in other documents."""

    provision: ProvisionHit
    versions: tuple[Version, ...]
    hits: tuple[Similar, ...]

    def to_json(self) -> dict[str, Any]:
        """As a plain object."""
        return {
            "of": describe(self.provision, _shorten(self.provision.text)),
            "versions": [version.to_json() for version in self.versions],
            "hits": [{"rank": rank} | hit.to_json() for rank, hit in enumerate(self.hits, start=1)],
        }


def find_similar(
    store: Store,
    generation: Generation,
    balance: LanguageBalance,
    document: str,
    eid: str,
    access: Access,
    *,
    only: Selection = (),
    limit: int = USUAL,
    same_instrument: bool = False,
) -> SimilarProvisions:
    """The provisions nearest in meaning to one, as far as ``access`` may see them.

    ``only`` are values that they must have (:func:`search.index.select`). Those of the same instrument,
    which is mostly about one thing, are left out unless ``same_instrument``; the provision itself, its
    versions, what contains it and what it contains always are.

    Raises:
        NotFoundError: there is no such provision, or it may not be seen.
        UsageError: the limit is not between 1 and :data:`MOST`.
        SearchIndexError: the provision has no words, or the index does not know them yet.
    """
    if not 1 <= limit <= MOST:
        raise UsageError(f"The limit {limit} is not between 1 and {MOST}.", remedy="Ask for fewer.")
    wanted = store.provision(document, eid, access)
    here = store.provision_hits([(document, eid)], access)[document, eid]
    instrument = here.instrument.id
    asked = read_meaning(store, generation, balance, here, access)
    apart = Filter(only=only, hidden=store.hidden_documents(access))
    if not same_instrument:
        apart = replace(apart, without=select(instrument=[instrument]))
    nearest = rank_similar(generation, balance.asked(wanted.language), asked, apart, limit * _DEPTH)
    family = _family(wanted, store.provisions(document, access))
    kept = [found for found in nearest if found[0].instrument != instrument or found[0].eid not in family]
    floor = FLOOR if balance.likeness else 0.0
    hits = _hydrate(store, here, _fold(kept, floor)[:limit], access)
    return SimilarProvisions(here, _versions(store, here, access), tuple(hits))


def read_meaning(
    store: Store, generation: Generation, balance: LanguageBalance, here: ProvisionHit, access: Access
) -> Asked:
    """What a provision says, as an index is asked for it: meaning, and its rarest concepts.

    The vector is the mean direction of its passages, centred.

    Raises:
        SearchIndexError: it has no words, or the index does not know them yet.
    """
    wanted = here.provision
    passages = choose_passages(wanted, read_passages(store, [wanted.document_id], access))
    if not passages:
        raise SearchIndexError(
            "This provision has no words of its own to compare.", remedy="Choose one that has."
        )
    known = store.vectors(generation.manifest.fingerprint, [entry.hash for entry in passages])
    rows = [(known[entry.hash], entry.passage.language) for entry in passages if entry.hash in known]
    if not rows:
        raise SearchIndexError(
            "The search index does not know this provision yet.", remedy="Run: narcord index rebuild"
        )
    return make_meaning(generation, balance, here.text, wanted.language, rows)


def make_meaning(
    generation: Generation,
    balance: LanguageBalance,
    text: str,
    language: str,
    rows: Sequence[tuple[Vectors, str]],
) -> Asked:
    """What a text says, as an index is asked for it; ``rows`` are vectors of its passages, with languages."""
    vectors = np.stack([row for row, _ in rows])
    mean = balance.centre_passages(vectors, [spoken for _, spoken in rows]).mean(axis=0)
    unit: Vectors = mean / max(float(np.linalg.norm(mean)), 1e-12)
    terms = {concept_term(match.concept.id) for match in find_concepts(text, language)}
    rarity = {term: weigh_rarity(generation, frozenset({term})) for term in terms}
    rarest = sorted(terms, key=lambda term: (-rarity[term], term))[:_CONCEPTS]
    return Asked(unit, (), concepts=tuple(rarest))


def rank_similar(
    generation: Generation,
    balance: LanguageBalance,
    asked: Asked,
    where: Filter,
    depth: int,
    parts: Parts = ALL_PARTS,
) -> list[tuple[Place, Ranked, float]]:
    """The provisions nearest to a meaning: their places, and how close each is, best first.

    ``balance`` is asked in the language of the provision that ``asked`` was read from.
    """
    vector = asked.vector
    assert vector is not None  # read_meaning gives one
    candidates = gather(generation, balance, vector, asked, where, depth, parts, by_words=True)
    scores = np.sum(list(weigh(candidates, balance, asked, parts).values()), axis=0)
    found = settle(Found(candidates.ids, scores), depth)
    places = generation.locate(found.ids.tolist())
    # What the ranking adds and takes away for its own purposes is no closeness.
    plain = generation.search_dense(vector, Filter(points=frozenset(found.ids.tolist())), len(found.ids))
    by_passage = {
        places[point].passage: balance.closeness(score, str(balance.point_languages[point]))
        for point, score in zip(plain.ids.tolist(), plain.scores.tolist(), strict=True)
    }
    at = {(place.document, place.eid): place for place in places.values()}
    return [(at[one.key], one, by_passage[one.passage]) for one in roll_up(found, {}, places)]


def describe(found: ProvisionHit, text: str) -> dict[str, Any]:
    """A provision as a plain object, under the names that search gives."""
    provision, instrument = found.provision, found.instrument
    return {
        "instrument": {
            "id": instrument.id,
            "title": instrument.title,
            "kind": instrument.kind.value,
            "jurisdiction": instrument.jurisdiction,
            "year": instrument.year,
        },
        "document": found.document.id,
        "source": found.document.source,
        "nature": found.document.nature.value,
        "language": provision.language,
        "direction": direction(provision.language),
        "provision": {
            "eid": provision.eid,
            "label": provision.label,
            "heading": provision.heading,
            "breadcrumb": [name_step(above) for above in found.ancestors],
        },
        "pages": list(provision.pages) if provision.pages else None,
        "text": text,
        "areas": [
            {"code": tie.area, "score": round(tie.score, 4), "status": tie.status.value}
            for tie in found.assignments
        ],
        "permalink": f"/documents/{found.document.id}#{provision.eid}",
    }


def choose_passages(wanted: Provision, passages: Iterable[PassageText]) -> list[PassageText]:
    """A provision's own passages, or all that it contains where those say next to nothing."""
    inside = [
        entry for entry in passages if wanted.start <= entry.passage.start and entry.passage.end <= wanted.end
    ]
    own = [entry for entry in inside if entry.passage.eid == wanted.eid]
    return own if sum(measure_size(entry.text) for entry in own) >= _LEAST_SIZE else inside


def _family(wanted: Provision, provisions: Iterable[Provision]) -> frozenset[str]:
    """The provision, what contains it and what it contains, by eId, which its versions share."""
    return frozenset(
        each.eid
        for each in provisions
        if (each.start <= wanted.start and wanted.end <= each.end)
        or (wanted.start <= each.start and each.end <= wanted.end)
    )


def _fold(
    found: Sequence[tuple[Place, Ranked, float]], floor: float
) -> list[tuple[Ranked, float, tuple[Version, ...]]]:
    """One entry per provision of an instrument: its best version, beside it the best in other languages."""
    groups: dict[Key, list[tuple[Place, Ranked, float]]] = {}
    for entry in found:
        if entry[2] >= floor:
            groups.setdefault((entry[0].instrument, entry[0].eid), []).append(entry)
    folded = []
    for (best, ranked, closeness), *others in groups.values():
        also: dict[str, Version] = {}
        for place, _, _ in others:
            if place.language != best.language:
                version = Version(place.language, place.document, place.eid, place.nature)
                also.setdefault(place.language, version)
        folded.append((ranked, closeness, tuple(also.values())))
    return folded


def _hydrate(
    store: Store,
    here: ProvisionHit,
    found: Sequence[tuple[Ranked, float, tuple[Version, ...]]],
    access: Access,
) -> list[Similar]:
    # The store checks the reader's rights again: what changed since the filter was made is left out.
    shown = store.provision_hits([ranked.key for ranked, _, _ in found], access)
    passages = store.passages_by_id([ranked.passage for ranked, _, _ in found], access)
    named = {
        match.concept.id: match for match in once_each(find_concepts(here.text, here.provision.language))
    }
    tied = {tie.area for tie in here.assignments}
    hits = []
    for ranked, closeness, also in found:
        there = shown.get(ranked.key)
        if there is None:
            continue
        text = choose_text(there, passages.get(ranked.passage))
        shared = tuple(
            SharedConcept(
                match.concept.id,
                here.text[named[match.concept.id].start : named[match.concept.id].end],
                there.text[match.start : match.end],
            )
            for match in once_each(find_concepts(there.text, there.provision.language))
            if match.concept.id in named
        )
        areas = sorted((tie.area for tie in there.assignments if tie.area in tied), key=lambda a: int(a[1:]))
        marks = tuple(
            (match.start, match.end)
            for match in find_concepts(text, there.provision.language)
            if match.concept.id in named
        )
        hits.append(Similar(there, text, marks, closeness, shared, tuple(areas), also))
    return hits


def _versions(store: Store, here: ProvisionHit, access: Access) -> tuple[Version, ...]:
    """The same provision in the other current documents of its instrument."""
    place = (here.instrument.id, here.provision.eid)
    found = store.provision_versions([place], access)[place]
    return tuple(
        Version(entry.language, entry.id, here.provision.eid, entry.nature.value)
        for entry in sorted(found, key=lambda entry: (entry.language, entry.lineage))
        if entry.id != here.document.id
    )


def _shorten(text: str) -> str:
    return text if len(text) <= WHOLE_UP_TO else text[:WHOLE_UP_TO].rsplit(" ", 1)[0] + " …"
