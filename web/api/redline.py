"""``GET /api/v1/redline``: what changed between two texts in one language."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request

from web.parameters import refuse_unknown
from web.redlining import NAMES, describe, names_of, read_asked
from web.services import services_of

router = APIRouter(prefix="/api/v1", tags=["comparison"])


@router.get("/redline")
def redline(
    request: Request,
    a: Annotated[str, Query(description="The id of the earlier document, in any version.")] = "",
    b: Annotated[str, Query(description="The id of the later document, in the same language.")] = "",
    all: Annotated[str, Query(description="1 for the unchanged provisions too.")] = "",
    kind: Annotated[
        str, Query(description="One kind only: changed, inserted, deleted, moved, renumbered, unchanged.")
    ] = "",
) -> dict[str, Any]:
    """Provisions that changed, were inserted, deleted, moved or renumbered, word by word.

    The text of the segments that are not inserted, joined, is the provision's own text in a (with
    ``was`` for ``text`` where given); of those that are not deleted, in b.
    """
    refuse_unknown(request.query_params, NAMES)
    services, asked = services_of(request), read_asked(request.query_params)
    found = services.redlines.find(services.store, asked.a, asked.b, services.access)
    ends = [services.store.summary(each, services.access) for each in (asked.a, asked.b)]
    names = [names_of(services.store, each, services.access) for each in (asked.a, asked.b)]
    return describe(ends[0], ends[1], found, asked, (names[0], names[1]))
