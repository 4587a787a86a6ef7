"""What was read in, what could not be, and the state of the index."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from corpus.model import DocumentState, Nature, QualityState
from corpus.store import DocumentSummary
from web.interface import choose_messages
from web.rendering import pages_of
from web.services import services_of
from web.state import describe_index

router = APIRouter()


@router.get("/status")
def status(request: Request) -> Response:
    """Answer with the ingestion report and the state of the index."""
    services, t = services_of(request), choose_messages(request)
    documents = services.store.documents(
        services.access, states=(DocumentState.CURRENT, DocumentState.SUPERSEDED)
    )
    # What cannot be relied on comes first: it is what this page is read for.
    documents = sorted(
        documents, key=lambda each: (not _doubtful(each), each.title.casefold(), each.language, -each.version)
    )
    return pages_of(request).render(
        request,
        "status.html",
        section="status",
        title=t("status.title"),
        index=describe_index(services),
        failures=services.failures(),
        documents=documents,
        doubtful=sum(_doubtful(each) for each in documents),
    )


def _doubtful(document: DocumentSummary) -> bool:
    """Whether reading the file left doubts; the notes of an abstract say what it is."""
    if document.quality_state is not None:
        return document.quality_state is QualityState.ATTENTION
    return bool(document.notes) and document.nature is not Nature.ABSTRACT
