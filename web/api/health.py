"""Whether the server is up, and what it holds."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from corpus.model import DocumentState
from web.services import services_of
from web.state import describe_index

router = APIRouter()


@router.get("/healthz", include_in_schema=False)
def healthz() -> dict[str, str]:
    """Say that the server answers."""
    return {"status": "ok"}


@router.get("/api/v1/status", tags=["status"])
def status(request: Request) -> dict[str, Any]:
    """Counts of the knowledge base, the ingestion report, and the state of the index."""
    services = services_of(request)
    documents = services.store.documents(
        services.access, states=(DocumentState.CURRENT, DocumentState.SUPERSEDED)
    )
    return {
        "counts": asdict(services.store.counts(services.access)),
        "index": describe_index(services).to_json(),
        "documents": [
            {
                "id": each.id,
                "instrument": each.instrument_id,
                "title": each.title,
                "language": each.language,
                "source": each.source,
                "state": each.state,
                "notes": list(each.notes),
            }
            for each in documents
        ],
        "failures": [asdict(each) for each in services.failures()],
    }
