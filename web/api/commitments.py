"""``GET /api/v1/commitments``: who undertakes what, how strongly, by when, with whom; also as files."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from corpus.model import SCALE
from corpus.store import Wanted
from web.addresses import base_of
from web.api.describing import parameter
from web.commitments import (
    COLUMNS,
    FORCES,
    commitment_rows,
    commitment_sheets,
    describe,
    read_wanted,
)
from web.exports import CSV_TYPE, attachment, write_csv
from web.interface import PARAMETER, choose_messages
from web.parameters import MAX_LIMIT, read_number
from web.services import services_of
from web.spreadsheets import MEDIA_TYPE, workbook

router = APIRouter(prefix="/api/v1", tags=["commitments"])

_EITHER = "1 for those whose words name one, 0 for those whose do not."
_ABOUT = {
    "least": f"Weakest strength that counts: {', '.join(SCALE)}; the last by default.",
    "force": f"Side of the text: {', '.join(FORCES)}; both by default.",
    "deadline": f"By when: {_EITHER}",
    "partner": f"With whom: {_EITHER}",
    "guessed": "1 for those with a part that rests on no tested rule, 0 for those without.",
    "area": "Area or sub-theme, such as A3 or A3.2.",
    "instrument": "Id of an instrument; may be repeated.",
    "jurisdiction": "Country code or body, such as kz or un; may be repeated.",
    "lang": "Language of the text; may be repeated.",
    "document": "Id of a document; may be repeated.",
}
_PARAMETERS = [parameter(name, about) for name, about in _ABOUT.items()]
_PAGED = [
    *_PARAMETERS,
    {
        "name": "limit",
        "in": "query",
        "description": f"At most {MAX_LIMIT}; 20 by default.",
        "schema": {"type": "integer"},
    },
    {"name": "offset", "in": "query", "description": "How many to skip.", "schema": {"type": "integer"}},
]
_FURTHEST = 999_999


@router.get("/commitments", openapi_extra={"parameters": _PAGED})
def commitments(request: Request) -> dict[str, Any]:
    """Commitments by instrument, text and place; counts are exact, by strength and by instrument.

    Parts are spans of the document's text (``GET /documents/{id}``); ``words`` are what they hold. A chapeau
    may say some of them, so that they lie outside the provision.
    """
    params = request.query_params
    wanted = read_wanted(params, ("limit", "offset", PARAMETER))
    limit = read_number(params, "limit", 1, MAX_LIMIT) or 20
    offset = read_number(params, "offset", 0, _FURTHEST) or 0
    services = services_of(request)
    page = services.store.commitment_page(services.access, wanted, limit=limit, offset=offset)
    return {
        "total": page.total,
        "offset": offset,
        "strengths": page.strengths,
        "instruments": page.instruments,
        "commitments": [describe(hit, base_of(request)) for hit in page.hits],
    }


@router.get("/commitments.csv", openapi_extra={"parameters": _PARAMETERS})
def commitments_csv(request: Request) -> Response:
    """All of them as a table in CSV."""
    services, t = services_of(request), choose_messages(request)
    hits = services.store.each_commitment(services.access, _read(request))
    parts = write_csv(commitment_rows(hits, t, base_of(request)), COLUMNS)
    return StreamingResponse(parts, media_type=CSV_TYPE, headers=attachment("commitments", "csv"))


@router.get("/commitments.xlsx", openapi_extra={"parameters": _PARAMETERS})
def commitments_xlsx(request: Request) -> Response:
    """All of them as a workbook, with what was asked."""
    services, t, wanted = services_of(request), choose_messages(request), _read(request)
    rows = commitment_rows(services.store.each_commitment(services.access, wanted), t, base_of(request))
    made = datetime.now(UTC).isoformat(timespec="seconds")
    data = workbook(commitment_sheets(rows, wanted, made))
    return Response(data, media_type=MEDIA_TYPE, headers=attachment("commitments", "xlsx"))


def _read(request: Request) -> Wanted:
    return read_wanted(request.query_params, ("limit", "offset", "page", PARAMETER))
