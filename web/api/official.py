"""``/api/v1/sources``: the official texts that the register names, and what is held of them."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from corpus.register import load_register
from web.official import count_statuses, list_sources
from web.parameters import refuse_unknown
from web.services import services_of

router = APIRouter(prefix="/api/v1", tags=["official sources"])


@router.get("/sources")
def sources(request: Request) -> dict[str, Any]:
    """What is held of each instrument's official text, when it was checked, what went wrong or changed."""
    refuse_unknown(request.query_params, ())
    services = services_of(request)
    lines = list_sources(services.store, services.access, load_register(), "en")
    return {"counts": dict(count_statuses(lines)), "sources": [line.to_json() for line in lines]}
