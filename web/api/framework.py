"""``/api/v1/framework``: one instrument against the others, held or sent along."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query
from starlette.requests import Request

from web.filters import ParameterError
from web.framing import MOST, describe, place_held
from web.parameters import refuse_unknown
from web.services import services_of
from web.upload import RAW, Upload, read_raw_file

router = APIRouter(prefix="/api/v1", tags=["comparison"])


@router.get("/framework")
def framework(
    request: Request, document: Annotated[str, Query(description="The id of a document.")] = ""
) -> dict[str, Any]:
    """The commitments of a document that is held: by area, new, repeated, weaker or stronger.

    ``nearest`` are the program's guess, with ``closeness`` (1: as near as a translation); ``left_out`` counts
    commitments beyond the first 150.
    """
    refuse_unknown(request.query_params, ("document",))
    if not document.strip():
        raise ParameterError(
            "No document is named.",
            remedy="give its id (document=...), or send a file with POST",
            field="document",
        )
    return describe(place_held(services_of(request), document.strip()))


@router.post(
    "/framework",
    openapi_extra={
        "parameters": [
            {
                "name": "name",
                "in": "query",
                "required": True,
                "description": "What the file is called; its ending helps to tell what it is.",
                "schema": {"type": "string"},
            }
        ],
        "requestBody": {"content": {RAW: {"schema": {"type": "string", "format": "binary"}}}},
    },
)
def newcomer(request: Request, upload: Annotated[Upload, Depends(read_raw_file)]) -> list[dict[str, Any]]:
    """The same for a file sent as the body (application/octet-stream); it is kept nowhere.

    An entry per language version that the file holds.
    """
    refuse_unknown(request.query_params, ("name",))
    services = services_of(request)
    bundles = upload.read(services.settings)
    return [describe(services.search.place(each, services.access, most=MOST)) for each in bundles]
