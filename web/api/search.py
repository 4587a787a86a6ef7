"""``GET /api/v1/search``: the answer that DESIGN.md fixes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request

from web.parameters import (
    MAX_LIMIT,
    MAX_OFFSET,
    MODES,
    ParameterError,
    read_filters,
    read_mode,
    read_number,
    read_query,
    refuse_unknown,
)
from web.querying import ask
from web.services import services_of

PARAMETERS = (
    "q",
    "limit",
    "offset",
    "mode",
    "lang",
    "jurisdiction",
    "kind",
    "area",
    "nature",
    "year_from",
    "year_to",
)

router = APIRouter(prefix="/api/v1", tags=["search"])

REPEATED = "; may be repeated or separated by commas"


@router.get("/search")
def search(
    request: Request,
    q: Annotated[str, Query(description="What to look for, in any language; quoted words must occur.")] = "",
    limit: Annotated[str, Query(description=f"Hits to return, 1 to {MAX_LIMIT}; 10 by default.")] = "",
    offset: Annotated[str, Query(description=f"Hits to skip, 0 to {MAX_OFFSET}.")] = "",
    mode: Annotated[str, Query(description=f"One of {', '.join(MODES)}.")] = "",
    lang: Annotated[str, Query(description=f"Language of the text{REPEATED}.")] = "",
    jurisdiction: Annotated[str, Query(description=f"Country code or body{REPEATED}.")] = "",
    kind: Annotated[str, Query(description=f"Kind of instrument{REPEATED}.")] = "",
    area: Annotated[str, Query(description=f"Area of cooperation, A1 to A18{REPEATED}.")] = "",
    nature: Annotated[str, Query(description=f"authentic, translation or abstract{REPEATED}.")] = "",
    year_from: Annotated[str, Query(description="Earliest year.")] = "",
    year_to: Annotated[str, Query(description="Latest year.")] = "",
) -> dict[str, Any]:
    """Search provisions by words and meaning."""
    # The declared parameters describe the endpoint; all are read in the one place that pages use.
    params = request.query_params
    refuse_unknown(params, PARAMETERS)
    query = read_query(params)
    if not query:
        raise ParameterError("There is no query.", remedy="give what to look for as q=...", field="q")
    return ask(
        services_of(request),
        query,
        read_mode(params),
        read_filters(params),
        read_number(params, "limit", 1, MAX_LIMIT) or 10,
        read_number(params, "offset", 0, MAX_OFFSET) or 0,
    )
