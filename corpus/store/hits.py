"""Provisions as lists of results show them: with text, breadcrumb, instrument and areas, in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from corpus.access import Access
from corpus.model import Assignment, AssignmentStatus, Nature
from corpus.store.base import Base, in_batches
from corpus.store.catalogue import read_instruments
from corpus.store.records import DocumentSummary, ProvisionHit
from corpus.store.rows import (
    ASSIGNMENT,
    DOCUMENT,
    PROVISION,
    AnyRow,
    read_assignment,
    read_provision,
    read_summary,
)
from corpus.store.tables import assignment, document, provision
from corpus.store.visibility import current, visible

Pair = tuple[str, str]  # document id, eId
# Documents times eIds, of which only the pairs asked for are kept: the statements never change, so
# they are compiled once, and both columns are looked up in the primary key. Few pairs at a time keep
# the product small.
_BATCH = 25
_DOCUMENTS: BindParameter[str] = bindparam("documents", expanding=True)
_EIDS: BindParameter[str] = bindparam("eids", expanding=True)
_PROVISIONS = select(*PROVISION, provision.c.ancestors).where(
    provision.c.document_id.in_(_DOCUMENTS), provision.c.eid.in_(_EIDS)
)
_ASSIGNMENTS = (
    select(*ASSIGNMENT)
    .where(
        assignment.c.document_id.in_(_DOCUMENTS),
        assignment.c.eid.in_(_EIDS),
        assignment.c.status != AssignmentStatus.REJECTED.value,
        ~assignment.c.stale,
    )
    .order_by(assignment.c.score.desc(), assignment.c.area)
)


class Hydrating(Base):
    """The part of the store that fills in search results."""

    def provision_hits(self, pairs: Iterable[Pair], access: Access) -> dict[Pair, ProvisionHit]:
        """Return what is shown of each (document id, eId), in the order asked for.

        Pairs that do not exist (any more) or may not be seen are left out. Assignments that a
        person rejected are not included. At most six queries for every 25 pairs.
        """
        hits: dict[Pair, ProvisionHit] = {}
        with self._reading() as connection:
            for batch in in_batches(dict.fromkeys(pairs), _BATCH):
                hits |= self._hydrate(connection, batch, access)
        return hits

    def provision_versions(self, pairs: Iterable[Pair], access: Access) -> dict[Pair, list[DocumentSummary]]:
        """Return the current documents that have each (instrument id, eId): its language versions.

        Those that may not be seen are left out. Authentic texts come first, then by language.
        """
        wanted = list(dict.fromkeys(pairs))
        found: dict[Pair, list[DocumentSummary]] = {pair: [] for pair in wanted}
        with self._reading() as connection:
            for batch in in_batches(wanted, _BATCH):
                rows = connection.execute(
                    select(*DOCUMENT, provision.c.eid.label("version_eid"))
                    .join(provision, provision.c.document_id == document.c.id)
                    .where(
                        document.c.instrument_id.in_({pair[0] for pair in batch}),
                        provision.c.eid.in_({pair[1] for pair in batch}),
                        current(access),
                    )
                )
                for row in rows:
                    if (pair := (row.instrument_id, row.version_eid)) in found:
                        found[pair].append(read_summary(row))
        for versions in found.values():
            versions.sort(key=lambda each: (each.nature is not Nature.AUTHENTIC, each.language, each.id))
        return found

    def _hydrate(self, connection: Connection, pairs: list[Pair], access: Access) -> dict[Pair, ProvisionHit]:
        wanted_documents = {document_id for document_id, _ in pairs}
        documents = {
            row.id: row
            for row in connection.execute(
                select(*DOCUMENT).where(document.c.id.in_(wanted_documents), visible(access))
            )
        }
        visible_pairs = {pair for pair in pairs if pair[0] in documents}
        rows = _find(connection, _PROVISIONS, visible_pairs, "provision_")
        above = {
            pair: [(pair[0], eid) for eid in row.ancestors.split("/") if eid]
            for row in rows
            if (pair := (row.provision_document_id, row.provision_eid))
        }
        known = {(entry.document_id, entry.eid): entry for entry in map(read_provision, rows)}
        missing = {pair for chain in above.values() for pair in chain} - known.keys()
        for entry in map(read_provision, _find(connection, _PROVISIONS, missing, "provision_")):
            known[entry.document_id, entry.eid] = entry
        assigned: defaultdict[Pair, list[Assignment]] = defaultdict(list)
        for row in _find(connection, _ASSIGNMENTS, above.keys(), ""):
            assigned[row.document_id, row.eid].append(read_assignment(row))
        texts = self._texts.read(connection, [(row.id, row.revision) for row in documents.values()])
        instruments = read_instruments(connection, {row.instrument_id for row in documents.values()}, access)
        return {
            pair: ProvisionHit(
                instrument=instruments[documents[pair[0]].instrument_id],
                document=read_summary(documents[pair[0]]),
                provision=known[pair],
                text=texts[pair[0]][known[pair].start : known[pair].end],
                ancestors=tuple(known[step] for step in above[pair] if step in known),
                assignments=tuple(assigned[pair]),
            )
            for pair in pairs
            if pair in above
        }


def _find(
    connection: Connection, statement: Select[Any], pairs: Collection[Pair], prefix: str
) -> list[AnyRow]:
    """Return the rows of ``statement`` for these pairs; ``prefix`` is that of its column names."""
    if not pairs:
        return []
    rows = connection.execute(
        statement, {"documents": list({pair[0] for pair in pairs}), "eids": list({pair[1] for pair in pairs})}
    )
    return [
        row for row in rows if (row._mapping[f"{prefix}document_id"], row._mapping[f"{prefix}eid"]) in pairs
    ]
