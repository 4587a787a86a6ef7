"""One version of one text, at an address that never changes its words."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.model import DocumentState
from corpus.store import DocumentSummary
from web.addresses import Here, document_address, instrument_address
from web.interface import choose_messages
from web.reader import open_text, text_context
from web.redlining import redline_address
from web.rendering import pages_of
from web.services import Services, services_of

router = APIRouter()


@router.get("/documents/{document_id}")
def document(request: Request, document_id: str) -> Response:
    """Answer with a document; one that was superseded says so and leads to the current one."""
    services, t, here = services_of(request), choose_messages(request), Here(request)
    found = services.store.summary(document_id, services.access)
    instrument = services.store.instrument(found.instrument_id, services.access)
    texts = services.store.documents(services.access, instrument.id)
    current = found.state is DocumentState.CURRENT
    context = text_context(services, instrument, here, t)
    context |= open_text(services, instrument, document_id, texts, here, t)
    return pages_of(request).render(
        request,
        "instrument.html",
        section="instruments",
        title=found.title or context["instrument"].title,
        **context
        | {
            "superseded": not current,
            "newest": None if current else _newest(services, found),
            "since": None if current else _since(services, found),
            "in_context": instrument_address(instrument.id, document=found.id if current else None),
        },
    )


def _newest(services: Services, document: DocumentSummary) -> str:
    """Return where to read the same text today: its current version, or else the instrument."""
    versions = services.store.versions(document.id, services.access)
    current = next((each for each in versions if each.state is DocumentState.CURRENT), None)
    return document_address(current.id) if current else instrument_address(document.instrument_id)


def _since(services: Services, document: DocumentSummary) -> str | None:
    """Return where to see what changed from a version to the current one of the same text."""
    versions = services.store.versions(document.id, services.access)
    current = next((each for each in versions if each.state is DocumentState.CURRENT), None)
    return redline_address(document.id, current.id) if current else None
