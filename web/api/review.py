"""``/api/v1/review`` and ``/api/v1/decisions``: what waits for a person, deciding, and what was decided."""

from __future__ import annotations

import json
from typing import Annotated, Any

from fastapi import APIRouter, Depends
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse

from corpus.typed import is_text
from web.coverage_question import SELECTION_NAMES, read_selection
from web.decided import (
    describe_agreement,
    describe_decision,
    describe_item,
    describe_reviewed,
    export_decisions,
    measure_agreement,
)
from web.filters import ParameterError
from web.interface import choose_messages
from web.parameters import MAX_LIMIT, read_choice, read_number, refuse_unknown
from web.reviewing import DO, read_provision, read_queue, take_decision
from web.saving import read_json
from web.services import services_of

router = APIRouter(prefix="/api/v1", tags=["review"])

MOST_SKIPPED = 999_999
_FORMATS = ("json", "jsonl")
_NARROWING = tuple(name for name in SELECTION_NAMES if name not in ("least", "operative", "status"))


def _parameters(**described: str) -> dict[str, Any]:
    return {
        "parameters": [
            {"name": name, "in": "query", "description": about, "schema": {"type": "string"}}
            for name, about in described.items()
        ]
    }


@router.get(
    "/review",
    openapi_extra=_parameters(
        area="Only this area or sub-theme: A3 or A3.2.",
        instrument="Only this instrument; may be repeated, as the next two.",
        lang="Only texts in this language.",
        jurisdiction="Only instruments of this country or body.",
        limit=f"Proposals at most, 1 to {MAX_LIMIT}; 20 by default.",
        offset="Proposals to leave out first.",
    ),
)
def queue(request: Request) -> dict[str, Any]:
    """What waits for a person, the least certain first; `distance` is how far it is from open."""
    services, params = services_of(request), request.query_params
    refuse_unknown(params, ("area", *_NARROWING, "limit", "offset", "ui"))
    page = read_queue(
        services,
        params.get("area"),
        read_selection(params, None),
        limit=read_number(params, "limit", 1, MAX_LIMIT) or 20,
        offset=read_number(params, "offset", 0, MOST_SKIPPED) or 0,
    )
    return {"total": page.total, "offset": page.offset, "waiting": [describe_item(i) for i in page.items]}


@router.get("/review/statistics")
def statistics(request: Request) -> dict[str, Any]:
    """What was decided by area, and how much of what the program proposed was confirmed."""
    services = services_of(request)
    return {
        "decided": services.store.count_decided(services.access),
        "areas": [describe_agreement(each) for each in measure_agreement(services)],
    }


@router.get("/documents/{document_id}/provisions/{eid}/areas")
def provision(request: Request, document_id: str, eid: str) -> dict[str, Any]:
    """All areas of one provision, those that persons rejected too, and the log of decisions on it."""
    services, t = services_of(request), choose_messages(request)
    return describe_reviewed(read_provision(services, document_id, eid, t.language))


@router.get(
    "/decisions",
    openapi_extra=_parameters(
        document="Only decisions on this document; may be repeated.",
        format="json, or jsonl: one decision a line, as training data.",
    ),
)
def decisions(request: Request) -> Response:
    """The log of decisions, oldest first, with what finds the words again."""
    services, params = services_of(request), request.query_params
    refuse_unknown(params, ("document", "format", "ui"))
    form = read_choice(params, "format", _FORMATS) or _FORMATS[0]
    wanted = params.getlist("document")
    for document_id in wanted:
        services.store.summary(document_id, services.access)  # says what is not there
    found = export_decisions(services, wanted)
    if form == "jsonl":
        name = 'attachment; filename="narcord-decisions.jsonl"'
        lines = (json.dumps(each, ensure_ascii=False) + "\n" for each in found)
        return StreamingResponse(
            lines, media_type="application/x-ndjson", headers={"Content-Disposition": name}
        )
    text = json.dumps({"decisions": list(found)}, ensure_ascii=False)
    return Response(text, media_type="application/json")


_FIELDS = ("document", "eid", "do", "area", "to", "by", "reason")
_BODY = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["document", "eid", "do", "area", "by"],
                    "properties": {name: {"type": "string"} for name in _FIELDS},
                    "description": f"do is one of {', '.join(DO)}; return takes back. move needs to, and "
                    "reject, move and add need a reason.",
                }
            }
        },
    }
}


@router.post("/decisions", status_code=201, openapi_extra=_BODY)
def decide(request: Request, body: Annotated[dict[str, Any], Depends(read_json)]) -> dict[str, Any]:
    """Decide of an area of a provision; answers with all that was logged, as one act."""
    for name, value in body.items():
        if name not in _FIELDS:
            raise ParameterError(
                f"There is no field '{name[:40]}' here.", remedy=f"use {', '.join(_FIELDS)}", field=name[:40]
            )
        if not is_text(value):
            raise ParameterError(f"The field '{name}' is no text.", remedy="send a text", field=name)
    given = {name: body.get(name, "") for name in _FIELDS}
    taken = take_decision(
        services_of(request),
        given["document"],
        given["eid"],
        given["do"],
        given["area"],
        to=given["to"],
        by=given["by"],
        reason=given["reason"],
    )
    return {"decisions": [describe_decision(each) for each in taken]}
