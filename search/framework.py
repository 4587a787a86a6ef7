"""One instrument against what is there: its commitments, which are new, repeat others, or weaken them.

For each commitment of a newcomer the nearest provisions of other instruments are looked for, in all
languages (:func:`search.similar.rank_similar`), and the strength of both is compared. How near is near
was measured (``python -m evaluation.framework``), see :data:`REPEATS` and :data:`NEW_BELOW`; it stays the
program's guess, so the closeness is always told.

A newcomer is a bundle that was read from a file and is nowhere stored, or a document of the store.
"""

from __future__ import annotations

from collections import Counter, OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from threading import Lock

import numpy as np

from corpus.access import Access
from corpus.areas import is_theme, load_areas, load_themes
from corpus.model import (
    RANKS,
    SCALE,
    Assignment,
    AssignmentStatus,
    Bundle,
    Commitment,
    Force,
    Nature,
    ProvisionKind,
    Strength,
)
from corpus.store import ProvisionHit, Store
from search.balance import LanguageBalance
from search.candidates import Asked
from search.encoders.protocol import Encoder, Vectors
from search.index import Filter, Generation, select
from search.passages import PassageText
from search.similar import choose_passages, make_meaning, rank_similar

REPEATS = 0.85
"""Closeness from which a commitment repeats what it is near to: 86 % of provisions whose version in another
language is there are nearer to something, 36 % of those whose instrument is away."""
NEW_BELOW = 0.65
"""Closeness below which nothing said the like before: so far is 82 % of the news, but 7 % of provisions that
answer a question which another instrument answers too."""

NEAREST = 3
"""Counterparts that are told of a commitment."""
_DEPTH = 40
_SHOWN = (AssignmentStatus.PROPOSED, AssignmentStatus.CONFIRMED)

Propose = Callable[[Bundle, Sequence[PassageText], Vectors], Sequence[Assignment]]
"""Ties the provisions of a bundle to areas; the rows are the vectors of its passages."""


class Relation(StrEnum):
    """How a commitment stands to what is there, by the closeness of the nearest."""

    NEW = "new"
    RELATED = "related"
    REPEATS = "repeats"


class Shift(StrEnum):
    """How strongly a commitment is put, beside its nearest counterpart that is one."""

    WEAKER = "weaker"
    SAME = "same"
    STRONGER = "stronger"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What is compared: a bundle with the vectors of its passages (rows in their order) and its areas.

    ``held`` tells a document of the store from one that is only here for the comparison.
    """

    bundle: Bundle
    passages: tuple[PassageText, ...]
    vectors: Vectors
    assignments: tuple[Assignment, ...]
    held: bool


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A provision of another instrument that is near; ``strength`` None where it commits nobody.

    ``closeness`` is that of its nearest language version; ``provision`` is in the newcomer's language where
    it is here in that.
    """

    provision: ProvisionHit
    closeness: float
    strength: Strength | None


@dataclass(frozen=True, slots=True)
class Finding:
    """A commitment with what was found of it; ``areas`` are codes, sub-themes among them.

    ``shift`` is None in a preamble, which commits nobody, where it is new, and where nothing near it commits.
    """

    commitment: Commitment
    areas: tuple[Assignment, ...]
    relation: Relation
    shift: Shift | None
    nearest: tuple[Counterpart, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A newcomer beside what is there.

    ``findings`` are in text order, those of the preamble among them; ``left_out`` counts commitments beyond
    what was asked for. ``silent`` are the areas and sub-themes to which none of its provisions is tied,
    ``mentioned`` the areas to which only its preamble is, or provisions that commit nobody. ``also_held``
    are documents of the same instrument, which it is not compared with.
    """

    newcomer: Newcomer
    findings: tuple[Finding, ...]
    left_out: int
    silent: tuple[str, ...]
    mentioned: tuple[str, ...]
    also_held: tuple[str, ...]

    @property
    def commitments(self) -> tuple[Finding, ...]:
        """What commits somebody."""
        return tuple(each for each in self.findings if each.commitment.force is Force.OPERATIVE)

    @property
    def recitals(self) -> tuple[Finding, ...]:
        """What the preamble says."""
        return tuple(each for each in self.findings if each.commitment.force is not Force.OPERATIVE)

    @property
    def relations(self) -> dict[Relation, int]:
        """Commitments per relation."""
        counted = Counter(finding.relation for finding in self.commitments)
        return {relation: counted[relation] for relation in Relation}

    @property
    def shifts(self) -> dict[Shift, int]:
        """Commitments per shift; those without one are not counted."""
        counted = Counter(finding.shift for finding in self.commitments)
        return {shift: counted[shift] for shift in Shift}


class Framework:
    """What is there: the store and its index, as one reader may see them."""

    def __init__(
        self, store: Store, generation: Generation, balance: LanguageBalance, access: Access
    ) -> None:
        self._store = store
        self._generation = generation
        self._balance = balance
        self._access = access
        self._hidden = store.hidden_documents(access)

    def take_held(self, document_id: str) -> Newcomer:
        """A document of the store as a newcomer.

        Raises:
            NotFoundError: there is none, or it may not be seen.
        """
        bundle = self._store.bundle(document_id, self._access)
        passages = read_passages_of(bundle)
        known = self._store.vectors(self._generation.manifest.fingerprint, [entry.hash for entry in passages])
        # A passage that was not encoded yet cannot be compared; it is like one that is not there.
        kept = tuple(entry for entry in passages if entry.hash in known)
        rows = stack([known[entry.hash] for entry in kept], self._generation.manifest.dimension)
        assigned = tuple(tie for tie in bundle.assignments if tie.status in _SHOWN)
        return Newcomer(bundle, kept, rows, assigned, True)

    def take_new(self, bundle: Bundle, encoder: Encoder, propose: Propose) -> Newcomer:
        """A bundle that is nowhere stored as a newcomer; its passages are encoded, and kept nowhere."""
        passages = read_passages_of(bundle)
        known = self._store.vectors(encoder.fingerprint, [entry.hash for entry in passages])
        missing = list({entry.hash: entry.encoded for entry in passages if entry.hash not in known}.items())
        if missing:
            new = encoder.encode_passages([text for _, text in missing])
            known = dict(known) | {key: row for (key, _), row in zip(missing, new, strict=True)}
        rows = stack([known[entry.hash] for entry in passages], encoder.dimension)
        return Newcomer(bundle, passages, rows, tuple(propose(bundle, passages, rows)), False)

    def place(self, newcomer: Newcomer, most: int | None = None) -> Standing:
        """Compare the first ``most`` commitments of a newcomer with what is there."""
        bundle = newcomer.bundle
        order = {each.eid: each.ordinal for each in bundle.provisions}
        commitments = sorted(
            (each for each in bundle.commitments if each.strength is not Strength.NONE),
            key=lambda each: order[each.eid],
        )
        ties = group_ties(newcomer.assignments)
        findings = tuple(self._find(newcomer, each, ties.get(each.eid, ())) for each in commitments[:most])
        tied = {tie.area for tie in newcomer.assignments}
        operative = [each for each in commitments if each.force is Force.OPERATIVE]
        committed = {tie.area for each in operative for tie in ties.get(each.eid, ())}
        known = [*(area.code for area in load_areas()), *(theme.code for theme in load_themes())]
        # Sub-themes say something only where the assignments know them.
        told = [code for code in known if not is_theme(code) or any(map(is_theme, tied))]
        also = self._store.documents(self._access, bundle.instrument.id)
        return Standing(
            newcomer,
            findings,
            max(0, len(commitments) - len(findings)),
            tuple(code for code in told if code not in tied),
            tuple(code for code in told if code in tied and code not in committed and not is_theme(code)),
            tuple(each.id for each in also if each.id != bundle.document.id),
        )

    def nearest(self, newcomer: Newcomer, eid: str, where: Filter, most: int = NEAREST) -> list[Counterpart]:
        """The nearest provisions among those that a filter leaves, one per provision of an instrument.

        What is younger than the newcomer is left out. Authentic text goes before abstracts.
        """
        bundle = newcomer.bundle
        provision = next(each for each in bundle.provisions if each.eid == eid)
        passages = choose_passages(provision, newcomer.passages)
        if not passages:
            return []
        row_of = {
            entry.passage.id: row for entry, row in zip(newcomer.passages, newcomer.vectors, strict=True)
        }
        rows = [(row_of[entry.passage.id], entry.passage.language) for entry in passages]
        text = bundle.document.text[provision.start : provision.end]
        asked = make_meaning(self._generation, self._balance, text, provision.language, rows)
        found = self.search(asked, provision.language, where)
        year = bundle.instrument.year
        kept = [each for each in found if not _is_younger(each.provision, year)][:most]
        return self._prefer(kept, bundle.document.language)

    def search(self, asked: Asked, language: str, where: Filter) -> list[Counterpart]:
        """What is nearest to a meaning, nearest first."""
        found = rank_similar(self._generation, self._balance.asked(language), asked, where, _DEPTH)
        best: dict[tuple[str, str], tuple[float, tuple[str, str]]] = {}
        for place, _, closeness in sorted(found, key=lambda each: -each[2]):
            best.setdefault((place.instrument, place.eid), (closeness, (place.document, place.eid)))
        hits = self._store.provision_hits([key for _, key in best.values()], self._access)
        counterparts = [
            Counterpart(hits[key], closeness, commits(hits[key]))
            for closeness, key in best.values()
            if key in hits
        ]
        return sorted(counterparts, key=lambda each: (-round(each.closeness, 2), _is_abstract(each)))

    def _prefer(self, found: Sequence[Counterpart], language: str) -> list[Counterpart]:
        """The same provisions in the newcomer's language where they are here in it, to read them together."""
        places = {(each.provision.instrument.id, each.provision.provision.eid) for each in found}
        versions = self._store.provision_versions(places, self._access)
        chosen: dict[tuple[str, str], tuple[str, str]] = {}
        for each in found:
            key = (each.provision.instrument.id, each.provision.provision.eid)
            here = each.provision.document
            for other in versions.get(key, ()):
                if here.language != language == other.language and other.nature is here.nature:
                    chosen[key] = (other.id, key[1])
        hits = self._store.provision_hits(chosen.values(), self._access)
        return [
            replace(each, provision=hits[pair])
            if (pair := chosen.get((each.provision.instrument.id, each.provision.provision.eid))) in hits
            else each
            for each in found
        ]

    def _find(self, newcomer: Newcomer, commitment: Commitment, ties: Sequence[Assignment]) -> Finding:
        where = Filter(hidden=self._hidden, without=select(instrument=[newcomer.bundle.instrument.id]))
        nearest = tuple(self.nearest(newcomer, commitment.eid, where))
        relation = relate(nearest[0].closeness if nearest else 0.0)
        binds = commitment.force is Force.OPERATIVE and relation is not Relation.NEW
        shift = compare_strength(commitment.strength, nearest) if binds else None
        return Finding(commitment, tuple(ties), relation, shift, nearest)


def relate(closeness: float) -> Relation:
    """How something stands to the nearest there is.

    >>> relate(0.2).value, relate(1.0).value
    ('new', 'repeats')
    """
    if closeness >= REPEATS:
        return Relation.REPEATS
    return Relation.NEW if closeness < NEW_BELOW else Relation.RELATED


def compare_strength(strength: Strength, nearest: Iterable[Counterpart]) -> Shift | None:
    """How strongly something is put beside the nearest counterpart that commits to anything."""
    there = next(
        (each.strength for each in nearest if each.strength is not None and each.closeness >= NEW_BELOW), None
    )
    if there is None:
        return None
    here, before = RANKS[strength], RANKS[there]
    return Shift.SAME if here == before else Shift.WEAKER if here < before else Shift.STRONGER


def commits(hit: ProvisionHit) -> Strength | None:
    """How strongly a provision commits; None where it commits nobody (a recital), or nothing is known."""
    strength, kind = hit.provision.strength, hit.provision.kind
    return strength if strength in SCALE and kind is not ProvisionKind.RECITAL else None


def read_passages_of(bundle: Bundle) -> tuple[PassageText, ...]:
    """The passages of a bundle with their words."""
    text = bundle.document.text
    return tuple(PassageText(each, text[each.start : each.end]) for each in bundle.passages)


def group_ties(assignments: Iterable[Assignment]) -> Mapping[str, tuple[Assignment, ...]]:
    """Assignments by provision, the surest first."""
    grouped: dict[str, list[Assignment]] = {}
    for tie in assignments:
        grouped.setdefault(tie.eid, []).append(tie)
    return {
        eid: tuple(sorted(ties, key=lambda tie: (tie.status != AssignmentStatus.CONFIRMED, -tie.score)))
        for eid, ties in grouped.items()
    }


def stack(rows: Sequence[Vectors], dimension: int) -> Vectors:
    """Rows as a matrix, also where there are none."""
    matrix = np.zeros((len(rows), dimension), np.float32)
    for at, row in enumerate(rows):
        matrix[at] = row
    return matrix


def _is_younger(hit: ProvisionHit, year: int | None) -> bool:
    return year is not None and hit.instrument.year is not None and hit.instrument.year > year


def _is_abstract(counterpart: Counterpart) -> bool:
    return counterpart.provision.document.nature is Nature.ABSTRACT


class Standings:
    """The last results for documents of a store, which are asked for again with another page or language."""

    def __init__(self, most: int = 4) -> None:
        self._most = most
        self._kept: OrderedDict[tuple[object, ...], Standing] = OrderedDict()
        self._lock = Lock()

    def find(self, key: tuple[object, ...], make: Callable[[], Standing]) -> Standing:
        """What is kept under a key, else what ``make`` returns; the key says all that it depends on."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made
