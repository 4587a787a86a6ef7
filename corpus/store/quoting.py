"""What is said of single provisions that are quoted, read without the rest of their documents."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select, tuple_

from corpus.access import Access
from corpus.model import AssignmentStatus, Commitment
from corpus.store.base import Base, in_batches
from corpus.store.fidelity import COMMITMENT, read_commitment
from corpus.store.tables import assignment, commitment, document
from corpus.store.visibility import visible

Pair = tuple[str, str]  # document id, eId


class Quoting(Base):
    """The part of the store that looks up what is known of provisions by document id and eId."""

    def provision_commitments(self, pairs: Iterable[Pair], access: Access) -> dict[Pair, Commitment]:
        """Return what these provisions undertake; those without, or that may not be seen, are left out."""
        found: dict[Pair, Commitment] = {}
        with self._reading() as connection:
            for batch in in_batches(pairs, 200):
                rows = connection.execute(
                    select(*COMMITMENT)
                    .join_from(commitment, document, commitment.c.document_id == document.c.id)
                    .where(tuple_(commitment.c.document_id, commitment.c.eid).in_(batch), visible(access))
                )
                found |= {(row.document_id, row.eid): read_commitment(row) for row in rows}
        return found

    def rejected_areas(self, pairs: Iterable[Pair], access: Access) -> set[tuple[str, str, str]]:
        """Return (document id, eId, area) of what a person rejected of these provisions."""
        found: set[tuple[str, str, str]] = set()
        with self._reading() as connection:
            for batch in in_batches(pairs, 200):
                rows = connection.execute(
                    select(assignment.c.document_id, assignment.c.eid, assignment.c.area)
                    .join_from(assignment, document)
                    .where(
                        tuple_(assignment.c.document_id, assignment.c.eid).in_(batch),
                        assignment.c.status == AssignmentStatus.REJECTED.value,
                        ~assignment.c.stale,
                        visible(access),
                    )
                )
                found.update((row.document_id, row.eid, row.area) for row in rows)
        return found
