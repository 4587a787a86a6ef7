"""What programs propose and persons decide: areas, confidentiality, removal."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import UTC, datetime

from sqlalchemy import delete, insert, select, update

from corpus.access import Access
from corpus.errors import StoreError, UsageError
from corpus.model import (
    Assignment,
    AssignmentStatus,
    Authorisation,
    Classification,
    DocumentState,
)
from corpus.store.base import Base, find_document, not_found, touch
from corpus.store.records import Decision
from corpus.store.rows import ASSIGNMENT, read_assignment, write_assignment
from corpus.store.tables import assignment, authorisation, decision, document, provision

logger = logging.getLogger(__name__)
_SYSTEM = Access.system_()


class Deciding(Base):
    """The part of the store that reviewers and providing parties write to."""

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
            new = {key: entry for key, entry in wanted.items() if key not in decided}
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

    def decide(
        self,
        document_id: str,
        eid: str,
        area: str,
        status: AssignmentStatus,
        by: str,
        reason: str | None = None,
    ) -> Assignment:
        """Record what a person decided of a provision and an area; proposals need not exist.

        PROPOSED takes an earlier decision back. Every call is kept in the log of decisions.

        Raises:
            NotFoundError: there is no such provision.
            UsageError: nobody is named.
        """
        if not by.strip():
            raise UsageError(
                "A decision needs the name of the person who takes it.", remedy="Name the person."
            )
        now = datetime.now(UTC)
        with self._writing() as connection:
            known = connection.execute(
                select(provision.c.eid).where(provision.c.document_id == document_id, provision.c.eid == eid)
            ).first()
            if known is None:
                raise not_found("provision", f"{document_id}#{eid}")
            place = (
                assignment.c.document_id == document_id,
                assignment.c.eid == eid,
                assignment.c.area == area,
            )
            row = connection.execute(select(*ASSIGNMENT).where(*place)).first()
            earlier = read_assignment(row) if row else None
            score = earlier.score if earlier else float(status is AssignmentStatus.CONFIRMED)
            taken = Assignment(
                document_id,
                eid,
                area,
                score,
                status,
                by,
                evidence=earlier.evidence if earlier else (),
                at=now,
                reason=reason,
            )
            connection.execute(delete(assignment).where(*place))
            connection.execute(
                insert(assignment).values(
                    write_assignment(taken, manual=status is not AssignmentStatus.PROPOSED)
                )
            )
            connection.execute(
                insert(decision).values(
                    document_id=document_id,
                    eid=eid,
                    area=area,
                    status=status.value,
                    by=by,
                    reason=reason,
                    at=now,
                )
            )
            touch(connection, document_id)
        return taken

    def decisions(self, document_id: str, access: Access) -> list[Decision]:
        """Return the log of decisions on a document, oldest first (NotFoundError if hidden)."""
        with self._reading() as connection:
            find_document(connection, document_id, access)
            rows = connection.execute(
                select(decision).where(decision.c.document_id == document_id).order_by(decision.c.id)
            )
            return [
                Decision(
                    row.document_id,
                    row.eid,
                    row.area,
                    AssignmentStatus(row.status),
                    row.by,
                    row.at,
                    row.reason,
                )
                for row in rows
            ]

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
