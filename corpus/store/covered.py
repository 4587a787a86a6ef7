"""The provisions behind the coverage matrix, one after the other with what is needed to cite each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from corpus.access import Access
from corpus.areas import area_of, is_theme
from corpus.model import AssignmentStatus, Evidence, Instrument, Provision, Strength
from corpus.store.coverage import Standing, choose
from corpus.store.overview import Overviewing, choose_versions
from corpus.store.records import DocumentSummary
from corpus.store.rows import DOCUMENT, PROVISION, AnyRow, read_provision, read_summary
from corpus.store.selection import Selection
from corpus.store.tables import assignment, document, provision
from corpus.store.visibility import current


@dataclass(frozen=True, slots=True)
class CoveredProvision:
    """A provision under an area, in one of its versions.

    ``status`` and ``strength`` are what is known over all chosen versions; ``themes`` are the sub-themes of
    the area that it stands under too. ``evidence`` are the stretches of ``text`` that put it there.
    """

    area: str
    themes: tuple[str, ...]
    status: AssignmentStatus
    strength: Strength | None
    instrument: Instrument
    document: DocumentSummary
    provision: Provision
    ancestors: tuple[Provision, ...]
    text: str
    evidence: tuple[Evidence, ...]


class Listing(Overviewing):
    """The part of the store that lists what the coverage matrix counts."""

    def covered_provisions(
        self, access: Access, selection: Selection, languages: Sequence[str] = ()
    ) -> Iterator[CoveredProvision]:
        """Yield the provisions of a selection by title of the instrument, in document order, then by area.

        Versions are chosen as by :meth:`area_provisions`. An instrument is read at a time, each time
        under ``access``.
        """
        with self._reading() as connection:
            chosen = choose(connection, access, selection)
            standings = self._find_standings(connection, chosen, selection, None)
        known = {(each.instrument_id, each.eid, each.area): each for each in standings}
        themes: defaultdict[tuple[str, str, str], list[str]] = defaultdict(list)
        for each in standings:
            if is_theme(each.area):
                themes[each.instrument_id, each.eid, area_of(each.area)].append(each.area)
        documents: defaultdict[str, list[str]] = defaultdict(list)
        for row in chosen.documents:
            documents[row.instrument_id].append(row.id)
        for instrument in sorted(
            chosen.instruments.values(), key=lambda each: (each.title.casefold(), each.id)
        ):
            best = self._choose_rows(documents[instrument.id], known, access, languages)
            summaries, provisions, above, texts = self._read_documents({row.id for row in best}, access)
            rows = [row for row in best if (row.id, row.eid) in provisions]
            for row in sorted(
                rows, key=lambda row: (provisions[row.id, row.eid].ordinal, row.eid, len(row.area), row.area)
            ):
                found = provisions[row.id, row.eid]
                standing = known[instrument.id, row.eid, row.area]
                steps = ((row.id, eid) for eid in above[row.id, row.eid])
                yield CoveredProvision(
                    row.area,
                    tuple(sorted(themes[instrument.id, row.eid, row.area])),
                    standing.status,
                    standing.strength,
                    instrument,
                    summaries[row.id],
                    found,
                    tuple(provisions[step] for step in steps if step in provisions),
                    texts[row.id][found.start : found.end],
                    tuple(Evidence(start - found.start, end - found.start) for start, end in row.evidence),
                )

    def _choose_rows(
        self,
        documents: Sequence[str],
        known: Mapping[tuple[str, str, str], Standing],
        access: Access,
        languages: Sequence[str],
    ) -> list[AnyRow]:
        query = (
            select(
                document.c.instrument_id,
                document.c.id,
                document.c.language,
                document.c.nature,
                assignment.c.eid,
                assignment.c.area,
                assignment.c.status,
                assignment.c.evidence,
            )
            .join_from(assignment, document)
            .where(current(access), document.c.id.in_(documents), ~assignment.c.stale)
        )
        by_area: defaultdict[str, list[AnyRow]] = defaultdict(list)
        with self._reading() as connection:
            for row in connection.execute(query):
                if not is_theme(row.area) and (row.instrument_id, row.eid, row.area) in known:
                    by_area[row.area].append(row)
        return [row for rows in by_area.values() for row in choose_versions(rows, languages)]

    def _read_documents(
        self, ids: set[str], access: Access
    ) -> tuple[
        dict[str, DocumentSummary],
        dict[tuple[str, str], Provision],
        dict[tuple[str, str], list[str]],
        dict[str, str],
    ]:
        """Return documents, and by (document, eId) provisions and what is above each; texts by document."""
        if not ids:
            return {}, {}, {}, {}
        with self._reading() as connection:
            rows = connection.execute(select(*DOCUMENT).where(current(access), document.c.id.in_(ids))).all()
            listed = connection.execute(
                select(*PROVISION, provision.c.ancestors)
                .join_from(provision, document)
                .where(current(access), document.c.id.in_(ids))
            ).all()
            texts = self._texts.read(connection, [(row.id, row.revision) for row in rows])
        keys = [(row.provision_document_id, row.provision_eid) for row in listed]
        return (
            {row.id: read_summary(row) for row in rows},
            {key: read_provision(row) for key, row in zip(keys, listed, strict=True)},
            {
                key: [eid for eid in row.ancestors.split("/") if eid]
                for key, row in zip(keys, listed, strict=True)
            },
            texts,
        )
