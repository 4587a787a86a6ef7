"""What persons said of two provisions: that they are counterparts, or are not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from corpus.access import Access
from corpus.errors import UsageError
from corpus.store.base import Base, find_document, not_found
from corpus.store.rows import AnyRow
from corpus.store.tables import alignment, provision

LONGEST_NAME = 120
LONGEST_REASON = 2_000


@dataclass(frozen=True, slots=True)
class Alignment:
    """What a person said of two provisions, of which ``document_a`` has the lower id.

    ``same`` tells whether they are counterparts; ``by`` is the person, ``reason`` why.
    """

    id: int
    document_a: str
    eid_a: str
    document_b: str
    eid_b: str
    same: bool
    by: str
    reason: str | None
    at: datetime


class Aligning(Base):
    """The part of the store that keeps corrected alignments; of two provisions the newest word counts."""

    def align(
        self,
        one: tuple[str, str],
        other: tuple[str, str],
        access: Access,
        *,
        same: bool,
        by: str,
        reason: str | None = None,
    ) -> Alignment:
        """Record that two provisions, each (document id, eId), are counterparts or are not.

        Raises:
            NotFoundError: a provision is absent, or its document hidden.
            UsageError: nobody is named, name or reason are too long, or both are of one document.
        """
        by, reason = " ".join(by.split()), (reason or "").strip() or None
        _check(one, other, by, reason)
        first, second = sorted((one, other))
        with self._writing() as connection:
            for document_id, eid in (first, second):
                find_document(connection, document_id, access)
                _find_provision(connection, document_id, eid)
            at = datetime.now(UTC)
            number = connection.execute(
                insert(alignment)
                .values(
                    document_a=first[0], eid_a=first[1], document_b=second[0], eid_b=second[1],
                    same=same, by=by, reason=reason, at=at,
                )
                .returning(alignment.c.id)
            ).scalar_one()  # fmt: skip
        return Alignment(number, *first, *second, same, by, reason, at)

    def alignments(self, document_ids: Sequence[str], access: Access) -> list[Alignment]:
        """Return what counts now between any two of these documents, the oldest first.

        Raises:
            NotFoundError: one of them is absent or hidden.
        """
        with self._reading() as connection:
            for document_id in document_ids:
                find_document(connection, document_id, access)
            rows = connection.execute(
                select(alignment)
                .where(alignment.c.document_a.in_(document_ids), alignment.c.document_b.in_(document_ids))
                .order_by(alignment.c.id)
            )
            newest = {(row.document_a, row.eid_a, row.document_b, row.eid_b): _read(row) for row in rows}
        return sorted(newest.values(), key=lambda entry: entry.id)

    def unalign(self, one: tuple[str, str], other: tuple[str, str], access: Access) -> None:
        """Take back the newest word on two provisions; what was said before it counts again, or the program.

        Raises:
            NotFoundError: nothing was said of them, or a document is hidden.
        """
        first, second = sorted((one, other))
        with self._writing() as connection:
            for document_id, _ in (first, second):
                find_document(connection, document_id, access)
            newest = connection.scalar(
                select(alignment.c.id).where(_pair(first, second)).order_by(alignment.c.id.desc()).limit(1)
            )
            if newest is None:
                raise not_found("correction", f"{first[0]}#{first[1]} and {second[0]}#{second[1]}")
            connection.execute(delete(alignment).where(alignment.c.id == newest))


def _pair(first: tuple[str, str], second: tuple[str, str]) -> ColumnElement[bool]:
    return (
        (alignment.c.document_a == first[0])
        & (alignment.c.eid_a == first[1])
        & (alignment.c.document_b == second[0])
        & (alignment.c.eid_b == second[1])
    )


def _find_provision(connection: Connection, document_id: str, eid: str) -> None:
    found = connection.scalar(
        select(provision.c.eid).where(provision.c.document_id == document_id, provision.c.eid == eid)
    )
    if found is None:
        raise not_found("provision", f"{document_id}#{eid}")


def _check(one: tuple[str, str], other: tuple[str, str], by: str, reason: str | None) -> None:
    if one[0] == other[0]:
        raise UsageError(
            "Both provisions are of one document.", remedy="Name one provision of each of two documents."
        )
    if not by:
        raise UsageError("Nobody is named ('by').", remedy="Say whose word this is: it is shown beside it.")
    if len(by) > LONGEST_NAME:
        raise UsageError(
            f"The name ('by') has {len(by)} characters; at most {LONGEST_NAME} are taken.",
            remedy="Shorten it.",
        )
    if reason is not None and len(reason) > LONGEST_REASON:
        raise UsageError(
            f"The reason has {len(reason)} characters; at most {LONGEST_REASON} are taken.",
            remedy="Shorten it.",
        )


def _read(row: AnyRow) -> Alignment:
    return Alignment(
        row.id, row.document_a, row.eid_a, row.document_b, row.eid_b, row.same, row.by, row.reason, row.at
    )
