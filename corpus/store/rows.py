"""Rows of the tables as records, and records as rows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from sqlalchemy import Row
from sqlalchemy.sql import ColumnElement

from corpus.model import (
    Assignment,
    AssignmentStatus,
    Citation,
    Classification,
    Document,
    DocumentState,
    Evidence,
    Instrument,
    InstrumentKind,
    Nature,
    PageSpan,
    Passage,
    Provision,
    ProvisionKind,
    QualityState,
    Strength,
)
from corpus.store.records import DocumentSummary
from corpus.store.tables import assignment, citation, description, document, passage, provision

AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"

# Names that description shares with document get a prefix, so that one row can hold both.
DESCRIPTION: tuple[ColumnElement[Any], ...] = tuple(
    column.label(f"instrument_{column.name}") for column in description.c if column.name != "document_id"
)
DOCUMENT = tuple(document.c)
PROVISION = tuple(column.label(f"provision_{column.name}") for column in provision.c)
PASSAGE = tuple(passage.c)
CITATION = tuple(citation.c)
ASSIGNMENT = tuple(assignment.c)


def read_instrument(row: AnyRow) -> Instrument:
    """Return what the document of ``row`` says of its instrument (columns DESCRIPTION, instrument_id)."""
    return Instrument(
        id=row.instrument_id,
        title=row.instrument_title,
        kind=InstrumentKind(row.instrument_kind),
        jurisdiction=row.instrument_jurisdiction,
        year=row.instrument_year,
        body=row.instrument_body,
        date=row.instrument_date,
        status=row.instrument_status,
        official_source=row.instrument_official_source,
        titles=dict(row.instrument_titles),
        names=tuple(row.instrument_names),
    )


def merge_instruments(accounts: Iterable[Instrument]) -> Instrument:
    """Return one instrument out of several documents' accounts of it; earlier accounts win."""
    first, *others = accounts
    titles, names = dict(first.titles), list(first.names)
    fields: dict[str, Any] = {
        name: getattr(first, name) for name in ("year", "body", "date", "status", "official_source")
    }
    for other in others:
        fields = {name: getattr(other, name) if value is None else value for name, value in fields.items()}
        titles = {**other.titles, **titles}
        names += [name for name in other.names if name not in names]
    return Instrument(
        id=first.id,
        title=first.title,
        kind=first.kind,
        jurisdiction=first.jurisdiction,
        titles=titles,
        names=tuple(names),
        **fields,
    )


def write_description(document_id: str, instrument: Instrument) -> dict[str, Any]:
    """Return the row of ``description``."""
    return {
        "document_id": document_id,
        "title": instrument.title,
        "kind": instrument.kind.value,
        "jurisdiction": instrument.jurisdiction,
        "year": instrument.year,
        "body": instrument.body,
        "date": instrument.date,
        "status": instrument.status,
        "official_source": instrument.official_source,
        "titles": dict(instrument.titles),
        "names": list(instrument.names),
    }


def read_summary(row: AnyRow) -> DocumentSummary:
    """Return the document of a row with the columns DOCUMENT."""
    return DocumentSummary(
        id=row.id,
        instrument_id=row.instrument_id,
        lineage=row.lineage,
        language=row.language,
        title=row.title,
        nature=Nature(row.nature),
        source=row.source,
        media_type=row.media_type,
        checksum=row.checksum,
        version=row.version,
        state=DocumentState(row.state),
        classification=Classification(row.classification),
        provider=row.provider,
        ingested_at=row.ingested_at,
        notes=tuple(row.notes),
        parser=row.parser,
        characters=row.characters,
        page_count=row.page_count,
        provision_count=row.provision_count,
        passage_count=row.passage_count,
        quality_state=None if row.quality_state is None else QualityState(row.quality_state),
        coverage=row.coverage,
    )


def read_document(row: AnyRow) -> Document:
    """Return the document of a row with the columns DOCUMENT, text and pages."""
    return Document(
        id=row.id,
        instrument_id=row.instrument_id,
        lineage=row.lineage,
        language=row.language,
        title=row.title,
        nature=Nature(row.nature),
        source=row.source,
        media_type=row.media_type,
        checksum=row.checksum,
        text=row.text,
        version=row.version,
        pages=tuple(PageSpan(*page) for page in row.pages),
        state=DocumentState(row.state),
        classification=Classification(row.classification),
        provider=row.provider,
        ingested_at=row.ingested_at,
        notes=tuple(row.notes),
    )


def read_provision(row: AnyRow) -> Provision:
    """Return the provision of a row with the columns PROVISION."""
    pages = None if row.provision_first_page is None else (row.provision_first_page, row.provision_last_page)
    return Provision(
        document_id=row.provision_document_id,
        eid=row.provision_eid,
        kind=ProvisionKind(row.provision_kind),
        start=row.provision_start,
        end=row.provision_end,
        language=row.provision_language,
        ordinal=row.provision_ordinal,
        label=row.provision_label,
        heading=row.provision_heading,
        parent=row.provision_parent,
        pages=pages,
        strength=None if row.provision_strength is None else Strength(row.provision_strength),
        language_confidence=row.provision_language_confidence,
    )


def write_provisions(provisions: Iterable[Provision]) -> list[dict[str, Any]]:
    """Return the rows of ``provision``, each with the eIds above it."""
    listed = list(provisions)
    parents = {entry.eid: entry.parent for entry in listed}
    rows = []
    for entry in listed:
        above: list[str] = []
        step = entry.parent
        while step is not None and step not in above:
            above.append(step)
            step = parents.get(step)
        first, last = entry.pages or (None, None)
        rows.append(
            {
                "document_id": entry.document_id,
                "eid": entry.eid,
                "kind": entry.kind.value,
                "start": entry.start,
                "end": entry.end,
                "language": entry.language,
                "ordinal": entry.ordinal,
                "label": entry.label,
                "heading": entry.heading,
                "parent": entry.parent,
                "first_page": first,
                "last_page": last,
                "strength": entry.strength.value if entry.strength else None,
                "ancestors": "/".join(reversed(above)),
                "language_confidence": entry.language_confidence,
            }
        )
    return rows


def read_passage(row: AnyRow) -> Passage:
    """Return the passage of a row with the columns PASSAGE."""
    return Passage(
        id=row.id,
        document_id=row.document_id,
        eid=row.eid,
        start=row.start,
        end=row.end,
        language=row.language,
        context=row.context,
    )


def write_passage(entry: Passage) -> dict[str, Any]:
    """Return the row of ``passage``."""
    return {
        "id": entry.id,
        "document_id": entry.document_id,
        "eid": entry.eid,
        "start": entry.start,
        "end": entry.end,
        "language": entry.language,
        "context": entry.context,
    }


def read_citation(row: AnyRow) -> Citation:
    """Return the citation of a row with the columns CITATION."""
    return Citation(
        document_id=row.document_id,
        eid=row.eid,
        start=row.start,
        end=row.end,
        target_instrument=row.target_instrument,
        target_eid=row.target_eid,
        reason=row.reason,
    )


def write_citation(entry: Citation) -> dict[str, Any]:
    """Return the row of ``citation``."""
    return {
        "document_id": entry.document_id,
        "eid": entry.eid,
        "start": entry.start,
        "end": entry.end,
        "target_instrument": entry.target_instrument,
        "target_eid": entry.target_eid,
        "reason": entry.reason,
    }


def read_assignment(row: AnyRow) -> Assignment:
    """Return the assignment of a row with the columns ASSIGNMENT."""
    return Assignment(
        document_id=row.document_id,
        eid=row.eid,
        area=row.area,
        score=row.score,
        status=AssignmentStatus(row.status),
        by=row.by,
        evidence=tuple(Evidence(*span) for span in row.evidence),
        at=row.at,
        reason=row.reason,
        rivals=tuple(row.rivals),
    )


def write_assignment(entry: Assignment, *, manual: bool = False, stale: bool = False) -> dict[str, Any]:
    """Return the row of ``assignment``."""
    return {
        "document_id": entry.document_id,
        "eid": entry.eid,
        "area": entry.area,
        "score": entry.score,
        "status": entry.status.value,
        "by": entry.by,
        "evidence": [[span.start, span.end] for span in entry.evidence],
        "at": entry.at,
        "reason": entry.reason,
        "manual": manual,
        "stale": stale,
        "rivals": list(entry.rivals),
    }
