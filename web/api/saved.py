"""``/api/v1/saved``: searches that a reader keeps, and what is new for them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response

from web.saving import Body, flatten, save
from web.security import refuse_foreign
from web.services import services_of
from web.watch import describe_saved, mark_seen, whats_new

router = APIRouter(prefix="/api/v1/saved", tags=["saved searches"])

_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["name", "q"],
                    "properties": {"name": {"type": "string"}, "q": {"type": "string"}},
                    "additionalProperties": True,
                    "description": "name, and the parameters of /api/v1/search; several values as a list.",
                }
            }
        },
    }
}


@router.get("")
def list_saved(request: Request) -> dict[str, Any]:
    """The searches that are kept for the reader, each with how many provisions are new."""
    services = services_of(request)
    return {
        "saved": [describe_saved(services, each) for each in services.store.saved_searches(services.access)]
    }


@router.post("", status_code=201, openapi_extra=_BODY)
def keep(request: Request, body: Body) -> dict[str, Any]:
    """Keep a search under a name; what is there now counts as seen."""
    services = services_of(request)
    return describe_saved(services, save(services, flatten(body)))


@router.get("/{search_id}")
def show(request: Request, search_id: str) -> dict[str, Any]:
    """One of them, with the hits that are new since the last look."""
    services = services_of(request)
    saved = services.store.saved_search(search_id, services.access)
    news = whats_new(services, saved, saved.seen_at)
    hits = [{**hit, "ingested_at": hit["ingested_at"].isoformat()} for hit in news.hits]
    return describe_saved(services, saved, news) | {"documents": news.documents, "hits": hits}


@router.post("/{search_id}/seen", dependencies=[Depends(refuse_foreign)])
def seen(request: Request, search_id: str) -> dict[str, Any]:
    """Record that everything that has come in until now was looked at."""
    services = services_of(request)
    mark_seen(services, services.store.saved_search(search_id, services.access))
    return describe_saved(services, services.store.saved_search(search_id, services.access))


@router.delete("/{search_id}", status_code=204, dependencies=[Depends(refuse_foreign)])
def remove(request: Request, search_id: str) -> Response:
    """Forget one of them."""
    services = services_of(request)
    services.store.remove_saved_search(search_id, services.access)
    return Response(status_code=204)
