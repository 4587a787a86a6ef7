"""The knowledge base by area of cooperation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from sqlalchemy import and_, select

from corpus.access import Access
from corpus.model import AssignmentStatus, Nature
from corpus.store.coverage import Covering, choose
from corpus.store.hits import Hydrating, Pair
from corpus.store.records import AreaGroup, AreaInstrument, AreaOverview, AreaPage, ProvisionHit
from corpus.store.rows import AnyRow
from corpus.store.selection import Selection
from corpus.store.tables import assignment, document, provision
from corpus.store.visibility import current


class Overviewing(Hydrating, Covering):
    """The part of the store behind the pages on areas."""

    def area_overview(self, access: Access) -> list[AreaOverview]:
        """Return per area and sub-theme how many provisions of each instrument are tied to it, if any.

        Areas come in the order of their numbers (A2 before A10).
        """
        covered = self.coverage(access)
        grouped: defaultdict[str, list[AreaInstrument]] = defaultdict(list)
        for (area, instrument_id), tally in covered.tallies.items():
            grouped[area].append(
                AreaInstrument(covered.instruments[instrument_id], tally.proposed, tally.confirmed)
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
        selection: Selection | None = None,
        languages: Sequence[str] = (),
        limit: int = 50,
        offset: int = 0,
    ) -> AreaPage:
        """Return a page of the provisions under an area or sub-theme, by instrument in order of title.

        They are those that :meth:`coverage` counts for the same ``selection``. A provision comes once, in
        the first of ``languages`` that it has, authentic text before translation before abstract; within an
        instrument in document order.
        """
        selection = selection or Selection()
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
        with self._reading() as connection:
            chosen = choose(connection, access, selection)
            standing = {
                (each.instrument_id, each.eid): each
                for each in self._find_standings(connection, chosen, selection, area)
            }
            rows = connection.execute(query).all()
        documents = {row.id for row in chosen.documents}
        best = choose_versions(
            [row for row in rows if row.id in documents and (row.instrument_id, row.eid) in standing],
            languages,
        )
        ordered = sorted(
            best,
            key=lambda row: (
                chosen.instruments[row.instrument_id].title.casefold(),
                row.instrument_id,
                row.ordinal,
                row.eid,
            ),
        )
        shown: list[Pair] = [(row.id, row.eid) for row in ordered[offset : offset + limit]]
        groups: dict[str, list[ProvisionHit]] = {}
        for hit in self.provision_hits(shown, access).values():
            groups.setdefault(hit.instrument.id, []).append(hit)
        counts = Counter((each.instrument_id, each.status) for each in standing.values())
        found = []
        for instrument_id, hits in groups.items():
            known = [standing[instrument_id, hit.provision.eid] for hit in hits]
            found.append(
                AreaGroup(
                    chosen.instruments[instrument_id],
                    tuple(hits),
                    tuple(each.status for each in known),
                    tuple(each.strength for each in known),
                    counts[instrument_id, AssignmentStatus.CONFIRMED],
                    counts[instrument_id, AssignmentStatus.PROPOSED],
                )
            )
        return AreaPage(area, len(ordered), offset, tuple(found))


_NATURES = {Nature.AUTHENTIC.value: 0, Nature.TRANSLATION.value: 1, Nature.ABSTRACT.value: 2}


def choose_versions(rows: Sequence[AnyRow], languages: Sequence[str]) -> list[AnyRow]:
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
