"""What is held of the official texts that the register names, for the page, the API and the command."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from corpus.access import Access
from corpus.model import DocumentState
from corpus.register import RegisterInstrument
from corpus.store import DocumentSummary, FetchRecord, FetchStatus, Store
from ingest.fetch import lineage_of
from web.addresses import document_address, instrument_address
from web.redlining import redline_address
from web.shelf import choose_title

UNKNOWN = "unknown"
"""The status of an instrument whose text the register has no address for."""
# What a reader has to look after comes first.
STATUSES = (
    FetchStatus.UNREACHABLE.value,
    FetchStatus.REFUSED.value,
    FetchStatus.CHANGED.value,
    FetchStatus.NEVER.value,
    FetchStatus.CURRENT.value,
    UNKNOWN,
)


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An instrument of the register and its official text.

    ``page`` is the instrument's, None where nothing of it is here. ``official_source`` is the official page
    as the register names it, ``address`` where the text itself is fetched from. ``document`` is the current
    text as far as the reader may see it, ``redline`` where to see what changed in it last.
    """

    id: str
    slug: str
    title: str
    title_language: str | None
    jurisdiction: str
    page: str | None
    official_source: str | None
    status: str
    address: str | None = None
    problem: str | None = None
    reason: str | None = None
    remedy: str | None = None
    url: str | None = None
    checked_at: datetime | None = None
    changed_at: datetime | None = None
    fetched_at: datetime | None = None
    checksum: str | None = None
    size: int | None = None
    media_type: str | None = None
    document: str | None = None
    version: int | None = None
    permalink: str | None = None
    redline: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the line as the API gives it."""
        moments = {
            name: moment.isoformat() if (moment := getattr(self, name)) else None
            for name in ("checked_at", "changed_at", "fetched_at")
        }
        return asdict(self) | moments


def list_sources(
    store: Store, access: Access, register: Iterable[RegisterInstrument], language: str
) -> list[SourceLine]:
    """Return a line per instrument of the register, what has to be looked after first."""
    records = store.fetches()
    documents = store.documents(access, states=(DocumentState.CURRENT, DocumentState.SUPERSEDED))
    versions: dict[str, list[DocumentSummary]] = {}
    for each in sorted(documents, key=lambda each: -each.version):
        versions.setdefault(each.lineage, []).append(each)
    here = {each.instrument_id for each in documents if each.state is DocumentState.CURRENT}
    lines = [
        _line(
            entry,
            records.get(entry.instrument.id),
            versions.get(lineage_of(entry.instrument.id), ()),
            here,
            language,
        )
        for entry in register
    ]
    return sorted(lines, key=lambda line: (STATUSES.index(line.status), line.title.casefold(), line.id))


def count_statuses(lines: Iterable[SourceLine]) -> Mapping[str, int]:
    """Return how many instruments there are of each status, in the order of :data:`STATUSES`."""
    counts = Counter(line.status for line in lines)
    return {status: counts[status] for status in STATUSES}


def _line(
    entry: RegisterInstrument,
    record: FetchRecord | None,
    versions: Sequence[DocumentSummary],
    here: set[str],
    language: str,
) -> SourceLine:
    instrument, text = entry.instrument, entry.official_text
    title, title_language = choose_title(instrument.title, instrument.titles, language)
    current = next((each for each in versions if each.state is DocumentState.CURRENT), None)
    before = next((each for each in versions if current and each.version < current.version), None)
    record = record or FetchRecord(instrument.id, text.address if text else "")
    return SourceLine(
        id=instrument.id,
        slug=entry.slug,
        title=title,
        title_language=title_language,
        jurisdiction=instrument.jurisdiction,
        page=instrument_address(instrument.id) if instrument.id in here else None,
        official_source=instrument.official_source,
        status=record.status.value if text else UNKNOWN,
        address=text.address if text else None,
        problem=record.problem if text else None,
        reason=record.reason if text else None,
        remedy=record.remedy if text else None,
        url=record.url,
        checked_at=record.checked_at,
        changed_at=record.changed_at,
        fetched_at=record.fetched_at,
        checksum=record.checksum,
        size=record.size,
        media_type=record.media_type,
        document=current.id if current else None,
        version=current.version if current else None,
        permalink=document_address(current.id) if current else None,
        redline=redline_address(before.id, current.id) if current and before else None,
    )
