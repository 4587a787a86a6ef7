"""Provisions as lists of results show them: with text, breadcrumb, instrument and areas, in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, and_, or_, select

from corpus.access import Access
from corpus.model import Assignment, AssignmentStatus, Provision
from corpus.store.base import Base, in_batches
from corpus.store.catalogue import read_instruments
from corpus.store.reading import provision_in
from corpus.store.records import ProvisionHit
from corpus.store.rows import ASSIGNMENT, DOCUMENT, PROVISION, read_assignment, read_provision, read_summary
from corpus.store.tables import assignment, document, provision
from corpus.store.visibility import visible

Pair = tuple[str, str]  # document id, eId
_SHOWN = (AssignmentStatus.PROPOSED.value, AssignmentStatus.CONFIRMED.value)


class Hydrating(Base):
    """The part of the store that fills in search results."""

    def provision_hits(self, pairs: Iterable[Pair], access: Access) -> dict[Pair, ProvisionHit]:
        """Return what is shown of each (document id, eId), in the order asked for.

        Pairs that do not exist (any more) or may not be seen are left out. Assignments that a
        person rejected are not included. Five queries for up to 200 pairs.
        """
        wanted = list(dict.fromkeys(pairs))
        hits: dict[Pair, ProvisionHit] = {}
        with self._reading() as connection:
            for batch in in_batches(wanted, 200):
                hits |= self._hydrate(connection, batch, access)
        return hits

    def _hydrate(self, connection: Connection, pairs: list[Pair], access: Access) -> dict[Pair, ProvisionHit]:
        documents = {
            row.id: row
            for row in connection.execute(
                select(*DOCUMENT).where(document.c.id.in_({pair[0] for pair in pairs}), visible(access))
            )
        }
        eids: defaultdict[str, set[str]] = defaultdict(set)
        for document_id, eid in pairs:
            if document_id in documents:
                eids[document_id].add(eid)
        if not eids:
            return {}
        rows = connection.execute(select(*PROVISION, provision.c.ancestors).where(provision_in(eids))).all()
        provisions: dict[Pair, Provision] = {}
        above: dict[Pair, list[str]] = {}
        missing: defaultdict[str, set[str]] = defaultdict(set)
        for row in rows:
            entry = read_provision(row)
            pair = (entry.document_id, entry.eid)
            provisions[pair] = entry
            above[pair] = row.ancestors.split("/") if row.ancestors else []
            missing[entry.document_id].update(above[pair])
        known = dict(provisions)
        missing = defaultdict(
            set,
            {
                document_id: {eid for eid in found if (document_id, eid) not in known}
                for document_id, found in missing.items()
            },
        )
        if any(missing.values()):
            for row in connection.execute(select(*PROVISION).where(provision_in(missing))):
                entry = read_provision(row)
                known[entry.document_id, entry.eid] = entry
        assigned: defaultdict[Pair, list[Assignment]] = defaultdict(list)
        for row in connection.execute(
            select(*ASSIGNMENT)
            .where(
                or_(
                    *(
                        and_(assignment.c.document_id == document_id, assignment.c.eid.in_(found))
                        for document_id, found in eids.items()
                    )
                ),
                assignment.c.status.in_(_SHOWN),
                ~assignment.c.stale,
            )
            .order_by(assignment.c.score.desc(), assignment.c.area)
        ):
            assigned[row.document_id, row.eid].append(read_assignment(row))
        texts = self._texts.read(connection, [(row.id, row.revision) for row in documents.values()])
        instruments = read_instruments(connection, {row.instrument_id for row in documents.values()}, access)
        return {
            pair: ProvisionHit(
                instrument=instruments[documents[pair[0]].instrument_id],
                document=read_summary(documents[pair[0]]),
                provision=provisions[pair],
                text=texts[pair[0]][provisions[pair].start : provisions[pair].end],
                ancestors=tuple(known[pair[0], eid] for eid in above[pair] if (pair[0], eid) in known),
                assignments=tuple(assigned[pair]),
            )
            for pair in pairs
            if pair in provisions
        }
