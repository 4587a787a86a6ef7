"""What programs propose of areas, and what providing parties decide: confidentiality, removal.

What persons decide of areas is :mod:`corpus.store.reviewing`'s.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update

from corpus.access import Access
from corpus.areas import area_of
from corpus.errors import StoreError, UsageError
from corpus.model import (
    Assignment,
    AssignmentStatus,
    Authorisation,
    Classification,
    DocumentState,
)
from corpus.store.base import Base, find_document, touch
from corpus.store.rows import ASSIGNMENT, read_assignment, write_assignment
from corpus.store.tables import assignment, authorisation, document, provision

logger = logging.getLogger(__name__)
_SYSTEM = Access.system_()


class Deciding(Base):
    """The part of the store that programs which propose and providing parties write to."""

    def put_assignments(self, document_id: str, proposed: Iterable[Assignment]) -> None:
        """Replace what programs proposed for a document; whatever is decided stays as it is.

        Raises:
            NotFoundError: there is no such document.
            StoreError: a proposal names another document or a provision that is missing.
        """
        wanted = {(entry.eid, entry.area): entry for entry in proposed}
        with self._writing() as connection:
            find_document(connection, document_id, _SYSTEM)
            eids = set(
                connection.scalars(select(provision.c.eid).where(provision.c.document_id == document_id))
            )
            for entry in wanted.values():
                if entry.document_id != document_id or entry.eid not in eids:
                    raise StoreError(
                        f"Document {document_id} has no provision {entry.eid!r} to be tied to {entry.area}.",
                        remedy="Assign areas again: the document was read anew in the meantime.",
                    )
            rows = connection.execute(
                select(*ASSIGNMENT).where(assignment.c.document_id == document_id)
            ).all()
            replaceable = {
                (row.eid, row.area): read_assignment(row)
                for row in rows
                if row.status == AssignmentStatus.PROPOSED.value and not row.manual
            }
            decided = {(row.eid, row.area) for row in rows} - replaceable.keys()
            rejected = {(row.eid, row.area) for row in rows if row.status == AssignmentStatus.REJECTED.value}
            new = {
                key: entry
                for key, entry in wanted.items()
                # A sub-theme stands beside its area, never without it.
                if key not in decided and (entry.eid, area_of(entry.area)) not in rejected
            }
            if _say_the_same(new, replaceable):
                return  # an index need not be rebuilt because the same was proposed again
            connection.execute(
                delete(assignment).where(
                    assignment.c.document_id == document_id,
                    ~assignment.c.manual,
                    assignment.c.status == AssignmentStatus.PROPOSED.value,
                )
            )
            if new:
                connection.execute(insert(assignment), [write_assignment(entry) for entry in new.values()])
            touch(connection, document_id)

    def authorise(self, given: Authorisation) -> None:
        """Record the providing party's written leave for another party to see a document.

        It holds for this version only: a changed text needs a new authorisation.

        Raises:
            NotFoundError: there is no such document.
            UsageError: it is not the providing party that gives it, or the written act is not named.
        """
        if not given.party.strip() or not given.reference.strip():
            raise UsageError(
                "An authorisation needs a party and the reference of the written act.",
                remedy="Give both, such as the number of the note verbale.",
            )
        with self._writing() as connection:
            row = find_document(connection, given.document_id, _SYSTEM)
            if row.provider is None or given.granted_by != row.provider:
                raise UsageError(
                    f"{given.granted_by!r} did not provide the document {given.document_id}.",
                    remedy="Only the providing party can authorise others; ask it to.",
                )
            connection.execute(
                delete(authorisation).where(
                    authorisation.c.document_id == given.document_id, authorisation.c.party == given.party
                )
            )
            connection.execute(
                insert(authorisation).values(
                    document_id=given.document_id,
                    party=given.party,
                    granted_by=given.granted_by,
                    reference=given.reference,
                    granted_at=given.granted_at or datetime.now(UTC),
                )
            )

    def revoke(self, document_id: str, party: str) -> None:
        """Take back the authorisation of ``party`` to see a document, if it has one."""
        with self._writing() as connection:
            connection.execute(
                delete(authorisation).where(
                    authorisation.c.document_id == document_id, authorisation.c.party == party
                )
            )

    def authorisations(self, document_id: str, access: Access) -> list[Authorisation]:
        """Return who was authorised to see a document: told to its provider and the system only."""
        with self._reading() as connection:
            row = find_document(connection, document_id, access)
            if not access.system and (row.provider is None or access.party != row.provider):
                return []
            rows = connection.execute(
                select(authorisation)
                .where(authorisation.c.document_id == document_id)
                .order_by(authorisation.c.party)
            )
            return [Authorisation(**entry._mapping) for entry in rows]

    def classify(self, document_id: str, classification: Classification, provider: str | None) -> None:
        """Set how widely a document may go, with all its versions; it acts at once.

        Raises:
            NotFoundError: there is no such document.
            UsageError: it is not to be public and no provider is named.
        """
        if classification is not Classification.PUBLIC and not (provider and provider.strip()):
            raise UsageError(
                f"A {classification.value} document needs a providing party.",
                remedy="Name the party, which alone may let others see it.",
            )
        with self._writing() as connection:
            row = find_document(connection, document_id, _SYSTEM)
            connection.execute(
                update(document)
                .where(document.c.lineage == row.lineage)
                .values(classification=classification.value, provider=provider)
            )
        logger.info("document %s is now %s", document_id, classification.value)

    def remove(self, document_id: str) -> None:
        """Take a document out with all its versions; nobody finds or reads it any more.

        Raises:
            NotFoundError: there is no such document.
        """
        with self._writing() as connection:
            row = find_document(connection, document_id, _SYSTEM)
            connection.execute(
                update(document)
                .where(document.c.lineage == row.lineage)
                .values(state=DocumentState.REMOVED.value)
            )
            touch(connection, document_id)

    def reinstate(self, document_id: str) -> None:
        """Undo :meth:`remove`: the newest version is current again, the others superseded.

        Raises:
            NotFoundError: there is no such document.
        """
        with self._writing() as connection:
            row = find_document(connection, document_id, _SYSTEM)
            newest = connection.scalars(
                select(document.c.id)
                .where(document.c.lineage == row.lineage)
                .order_by(document.c.version.desc())
            ).first()
            connection.execute(
                update(document)
                .where(document.c.lineage == row.lineage)
                .values(state=DocumentState.SUPERSEDED.value)
            )
            connection.execute(
                update(document).where(document.c.id == newest).values(state=DocumentState.CURRENT.value)
            )
            touch(connection, newest)


def _say_the_same(new: dict[tuple[str, str], Assignment], old: dict[tuple[str, str], Assignment]) -> bool:
    def substance(entry: Assignment) -> tuple[object, ...]:
        return entry.score, entry.status, entry.by, entry.evidence, entry.reason, entry.rivals

    return new.keys() == old.keys() and all(substance(new[key]) == substance(old[key]) for key in new)
