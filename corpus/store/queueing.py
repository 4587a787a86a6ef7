"""The queue of what waits for a person: proposals, the least certain first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Float, String, case, cast, func, literal, select

from corpus.access import Access
from corpus.model import AssignmentStatus
from corpus.store.base import Base
from corpus.store.coverage import choose
from corpus.store.records import ReviewItem, ReviewPage
from corpus.store.selection import Selection
from corpus.store.tables import assignment, document
from corpus.store.visibility import current

TIE = 0.5
"""What the distance of an assignment with rivals is multiplied by: a tie is as open as one half as far."""
USUAL = 0.5
"""The threshold of an area that the model does not know."""


class Queueing(Base):
    """The part of the store that says what waits for a person."""

    def review_queue(
        self,
        access: Access,
        thresholds: Mapping[str, float],
        *,
        area: str | None = None,
        selection: Selection | None = None,
        limit: int = 10,
        offset: int = 0,
    ) -> ReviewPage:
        """Return a stretch of the proposals in current documents, the least certain first.

        ``thresholds`` are the probabilities from which an area is proposed; the nearer a proposal is to
        its own, as a share of the way to certainty, the less certain it is. Where areas could not be told
        apart, it counts as half as far (:data:`TIE`).
        """
        distance = _distance(thresholds)
        conditions = [*_waiting(access)]
        if area is not None:
            conditions.append(assignment.c.area == area)
        with self._reading() as connection:
            if selection is not None and selection != Selection():
                chosen = choose(connection, access, selection)
                conditions.append(document.c.id.in_([row.id for row in chosen.documents]))
            total = connection.scalar(
                select(func.count()).select_from(assignment).join(document).where(*conditions)
            )
            rows = connection.execute(
                select(
                    assignment.c.document_id,
                    assignment.c.eid,
                    assignment.c.area,
                    assignment.c.score,
                    assignment.c.rivals,
                    distance.label("distance"),
                )
                .join(document)
                .where(*conditions)
                .order_by(distance, assignment.c.document_id, assignment.c.eid, assignment.c.area)
                .limit(limit)
                .offset(offset)
            ).all()
        items = tuple(
            ReviewItem(row.document_id, row.eid, row.area, row.score, tuple(row.rivals), row.distance)
            for row in rows
        )
        return ReviewPage(total or 0, offset, items)

    def review_tally(self, access: Access) -> list[tuple[str, str, int]]:
        """Return how much waits: (document id, area or sub-theme, proposals), none of them empty."""
        query = (
            select(assignment.c.document_id, assignment.c.area, func.count())
            .join_from(assignment, document)
            .where(*_waiting(access))
            .group_by(assignment.c.document_id, assignment.c.area)
        )
        with self._reading() as connection:
            return [(row[0], row[1], row[2]) for row in connection.execute(query)]

    def count_decided(self, access: Access) -> int:
        """Return how many assignments in current documents stand as persons decided them."""
        query = (
            select(func.count())
            .select_from(assignment)
            .join(document)
            .where(current(access), assignment.c.manual, ~assignment.c.stale)
        )
        with self._reading() as connection:
            return connection.scalar(query) or 0


def _waiting(access: Access) -> Sequence[ColumnElement[bool]]:
    return (
        current(access),
        assignment.c.status == AssignmentStatus.PROPOSED.value,
        ~assignment.c.stale,
    )


def _distance(thresholds: Mapping[str, float]) -> ColumnElement[Any]:
    """How far a proposal is from its threshold, 0 to 1: the share of the way to certainty on its side."""
    threshold: ColumnElement[Any] = literal(USUAL, Float)
    if thresholds:
        # Certainty at either end must stay something to divide by.
        known = {code: min(max(float(each), 0.01), 0.99) for code, each in thresholds.items()}
        threshold = case(known, value=assignment.c.area, else_=USUAL)
    way = assignment.c.score - threshold
    distance = case((way >= 0, way / (1 - threshold)), else_=-way / threshold)
    alone = cast(assignment.c.rivals, String) == "[]"
    return distance * case((alone, 1.0), else_=TIE)
