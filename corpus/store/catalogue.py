"""Instruments, as the documents that a reader may see describe them, and counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Select, func, select

from corpus.access import Access
from corpus.model import AssignmentStatus, DocumentState, Instrument, Nature
from corpus.store.base import Base, in_batches, not_found
from corpus.store.records import Counts, InstrumentSummary
from corpus.store.rows import DESCRIPTION, AnyRow, merge_instruments, read_instrument
from corpus.store.tables import assignment, description, document
from corpus.store.visibility import current, visible

# Ties to sub-themes stand beside those to their areas: counting both would count a provision twice.
WHOLE_AREA = assignment.c.area.not_like("%.%")


class Catalogue(Base):
    """The part of the store that lists instruments and counts."""

    def instruments(self, access: Access) -> list[InstrumentSummary]:
        """Return all instruments with a current document that ``access`` may see, by title."""
        with self._reading() as connection:
            rows = connection.execute(select_accounts().where(current(access))).all()
            tally = connection.execute(
                select(document.c.instrument_id, assignment.c.status, func.count())
                .join_from(assignment, document)
                .where(current(access), ~assignment.c.stale, WHOLE_AREA)
                .group_by(document.c.instrument_id, assignment.c.status)
            ).all()
        statuses: defaultdict[str, dict[AssignmentStatus, int]] = defaultdict(_no_assignments)
        for instrument_id, status, count in tally:
            statuses[instrument_id][AssignmentStatus(status)] = count
        grouped: defaultdict[str, list[AnyRow]] = defaultdict(list)
        for row in rows:
            grouped[row.instrument_id].append(row)
        summaries = [_summarise(group, statuses[instrument_id]) for instrument_id, group in grouped.items()]
        return sorted(summaries, key=lambda entry: (entry.instrument.title.casefold(), entry.instrument.id))

    def instrument(self, instrument_id: str, access: Access) -> Instrument:
        """Return an instrument as its visible documents describe it (NotFoundError without any)."""
        with self._reading() as connection:
            found = read_instruments(connection, [instrument_id], access)
        if instrument_id not in found:
            raise not_found("instrument", instrument_id)
        return found[instrument_id]

    def counts(self, access: Access) -> Counts:
        """Return how much ``access`` may see in current documents."""
        with self._reading() as connection:
            rows = connection.execute(
                select(
                    document.c.language,
                    document.c.instrument_id,
                    document.c.provision_count,
                    document.c.passage_count,
                ).where(current(access))
            ).all()
            tally = connection.execute(
                select(assignment.c.status, func.count())
                .join_from(assignment, document)
                .where(current(access), ~assignment.c.stale, WHOLE_AREA)
                .group_by(assignment.c.status)
            ).all()
        return Counts(
            instruments=len({row.instrument_id for row in rows}),
            documents=len(rows),
            provisions=sum(row.provision_count for row in rows),
            passages=sum(row.passage_count for row in rows),
            languages=dict(sorted(Counter(row.language for row in rows).items())),
            assignments=_no_assignments() | {AssignmentStatus(status): count for status, count in tally},
        )


def read_instruments(connection: Connection, ids: Iterable[str], access: Access) -> dict[str, Instrument]:
    """Return the instruments ``ids`` as their visible documents describe them, current ones first."""
    accounts: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for batch in in_batches(ids):
        rows = connection.execute(
            select_accounts().where(document.c.instrument_id.in_(batch), visible(access))
        ).all()
        for row in rows:
            accounts[row.instrument_id].append(row)
    return {instrument_id: merge_accounts(found) for instrument_id, found in accounts.items()}


def merge_accounts(rows: Iterable[AnyRow]) -> Instrument:
    """Return an instrument as documents describe it, from rows of :func:`select_accounts`."""
    return merge_instruments(read_instrument(row) for row in sorted(rows, key=_precedence))


_ACCOUNT = [
    document.c[name]
    for name in ("instrument_id", "state", "nature", "language", "version", "lineage", "provision_count")
]


def select_accounts() -> Select[Any]:
    """Return the query for what each document says of its instrument."""
    return select(*_ACCOUNT, *DESCRIPTION).join_from(document, description)


def _precedence(row: AnyRow) -> tuple[bool, bool, str, int, str]:
    """Order accounts of an instrument: current before old, the register's (checked by hand) before files'."""
    return (
        row.state != DocumentState.CURRENT.value,
        row.nature != Nature.ABSTRACT.value,
        "" if row.language == "en" else row.language,
        -row.version,
        row.lineage,
    )


def _no_assignments() -> dict[AssignmentStatus, int]:
    return dict.fromkeys(AssignmentStatus, 0)


def _summarise(rows: Sequence[AnyRow], statuses: Mapping[AssignmentStatus, int]) -> InstrumentSummary:
    return InstrumentSummary(
        instrument=merge_accounts(rows),
        languages=tuple(sorted({row.language for row in rows})),
        natures=tuple(nature for nature in Nature if any(row.nature == nature.value for row in rows)),
        documents=len(rows),
        provisions=sum(row.provision_count for row in rows),
        assignments=statuses,
    )
