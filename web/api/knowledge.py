"""Areas, instruments and documents as JSON."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request

from corpus.areas import Area, area_or_theme, themes_of
from corpus.areas import area as area_called
from corpus.languages import direction
from corpus.model import Document, Instrument, QualityReport
from corpus.store import DocumentSummary
from web.addresses import document_address, instrument_address
from web.commitments import describe_spans
from web.parameters import MAX_LIMIT, read_number
from web.services import services_of
from web.shelf import STATUSES, list_areas, list_shelf, tally_areas

router = APIRouter(prefix="/api/v1", tags=["knowledge"])


@router.get("/areas")
def areas(request: Request) -> dict[str, Any]:
    """The 18 areas of cooperation with how many provisions belong to each, by instrument."""
    tallies = tally_areas(services_of(request))
    return {
        "areas": [
            {
                "code": line.code,
                "labels": dict(area_called(line.code).labels),
                "scope": dict(area_called(line.code).scope),
                "confirmed": line.confirmed,
                "proposed": line.proposed,
                "instruments": {
                    instrument: {"confirmed": tally.confirmed, "proposed": tally.proposed}
                    for (code, instrument), tally in sorted(tallies.items())
                    if code == line.code
                },
            }
            for line in list_areas(tallies, "en")
        ]
    }


@router.get("/areas/{code}")
def area(
    request: Request,
    code: str,
    limit: Annotated[str, Query(description=f"Assignments to return, 1 to {MAX_LIMIT}; 50 by default.")] = "",
    offset: Annotated[str, Query(description="Assignments to skip.")] = "",
) -> dict[str, Any]:
    """One area or sub-theme with the provisions under it, confirmed ones first, each with its evidence."""
    services = services_of(request)
    found = area_or_theme(code.upper())
    first = read_number(request.query_params, "offset", 0, 999_999) or 0
    most = read_number(request.query_params, "limit", 1, MAX_LIMIT) or 50
    instrument_of = {each.id: each.instrument_id for each in services.store.documents(services.access)}
    ties = [
        tie
        for tie in services.store.assignments(services.access, area=found.code, statuses=STATUSES)
        if tie.document_id in instrument_of
    ]
    ties.sort(key=lambda tie: (tie.status != "confirmed", -tie.score, tie.document_id, tie.eid))
    return {
        "code": found.code,
        "labels": dict(found.labels),
        "scope": dict(found.scope) if isinstance(found, Area) else {},
        "sub_themes": [{"code": each.code, "labels": dict(each.labels)} for each in themes_of(found.code)],
        "total": len(ties),
        "assignments": [
            {
                "instrument": instrument_of[tie.document_id],
                "document": tie.document_id,
                "eid": tie.eid,
                "score": tie.score,
                "status": tie.status,
                "by": tie.by,
                "evidence": [[each.start, each.end] for each in tie.evidence],
                "permalink": document_address(tie.document_id, tie.eid),
            }
            for tie in ties[first : first + most]
        ],
    }


@router.get("/instruments")
def instruments(request: Request) -> dict[str, Any]:
    """Every instrument of which at least one text is here."""
    services = services_of(request)
    return {
        "instruments": [
            {
                "id": item.id,
                "title": item.title,
                "kind": item.kind,
                "jurisdiction": item.jurisdiction,
                "year": item.year,
                "languages": list(item.languages),
                "natures": sorted(item.natures),
            }
            for item in list_shelf(services, "")
        ]
    }


@router.get("/instruments/{path:path}")
def instrument(request: Request, path: str) -> dict[str, Any]:
    """An instrument with its bibliographic facts and its texts."""
    services = services_of(request)
    found = services.store.instrument("/" + path.strip("/"), services.access)
    texts = services.store.documents(services.access, found.id)
    return _instrument(found) | {"documents": [_document(each) for each in texts]}


@router.get("/documents/{document_id}")
def document(request: Request, document_id: str) -> dict[str, Any]:
    """A document with its text, its provisions as spans of that text, and how surely it was read."""
    services = services_of(request)
    found = services.store.document(document_id, services.access)
    commitments = {
        each.eid: describe_spans(each) for each in services.store.commitments(document_id, services.access)
    }
    ties: dict[str, list[dict[str, Any]]] = {}
    for tie in services.store.assignments(services.access, document_id=document_id, statuses=STATUSES):
        ties.setdefault(tie.eid, []).append({"code": tie.area, "score": tie.score, "status": tie.status})
    return _document(found) | {
        "text": found.text,
        "pages": [[page.number, page.start, page.end] for page in found.pages],
        "quality": describe_quality(found.quality),
        "citations": [
            {
                "eid": each.eid,
                "start": each.start,
                "end": each.end,
                "target_instrument": each.target_instrument,
                "target_eid": each.target_eid,
                "reason": each.reason,
            }
            for each in services.store.citations(document_id, services.access)
        ],
        "provisions": [
            {
                "eid": each.eid,
                "kind": each.kind,
                "label": each.label,
                "heading": each.heading,
                "parent": each.parent,
                "language": each.language,
                "start": each.start,
                "end": each.end,
                "pages": each.pages,
                "strength": each.strength,
                "language_confidence": each.language_confidence,
                "commitment": commitments.get(each.eid),
                "areas": ties.get(each.eid, []),
                "permalink": document_address(document_id, each.eid),
            }
            for each in services.store.provisions(document_id, services.access)
        ],
    }


@router.get("/documents/{document_id}/lines")
def lines(
    request: Request,
    document_id: str,
    eid: Annotated[str, Query(description="Only the lines of this provision.")] = "",
) -> dict[str, Any]:
    """Where the lines of a text stand on the pages of its source, sides as fractions of the page."""
    services = services_of(request)
    found = services.store.lines(document_id, services.access)
    within = services.store.provision(document_id, eid, services.access) if eid else None
    return {
        "document": document_id,
        "eid": eid or None,
        "lines": [
            {"page": x.page, "box": [x.left, x.top, x.right, x.bottom], "start": x.start, "end": x.end}
            for x in found
            if within is None or (x.start < within.end and x.end > within.start)
        ],
    }


def describe_quality(report: QualityReport | None) -> dict[str, Any] | None:
    """Return a quality report as JSON, its coverage computed."""
    return None if report is None else asdict(report) | {"coverage": round(report.coverage, 5)}


def _instrument(instrument: Instrument) -> dict[str, Any]:
    return {
        "id": instrument.id,
        "title": instrument.title,
        "titles": dict(instrument.titles),
        "names": list(instrument.names),
        "kind": instrument.kind,
        "jurisdiction": instrument.jurisdiction,
        "year": instrument.year,
        "body": instrument.body,
        "date": instrument.date,
        "status": instrument.status,
        "official_source": instrument.official_source,
        "permalink": instrument_address(instrument.id),
    }


def _document(document: Document | DocumentSummary) -> dict[str, Any]:
    return {
        "id": document.id,
        "instrument": document.instrument_id,
        "language": document.language,
        "direction": direction(document.language),
        "title": document.title,
        "nature": document.nature,
        "source": document.source,
        "version": document.version,
        "state": document.state,
        "classification": document.classification,
        "notes": list(document.notes),
        "permalink": document_address(document.id),
    }
