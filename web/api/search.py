"""``GET /api/v1/search``: the answer that DESIGN.md fixes."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter
from starlette.requests import Request

from web.api.describing import parameter
from web.filters import FILTERS, NOT, YEARS
from web.parameters import (
    MAX_LIMIT,
    MAX_OFFSET,
    MODES,
    ROLLS,
    read_choice,
    read_number,
    refuse_unknown,
)
from web.querying import ask
from web.services import services_of
from web.watch import read_question

router = APIRouter(prefix="/api/v1", tags=["search"])


QUESTION_PARAMETERS = [
    parameter("q", "What to look for, in any language; quoted words must occur."),
    parameter("mode", f"One of {', '.join(MODES)}."),
    parameter("by", f"What is one hit: {' or '.join(ROLLS)}."),
    *(
        parameter(
            f"{prefix}{kind.name}",
            f"{'Without: ' if prefix else 'Only: '}{kind.about}; may be repeated"
            f"{' or separated by commas' if kind.commas else ''}.",
        )
        for kind in FILTERS
        for prefix in ("", NOT)
    ),
    parameter(YEARS[0], "Earliest year."),
    parameter(YEARS[1], "Latest year."),
]
"""What says a question, for the description of the API; all are read in the one place that pages use."""

PAGING_PARAMETERS = [
    parameter("limit", f"Hits to return, 1 to {MAX_LIMIT}; 10 by default."),
    parameter("offset", f"Hits to skip, 0 to {MAX_OFFSET}."),
    parameter("explain", "1 to be told why each hit was found."),
]
QUESTION_NAMES = tuple(each["name"] for each in QUESTION_PARAMETERS)
PARAMETERS = (*QUESTION_NAMES, *(each["name"] for each in PAGING_PARAMETERS))


@router.get("/search", openapi_extra={"parameters": [*QUESTION_PARAMETERS, *PAGING_PARAMETERS]})
def search(request: Request) -> dict[str, Any]:
    """Search provisions by words and meaning."""
    params = request.query_params
    refuse_unknown(params, PARAMETERS)
    return ask(
        services_of(request),
        read_question(params),
        read_number(params, "limit", 1, MAX_LIMIT) or 10,
        read_number(params, "offset", 0, MAX_OFFSET) or 0,
        explain=read_choice(params, "explain", ("0", "1")) == "1",
    )
