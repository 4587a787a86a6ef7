"""Which provisions the coverage matrix and the lists that it opens are of."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from corpus.groups import groups_of
from corpus.model import AssignmentStatus, Instrument, Strength

COUNTED = (AssignmentStatus.CONFIRMED, AssignmentStatus.PROPOSED)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which provisions count; an empty collection or None leaves that open.

    ``least`` is the weakest commitment that counts; None counts what commits nobody, too.
    ``operative`` leaves out what only gives reasons. ``languages`` and ``natures`` choose among the
    documents, before versions are put together.
    """

    instruments: Collection[str] = ()
    jurisdictions: Collection[str] = ()
    groups: Collection[str] = ()
    kinds: Collection[str] = ()
    languages: Collection[str] = ()
    natures: Collection[str] = ()
    year_from: int | None = None
    year_to: int | None = None
    least: Strength | None = None
    operative: bool = False
    statuses: Collection[AssignmentStatus] = COUNTED

    def takes(self, instrument: Instrument) -> bool:
        """Tell whether an instrument is among those chosen; one without a year is in no span of years."""
        year = instrument.year
        return (
            (not self.instruments or instrument.id in self.instruments)
            and (not self.jurisdictions or instrument.jurisdiction in self.jurisdictions)
            and (not self.groups or any(each in self.groups for each in groups_of(instrument.jurisdiction)))
            and (not self.kinds or instrument.kind.value in self.kinds)
            and (self.year_from is None or (year is not None and year >= self.year_from))
            and (self.year_to is None or (year is not None and year <= self.year_to))
        )
