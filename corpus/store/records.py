"""What the store gives back beyond the records of :mod:`corpus.model`: summaries, counts, hydrated hits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from corpus.model import (
    Assignment,
    AssignmentStatus,
    Classification,
    DocumentState,
    Instrument,
    Nature,
    Provision,
    QualityState,
    Strength,
)


class PutOutcome(StrEnum):
    """What putting a bundle did."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    UPDATED = "updated"  # a new version, a new reading of the same file, or a stricter classification


@dataclass(frozen=True, slots=True)
class DocumentSummary:
    """A document without its text and pages.

    ``characters`` is the length of the text; ``parser`` names what read it. ``quality_state`` and
    ``coverage`` are those of its quality report, None where there is none.
    """

    id: str
    instrument_id: str
    lineage: str
    language: str
    title: str
    nature: Nature
    source: str
    media_type: str
    checksum: str
    version: int
    state: DocumentState
    classification: Classification
    provider: str | None
    ingested_at: datetime | None
    notes: tuple[str, ...]
    parser: str
    characters: int
    page_count: int
    provision_count: int
    passage_count: int
    quality_state: QualityState | None = None
    coverage: float | None = None


@dataclass(frozen=True, slots=True)
class InstrumentSummary:
    """An instrument in a list: counts are over its current documents that the reader may see.

    ``assignments`` counts provisions tied to areas by status (zero statuses are left in).
    """

    instrument: Instrument
    languages: tuple[str, ...]
    natures: tuple[Nature, ...]
    documents: int
    provisions: int
    assignments: Mapping[AssignmentStatus, int]


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be ingested, with what to do about it."""

    source: str
    checksum: str | None
    error_kind: str
    message: str
    remedy: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, as far as the reader may see it; current documents only."""

    instruments: int
    documents: int
    provisions: int
    passages: int
    languages: Mapping[str, int]  # documents per language
    assignments: Mapping[AssignmentStatus, int]


@dataclass(frozen=True, slots=True)
class Said:
    """What a program or the register said of an area before a person decided."""

    status: AssignmentStatus
    score: float
    by: str


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry in the log of what persons decided about assignments; PROPOSED takes back.

    ``act`` is the same for what was decided together; ``said`` is what stood there before any person
    decided, None for nothing (or where it was not kept yet).
    """

    document_id: str
    eid: str
    area: str
    status: AssignmentStatus
    by: str
    at: datetime
    reason: str | None
    act: str | None = None
    said: Said | None = None


@dataclass(frozen=True, slots=True)
class LoggedDecision:
    """An entry in the log with the document that it is about."""

    decision: Decision
    instrument_id: str
    lineage: str
    source: str
    language: str


@dataclass(frozen=True, slots=True)
class ReviewItem:
    """An assignment that waits for a person; ``distance`` (0 to 1) is how far it is from open."""

    document_id: str
    eid: str
    area: str
    score: float
    rivals: tuple[str, ...]
    distance: float


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """A stretch of the queue of what waits, the least certain first; ``total`` counts all of it."""

    total: int
    offset: int
    items: tuple[ReviewItem, ...]


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A search that a reader keeps: its parameters as in an address, and when it was last looked at."""

    id: str
    name: str
    parameters: tuple[tuple[str, str], ...]
    created_at: datetime
    seen_at: datetime


@dataclass(frozen=True, slots=True)
class Folder:
    """A drafting folder; ``entries`` counts those that its reader may see."""

    id: str
    name: str
    note: str
    created_at: datetime
    changed_at: datetime
    entries: int


@dataclass(frozen=True, slots=True)
class FolderEntry:
    """A provision in a folder: the area it is put under (None for none), its note and its position."""

    id: int
    document_id: str
    eid: str
    area: str | None
    note: str
    position: int
    added_at: datetime


@dataclass(frozen=True, slots=True)
class ProvisionHit:
    """A provision with everything that a list of results shows of it.

    ``ancestors`` run from the outermost in (the breadcrumb).
    """

    instrument: Instrument
    document: DocumentSummary
    provision: Provision
    text: str
    ancestors: tuple[Provision, ...]
    assignments: tuple[Assignment, ...]


@dataclass(frozen=True, slots=True)
class AreaInstrument:
    """How many provisions of one instrument are tied to an area.

    A provision counts once, whatever the number of its language versions: as confirmed if any of
    them is, not at all if a person rejected one and confirmed none.
    """

    instrument: Instrument
    proposed: int
    confirmed: int


@dataclass(frozen=True, slots=True)
class AreaOverview:
    """One area with its instruments, the ones with most provisions first."""

    area: str
    instruments: tuple[AreaInstrument, ...]

    @property
    def proposed(self) -> int:
        """Provisions that are only proposed, over all instruments."""
        return sum(entry.proposed for entry in self.instruments)

    @property
    def confirmed(self) -> int:
        """Provisions that are confirmed, over all instruments."""
        return sum(entry.confirmed for entry in self.instruments)


@dataclass(frozen=True, slots=True)
class AreaGroup:
    """The provisions of one instrument on one page of an area's list.

    ``statuses`` and ``strengths`` say, for each of ``hits``, what is known over all language versions: a
    provision confirmed in one of them is confirmed, whatever the version that is shown says itself.
    ``confirmed`` and ``proposed`` count the instrument's provisions on all pages.
    """

    instrument: Instrument
    hits: tuple[ProvisionHit, ...]
    statuses: tuple[AssignmentStatus, ...]
    strengths: tuple[Strength | None, ...]
    confirmed: int
    proposed: int


@dataclass(frozen=True, slots=True)
class AreaPage:
    """A page of the provisions under one area; ``total`` counts those on all pages."""

    area: str
    total: int
    offset: int
    groups: tuple[AreaGroup, ...]
