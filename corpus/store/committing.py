"""Commitments across the knowledge base: who undertakes what, how strongly, by when, with whom.

A commitment is one of a text: each language version of an instrument has its own, since the words do. They
are counted and paged by document, in order of the instruments' titles, so that no page sorts them all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Text, and_, cast, exists, func, or_, select

from corpus.access import Access
from corpus.model import RANKS, AssignmentStatus, Commitment, Force, Strength
from corpus.store.catalogue import merge_accounts, select_accounts
from corpus.store.fidelity import COMMITMENT, read_commitment
from corpus.store.hits import Hydrating, Pair
from corpus.store.records import ProvisionHit
from corpus.store.rows import AnyRow
from corpus.store.tables import assignment, commitment, document, provision
from corpus.store.visibility import current

_BATCH = 200  # commitments that an export reads at a time


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which commitments; an empty collection or None leaves that open.

    ``least`` is the weakest strength. ``deadline`` and ``partner`` say whether the words must name one.
    ``guessed`` asks for those with a part that rests on no tested rule, or (False) for those without.
    ``area`` is an area or a sub-theme that a provision is tied to, confirmed or proposed.
    """

    least: Strength | None = None
    force: Force | None = None
    deadline: bool | None = None
    partner: bool | None = None
    guessed: bool | None = None
    area: str | None = None
    instruments: Collection[str] = ()
    jurisdictions: Collection[str] = ()
    languages: Collection[str] = ()
    documents: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class CommitmentHit:
    """A commitment with its provision, and the words around it.

    ``words`` are those of each span that it has (``actor``, ``verb``, ``action``, ``deadline``, ``partner``),
    which may stand in a chapeau; ``around`` are the stretches of the document's text to show, in text order:
    the provision, and before or behind it what else carries a span.
    """

    commitment: Commitment
    found: ProvisionHit
    words: Mapping[str, str]
    around: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class CommitmentPage:
    """A page of commitments; the counts are of all that are wanted, exact, by strength and by instrument."""

    total: int
    offset: int
    hits: tuple[CommitmentHit, ...]
    strengths: Mapping[Strength, int]
    instruments: Mapping[str, int]


class Committing(Hydrating):
    """The part of the store that lists commitments."""

    def commitment_page(
        self, access: Access, wanted: Wanted | None = None, *, limit: int = 50, offset: int = 0
    ) -> CommitmentPage:
        """Return the commitments that ``access`` may see, by instrument, text and place."""
        wanted = wanted or Wanted()
        with self._reading() as connection:
            documents = _choose(connection, access, wanted)
            counted = _count(connection, access, wanted, documents)
            chosen = self._slice(connection, access, wanted, documents, counted, offset, limit)
        strengths: Counter[Strength] = Counter()
        instruments: Counter[str] = Counter()
        for (document_id, strength), count in counted.items():
            strengths[strength] += count
            instruments[documents[document_id].instrument_id] += count
        return CommitmentPage(
            strengths.total(),
            offset,
            tuple(self._fill(chosen, access)),
            {each: strengths[each] for each in Strength if strengths[each]},
            dict(instruments),
        )

    def each_commitment(self, access: Access, wanted: Wanted | None = None) -> Iterator[CommitmentHit]:
        """Yield all commitments of :meth:`commitment_page`, in its order."""
        wanted = wanted or Wanted()
        with self._reading() as connection:
            documents = _choose(connection, access, wanted)
            counted = _count(connection, access, wanted, documents)
        total = sum(counted.values())
        for offset in range(0, total, _BATCH):
            with self._reading() as connection:
                chosen = self._slice(connection, access, wanted, documents, counted, offset, _BATCH)
            yield from self._fill(chosen, access)

    def _slice(
        self,
        connection: Connection,
        access: Access,
        wanted: Wanted,
        documents: Mapping[str, AnyRow],
        counted: Mapping[tuple[str, Strength], int],
        offset: int,
        limit: int,
    ) -> list[Commitment]:
        """Return the commitments of one page, reading only the documents that it falls in."""
        sizes: Counter[str] = Counter()
        for (document_id, _), count in counted.items():
            sizes[document_id] += count
        found: list[Commitment] = []
        for document_id in documents:
            size = sizes[document_id]
            if offset >= size:
                offset -= size
                continue
            if limit <= 0:
                break
            query = (
                select(*COMMITMENT)
                .join_from(commitment, document, document.c.id == commitment.c.document_id)
                .join(provision, _SAME)
                .where(current(access), commitment.c.document_id == document_id, *_conditions(wanted))
                .order_by(provision.c.ordinal)
                .limit(limit)
                .offset(offset)
            )
            rows = [read_commitment(row) for row in connection.execute(query)]
            found += rows
            limit, offset = limit - len(rows), 0
        return found

    def _fill(self, commitments: list[Commitment], access: Access) -> Iterator[CommitmentHit]:
        pairs: list[Pair] = [(each.document_id, each.eid) for each in commitments]
        hits = self.provision_hits(pairs, access)
        with self._reading() as connection:
            wanted = {document_id for document_id, _ in hits}
            revisions = connection.execute(
                select(document.c.id, document.c.revision).where(document.c.id.in_(wanted), current(access))
            )
            texts = self._texts.read(connection, [(row.id, row.revision) for row in revisions])
        for each in commitments:
            hit = hits.get((each.document_id, each.eid))
            if hit is not None and each.document_id in texts:
                text = texts[each.document_id]
                yield CommitmentHit(each, hit, _words(each, text), tuple(_around(each, hit, text)))


SPANS = ("actor", "verb", "action", "deadline", "partner")
"""The spans of a commitment, in the order in which they are shown."""

_SAME = and_(provision.c.document_id == commitment.c.document_id, provision.c.eid == commitment.c.eid)
_FAR = 600  # characters of a chapeau that are shown with an item


def _words(each: Commitment, text: str) -> dict[str, str]:
    spans = {name: getattr(each, name) for name in SPANS}
    return {name: " ".join(text[s.start : s.end].split()) for name, s in spans.items() if s is not None}


def _around(each: Commitment, hit: ProvisionHit, text: str) -> Iterator[tuple[int, str]]:
    """Yield the stretches that show a commitment, each with where it begins."""
    start, end = hit.provision.start, hit.provision.end
    spans = [span for name in SPANS if (span := getattr(each, name)) is not None and span.end > span.start]
    for outside, place in (
        ([span for span in spans if span.end <= start], 0),
        ([], 1),
        ([span for span in spans if span.start >= end], 2),
    ):
        if place == 1:
            yield start, text[start:end]
            continue
        # Who alone is named there, or far from the rest (at the head of a statement), is told in words.
        told = [span for span in outside if span != each.actor]
        if told:
            first, last = min(span.start for span in told), max(span.end for span in told)
            if each.actor in outside and each.actor is not None and abs(first - each.actor.start) <= _FAR:
                first, last = min(first, each.actor.start), max(last, each.actor.end)
            if last - first <= _FAR:
                yield first, text[first:last]


def _choose(connection: Connection, access: Access, wanted: Wanted) -> dict[str, AnyRow]:
    """Return the documents that may hold what is wanted, in the order in which they are listed."""
    query = select_accounts().add_columns(document.c.id).where(current(access))
    accounts: dict[str, list[AnyRow]] = {}
    for row in connection.execute(query):
        accounts.setdefault(row.instrument_id, []).append(row)
    chosen: list[tuple[tuple[str, ...], AnyRow]] = []
    for instrument_id, rows in accounts.items():
        instrument = merge_accounts(rows)
        if wanted.instruments and instrument_id not in wanted.instruments:
            continue
        if wanted.jurisdictions and instrument.jurisdiction not in wanted.jurisdictions:
            continue
        for row in rows:
            if wanted.languages and row.language not in wanted.languages:
                continue
            if wanted.documents and row.id not in wanted.documents:
                continue
            chosen.append(((instrument.title.casefold(), instrument_id, row.language, row.id), row))
    return {row.id: row for _, row in sorted(chosen, key=lambda entry: entry[0])}


def _count(
    connection: Connection, access: Access, wanted: Wanted, documents: Mapping[str, AnyRow]
) -> dict[tuple[str, Strength], int]:
    query: Select[Any] = (
        select(commitment.c.document_id, commitment.c.strength, func.count())
        .join_from(commitment, document, document.c.id == commitment.c.document_id)
        .where(current(access), *_conditions(wanted))
        .group_by(commitment.c.document_id, commitment.c.strength)
    )
    return {
        (document_id, Strength(strength)): count
        for document_id, strength, count in connection.execute(query)
        if document_id in documents
    }


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.least is not None:
        strong = [each.value for each in Strength if RANKS[each] >= RANKS[wanted.least]]
        found.append(commitment.c.strength.in_(strong))
    if wanted.force is not None:
        found.append(commitment.c.force == wanted.force.value)
    for column, due in (
        (commitment.c.deadline_start, wanted.deadline),
        (commitment.c.partner_start, wanted.partner),
    ):
        if due is not None:
            found.append(column.is_not(None) if due else column.is_(None))
    if wanted.guessed is not None:
        guessed = or_(commitment.c.guessed, func.length(cast(commitment.c.guesses, Text)) > 2)
        found.append(guessed if wanted.guessed else ~guessed)
    if wanted.area is not None:
        found.append(
            exists()
            .where(
                assignment.c.document_id == commitment.c.document_id,
                assignment.c.eid == commitment.c.eid,
                assignment.c.area == wanted.area,
                assignment.c.status != AssignmentStatus.REJECTED.value,
                ~assignment.c.stale,
            )
            .correlate(commitment)
        )
    return found
