"""The system of record, and what it gives back."""

from corpus.store.archive import restore
from corpus.store.committing import CommitmentHit, CommitmentPage, Wanted
from corpus.store.coverage import AreaTally, Coverage, Standing
from corpus.store.covered import CoveredProvision
from corpus.store.fetching import FetchRecord, FetchStatus, PartialDownload
from corpus.store.records import (
    AreaGroup,
    AreaInstrument,
    AreaOverview,
    AreaPage,
    Counts,
    Decision,
    DocumentSummary,
    Failure,
    Folder,
    FolderEntry,
    InstrumentSummary,
    LoggedDecision,
    ProvisionHit,
    PutOutcome,
    ReviewItem,
    ReviewPage,
    Said,
    SavedSearch,
)
from corpus.store.selection import Selection
from corpus.store.store import Store

__all__ = [
    "AreaGroup",
    "AreaInstrument",
    "AreaOverview",
    "AreaPage",
    "AreaTally",
    "CommitmentHit",
    "CommitmentPage",
    "Counts",
    "Coverage",
    "CoveredProvision",
    "Decision",
    "DocumentSummary",
    "Failure",
    "FetchRecord",
    "FetchStatus",
    "Folder",
    "FolderEntry",
    "InstrumentSummary",
    "LoggedDecision",
    "PartialDownload",
    "ProvisionHit",
    "PutOutcome",
    "ReviewItem",
    "ReviewPage",
    "Said",
    "SavedSearch",
    "Selection",
    "Standing",
    "Store",
    "Wanted",
    "restore",
]
