"""``GET /api/v1/entities`` and ``/api/v1/substances``: what the field names, and where it is named."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request

from corpus.entities import KNOWN_TO, EntityGroup
from web.entities import choose_substances, describe_entity, entity_facts, list_entities
from web.filters import unknown
from web.parameters import MAX_LIMIT, read_number
from web.services import services_of

router = APIRouter(prefix="/api/v1", tags=["entities"])

_LIMIT = Query(description=f"Provisions to return, 1 to {MAX_LIMIT}; 50 by default.")
_OFFSET = Query(description="Provisions to skip.")


@router.get("/entities")
def entities(
    request: Request,
    group: Annotated[str, Query(description=f"One of {', '.join(EntityGroup)}.")] = "",
) -> dict[str, Any]:
    """Conventions, bodies, platforms, organisations, notions and substances, with how often each is named."""
    services = services_of(request)
    if group and group not in tuple(EntityGroup):
        raise unknown(group, "group", tuple(EntityGroup))
    lines = list_entities(services.store, services.access, "en", EntityGroup(group) if group else None)
    return {"entities": [entity_facts(line) for line in lines]}


@router.get("/entities/{id}")
def entity(
    request: Request,
    id: str,
    lang: Annotated[list[str] | None, Query(description="Language of provisions; may be repeated.")] = None,
    limit: Annotated[str, _LIMIT] = "",
    offset: Annotated[str, _OFFSET] = "",
) -> dict[str, Any]:
    """One entity with its names, its facts and the provisions that name it."""
    services = services_of(request)
    return describe_entity(
        services.store,
        services.access,
        id,
        languages=lang or (),
        limit=read_number(request.query_params, "limit", 1, MAX_LIMIT) or 50,
        offset=read_number(request.query_params, "offset", 0, 999_999) or 0,
    )


@router.get("/substances")
def substances(
    request: Request,
    q: Annotated[str, Query(description="Part of a name in any language, or of a CAS number.")] = "",
    schedule: Annotated[
        str, Query(description="Such as 1961-I, 1988-II or 1971; none for national control only.")
    ] = "",
    sort: Annotated[str, Query(description="name, schedule or named.")] = "",
) -> dict[str, Any]:
    """Substances with their schedules, as known to the register up to the month given."""
    services = services_of(request)
    lines = list_entities(services.store, services.access, "en", EntityGroup.SUBSTANCE)
    found = choose_substances(lines, q, schedule, sort)
    return {
        "schedules_known_to": KNOWN_TO,
        "total": len(found),
        "substances": [entity_facts(line) for line in found],
    }
