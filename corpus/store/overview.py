"""The knowledge base by area of cooperation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, and_, case, func, select

from corpus.access import Access
from corpus.model import AssignmentStatus, Nature
from corpus.store.catalogue import read_instruments
from corpus.store.hits import Hydrating, Pair
from corpus.store.records import AreaGroup, AreaInstrument, AreaOverview, AreaPage, ProvisionHit
from corpus.store.rows import AnyRow
from corpus.store.tables import assignment, document, provision
from corpus.store.visibility import current

# What is known of a provision over its language versions: one confirmation outweighs rejections,
# one rejection by a person outweighs what the program proposes of the other versions.
_WEIGHTS = {AssignmentStatus.PROPOSED: 1, AssignmentStatus.REJECTED: 2, AssignmentStatus.CONFIRMED: 3}
_WEIGHT = case({status.value: weight for status, weight in _WEIGHTS.items()}, value=assignment.c.status)
_COUNTED = (AssignmentStatus.PROPOSED, AssignmentStatus.CONFIRMED)


class Overviewing(Hydrating):
    """The part of the store behind the pages on areas."""

    def area_overview(self, access: Access) -> list[AreaOverview]:
        """Return per area how many provisions of each instrument are tied to it, if any.

        Areas come in the order of their numbers (A2 before A10).
        """
        per_provision = (
            select(
                assignment.c.area,
                document.c.instrument_id,
                assignment.c.eid,
                func.max(_WEIGHT).label("weight"),
            )
            .join_from(assignment, document)
            .where(current(access), ~assignment.c.stale)
            .group_by(assignment.c.area, document.c.instrument_id, assignment.c.eid)
            .subquery()
        )
        weight = per_provision.c.weight

        def count(status: AssignmentStatus) -> ColumnElement[int]:
            return func.sum(case((weight == _WEIGHTS[status], 1), else_=0))

        query = (
            select(
                per_provision.c.area,
                per_provision.c.instrument_id,
                count(AssignmentStatus.PROPOSED).label("proposed"),
                count(AssignmentStatus.CONFIRMED).label("confirmed"),
            )
            .where(weight != _WEIGHTS[AssignmentStatus.REJECTED])
            .group_by(per_provision.c.area, per_provision.c.instrument_id)
        )
        with self._reading() as connection:
            rows = connection.execute(query).all()
            instruments = read_instruments(connection, {row.instrument_id for row in rows}, access)
        grouped: defaultdict[str, list[AreaInstrument]] = defaultdict(list)
        for row in rows:
            grouped[row.area].append(
                AreaInstrument(instruments[row.instrument_id], int(row.proposed), int(row.confirmed))
            )
        return [
            AreaOverview(
                area,
                tuple(
                    sorted(
                        found,
                        key=lambda entry: (
                            -entry.confirmed - entry.proposed,
                            entry.instrument.title.casefold(),
                            entry.instrument.id,
                        ),
                    )
                ),
            )
            for area, found in sorted(grouped.items(), key=lambda entry: (len(entry[0]), entry[0]))
        ]

    def area_provisions(
        self,
        area: str,
        access: Access,
        *,
        instrument_id: str | None = None,
        languages: Sequence[str] = (),
        statuses: Collection[AssignmentStatus] = _COUNTED,
        limit: int = 50,
        offset: int = 0,
    ) -> AreaPage:
        """Return a page of the provisions under ``area``, grouped by instrument in order of title.

        A provision comes once, in the first of ``languages`` that it has, authentic text before
        translation before abstract; within an instrument in document order. ``statuses`` selects
        by what is known over all language versions, as in :meth:`area_overview`.
        """
        query = (
            select(
                document.c.instrument_id,
                document.c.id,
                document.c.language,
                document.c.nature,
                assignment.c.eid,
                assignment.c.status,
                provision.c.ordinal,
            )
            .join_from(assignment, document)
            .join(
                provision,
                and_(
                    provision.c.document_id == assignment.c.document_id, provision.c.eid == assignment.c.eid
                ),
            )
            .where(current(access), assignment.c.area == area, ~assignment.c.stale)
        )
        if instrument_id is not None:
            query = query.where(document.c.instrument_id == instrument_id)
        with self._reading() as connection:
            rows = connection.execute(query).all()
            instruments = read_instruments(connection, {row.instrument_id for row in rows}, access)
        standing = _find_standing(rows)
        best = _choose_versions(
            [row for row in rows if standing[row.instrument_id, row.eid] in statuses], languages
        )
        ordered = sorted(
            best,
            key=lambda row: (
                instruments[row.instrument_id].title.casefold(),
                row.instrument_id,
                row.ordinal,
                row.eid,
            ),
        )
        shown: list[Pair] = [(row.id, row.eid) for row in ordered[offset : offset + limit]]
        groups: dict[str, list[ProvisionHit]] = {}
        for hit in self.provision_hits(shown, access).values():
            groups.setdefault(hit.instrument.id, []).append(hit)
        return AreaPage(
            area,
            len(ordered),
            offset,
            tuple(
                AreaGroup(
                    instruments[instrument_id],
                    tuple(hits),
                    tuple(standing[instrument_id, hit.provision.eid] for hit in hits),
                )
                for instrument_id, hits in groups.items()
            ),
        )


_NATURES = {Nature.AUTHENTIC.value: 0, Nature.TRANSLATION.value: 1, Nature.ABSTRACT.value: 2}


def _find_standing(rows: Sequence[AnyRow]) -> dict[tuple[str, str], AssignmentStatus]:
    """Return what is known of each provision (instrument, eId) over its language versions."""
    standing: dict[tuple[str, str], AssignmentStatus] = {}
    for row in rows:
        key, status = (row.instrument_id, row.eid), AssignmentStatus(row.status)
        standing[key] = max(standing.get(key, status), status, key=_WEIGHTS.__getitem__)
    return standing


def _choose_versions(rows: Sequence[AnyRow], languages: Sequence[str]) -> list[AnyRow]:
    """Return one row per provision of an instrument: the version that a reader of ``languages`` wants."""
    wish = {language: place for place, language in enumerate(languages)}

    def rank(row: AnyRow) -> tuple[bool, int, int, str, str]:
        # A version in which a person rejected the area is the last to show.
        rejected = row.status == AssignmentStatus.REJECTED.value
        return rejected, wish.get(row.language, len(wish)), _NATURES[row.nature], row.language, row.id

    best: dict[tuple[str, str], AnyRow] = {}
    for row in rows:
        key = (row.instrument_id, row.eid)
        if key not in best or rank(row) < rank(best[key]):
            best[key] = row
    return list(best.values())
