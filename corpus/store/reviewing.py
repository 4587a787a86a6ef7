"""What persons decide of areas: the log of it, and the rules that hold an area and its sub-themes together.

A sub-theme stands beside its area, never without it. So confirming a sub-theme confirms its area, rejecting
an area rejects its sub-themes, and taking the confirmation of an area back takes that of its sub-themes back.
Decisions taken together (these, and the two of a move) carry the same ``act`` in the log.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Row, and_, delete, insert, select

from corpus.access import Access
from corpus.areas import area_of, area_or_theme, is_theme
from corpus.errors import UsageError
from corpus.model import Assignment, AssignmentStatus, DocumentState
from corpus.store.base import Base, find_document, not_found, touch
from corpus.store.records import Decision, LoggedDecision, Said
from corpus.store.rows import ASSIGNMENT, read_assignment, write_assignment
from corpus.store.tables import assignment, decision, document, provision
from corpus.store.visibility import visible
from corpus.typed import check_length, read_name, read_text

PROPOSED, CONFIRMED, REJECTED = (
    AssignmentStatus.PROPOSED,
    AssignmentStatus.CONFIRMED,
    AssignmentStatus.REJECTED,
)
LONGEST_NAME = 120
LONGEST_REASON = 2_000
Change = tuple[str, AssignmentStatus]
"""The code of an area or sub-theme, and what becomes of it."""


class Reviewing(Base):
    """The part of the store that reviewers write to."""

    def review(
        self,
        document_id: str,
        eid: str,
        changes: Sequence[Change],
        by: str,
        reason: str | None,
        access: Access,
    ) -> list[Decision]:
        """Take decisions on one provision together, or none of them; return what was logged.

        PROPOSED takes back what a person decided: what was said before stands again.

        Raises:
            NotFoundError: there is no such provision, or ``access`` may not see it; no such area.
            UsageError: nobody is named, or the changes contradict each other or what there is.
        """
        by, reason = _read_name(by), _read_reason(reason)
        if len({code for code, _ in changes}) != len(changes):
            raise UsageError("An area is decided twice in one act.", remedy="Decide it once.")
        with self._writing() as connection:
            row = find_document(connection, document_id, access)
            if row.state != DocumentState.CURRENT.value:
                raise UsageError(
                    "This version of the document is not the current one; nothing is decided of it any more.",
                    remedy="Decide on the current version.",
                )
            return _Act(connection, row.lineage, document_id, eid, by, reason).take(changes)

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
            NotFoundError: there is no such provision or area.
            UsageError: nobody is named, or there is nothing to take back.
        """
        by, reason = _read_name(by), _read_reason(reason)
        with self._writing() as connection:
            row = connection.execute(select(document.c.lineage).where(document.c.id == document_id)).first()
            act = _Act(connection, row.lineage if row else "", document_id, eid, by, reason)
            act.take([(area, status)])
            found = connection.execute(select(*ASSIGNMENT).where(*act.place(area))).first()
        if found is None:  # it was added by a person, who took it back
            return Assignment(document_id, eid, area, 0.0, PROPOSED, by, at=act.now, reason=reason)
        return read_assignment(found)

    def decisions(self, document_id: str, access: Access) -> list[Decision]:
        """Return the log of decisions on a document, oldest first (NotFoundError if hidden)."""
        with self._reading() as connection:
            find_document(connection, document_id, access)
            rows = connection.execute(
                select(decision).where(decision.c.document_id == document_id).order_by(decision.c.id)
            )
            return [_read_decision(row) for row in rows]

    def provision_decisions(self, document_id: str, eid: str, access: Access) -> list[Decision]:
        """Return the log on one provision over all versions of its text, newest first.

        Raises:
            NotFoundError: there is no such document, or it may not be seen.
        """
        with self._reading() as connection:
            row = find_document(connection, document_id, access)
            rows = connection.execute(
                select(decision)
                .join(document)
                .where(document.c.lineage == row.lineage, visible(access), decision.c.eid == eid)
                .order_by(decision.c.id.desc())
            )
            return [_read_decision(each) for each in rows]

    def all_decisions(self, access: Access, document_ids: Iterable[str] = ()) -> list[LoggedDecision]:
        """Return the log on all documents that ``access`` may see, or on some of them, oldest first."""
        query = (
            select(decision, document.c.instrument_id, document.c.lineage, document.c.source,
                   document.c.language)
            .join(document)
            .where(visible(access))
            .order_by(decision.c.id)
        )  # fmt: skip
        if wanted := list(document_ids):
            query = query.where(decision.c.document_id.in_(wanted))
        with self._reading() as connection:
            return [
                LoggedDecision(_read_decision(row), row.instrument_id, row.lineage, row.source, row.language)
                for row in connection.execute(query)
            ]


@dataclass(slots=True)
class _Act:
    """Decisions on one provision that are taken together."""

    connection: Connection
    lineage: str
    document_id: str
    eid: str
    by: str
    reason: str | None
    id: str = ""
    now: datetime = datetime.min

    def take(self, changes: Sequence[Change]) -> list[Decision]:
        """Take these decisions, and those that follow from them."""
        known = self.connection.execute(
            select(provision.c.eid).where(
                provision.c.document_id == self.document_id, provision.c.eid == self.eid
            )
        ).first()
        if known is None:
            raise not_found("provision", f"{self.document_id}#{self.eid}")
        for code, _ in changes:
            area_or_theme(code)
        self.id, self.now = uuid4().hex, datetime.now(UTC)
        # Sub-themes first when they go, last when they come: an area is never without what it holds up.
        taken = [self._decide(code, status) for code, status in self._extend(changes)]
        touch(self.connection, self.document_id)
        return taken

    def place(self, code: str) -> tuple[Any, ...]:
        """The condition for the row of an area of this provision."""
        return (
            assignment.c.document_id == self.document_id,
            assignment.c.eid == self.eid,
            assignment.c.area == code,
        )

    def _extend(self, changes: Sequence[Change]) -> list[Change]:
        """Return the changes with those that follow from them."""
        rows = self.connection.execute(
            select(assignment.c.area, assignment.c.status, assignment.c.manual).where(
                assignment.c.document_id == self.document_id, assignment.c.eid == self.eid
            )
        ).all()
        standing = {row.area: AssignmentStatus(row.status) for row in rows}
        manual = {row.area for row in rows if row.manual}
        wanted = dict(changes)
        for code, status in changes:
            area = area_of(code)
            themes = [each for each in standing if is_theme(each) and area_of(each) == code]
            if is_theme(code) and status is CONFIRMED:
                if wanted.get(area, CONFIRMED) is not CONFIRMED:
                    raise UsageError(
                        f"{code} is a part of {area}: it cannot be confirmed without it.",
                        remedy=f"Confirm {code} alone; {area} then stays.",
                    )
                if standing.get(area) is not CONFIRMED:
                    wanted[area] = CONFIRMED
            elif status is REJECTED and not is_theme(code):
                wanted = {each: REJECTED for each in themes if standing[each] is not REJECTED} | wanted
            elif status is PROPOSED:
                if code not in manual:
                    raise UsageError(
                        f"No person has decided of {code} here: there is nothing to take back.",
                        remedy="Confirm or reject it.",
                    )
                following = self._taken_with(
                    code, standing[code], [each for each in themes if each in manual]
                )
                back = {each: PROPOSED for each in following if standing[each] is standing[code]}
                wanted = wanted | back if standing[code] is REJECTED else back | wanted
        return list(wanted.items())

    def _taken_with(self, code: str, status: AssignmentStatus, themes: list[str]) -> list[str]:
        """Return which sub-themes go back with their area.

        Those rejected because it was; those confirmed, which cannot stand on what is only proposed.
        """
        if status is not REJECTED:
            said = self._said_before(code)
            return [] if said and said.status is CONFIRMED else themes
        latest = {each: self._latest(each) for each in (code, *themes)}
        own = latest[code]
        return [
            each
            for each in themes
            if own is not None and own.act and (found := latest[each]) and found.act == own.act
        ]

    def _decide(self, code: str, status: AssignmentStatus) -> Decision:
        row = self.connection.execute(select(*ASSIGNMENT).where(*self.place(code))).first()
        earlier = read_assignment(row) if row else None
        said: Said | None = None
        if row is not None and earlier is not None:
            said = self._said_before(code) if row.manual else Said(earlier.status, earlier.score, earlier.by)
        self.connection.execute(delete(assignment).where(*self.place(code)))
        if status is not PROPOSED:
            taken = Assignment(
                self.document_id,
                self.eid,
                code,
                _score(status, earlier, said),
                status,
                self.by,
                evidence=earlier.evidence if earlier else (),
                at=self.now,
                reason=self.reason,
                rivals=earlier.rivals if earlier else (),
            )
            self.connection.execute(insert(assignment).values(write_assignment(taken, manual=True)))
        elif (
            earlier is not None
            and (before := said or self._held_up(code)) is not None
            and (before.status is REJECTED or not is_theme(code) or self._stands(area_of(code)))
        ):
            again = replace(
                earlier, status=before.status, score=before.score, by=before.by, at=None, reason=None
            )
            self.connection.execute(insert(assignment).values(write_assignment(again)))
        logged = Decision(
            self.document_id, self.eid, code, status, self.by, self.now, self.reason, self.id, said
        )
        self.connection.execute(
            insert(decision).values(
                document_id=self.document_id,
                eid=self.eid,
                area=code,
                status=status.value,
                by=self.by,
                reason=self.reason,
                at=self.now,
                act=self.id,
                earlier=[said.status.value, said.score, said.by] if said else None,
            )
        )
        return logged

    def _stands(self, code: str) -> bool:
        """Tell whether an area is proposed or confirmed: its sub-themes are not proposed without it."""
        row = self.connection.execute(select(assignment.c.status).where(*self.place(code))).first()
        return row is not None and row.status != REJECTED.value

    def _latest(self, code: str) -> Row[Any] | None:
        """The last entry of the log on an area of this provision, in any version of the text."""
        return self.connection.execute(
            select(decision)
            .join(document)
            .where(document.c.lineage == self.lineage, decision.c.eid == self.eid, decision.c.area == code)
            .order_by(decision.c.id.desc())
            .limit(1)
        ).first()

    def _said_before(self, code: str) -> Said | None:
        """What was said of an area before persons decided of it."""
        latest = self._latest(code)
        return _read_said(latest.earlier) if latest is not None else None

    def _held_up(self, code: str) -> Said | None:
        """The likeliest sub-theme that is left of an area which a person added: it speaks for the area."""
        rows = self.connection.execute(
            select(*ASSIGNMENT).where(
                and_(assignment.c.document_id == self.document_id, assignment.c.eid == self.eid),
                assignment.c.status != REJECTED.value,
            )
        ).all()
        themes = [row for row in rows if is_theme(row.area) and area_of(row.area) == code]
        best = max(themes, key=lambda row: row.score, default=None)
        return Said(PROPOSED, best.score, best.by) if best is not None else None


def _score(status: AssignmentStatus, earlier: Assignment | None, said: Said | None) -> float:
    """The program's probability, as far as it is known; what persons add is certain."""
    if said is not None:
        return said.score
    if earlier is not None and 0 < earlier.score < 1:
        return earlier.score
    return float(status is CONFIRMED)


def _read_decision(row: Row[Any]) -> Decision:
    return Decision(
        row.document_id,
        row.eid,
        row.area,
        AssignmentStatus(row.status),
        row.by,
        row.at,
        row.reason,
        row.act,
        _read_said(row.earlier),
    )


def _read_said(earlier: list[Any] | None) -> Said | None:
    if earlier is None:
        return None
    status, score, by = earlier
    return Said(AssignmentStatus(status), score, by)


def _read_name(by: str) -> str:
    missing = UsageError("A decision needs the name of the person who takes it.", remedy="Name the person.")
    return read_name(by, missing, LONGEST_NAME)


def _read_reason(reason: str | None) -> str | None:
    return check_length(read_text(reason or "", "reason").strip(), "reason", LONGEST_REASON) or None
