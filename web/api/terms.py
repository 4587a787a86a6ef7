"""``GET /api/v1/terms``: what the concepts of a query are called in other languages."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Query
from starlette.requests import Request

from web.filters import ParameterError
from web.parameters import read_query, refuse_unknown
from web.terms import describe_terms

router = APIRouter(prefix="/api/v1", tags=["search"])


@router.get("/terms")
def terms(
    request: Request,
    q: Annotated[str, Query(description="A word or a phrase, in any language.")] = "",
) -> dict[str, Any]:
    """The concepts of drug control that a query names, and their terms in other languages."""
    refuse_unknown(request.query_params, ("q",))
    query = read_query(request.query_params)
    if not query:
        raise ParameterError("There is no query.", remedy="give the word as q=...", field="q")
    return describe_terms(query)
