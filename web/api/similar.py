"""``GET /api/v1/why`` and ``.../similar``: why a provision is found, and which ones are like it."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request

from web.api.search import QUESTION_NAMES, QUESTION_PARAMETERS
from web.likeness import NAMES, find_like, find_why, read_hit
from web.parameters import refuse_unknown
from web.services import services_of
from web.watch import read_question

router = APIRouter(prefix="/api/v1", tags=["search"])


_HIT = [
    {"name": name, "in": "query", "required": True, "description": about, "schema": {"type": "string"}}
    for name, about in (
        ("document", "The document of the hit; of several the last, others are filters."),
        ("eid", "The provision of the hit."),
    )
]
_QUESTION = [each for each in QUESTION_PARAMETERS if each["name"] != "document"]


@router.get("/why", openapi_extra={"parameters": [*_QUESTION, *_HIT]})
def why(request: Request) -> dict[str, Any]:
    """One hit of a query with its reasons: words, concepts, the nearest sentence, parts of the score."""
    refuse_unknown(request.query_params, (*QUESTION_NAMES, "document", "eid"))
    asked, document, eid = read_hit(request.query_params)
    return find_why(services_of(request), read_question(asked), document, eid)


@router.get("/documents/{document_id}/provisions/{eid}/similar")
def similar(
    request: Request,
    document_id: str,
    eid: str,
    lang: Annotated[str, Query(description="Language of the text; may be repeated.")] = "",
    jurisdiction: Annotated[str, Query(description="Country code or body; may be repeated.")] = "",
    same: Annotated[str, Query(description="1 to look in the same instrument too.")] = "",
    limit: Annotated[str, Query(description="Provisions to return, 1 to 50; 10 by default.")] = "",
) -> dict[str, Any]:
    """The provisions most like one, across instruments and languages, each with what both share."""
    refuse_unknown(request.query_params, NAMES)
    return find_like(services_of(request), document_id, eid, request.query_params)
