"""The system of record, and what it gives back."""

from corpus.store.archive import restore
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
    ProvisionHit,
    PutOutcome,
    SavedSearch,
)
from corpus.store.store import Store

__all__ = [
    "AreaGroup",
    "AreaInstrument",
    "AreaOverview",
    "AreaPage",
    "Counts",
    "Decision",
    "DocumentSummary",
    "Failure",
    "Folder",
    "FolderEntry",
    "InstrumentSummary",
    "ProvisionHit",
    "PutOutcome",
    "SavedSearch",
    "Store",
    "restore",
]
