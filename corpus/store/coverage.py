"""What is committed under each area by each instrument: the counts behind the coverage matrix.

One rule decides for counts and lists alike. A provision of an instrument counts once, by its eId, however
many language versions and abstracts say it. Its status under an area is the heaviest over the versions
(:data:`corpus.store.ties.STATUS_WEIGHTS`), its strength that of the most reliable reading among the versions
tied to the area (:data:`corpus.store.ties.SOURCE`), and it is preambular if any version is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Engine

from corpus.access import Access
from corpus.model import RANKS, SCALE, AssignmentStatus, Instrument, Nature, Strength
from corpus.store.base import Base
from corpus.store.catalogue import merge_accounts, select_accounts
from corpus.store.rows import AnyRow
from corpus.store.selection import Selection as Selection  # queues and lists choose by it, too
from corpus.store.tables import document
from corpus.store.ties import SOURCE, STATUS_WEIGHTS, Numbers, TieCache, Ties
from corpus.store.visibility import current

_STATUS_OF = {weight: status for status, weight in STATUS_WEIGHTS.items()}
_STRENGTH_OF = (None, *reversed(SCALE))  # by rank; what commits nobody is none


@dataclass(frozen=True, slots=True)
class AreaTally:
    """How many provisions stand under an area, and the strongest commitment among them.

    Those confirmed by a person and those only proposed are told apart throughout; a strength is None where
    none of them commits.
    """

    confirmed: int = 0
    proposed: int = 0
    strongest_confirmed: Strength | None = None
    strongest_proposed: Strength | None = None

    @property
    def total(self) -> int:
        """All provisions."""
        return self.confirmed + self.proposed

    @property
    def strongest(self) -> Strength | None:
        """The strongest of all, whatever its status."""
        return strongest(self.strongest_confirmed, self.strongest_proposed)


def strongest(one: Strength | None, other: Strength | None) -> Strength | None:
    """Return the stronger of two strengths, None if there is neither."""
    if one is None or other is None:
        return one or other
    return one if RANKS[one] >= RANKS[other] else other


@dataclass(frozen=True, slots=True)
class Coverage:
    """The instruments of a selection, with what stands under each area.

    ``tallies`` holds no empty ones; its keys are (area or sub-theme, column), where ``columns`` names those
    of each instrument. ``whole`` counts each provision that is in any column once, by area or sub-theme.
    ``instruments`` holds those with nothing under any area, too.
    """

    instruments: Mapping[str, Instrument]
    columns: Mapping[str, tuple[str, ...]]
    tallies: Mapping[tuple[str, str], AreaTally]
    whole: Mapping[str, AreaTally]


@dataclass(frozen=True, slots=True)
class Holdings:
    """All instruments by id, the languages of their texts, ascending, and what these are."""

    instruments: Mapping[str, Instrument]
    languages: tuple[str, ...]
    natures: tuple[Nature, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of a provision under an area over all chosen versions; ``strength`` may be unknown."""

    area: str
    instrument_id: str
    eid: str
    status: AssignmentStatus
    strength: Strength | None


@dataclass(frozen=True, slots=True)
class _Merged:
    """Provisions under areas, each once: places in the lists of areas and instruments, and what is known."""

    areas: Numbers
    instruments: Numbers
    eids: Numbers
    statuses: Numbers
    ranks: Numbers


@dataclass(frozen=True, slots=True)
class Chosen:
    """The documents of a selection, and the instruments that they belong to."""

    documents: list[AnyRow]
    instruments: dict[str, Instrument]


class Covering(Base):
    """The part of the store behind the coverage matrix and the lists that it opens."""

    def __init__(self, engine: Engine) -> None:
        super().__init__(engine)
        self._ties = TieCache()

    def coverage(
        self,
        access: Access,
        selection: Selection | None = None,
        columns: Callable[[Instrument], Collection[str]] = lambda found: (found.id,),
    ) -> Coverage:
        """Return what the instruments of a selection say under each area and sub-theme.

        ``columns`` names what an instrument counts for: by default itself; it may be several or none.
        """
        selection = selection or Selection()
        with self._reading() as connection:
            chosen = choose(connection, access, selection)
            merged = self._merge(connection, chosen, selection)
        owned = {found.id: tuple(columns(found)) for found in chosen.instruments.values()}
        numbers: dict[str, int] = {}
        for keys in owned.values():
            for key in keys:
                numbers.setdefault(key, len(numbers))
        flat = np.array([numbers[key] for keys in owned.values() for key in keys], np.int64)
        sizes = np.array([len(keys) for keys in owned.values()], np.int64)
        # Each provision once for each column of its instrument.
        times = sizes[merged.instruments] if len(sizes) else sizes
        which = np.repeat(np.arange(len(times)), times)
        within = np.arange(len(which)) - np.repeat(np.cumsum(times) - times, times)
        column = flat[(np.cumsum(sizes) - sizes)[merged.instruments[which]] + within]
        cells = merged.areas[which] * max(1, len(numbers)) + column
        names, codes = list(numbers), self._ties.codes
        found = _tally(cells, merged.statuses[which], merged.ranks[which])
        held = times > 0
        whole = _tally(merged.areas[held], merged.statuses[held], merged.ranks[held])
        return Coverage(
            chosen.instruments,
            owned,
            {(codes[cell // len(names)], names[cell % len(names)]): tally for cell, tally in found},
            {codes[area]: tally for area, tally in whole},
        )

    def holdings(self, access: Access) -> Holdings:
        """Return what a selection can choose from."""
        with self._reading() as connection:
            chosen = choose(connection, access, Selection())
        return Holdings(
            chosen.instruments,
            tuple(sorted({row.language for row in chosen.documents})),
            tuple(nature for nature in Nature if any(row.nature == nature for row in chosen.documents)),
        )

    def standings(
        self, access: Access, selection: Selection | None = None, area: str | None = None
    ) -> list[Standing]:
        """Return the provisions that :meth:`coverage` counts, of one area or sub-theme or of all."""
        selection = selection or Selection()
        with self._reading() as connection:
            return self._find_standings(connection, choose(connection, access, selection), selection, area)

    def _find_standings(
        self, connection: Connection, chosen: Chosen, selection: Selection, area: str | None
    ) -> list[Standing]:
        merged = self._merge(connection, chosen, selection, area)
        ids = list(chosen.instruments)
        columns = (merged.areas, merged.instruments, merged.eids, merged.statuses, merged.ranks)
        return [
            Standing(
                self._ties.codes[code],
                ids[instrument],
                self._ties.eid(eid),
                _STATUS_OF[status],
                _STRENGTH_OF[rank],
            )
            for code, instrument, eid, status, rank in zip(*(each.tolist() for each in columns), strict=True)
        ]

    def _merge(
        self, connection: Connection, chosen: Chosen, selection: Selection, area: str | None = None
    ) -> _Merged:
        """Put the versions of each provision together and keep what the selection takes."""
        wanted = [(row.id, row.revision, row.nature) for row in chosen.documents]
        found = self._ties.read(connection, wanted)
        place = {instrument_id: number for number, instrument_id in enumerate(chosen.instruments)}
        owners = np.repeat(
            np.array([place[row.instrument_id] for row in chosen.documents], np.int64),
            np.array([len(ties) for ties in found], np.int64),
        )
        areas, eids = _join(found, "areas"), _join(found, "eids")
        statuses, strengths = _join(found, "statuses"), _join(found, "strengths")
        preambular = _join(found, "preambular")
        if area is not None:
            mask = areas == self._ties.area(area)
            owners, areas, eids, statuses, strengths, preambular = (
                each[mask] for each in (owners, areas, eids, statuses, strengths, preambular)
            )
        keys = (owners * len(self._ties.codes) + areas) << 32 | eids
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        starts = np.flatnonzero(np.diff(keys, prepend=-1))
        if len(starts):
            statuses, strengths, preambular = (
                np.maximum.reduceat(each[order], starts) for each in (statuses, strengths, preambular)
            )
        keys = keys[starts]
        ranks = np.where(strengths < 0, 0, strengths % SOURCE)
        kept = np.isin(statuses, [STATUS_WEIGHTS[status] for status in selection.statuses])
        if selection.least is not None or selection.operative:
            kept &= ranks >= max(1, RANKS[selection.least or Strength.NOTE])
        if selection.operative:
            kept &= preambular == 0
        keys = keys[kept]
        return _Merged(
            (keys >> 32) % len(self._ties.codes),
            (keys >> 32) // len(self._ties.codes),
            keys & 0xFFFFFFFF,
            statuses[kept],
            ranks[kept],
        )


def _tally(cells: Numbers, statuses: Numbers, ranks: Numbers) -> Iterator[tuple[int, AreaTally]]:
    """Yield the cells that have something in them, with what it is."""
    size = int(cells.max()) + 1 if len(cells) else 0
    confirmed = statuses == STATUS_WEIGHTS[AssignmentStatus.CONFIRMED]
    parts = []
    for which in (confirmed, ~confirmed):
        parts.append(np.bincount(cells[which], minlength=size))
    for which in (confirmed, ~confirmed):
        highest = np.zeros(size, np.int64)
        np.maximum.at(highest, cells[which], ranks[which])
        parts.append(highest)
    filled = np.flatnonzero(parts[0] + parts[1])
    for cell, sure, open_, sure_rank, rank in zip(
        filled.tolist(), *(part[filled].tolist() for part in parts), strict=True
    ):
        yield cell, AreaTally(sure, open_, _STRENGTH_OF[sure_rank], _STRENGTH_OF[rank])


def _join(found: list[Ties], name: str) -> NDArray[np.int64]:
    arrays = [getattr(ties, name) for ties in found]
    return np.concatenate(arrays).astype(np.int64) if arrays else np.zeros(0, np.int64)


def choose(connection: Connection, access: Access, selection: Selection) -> Chosen:
    """Return the current documents of a selection that ``access`` may see, and their instruments.

    An instrument is what all its documents that may be seen say of it, whichever of them are chosen.
    """
    query = select_accounts().add_columns(document.c.id, document.c.revision).where(current(access))
    accounts: defaultdict[str, list[AnyRow]] = defaultdict(list)
    for row in connection.execute(query):
        accounts[row.instrument_id].append(row)
    taken: dict[str, Instrument] = {}
    documents: list[AnyRow] = []
    for instrument_id, rows in accounts.items():
        instrument = merge_accounts(rows)
        if not selection.takes(instrument):
            continue
        fitting = [
            row
            for row in rows
            if (not selection.languages or row.language in selection.languages)
            and (not selection.natures or row.nature in selection.natures)
        ]
        if fitting:
            taken[instrument_id] = instrument
            documents += fitting
    return Chosen(documents, taken)
